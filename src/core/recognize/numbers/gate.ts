import { gluedTimeUnits, months, seasons, timeUnits, weekdays } from './calendar';
import { currencyNames, currencySigns } from './currencies';
import { festivalStarts } from './dates';
import { lexiconOf } from './lexicon';
import { denominators, scales, tens, units } from './numerals';
import { ordinalWords } from './ordinals';
import { functionWords } from './phrases';
import { unitPhrases } from './units';

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

const starters: readonly (readonly [number, readonly string[]])[] = [
  [Family.amount | Family.clock, [...units.keys(), ...tens.keys()]],
  [Family.ordinal, [...tens.keys(), ...units.keys(), ...ordinalWords.keys()]],
  [Family.amount | Family.clock | Family.rate, ['a', 'half', 'quarter']],
  [Family.amount, ['an', 'minus']],
  [Family.clock, ['noon', 'midday', 'midnight']],
  [Family.month | Family.quarter, [...months.keys()]],
  [Family.weekday, [...weekdays.keys(), ...[...weekdays.keys()].map((word) => word + 's')]],
  [Family.season, [...seasons.keys()]],
  [Family.festival, [...festivalStarts]],
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
    'today tomorrow yesterday tonight the every each http https www year quarter week month'.split(' '),
  ],
];

/** The words that the rules look at most; rules may look at others too, which only takes longer. */
export const lexicon = lexiconOf([
  ...starters.flatMap(([, words]) => words),
  ...functionWords,
  ...denominators.keys(),
  ...scales.keys(),
  ...timeUnits.keys(),
  ...gluedTimeUnits.keys(),
  ...[...currencyNames.keys(), ...unitPhrases.keys()].flatMap((phrase) => phrase.match(/\p{L}+/gu) ?? []),
  ...'percent percentage per cent point points pc pct pp ppt ppts pps pts people old olds o clock am pm p m s st nd rd th'.split(
    ' ',
  ),
]);

/** The families that may start with a word, as bits, by the word's number. */
export const families = familiesOfWords();

function familiesOfWords(): Uint16Array {
  const numbers = new Map(lexicon.words.map((word, number) => [word, number]));
  const bits = new Uint16Array(lexicon.words.length);
  for (const [family, words] of starters) for (const word of words) bits[numbers.get(word)!]! |= family;
  return bits;
}
