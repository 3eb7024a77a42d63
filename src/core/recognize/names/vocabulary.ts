import type { Lexicon } from './lexicon';
import { Column, describeWord, roleSlots, rowShift, type Words } from './words';

/** Gives each spelling its number. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  /** The words that numbers given from now on mean; a vocabulary that grew too large begins anew. */
  words(): Words;
  /** The number of the word that stands from `start` to `end`. */
  wordAt(text: string, start: number, end: number): number;
}

/** Spellings kept at most, and their characters; a text with more begins anew, so that memory stays bounded. */
const mostWords = 60_000;
const mostCharacters = 1 << 20;

export function createVocabulary(lexicon: Lexicon): Vocabulary {
  let words = emptyWords(1 << 12);
  /** Open hash table: the word's number, from 1. */
  let slots = new Int32Array(1 << 13);
  let characters = 0;
  const twins = new Map<number, number>();

  const add = (text: string, start: number, end: number, hash: number): number => {
    if (words.count * 2 >= slots.length) slots = grownSlots(words, slots.length * 2);
    if ((words.count + 1) << rowShift > words.rows.length) growWords(words);
    const length = end - start;
    while (characters + length > words.characters.length)
      words.characters = grown(words.characters, new Uint16Array(2 * words.characters.length));
    const id = words.count++;
    const spelling = text.slice(start, end);
    words.texts.push(spelling);
    const row = words.rows.subarray(id << rowShift, (id + 1) << rowShift);
    describeWord(spelling, lexicon, row);
    let twin = twins.get(row[Column.lowerKey]!);
    if (twin === undefined) twins.set(row[Column.lowerKey]!, (twin = twins.size));
    row[Column.twin] = twin;
    row[Column.hash] = hash;
    row[Column.start] = characters;
    row[Column.length] = length;
    for (let i = 0; i < length; i++) words.characters[characters++] = spelling.charCodeAt(i);
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
    wordAt(text, start, end) {
      let hash = 0x811c9dc5;
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      hash ^= hash >>> 15;
      const mask = slots.length - 1;
      const { rows } = words;
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const id = slots[slot]! - 1;
        const row = id << rowShift;
        if (rows[row + Column.hash] !== hash || rows[row + Column.length] !== end - start) continue;
        let at = rows[row + Column.start]!;
        let i = start;
        while (i < end && words.characters[at] === text.charCodeAt(i)) {
          at++;
          i++;
        }
        if (i === end) return id;
      }
      return add(text, start, end, hash);
    },
  };
}

function emptyWords(room: number): Words {
  return {
    count: 0,
    rows: new Int32Array(room << rowShift),
    characters: new Uint16Array(8 * room),
    texts: [],
    sums: new Int16Array(8 * roleSlots * room),
  };
}

function growWords(words: Words): void {
  words.rows = grown(words.rows, new Int32Array(2 * words.rows.length));
  words.sums = grown(words.sums, new Int16Array(2 * words.sums.length));
}

function grown<T extends Int32Array | Int16Array | Uint16Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
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
