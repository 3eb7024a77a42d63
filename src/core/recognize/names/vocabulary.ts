import { hashOfToken, type Tokens } from '../tokens';
import type { Lexicon } from './lexicon';
import { Column, describeWord, sumsOfWord, rowShift, type Words } from './words';

/** Gives each spelling its number. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  /** The words that numbers given from now on mean; a vocabulary that grew too large begins anew. */
  words(): Words;
  /** The number of the word that is a token. */
  wordOf(tokens: Tokens, token: number): number;
  /** The number of a word. */
  word(spelling: string): number;
}

/** Spellings kept at most, and characters in them; a text with more begins anew, so that memory stays bounded. */
const mostWords = 60_000;
const mostCharacters = 1 << 22;

export function createVocabulary(lexicon: Lexicon): Vocabulary {
  let words = emptyWords(1 << 12);
  /** Open hash table: the word's number, from 1. */
  let slots = new Int32Array(1 << 13);
  let characters = 0;
  const twins = new Map<number, number>();

  const add = (spelling: string, hash: number): number => {
    if (words.count * 2 >= slots.length) slots = grownSlots(words, slots.length * 2);
    if ((words.count + 1) << rowShift > words.rows.length) growWords(words);
    const id = words.count++;
    words.texts.push(spelling);
    const row = words.rows.subarray(id << rowShift, (id + 1) << rowShift);
    describeWord(spelling, lexicon, row);
    let twin = twins.get(row[Column.lowerKey]!);
    if (twin === undefined) twins.set(row[Column.lowerKey]!, (twin = twins.size));
    row[Column.twin] = twin;
    row[Column.hash] = hash;
    row[Column.length] = spelling.length;
    row[Column.sample] = sampleOf(spelling);
    characters += spelling.length;
    slots[freeSlot(slots, hash)] = id + 1;
    return id;
  };

  return {
    lexicon,
    words() {
      if (words.count < mostWords && characters < mostCharacters) return words;
      words = emptyWords(1 << 12);
      slots = new Int32Array(1 << 13);
      characters = 0;
      twins.clear();
      return words;
    },
    wordOf({ text, units, starts, ends, hashes }, token) {
      const hash = hashes[token]!;
      const start = starts[token]!;
      const end = ends[token]!;
      const length = end - start;
      const sample = (units[start + (length >> 1)]! << 16) | units[end - 1]!;
      const mask = slots.length - 1;
      const { rows } = words;
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const id = slots[slot]! - 1;
        const row = id << rowShift;
        // So much is the same by chance once in ten thousand million words: the characters are not compared.
        if (
          rows[row + Column.hash] === hash &&
          rows[row + Column.length] === length &&
          rows[row + Column.sample] === sample &&
          rows[row + Column.first] === units[start]
        )
          return id;
      }
      return add(text.slice(start, end), hash);
    },
    word(spelling) {
      const hash = hashOfToken(spelling);
      const mask = slots.length - 1;
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const id = slots[slot]! - 1;
        if (words.texts[id] === spelling) return id;
      }
      return add(spelling, hash);
    },
  };
}

function emptyWords(room: number): Words {
  return {
    count: 0,
    rows: new Int32Array(room << rowShift),
    texts: [],
    sums: new Int16Array(sumsOfWord * room),
  };
}

function growWords(words: Words): void {
  words.rows = grown(words.rows, new Int32Array(2 * words.rows.length));
  words.sums = grown(words.sums, new Int16Array(2 * words.sums.length));
}

function grown<T extends Int32Array | Int16Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}

/** The middle one and the last one of a word's characters. */
function sampleOf(spelling: string): number {
  const { length } = spelling;
  return (spelling.charCodeAt(length >> 1) << 16) | spelling.charCodeAt(length - 1);
}

function grownSlots({ rows, count }: Words, size: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size);
  for (let id = 0; id < count; id++) slots[freeSlot(slots, rows[(id << rowShift) + Column.hash]!)] = id + 1;
  return slots;
}

function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  return slot;
}
