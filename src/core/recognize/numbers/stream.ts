import { TokenKind, type Tokens } from '../tokens';
import { months, weekdays } from './calendar';
import { lexicon, sensesBehind, starterNumber, wordNumber } from './lexicon';

/**
 * The tokens as the number grammar reads them: all of them, except line ends in the middle of a sentence,
 * so that an amount broken over two lines of hard-wrapped copy is read as one. Rules look at tokens by index;
 * an index outside the stream reads as "nothing there", so rules need no bounds checks.
 */
export interface Stream {
  readonly text: string;
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly kinds: Uint8Array;
  /** The text's UTF-16 units. */
  readonly units: Uint16Array;
  /** First UTF-16 unit of each token. */
  readonly codes: Uint16Array;
  /** What stands between each token and the one before it: see `Gap`. */
  readonly gaps: Uint8Array;
  /** The numbers of words in the lexicon, as far as they were looked up: 0 is not yet, `unknown` in vain. */
  readonly numbers: Uint16Array;
  /** The last unknown words read, by token index modulo its size: rules look at the same few again and again. */
  readonly memo: { readonly indexes: Int32Array; readonly words: string[] };
}

export const Character = {
  quote: 34,
  dollar: 36,
  percent: 37,
  ampersand: 38,
  apostrophe: 39,
  open: 40,
  close: 41,
  plus: 43,
  comma: 44,
  hyphen: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  at: 64,
  caret: 94,
  underscore: 95,
  times: 215,
  enDash: 8211,
  emDash: 8212,
  rightQuote: 8217,
  leftQuote: 8216,
  minus: 8722,
} as const;

/** No character, one blank, two; `apart` is more, a line end or the text's start. */
const Gap = { glued: 0, near: 1, two: 2, apart: 3 } as const;

const memoSize = 64;

export function streamOf(tokens: Tokens): Stream {
  const { text, units } = tokens;
  const { count, starts, ends, kinds } = withoutSoftLineEnds(tokens);
  const codes = new Uint16Array(count);
  const gaps = new Uint8Array(count);
  let last = -Gap.apart;
  for (let i = 0; i < count; i++) {
    const start = starts[i]!;
    codes[i] = units[start]!;
    gaps[i] = start - last < 2 ? start - last : blanksBetween(units, last, start);
    last = kinds[i] === TokenKind.lineEnd ? -Gap.apart : ends[i]!;
  }
  const memo = { indexes: new Int32Array(memoSize).fill(-1), words: new Array<string>(memoSize).fill('') };
  return { text, units, count, starts, ends, kinds, codes, gaps, numbers: new Uint16Array(count), memo };
}

/** How many blanks, at most `apart`, stand in between; the line end of wrapped copy counts as one, whatever its kind. */
function blanksBetween(units: Uint16Array, last: number, start: number): number {
  if (last < 0 || start - last > 2 * Gap.apart) return Gap.apart;
  let blanks = 0;
  for (let k = last; k < start; k++) if (units[k] !== 13) blanks++;
  return Math.min(blanks, Gap.apart);
}

function withoutSoftLineEnds(tokens: Tokens): Pick<Tokens, 'count' | 'starts' | 'ends' | 'kinds'> {
  const soft: number[] = [];
  for (let i = 1; i + 1 < tokens.count; i++)
    if (tokens.kinds[i] === TokenKind.lineEnd && isSoftLineEnd(tokens, i)) soft.push(i);
  if (soft.length === 0) return tokens;
  const count = tokens.count - soft.length;
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const kinds = new Uint8Array(count);
  let from = 0;
  let to = 0;
  for (const i of [...soft, tokens.count]) {
    starts.set(tokens.starts.subarray(from, i), to);
    ends.set(tokens.ends.subarray(from, i), to);
    kinds.set(tokens.kinds.subarray(from, i), to);
    to += i - from;
    from = i + 1;
  }
  return { count, starts, ends, kinds };
}

/** The kind of a token, 0 outside the stream. */
export function kindAt(s: Stream, i: number): number {
  return i >= 0 && i < s.count ? s.kinds[i]! : 0;
}

export function isWord(s: Stream, i: number): boolean {
  return kindAt(s, i) === TokenKind.word;
}

