import * as vscode from 'vscode';
import { isAnnotated } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';

/** How far the active text is decided, in the status bar. */
export function registerStatus(host: Host): Disposable {
  const lifetime = createLifetime();
  const item = lifetime.keep(
    vscode.window.createStatusBarItem('corpusAnnotator.status', vscode.StatusBarAlignment.Right, 100),
  );
  item.name = vscode.l10n.t('Corpus Annotator');

  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (!isAnnotated(document)) return item.hide();
    const analysis = host.documents.current(document);
    const sidecar = host.sidecars.get(document);
    item.command = 'corpusAnnotator.nextSuggestion';
    if (sidecar?.failure !== undefined) {
      item.text = vscode.l10n.t('$(warning) Decisions not saved');
      item.tooltip = vscode.l10n.t('{0} Click to try again.', sidecar.failure);
      item.command = 'corpusAnnotator.save';
    } else if (!analysis) {
      item.text = vscode.l10n.t('$(sync~spin) Reading');
      item.tooltip = vscode.l10n.t('Reading the text…');
    } else if (sidecar?.writable === false) {
      item.text = vscode.l10n.t('$(warning) Annotations file broken');
      item.tooltip = vscode.l10n.t('Nothing is written over it. See Problems for what to mend.');
    } else {
      const decided = analysis.marks.filter((mark) => mark.state !== 'suggested').length;
      item.text = vscode.l10n.t('{0} of {1} decided', decided, analysis.marks.length);
      item.tooltip = vscode.l10n.t(
        'Marks that somebody accepted or rejected. Click to go to the next suggestion.',
      );
    }
    item.show();
  };
  lifetime.keep(vscode.window.onDidChangeActiveTextEditor(show));
  lifetime.keep(vscode.workspace.onDidOpenTextDocument(show));
  lifetime.keep(host.documents.onDidAnalyze(show));
  lifetime.keep(host.sidecars.onDidChange(show));
  lifetime.keep(host.sidecars.onDidSave(show));
  show();
  return lifetime;
}
