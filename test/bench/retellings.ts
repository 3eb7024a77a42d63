/** How an article is told again. */
export const retellings = [
  'same',
  'corrected number',
  'added paragraph',
  'added end',
  'cut',
  'retitled',
  'other byline',
  'reworded',
  'other quote marks',
  'fuller',
] as const;
export type Retelling = (typeof retellings)[number];

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const upTo = (random: Random, count: number): number => Math.floor(random() * count);

const links = 'the of to and in a for that on with as at by from it was were said its has'.split(' ');
const phrases = [
  'told reporters on Tuesday that',
  'did not immediately respond to a request for comment on',
  'according to people familiar with the matter who asked about',
  'compared with the same period a year earlier and',
  'is expected to be completed by the end of the year with',
];
const boilerplate = [
  'Harrow Lane Holdings is a maker of valves with offices in nine countries and a listing in Dublin.',
  'The Coast Wire is a service of the Pellworm Press Trust and takes no responsibility for other sites.',
  'This release contains statements about the future that may turn out to be wrong for many reasons.',
];
const syllables =
  'ba ten lor mi ka sund wex per dal on tri vo gan el ush mar ith co nor est ple dro fin zu har'.split(' ');
const words = Array.from({ length: 6000 }, (_, index) => {
  const random = randomFrom(index + 1);
  return Array.from({ length: 2 + upTo(random, 3) }, () => pick(random, syllables)).join('');
});
/** Frequent words are as much more frequent as in prose (Zipf). */
const word = (random: Random): string =>
  random() < 0.42 ? pick(random, links) : words[Math.floor(words.length ** random()) - 1]!;
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function sentence(random: Random): string {
  const length = 10 + upTo(random, 16);
  const parts = Array.from({ length }, () => word(random));
  if (random() < 0.5) parts.splice(upTo(random, length), 0, String(2 + upTo(random, 9000)));
  if (random() < 0.15) parts.splice(upTo(random, length), 0, pick(random, phrases));
  const text = capital(parts.join(' '));
  return random() < 0.12 ? `“${text},” ${capital(word(random))} said.` : `${text}.`;
}

function paragraph(random: Random): string {
  return Array.from({ length: 2 + upTo(random, 2) }, () => sentence(random)).join(' ');
}

/** An invented article as its lines: title, byline, paragraphs; with `paragraphs` of 16, about 3,000 characters. */
export function inventArticle(random: Random, paragraphs: number): string[] {
  const title = capital(Array.from({ length: 6 + upTo(random, 5) }, () => word(random)).join(' '));
  const lines = [title, `By ${capital(word(random))} ${capital(word(random))}`];
  for (let count = 0; count < paragraphs; count++) lines.push(paragraph(random));
  if (random() < 0.3) lines.push(pick(random, boilerplate));
  return lines;
}

/** The article told again. */
export function retell(lines: readonly string[], retelling: Retelling, random: Random): string[] {
  const [title, byline, ...told] = lines as [string, string, ...string[]];
  const title2 = capital(Array.from({ length: 7 }, () => word(random)).join(' '));
  switch (retelling) {
    case 'same':
      return [...lines];
    case 'corrected number':
      return lines.map((line) => line.replace(/\d+/, (number) => String(Number(number) + 7)));
    case 'added paragraph':
      return [title, byline, ...told.toSpliced(1 + upTo(random, told.length), 0, paragraph(random))];
    case 'added end':
      return [...lines, paragraph(random), paragraph(random)];
    case 'cut':
      return [title, byline, ...told.slice(0, Math.max(2, Math.ceil(told.length * (0.3 + random() * 0.5))))];
    case 'retitled':
      return [title2, byline, ...told];
    case 'other byline':
      return [title, `By ${capital(word(random))} Quill and agencies`, ...told];
    case 'reworded':
      return lines.map((line) =>
        line
          .split(' ')
          .map((part) => (random() < 0.05 ? word(random) : part))
          .join(' '),
      );
    case 'other quote marks':
      return lines.map((line) => line.replace(/[“”]/g, '"'));
    case 'fuller':
      return [title2, byline, ...told, ...Array.from({ length: told.length }, () => paragraph(random))];
  }
}

/** Another desk's account of the same event: its own words around the same quotation and figures. */
export function otherAccount(lines: readonly string[], random: Random): string[] {
  const quotation = lines.find((line) => line.includes('“')) ?? lines[3]!;
  const figures = lines.join(' ').match(/\d+/g) ?? [];
  const own = inventArticle(random, 8).map((line, index) => line.replace(/\d+/, figures[index] ?? '12'));
  const shared = /“[^”]*”/.exec(quotation)?.[0] ?? quotation.split('. ')[0]!;
  return own.toSpliced(4, 0, `${shared} was how the day ended, ${word(random)} said.`);
}

/** Invented articles, and which of them tell an earlier one again. */
export interface PlantedRepeats {
  readonly articles: readonly { readonly key: number; readonly text: string }[];
  readonly planted: ReadonlyMap<number, { readonly of: number; readonly retelling: Retelling }>;
}

/** `count` invented articles of about 3,000 characters, one in twenty of them a repeat. */
export function plantRepeats(count: number, seed = 1): PlantedRepeats {
  const random = randomFrom(seed);
  const articles: { key: number; text: string }[] = [];
  const planted = new Map<number, { of: number; retelling: Retelling }>();
  const sources: { at: number; lines: string[] }[] = [];
  for (let key = 0; key < count; key++) {
    let lines = inventArticle(random, 8 + upTo(random, 8));
    const source =
      sources.length > 0 && random() < 0.05 ? sources.splice(upTo(random, sources.length), 1)[0]! : undefined;
    if (source) {
      const retelling = pick(random, retellings);
      lines = retell(source.lines, retelling, random);
      planted.set(key, { of: source.at, retelling });
    } else if (sources.length > 0 && random() < 0.05)
      lines = otherAccount(pick(random, sources).lines, random);
    else if (random() < 0.08 && sources.length < 2000) sources.push({ at: key, lines });
    articles.push({ key, text: lines.join('\n\n') });
  }
  return { articles, planted };
}

/** How well repeats were found: `missed` counts the kinds of retelling that were not. */
export function scoreRepeats(
  found: readonly { readonly key: number; readonly of: number }[],
  planted: PlantedRepeats['planted'],
): { right: number; false: number; missed: Readonly<Record<string, number>> } {
  const foundOf = new Map(found.map(({ key, of }) => [key, of]));
  const missed: Record<string, number> = {};
  let right = 0;
  for (const [key, { of, retelling }] of planted) {
    if (foundOf.get(key) === of) right++;
    else missed[retelling] = (missed[retelling] ?? 0) + 1;
  }
  return { right, false: found.length - right, missed };
}
