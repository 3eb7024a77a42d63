import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Analysis } from '../../src/core/analysis';
import type { Host } from '../../src/host/host';

/** The services of the running extension, which it gives to tests. */
export async function host(): Promise<Host> {
  const extension = vscode.extensions.all.find(({ id }) => id.endsWith('.corpus-annotator'));
  assert.ok(extension);
  const services = (await extension.activate()) as Host | undefined;
  assert.ok(services, 'The extension gives its services to tests');
  return services;
}

/** A name that no test has used: VS Code keeps a closed text for a while, and what is known of it with it. */
export function freshName(what: string): string {
  return `${what}-${++freshNames}.txt`;
}
let freshNames = 0;

/** Where a file of the opened folder is. */
export function at(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

export async function write(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(at(name), bytes);
  return at(name);
}

export async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(at(name)));
}

/** Opens a file of the folder, once it has our language and its first analysis. */
export async function open(name: string): Promise<{ editor: vscode.TextEditor; analysis: Analysis }> {
  const editor = await vscode.window.showTextDocument(at(name));
  const document = await until(`${name} has our language`, () =>
    vscode.workspace.textDocuments.find(
      ({ uri, languageId }) => uri.toString() === at(name).toString() && languageId === 'corpus-text',
    ),
  );
  const analysis = await (await host()).documents.analyzed(document);
  assert.ok(analysis);
  return { editor: vscode.window.activeTextEditor ?? editor, analysis };
}

/** Writes a text and opens it. */
export async function openNew(
  name: string,
  content: string,
): Promise<{ editor: vscode.TextEditor; analysis: Analysis }> {
  await write(name, content);
  return open(name);
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Selects the first such words of the active text; an empty selection before them where `caret` is set. */
export function select(editor: vscode.TextEditor, words: string, { caret = false } = {}): void {
  const start = editor.document.getText().indexOf(words);
  assert.notEqual(start, -1, words);
  const from = editor.document.positionAt(start);
  editor.selection = new vscode.Selection(
    from,
    caret ? from : editor.document.positionAt(start + words.length),
  );
}

export async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`corpusAnnotator.${command}`, ...args);
}

/** Waits until something is there; the guard is generous and says what it waited for. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The marks of the latest analysis, as `LABEL words`. */
export async function marks(
  editor: vscode.TextEditor,
  state?: 'suggested' | 'accepted' | 'rejected',
): Promise<readonly string[]> {
  const analysis = await (await host()).documents.analyzed(editor.document);
  return analysis!.marks
    .filter((mark) => !state || mark.state === state)
    .map(({ label, text }) => `${label} ${text}`);
}

/** Takes a file away, where it is there. */
export async function drop(...names: string[]): Promise<void> {
  for (const name of names) {
    try {
      await vscode.workspace.fs.delete(at(name));
    } catch (error) {
      if ((error as vscode.FileSystemError).code !== 'FileNotFound') throw error;
    }
  }
}