export function isDigits(s: Stream, i: number): boolean {
  return kindAt(s, i) === TokenKind.digits;
}

/** First UTF-16 unit of a token, -1 outside the stream. */
export function codeAt(s: Stream, i: number): number {
  return i >= 0 && i < s.count ? s.codes[i]! : -1;
}

export function isMark(s: Stream, i: number, code: number): boolean {
  return codeAt(s, i) === code;
}

/** Whether no character stands between token `i` and the token before it; false at the start of a line. */
export function isGlued(s: Stream, i: number): boolean {
  return i > 0 && i < s.count && s.gaps[i] === Gap.glued;
}

/** Whether token `i` follows the token before it after exactly one blank. */
export function isNear(s: Stream, i: number): boolean {
  return i > 0 && i < s.count && s.gaps[i] === Gap.near;
}

/** Whether token `i` is on the line of the token before it, glued or after blanks (but not a column apart). */
export function follows(s: Stream, i: number): boolean {
  return i > 0 && i < s.count && s.gaps[i]! < Gap.apart && s.kinds[i] !== TokenKind.lineEnd;
}

/** A token's characters; the empty string outside the stream and for runs longer than any word we know. */
export function raw(s: Stream, i: number): string {
  if (i < 0 || i >= s.count || s.ends[i]! - s.starts[i]! > 24) return '';
  return s.text.slice(s.starts[i], s.ends[i]);
}

const unknown = 0xffff;

/** A word in lower case; the empty string for other tokens, outside the stream and for endless words. */
export function lower(s: Stream, i: number): string {
  const number = numberAt(s, i);
  if (number !== unknown) return lexicon[number]!;
  if (s.kinds[i] !== TokenKind.word) return '';
  const slot = i & (memoSize - 1);
  const { indexes, words } = s.memo;
  if (indexes[slot] !== i) {
    indexes[slot] = i;
    words[slot] = isSmall(s, i) ? raw(s, i) : raw(s, i).toLowerCase();
  }
  return words[slot]!;
}

/** The number of a word in the lexicon, `unknown` for all other tokens, 0 outside the stream. */
function numberAt(s: Stream, i: number): number {
  if (i < 0 || i >= s.count) return 0;
  return s.numbers[i] || lookedUp(s, i);
}

function lookedUp(s: Stream, i: number): number {
  const number = s.kinds[i] === TokenKind.word ? wordNumber(s.units, s.starts[i]!, s.ends[i]!) : 0;
  return (s.numbers[i] = number === 0 ? unknown : number);
}

/** What the word at token `i` may make of a number, or an article for one, in front of it: bits of `Sense`. */
export function sensesAt(s: Stream, i: number): number {
  const number = numberAt(s, i);
  return number === unknown ? 0 : sensesBehind[number]!;
}

/** Whether a number ends in front of token `i`: a plain word in small letters is there, or the end of a clause or line. */
export function isBehindNumber(s: Stream, i: number): boolean {
  const kind = kindAt(s, i);
  const code = codeAt(s, i);
  if (kind === TokenKind.word) return code >= 97 && code <= 122 && isNear(s, i) && sensesAt(s, i) === 0;
  if (kind !== TokenKind.mark) return kind !== TokenKind.digits;
  return (
    (code === Character.comma || code === Character.dot || code === Character.close) && !isGlued(s, i + 1)
  );
}

/** Whether a token's characters are these; case counts. */
export function spells(s: Stream, i: number, characters: string): boolean {
  if (lengthAt(s, i) !== characters.length) return false;
  const start = s.starts[i]!;
  for (let k = 0; k < characters.length; k++)
    if (s.units[start + k] !== characters.charCodeAt(k)) return false;
  return true;
}

/** Whether all letters of a word are small ones of English; asked because changing case is slow. */
function isSmall(s: Stream, i: number): boolean {
  for (let k = s.starts[i]!; k < s.ends[i]!; k++) {
    const code = s.units[k]!;
    if (code < 97 || code > 122) return false;
  }
  return true;
}

/** The number of a word that is one of the lexicon's starters; 0 for all else. */
export function starterAt(s: Stream, i: number): number {
  const number = starterNumber(s.units, s.starts[i]!, s.ends[i]!);
  if (number !== 0) s.numbers[i] = number;
  return number;
}

