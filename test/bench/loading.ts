import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Compromise from 'compromise';
import type { Model } from 'wink-nlp';
import type Wink from 'wink-nlp';
import type { names } from '../../src/core/recognize/names/names';
import { examplesOf, readMarkedText, type Example } from '../../training/corpus';
import { measure, median, type Task, type Tasks } from './measure';
import { figure, printTable, ratio } from './table';

/** Loads as the extension host does. */
const load = createRequire(__filename);

/** How many processes each is measured in. */
const rounds = 7;

export const loadingTasks: Tasks = {
  'our names': () =>
    onFirstArticle((article) => {
      const ours = load(join(__dirname, 'names.js')) as { names: typeof names };
      return ours.names.recognize(article, { names: [] });
    }),
  'wink-nlp': () =>
    onFirstArticle(({ text }) => {
      const winkNLP = load('wink-nlp') as typeof Wink;
      return winkNLP(load('wink-eng-lite-web-model') as Model, ['sbd', 'ner'])
        .readDoc(text)
        .entities()
        .out();
    }),
  compromise: () =>
    onFirstArticle(({ text }) => {
      const nlp = load('compromise') as typeof Compromise;
      return nlp(text).people().out('array') as unknown;
    }),
};

export function loading(): void {
  const found = Object.keys(loadingTasks).map((name) => {
    const measured = Array.from({ length: rounds }, () => measure(name)).filter((one) => one !== undefined);
    return { name, first: median(measured.map(({ first }) => first)) };
  });
  const ours = found[0]!.first;
  const rows = found.map(({ name, first }) => [name, figure(first), ratio(first / ours)]);
  printTable(
    'Loading: from import to the names of a first article (goal: 30 ms)',
    ['', 'ms', 'of ours'],
    rows,
  );
}

/** Only the first run counts: what it loads stays loaded. */
function onFirstArticle(work: (article: Example) => unknown): Task {
  const article = examplesOf(readMarkedText('training/texts/consumer-1.txt'))[0]!;
  return { megabytes: article.text.length / 1e6, runs: 1, work: () => work(article) };
}
