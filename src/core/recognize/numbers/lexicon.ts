import {
  festivalWords,
  gluedTimeUnits,
  lengthQualifiers,
  months,
  seasons,
  timeUnits,
  weekdays,
  wholeWords,
} from './calendar';
import { currencyNames, currencySigns } from './currencies';
import { functionWords } from './functionWords';
import { denominators, letterScales, ordinalWords, shortScales, scales, tens, units } from './numberWords';
import { unitPhrases, unitSymbols } from './units';

/** Families of rules, as bits: which of them may start with a word. */
export const Family = {
  amount: 1,
  ordinal: 2,
  month: 4,
  weekday: 8,
  season: 16,
  festival: 32,
  money: 64,
  deixis: 128,
  modifier: 256,
  quarter: 512,
  fiscal: 1024,
  decade: 2048,
  clock: 4096,
  rate: 8192,
  /** Words read by a rule of their own: see `readWord`. */
  own: 16384,
  /** Number words that stand for themselves: `seven`, `twenty`. */
  number: 32768,
} as const;

const starters: readonly (readonly [number, readonly string[]])[] = [
  [Family.amount | Family.clock | Family.number, [...units.keys(), ...tens.keys()]],
  [Family.ordinal, [...tens.keys(), ...units.keys(), ...ordinalWords.keys()]],
  [Family.amount | Family.clock | Family.rate, ['a', 'half', 'quarter']],
  [Family.amount, ['an', 'minus']],
  [Family.clock, ['noon', 'midday', 'midnight']],
  [Family.month | Family.quarter, [...months.keys()]],
  [Family.weekday, [...weekdays.keys(), ...[...weekdays.keys()].map((word) => word + 's')]],
  [Family.season, [...seasons.keys()]],
  [Family.festival, [...festivalWords.keys()].map((name) => name.split(' ')[0]!)],
  [
    Family.money,
    [...currencySigns.keys()].filter((sign) => /^\p{L}+$/u.test(sign)).map((sign) => sign.toLowerCase()),
  ],
  [
    Family.deixis,
    'this current last past previous preceding prior next following coming upcoming recent'.split(' '),
  ],
  [Family.modifier, 'early late mid end start beginning middle close turn'.split(' ')],
  [Family.quarter, ['first', 'second', 'third', 'fourth', 'final', 'last', 'q', 'h']],
  [Family.fiscal, ['fy', 'cy', 'fiscal', 'financial']],
  [Family.decade, 'twenties thirties forties fifties sixties seventies eighties nineties twenty'.split(' ')],
  [Family.decade, [...ordinalWords.keys()]],
  [
    Family.own,
    'today tomorrow yesterday tonight every each http https www year quarter month week day night evening'.split(
      ' ',
    ),
  ],
];

/** What a word may make of a number in front of it, as bits. */
export const Sense = {
  percent: 1,
  currency: 2,
  time: 4,
  unit: 8,
  /** Makes it a time of day. */
  clock: 16,
  /** Makes it a date. */
  date: 32,
  /** Goes on with the number, or belongs to the article for one. */
  other: 64,
} as const;

const senses: readonly (readonly [number, readonly string[]])[] = [
  [Sense.percent, 'percent percentage per pct pc pp ppt ppts pps'.split(' ')],
  [Sense.currency, [...currencyNames.keys(), ...currencySigns.keys()].map(firstLetters)],
  [Sense.time, [...timeUnits.keys(), ...gluedTimeUnits.keys(), ...lengthQualifiers]],
  [Sense.unit, [...unitPhrases.keys(), ...unitSymbols.keys(), 'f'].map(firstLetters)],
  [Sense.other, [scales, shortScales, letterScales, denominators].flatMap((map) => [...map.keys()])],
  [Sense.other, [...wholeWords, ...'dozen u a against an and for in of or out times to versus'.split(' ')]],
  [Sense.clock, 'a am at hours hrs in o p past pm thirty to minutes'.split(' ')],
  [Sense.date, 'of to'.split(' ')],
];

function firstLetters(phrase: string): string {
  return phrase.match(/^[\p{L}\p{M}]+/u)?.[0].toLowerCase() ?? '';
}

const starting = new Set(['', ...starters.flatMap(([, words]) => words)]);

/**
 * The words the grammar looks at most, in lower case, by number: first those that a number, date or time may start
 * with, then others. Number 0 stands for every word that is not here.
 */
export const lexicon: readonly string[] = [
  ...new Set([...starting, ...senses.flatMap(([, words]) => words), ...functionWords]),
];

/** The families that may start with a word, as bits, by the word's number. */
export const families: Uint16Array = bitsOf(starters);

/** What a word may make of a number in front of it, as bits, by the word's number. */
export const sensesBehind: Uint16Array = bitsOf(senses);

function bitsOf(lists: readonly (readonly [number, readonly string[]])[]): Uint16Array {
  const numbers = new Map(lexicon.map((word, number) => [word, number]));
  const bits = new Uint16Array(lexicon.length);
  for (const [bit, words] of lists)
    for (const word of words) if (word !== '') bits[numbers.get(word)!]! |= bit;
  return bits;
}

/** The letters of all words, one behind the other, and where each word starts among them. */
const letters = Uint16Array.from(lexicon.join(''), (letter) => letter.charCodeAt(0));
const offsets = new Uint16Array(lexicon.length + 1);
lexicon.forEach((word, number) => (offsets[number + 1] = offsets[number]! + word.length));

/** Open hash table of numbers. Words that start something stand in front of the others. */
const slots = new Uint16Array(8192);
const mask = slots.length - 1;
lexicon.forEach((word, number) => {
  let slot = hashOf(letters, offsets[number]!, offsets[number + 1]!) & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = number;
});

/** The number of the word from `start` to `end`, in whatever case it is written; 0 where it is not known. */
export function wordNumber(units: Uint16Array, start: number, end: number): number {
  return numberBelow(lexicon.length, units, start, end);
}

/** The same for words that may start something; all others give 0, mostly without a look at their letters. */
export function starterNumber(units: Uint16Array, start: number, end: number): number {
  return numberBelow(starting.size, units, start, end);
}

function numberBelow(limit: number, units: Uint16Array, start: number, end: number): number {
  const length = end - start;
  for (let slot = hashOf(units, start, end) & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot]!;
    if (number === 0 || number >= limit) return 0;
    const offset = offsets[number]!;
    if (offsets[number + 1]! - offset === length && isSame(offset, units, start, length)) return number;
  }
}

/** Made of the length and four letters, which tell most words apart; `| 32` makes the letters of English small. */
function hashOf(units: Uint16Array, start: number, end: number): number {
  const length = end - start;
  let hash = units[start]! | 32;
  hash = Math.imul(hash, 37) + (units[end - 1]! | 32);
  hash = Math.imul(hash, 37) + (units[start + (length >> 1)]! | 32);
  hash = Math.imul(hash, 37) + (units[start + (length >> 2)]! | 32);
  return Math.imul(hash + length, 0x9e3779b1) >>> 16;
}

function isSame(offset: number, units: Uint16Array, start: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (letters[offset + k] !== smallLetter(units[start + k]!)) return false;
  return true;
}

/** Lower case for the letters of English; others stay as they are. */
function smallLetter(code: number): number {
  return code >= 65 && code <= 90 ? code | 32 : code;
}
