import { TokenKind } from '../tokens';
import { months, seasons, weekdays } from './calendar';
import { currencySigns } from './currencies';
import { festivalStarts } from './dates';
import { tens, units } from './numerals';
import { ordinalWords } from './ordinals';
import type { Stream } from './stream';

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
} as const;

const starters: readonly (readonly [number, Iterable<string>])[] = [
  [Family.amount | Family.clock, [...units.keys(), ...tens.keys()]],
  [Family.ordinal, [...tens.keys(), ...units.keys(), ...ordinalWords.keys()]],
  [Family.amount | Family.clock | Family.rate, ['a', 'half', 'quarter']],
  [Family.amount, ['an', 'minus']],
  [Family.clock, ['noon', 'midday', 'midnight']],
  [Family.month | Family.quarter, months.keys()],
  [Family.weekday, [...weekdays.keys(), ...[...weekdays.keys()].map((word) => word + 's')]],
  [Family.season, seasons.keys()],
  [Family.festival, festivalStarts],
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
  [Family.decade, ordinalWords.keys()],
  [
    Family.own,
    'today tomorrow yesterday tonight the every each http https www year quarter week month'.split(' '),
  ],
];

const size = 8192;
const table = fill();

/** The families that may start with the word at token `i`, as bits; 0 for nearly every word of a text. */
export function familiesAt(s: Stream, i: number): number {
  if (s.kinds[i] !== TokenKind.word) return 0;
  const start = s.starts[i]!;
  const length = s.ends[i]! - start;
  if (length > longest) return 0;
  let hash = 0;
  for (let k = start; k < start + length; k++) hash = (Math.imul(hash, 31) + fold(s.text.charCodeAt(k))) | 0;
  for (let slot = hash & (size - 1); ; slot = (slot + 1) & (size - 1)) {
    const word = table.words[slot];
    if (word === undefined) return 0;
    if (word.length === length && isSame(s.text, start, word)) return table.families[slot]!;
  }
}

function isSame(text: string, start: number, word: string): boolean {
  for (let k = 0; k < word.length; k++)
    if (fold(text.charCodeAt(start + k)) !== word.charCodeAt(k)) return false;
  return true;
}

/** Lower case for the letters of English; others stay as they are. */
function fold(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

const longest = 13;

/** An open hash table, so that words of the text are looked up without making strings of them. */
function fill(): { words: (string | undefined)[]; families: Uint16Array } {
  const all = new Map<string, number>();
  for (const [family, words] of starters)
    for (const word of words) all.set(word, (all.get(word) ?? 0) | family);
  const words = new Array<string | undefined>(size).fill(undefined);
  const families = new Uint16Array(size);
  for (const [word, family] of all) {
    let hash = 0;
    for (let k = 0; k < word.length; k++) hash = (Math.imul(hash, 31) + word.charCodeAt(k)) | 0;
    let slot = hash & (size - 1);
    while (words[slot] !== undefined) slot = (slot + 1) & (size - 1);
    words[slot] = word;
    families[slot] = family;
  }
  return { words, families };
}
