import { CharacterKind, characterKind } from './characters';

/** The lines of a text that are not blank, as columns. Lines end in LF, CRLF or a lone CR. */
export interface Lines {
  readonly count: number;
  /** Offset of each line's first character; a byte order mark at the text's start is not part of its line. */
  readonly starts: Uint32Array;
  /** Offset behind each line's last character, before its line end. */
  readonly ends: Uint32Array;
  /** Offset of each line's first character that is not blank. */
  readonly inkStarts: Uint32Array;
  /** Offset behind each line's last character that is not blank. */
  readonly inkEnds: Uint32Array;
  /** Blank lines right before each line, at most 255. */
  readonly blanksBefore: Uint8Array;
}

/**
 * Lines that are one piece of writing: a paragraph or title that was wrapped at a fixed width is several
 * lines, everything else one.
 */
export interface Units {
  readonly lines: Lines;
  readonly count: number;
  /** Index of each unit's first line; one more entry than units, the last being the number of lines. */
  readonly firstLine: Uint32Array;
}

/** No wrapped text is wider than this. */
const widestWrap = 100;
const narrowestWrap = 50;

/** Reads the lines that are not blank, in one pass. */
export function readLines(text: string): Lines {
  let capacity = 1024;
  let columns = Array.from({ length: 4 }, () => new Uint32Array(capacity));
  let blanks = new Uint8Array(capacity);
  let count = 0;
  let blanksBefore = 0;
  const length = text.length;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = start; at <= length; at++) {
    let inkStart = -1;
    let inkEnd = at;
    let code = 0;
    for (; at < length; at++) {
      code = text.charCodeAt(at);
      const kind = characterKind(code);
      if (kind === CharacterKind.lineEnd) break;
      if (kind === CharacterKind.space) continue;
      if (inkStart < 0) inkStart = at;
      inkEnd = at + 1;
    }
    if (inkStart >= 0) {
      if (count === capacity) {
        capacity *= 2;
        columns = columns.map((column) => grown(column, new Uint32Array(capacity)));
        blanks = grown(blanks, new Uint8Array(capacity));
      }
      columns[0]![count] = start;
      columns[1]![count] = at;
      columns[2]![count] = inkStart;
      columns[3]![count] = inkEnd;
      blanks[count++] = blanksBefore;
      blanksBefore = 0;
    } else if (blanksBefore < 255) blanksBefore++;
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    start = at + 1;
  }
  const [starts, ends, inkStarts, inkEnds] = columns.map((column) => column.subarray(0, count));
  return {
    count,
    starts: starts!,
    ends: ends!,
    inkStarts: inkStarts!,
    inkEnds: inkEnds!,
    blanksBefore: blanks.subarray(0, count),
  };
}

function grown<T extends Uint8Array | Uint32Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}

/** Puts wrapped lines together. */
export function joinWrappedLines(text: string, lines: Lines): Units {
  const firstLine = new Uint32Array(lines.count + 1);
  let count = 0;
  for (let from = 0; from < lines.count;) {
    const to = endOfNarrowRegion(lines, from);
    const width = wrapWidth(text, lines, from, to);
    for (let line = from; line < to; line++) {
      if (line === from || !continues(text, lines, line, width)) firstLine[count++] = line;
    }
    from = to;
  }
  firstLine[count] = lines.count;
  return { lines, count, firstLine: firstLine.subarray(0, count + 1) };
}

/** Where a run of lines no wider than any wrapped text ends; a wider line is a region of its own. */
function endOfNarrowRegion(lines: Lines, from: number): number {
  const narrow = (line: number): boolean => lines.inkEnds[line]! - lines.starts[line]! <= widestWrap;
  if (!narrow(from)) return from + 1;
  let to = from + 1;
  while (to < lines.count && narrow(to)) to++;
  return to;
}

/**
 * The width that the lines of a region were wrapped at, 0 where they were not: most lines that another one
 * follows at once must be nearly as wide as the widest.
 */
function wrapWidth(text: string, lines: Lines, from: number, to: number): number {
  let width = 0;
  for (let line = from; line < to; line++) width = Math.max(width, inkLength(lines, line));
  if (width < narrowestWrap) return 0;
  let followed = 0;
  let full = 0;
  for (let line = from; line < to - 1; line++) {
    if (lines.blanksBefore[line + 1]! > 0) continue;
    followed++;
    if (inkLength(lines, line) + 1 + firstWordLength(text, lines, line + 1) > width) full++;
  }
  return full >= 3 && full * 2 >= followed ? width : 0;
}

function continues(text: string, lines: Lines, line: number, width: number): boolean {
  if (lines.blanksBefore[line]! > 0) return false;
  const start = lines.inkStarts[line]!;
  const kind = characterKind(text.charCodeAt(start));
  const endsSentence = /[.!?:;”"’)…]/.test(text[lines.inkEnds[line - 1]! - 1]!);
  if (kind === CharacterKind.lower && !endsSentence && firstWordLength(text, lines, line) > 1) return true;
  if (width === 0 || isBullet(text, start)) return false;
  if (indent(lines, line) > indent(lines, line - 1)) return false;
  return inkLength(lines, line - 1) + 1 + firstWordLength(text, lines, line) > width;
}

function isBullet(text: string, at: number): boolean {
  return '-–—*•·▪'.includes(text[at]!) && characterKind(text.charCodeAt(at + 1)) === CharacterKind.space;
}

function indent(lines: Lines, line: number): number {
  return lines.inkStarts[line]! - lines.starts[line]!;
}

function inkLength(lines: Lines, line: number): number {
  return lines.inkEnds[line]! - lines.inkStarts[line]!;
}

/** Length of a line's first word, at most 30: longer ones are never wrapped as a whole. */
function firstWordLength(text: string, lines: Lines, line: number): number {
  const start = lines.inkStarts[line]!;
  const end = Math.min(lines.inkEnds[line]!, start + 30);
  let at = start;
  while (at < end && characterKind(text.charCodeAt(at)) !== CharacterKind.space) at++;
  return at - start;
}
