import { splitSentences } from '../recognize/sentences';
import { tokenize, TokenKind } from '../recognize/tokens';
import { firstEndingAfter, type Span } from '../span';
import type { Losses, OutgoingMark } from './format';

/**
 * The tokens that token formats are written in: UTF-16 offsets, in order, never empty, never holding blanks or
 * control characters. Letters and digits that touch are one token (`CHF100m`), so are numbers with their points
 * (`1,250.5`), letters with dots (`U.S.`) and an emoji with what modifies it. An `’s` is a token of its own, so is
 * every other mark. Scripts that put no blanks between words get a token for each character.
 */
export function tokensOf(text: string): Span[] {
  const { count, starts, ends, kinds } = tokenize(text);
  const tokens: Span[] = [];
  for (let i = 0; i < count;) {
    const start = starts[i]!;
    const kind = kinds[i]!;
    let last = i;
    const touches = (): boolean => last + 1 < count && starts[last + 1] === ends[last];
    const next = (): string => text.slice(starts[last + 1], ends[last + 1]);
    if (kind === TokenKind.word || kind === TokenKind.digits) {
      for (;;) {
        if (!touches()) break;
        const following = kinds[last + 1]!;
        if (following === TokenKind.word || following === TokenKind.digits) last++;
        else if (joinsNumber(text, ends[last]!) || joinsInitials(text, start, ends[last]!)) last++;
        else break;
      }
    } else if (kind === TokenKind.mark) {
      if (isApostrophe(text, start) && touches() && /^s$/i.test(next())) last++;
      else while (touches() && (modifies.test(next()) || text.charCodeAt(ends[last]! - 1) === joiner)) last++;
    }
    const end = ends[last]!;
    if (kind !== TokenKind.lineEnd) addToken(text, { start, end }, tokens);
    i = last + 1;
  }
  return tokens;
}

/** Marks as runs of tokens: `first` to before `end`. */
export interface TokenMark {
  readonly mark: OutgoingMark;
  readonly first: number;
  readonly end: number;
}

/**
 * Widens marks to whole tokens, which is counted. A mark that holds no token is left out, and so is one that would
 * overlap the mark before it, unless marks may overlap. `marks` have one piece and are sorted by start.
 */
export function snapToTokens(
  tokens: readonly Span[],
  marks: readonly OutgoingMark[],
  losses: Losses,
  mayOverlap = false,
): TokenMark[] {
  const snapped: TokenMark[] = [];
  for (const mark of marks) {
    const piece = mark.pieces[0]!;
    const first = firstEndingAfter(tokens, piece.start);
    const end = firstStartingAt(tokens, piece.end);
    const taken = mayOverlap ? 0 : (snapped.at(-1)?.end ?? 0);
    if (end <= first || first < taken) {
      losses.drop('token boundaries', mark);
      continue;
    }
    const exact = tokens[first]!.start === piece.start && tokens[end - 1]!.end === piece.end;
    if (!exact) losses.lose('token boundaries', mark.text);
    snapped.push({ mark, first, end });
  }
  return snapped;
}

/** The sentences as runs of tokens; none ends inside a mark. `marks` are sorted by start. */
export function tokenSentences(
  text: string,
  tokens: readonly Span[],
  marks: readonly TokenMark[],
): { first: number; end: number }[] {
  const sentences: { first: number; end: number }[] = [];
  let first = 0;
  let mark = 0;
  let markedTo = 0;
  for (const sentence of splitSentences(text)) {
    const end = firstStartingAt(tokens, sentence.end);
    for (; mark < marks.length && marks[mark]!.first < end; mark++)
      markedTo = Math.max(markedTo, marks[mark]!.end);
    if (end === first || markedTo > end) continue;
    sentences.push({ first, end });
    first = end;
  }
  if (first < tokens.length) sentences.push({ first, end: tokens.length });
  return sentences;
}

/** How tags say where a mark begins and ends. */
export type TagScheme = 'iob2' | 'iob1' | 'bilou' | 'bmes';

