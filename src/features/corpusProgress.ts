import * as vscode from 'vscode';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';

/** With fewer texts left, reading is over before anybody could stop it. */
const worthTelling = 50;

/** How far the corpus is read, in the status bar; a click stops it. Nothing is read before a text of a corpus is open. */
export function registerCorpusProgress({ corpus, documents, log }: Host): Disposable {
  const lifetime = createLifetime();
  const item = lifetime.keep(
    vscode.window.createStatusBarItem('corpusAnnotator.corpus', vscode.StatusBarAlignment.Left, 0),
  );
  item.name = vscode.l10n.t('Corpus Annotator: Reading the Corpus');
  const show = (): void => {
    const { kind, done, total } = corpus.state;
    const isStopped = kind === 'stopped';
    log.run('Telling whether the corpus is being read', () =>
      Promise.resolve(vscode.commands.executeCommand('setContext', 'corpusAnnotator.corpus', kind)),
    );
    if (!isStopped && (kind !== 'reading' || total < worthTelling)) return item.hide();
    if (isStopped) {
      item.text = vscode.l10n.t('$(debug-pause) Corpus read in part');
      item.tooltip = vscode.l10n.t('Reading was stopped with {0} texts left. Click to go on.', total - done);
      item.command = 'corpusAnnotator.corpus.read';
    } else {
      item.text = vscode.l10n.t('$(sync~spin) Corpus: {0} of {1}', done, total);
      item.tooltip = vscode.l10n.t('Reading the texts of the corpus. Click to stop.');
      item.command = 'corpusAnnotator.corpus.stop';
    }
    item.show();
  };
  lifetime.keep(corpus.onDidChange(show));
  lifetime.keep(documents.onDidAnalyze(() => corpus.start()));
  lifetime.keep(vscode.commands.registerCommand('corpusAnnotator.corpus.stop', () => corpus.stop()));
  lifetime.keep(vscode.commands.registerCommand('corpusAnnotator.corpus.read', () => corpus.restart()));
  return lifetime;
}
