/** A place as a person reads it: line and column from 1, the column in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Finds lines in a text. Lines end in LF, CRLF or a lone CR, as in VS Code. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the first character of a line (from 1). */
  lineStart(line: number): number;
  /** Offset behind the last character of a line (from 1), before its line end. */
  lineEnd(line: number): number;
  /** The place of an offset; offsets outside the text count as its nearest end. */
  place(offset: number): LineColumn;
  /** The offset of a place, or `undefined` where the text has no such place. */
  offset(place: LineColumn): number | undefined;
}

const LF = 10;
const CR = 13;

/** Reads the lines of a text once, so that places can be looked up in O(log lines). */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  const ends: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== LF && code !== CR) continue;
    ends.push(i);
    if (code === CR && text.charCodeAt(i + 1) === LF) i++;
    starts.push(i + 1);
  }
  ends.push(text.length);

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    lineCount: starts.length,
    lineStart: (line) => starts[line - 1] ?? text.length,
    lineEnd: (line) => ends[line - 1] ?? text.length,
    place(offset) {
      const inside = Math.min(Math.max(offset, 0), text.length);
      const line = lineOf(inside);
      return { line: line + 1, column: Math.min(inside, ends[line]!) - starts[line]! + 1 };
    },
    offset({ line, column }) {
      const start = starts[line - 1];
      if (start === undefined || column < 1) return undefined;
      const offset = start + column - 1;
      return offset <= ends[line - 1]! ? offset : undefined;
    },
  };
}

/** The same, but the text is read when the first place is asked for. */
export function indexLinesLater(text: string): LineIndex {
  let read: LineIndex | undefined;
  const lines = (): LineIndex => (read ??= indexLines(text));
  return {
    get lineCount() {
      return lines().lineCount;
    },
    lineStart: (line) => lines().lineStart(line),
    lineEnd: (line) => lines().lineEnd(line),
    place: (offset) => lines().place(offset),
    offset: (place) => lines().offset(place),
  };
}

/** Whether a cut at `offset` would split a surrogate pair. */
export function splitsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** The run of letters, digits and joined marks (`O’Neill`, `Li-Ning`) around an offset; empty where there is none. */
export function wordAt(text: string, offset: number): { start: number; end: number } {
  const inWord = (at: number): boolean => /[\p{L}\p{M}\p{N}'’.&-]/u.test(text[at] ?? ' ');
  let start = offset;
  let end = offset;
  while (start > 0 && inWord(start - 1)) start--;
  while (end < text.length && inWord(end)) end++;
  const edge = /[^\p{L}\p{M}\p{N}]/u;
  while (start < end && edge.test(text[start]!)) start++;
  while (end > start && edge.test(text[end - 1]!)) end--;
  return { start, end };
}

/** Whether this can be read as text: binary data shows by its NUL characters. */
export function isText(text: string): boolean {
  return !text.includes('\0');
}
