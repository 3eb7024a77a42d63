import { mix } from './hash';
import { indexOfHash, openHashes } from './sorted';
import { foldedKey } from './folding';

/** What general knowledge says of a word or phrase; one bit each. The order is that of the model file. */
export const kinds = [
  'given-names',
  'surnames',
  'countries',
  'demonyms',
  'regions',
  'cities',
  'landmarks',
  'place-words',
  'companies',
  'company-words',
  'media',
  'organisations',
  'organisation-words',
  'teams',
  'products',
  'product-words',
  'events',
  'event-words',
  'titles',
  'capitalised',
  'abbreviations',
  'person-nouns',
  'company-nouns',
  'organisation-nouns',
  'place-nouns',
  'product-nouns',
  'event-nouns',
] as const;

export type Kind = (typeof kinds)[number];

/** The bit of a kind in a mask of kinds. */
export function kindBit(kind: Kind): number {
  return 1 << kinds.indexOf(kind);
}

/** Phrases and ordinary words, looked up by hash. A false hit happens about once in 200,000 look-ups. */
export interface Lexicon {
  /** Most words of any phrase, marks included. */
  readonly longest: number;
  /** Mask of the kinds of the phrase with this hash; 0 where it is in none. */
  kindsOf(phraseHash: number): number;
  /** Whether the word with this folded key is an ordinary English word. */
  isOrdinary(wordKey: number): boolean;
}

/** The hash of a phrase, from the folded keys of its words; start with `0`. */
export function extendPhrase(phraseHash: number, wordKey: number): number {
  return mix(phraseHash, wordKey);
}

/** Sorted hashes with their masks, and the set of ordinary words: what the model file stores of the lexicons. */
export interface LexiconData {
  readonly hashes: Uint32Array;
  readonly masks: Uint32Array;
  readonly longest: number;
  /** A Bloom filter over folded keys; a power of two of bits. */
  readonly ordinary: Uint8Array;
}

export function openLexicon(data: LexiconData): Lexicon {
  const phrases = openHashes(data.hashes);
  return {
    longest: data.longest,
    kindsOf(phraseHash) {
      const index = indexOfHash(phrases, phraseHash);
      return index < 0 ? 0 : data.masks[index]!;
    },
    isOrdinary(wordKey) {
      const mask = data.ordinary.length * 8 - 1;
      const second = mix(wordKey, bloomSeed);
      for (let i = 0; i < bloomProbes; i++)
        if (!bitAt(data.ordinary, (wordKey + Math.imul(i, second)) & mask)) return false;
      return true;
    },
  };
}

/** Reads word lists: entries parted by commas or line ends, lines with `#` in front are remarks. */
export function readEntries(list: string): string[] {
  return list
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Compiles word lists into the form that the model file stores. */
export function compileLexicon(
  lists: ReadonlyMap<Kind, readonly string[]>,
  ordinaryWords: readonly string[],
): LexiconData {
  const found = new Map<number, number>();
  let longest = 1;
  for (const [kind, entries] of lists) {
    for (const entry of entries) {
      const words = entry.match(phrasePiece) ?? [];
      const hash = words.reduce((sum, word) => extendPhrase(sum, foldedKey(word)), 0) >>> 0;
      found.set(hash, (found.get(hash) ?? 0) | kindBit(kind));
      longest = Math.max(longest, words.length);
    }
  }
  const sorted = [...found].sort((a, b) => a[0] - b[0]);
  const ordinary = new Uint8Array(bloomBytes(ordinaryWords.length));
  const bits = ordinary.length * 8 - 1;
  for (const word of ordinaryWords) {
    const key = foldedKey(word);
    const second = mix(key, bloomSeed);
    for (let i = 0; i < bloomProbes; i++) {
      const bit = (key + Math.imul(i, second)) & bits;
      ordinary[bit >>> 3]! |= 1 << (bit & 7);
    }
  }
  return {
    hashes: Uint32Array.from(sorted, ([hash]) => hash),
    masks: Uint32Array.from(sorted, ([, mask]) => mask),
    longest,
    ordinary,
  };
}

/** Cuts as the tokenizer does. */
const phrasePiece = /[\p{L}\p{M}]+|[0-9]+|\S/gu;

function bloomBytes(words: number): number {
  let bytes = 16;
  while (bytes * 8 < words * 9) bytes *= 2;
  return bytes;
}

const bloomProbes = 4;
const bloomSeed = 0x51ed27;

function bitAt(bits: Uint8Array, bit: number): boolean {
  return ((bits[bit >>> 3]! >>> (bit & 7)) & 1) === 1;
}
