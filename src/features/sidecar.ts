import * as vscode from 'vscode';
import { isAnnotated } from '../host/documents';
import { exists } from '../host/files';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { sidecarUri } from '../host/sidecars';

/** Commands on the annotations file itself. */
export function registerSidecarCommands(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.openSidecar', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!isAnnotated(document)) return;
      await host.sidecars.saved();
      const uri = sidecarUri(document.uri);
      if (await exists(uri))
        await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
      else
        vscode.window.setStatusBarMessage(vscode.l10n.t('There are no annotations on this text yet.'), 5000);
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.reload', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (isAnnotated(document)) await host.sidecars.reload(document);
    }),
  );
  return lifetime;
}
