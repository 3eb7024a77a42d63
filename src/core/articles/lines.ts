import { finish, isPause, type Steps } from '../steps';
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
  return finish(readLinesInSteps(text));
}

/** The same, pausing often. */
export function* readLinesInSteps(text: string): Steps<Lines> {
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
      if (isPause(count)) yield;
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

/** Puts wrapped lines together; pauses often. */
export function* joinWrappedLines(text: string, lines: Lines): Steps<Units> {
  const firstLine = new Uint32Array(lines.count + 1);
  const overflows = overflowing(text, lines);
  let count = 0;
  let joined = false;
  for (let line = 0; line < lines.count; line++) {
    if (isPause(line)) yield;
    joined = line > 0 && continues(text, lines, line, overflows, joined);
    if (!joined) firstLine[count++] = line;
  }
  firstLine[count] = lines.count;
  return { lines, count, firstLine: firstLine.subarray(0, count + 1) };
}

/** How far around a line its wrapping width is looked for. */
const neighbourhood = 12;
/** Hand-wrapped lines may end a little early. */
const slack = 4;
/** A block of as many lines shows its own width. */
const tellingBlock = 4;

/** `breaksOff`: the other line stops in mid-sentence and this one goes on in small letters. */
const Fit = { noPair: 0, fits: 1, overflows: 2, breaksOff: 3 } as const;

/**
 * For each line and the one before it, with no blank line between: whether the line's first word would have
 * fitted behind the other. The width is that of the widest line with another one below it, in the block of
 * lines without a blank one or, where that has few lines, around.
 */
function overflowing(text: string, lines: Lines): Uint8Array {
  const fits = new Uint8Array(lines.count);
  const hasLineBelow = (line: number): boolean =>
    line + 1 < lines.count && lines.blanksBefore[line + 1] === 0;
  for (let first = 0; first < lines.count;) {
    let behind = first + 1;
    while (behind < lines.count && lines.blanksBefore[behind] === 0) behind++;
    const telling = behind - first >= tellingBlock;
    let width = 0;
    const from = telling ? first : Math.max(0, first - neighbourhood);
    const to = telling ? behind : Math.min(lines.count, behind + neighbourhood);
    for (let line = from; line < to && behind - first > 1; line++) {
      const length = inkLength(lines, line);
      if (length <= widestWrap && length > width && hasLineBelow(line)) width = length;
    }
    for (let line = first + 1; line < behind && width >= narrowestWrap; line++) {
      const length = inkLength(lines, line - 1);
      if (length > widestWrap || length < width * 0.7) continue;
      const overflows = length + 1 + firstWordLength(text, lines, line) > width - slack;
      const breaksOff = opensSmall(text, lines, line) && !endsSentence(text, lines, line - 1);
      fits[line] = breaksOff ? Fit.breaksOff : overflows ? Fit.overflows : Fit.fits;
    }
    first = behind;
  }
  return fits;
}

/** `joined`: whether the line before was itself joined to the one before it. */
function continues(text: string, lines: Lines, line: number, fits: Uint8Array, joined: boolean): boolean {
  if (lines.blanksBefore[line]! > 0) return false;
  const start = lines.inkStarts[line]!;
  if (isBullet(text, start) || indent(lines, line) > indent(lines, line - 1)) return false;
  if (hasColumns(text, lines, line) || hasColumns(text, lines, line - 1)) return false;
  const beforeIsNarrow = inkLength(lines, line - 1) <= widestWrap;
  const breaksSentence = !endsSentence(text, lines, line - 1);
  if (beforeIsNarrow && breaksSentence && opensSmall(text, lines, line)) return true;
  // Within a paragraph that was wrapped by hand, the widths vary, but lines still break off in the middle.
  if (joined && breaksSentence && fits[line] === Fit.fits) return true;
  return fits[line]! >= Fit.overflows && isWrappedAround(lines, fits, line);
}

function opensSmall(text: string, lines: Lines, line: number): boolean {
  const first = characterKind(text.charCodeAt(lines.inkStarts[line]!));
  return first === CharacterKind.lower && firstWordLength(text, lines, line) > 1;
}

function endsSentence(text: string, lines: Lines, line: number): boolean {
  return '.!?:;”"’)…'.includes(text[lines.inkEnds[line]! - 1]!);
}

/** Whether a line has a tab or a gap of three blanks inside: the mark of a table. */
function hasColumns(text: string, lines: Lines, line: number): boolean {
  const end = Math.min(lines.inkEnds[line]!, lines.inkStarts[line]! + widestWrap);
  let blanks = 0;
  for (let at = lines.inkStarts[line]!; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 9) return true;
    blanks = code === 32 ? blanks + 1 : 0;
    if (blanks === 3) return true;
  }
  return false;
}

/** Whether most long lines around could not have held the next one's first word: the mark of wrapped text. */
function isWrappedAround(lines: Lines, fits: Uint8Array, line: number): boolean {
  let overflows = 0;
  let breaksOff = 0;
  let pairs = 0;
  let from = line;
  let to = line;
  while (from > line - neighbourhood && lines.blanksBefore[from] === 0) from--;
  while (to < line + neighbourhood && lines.blanksBefore[to + 1] === 0) to++;
  if (to - from + 1 < tellingBlock) {
    from = line - neighbourhood;
    to = line + neighbourhood;
  }
  for (let near = from; near <= to; near++) {
    const fit = fits[near] ?? Fit.noPair;
    if (fit !== Fit.noPair) pairs++;
    if (fit >= Fit.overflows) overflows++;
    if (fit === Fit.breaksOff) breaksOff++;
  }
  const share = breaksOff > 0 ? 0.4 : 0.6;
  return overflows >= 2 && overflows >= pairs * share;
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
