import {
  formatName,
  keyOrder,
  listNames,
  sectionOrder,
  type Item,
  type ListName,
  type Section,
  type SidecarDocument,
} from './document';
import { emitKey, emitValue } from './emit';
import type { TextFacts } from './facts';
import { asString, isFields, type Fields, type Value } from './value';
import { readYaml } from './yaml';

/** One item of a list that is to be written. */
export interface Entry {
  /** The item as it was read; `undefined` for a new one. */
  readonly item: Item | undefined;
  /** What is to stand in its place; `undefined`: its own lines. */
  readonly fields: Fields | undefined;
  /** Taken out; its comments stay. */
  readonly removed: boolean;
}

/**
 * Joins a sidecar from the pieces of the one that was read and what changed. Lists without an entry in
 * `lists` stay as they are; where no list changed and the text is the same, so does everything.
 */
export function layOut(
  document: SidecarDocument | undefined,
  lists: ReadonlyMap<ListName, readonly Entry[] | undefined>,
  facts: TextFacts,
): string {
  const sections = document?.sections ?? [];
  const sha256 = document && textValue(document, 'sha256');
  const isSameText = sha256 === undefined || sha256 === facts.sha256;
  if (document && isSameText && listNames.every((list) => !lists.get(list))) return document.source;

  const eol = document?.lineEnd ?? '\n';
  const source = document?.source ?? '';
  const blocks: Block[] = sections.map((section) => layOutSection(source, section, lists, facts, eol));
  for (const key of sectionOrder) {
    if (sections.some((section) => section.key === key)) continue;
    const lines = newSection(key, lists, facts, eol);
    if (lines) insert(blocks, { key, source: lines, rest: '' });
  }
  let result = document?.head ?? '';
  for (const block of blocks) result = joinLines(result, block.source + block.rest, eol);
  return closed(joinLines(result, document?.tail ?? '', eol), eol);
}

interface Block {
  readonly key: string;
  readonly source: string;
  /** Comments that were left behind. */
  readonly rest: string;
}

function layOutSection(
  whole: string,
  section: Section,
  lists: ReadonlyMap<ListName, readonly Entry[] | undefined>,
  facts: TextFacts,
  eol: string,
): Block {
  const { key, lead } = section;
  if (key === 'fingerprint') return { key, source: lead + layOutFingerprint(section, facts, eol), rest: '' };
  if (key === 'text') return { key, source: lead + layOutText(section, facts, eol), rest: '' };
  if (
    !section.items ||
    (!section.isLaidInLines && section.source !== undefined && !lists.get(key as ListName))
  ) {
    const source = section.source ?? `${emitKey(key)}: ${emitValue(section.value ?? '')}${eol}`;
    return { key, source: lead + source, rest: '' };
  }
  const entries =
    lists.get(key as ListName) ?? section.items.map((item) => ({ item, fields: undefined, removed: false }));
  const head = (section.isLaidInLines && section.source) || `${key}:${eol}`;
  const body = layOutItems(whole, entries, indentOf(section), eol);
  if (body.lines !== '') return { key, source: lead + joinLines(head, body.lines, eol), rest: body.rest };
  // Nothing is left of the list: an empty one is not written.
  const comment = /#[^\r\n]*/.exec(head)?.[0];
  return { key, source: lead + (comment ? comment + eol : ''), rest: body.rest };
}

/** @param whole the source that the items were read from */
function layOutItems(
  whole: string,
  entries: readonly Entry[],
  indent: string,
  eol: string,
): { lines: string; rest: string } {
  const parts: string[] = [];
  let carried = '';
  for (let i = 0; i < entries.length; i++) {
    const { item, fields, removed } = entries[i]!;
    const lead = carried + (item?.lead ?? '');
    carried = '';
    if (removed) {
      carried =
        lead +
        remarksOf(item!)
          .map((remark) => indent + remark + eol)
          .join('');
      continue;
    }
    if (item?.source !== undefined && !fields) {
      // What stands together unchanged is copied in one go.
      let last = item;
      while (isNextUnchanged(last, entries[i + 1])) last = entries[++i]!.item!;
      parts.push(lead, closed(whole.slice(item.start, last.end), eol));
      continue;
    }
    const written = emitValue(fields ?? item?.fields ?? item?.value ?? '');
    const remarks = item ? remarksOf(item) : [];
    const suffix = item && remarks.length === 1 && isOneLine(item) ? ` ${remarks[0]!}` : '';
    const above = suffix ? '' : remarks.map((remark) => indent + remark + eol).join('');
    parts.push(lead, above, `${indent}- ${written}${suffix}${eol}`);
  }
  return { lines: parts.join(''), rest: carried };
}

