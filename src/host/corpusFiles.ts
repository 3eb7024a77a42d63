import * as vscode from 'vscode';
import { folderOf, nameOf } from './files';
import { projectFileName, type Projects } from './projects';
import { layerOf, sidecarEnding } from './layers';

/**
 * The texts of all corpora of the window: what each corpus.yaml counts in, and every text with a sidecar. Texts of
 * workspace folders with the same names inside are different texts.
 */
export async function findTexts(projects: Projects, token: vscode.CancellationToken): Promise<Set<string>> {
  const texts = new Set<string>();
  for (const file of await vscode.workspace.findFiles(`**/${projectFileName}`, undefined, undefined, token)) {
    const found = await projects.file(file);
    for (const glob of found?.project.files ?? []) {
      const pattern = new vscode.RelativePattern(folderOf(file), glob);
      for (const uri of await vscode.workspace.findFiles(pattern, undefined, undefined, token)) {
        if (!isOurOwnFile(uri) && (await projects.file(uri))?.uri.toString() === found?.uri.toString())
          texts.add(uri.toString());
      }
    }
  }
  for (const sidecar of await vscode.workspace.findFiles(`**/*${sidecarEnding}`, undefined, undefined, token))
    texts.add((await textOfSidecar(sidecar)).toString());
  return texts;
}

/** Whether a text is one of a corpus, by the corpus.yaml at or above it. */
export async function isOfCorpus(projects: Projects, uri: vscode.Uri): Promise<boolean> {
  if (isOurOwnFile(uri)) return false;
  const file = await projects.file(uri);
  return file?.project.files.some((glob) => matches(file.uri, glob, uri)) === true;
}

export function isSidecar(uri: vscode.Uri): boolean {
  return uri.path.endsWith(sidecarEnding);
}

/** The text that a sidecar, or somebody's layer, would be about; there need not be one. */
export async function textOfSidecar(sidecar: vscode.Uri): Promise<vscode.Uri> {
  const path = sidecar.path.slice(0, -sidecarEnding.length);
  const isLayer = (await layerOf(sidecar)) !== undefined;
  return sidecar.with({ path: isLayer ? path.slice(0, path.lastIndexOf('.')) : path });
}

export function isOurOwnFile(uri: vscode.Uri): boolean {
  return isSidecar(uri) || nameOf(uri) === projectFileName;
}

/** VS Code matches globs against documents: this one is none, but has all that is looked at. */
function matches(projectFile: vscode.Uri, glob: string, uri: vscode.Uri): boolean {
  const pattern = new vscode.RelativePattern(folderOf(projectFile), glob);
  const document = { uri, languageId: '', notebook: undefined } as unknown as vscode.TextDocument;
  return vscode.languages.match({ pattern }, document) > 0;
}
