import * as vscode from 'vscode';
import { lineEdits, type LineEdit } from '../core/lineEdits';
import { mergeSidecars } from '../core/sidecar/merge';
import { indexLines, splitsPair } from '../core/text';
import { nameOf, readText } from './files';
import { sidecarEnding } from './layers';

/** What a file is to become. */
export interface FileChange {
  readonly uri: vscode.Uri;
  /** As it is; `undefined` where it is not there. */
  readonly before: string | undefined;
  /** `undefined` where it is to go. */
  readonly after: string | undefined;
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
  const known = changes.find(({ before }) => before !== undefined) ?? changes[0]!;
  // VS Code previews edits where one asks to be confirmed, and leaves out what a person does not tick: so that all the
  // others are ticked, the one that asks does nothing.
  if (preview) {
    const asks = { needsConfirmation: true, label: vscode.l10n.t('Nothing is written before you apply it') };
    edit.insert(known.uri, new vscode.Position(0, 0), '', asks);
  }
  addChanges(edit, changes, label);
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  const changed = new Set(changes.map(({ uri }) => uri.toString()));
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty && changed.has(document.uri.toString())) await document.save();
  // A preview that was dismissed counts as applied: what is there tells.
  return (await Promise.all(changes.map(isDone))).some(Boolean);
}

/** The changes as VS Code makes them. */
export function editOf(changes: readonly FileChange[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  addChanges(edit, changes, '');
  return edit;
}

function addChanges(edit: vscode.WorkspaceEdit, changes: readonly FileChange[], label: string): void {
  const metadata = { needsConfirmation: false, label };
  for (const { uri, before, after } of changes) {
    if (after === undefined) {
      edit.deleteFile(uri, { ignoreIfNotExists: true }, metadata);
      continue;
    }
    if (before === undefined) {
      edit.createFile(uri, { contents: new TextEncoder().encode(after) }, metadata);
      continue;
    }
    const lines = indexLines(before);
    const position = (offset: number): vscode.Position => {
      const { line, column } = lines.place(offset);
      return new vscode.Position(line - 1, column - 1);
    };
    for (const { start, end, text } of lineEdits(before, after).map((each) => trimmed(before, each)))
      edit.replace(uri, new vscode.Range(position(start), position(end)), text, metadata);
  }
}

/** The edit without what it leaves as it is at its ends, so that people see what changes. */
function trimmed(source: string, { start, end, text }: LineEdit): LineEdit {
  let last = text.length;
  while (end > start && last > 0 && source[end - 1] === text[last - 1]) {
    end--;
    last--;
  }
  let first = 0;
  while (start < end && first < last && source[start] === text[first]) {
    start++;
    first++;
  }
  if (splitsPair(source, start) || splitsPair(text, first)) {
    start--;
    first--;
  }
  if (splitsPair(source, end) || splitsPair(text, last)) {
    end++;
    last++;
  }
  return { start, end, text: text.slice(first, last) };
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
    const merge = uri.path.endsWith(sidecarEnding)
      ? mergeSidecars(after ?? '', now, before ?? '')
      : undefined;
    if (now === after) back.push({ uri, before: now, after: before });
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