/** Whether an entry is as it was, and right behind the item in front of it. */
function isNextUnchanged(before: Item, entry: Entry | undefined): boolean {
  if (entry?.item?.source === undefined || entry.fields || entry.removed) return false;
  const { lead, start } = entry.item;
  return start - lead.length === before.end;
}

/** The comments inside an item's own lines. */
export function remarksOf(item: Item): string[] {
  if (item.source === undefined || !item.source.includes('#')) return [];
  return readYaml(item.source, 0).comments.map(({ text }) => text.trimEnd());
}

function isOneLine(item: Item): boolean {
  return /^[^\n]*\n?$/.test(item.source!);
}

function indentOf(section: Section): string {
  const source = section.items?.find((item) => item.source !== undefined)?.source;
  return source ? /^ */.exec(source)![0] : '';
}

function layOutText(section: Section, facts: TextFacts, eol: string): string {
  const fields = new Map(isFields(section.value) ? section.value : []);
  if (section.source !== undefined) {
    if (asString(fields.get('sha256')) === facts.sha256 && asString(fields.get('file')) === facts.file) {
      return closed(section.source, eol);
    }
    const replaced = section.source.replace(/^( +sha256: )[\da-f]{64}(?=[ \r\n]|$)/m, `$1${facts.sha256}`);
    if (replaced !== section.source && asString(fields.get('file')) === facts.file)
      return closed(replaced, eol);
  }
  fields.set('file', facts.file);
  fields.set('sha256', facts.sha256);
  const comments = section.source === undefined ? [] : readYaml(section.source, 0).comments;
  return comments.map(({ text }) => text + eol).join('') + textBlock(fields, eol);
}

function layOutFingerprint(section: Section, facts: TextFacts, eol: string): string {
  if (section.source !== undefined && section.value === facts.fingerprint) return closed(section.source, eol);
  const comments = section.source === undefined ? [] : readYaml(section.source, 0).comments;
  return comments.map(({ text }) => text + eol).join('') + fingerprintLine(facts, eol);
}

function fingerprintLine(facts: TextFacts, eol: string): string {
  return `fingerprint: ${emitValue(facts.fingerprint)}${eol}`;
}

function textBlock(fields: Fields, eol: string): string {
  return `text:${eol}${Array.from(fields, ([key, value]) => `  ${emitKey(key)}: ${emitValue(value)}${eol}`).join('')}`;
}

function newSection(
  key: string,
  lists: ReadonlyMap<ListName, readonly Entry[] | undefined>,
  facts: TextFacts,
  eol: string,
): string {
  if (key === 'format') return `format: ${formatName}${eol}`;
  if (key === 'text') {
    return textBlock(
      new Map<string, Value>([
        ['file', facts.file],
        ['sha256', facts.sha256],
      ]),
      eol,
    );
  }
  if (key === 'fingerprint') return fingerprintLine(facts, eol);
  if (!(key in keyOrder)) return '';
  const { lines } = layOutItems('', lists.get(key as ListName) ?? [], '', eol);
  return lines && `${key}:${eol}${lines}`;
}

/** Puts a new section in front of the first that our order has behind it. */
function insert(blocks: Block[], block: Block): void {
  const rank = sectionOrder.indexOf(block.key);
  const before = blocks.findIndex(({ key }) => sectionOrder.indexOf(key) > rank);
  blocks.splice(before < 0 ? blocks.length : before, 0, block);
}

function textValue(document: SidecarDocument, key: string): string | undefined {
  const text = document.sections.find((section) => section.key === 'text')?.value;
  return isFields(text) ? asString(text.get(key)) : undefined;
}

function joinLines(before: string, after: string, eol: string): string {
  return after === ''
    ? before
    : before === '' || before === '\ufeff'
      ? before + after
      : closed(before, eol) + after;
}

function closed(lines: string, eol: string): string {
  return lines === '' || lines.endsWith('\n') ? lines : lines + eol;
}
