import type { LineIndex } from '../text';

/**
 * A text's fingerprint: enough of it to tell, without the text at hand, which of its parts an altered text
 * still has. Lines are separated by `.`; a line is cut into pieces of at most 63 UTF-16 units, after
 * punctuation where there is any; a piece is three characters: two of a hash, one for its length. It is
 * about a tenth as long as the text, gives none of its words away, and changes only when the text does.
 */
export function fingerprintOf(text: string, lines: LineIndex): string {
  const parts: string[] = [];
  for (let line = 1; line <= lines.lineCount; line++) {
    if (line > 1) parts.push('.');
    const end = lines.lineEnd(line);
    for (let start = lines.lineStart(line); start < end;) {
      const next = pieceEnd(text, start, end);
      parts.push(signs[hash(text, start, next)]!, alphabet[next - start]!);
      start = next;
    }
  }
  return parts.join('');
}

/** The pieces of a text in order, by its fingerprint. Parallel arrays, one entry a piece. */
export interface Pieces {
  readonly count: number;
  /** Hash and length together: equal for equal pieces, and rarely for others. */
  readonly tokens: Int32Array;
  /** The line of the piece, from 1. */
  readonly lines: Int32Array;
  /** The column of its first character, from 1. */
  readonly columns: Int32Array;
  readonly lengths: Int32Array;
  /** Index of the first piece of each line (from 1), and the count behind the last. */
  readonly firstOfLine: Int32Array;
}

/** Reads a fingerprint; `undefined` where it is not one. */
export function piecesOf(fingerprint: string): Pieces | undefined {
  const count = countPieces(fingerprint);
  if (count === undefined) return undefined;
  const lineCount = fingerprint.length - 3 * count + 1;
  const tokens = new Int32Array(count);
  const lines = new Int32Array(count);
  const columns = new Int32Array(count);
  const lengths = new Int32Array(count);
  const firstOfLine = new Int32Array(lineCount + 2);
  let line = 1;
  let column = 1;
  let piece = 0;
  for (let at = 0; at < fingerprint.length;) {
    if (fingerprint.charCodeAt(at) === separator) {
      firstOfLine[++line] = piece;
      column = 1;
      at++;
      continue;
    }
    const length = valueAt(fingerprint, at + 2);
    tokens[piece] = (valueAt(fingerprint, at) << 12) | (valueAt(fingerprint, at + 1) << 6) | length;
    lines[piece] = line;
    columns[piece] = column;
    lengths[piece] = length;
    column += length;
    piece++;
    at += 3;
  }
  firstOfLine[line + 1] = piece;
  return { count, tokens, lines, columns, lengths, firstOfLine };
}

/** The piece that the character at a line and column (from 1) lies in, or `undefined`. */
export function pieceAt(pieces: Pieces, line: number, column: number): number | undefined {
  if (line < 1 || line + 1 >= pieces.firstOfLine.length) return undefined;
  let low = pieces.firstOfLine[line]!;
  let high = pieces.firstOfLine[line + 1]!;
  if (low === high) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (pieces.columns[middle]! <= column) low = middle;
    else high = middle;
  }
  return column < pieces.columns[low]! + pieces.lengths[low]! ? low : undefined;
}

const shortest = 16;
const longest = 63;
const separator = 0x2e;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const signs = Array.from({ length: 4096 }, (_, value) => alphabet[value >> 6]! + alphabet[value & 63]!);
const values = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;

function valueAt(fingerprint: string, at: number): number {
  const code = fingerprint.charCodeAt(at);
  return code < 128 ? values[code]! : -1;
}

/** The number of pieces, or `undefined` where the string is not a fingerprint. */
function countPieces(fingerprint: string): number | undefined {
  let count = 0;
  for (let at = 0; at < fingerprint.length;) {
    if (fingerprint.charCodeAt(at) === separator) {
      at++;
      continue;
    }
    for (let i = 0; i < 3; i++) if (!(valueAt(fingerprint, at + i) >= 0)) return undefined;
    count++;
    at += 3;
  }
  return count;
}

/** Behind the first blank after punctuation that makes the piece long enough, else where it gets too long. */
function pieceEnd(text: string, start: number, end: number): number {
  const limit = Math.min(start + longest, end);
  for (let at = start + shortest; at < limit; at++) {
    if (text.charCodeAt(at - 1) === 0x20 && isPunctuation(text.charCodeAt(at - 2))) return at;
  }
  return limit;
}

/** `,` `.` `;` `:` `!` `?` and closing quotes. */
function isPunctuation(code: number): boolean {
  return (
    code === 0x2c ||
    code === 0x2e ||
    code === 0x3b ||
    code === 0x3a ||
    code === 0x21 ||
    code === 0x3f ||
    code === 0x22 ||
    code === 0x201d
  );
}

/** Twelve bits of FNV-1a over the UTF-16 units, well mixed. */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 13;
  return (value >>> 8) & 0xfff;
}
