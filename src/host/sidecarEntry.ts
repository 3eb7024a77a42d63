import * as vscode from 'vscode';
import { track, type Tracked } from '../core/annotate/edits';
import { noHistory, type History } from '../core/annotate/history';
import { noDecisions } from '../core/model';
import type { SavedFile } from '../core/replacement';
import { bind, type Binding } from '../core/sidecar/bind';
import { textFacts, type TextFacts } from '../core/sidecar/facts';
import type { SidecarFinding } from '../core/sidecar/findings';
import { mergeSidecars } from '../core/sidecar/merge';
import { readSidecar } from '../core/sidecar/read';
import { writeSidecar } from '../core/sidecar/write';
import { nameOf } from './files';

/** One open text's sidecar in memory: what people decided, and what the file says as far as we know it. */
export interface SidecarEntry {
  document: vscode.TextDocument;
  readonly uri: vscode.Uri;
  /** The decisions, with the memory of what edits of the text took away. */
  tracked: Tracked;
  /** The text that `tracked` counts in. */
  text: string;
  /** Worked out when they are asked for; `undefined`, or of an earlier text, until then. */
  facts: TextFacts | undefined;
  history: History;
  findings: readonly SidecarFinding[];
  /** The file as we know it. */
  file: SavedFile;
  /** The file, or what it is going to be, put onto the text; `undefined` where there is none or it cannot be read. */
  binding: Binding | undefined;
  /** `false` while the file must not be written over. */
  writable: boolean;
  /** Whether memory holds what the file does not. */
  unsaved: boolean;
  /** The file as the sidecar's own editor tab had it when it was last without changes of its own. */
  bufferBase: string | undefined;
}

export function newEntry(document: vscode.TextDocument, uri: vscode.Uri): SidecarEntry {
  return {
    document,
    uri,
    tracked: track(noDecisions),
    text: document.getText(),
    facts: undefined,
    history: noHistory,
    findings: [],
    file: { text: undefined, onDisk: undefined },
    binding: undefined,
    writable: true,
    unsaved: false,
    bufferBase: undefined,
  };
}

/** Memory becomes what the file says. */
export function take(entry: SidecarEntry, file: SavedFile): void {
  const reading = file.text === undefined ? undefined : readSidecar(file.text);
  const known = entry.tracked.decisions.annotations;
  const binding = reading?.document && bind(reading.document, factsOf(entry), known);
  entry.file = file;
  // A save that was cut off is yet to be ended.
  entry.unsaved = file.text !== file.onDisk;
  entry.binding = binding;
  entry.writable = reading === undefined || reading.document?.writable === true;
  entry.tracked = track(binding?.decisions ?? noDecisions);
  entry.findings = [...(reading?.findings ?? []), ...(binding?.findings ?? [])];
}

/**
 * Joins the file as it is now with what memory decided: three ways, item by item. Where a side cannot be read, nothing
 * is written over it, and memory keeps what it has until it is mended.
 *
 * @param base what both come from
 */
export function join(entry: SidecarEntry, theirs: SavedFile, base = entry.file.text): void {
  const merge = mergeSidecars(base ?? '', written(entry), theirs.text ?? '');
  if (merge.kind === 'refused') {
    Object.assign(entry, { writable: false, findings: merge.findings });
    return;
  }
  takeUp(entry, theirs, merge.source);
}

/** Memory becomes what `source` says, with its comments and open conflicts; the file says something else still. */
export function takeUp(entry: SidecarEntry, file: SavedFile, source: string): void {
  take(entry, { text: source, onDisk: source });
  Object.assign(entry, { file, unsaved: true });
}

/** The file was saved with `source`; `tracked` is what it was made of. */
export function settle(entry: SidecarEntry, source: string, tracked: Tracked): void {
  // Memory keeps its own, which knows what undo in the text would bring back.
  const now = entry.tracked;
  take(entry, { text: source, onDisk: source });
  Object.assign(entry, { tracked: now, unsaved: now.decisions !== tracked.decisions });
}

/** The sidecar as memory has it. */
export function written(entry: SidecarEntry): string {
  const { binding, tracked } = entry;
  return writeSidecar(binding?.document.writable ? binding : undefined, tracked.decisions, factsOf(entry));
}

/** The text was closed and opened again: decisions that are not saved yet are put onto it as it is now. */
export function moveTo(entry: SidecarEntry, document: vscode.TextDocument): void {
  const text = document.getText();
  const source = text !== entry.text && entry.unsaved && entry.writable ? written(entry) : undefined;
  entry.document = document;
  if (text === entry.text) return;
  entry.text = text;
  entry.history = noHistory;
  if (source === undefined) take(entry, entry.file);
  else takeUp(entry, entry.file, source);
}

export function factsOf(entry: SidecarEntry): TextFacts {
  if (entry.facts?.text !== entry.text) entry.facts = textFacts(nameOf(entry.document.uri), entry.text);
  return entry.facts;
}
