import * as vscode from 'vscode';
import { isAnnotated } from '../host/documents';
import { exists } from '../host/files';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { say } from '../host/say';

/** Commands on the annotations file itself. */
export function registerSidecarCommands(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.openSidecar', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!isAnnotated(document)) return;
      await host.sidecars.saved();
      const { uri } = await host.sidecars.open(document);
      if (await exists(uri))
        await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
      else say(vscode.l10n.t('There are no annotations on this text yet.'));
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.reload', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (isAnnotated(document)) await host.sidecars.reload(document);
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.save', async (text?: vscode.Uri) => {
      const document = textMeant(text);
      if (document) await host.sidecars.save(document);
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.saveAs', async (text?: vscode.Uri) => {
      const document = textMeant(text);
      if (!document) return;
      const target = await vscode.window.showSaveDialog({
        title: vscode.l10n.t('Save Annotations As'),
        defaultUri: (await host.sidecars.open(document)).uri,
        filters: { [vscode.l10n.t('Annotations')]: ['yaml'] },
      });
      if (target) await host.sidecars.saveAs(document, target);
    }),
  );
  return lifetime;
}

/** The text that a command names, or else the one that is being worked on. */
function textMeant(text: vscode.Uri | undefined): vscode.TextDocument | undefined {
  if (!text) {
    const active = vscode.window.activeTextEditor?.document;
    return isAnnotated(active) ? active : undefined;
  }
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === text.toString());
}
