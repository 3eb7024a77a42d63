import * as vscode from 'vscode';
import { chartsFile, type ChartColors } from '../../core/overview/charts';
import { overviewOf, type Overview } from '../../core/overview/overview';
import type { Host } from '../../host/host';
import { createLifetime, delayed, type Disposable } from '../../host/lifecycle';
import { chartsOf, destinationOf, figuresOf } from '../../words/overview';
import { openList } from './lists';
import { mainOf, pageOf, type PageContent } from './page';

/** What the page says to us. */
type Message =
  { readonly kind: 'open'; readonly id: string } | { readonly kind: 'save'; readonly colors: ChartColors };

/** While the corpus is read, the page follows this often at most. */
const followMilliseconds = 500;

/** A page of charts of the whole corpus; each bar leads to what it counts. */
export function registerOverview(host: Host): Disposable {
  const lifetime = createLifetime();
  let panel: vscode.WebviewPanel | undefined;

  const open = async (): Promise<void> => {
    if (panel) {
      panel.reveal();
      return;
    }
    host.corpus.start();
    panel = vscode.window.createWebviewPanel(
      'corpusAnnotator.overview',
      vscode.l10n.t('Corpus Overview'),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    const mine = panel;
    const shown = createLifetime();
    const follow = shown.keep(
      delayed(followMilliseconds, () =>
        host.log.run('Drawing the overview', async () => {
          const content = contentOf(host, await readOverview(host));
          if (mine === panel) await mine.webview.postMessage({ main: mainOf(content) });
        }),
      ),
    );
    shown.keep(host.corpus.onDidChange(() => follow.ask()));
    shown.keep(host.stories.onDidChange(() => follow.ask()));
    shown.keep(mine.webview.onDidReceiveMessage((message: Message) => hear(message)));
    // A page that was hidden is made anew, as it was when it was opened.
    shown.keep(
      mine.onDidChangeViewState(() => {
        if (mine.visible) follow.ask();
      }),
    );
    mine.onDidDispose(() => {
      shown.dispose();
      if (panel === mine) panel = undefined;
    });
    const content = contentOf(host, await readOverview(host));
    mine.webview.html = pageOf(content, nonce());
    // What was read meanwhile.
    follow.ask();
  };

  const hear = (message: Message): void =>
    host.log.run('Following the overview', async () => {
      if (message.kind === 'save') {
        await save(host, message.colors);
        return;
      }
      const destination = destinationOf(message.id);
      if (destination) await openList(host, destination);
    });

  lifetime.keep(vscode.commands.registerCommand('corpusAnnotator.overview', open));
  lifetime.keep({
    dispose() {
      panel?.dispose();
    },
  });
  return lifetime;
}

async function readOverview({ corpus, stories }: Host): Promise<Overview> {
  const things = await corpus.things();
  return overviewOf({
    texts: corpus.corpus.texts.values(),
    companies: things.all.filter(({ label }) => label === 'COMPANY'),
    stories: stories.all ?? [],
  });
}

function contentOf({ corpus, stories }: Host, overview: Overview): PageContent {
  const { kind, done, total } = corpus.state;
  const note =
    kind === 'reading'
      ? vscode.l10n.t('The corpus is being read: {0} of {1} texts.', done, total)
      : kind === 'stopped'
        ? vscode.l10n.t('The corpus was read in part: {0} texts are left.', total - done)
        : overview.texts === 0
          ? vscode.l10n.t('No text of a corpus was found here. A corpus.yaml above texts makes them one.')
          : stories.all === undefined
            ? vscode.l10n.t('Repeated articles are being looked for.')
            : undefined;
  const title = vscode.l10n.t('Corpus Overview');
  return {
    title,
    ...(note !== undefined && { note }),
    figures: figuresOf(overview, vscode.l10n.t),
    charts: overview.texts === 0 ? [] : chartsOf(overview, vscode.l10n.t),
  };
}

async function save(host: Host, colors: ChartColors): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Charts As'),
    defaultUri: folder && vscode.Uri.joinPath(folder, 'corpus.svg'),
    filters: { SVG: ['svg'] },
  });
  if (!target) return;
  const { title, charts } = contentOf(host, await readOverview(host));
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(chartsFile(title, charts, colors)));
}

/** Allows the page's own script and style, and nothing that anybody could have slipped in. */
function nonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
