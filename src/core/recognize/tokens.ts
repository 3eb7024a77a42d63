/**
 * The smallest pieces recognisers look at: runs of letters, runs of digits, line ends, and every other
 * character for itself (a surrogate pair is one character). Spaces are the gaps between tokens.
 */
export interface Tokens {
  readonly text: string;
  /** The columns below may be longer than `count`, and `units` longer than the text. */
  readonly count: number;
  /** UTF-16 offset of each token. */
  readonly starts: Uint32Array;
  /** UTF-16 offset behind each token. */
  readonly ends: Uint32Array;
  readonly kinds: Uint8Array;
  /** A hash of each token's spelling. */
  readonly hashes: Int32Array;
  /** The text's UTF-16 units: quicker to look at than the text. */
  readonly units: Uint16Array;
}

/** Columns for tokens, used again for the next text. */
export type TokenRoom = { -readonly [K in Exclude<keyof Tokens, 'text' | 'count'>]: Tokens[K] };

export const TokenKind = { word: 1, digits: 2, mark: 3, lineEnd: 4 } as const;

const space = 0;
const LF = 10;
const CR = 13;

/** Kind of each UTF-16 unit; letters and their combining marks are words. Filled once, 64 KB. */
const kindOf = classTable();

export function emptyTokenRoom(): TokenRoom {
  return roomFor(0);
}

/**
 * Cuts a text, or what stands from `from` to `to` in it, into tokens in one pass; linear in its length for any input.
 * Offsets count from `from`. Tokens stay good until their room is used for the next ones.
 */
export function tokenize(text: string, from = 0, to = text.length, room = emptyTokenRoom()): Tokens {
  const length = to - from;
  if (room.units.length < length) Object.assign(room, roomFor(length));
  const { starts, ends, kinds, hashes, units } = room;
  for (let i = 0; i < length; i++) units[i] = text.charCodeAt(from + i);
  let count = 0;
  for (let i = 0; i < length;) {
    const code = units[i]!;
    const kind = kindOf[code]!;
    const start = i++;
    if (kind === space) continue;
    let hash = hashStart ^ code;
    if (kind === TokenKind.word || kind === TokenKind.digits) {
      for (; i < length; i++) {
        const next = units[i]!;
        if (kindOf[next] !== kind) break;
        hash = Math.imul(hash, hashFactor) ^ next;
      }
    } else if (kind === TokenKind.lineEnd) {
      if (code === CR && i < length && units[i] === LF) i++;
    } else if (code >= 0xd800 && code <= 0xdbff && i < length) {
      const low = units[i]!;
      if (low >= 0xdc00 && low <= 0xdfff) {
        hash = Math.imul(hash, hashFactor) ^ low;
        i++;
      }
    }
    starts[count] = start;
    ends[count] = i;
    kinds[count] = kind;
    hashes[count++] = spread(hash);
  }
  const own = length === text.length ? text : text.slice(from, to);
  return { text: own, count, starts, ends, kinds, hashes, units };
}

/** The hash under which tokens of this spelling are known. */
export function hashOfToken(text: string): number {
  let hash = hashStart ^ text.charCodeAt(0);
  for (let i = 1; i < text.length; i++) hash = Math.imul(hash, hashFactor) ^ text.charCodeAt(i);
  return spread(hash);
}

const hashStart = 0x811c9dc5;
const hashFactor = 0x01000193;

function spread(hash: number): number {
  const mixed = Math.imul(hash, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** A text has as many tokens as characters at most. */
function roomFor(length: number): TokenRoom {
  return {
    starts: new Uint32Array(length),
    ends: new Uint32Array(length),
    kinds: new Uint8Array(length),
    hashes: new Int32Array(length),
    units: new Uint16Array(length),
  };
}

function classTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(TokenKind.mark);
  // One search over all characters is much quicker than one for each of them.
  const codes = new Uint16Array(0x10000);
  for (let code = 0; code < codes.length; code++) codes[code] = code;
  let all = '';
  for (let from = 0; from < codes.length; from += 0x4000)
    all += String.fromCharCode.apply(null, codes.subarray(from, from + 0x4000) as unknown as number[]);
  for (const { 0: run, index } of all.matchAll(/[\s\u200b\u2060\ufeff]+/g))
    table.fill(space, index, index + run.length);
  for (const { 0: run, index } of all.matchAll(/[\p{L}\p{M}]+/gu))
    table.fill(TokenKind.word, index, index + run.length);
  table.fill(TokenKind.mark, 0xd800, 0xe000);
  table.fill(TokenKind.digits, 48, 58);
  table[LF] = table[CR] = TokenKind.lineEnd;
  return table;
}
