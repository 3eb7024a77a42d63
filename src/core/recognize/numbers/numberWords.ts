/** The words that numbers are written with. Keys are lower case. */

export const units: ReadonlyMap<string, number> = numbered(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  0,
);

export const tens: ReadonlyMap<string, number> = numbered(
  'twenty thirty forty fifty sixty seventy eighty ninety',
  20,
  10,
);

/** Powers of ten by name. */
export const scales: ReadonlyMap<string, number> = valued(
  'hundred=2 thousand=3 lakh=5 lakhs=5 lac=5 lacs=5 million=6 crore=7 crores=7 billion=9 trillion=12 quadrillion=15 quintillion=18',
);

export const shortScales: ReadonlyMap<string, number> = valued(
  'mn=6 mln=6 mio=6 mil=6 cr=7 bn=9 bln=9 bil=9 tn=12 trn=12 tln=12',
);

/** Glued to digits. */
export const letterScales: ReadonlyMap<string, number> = valued('k=3 m=6 mm=6 b=9 t=12');

/** The ordinals that number centuries. */
export const ordinalsToTwenty: ReadonlyMap<string, number> = numbered(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
  1,
);

export const ordinalWords: ReadonlyMap<string, number> = new Map([
  ...ordinalsToTwenty,
  ...numbered('thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 30, 10),
  ...valued('hundredth=100 thousandth=1000 millionth=1000000 billionth=1000000000'),
]);

/** Denominators in the singular and the plural. */
export const denominators: ReadonlyMap<string, number> = new Map([
  ...valued('half=2 halves=2 quarter=4 quarters=4'),
  ...'third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth sixteenth twentieth hundredth thousandth millionth billionth'
    .split(' ')
    .flatMap((word) => [word, `${word}s`].map((form) => [form, ordinalWords.get(word)!] as const)),
]);

function numbered(words: string, first: number, step = 1): Map<string, number> {
  return new Map(words.split(' ').map((word, i) => [word, first + i * step]));
}

function valued(pairs: string): Map<string, number> {
  return new Map(
    pairs.split(' ').map((pair) => {
      const [word = '', value = ''] = pair.split('=');
      return [word, Number(value)];
    }),
  );
}
