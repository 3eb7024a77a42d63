import * as vscode from 'vscode';
import { emptyCorpus, setText } from '../../core/corpus/corpus';
import { entryInSteps } from '../../core/corpus/makeEntry';
import { thingsInSteps, type CorpusThings } from '../../core/corpus/things';
import { isAnnotated } from '../../host/documents';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { createSlices } from '../../host/slices';

export type Scope = 'text' | 'corpus';

/** What all the views show: the things of the text that is open, or of the whole corpus. */
export interface ShownThings extends Disposable {
  /** `undefined` while there is no text, or nothing is read yet. */
  readonly things: CorpusThings | undefined;
  /** Of the text whose things are shown. */
  readonly document: vscode.TextDocument | undefined;
  readonly scope: Scope;
  setScope(scope: Scope): void;
  /** Somebody looks: until then nothing of the corpus is read. */
  look(): void;
  readonly onDidChange: vscode.Event<void>;
}

const scopeKey = 'things.scope';

export function createShownThings(host: Host): ShownThings {
  const lifetime = createLifetime();
  const slices = createSlices();
  const didChange = lifetime.keep(new vscode.EventEmitter<void>());
  let scope: Scope = host.memory.get(scopeKey) === 'corpus' ? 'corpus' : 'text';
  let things: CorpusThings | undefined;
  let document: vscode.TextDocument | undefined;
  let isLookedAt = false;
  let run = 0;

  const follow = (): void => {
    const active = vscode.window.activeTextEditor?.document;
    // Beside its sidecar, the settings or a panel, the last text stays.
    if (isAnnotated(active)) document = active;
    else if (document?.isClosed === true) document = undefined;
    if (scope === 'text') draw();
  };
  const draw = (): void =>
    host.log.run('Drawing the companies', async () => {
      const mine = ++run;
      const made = scope === 'corpus' ? await thingsOfCorpus() : await thingsOfText();
      // While a new version is being read, the rows of the old one stay.
      if (mine !== run || made === 'later') return;
      things = made;
      didChange.fire();
    });
  const thingsOfCorpus = async (): Promise<CorpusThings | 'later'> => {
    if (!isLookedAt) return 'later';
    host.corpus.start();
    return host.corpus.things();
  };
  const thingsOfText = async (): Promise<CorpusThings | undefined | 'later'> => {
    const shown = document;
    const analysis = shown && host.documents.current(shown);
    if (shown && !analysis) return 'later';
    if (!shown || !analysis) return undefined;
    const corpus = emptyCorpus();
    const entry = await slices.run(entryInSteps(analysis, ''));
    setText(corpus, shown.uri.toString(), entry!);
    return slices.run(thingsInSteps(corpus, analysis.background.register));
  };

  lifetime.keep(vscode.window.onDidChangeActiveTextEditor(follow));
  lifetime.keep(
    host.documents.onDidAnalyze((analyzed) => {
      if (analyzed === document || document === undefined) follow();
    }),
  );
  lifetime.keep(host.documents.onDidClose(follow));
  lifetime.keep(
    host.corpus.onDidChange(() => {
      if (scope === 'corpus') draw();
    }),
  );
  follow();

  return {
    get things() {
      return things;
    },
    get document() {
      return document;
    },
    get scope() {
      return scope;
    },
    setScope(chosen) {
      scope = chosen;
      things = undefined;
      host.log.run('Remembering what is shown', () => Promise.resolve(host.memory.update(scopeKey, scope)));
      didChange.fire();
      draw();
    },
    look() {
      if (isLookedAt) return;
      isLookedAt = true;
      draw();
    },
    onDidChange: didChange.event,
    dispose: () => lifetime.dispose(),
  };
}
