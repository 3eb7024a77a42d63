import * as vscode from 'vscode';
import { corpusLanguage, isAnnotated } from '../host/documents';
import { exists, folderOf, nameOf } from '../host/files';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { projectFileName } from '../host/projects';
import { homeOf, sidecarEnding, sidecarUri } from '../host/layers';
import { say } from '../host/say';

/** The editor hands no larger text to extensions. */
const largestText = 50 * 1024 * 1024;

/** Gives the texts of a corpus our language: those below a corpus.yaml, those with a sidecar, and those a person asks for. */
export function registerLanguage(host: Host): Disposable {
  const lifetime = createLifetime();
  const told = new Set<string>();

  /** Texts to which a person gave another language: they keep it. */
  const released = new Set<string>();
  const justClosed = new Set<string>();
  const claim = (document: vscode.TextDocument): void => {
    if (
      isAnnotated(document) ||
      document.isUntitled ||
      isOurOwnFile(document.uri) ||
      released.has(document.uri.toString())
    )
      return;
    host.log.run(`Looking whether ${document.uri.toString()} is of a corpus`, async () => {
      if (!(await isOfCorpus(host, document)) || document.isClosed) return;
      await vscode.languages.setTextDocumentLanguage(document, corpusLanguage);
    });
  };
  const tellOfTooLarge = (tab: vscode.Tab | undefined): void => {
    const { input } = tab ?? {};
    if (
      !(input instanceof vscode.TabInputText) ||
      !input.uri.path.endsWith('.txt') ||
      told.has(input.uri.toString())
    )
      return;
    host.log.run(`Looking at the size of ${input.uri.toString()}`, async () => {
      const { size } = await vscode.workspace.fs.stat(input.uri);
      if (size <= largestText || told.has(input.uri.toString()) || !(await host.projects.file(input.uri)))
        return;
      told.add(input.uri.toString());
      await vscode.window.showWarningMessage(
        vscode.l10n.t(
          '{0} is larger than 50 MB, and VS Code hands no such text to extensions: nothing is marked in it. Split the file to annotate it.',
          nameOf(input.uri),
        ),
      );
    });
  };

  // A change of language shows as a text that is closed and opened again in one go.
  lifetime.keep(
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (!isAnnotated(document)) return;
      const key = document.uri.toString();
      justClosed.add(key);
      setTimeout(() => justClosed.delete(key), 0);
    }),
  );
  lifetime.keep(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (justClosed.has(document.uri.toString()) && !isAnnotated(document))
        released.add(document.uri.toString());
      else claim(document);
    }),
  );
  lifetime.keep(
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) =>
      [...opened, ...changed].forEach(tellOfTooLarge),
    ),
  );
  lifetime.keep(host.projects.onDidChange(() => vscode.workspace.textDocuments.forEach(claim)));
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.annotateFile', async (uri?: vscode.Uri) => {
      const document = uri
        ? await vscode.workspace.openTextDocument(uri)
        : vscode.window.activeTextEditor?.document;
      if (!document || isOurOwnFile(document.uri)) {
        say(vscode.l10n.t('Open a text first.'));
        return;
      }
      if (document.isUntitled) {
        say(vscode.l10n.t('Save this text to a file first: its annotations are kept beside it.'));
        return;
      }
      const annotated = await vscode.languages.setTextDocumentLanguage(document, corpusLanguage);
      if (uri) await vscode.window.showTextDocument(annotated);
    }),
  );
  vscode.workspace.textDocuments.forEach(claim);
  tellOfTooLarge(vscode.window.tabGroups.activeTabGroup.activeTab);
  return lifetime;
}

function isOurOwnFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(sidecarEnding) || nameOf(uri) === projectFileName;
}

/** Whether a text has a sidecar, or the corpus.yaml at or above it counts it in. */
async function isOfCorpus(host: Host, document: vscode.TextDocument): Promise<boolean> {
  // What cannot be written, a version out of git say, is not annotated.
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return false;
  const file = await host.projects.file(document.uri);
  const globs = file?.project.files ?? [];
  const folder = file && folderOf(file.uri);
  const counted = globs.some(
    (glob) =>
      folder && vscode.languages.match({ pattern: new vscode.RelativePattern(folder, glob) }, document) > 0,
  );
  return counted || (await exists(sidecarUri(document.uri))) || exists(homeOf(document.uri).uri);
}
