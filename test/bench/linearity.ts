import { analyze, noBackground } from '../../src/core/analysis';
import { companiesOf } from '../../src/core/companies/companies';
import { resolveEntities } from '../../src/core/companies/resolve';
import type { Mark } from '../../src/core/marks';
import { noDecisions } from '../../src/core/model';
import { measure, type Task, type Tasks } from './measure';
import { figure, printTable, ratio } from './table';

/** A text that is hard on a reader, of about `size` characters; and the smaller of the two sizes it is read at. */
interface Hostile {
  readonly size: number;
  readonly text: (size: number) => string;
}

const repeated =
  (part: string) =>
  (size: number): string =>
    part.repeat(Math.ceil(size / part.length));
const numbered =
  (part: (n: number) => string) =>
  (size: number): string => {
    const parts: string[] = [];
    for (let n = 1, length = 0; length < size; n++) length += parts[parts.push(part(n)) - 1]!.length;
    return parts.join('');
  };

/** Read whole: every part of the analysis sees them. */
const texts: Readonly<Record<string, Hostile>> = {
  'one word': { size: 1_000_000, text: repeated('abcdefghijklmnopqrstuvwxyz') },
  'Aa Aa Aa': { size: 30_000, text: repeated('Aa ') },
  'AA AA AA': { size: 30_000, text: repeated('AA ') },
  '((((…))))': { size: 100_000, text: (size) => '('.repeat(size / 2) + ')'.repeat(size / 2) },
  '“““““': { size: 100_000, text: repeated('“') },
  digits: { size: 100_000, text: repeated('1234567890') },
  '1,1,1,': { size: 100_000, text: repeated('1,') },
  '$1 $1 $1': { size: 100_000, text: repeated('$1 ') },
  '1-1-1-': { size: 100_000, text: repeated('1-') },
  'blank lines': { size: 1_000_000, text: repeated('\n') },
  spaces: { size: 1_000_000, text: repeated(' ') },
  'one hundred and': { size: 100_000, text: repeated('one hundred and ') },
  'May the first of May': { size: 100_000, text: repeated('May the first of ') },
  'A. B. C.': { size: 100_000, text: repeated('A. B. C. ') },
  emoji: { size: 100_000, text: repeated('😀') },
  'halves of surrogate pairs': { size: 100_000, text: repeated('\udc00\ud800') },
  'only titles': { size: 100_000, text: numbered((n) => `Corvane Wins Prize ${n}\n\n`) },
  'one sentence over and over': {
    size: 100_000,
    text: repeated('Corvane said on Monday that it lost money. '),
  },
  'one paragraph over and over': {
    size: 100_000,
    text: repeated('Corvane said on Monday that it lost money.\n\n'),
  },
  'new companies': {
    size: 100_000,
    text: numbered((n) => `Firm${letters(n)} Ltd. bought Shop${letters(n * 7)} Inc. for $${n} million.\n\n`),
  },
  'new people of one family': {
    size: 100_000,
    text: numbered((n) => `${letters(n)} Smith said that Smith knew ${letters(n * 3)} Smith.\n\n`),
  },
};

/** Companies alone, where the recognisers might find fewer names than there are. */
const names: Readonly<Record<string, Hostile>> = {
  'marks: new companies': texts['new companies']!,
  'marks: one company': { size: 100_000, text: repeated('Corvane Ltd. bought Corvane. ') },
  'marks: new people of one family': texts['new people of one family']!,
  'marks: acronyms': {
    size: 100_000,
    text: numbered((n) => `Great ${letters(n)} Company (GA${letters(n)}C) and GAC.\n\n`),
  },
  'marks: in one paragraph': {
    size: 100_000,
    text: numbered((n) => `Firm${letters(n)} Ltd. and Shop${letters(1 + (n % 50))}, `),
  },
  'marks: each longer by a word': { size: 10_000, text: numbered((n) => `${'Aa '.repeat(n % 100)}Bb, `) },
};

export const linearityTasks: Tasks = {
  ...tasksOf(texts, (text) => () => analyze(text, noDecisions, noBackground)),
  ...tasksOf(names, (text) => {
    const marks = capitalised(text);
    const whole = [{ start: 0, end: text.length }];
    return () => companiesOf(text, marks, whole, resolveEntities(text, marks, whole, []));
  }),
};

export function linearity(): void {
  const rows = Object.entries({ ...texts, ...names }).map(([name, { size }]) => {
    const [small, large] = [size, size * 10].map((characters) => measure(taskName(name, characters)));
    return [
      name,
      size.toLocaleString('en'),
      figure(small?.median),
      large ? figure(large.median) : 'too long',
      small && large ? ratio(large.median / small.median) : '–',
      large ? figure(large.megabytes / (large.median / 1000)) : '–',
    ];
  });
  printTable(
    'Linearity: time for ten times the characters (linear: about 10)',
    ['', 'characters', 'ms', 'ms for 10 ×', 'takes', 'MB/s'],
    rows,
  );
}

function tasksOf(hostile: Readonly<Record<string, Hostile>>, ready: (text: string) => () => unknown): Tasks {
  return Object.fromEntries(
    Object.entries(hostile).flatMap(([name, { size, text }]) =>
      [size, size * 10].map((characters) => [
        taskName(name, characters),
        (): Task => {
          const made = text(characters);
          return { megabytes: Buffer.byteLength(made) / 1e6, runs: 5, work: ready(made) };
        },
      ]),
    ),
  );
}

function taskName(name: string, characters: number): string {
  return `${name}, ${characters}`;
}

/** Every run of capitalised words, as if people had marked it as a company. */
function capitalised(text: string): Mark[] {
  return Array.from(text.matchAll(/\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*)*/gu), ({ 0: words, index }) => {
    const span = { start: index, end: index + words.length };
    return { ...span, state: 'suggested', pieces: [span], label: 'COMPANY', text: words };
  });
}

/** A number as a word: 1 is `B`, 27 is `Bb`. */
function letters(n: number): string {
  let word = '';
  for (let rest = n; rest > 0; rest = Math.floor(rest / 26))
    word = String.fromCharCode(97 + (rest % 26)) + word;
  return word[0]!.toUpperCase() + word.slice(1);
}
