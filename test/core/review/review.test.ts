import assert from 'node:assert/strict';
import type { Mark } from '../../../src/core/marks';
import { noDecisions, type Annotation, type Article, type Decisions } from '../../../src/core/model';
import { wordingOf } from '../../../src/core/repeat/fingerprint';
import {
  annotatorsIn,
  everything,
  reviewOf,
  reviewOfIndexed,
  type ReviewFilter,
} from '../../../src/core/review/review';

const text = 'Tarn rose.\nOslo fell.\nAda left.\n';
const articles: Article[] = [0, 11, 22].map((start, i) => ({
  start,
  end: [11, 22, 32][i]!,
  title: { start, end: [10, 21, 31][i]! },
  blocks: [],
}));
const always = () => true;
const noWording = wordingOf('', { start: 0, end: 0, title: { start: 0, end: 0 }, blocks: [] });

suite('review', () => {
  test('tells how far each article is, by what was said of it or else by what is decided', () => {
    const {
      articles: found,
      decided,
      all,
    } = review([suggested('Tarn', 0.9), decision('Oslo', {}), suggested('fell', 0.4), decision('Ada', {})], {
      articles: [{ start: 22, title: 'Ada left.', status: 'done' }],
    });
    assert.deepEqual(
      found.map(({ title, status, decided: some, all: of }) => `${title} ${status} ${some}/${of}`),
      ['Tarn rose. to do 0/1', 'Oslo fell. in progress 1/2', 'Ada left. done 1/1'],
    );
    assert.deepEqual([decided, all], [2, 4]);
  });

  test('lists suggestions from the surest on, open comments, and doubts', () => {
    const found = review([
      suggested('Tarn', 0.4),
      suggested('Oslo', 0.9),
      decision('fell', { comments: [{ text: 'why?' }] }),
      decision('rose', { comments: [{ text: 'ok', resolved: true }] }),
      decision('Ada', { unsure: true }),
    ]);
    assert.deepEqual(
      [found.suggestions, found.commented, found.unsure].map((marks) => marks.map((mark) => mark.text)),
      [['Oslo', 'Tarn'], ['fell'], ['Ada']],
    );
  });

  test('leaves out what is filtered and what is not shown, in the counts too', () => {
    const marks = [
      suggested('Tarn', 0.9),
      decision('Oslo', { by: 'anna' }),
      decision('Ada', { by: 'ben' }, 'PERSON'),
    ];
    const counts = (filter: Partial<ReviewFilter>, isShown = always) => {
      const { decided, all } = review(marks, {}, { ...everything, ...filter }, isShown);
      return `${decided}/${all}`;
    };
    assert.deepEqual(
      [counts({}), counts({ labels: new Set(['PERSON']) }), counts({ annotators: new Set(['anna']) })],
      ['2/3', '1/1', '1/1'],
    );
    assert.equal(
      counts({}, () => false),
      '0/0',
    );
  });

  test('articles of texts that are not open count as the index has them', () => {
    const counts = [
      { label: 'LOC', suggested: 2, accepted: 1, rejected: 1 },
      { label: 'PERSON', suggested: 1, accepted: 0, rejected: 0 },
    ];
    const article = { ...articles[0]!, line: 1, title: 'Tarn rose.', counts, wording: noWording };
    const text = { articles: [article, { ...article, line: 2, status: 'done' as const, counts: [] }] };
    assert.deepEqual(
      [everything, { labels: new Set(['PERSON']) }].map((filter) =>
        reviewOfIndexed(text, filter).map(
          ({ line, status, decided, all }) => `${line} ${status} ${decided}/${all}`,
        ),
      ),
      [
        ['1 in progress 2/5', '2 done 0/0'],
        ['1 to do 0/1', '2 done 0/0'],
      ],
    );
  });

  test('lists lost annotations, and whose decisions there are', () => {
    const { id, label, text: words, status } = annotationOf('Oslo', {});
    const orphans = [{ annotation: { id, label, text: words, status, by: 'zoe' }, at: '1:1-1:5' }];
    assert.deepEqual(review([], { orphans }).orphans, orphans);
    assert.deepEqual(
      annotatorsIn({ ...noDecisions, orphans, annotations: [annotationOf('Ada', { by: 'anna' })] }),
      ['anna', 'zoe'],
    );
  });
});

function review(
  marks: readonly Mark[],
  decisions: Partial<Decisions> = {},
  filter = everything,
  isShown = always as (mark: Mark) => boolean,
) {
  return reviewOf({ text, articles, marks, decisions: { ...noDecisions, ...decisions } }, filter, isShown);
}

function suggested(words: string, score: number): Mark {
  const span = spanOf(words);
  const suggestion = { ...span, label: 'LOC', text: words, score, reason: { kind: 'model' } } as const;
  return { ...span, state: 'suggested', pieces: [span], label: 'LOC', text: words, suggestion };
}

function decision(words: string, more: Partial<Annotation>, label = 'LOC'): Mark {
  const annotation = { ...annotationOf(words, more), label };
  return { ...spanOf(words), state: 'accepted', pieces: annotation.pieces, label, text: words, annotation };
}

function annotationOf(words: string, more: Partial<Annotation>): Annotation {
  return { id: words, pieces: [spanOf(words)], label: 'LOC', text: words, status: 'accepted', ...more };
}

function spanOf(words: string): { start: number; end: number } {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}
