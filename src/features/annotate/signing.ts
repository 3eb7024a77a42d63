import * as vscode from 'vscode';
import type { Host } from '../../host/host';
import { readSettings } from '../../host/settings';

const asked = 'askedForAnnotator';

/** Asks once, after the first decision, whose name decisions are signed with. Nothing waits for the answer. */
export function createSigning({ memory, log }: Host): (document: vscode.TextDocument) => void {
  return (document) => {
    if (readSettings(document).annotator || memory.get<boolean>(asked)) return;
    log.run('Asking whom to sign decisions with', async () => {
      await memory.update(asked, true);
      const name = vscode.l10n.t('Sign with a Name…');
      const message = vscode.l10n.t(
        'Your decisions are saved without a name. Others cannot tell whose they are.',
      );
      if ((await vscode.window.showInformationMessage(message, name)) !== name) return;
      const annotator = await vscode.window.showInputBox({
        title: vscode.l10n.t('Sign Decisions'),
        prompt: vscode.l10n.t('The name that your decisions are signed with from now on'),
      });
      if (annotator?.trim())
        await vscode.workspace
          .getConfiguration('corpusAnnotator')
          .update('annotator', annotator.trim(), vscode.ConfigurationTarget.Global);
    });
  };
}
