import type { Span } from '../span';
import { splitsPair, type LineColumn, type LineIndex } from '../text';
import { alignPieces } from './alignment';
import { fingerprintOf, pieceAt, piecesOf, type Pieces } from './fingerprint';

/** A stretch of a text by lines and columns, its end behind the last character. */
export interface Stretch {
  readonly from: LineColumn;
  readonly to: LineColumn;
}

/** What a sidecar knows of where an annotation stood. */
export interface AnchorRecord {
  readonly at: readonly Stretch[];
  /** The marked words; pieces are joined by ` … `. */
  readonly words: string;
  /** Which text the position is of: the sidecar's, the one at hand, or neither, so that it says nothing here. */
  readonly of: 'sidecar' | 'present' | 'other';
}

/** What a sidecar knows of a line. */
export interface LineRecord {
  readonly line: number;
  /** The line's words; may be cut off, ending in `…`. */
  readonly words: string;
}

export type Anchor =
  | { readonly kind: 'same' | 'moved'; readonly pieces: readonly Span[] }
  /**
   * - `outside`: the text, which is the sidecar's own, has no such place.
   * - `words`: the text is the sidecar's own, but other words stand there: `found`.
   * - `changed`: the text changed, and where the words went is not certain. `likely` is a guess to show.
   */
  | {
      readonly kind: 'lost';
      readonly why: 'outside' | 'words' | 'changed';
      readonly found?: string;
      readonly likely?: Span;
    };

export interface Anchoring {
  readonly annotations: readonly Anchor[];
  /** The line (from 1) of each line record, `undefined` where it is not certain. */
  readonly lines: readonly (number | undefined)[];
  /** Where a line of the sidecar's text is now. */
  lineOf(line: number): number | undefined;
}

export interface Evidence {
  /** Whether the text is the one that the records speak of. */
  readonly sameText: boolean;
  /** Of the text that the records speak of; see fingerprint.ts. */
  readonly fingerprint: string | undefined;
}

/**
 * Finds again what a sidecar speaks of in a text that may have changed. What is called the same or moved is
 * certain: the part of the line that it stood in is still there, alone of its kind or between the same
 * neighbours, and the same words stand at the same place in it. Everything else is lost.
 */
export function reanchor(
  records: { readonly annotations: readonly AnchorRecord[]; readonly lines: readonly LineRecord[] },
  text: string,
  lines: LineIndex,
  evidence: Evidence,
): Anchoring {
  const travel = evidence.sameText ? inPlace(lines) : travelTo(text, lines, records, evidence.fingerprint);
  return {
    annotations: records.annotations.map((record) => anchor(record, text, lines, travel, evidence.sameText)),
    lines: records.lines.map((record) => {
      const line = travel.line(record.line);
      if (line !== undefined && saysLine(record.words, lineText(text, lines, line))) return line;
      return undefined;
    }),
    lineOf: (line) => travel.line(line),
  };
}

/** How places of an old text come to places of the new one; `undefined` where that is not certain. */
export interface Travel {
  /** The place of a character. */
  place(place: LineColumn): LineColumn | undefined;
  line(line: number): number | undefined;
}

/** How the places of one text come to another, by the fingerprints of both. */
export function travelBetween(old: Pieces, now: Pieces): Travel {
  const toNew = alignPieces(old, now);
  return {
    place({ line, column }) {
      const piece = pieceAt(old, line, column);
      const target = piece === undefined ? -1 : toNew[piece]!;
      if (piece === undefined || target < 0) return undefined;
      if (isAtCut(old, piece, column, 1) && toNew[piece + 1] !== target + 1) return undefined;
      if (isAtCut(old, piece, column, -1) && toNew[piece - 1] !== target - 1) return undefined;
      return { line: now.lines[target]!, column: now.columns[target]! + column - old.columns[piece]! };
    },
    line(line) {
      const piece = pieceAt(old, line, 1);
      const target = piece === undefined ? -1 : toNew[piece]!;
      return target >= 0 && now.columns[target] === 1 ? now.lines[target] : undefined;
    },
  };
}

/**
 * Whether a column is at a piece's end (or start), but for a blank, and its line goes on there. Where the piece beyond
 * changed, words that border on it may have been taken out, and their like beyond have stepped into their place:
 * `Tarn Tarn Motors` without its first word begins with `Tarn`.
 */
function isAtCut(pieces: Pieces, piece: number, column: number, step: 1 | -1): boolean {
  const inside = column - pieces.columns[piece]!;
  const toEnd = step > 0 ? pieces.lengths[piece]! - 1 - inside : inside;
  const beyond = piece + step;
  return toEnd <= 1 && beyond >= 0 && beyond < pieces.count && pieces.lines[beyond] === pieces.lines[piece];
}

/** The stretch as it came along: both ends have, in order. Whether the words did too, the text must say. */
export function travelStretch({ from, to }: Stretch, travel: Travel): Stretch | undefined {
  const start = travel.place(from);
  const last = travel.place({ line: to.line, column: to.column - 1 });
  if (!start || !last) return undefined;
  return { from: start, to: { line: last.line, column: last.column + 1 } };
}

function inPlace(lines: LineIndex): Travel {
  return { place: (place) => place, line: (line) => (line <= lines.lineCount ? line : undefined) };
}

function travelTo(
  text: string,
  lines: LineIndex,
  records: { readonly annotations: readonly AnchorRecord[]; readonly lines: readonly LineRecord[] },
  fingerprint: string | undefined,
): Travel {
  const old = fingerprint === undefined ? undefined : piecesOf(fingerprint);
  if (old) return travelBetween(old, piecesOf(fingerprintOf(text, lines))!);
  return travelByRecords(text, lines, records);
}

