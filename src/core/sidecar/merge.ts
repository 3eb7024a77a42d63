import { sha256Of } from './bind';
import {
  isListName,
  keyOrder,
  listNames,
  sectionOf,
  sectionOrder,
  type ListName,
  type SidecarDocument,
} from './document';
import { emitFields, emitKey, emitValue } from './emit';
import type { SidecarFinding } from './findings';
import { conflictValue, mergeFields, mergeText } from './mergeFields';
import { readSidecar } from './read';
import { compareItems, placed, sideOf, targetOf, type Side, type SideItem } from './sides';
import { isFields, nullValue, sameFields, type Fields, type Value } from './value';

/** What two branches decided differently on one thing: `ours` stays, `theirs` is kept beside it. */
export interface MergeConflict {
  readonly list: ListName | 'file';
  /** The item's id or line; of the file, the section. */
  readonly id: string;
  /** The keys that differ; none where one side took the whole item out. */
  readonly keys: readonly string[];
  readonly removedBy?: 'ours' | 'theirs';
}

export type MergeResult =
  | { readonly kind: 'merged'; readonly source: string; readonly conflicts: readonly MergeConflict[] }
  /** A side that can't be read is not merged: nothing of it would be safe. */
  | {
      readonly kind: 'refused';
      readonly side: 'base' | 'ours' | 'theirs';
      readonly findings: readonly SidecarFinding[];
    };

/**
 * Merges two sidecars that come from one, by id and key by key. Items that only one side touched are as that
 * side has them; where both changed the same key differently, ours stays and theirs goes into the item's
 * `conflict`, `{theirs: {label: ORG}}`, with `null` for a key that they took out; where one side took out
 * what the other changed, the item stays with `conflict: {theirs: removed}` or `{ours: removed}`. No item
 * that either side has added or changed is ever left out. Where the texts differ too, positions are
 * carried over by their fingerprints; what can't be carried becomes an orphan.
 *
 * The result is in canonical order and the same whichever side is called ours, but for the conflicts.
 *
 * @param base the common ancestor's source; empty where there is none
 */
export function mergeSidecars(base: string, ours: string, theirs: string): MergeResult {
  if (ours === theirs || theirs === base) return { kind: 'merged', source: ours, conflicts: [] };
  if (ours === base) return { kind: 'merged', source: theirs, conflicts: [] };

  const documents: SidecarDocument[] = [];
  for (const [side, source] of [
    ['base', base],
    ['ours', ours],
    ['theirs', theirs],
  ] as const) {
    const { document, findings } = readSidecar(source.replaceAll('\r\n', '\n'));
    if (!document?.writable) return { kind: 'refused', side, findings };
    documents.push(document);
  }
  const [baseDocument, ourDocument, theirDocument] = documents as [
    SidecarDocument,
    SidecarDocument,
    SidecarDocument,
  ];
  const target = targetOf(baseDocument, ourDocument, theirDocument);
  const sides: Sides = {
    base: sideOf(baseDocument, target),
    ours: sideOf(ourDocument, target),
    theirs: sideOf(theirDocument, target),
  };
  const conflicts: MergeConflict[] = [];
  const sections = new Map<string, string>();
  for (const key of sectionKeys(ourDocument, theirDocument)) {
    const lines = isListName(key)
      ? mergeList(sides, key, conflicts)
      : mergeSection(sides, key, target, conflicts);
    if (lines !== '') sections.set(key, lines);
  }
  addFileConflicts(sections, sides, conflicts);

  const head = mergeText(baseDocument.head, ourDocument.head, theirDocument.head, 'least');
  const tail = mergeText(baseDocument.tail, ourDocument.tail, theirDocument.tail, 'both');
  const ordered = [...sections].sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const source = head + ordered.map(([, lines]) => closed(lines)).join('') + tail;
  const isWindows = ours.includes('\r\n') && theirs.includes('\r\n');
  return { kind: 'merged', source: isWindows ? source.replaceAll('\n', '\r\n') : source, conflicts };
}

interface Sides {
  readonly base: Side;
  readonly ours: Side;
  readonly theirs: Side;
}

function sectionKeys(ours: SidecarDocument, theirs: SidecarDocument): Set<string> {
  const keys = new Set([...ours.sections, ...theirs.sections].map(({ key }) => key));
  for (const list of listNames) keys.add(list);
  return keys;
}

function rankOf(key: string): number {
  const rank = sectionOrder.indexOf(key);
  return rank < 0 ? sectionOrder.indexOf('relations') + 0.5 : rank;
}

function mergeList(sides: Sides, list: ListName, conflicts: MergeConflict[]): string {
  const [base, ours, theirs] = [sides.base.items[list], sides.ours.items[list], sides.theirs.items[list]];
  const merged: { item: SideItem; lines: string }[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const result = mergeItem(list, base.get(key), ours.get(key), theirs.get(key), conflicts);
    if (result) merged.push(result);
  }
  if (merged.length === 0) return '';
  merged.sort((a, b) => compareItems(a.item, b.item) || (a.lines < b.lines ? -1 : 1));
  const heads = [sides.base, sides.ours, sides.theirs].map(({ document }) => headOf(document, list));
  const head = mergeText(heads[0]!, heads[1]!, heads[2]!, 'least');
  return head + aligned(merged.map(({ lines }) => lines)).join('');
}

