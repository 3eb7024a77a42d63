import { findRepeatsAcross } from '../../src/core/repeat/across';
import { fingerprint } from '../../src/core/repeat/fingerprint';
import { measure, speed, timesAsFast, type Task, type Tasks } from './measure';
import { plantRepeats, scoreRepeats } from './retellings';
import { figure, printTable, ratio } from './table';

const counts = [1_000, 10_000] as const;
const most = counts[1];

type Articles = ReturnType<typeof plantRepeats>['articles'];

export const repeatTasks: Tasks = {
  'loop over the characters': () => onArticles(most, (articles) => articles.map(({ text }) => hashOf(text))),
  [`fingerprints of ${most} articles`]: () =>
    onArticles(most, (articles) => articles.map(({ text }) => fingerprint(text))),
  ...Object.fromEntries(
    counts.map((count) => [`repeats among ${count} articles`, () => onArticles(count, findRepeatsAcross)]),
  ),
};

export function repeats(): void {
  const found = Object.keys(repeatTasks).map((name) => ({ name, measured: measure(name) }));
  const limit = found[0]?.measured;
  const rows = found.map(({ name, measured }) => {
    if (!measured) return [name, 'failed'];
    const { megabytes, median, peak } = measured;
    const toLimit = limit ? ratio(timesAsFast(measured, limit)) : '';
    return [name, figure(megabytes), figure(median), figure(speed(measured)), toLimit, figure(peak)];
  });
  printTable('Repeats among articles', ['', 'MB', 'ms', 'MB/s', 'to the loop', 'peak MB'], rows);

  const { articles, planted } = plantRepeats(most);
  const score = scoreRepeats(findRepeatsAcross(articles), planted);
  const missed = Object.entries(score.missed).map(([retelling, count]) => `${retelling} ${count}`);
  console.log(
    `\nOf ${planted.size} planted repeats ${score.right} were found, ${score.false} others; missed: ${missed.join(', ')}`,
  );
}

function onArticles(count: number, work: (articles: Articles) => unknown): Task {
  const { articles } = plantRepeats(count);
  const bytes = articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return { megabytes: bytes / 1e6, work: () => work(articles) };
}

/** The least that anything does that looks at every character. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
