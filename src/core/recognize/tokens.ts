/**
 * The smallest pieces recognisers look at: runs of letters, runs of digits, line ends, and every other
 * character for itself (a surrogate pair is one character). Spaces are the gaps between tokens.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  /** UTF-16 offset of each token. */
  readonly starts: Uint32Array;
  /** UTF-16 offset behind each token. */
  readonly ends: Uint32Array;
  readonly kinds: Uint8Array;
}

export const TokenKind = { word: 1, digits: 2, mark: 3, lineEnd: 4 } as const;

const space = 0;
const LF = 10;
const CR = 13;

/** Kind of each UTF-16 unit; letters and their combining marks are words. Filled once, 64 KB. */
const kindOf = classTable();

/** Cuts a text into tokens in one pass; linear in its length for any input. */
export function tokenize(text: string): Tokens {
  const capacity = text.length;
  const starts = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  const kinds = new Uint8Array(capacity);
  let count = 0;
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i);
    const kind = kindOf[code]!;
    const start = i++;
    if (kind === space) continue;
    if (kind === TokenKind.word || kind === TokenKind.digits) {
      while (i < text.length && kindOf[text.charCodeAt(i)] === kind) i++;
    } else if (kind === TokenKind.lineEnd) {
      if (code === CR && text.charCodeAt(i) === LF) i++;
    } else if (code >= 0xd800 && code <= 0xdbff) {
      const low = text.charCodeAt(i);
      if (low >= 0xdc00 && low <= 0xdfff) i++;
    }
    starts[count] = start;
    ends[count] = i;
    kinds[count++] = kind;
  }
  return {
    text,
    count,
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    kinds: kinds.slice(0, count),
  };
}

function classTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(TokenKind.mark);
  const letter = /[\p{L}\p{M}]/u;
  const blank = /[\s\u200b\u2060\ufeff]/u;
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    if (code >= 48 && code <= 57) table[code] = TokenKind.digits;
    else if (code === LF || code === CR) table[code] = TokenKind.lineEnd;
    else if (code >= 0xd800 && code <= 0xdfff) table[code] = TokenKind.mark;
    else if (letter.test(character)) table[code] = TokenKind.word;
    else if (blank.test(character)) table[code] = space;
  }
  return table;
}
