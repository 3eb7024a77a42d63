import * as vscode from 'vscode';
import type { Folder } from '../core/ports';

/** The text of a file, UTF-8 without its BOM; `undefined` where there is no such file. Other failures are thrown. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const bytes = await readBytes(uri);
  return bytes && new TextDecoder('utf-8').decode(bytes);
}

/**
 * A folder as saving needs it, on whatever file system VS Code has it. Its rename is what makes a save one
 * step, so it refuses where it would do anything else than put a file in a file's place: a link stays a link. On file
 * systems that cannot rename over a file, saving writes in place, and the temporary file beside it is what a crash
 * leaves; where they keep no second file either, the guarantee is the file system's own.
 */
export function folderAt(folder: vscode.Uri): Folder {
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  return {
    async names() {
      try {
        return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
      } catch (error) {
        if (hasCode(error, 'FileNotFound', 'FileNotADirectory', 'NoPermissions')) return [];
        throw error;
      }
    },
    async read(name) {
      const bytes = await readBytes(at(name));
      if (bytes) return decode(bytes);
      // Of a folder by that name, VS Code says that there is no such file.
      const there = await stat(at(name));
      if (there && (there.type & vscode.FileType.Directory) !== 0)
        throw vscode.FileSystemError.FileIsADirectory(at(name));
      return undefined;
    },
    async write(name, text) {
      await vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
    },
    async rename(from, to) {
      const there = await stat(at(to));
      if (there && there.type !== vscode.FileType.File) throw vscode.FileSystemError.FileExists(at(to));
      await vscode.workspace.fs.rename(at(from), at(to), { overwrite: true });
    },
    async remove(name) {
      try {
        await vscode.workspace.fs.delete(at(name));
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
    async modified(name) {
      return (await stat(at(name)))?.mtime;
    },
  };
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

/** Whether the file system says that a file must not be written. Of files on disk, it tells extensions nothing. */
export async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  return (((await stat(uri))?.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0;
}

/** The folder that holds a file or folder. */
export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** The last part of a path. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Bytes that are no UTF-8 read as U+0000, so that no reader takes them for text and nobody writes over them. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes).replaceAll('\ufffd', '\0');
  }
}

async function stat(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return hasCode(error, 'FileNotFound');
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof vscode.FileSystemError && codes.includes(error.code);
}