/** How many UTF-16 units a token has. */
export function lengthAt(s: Stream, i: number): number {
  return i >= 0 && i < s.count ? s.ends[i]! - s.starts[i]! : 0;
}

/** The value of a run of digits; NaN for any other token and for runs longer than 15. */
export function digitsAt(s: Stream, i: number): number {
  if (!isDigits(s, i) || lengthAt(s, i) > 15) return NaN;
  let value = 0;
  for (let k = s.starts[i]!; k < s.ends[i]!; k++) value = value * 10 + s.units[k]! - 48;
  return value;
}

function isUpperCode(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  const character = String.fromCharCode(code);
  return character !== character.toLowerCase();
}

export function isCapitalized(s: Stream, i: number): boolean {
  return isWord(s, i) && isUpperCode(codeAt(s, i));
}

/** Whether a word of two or more letters is all capitals. */
export function isAllCaps(s: Stream, i: number): boolean {
  if (!isWord(s, i) || lengthAt(s, i) < 2) return false;
  const word = raw(s, i);
  return word !== '' && word === word.toUpperCase() && word !== word.toLowerCase();
}

export function isApostrophe(s: Stream, i: number): boolean {
  const code = codeAt(s, i);
  return code === Character.apostrophe || code === Character.rightQuote;
}

export function isDash(s: Stream, i: number): boolean {
  const code = codeAt(s, i);
  return code === Character.hyphen || code === Character.enDash || code === 0x2010 || code === 0x2011;
}

/** Whether a sentence (or line, quotation, list item) starts at token `i`. */
export function startsSentence(s: Stream, i: number): boolean {
  let before = i - 1;
  while (before >= 0) {
    const code = codeAt(s, before);
    if (code === Character.quote || (code >= 8216 && code <= 8223) || code === Character.apostrophe) before--;
    else break;
  }
  if (before < 0 || s.kinds[before] === TokenKind.lineEnd) return true;
  const code = codeAt(s, before);
  return (
    before !== i - 1 ||
    code === Character.dot ||
    code === 33 ||
    code === 63 ||
    code === Character.colon ||
    code === 0x2022 ||
    code === Character.emDash ||
    ((code === Character.hyphen || code === Character.enDash || code === 42) && !isGlued(s, i)) ||
    code === Character.close ||
    isTimeMark(s, before)
  );
}

/** Whether token `i` ends a time at the start of its line, as the entries of a live report have: `14:31 Rain stops play`. */
function isTimeMark(s: Stream, i: number): boolean {
  return (
    s.kinds[i] === TokenKind.digits &&
    isMark(s, i - 1, Character.colon) &&
    isDigits(s, i - 2) &&
    (i < 3 || s.kinds[i - 3] === TokenKind.lineEnd)
  );
}

/**
 * A line end that only wraps: the line is as long as wrapped copy, its sentence is not over, and the next line
 * goes on in lower case.
 */
function isSoftLineEnd(tokens: Tokens, i: number): boolean {
  const kindBefore = tokens.kinds[i - 1];
  if (kindBefore !== TokenKind.word && kindBefore !== TokenKind.digits) return false;
  if (tokens.kinds[i + 1] !== TokenKind.word) return false;
  const next = tokens.units[tokens.starts[i + 1]!]!;
  if (!(next >= 97 && next <= 122) && !(kindBefore === TokenKind.word && isDayAhead(tokens, i))) return false;
  const end = tokens.starts[i]!;
  let start = end;
  while (start > 0 && end - start <= 100 && !isLineEnd(tokens.units[start - 1]!)) start--;
  return end - start >= 45 && end - start <= 100;
}

/** `last` at the end of a line, `Thursday` at the start of the next. */
function isDayAhead({ text, starts, ends }: Tokens, i: number): boolean {
  const [before, behind] = [i - 1, i + 1].map((k) =>
    ends[k]! - starts[k]! > 9 ? '' : text.slice(starts[k], ends[k]),
  );
  return (
    /^(?:last|next|this|past|early|late|mid|every|each|on|in|of|since|until|by|from)$/.test(before!) &&
    (months.has(behind!.toLowerCase()) || weekdays.has(behind!.toLowerCase()))
  );
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
