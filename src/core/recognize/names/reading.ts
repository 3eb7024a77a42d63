import type { Block, BlockKind } from '../../model';
import type { ArticleText } from '../recognizer';
import { kindBit } from './lexicon';
import type { Vocabulary } from './vocabulary';
import { Form, isCapitalised, type Word } from './words';

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

/** An article as the names model sees it: a word and a place for each token. */
export interface Reading {
  readonly text: string;
  readonly count: number;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly words: readonly Word[];
  readonly places: Uint8Array;
  /** Of each capitalised token, whether the article has its word elsewhere in lower case, or capitalised where that means something. */
  readonly twins: Uint8Array;
}

/** Reads an article: finds shouted and title-case lines, sentence starts, and counts words by case. */
export function readArticle(article: ArticleText, vocabulary: Vocabulary): Reading {
  const { text, tokens } = article;
  const { count, starts, ends } = tokens;
  const words: Word[] = new Array<Word>(count);
  for (let i = 0; i < count; i++) words[i] = vocabulary.word(text.slice(starts[i], ends[i]));
  const places = placeTokens(words, starts, article.article.blocks);
  const { lowerCounts, capitalCounts } = countCases(words, places);
  restoreCase(words, places, lowerCounts, capitalCounts, vocabulary);
  const twins = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    if (!isCapitalised(words[i]!)) continue;
    const key = words[i]!.lowerKey;
    twins[i] = (lowerCounts.has(key) ? Twin.lower : 0) | (capitalCounts.has(key) ? Twin.capital : 0);
  }
  return { text, count, starts, ends, words, places, twins };
}

function placeTokens(words: readonly Word[], starts: Uint32Array, blocks: readonly Block[]): Uint8Array {
  const places = new Uint8Array(words.length);
  let block = 0;
  for (let from = 0; from < words.length;) {
    let to = from;
    while (to < words.length && words[to]!.form !== Form.lineEnd) to++;
    if (to > from) {
      while (block < blocks.length && blocks[block]!.end <= starts[from]!) block++;
      const kind =
        block < blocks.length && blocks[block]!.start <= starts[from]! ? blocks[block]!.kind : 'paragraph';
      const line = blockPlace[kind] | casePlace(words, from, to);
      places.fill(line, from, to);
      markSentenceStarts(words, places, from, to);
    }
    from = to + 1;
  }
  return places;
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
function casePlace(words: readonly Word[], from: number, to: number): number {
  let lower = 0;
  let capital = 0;
  let caps = 0;
  let ordinaryCapital = 0;
  for (let i = from; i < to && lower + capital + caps < 60; i++) {
    const { form, text, ordinary } = words[i]!;
    if (form === Form.lower && text.length > 3) lower++;
    else if (form === Form.caps && text.length > 1) caps++;
    else if (form === Form.capital || form === Form.mixed) {
      capital++;
      if (ordinary && i > from && text.length > 3) ordinaryCapital++;
    }
  }
  if (caps >= 2 && caps >= 4 * (lower + capital)) return Place.capsLine;
  return ordinaryCapital >= 2 && capital >= 3 && lower * 4 <= capital ? Place.titleCase : 0;
}

const sentenceEnders = new Set(['.', '!', '?', '…', ':', ';', '•', '*', '|']);
const openers = new Set(['"', '“', '‘', '(', '[', '—', '«']);

function markSentenceStarts(words: readonly Word[], places: Uint8Array, from: number, to: number): void {
  let atStart = true;
  for (let i = from; i < to; i++) {
    const { form, text } = words[i]!;
    if (form !== Form.mark) {
      if (atStart) places[i]! |= Place.sentenceStart;
      else if (i > from && isOpeningQuote(words, i - 1, from)) places[i]! |= Place.quoteStart;
      atStart = false;
    } else if (text === '.') {
      atStart = i > from && !isAbbreviated(words[i - 1]!);
    } else if (sentenceEnders.has(text)) {
      atStart = true;
    } else if (!openers.has(text) && text !== '”' && text !== '’') {
      atStart = false;
    }
  }
}

function isOpeningQuote(words: readonly Word[], index: number, from: number): boolean {
  const { text } = words[index]!;
  return text === '“' || text === '‘' || (text === '"' && (index === from || words[index - 1]!.text !== '.'));
}

const abbreviation = kindBit('abbreviations');

/** Whether a full stop after this word belongs to the word. */
export function isAbbreviated(word: Word): boolean {
  return word.form === Form.initial || (word.kinds & abbreviation) !== 0;
}

function countCases(words: readonly Word[], places: Uint8Array) {
  const lowerCounts = new Map<number, number>();
  const capitalCounts = new Map<number, number>();
  const uncertain = Place.capsLine | Place.titleCase | Place.sentenceStart | Place.quoteStart;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.form === Form.lower) {
      if (word.text.length > 1) lowerCounts.set(word.lowerKey, (lowerCounts.get(word.lowerKey) ?? 0) + 1);
    } else if (isCapitalised(word) && (places[i]! & uncertain) === 0) {
      capitalCounts.set(word.lowerKey, (capitalCounts.get(word.lowerKey) ?? 0) + 1);
    }
  }
  return { lowerCounts, capitalCounts };
}

/** Gives the words of shouted lines the form they have in the rest of the article, or else in the lexicons. */
function restoreCase(
  words: Word[],
  places: Uint8Array,
  lowerCounts: ReadonlyMap<number, number>,
  capitalCounts: ReadonlyMap<number, number>,
  vocabulary: Vocabulary,
): void {
  if (!places.some((place) => (place & Place.capsLine) !== 0)) return;
  const usual = new Map<number, Word>();
  for (let i = 0; i < words.length; i++) {
    if ((places[i]! & Place.capsLine) === 0 && isCapitalised(words[i]!))
      usual.set(words[i]!.lowerKey, words[i]!);
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if ((places[i]! & Place.capsLine) === 0 || word.form !== Form.caps) continue;
    const capital = capitalCounts.get(word.lowerKey) ?? 0;
    const lower = lowerCounts.get(word.lowerKey) ?? 0;
    if (capital > lower) words[i] = usual.get(word.lowerKey) ?? word;
    else if (lower > 0) words[i] = vocabulary.word(word.text.toLowerCase());
    else if (word.kinds !== 0 && word.key !== word.lowerKey && word.text.length <= 4) continue;
    else if (word.ordinary && !isPlace(word)) words[i] = vocabulary.word(word.text.toLowerCase());
    else words[i] = vocabulary.word(word.text.charAt(0) + word.text.slice(1).toLowerCase());
  }
}

const place = kindBit('countries') | kindBit('cities') | kindBit('regions');

function isPlace(word: Word): boolean {
  return (word.kinds & place) !== 0;
}
