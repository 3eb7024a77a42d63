import * as vscode from 'vscode';
import type { Telling } from '../../core/repeat/stories';
import { articleScheme } from '../../host/documents';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { uriOf } from '../../host/stories';
import { isStill, placeOf, showTelling, tellingMeant, type Meant } from './meant';

/** Shows two tellings of a story side by side, and goes from one to the other. */
export function registerCompare(host: Host): Disposable {
  const lifetime = createLifetime();
  /** The articles that are being compared, as they were when they were asked for. */
  const compared = new Map<string, string>();
  lifetime.keep(
    vscode.workspace.registerTextDocumentContentProvider(articleScheme, {
      provideTextDocumentContent: (uri) => compared.get(uri.toString()),
    }),
  );
  lifetime.keep(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      compared.delete(uri.toString());
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.compareRepeat', async (argument?: unknown) => {
      const meant = await tellingMeant(host, argument);
      if (!meant) return;
      const pair = pairOf(meant);
      const uris: vscode.Uri[] = [];
      for (const telling of pair) {
        const text = await host.corpus.textOf(uriOf(telling).toString());
        if (text === undefined || !isStill(telling, text)) return;
        const { start, end } = telling.article;
        const uri = articleUri(telling, text.length);
        compared.set(uri.toString(), text.slice(start, end).trimEnd());
        uris.push(uri);
      }
      await vscode.commands.executeCommand('vscode.diff', uris[0], uris[1], titleOf(pair));
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.goToFirstTelling', async (argument?: unknown) => {
      const meant = await tellingMeant(host, argument);
      if (meant) await showTelling(meant.story.first);
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.repeats.open', async ({ telling }: Meant) => {
      await showTelling(telling);
    }),
  );
  return lifetime;
}

/** The first telling and the one that is meant; of the first one, the next. */
function pairOf({ story, telling }: Meant): readonly [Telling, Telling] {
  const isFirst = telling.file === story.first.file && telling.article.start === story.first.article.start;
  return [story.first, isFirst ? story.repeats[0]! : telling];
}

function titleOf([first, again]: readonly [Telling, Telling]): string {
  return first.file === again.file
    ? vscode.l10n.t('Line {0} ↔ line {1}', first.article.line, again.article.line)
    : vscode.l10n.t('{0} ↔ {1}', placeOf(first), placeOf(again));
}

/** The path's ending gives it our language, the query says which article of which version it is. */
function articleUri(telling: Telling, length: number): vscode.Uri {
  const uri = uriOf(telling);
  const query = JSON.stringify({ uri: uri.toString(), start: telling.article.start, length });
  return vscode.Uri.from({ scheme: articleScheme, path: `${uri.path}.corpus.txt`, query });
}