/** Items of one list start at one column: those further left than others move to theirs. */
function aligned(items: readonly string[]): readonly string[] {
  const indents = items.map((lines) => /^( *)-(?= |$)/m.exec(lines)?.[1]!.length ?? 0);
  const widest = indents.reduce((a, b) => Math.max(a, b), 0);
  if (widest === 0) return items;
  return items.map((lines, i) => lines.replace(/^(?=[^\n])/gm, ' '.repeat(widest - indents[i]!)));
}

function headOf(document: SidecarDocument, list: ListName): string {
  const section = sectionOf(document, list);
  if (!section) return `${list}:\n`;
  return section.lead + closed((section.isLaidInLines && section.source) || `${list}:\n`);
}

function mergeItem(
  list: ListName,
  base: SideItem | undefined,
  ours: SideItem | undefined,
  theirs: SideItem | undefined,
  conflicts: MergeConflict[],
): { item: SideItem; lines: string } | undefined {
  if (!ours || !theirs) {
    const left = ours ?? theirs;
    if (!left || (base && isSame(base, left))) return undefined;
    if (!base || !left.fields) return { item: left, lines: left.lead + left.lines };
    const removedBy = ours ? 'theirs' : 'ours';
    conflicts.push({ list, id: left.id, keys: [], removedBy });
    const conflict = conflictValue(removedBy, 'removed', left.fields.get('conflict'));
    const fields = new Map(left.fields).set('conflict', conflict);
    const above = left.remarks.map((remark) => remark + '\n').join('');
    return { item: left, lines: `${left.lead}${above}- ${emitFields(inCanonicalOrder(fields, list))}\n` };
  }
  // What most items are, seen at a glance.
  if (ours.lines === theirs.lines && ours.lead === theirs.lead)
    return { item: ours, lines: ours.lead + ours.lines };
  const lead = mergeText(base?.lead ?? '', ours.lead, theirs.lead, 'both');
  if (!ours.fields || !theirs.fields || isSame(ours, theirs)) {
    const lines = mergeText(base && isSame(base, ours) ? base.lines : '', ours.lines, theirs.lines, 'least');
    return { item: ours, lines: lead + lines };
  }
  const merge = mergeFields(list, base, ours, theirs);
  if (merge.conflicting.length > 0) conflicts.push({ list, id: ours.id, keys: merge.conflicting });
  for (const side of [ours, theirs]) {
    if (sameFields(merge.fields, side.fields!)) return { item: side, lines: lead + side.lines };
  }
  const item = placed(list, { ...ours, fields: merge.fields });
  const remarks = [...new Set([...ours.remarks, ...theirs.remarks])].sort();
  const above = remarks.map((remark) => remark + '\n').join('');
  return { item, lines: `${lead}${above}- ${emitFields(inCanonicalOrder(merge.fields, list))}\n` };
}

function isSame(a: SideItem, b: SideItem): boolean {
  if (!a.fields || !b.fields) return a.lines === b.lines;
  return sameFields(a.fields, b.fields);
}

function inCanonicalOrder(fields: Fields, list: ListName): Fields {
  const known = [...keyOrder[list].filter((key) => fields.has(key))];
  const own = [...fields.keys()].filter((key) => !known.includes(key) && key !== 'conflict').sort();
  const keys = [...known, ...own, ...(fields.has('conflict') ? ['conflict'] : [])];
  return new Map(keys.map((key) => [key, fields.get(key)!]));
}

/** Anything at the top of the file that is not a list of ours, as a whole. */
function mergeSection(
  sides: Sides,
  key: string,
  target: SidecarDocument,
  conflicts: MergeConflict[],
): string {
  // What speaks of the text comes from the side whose text the positions are of.
  const speaksOfText = key === 'text' || key === 'fingerprint' || key === 'format';
  if (speaksOfText && !haveSameText(sides)) return sectionSource(target, key);
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(({ document }) =>
    sectionSource(document, key),
  );
  if (ours === theirs || theirs === base) return ours!;
  if (ours === base) return theirs!;
  if (speaksOfText) return mergeText(base!, ours!, theirs!, 'least');
  conflicts.push({ list: 'file', id: key, keys: [key] });
  return ours !== '' ? ours! : theirs!;
}

function haveSameText({ ours, theirs }: Sides): boolean {
  return sha256Of(ours.document) === sha256Of(theirs.document);
}

function sectionSource(document: SidecarDocument, key: string): string {
  const section = sectionOf(document, key);
  if (!section) return '';
  return section.lead + closed(section.source ?? `${emitKey(key)}: ${emitValue(section.value ?? '')}`);
}

/**
 * Both readings of whole sections, under `conflict` at the top: what stands is one side's, and what the other
 * has goes under its name, `null` where it took the section out.
 */
function addFileConflicts(
  sections: Map<string, string>,
  { ours, theirs }: Sides,
  conflicts: readonly MergeConflict[],
): void {
  const keys = conflicts.filter(({ list }) => list === 'file').map(({ id }) => id);
  if (keys.length === 0) return;
  const known = sectionOf(ours.document, 'conflict')?.value;
  const conflict = new Map<string, Value>(isFields(known) ? known : []);
  for (const key of keys) {
    const isOurs = sectionOf(ours.document, key) !== undefined;
    const side = isOurs ? 'theirs' : 'ours';
    const other = isOurs ? sectionOf(theirs.document, key)?.value : undefined;
    const readings = conflict.get(side);
    conflict.set(side, new Map(isFields(readings) ? readings : []).set(key, other ?? nullValue));
  }
  sections.set('conflict', `conflict: ${emitFields(conflict)}\n`);
}

function closed(lines: string): string {
  return lines === '' || lines.endsWith('\n') ? lines : lines + '\n';
}
