import { countingMap, numberMap } from './wordLists';

/** The words that numbers are written with. Keys are lower case. */

export const units = countingMap(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  0,
);

export const tens = countingMap('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10);

/** Powers of ten by name. */
export const scales = numberMap(
  'hundred=2 thousand=3 lakh=5 lakhs=5 lac=5 lacs=5 million=6 crore=7 crores=7 billion=9 trillion=12 quadrillion=15 quintillion=18',
);

export const shortScales = numberMap('mn=6 mln=6 mio=6 mil=6 cr=7 bn=9 bln=9 bil=9 tn=12 trn=12 tln=12');

/** Glued to digits. */
export const letterScales = numberMap('k=3 m=6 mm=6 b=9 t=12');

/** The ordinals that number centuries. */
export const ordinalsToTwenty = countingMap(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
  1,
);

export const ordinalWords: ReadonlyMap<string, number> = new Map([
  ...ordinalsToTwenty,
  ...countingMap('thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 30, 10),
  ...numberMap('hundredth=100 thousandth=1000 millionth=1000000 billionth=1000000000'),
]);

/** Denominators in the singular and the plural. */
export const denominators: ReadonlyMap<string, number> = new Map([
  ...numberMap('half=2 halves=2 quarter=4 quarters=4'),
  ...'third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth sixteenth twentieth hundredth thousandth millionth billionth'
    .split(' ')
    .flatMap((word) => [word, `${word}s`].map((form) => [form, ordinalWords.get(word)!] as const)),
]);
