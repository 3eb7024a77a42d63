import { findRepeatsAcross } from '../../src/core/repeat/across';
import { compare, isRepeat } from '../../src/core/repeat/compare';
import {
  countParagraphsInSteps,
  fingerprint,
  wordingOf,
  type Wording,
} from '../../src/core/repeat/fingerprint';
import { measure, speed, timesAsFast, type Task, type Tasks } from './measure';
import { plantRepeats, scoreRepeats } from './retellings';
import { figure, printTable, ratio } from './table';

const counts = [1_000, 10_000, 100_000] as const;
const [few, most, all] = counts;
const allPairs = `repeats among ${few} articles, each compared with each`;

type Articles = ReturnType<typeof plantRepeats>['articles'];

export const repeatTasks: Tasks = {
  'loop over the characters': () => onArticles(most, (articles) => articles.map(({ text }) => hashOf(text))),
  [`fingerprints of ${most} articles`]: () =>
    onArticles(most, (articles) => articles.map(({ text }) => fingerprint(text))),
  ...Object.fromEntries(
    counts.map((count) => [
      `repeats among ${count} articles`,
      () => onArticles(count, findRepeatsAcross, count === all ? 1 : undefined),
    ]),
  ),
  [allPairs]: () => onArticles(few, comparePairs, 1),
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

  const perArticle = (count: number): number =>
    (found.find(({ name }) => name === `repeats among ${count} articles`)?.measured?.median ?? NaN) / count;
  console.log(
    `\nAn article among ${all} costs ${figure(perArticle(all) / perArticle(most))} times as much as one among ${most}.`,
  );
  for (const count of counts) {
    const { articles, planted } = plantRepeats(count);
    const score = scoreRepeats(findRepeatsAcross(articles), planted);
    const missed = Object.entries(score.missed).map(([retelling, times]) => `${retelling} ${times}`);
    console.log(
      `Of ${planted.size} planted repeats among ${count} articles ${score.right} were found, and ${score.false} others; missed: ${missed.join(', ') || 'none'}`,
    );
  }
}

/** What finding candidates saves. */
function comparePairs(articles: Articles): number {
  const wordings = articles.map(({ text }) => wordingOf(text));
  const counts = countParagraphs(wordings);
  let repeated = 0;
  wordings.forEach((wording, at) => {
    for (let other = 0; other < at; other++)
      if (isRepeat(compare(wordings[other]!, wording, counts))) repeated++;
  });
  return repeated;
}

function countParagraphs(wordings: readonly Wording[]): ReadonlyMap<number, number> {
  const steps = countParagraphsInSteps(wordings);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function onArticles(count: number, work: (articles: Articles) => unknown, runs?: number): Task {
  const { articles } = plantRepeats(count);
  const bytes = articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return { megabytes: bytes / 1e6, work: () => work(articles), runs };
}

/** The least that anything does that looks at every character. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