function anchor(
  record: AnchorRecord,
  text: string,
  lines: LineIndex,
  travel: Travel,
  sameText: boolean,
): Anchor {
  if (record.of === 'other') return { kind: 'lost', why: 'changed' };
  const isHere = sameText || record.of === 'present';
  const lost = (why: 'outside' | 'words', found?: string): Anchor =>
    sameText && record.of === 'sidecar' ? { kind: 'lost', why, found } : { kind: 'lost', why: 'changed' };
  const pieces: Span[] = [];
  let moved = false;
  for (const stretch of record.at) {
    const now = isHere ? stretch : travelStretch(stretch, travel);
    const span = now && spanOf(now, text, lines);
    if (!span) return lost('outside');
    if (!sameStretch(now, stretch)) moved = true;
    pieces.push(span);
  }
  if (pieces.length === 1 && saysExactly(pieces[0]!, record.words, text)) {
    return { kind: moved ? 'moved' : 'same', pieces };
  }
  const found = wordsOf(pieces, text);
  if (found !== unifyLineEnds(record.words)) return lost('words', found);
  return { kind: moved ? 'moved' : 'same', pieces };
}

/** What almost all annotations are: words on one line, letter by letter. */
function saysExactly({ start, end }: Span, words: string, text: string): boolean {
  return end - start === words.length && text.startsWith(words, start) && !words.includes('\r');
}

function spanOf({ from, to }: Stretch, text: string, lines: LineIndex): Span | undefined {
  const start = lines.offset(from);
  const end = lines.offset(to);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return splitsPair(text, start) || splitsPair(text, end) ? undefined : { start, end };
}

function sameStretch(a: Stretch, b: Stretch): boolean {
  return samePlace(a.from, b.from) && samePlace(a.to, b.to);
}

function samePlace(a: LineColumn, b: LineColumn): boolean {
  return a.line === b.line && a.column === b.column;
}

function wordsOf(pieces: readonly Span[], text: string): string {
  return unifyLineEnds(pieces.map(({ start, end }) => text.slice(start, end)).join(' … '));
}

function unifyLineEnds(words: string): string {
  return words.includes('\r') ? words.replace(/\r\n?/g, '\n') : words;
}

function lineText(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineEnd(line));
}

function saysLine(words: string, line: string): boolean {
  const said = words.trim();
  const found = line.trim();
  return said === found || (said.length > 1 && said.endsWith('…') && found.startsWith(said.slice(0, -1)));
}

/**
 * Without a fingerprint there are only the marked words themselves, and nothing tells which other lines had
 * them too. Lines count as found where all that is known of them stands at the same columns of one line
 * alone, where its neighbours went the same way, and where none overtook another.
 */
function travelByRecords(
  text: string,
  lines: LineIndex,
  records: { readonly annotations: readonly AnchorRecord[]; readonly lines: readonly LineRecord[] },
): Travel {
  const known = knownLines(records);
  const found = known.slice(0, mostSearches).map((line) => onlyLineOf(line, text, lines));
  const target = new Map<number, number>();
  for (let first = 0; first < found.length;) {
    const shift = (found[first] ?? NaN) - known[first]!.line;
    let next = first + 1;
    let weight = known[first]!.weight;
    while (next < found.length && found[next]! - known[next]!.line === shift) weight += known[next++]!.weight;
    const overtakes = found.some(
      (line, i) =>
        line !== undefined && (i < first ? line >= found[first]! : i >= next && line <= found[next - 1]!),
    );
    if (next - first >= leastLines && weight >= leastWeight && !overtakes) {
      for (const { line } of known.slice(first, next)) target.set(line, line + shift);
    }
    first = next;
  }
  return {
    place({ line, column }) {
      const now = target.get(line);
      return now === undefined ? undefined : { line: now, column };
    },
    line: (line) => target.get(line),
  };
}

/** How many neighbouring lines, and UTF-16 units of marked words in them, must agree. */
const leastLines = 3;
const leastWeight = 64;

interface KnownLine {
  readonly line: number;
  readonly marks: { readonly column: number; readonly words: string }[];
  weight: number;
}

function knownLines(records: {
  readonly annotations: readonly AnchorRecord[];
  readonly lines: readonly LineRecord[];
}): KnownLine[] {
  const byLine = new Map<number, KnownLine>();
  const add = (line: number, column: number, words: string): void => {
    let known = byLine.get(line);
    if (!known) byLine.set(line, (known = { line, marks: [], weight: 0 }));
    known.marks.push({ column, words });
    known.weight += words.length;
  };
  for (const { at, words, of } of records.annotations) {
    const { from, to } = at[0]!;
    if (of === 'sidecar' && at.length === 1 && from.line === to.line) add(from.line, from.column, words);
  }
  for (const { line, words } of records.lines) add(line, 1, words.replace(/…$/, ''));
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

/** The line that all the known words of an old line stand in at their columns, if there is just one. */
function onlyLineOf({ marks }: KnownLine, text: string, lines: LineIndex): number | undefined {
  const { column, words } = marks.reduce((a, b) => (b.words.length > a.words.length ? b : a));
  if (words === '') return undefined;
  let found: number | undefined;
  let hits = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const place = lines.place(at);
    if (++hits > mostHits) return undefined;
    if (place.column !== column || !fits(marks, place.line, text, lines)) continue;
    if (found !== undefined) return undefined;
    found = place.line;
  }
  return found;
}

function fits(marks: KnownLine['marks'], line: number, text: string, lines: LineIndex): boolean {
  return marks.every(({ column, words }) => {
    const start = lines.lineStart(line) + column - 1;
    return start + words.length <= lines.lineEnd(line) && text.startsWith(words, start);
  });
}

/** Bounds that keep the search from costing more than its use. */
const mostHits = 200;
const mostSearches = 2000;
