import { createRandom } from '../../training/random';
import { analyze, noBackground } from '../../src/core/analysis';
import { noDecisions } from '../../src/core/model';
import { measure, type Task, type Tasks } from './measure';
import { figure, printTable, ratio } from './table';
import { textToEdit } from './texts';

/** In characters. */
const sizes = { '5 kB': 0, '35 kB': 35_000, '1 MB': 1_000_000 };

export const editTasks: Tasks = Object.fromEntries(
  Object.entries(sizes).flatMap(([size, characters]) => [
    [`all of ${size}`, () => readAnew(characters)],
    [`edit in ${size}`, () => edit(characters)],
  ]),
);

export function edits(): void {
  const rows = Object.keys(sizes).map((size) => {
    const all = measure(`all of ${size}`);
    const one = measure(`edit in ${size}`);
    return [
      `an article of 5 kB in ${size}`,
      figure(one?.median),
      figure(one?.p95),
      figure(all?.median),
      all && one ? ratio(one.median / all.median) : '',
    ];
  });
  printTable(
    'Edits: the analysis after a word was typed (goal: 5 ms)',
    ['', 'p50 ms', 'p95 ms', 'read anew ms', 'edit takes'],
    rows,
  );
}

function readAnew(characters: number): Task {
  const { text } = textToEdit(characters);
  return {
    megabytes: text.length / 1e6,
    runs: 30,
    work: () => analyze(text, noDecisions, noBackground),
  };
}

/** Every run types one more word somewhere in the first article. */
function edit(characters: number): Task {
  const random = createRandom(7);
  const { text, articleEnd } = textToEdit(characters);
  let analysis = analyze(text, noDecisions, noBackground);
  let run = 0;
  return {
    megabytes: text.length / 1e6,
    runs: 300,
    work: () => {
      const before = analysis.text;
      const at = before.indexOf(' ', 200 + Math.floor(random() * (articleEnd - 400)));
      const edited = `${before.slice(0, at)} word${++run}${before.slice(at)}`;
      analysis = analyze(edited, noDecisions, noBackground, analysis);
    },
  };
}
