import { join } from 'node:path';
import { readTexts } from '../../training/corpus';
import { measure, median, type Task, type Tasks } from './measure';
import type { firstNames } from './firstNames';
import { figure, printTable, ratio } from './table';

/** How many processes each is measured in. */
const rounds = 7;

export const loadingTasks: Tasks = {
  'our names': () =>
    onFirstArticle(async (article) => {
      const ours = (await import(join(__dirname, 'firstNames.js'))) as { firstNames: typeof firstNames };
      return ours.firstNames(article);
    }),
  'wink-nlp': () =>
    onFirstArticle(async (article) => {
      const { default: winkNLP } = await import('wink-nlp');
      const { default: model } = await import('wink-eng-lite-web-model');
      return winkNLP(model, ['sbd', 'ner']).readDoc(article).entities().out();
    }),
  compromise: () =>
    onFirstArticle(async (article) => {
      const { default: nlp } = await import('compromise');
      return nlp(article).people().out('array') as unknown;
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
function onFirstArticle(work: (article: string) => Promise<unknown>): Task {
  const article = readTexts('training/texts')[0]!.text;
  return { megabytes: article.length / 1e6, runs: 1, work: () => work(article) };
}
