import * as vscode from 'vscode';
import type { Chunk } from '../../core/exchange/format';
import { exists, readText } from '../../host/files';

/** The files of an export, on any file system. Those of one text are written with it, so that memory holds no more. */
export interface Output {
  /** What stands before the first text: the files that it begins grow until the end. */
  begin(chunks: Iterable<Chunk>): void;
  text(chunks: Iterable<Chunk>): Promise<void>;
  end(chunks: Iterable<Chunk>): Promise<void>;
  /** The files written, the main one first. */
  readonly files: readonly vscode.Uri[];
}

export function createOutput(folder: vscode.Uri): Output {
  // A file system has no way to put more behind a file, so what grows is kept as bytes until the end.
  const growing = new Map<string, Uint8Array[]>();
  const written = new Set<string>();
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  const put = async (path: string, parts: readonly Uint8Array[]): Promise<void> => {
    const before = written.has(path) ? [new TextEncoder().encode((await readText(at(path))) ?? '')] : [];
    await vscode.workspace.fs.writeFile(at(path), joined([...before, ...parts]));
    written.add(path);
  };
  const take = (chunks: Iterable<Chunk>): Map<string, Uint8Array[]> => {
    const own = new Map<string, Uint8Array[]>();
    for (const { path, text } of chunks) {
      const parts = growing.get(path) ?? own.get(path) ?? [];
      parts.push(new TextEncoder().encode(text));
      if (!growing.has(path)) own.set(path, parts);
    }
    return own;
  };
  return {
    begin(chunks) {
      for (const [path, parts] of take(chunks)) growing.set(path, parts);
    },
    async text(chunks) {
      for (const [path, parts] of take(chunks)) await put(path, parts);
    },
    async end(chunks) {
      const own = take(chunks);
      for (const [path, parts] of [...growing, ...own]) await put(path, parts);
    },
    get files() {
      return [...growing.keys(), ...[...written].filter((path) => !growing.has(path))].map(at);
    },
  };
}

/**
 * Whether an export may be written into a folder: there is none, it is empty, or it holds the report of an earlier export.
 * Any other could hold files of people's own, which are never written over.
 */
export async function isFree(folder: vscode.Uri, reportName: string): Promise<boolean> {
  if (!(await exists(folder)) || (await exists(vscode.Uri.joinPath(folder, reportName)))) return true;
  return (await vscode.workspace.fs.readDirectory(folder)).length === 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
