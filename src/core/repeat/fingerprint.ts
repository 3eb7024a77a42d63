import { CharacterKind, characterKind } from '../articles/characters';
import { closingHeadPattern } from '../articles/residue';
import type { Article } from '../model';
import type { Span } from '../span';

/**
 * The wording of one article: its 5-word shingles (Broder 1997), hashed to 32 bits. Words are runs of
 * letters and digits in lower case, so that quote marks, punctuation, capitals and line ends do not count. An
 * article of fewer words is one shingle.
 */
export interface Wording {
  /** Distinct hashes, ascending. */
  readonly shingles: Uint32Array;
  /** Index into `paragraphs` for each shingle: the paragraph of its last word, the first such one. */
  readonly paragraphOf: Uint16Array;
  /** A hash of each paragraph's words. */
  readonly paragraphs: Uint32Array;
  /** How many of the shingles each paragraph owns. */
  readonly paragraphSizes: Uint32Array;
  /** The article's first shingles, in their order. */
  readonly lead: Uint32Array;
  /** A hash of all the article's words in order, those of titles and residue included. */
  readonly whole: number;
}

/** What an index keeps of an article: the shingles by which it is found again. Small, storable. */
export interface Fingerprint {
  /** Distinct shingles: first those picked by their hash, then the article's first ones. */
  readonly anchors: Uint32Array;
  /** How many anchors were picked by their hash, one in eight of all shingles. */
  readonly sampled: number;
}

export const shingleLength = 5;
const sampling = 8;
const leadShingles = 24;
const mostParagraphs = 0xffff;

/**
 * Reads the wording of an article. With `article` (offsets into `text`), only its paragraphs, quotations
 * and headings count for the shingles: titles, captions and residue change from telling to telling. Without
 * it, every line of `text` counts. Linear in the text's length.
 */
export function wordingOf(text: string, article?: Article): Wording {
  const blocks = article ? article.blocks : linesOf(text);
  const told = article ? toldBlocks(text, article) : new Set<Span>(blocks);
  const length = blocks.reduce((sum, { start, end }) => sum + end - start, 0);
  // Each shingle with its paragraph in one number (32 and 16 bits), so that a plain sort orders both.
  const found = new Float64Array((length >> 1) + blocks.length + 1);
  const lead: number[] = [];
  const paragraphs: number[] = [];
  const recent = new Int32Array(shingleLength);
  let count = 0;
  let words = 0;
  /** The last five words as digits of a number to an odd base, modulo 2^32 (Rabin and Karp). */
  let rolling = 0;
  let whole = seed;
  for (const block of blocks) {
    const isTold = told.has(block);
    const paragraph = Math.min(paragraphs.length, mostParagraphs);
    const wordsBefore = words;
    let inBlock = seed;
    for (let at = block.start; at < block.end;) {
      let word = seed;
      const start = at;
      for (; at < block.end; at++) {
        const code = text.charCodeAt(at);
        const kind = characterKind(code);
        if (kind === CharacterKind.upper) word = Math.imul(word ^ lowerCase(code), 0x01000193);
        else if (kind === CharacterKind.lower || kind === CharacterKind.digit) {
          word = Math.imul(word ^ code, 0x01000193);
        } else break;
      }
      if (at === start) {
        at++;
        continue;
      }
      word = mixed(word);
      inBlock = (Math.imul(inBlock, base) + word) | 0;
      whole = (Math.imul(whole, base) + word) | 0;
      if (!isTold) continue;
      const slot = words++ % shingleLength;
      rolling = (Math.imul(rolling, base) + word - Math.imul(recent[slot]!, baseToLength)) | 0;
      recent[slot] = word;
      if (words < shingleLength) continue;
      const shingle = mixed(rolling) >>> 0;
      if (lead.length < leadShingles) lead.push(shingle);
      found[count++] = shingle * 0x10000 + paragraph;
    }
    if (words > wordsBefore) paragraphs.push(mixed(inBlock) >>> 0);
  }
  if (count === 0 && words > 0) found[count++] = (mixed(whole) >>> 0) * 0x10000;
  return {
    ...columnsOf(found.subarray(0, count).sort(), paragraphs),
    lead: Uint32Array.from(lead),
    whole: mixed(whole) >>> 0,
  };
}

