import * as vscode from 'vscode';
import { isAnnotated } from '../../host/documents';
import { folderOf } from '../../host/files';
import type { Host } from '../../host/host';

/** The folder that texts are named from: that of the corpus.yaml at or above a place, else the workspace folder. */
export async function corpusFolder({ projects }: Host, place: vscode.Uri): Promise<vscode.Uri> {
  const file = await projects.file(place);
  if (file) return folderOf(file.uri);
  return vscode.workspace.getWorkspaceFolder(place)?.uri ?? folderOf(place);
}

/** A place in the corpus that a person means: what they chose, the text they look at, or else the only folder there is. */
export function placeMeant(chosen: vscode.Uri | undefined): vscode.Uri | undefined {
  if (chosen) return chosen;
  const document = vscode.window.activeTextEditor?.document;
  if (isAnnotated(document)) return document.uri;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  return root && vscode.Uri.joinPath(root, 'corpus.yaml');
}

/** The path of a file from a folder, with `/`; its whole path where it lies elsewhere. */
export function nameIn(folder: vscode.Uri, uri: vscode.Uri): string {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(base) ? uri.path.slice(base.length) : uri.path.replace(/^\/+/, '');
}

export function isInside(folder: vscode.Uri, uri: vscode.Uri): boolean {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return folder.scheme === uri.scheme && folder.authority === uri.authority && uri.path.startsWith(base);
}
