import { CharacterKind, characterKind } from '../articles/characters';
import type { Article } from '../model';
import type { Span } from '../span';

/**
 * The wording of one article: its 5-word shingles (Broder 1997), hashed to 32 bits. Words are runs of
 * letters and digits in lower case, so that quote marks, punctuation and capitals do not count. Shingles do
 * not cross paragraphs; a paragraph of fewer words is one shingle.
 */
export interface Wording {
  /** Distinct hashes, ascending. */
  readonly shingles: Uint32Array;
  /** Index into `paragraphs` for each shingle: the first paragraph that has it. */
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
  const told = article ? toldBlocks(text, article) : linesOf(text);
  const whole = article ?? { start: 0, end: text.length };
  const found: number[] = [];
  const owners: number[] = [];
  const paragraphs: number[] = [];
  for (const block of told) {
    const paragraph = Math.min(paragraphs.length, mostParagraphs);
    const hash = readParagraph(text, block, (shingle) => {
      found.push(shingle);
      owners.push(paragraph);
    });
    paragraphs.push(hash);
  }
  const order = Uint32Array.from(found.keys()).sort((a, b) => found[a]! - found[b]! || a - b);
  const shingles = new Uint32Array(found.length);
  const paragraphOf = new Uint16Array(found.length);
  let count = 0;
  for (const index of order) {
    if (count > 0 && shingles[count - 1] === found[index]!) continue;
    shingles[count] = found[index]!;
    paragraphOf[count++] = owners[index]!;
  }
  return {
    shingles: shingles.slice(0, count),
    paragraphOf: paragraphOf.slice(0, count),
    paragraphs: Uint32Array.from(paragraphs),
    paragraphSizes: sizesOf(paragraphOf.subarray(0, count), paragraphs.length),
    lead: Uint32Array.from(found.slice(0, leadShingles)),
    whole: readParagraph(text, whole, () => {}),
  };
}

function sizesOf(paragraphOf: Uint16Array, paragraphs: number): Uint32Array {
  const sizes = new Uint32Array(paragraphs);
  for (const paragraph of paragraphOf) sizes[paragraph]!++;
  return sizes;
}

/** The fingerprint of a wording. */
export function fingerprintOf({ shingles, lead }: Wording): Fingerprint {
  const sampled = shingles.filter((shingle) => shingle % sampling === 0);
  const first = [...new Set(lead)].filter((shingle) => shingle % sampling !== 0);
  return { anchors: Uint32Array.from([...sampled, ...first]), sampled: sampled.length };
}

/** The fingerprint of an article's text; see `wordingOf`. */
export function fingerprint(text: string, article?: Article): Fingerprint {
  return fingerprintOf(wordingOf(text, article));
}

/** How many of the articles have each paragraph, by its hash; those of a single article are left out. */
export function countParagraphs(wordings: readonly Wording[]): Map<number, number> {
  const seen = new Set<number>();
  const counts = new Map<number, number>();
  for (const { paragraphs } of wordings) {
    for (const paragraph of new Set(paragraphs)) {
      if (seen.has(paragraph)) counts.set(paragraph, (counts.get(paragraph) ?? 1) + 1);
      else seen.add(paragraph);
    }
  }
  return counts;
}

/** Headings after which a release describes its sender and no longer tells its news. */
const closingHeading = /^\s*(?:about|notes? (?:to|for) editors?)\b/i;

function toldBlocks(text: string, { blocks }: Article): readonly Span[] {
  const closing = blocks.findIndex(({ kind, start, end }) => kind === 'heading' && closingHeading.test(text.slice(start, Math.min(end, start + 40))));
  const told = blocks
    .slice(0, closing < 0 ? blocks.length : closing)
    .filter(({ kind }) => kind === 'paragraph' || kind === 'quotation' || kind === 'heading');
  return told.length > 0 ? told : blocks;
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start;
    while (end < text.length && characterKind(text.charCodeAt(end)) !== CharacterKind.lineEnd) end++;
    if (end > start) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

const seed = 0x811c9dc5;

/** Calls back with the hash of each shingle of a stretch; returns the hash of all its words. */
function readParagraph(text: string, { start, end }: Span, visit: (shingle: number) => void): number {
  const recent = [0, 0, 0, 0, 0];
  let words = 0;
  let whole = seed;
  for (let at = start; at < end; ) {
    const kind = characterKind(text.charCodeAt(at));
    if (kind === CharacterKind.space || kind > CharacterKind.digit) {
      at++;
      continue;
    }
    let word = seed;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      const part = characterKind(code);
      if (part === CharacterKind.upper) word = Math.imul(word ^ lowerCase(code), 0x01000193);
      else if (part === CharacterKind.lower || part === CharacterKind.digit) word = Math.imul(word ^ code, 0x01000193);
      else break;
    }
    word = mixed(word);
    whole = mixed(Math.imul(whole, 31) ^ word);
    recent[words++ % shingleLength] = word;
    if (words >= shingleLength) visit(shingleOf(recent, words));
  }
  if (words > 0 && words < shingleLength) visit(whole >>> 0);
  return whole >>> 0;
}

function shingleOf(recent: readonly number[], words: number): number {
  let hash = seed;
  for (let back = shingleLength; back > 0; back--) hash = Math.imul(hash ^ recent[(words - back) % shingleLength]!, 0x9e3779b1) ^ (hash >>> 15);
  return mixed(hash) >>> 0;
}

/** Spreads a hash over all its bits (the finaliser of MurmurHash3). */
function mixed(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function lowerCase(code: number): number {
  return code < 0x80 ? code + 32 : String.fromCharCode(code).toLowerCase().charCodeAt(0);
}
