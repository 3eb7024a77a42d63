import * as vscode from 'vscode';
import { lineEdits } from '../core/lineEdits';
import { mergeSidecars } from '../core/sidecar/merge';
import { indexLines } from '../core/text';
import { nameOf, readText } from './files';
import { sidecarEnding } from './layers';

/** What a file is to become. */
export interface FileChange {
  readonly uri: vscode.Uri;
  /** As it is; `undefined` where it is not there. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Changes many files in one step. VS Code shows what it would do first, where `preview` says so, and saves what was
 * changed; `false` where the person did not want it.
 */
export async function applyChanges(
  changes: readonly FileChange[],
  label: string,
  { preview }: { readonly preview: boolean },
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, before, after } of changes) {
    const metadata = { needsConfirmation: preview, label };
    if (before === undefined) {
      edit.createFile(uri, { contents: new TextEncoder().encode(after) }, metadata);
      continue;
    }
    const lines = indexLines(before);
    const position = (offset: number): vscode.Position => {
      const { line, column } = lines.place(offset);
      return new vscode.Position(line - 1, column - 1);
    };
    for (const { start, end, text } of lineEdits(before, after))
      edit.replace(uri, new vscode.Range(position(start), position(end)), text, metadata);
  }
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  const changed = new Set(changes.map(({ uri }) => uri.toString()));
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty && changed.has(document.uri.toString())) await document.save();
  // A preview that was dismissed counts as applied: what is there tells.
  return (await Promise.all(changes.map(isDone))).some(Boolean);
}

async function isDone({ uri, before }: FileChange): Promise<boolean> {
  return (await textNow(uri)) !== before;
}

/**
 * The changes that take others back. What was decided in a sidecar since stays; any other file that has changed since is
 * left out and named.
 */
export async function inverseOf(
  changes: readonly FileChange[],
): Promise<{ readonly back: readonly FileChange[]; readonly left: readonly string[] }> {
  const back: FileChange[] = [];
  const left: string[] = [];
  for (const { uri, before, after } of changes) {
    const now = await textNow(uri);
    if (now === before || now === undefined) continue;
    const merge = uri.path.endsWith(sidecarEnding) ? mergeSidecars(after, now, before ?? '') : undefined;
    if (now === after) back.push({ uri, before: now, after: before ?? '' });
    else if (merge?.kind === 'merged') back.push({ uri, before: now, after: merge.source });
    else left.push(nameOf(uri));
  }
  return { back, left };
}

/** A file as an editor has it, else as it is on disk. */
export async function textNow(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );
  return open ? open.getText() : readText(uri);
}
