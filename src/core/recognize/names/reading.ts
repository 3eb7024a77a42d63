import type { Block, BlockKind } from '../../model';
import type { ArticleText } from '../recognizer';
import { kindBit } from './lexicon';
import type { Vocabulary } from './vocabulary';
import { Column, Form, rowShift, Trait, type Words } from './words';

/** What is said of a token's place; bits. */
export const Place = {
  sentenceStart: 1,
  quoteStart: 2,
  /** In a line Whose Words Are Capitalised. */
  titleCase: 4,
  /** In a line written in capitals; its words are restored to their usual form. */
  capsLine: 8,
  title: 16,
  heading: 32,
  caption: 64,
  noise: 128,
} as const;

/** What the article has of a word elsewhere; bits. */
export const Twin = { lower: 1, capital: 2 } as const;

/** An article as the names model sees it: a word and a place for each token. Columns may be longer than `count`. */
export interface Reading {
  readonly text: string;
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The number of each token's word in `words`. */
  readonly ids: Int32Array;
  /** The traits of each token's word. */
  readonly traits: Int32Array;
  readonly words: Words;
  readonly places: Uint8Array;
  /** Of each capitalised token, whether the article has its word elsewhere in lower case, or capitalised where that means something. */
  readonly twins: Uint8Array;
}

/** Columns for readings, used again for the next one. */
export interface ReadingRoom {
  ids: Int32Array;
  traits: Int32Array;
  places: Uint8Array;
  twins: Uint8Array;
  /** The last article that has a word in lower case, or capitalised where that means something; by its twin number. */
  lowerIn: Int32Array;
  capitalIn: Int32Array;
  article: number;
}

export function emptyReadingRoom(): ReadingRoom {
  return {
    ids: new Int32Array(0),
    traits: new Int32Array(0),
    places: new Uint8Array(0),
    twins: new Uint8Array(0),
    lowerIn: new Int32Array(0),
    capitalIn: new Int32Array(0),
    article: 0,
  };
}

/**
 * Reads an article: finds shouted and title-case lines, sentence starts, and counts words by case. A reading stays
 * good until its room is used for the next one.
 */
export function readArticle(
  { text, tokens, article }: ArticleText,
  vocabulary: Vocabulary,
  room = emptyReadingRoom(),
): Reading {
  const { count, starts, ends } = tokens;
  const words = vocabulary.words();
  if (room.ids.length < count) {
    const size = Math.ceil(count * 1.5);
    room.ids = new Int32Array(size);
    room.traits = new Int32Array(size);
    room.places = new Uint8Array(size);
    room.twins = new Uint8Array(size);
  }
  const { ids, traits, places, twins } = room;
  for (let i = 0; i < count; i++) {
    const id = vocabulary.wordOf(tokens, i);
    ids[i] = id;
    traits[i] = words.rows[id << rowShift]!;
  }
  const reading = { text, count, starts, ends, ids, traits, words, places, twins };
  const shouts = placeTokens(reading, article.blocks);
  noteCases(reading, room);
  if (shouts) restoreCase(reading, vocabulary);
  findTwins(reading, room);
  return reading;
}

/** Reads words in a row that stand for themselves. */
export function readWords(
  spellings: readonly string[],
  vocabulary: Vocabulary,
): Pick<Reading, 'count' | 'ids' | 'traits' | 'words'> {
  const words = vocabulary.words();
  const ids = Int32Array.from(spellings, (spelling) => vocabulary.word(spelling));
  const traits = ids.map((id) => words.rows[id << rowShift]!);
  return { count: ids.length, ids, traits, words };
}

/** Whether token `i` and the next stand on one line with one space between them at most. */
export function isNear({ starts, ends, count }: Reading, i: number): boolean {
  return i >= 0 && i + 1 < count && starts[i + 1]! - ends[i]! <= 1;
}

/** Whether nothing stands between token `i` and the next. */
export function isTight({ starts, ends, count }: Reading, i: number): boolean {
  return i >= 0 && i + 1 < count && starts[i + 1] === ends[i];
}

/** Tells the place of every token; gives whether any line is written in capitals. */
function placeTokens(reading: Reading, blocks: readonly Block[]): boolean {
  const { count, traits, starts, places } = reading;
  let block = 0;
  let shouts = false;
  for (let from = 0; from < count;) {
    let to = from;
    while (to < count && (traits[to]! & Trait.form) !== Form.lineEnd) to++;
    if (to > from) {
      while (block < blocks.length && blocks[block]!.end <= starts[from]!) block++;
      const kind =
        block < blocks.length && blocks[block]!.start <= starts[from]! ? blocks[block]!.kind : 'paragraph';
      const line = blockPlace[kind] | casePlace(traits, from, to);
      if ((line & Place.capsLine) !== 0) shouts = true;
      placeLine(traits, places, from, to, line);
    }
    if (to < count) places[to] = 0;
    from = to + 1;
  }
  return shouts;
}

const blockPlace: Readonly<Record<BlockKind, number>> = {
  title: Place.title,
  heading: Place.heading,
  caption: Place.caption,
  noise: Place.noise,
  quotation: 0,
  paragraph: 0,
};

