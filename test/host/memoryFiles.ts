import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { host, until } from './texts';

/** What a test may make a file system do. */
export interface Faults {
  /** Throws where an operation on a file is to fail. */
  /** A file that must not be written. */
  readOnly?: string | undefined;
  before?: ((operation: 'write' | 'rename' | 'delete', name: string) => void) | undefined;
}

/** A file system in memory, as extensions bring them for repositories and archives: a virtual workspace. */
export interface MemoryFiles {
  readonly faults: Faults;
  /** The operations that changed something, in order: `write harbour.txt`. */
  readonly log: string[];
  at(name: string): vscode.Uri;
  read(name: string): string | undefined;
  names(): readonly string[];
  dispose(): void;
  /** Changes a file as another program would: VS Code hears of it, and is not asked. `undefined` takes it away. */
  change(name: string, text: string | undefined): void;
}

let count = 0;

/** Registers a file system with a scheme of its own. */
export function memoryFiles(start: Readonly<Record<string, string>>): MemoryFiles {
  const scheme = `memory-${++count}`;
  const files = new Map<string, { bytes: Uint8Array; changed: number }>();
  const didChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const faults: Faults = {};
  const log: string[] = [];
  let now = Date.now();
  const nameIn = ({ path }: vscode.Uri): string => path.slice('/corpus/'.length);
  const at = (name: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/corpus/${name}` });
  const put = (name: string, bytes: Uint8Array): void => {
    const type = files.has(name) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    files.set(name, { bytes, changed: ++now });
    didChange.fire([{ type, uri: at(name) }]);
  };
  const take = (name: string): void => {
    files.delete(name);
    didChange.fire([{ type: vscode.FileChangeType.Deleted, uri: at(name) }]);
  };
  const found = (uri: vscode.Uri): { bytes: Uint8Array; changed: number } => {
    const file = files.get(nameIn(uri));
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  };
  const operate = (operation: 'write' | 'rename' | 'delete', uri: vscode.Uri): void => {
    faults.before?.(operation, nameIn(uri));
    log.push(`${operation} ${nameIn(uri)}`);
  };
  const registration = vscode.workspace.registerFileSystemProvider(
    scheme,
    {
      onDidChangeFile: didChange.event,
      watch: () => new vscode.Disposable(() => undefined),
      stat(uri) {
        if (uri.path === '/corpus' || uri.path === '/')
          return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
        const { bytes, changed } = found(uri);
        const permissions = nameIn(uri) === faults.readOnly ? vscode.FilePermission.Readonly : undefined;
        return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: bytes.length, permissions };
      },
      readDirectory: () => [...files.keys()].map((name) => [name, vscode.FileType.File]),
      readFile: (uri) => found(uri).bytes,
      // VS Code waits for ever for a provider that throws before it has given a promise.
      async writeFile(uri, bytes) {
        await Promise.resolve();
        operate('write', uri);
        put(nameIn(uri), bytes);
      },
      async rename(from, to) {
        await Promise.resolve();
        operate('rename', to);
        const { bytes } = found(from);
        take(nameIn(from));
        put(nameIn(to), bytes);
      },
      async delete(uri) {
        await Promise.resolve();
        found(uri);
        operate('delete', uri);
        take(nameIn(uri));
      },
      createDirectory: () => undefined,
    },
    { isCaseSensitive: true },
  );
  for (const [name, text] of Object.entries(start))
    files.set(name, { bytes: new TextEncoder().encode(text), changed: ++now });
  return {
    faults,
    log,
    at,
    read: (name) => {
      const file = files.get(name);
      return file && new TextDecoder().decode(file.bytes);
    },
    names: () => [...files.keys()].sort(),
    change(name, text) {
      if (text === undefined) take(name);
      else put(name, new TextEncoder().encode(text));
    },
    dispose() {
      registration.dispose();
      didChange.dispose();
    },
  };
}

/** Opens a text of such a file system, once it has its first analysis. */
export async function openIn(files: MemoryFiles, name: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(files.at(name), {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
  });
  const { document } = editor;
  await until(`${name} has our language`, () => document.languageId === 'corpus-text' || undefined);
  assert.ok(await (await host()).documents.analyzed(document));
  return vscode.window.activeTextEditor ?? editor;
}
