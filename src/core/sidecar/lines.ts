import { isListName } from './document';

/** The source cut into its pieces; joined in order, they are the source. */
export interface RawDocument {
  readonly head: string;
  readonly sections: readonly RawSection[];
  readonly tail: string;
}

export interface RawSection {
  readonly key: string;
  readonly lead: string;
  /** Of a list with items, its first line; else all its lines. */
  readonly source: string;
  readonly start: number;
  readonly items?: readonly RawItem[];
}

/** Offsets of an item: `lead` is where the comments and blank lines above it begin. */
export interface RawItem {
  readonly lead: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a sidecar into sections and items by its lines alone: keys at the left edge, `- ` in front of items,
 * everything else further in. `undefined` where the lines are not laid like that.
 */
export function splitLines(source: string): RawDocument | undefined {
  const head = /^\ufeff?(?:---[ ]*\r?\n)?/.exec(source)![0];
  const sections: OpenSection[] = [];
  let section: OpenSection | undefined;
  let item: OpenItem | undefined;
  /** Where the comments and blank lines begin that the next piece is led by. */
  let lead = head.length;

  for (let start = head.length; start < source.length;) {
    const newline = source.indexOf('\n', start);
    const end = newline < 0 ? source.length : newline + 1;
    let at = start;
    while (source.charCodeAt(at) === space) at++;
    const code = source.charCodeAt(at);
    const indent = at - start;

    if (
      at >= end ||
      code === lineFeed ||
      code === numberSign ||
      (code === carriageReturn && at + 2 === end)
    ) {
      // A blank line or a comment: whatever comes next takes it.
    } else if (code === tab) {
      return undefined;
    } else if (
      code === hyphen &&
      section?.isList &&
      startsItem(source, at) &&
      (!item || item.indent === indent)
    ) {
      item = { lead, start, end, indent };
      section.items.push(item);
      lead = end;
    } else if (indent === 0 && code !== hyphen) {
      const key = keyAt(source, start, end);
      if (!key) return undefined;
      section = { key: key.name, lead, start, end, isList: key.alone && isListName(key.name), items: [] };
      sections.push(section);
      item = undefined;
      lead = end;
    } else if (item && indent > item.indent) {
      item.end = lead = end;
    } else if (section && !item && (indent > 0 || startsItem(source, at))) {
      // What is not laid as a list from its first line on, YAML's own reader takes as one piece.
      section.isList = false;
      section.end = lead = end;
    } else {
      return undefined;
    }
    start = end;
  }
  return { head, sections: sections.map((open) => close(source, open)), tail: source.slice(lead) };
}

interface OpenSection {
  readonly key: string;
  readonly lead: number;
  readonly start: number;
  isList: boolean;
  readonly items: OpenItem[];
  end: number;
}

interface OpenItem {
  readonly lead: number;
  readonly start: number;
  readonly indent: number;
  end: number;
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const numberSign = 0x23;
const hyphen = 0x2d;

function startsItem(source: string, at: number): boolean {
  const next = source.charCodeAt(at + 1);
  return next === space || next === lineFeed || next === carriageReturn || Number.isNaN(next);
}

const keyPattern = /([A-Za-z_][\w-]*):(?= |\r?\n|$)/y;
const nothingBehind = /^ *(?: #.*)?\r?\n?$/;

/** The key that a line starts with, and whether nothing but a comment stands behind it. */
function keyAt(source: string, start: number, end: number): { name: string; alone: boolean } | undefined {
  keyPattern.lastIndex = start;
  const match = keyPattern.exec(source);
  if (!match) return undefined;
  return { name: match[1]!, alone: nothingBehind.test(source.slice(start + match[0].length, end)) };
}

function close(source: string, open: OpenSection): RawSection {
  const section = {
    key: open.key,
    lead: source.slice(open.lead, open.start),
    source: source.slice(open.start, open.end),
    start: open.start,
  };
  return open.items.length === 0 ? section : { ...section, items: open.items };
}