/** Tells lines In Title Case and IN CAPITALS by the words that would be in lower case otherwise. */
function casePlace(traits: Int32Array, from: number, to: number): number {
  let lower = 0;
  let capital = 0;
  let caps = 0;
  let ordinaryCapital = 0;
  for (let i = from; i < to && lower + capital + caps < 60; i++) {
    const word = traits[i]!;
    const form = word & Trait.form;
    if (form === Form.lower) {
      if ((word & Trait.long) !== 0) lower++;
    } else if (form === Form.caps) {
      if ((word & Trait.several) !== 0) caps++;
    } else if (form === Form.capital || form === Form.mixed) {
      capital++;
      if ((word & Trait.ordinary) !== 0 && i > from && (word & Trait.long) !== 0) ordinaryCapital++;
    }
  }
  if (caps >= 2 && caps >= 4 * (lower + capital)) return Place.capsLine;
  return ordinaryCapital >= 2 && capital >= 3 && lower * 4 <= capital ? Place.titleCase : 0;
}

/** Tells the place of each token of a line: the line's, and whether it begins a sentence or a quotation. */
function placeLine(traits: Int32Array, places: Uint8Array, from: number, to: number, line: number): void {
  let atStart = true;
  for (let i = from; i < to; i++) {
    const word = traits[i]!;
    let place = line;
    if ((word & Trait.form) !== Form.mark) {
      if (atStart) place |= Place.sentenceStart;
      else if (i > from && isOpeningQuote(traits, i - 1, from)) place |= Place.quoteStart;
      atStart = false;
    } else if ((word & Trait.stop) !== 0) {
      atStart = i > from && (traits[i - 1]! & Trait.abbreviated) === 0;
    } else if ((word & Trait.ender) !== 0) {
      atStart = true;
    } else if ((word & Trait.opener) === 0) {
      atStart = false;
    }
    places[i] = place;
  }
}

function isOpeningQuote(traits: Int32Array, index: number, from: number): boolean {
  const word = traits[index]!;
  if ((word & Trait.openingQuote) !== 0) return true;
  return (word & Trait.plainQuote) !== 0 && (index === from || (traits[index - 1]! & Trait.stop) === 0);
}

const uncertain = Place.capsLine | Place.titleCase | Place.sentenceStart | Place.quoteStart;

/** Notes which words the article has in lower case, and capitalised where that means something. */
function noteCases({ count, ids, traits, places, words }: Reading, room: ReadingRoom): void {
  if (room.lowerIn.length < words.count) {
    room.lowerIn = new Int32Array(2 * words.count);
    room.capitalIn = new Int32Array(2 * words.count);
    room.article = 0;
  }
  const { lowerIn, capitalIn } = room;
  const { rows } = words;
  const article = ++room.article;
  for (let i = 0; i < count; i++) {
    const word = traits[i]!;
    if ((word & (Trait.form | Trait.several)) === (Form.lower | Trait.several))
      lowerIn[rows[(ids[i]! << rowShift) + Column.twin]!] = article;
    else if ((word & Trait.capitalised) !== 0 && (places[i]! & uncertain) === 0)
      capitalIn[rows[(ids[i]! << rowShift) + Column.twin]!] = article;
  }
}

/** Looks up each capitalised word elsewhere in the article. */
function findTwins({ count, ids, traits, twins, words: { rows } }: Reading, room: ReadingRoom): void {
  const { lowerIn, capitalIn, article } = room;
  for (let i = 0; i < count; i++) {
    twins[i] = 0;
    if ((traits[i]! & Trait.capitalised) === 0) continue;
    const twin = rows[(ids[i]! << rowShift) + Column.twin]!;
    twins[i] =
      (lowerIn[twin] === article ? Twin.lower : 0) | (capitalIn[twin] === article ? Twin.capital : 0);
  }
}

/** Gives the words of shouted lines the form they have in the rest of the article, or else in the lexicons. */
function restoreCase(reading: Reading, vocabulary: Vocabulary): void {
  const { count, ids, traits, places, words } = reading;
  const usual = new Map<number, number>();
  const lowerCounts = new Map<number, number>();
  const capitalCounts = new Map<number, number>();
  const column = (i: number, at: number): number => words.rows[(ids[i]! << rowShift) + at]!;
  for (let i = 0; i < count; i++) {
    const word = traits[i]!;
    const key = column(i, Column.lowerKey);
    if ((word & Trait.form) === Form.lower) {
      if ((word & Trait.several) !== 0) lowerCounts.set(key, (lowerCounts.get(key) ?? 0) + 1);
    } else if ((word & Trait.capitalised) !== 0) {
      if ((places[i]! & Place.capsLine) === 0) usual.set(key, ids[i]!);
      if ((places[i]! & uncertain) === 0) capitalCounts.set(key, (capitalCounts.get(key) ?? 0) + 1);
    }
  }
  const restored = (text: string): number => vocabulary.word(text);
  for (let i = 0; i < count; i++) {
    const word = traits[i]!;
    if ((places[i]! & Place.capsLine) === 0 || (word & Trait.form) !== Form.caps) continue;
    const text = words.texts[ids[i]!]!;
    const key = column(i, Column.lowerKey);
    const kinds = column(i, Column.kinds);
    const capital = capitalCounts.get(key) ?? 0;
    const lower = lowerCounts.get(key) ?? 0;
    if (capital > lower) ids[i] = usual.get(key) ?? ids[i]!;
    else if (lower > 0) ids[i] = restored(text.toLowerCase());
    else if (kinds !== 0 && column(i, Column.key) !== key && text.length <= 4) continue;
    else if ((word & Trait.ordinary) !== 0 && (kinds & place) === 0) ids[i] = restored(text.toLowerCase());
    else ids[i] = restored(text.charAt(0) + text.slice(1).toLowerCase());
    traits[i] = column(i, Column.traits);
  }
}

const place = kindBit('countries') | kindBit('cities') | kindBit('regions');
