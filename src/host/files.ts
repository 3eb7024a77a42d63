import * as vscode from 'vscode';

/** The text of a file, UTF-8 without its BOM; `undefined` where there is no such file. Other failures are thrown. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8').decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Writes a file so that a crash leaves the old one or the new one: into a temporary file beside it, then renamed
 * over it. On a file system whose rename cannot replace, the guarantee is the file system's own.
 */
export async function replaceText(uri: vscode.Uri, text: string): Promise<void> {
  const temporary = uri.with({ path: `${uri.path}${temporaryEnding}` });
  await vscode.workspace.fs.writeFile(temporary, new TextEncoder().encode(text));
  try {
    await vscode.workspace.fs.rename(temporary, uri, { overwrite: true });
  } catch (error) {
    await deleteIfThere(temporary);
    throw error;
  }
}

/**
 * Ends a replacement that a crash cut off. VS Code's rename takes the old file away before the new one gets its
 * name: a new one that stands there without the old one is whole, and is taken; beside the old one it is not to be
 * trusted, and goes.
 */
export async function settleReplacement(uri: vscode.Uri): Promise<void> {
  const temporary = uri.with({ path: `${uri.path}${temporaryEnding}` });
  if (!(await exists(temporary))) return;
  if (await exists(uri)) await deleteIfThere(temporary);
  else await vscode.workspace.fs.rename(temporary, uri);
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // Whatever keeps it from being looked at, it is not there for us.
    return false;
  }
}

/** The folder that holds a file or folder. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** The last part of a path. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

const temporaryEnding = '.tmp';

async function deleteIfThere(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