/** Takes sorted shingles and their paragraphs apart; of equal shingles the first stays. */
function columnsOf(
  found: Float64Array,
  paragraphs: readonly number[],
): Pick<Wording, 'shingles' | 'paragraphOf' | 'paragraphs' | 'paragraphSizes'> {
  const shingles = new Uint32Array(found.length);
  const paragraphOf = new Uint16Array(found.length);
  const paragraphSizes = new Uint32Array(paragraphs.length);
  let count = 0;
  for (let i = 0; i < found.length; i++) {
    const pair = found[i]!;
    const shingle = Math.floor(pair / 0x10000);
    if (count > 0 && shingles[count - 1] === shingle) continue;
    const paragraph = pair - shingle * 0x10000;
    shingles[count] = shingle;
    paragraphOf[count++] = paragraph;
    paragraphSizes[paragraph]!++;
  }
  return {
    shingles: shingles.slice(0, count),
    paragraphOf: paragraphOf.slice(0, count),
    paragraphs: Uint32Array.from(paragraphs),
    paragraphSizes,
  };
}

/** The fingerprint of a wording. */
export function fingerprintOf({ shingles, lead }: Wording): Fingerprint {
  const anchors = new Uint32Array(shingles.length + lead.length);
  let count = 0;
  for (let i = 0; i < shingles.length; i++)
    if (shingles[i]! % sampling === 0) anchors[count++] = shingles[i]!;
  const sampled = count;
  for (let i = 0; i < lead.length; i++) {
    const shingle = lead[i]!;
    if (shingle % sampling !== 0 && lead.indexOf(shingle) === i) anchors[count++] = shingle;
  }
  return { anchors: anchors.slice(0, count), sampled };
}

/** The fingerprint of an article's text; see `wordingOf`. */
export function fingerprint(text: string, article?: Article): Fingerprint {
  return fingerprintOf(wordingOf(text, article));
}

/**
 * In how many stories each paragraph stands, by its hash; those of a single one are left out. Articles in a
 * row with the same first paragraph count as one story, since they are versions of it.
 */
export function* countParagraphsInSteps(wordings: readonly Wording[]): Generator<void, Map<number, number>> {
  const lastStory = new Map<number, number>();
  const counts = new Map<number, number>();
  for (const { paragraphs } of wordings) {
    const story = paragraphs[0];
    for (const paragraph of paragraphs) {
      const last = lastStory.get(paragraph);
      if (last === story) continue;
      if (last !== undefined) counts.set(paragraph, (counts.get(paragraph) ?? 1) + 1);
      lastStory.set(paragraph, story!);
    }
    yield;
  }
  return counts;
}

function toldBlocks(text: string, { blocks }: Article): ReadonlySet<Span> {
  const closing = blocks.findIndex(
    ({ kind, start, end }) =>
      kind === 'heading' && closingHeadPattern.test(text.slice(start, Math.min(end, start + 40))),
  );
  const told = blocks
    .slice(0, closing < 0 ? blocks.length : closing)
    .filter(({ kind }) => kind === 'paragraph' || kind === 'quotation' || kind === 'heading');
  return new Set<Span>(told.length > 0 ? told : blocks);
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && characterKind(text.charCodeAt(end)) !== CharacterKind.lineEnd) end++;
    if (end > start) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

const seed = 0x811c9dc5;
const base = 0x9e3779b1;
const baseToLength = [base, base, base, base].reduce((power) => Math.imul(power, base), base);

/** Spreads a hash over all its bits (the finaliser of MurmurHash3). */
function mixed(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function lowerCase(code: number): number {
  return code < 0x80 ? code + 32 : String.fromCharCode(code).toLowerCase().charCodeAt(0);
}