/** The tag of each token: `O`, `B-ORG`… `sentences` begin anew: no mark touches one of the sentence before. */
export function tagsOf(
  count: number,
  marks: readonly TokenMark[],
  scheme: TagScheme,
  sentences: readonly { first: number }[],
): string[] {
  const begins = new Set(sentences.map(({ first }) => first));
  const tags = new Array<string>(count).fill('O');
  marks.forEach(({ mark: { label }, first, end }, i) => {
    const before = marks[i - 1];
    const touching =
      before !== undefined && before.end === first && before.mark.label === label && !begins.has(first);
    for (let at = first; at < end; at++)
      tags[at] = `${letterOf(scheme, at === first, at === end - 1, touching)}-${label}`;
  });
  return tags;
}

/** Reads the tags of any scheme: runs of tokens with their labels. Broken sequences are read as the plainest marks they can be. */
export function readTags(tags: readonly string[]): { first: number; end: number; label: string }[] {
  const marks: { first: number; end: number; label: string }[] = [];
  let open: { first: number; label: string } | undefined;
  const close = (end: number): void => {
    if (open) marks.push({ ...open, end });
    open = undefined;
  };
  tags.forEach((tag, at) => {
    const match = /^([BILUMESW])-(.+)$/s.exec(tag);
    if (!match) return close(at);
    const [, letter, label] = match as unknown as [string, string, string];
    const begins = 'BSUW'.includes(letter) || open === undefined || open.label !== label;
    if (begins) {
      close(at);
      open = { first: at, label };
    }
    if ('SUWLE'.includes(letter)) close(at + 1);
  });
  close(tags.length);
  return marks;
}

function letterOf(scheme: TagScheme, first: boolean, last: boolean, touching: boolean): string {
  if (scheme === 'iob1') return first && touching ? 'B' : 'I';
  if (scheme === 'iob2') return first ? 'B' : 'I';
  if (first && last) return scheme === 'bilou' ? 'U' : 'S';
  if (first) return 'B';
  if (last) return scheme === 'bilou' ? 'L' : 'E';
  return scheme === 'bilou' ? 'I' : 'M';
}

const joiner = 0x200d;
/** What changes the character before it: joiners, variation selectors, enclosing marks, skin tones. */
const modifies = /^(?:\u200d|[\p{M}\ufe0f\u20e3]|[\u{1f3fb}-\u{1f3ff}])/u;
/** Scripts without blanks between words; marks stay with their letters. */
const unspaced =
  /(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar})\p{M}*/gu;
/** Characters that no token may hold. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** The first token that starts at or behind an offset. */
function firstStartingAt(tokens: readonly Span[], offset: number): number {
  const at = firstEndingAfter(tokens, offset);
  return at < tokens.length && tokens[at]!.start < offset ? at + 1 : at;
}

/** A point between digits. */
function joinsNumber(text: string, at: number): boolean {
  const mark = text[at];
  return (mark === '.' || mark === ',') && isDigit(text, at - 1) && isDigit(text, at + 1);
}

/** The dot behind a letter that stands alone in `U.S.`, where another such letter stands before or behind. */
function joinsInitials(text: string, start: number, at: number): boolean {
  if (text[at] !== '.' || !isSingleLetter(text, at - 1, start)) return false;
  const before = at - 2 > start && text[at - 2] === '.';
  const behind = isLetter(text, at + 1) && text[at + 2] === '.';
  return before || behind;
}

function isSingleLetter(text: string, at: number, start: number): boolean {
  return at >= start && isLetter(text, at) && (at === start || text[at - 1] === '.');
}

function isLetter(text: string, at: number): boolean {
  return at < text.length && /\p{L}/u.test(text[at]!);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function isApostrophe(text: string, at: number): boolean {
  return text[at] === '’' || text[at] === "'";
}

function addToken(text: string, span: Span, tokens: Span[]): void {
  const words = text.slice(span.start, span.end);
  const bare = splitAt(words, unprintable, false);
  for (const part of bare) {
    for (const { start, end } of splitAt(words.slice(part.start, part.end), unspaced, true)) {
      tokens.push({ start: span.start + part.start + start, end: span.start + part.start + end });
    }
  }
}

/** The parts between the matches of a pattern and, with `keep`, the matches too. */
function splitAt(words: string, pattern: RegExp, keep: boolean): Span[] {
  const parts: Span[] = [];
  let last = 0;
  for (const match of words.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (match.index > last) parts.push({ start: last, end: match.index });
    if (keep) parts.push({ start: match.index, end });
    last = end;
  }
  if (last < words.length) parts.push({ start: last, end: words.length });
  return parts;
}
