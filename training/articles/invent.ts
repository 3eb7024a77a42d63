import type { GoldLine } from './gold';

/** A source of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Random = () => number;
/** Lays the lines of a text out in another way. */
export type Change = (lines: readonly GoldLine[], random: Random) => GoldLine[];

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

export function articlesOf(lines: readonly GoldLine[]): GoldLine[][] {
  const articles: GoldLine[][] = [];
  for (const line of lines) {
    if (line.kind === 'title' || articles.length === 0) articles.push([]);
    articles.at(-1)!.push(line);
  }
  return articles;
}

export const givenNames = [
  'Anna',
  'Ben',
  'Rosalind',
  'Dev',
  'Imogen',
  'Lena',
  'Tomasz',
  'Saoirse',
  'Paulo',
  'Wanjiru',
  'Marta',
  'José',
  'Kenji',
  'Priya',
];
export const familyNames = [
  'Falk',
  'Achebe',
  'Quill',
  'Sandhu',
  'Okafor',
  'Wrona',
  'Prudhoe',
  'Vella',
  'Mandl',
  'Tanaka',
  'Ruiz-Carter',
  'O’Dowd',
  'Bright',
];
export const person = (random: Random): string => `${pick(random, givenNames)} ${pick(random, familyNames)}`;
const month = ['January', 'March', 'April', 'June', 'August', 'October', 'December'];
export const stamp = (random: Random): string => {
  const day = 1 + Math.floor(random() * 28);
  const clock = `${Math.floor(random() * 12) + 1}:${10 + Math.floor(random() * 49)}`;
  return pick(random, [
    `${day} ${pick(random, month)} 2024`,
    `${pick(random, month)} ${day}, 2023`,
    `Published ${day} ${pick(random, month)} 2022, ${clock} GMT`,
    `Updated ${clock} p.m. ET`,
    `Last updated: ${pick(random, month)} ${day}, 2021 at ${clock} am`,
    `2024-0${1 + Math.floor(random() * 9)}-${10 + Math.floor(random() * 19)} ${clock}`,
    `${2 + Math.floor(random() * 9)} min read`,
    `Tuesday, ${day} ${pick(random, month)}`,
  ]);
};
export const byline = (random: Random): string =>
  pick(random, [
    `By ${person(random)}`,
    `BY ${person(random).toUpperCase()}`,
    `By ${person(random)} and ${person(random)}`,
    `${person(random)}, ${pick(random, ['Energy Editor', 'staff writer', 'Sports Correspondent', 'Science reporter', 'City Editor'])}`,
    `By ${person(random)} in ${pick(random, ['Leeds', 'Osaka', 'Carrow', 'Port Ellory'])}`,
    `${person(random)} | ${stamp(random)}`,
    person(random),
    `${person(random)} meets ${person(random)}`,
    `${person(random)} talks to ${person(random)}`,
    `${pick(random, ['Surgeon', 'Goalkeeper', 'Structural engineer', 'Novelist', 'Former minister'])} ${person(random)} talks to ${person(random)}`,
    `${person(random)} at ${pick(random, ['Quarry Lane', 'the Tarn Stadium', 'Carrow Crown Court', 'Brel'])}`,
    `From our ${pick(random, ['winter-sports writer', 'man', 'own correspondent', 'court reporter'])} in ${pick(random, ['Brel', 'Leeds', 'Port Ellory'])}`,
    `PICTURES: ${person(random)}`,
    `Words and pictures: ${person(random)}`,
    `Story and photographs by ${person(random)}`,
    `Interview: ${person(random)}`,
    `Transcribed by ${person(random)}`,
    `Compiled by ${person(random)}`,
    pick(random, ['THE GARDEN DOCTOR', 'Harbour Notes', 'CITY DIARY', 'The Long Table', 'Money Matters']),
    pick(random, ['Carrow News Service', 'Meridian Press', 'North Star Wire', 'Tidewater Press Agency']),
    `Written by ${person(random)}`,
    `Words: ${person(random)}`,
    `${person(random)} · ${stamp(random)}`,
  ]);

const tableWords = [
  'Ashdown',
  'Brannock',
  'Carrow',
  'Dunmore',
  'Tarnbrook',
  'North',
  'Total',
  'Wheat',
  'Copper',
  'Rovers',
  'United',
  'Harriers',
  'Kestrel',
  'First half',
  'Net profit',
  'Revenue',
  'Turnout',
];
export const tableHeads = [
  'CURRENCIES',
  'Scores in brief',
  'Premier Division',
  'Closing prices',
  'METALS',
  'MOVERS',
  'Bond yields',
  'Results',
  'Sunday’s fixtures',
  'BANKS',
  'Final table',
  'Group B',
  'Retail',
  'Going: good',
];
export function table(random: Random): GoldLine[] {
  const digits = (): string =>
    pick(random, [
      String(Math.floor(random() * 100)),
      (random() * 90).toFixed(1),
      `${(random() * 20 - 5).toFixed(2)}%`,
      `${Math.floor(random() * 90)},${100 + Math.floor(random() * 899)}`,
      `$${(random() * 90).toFixed(2)}`,
      'unch',
    ]);
  const name = (): string =>
    pick(random, tableWords) + (random() < 0.4 ? ` ${pick(random, tableWords)}` : '');
  const gap = pick(random, ['  ', '\t', '    ', ' ', ' | ', ', ', ': ', '      ']);
  const style = Math.floor(random() * 8);
  const columns = 1 + Math.floor(random() * 3);
  const row = (place: number): string => {
    if (style === 0)
      return `${name()} ${Math.floor(random() * 6)}${pick(random, [' ', '-', ', '])}${name()} ${Math.floor(random() * 6)}`;
    if (style === 1) return `${name()} v ${name()}${random() < 0.3 ? ' (5.30pm)' : ''}`;
    if (style === 2)
      return `${place + 1}. ${person(random)} (${pick(random, ['Kenya', 'Norway', 'Carrow'])})${gap}${pick(random, ['+11 s', '2:13:44', 'same time', '4 h 02 min'])}`;
    if (style === 3)
      return `${name()}: ${pick(random, ['loss', 'profit', 'sales', 'margin'])} ${digits()}, ${pick(random, ['in line', 'shares up', 'no dividend', 'guides lower', 'chief out'])}${random() < 0.5 ? `. Shares ${digits()}` : ''}`;
    if (style === 4)
      return `${pick(random, ['UP', 'DOWN', 'Gold', 'Tip', 'Sunday', 'Referee', 'Attendance', 'EAT', 'Price'])}: ${name()} ${digits()}, ${name()} ${digits()}`;
    if (style === 5)
      return `${pick(random, familyNames)} ${Math.floor(random() * 90)}, ${pick(random, familyNames)} ${Math.floor(random() * 90)}${random() < 0.3 ? ' (pen)' : ''}`;
    return [name(), ...Array.from({ length: columns }, digits)].join(gap);
  };
  const rows = Array.from({ length: 2 + Math.floor(random() * 6) }, (_, place) => row(place));
  if (style >= 6 && random() < 0.5)
    rows.unshift(['INDEX', 'LAST', 'CHG', '% CHG'].slice(0, columns + 1).join(gap.length > 1 ? gap : '   '));
  const lines: GoldLine[] = rows.map((text, place) => ({
    text,
    kind: 'body',
    blanksBefore: place === 0 ? 1 : 0,
  }));
  if (random() < 0.5) return lines;
  return [
    { text: pick(random, tableHeads), kind: 'heading', blanksBefore: 1 },
    { ...lines[0]!, blanksBefore: random() < 0.5 ? 0 : 1 },
    ...lines.slice(1),
  ];
}
