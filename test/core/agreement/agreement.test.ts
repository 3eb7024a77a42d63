import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agreementOf, type LayeredText, type PairAgreement } from '../../../src/core/agreement/agreement';
import { noDecisions, type Annotation, type ArticleDecision, type Decisions } from '../../../src/core/model';
import { runs } from '../runs';

const text = 'Tarn Motors hired Ada Quill in Oslo.';

suite('agreement', () => {
  test('counts exact and overlapping marks by label', () => {
    const { labels, all } = pairOf({
      text,
      anna: [mark('Tarn Motors', 'COMPANY'), mark('Ada Quill', 'PERSON'), mark('Oslo', 'LOC')],
      ben: [mark('Tarn', 'COMPANY'), mark('Ada Quill', 'PERSON'), mark('Oslo', 'ORG')],
    });
    assert.deepEqual(
      labels.map(({ label, marks, exact, overlap }) => [label, marks, exact, overlap]),
      [
        ['COMPANY', [1, 1], 0, 1],
        ['LOC', [1, 0], 0, 0],
        ['ORG', [0, 1], 0, 0],
        ['PERSON', [1, 1], 1, 1],
      ],
    );
    // One of three marks is the same on either side; two of three overlap one of the same label.
    assert.deepEqual([all.marks, all.exact, all.overlap], [[3, 3], 1 / 3, 2 / 3]);
  });

  test('takes the harmonic mean where one mark meets two', () => {
    const { all } = pairOf({
      text,
      anna: [mark('Tarn Motors', 'COMPANY'), mark('Oslo', 'COMPANY')],
      ben: [mark('Tarn', 'COMPANY'), mark('Motors', 'COMPANY')],
    });
    // 1 of Anna's 2 and 2 of Ben's 2: 2 · 0.5 · 1 / 1.5.
    assert.equal(all.overlap, 2 / 3);
  });

  test('compares tokens for kappa', () => {
    const { kappa } = pairOf({
      text,
      anna: [mark('Tarn Motors', 'COMPANY'), mark('Oslo', 'LOC')],
      ben: [mark('Tarn', 'COMPANY'), mark('Oslo', 'LOC')],
    });
    // Tarn Motors hired Ada Quill in Oslo . – 8 tokens, 7 alike; by chance (5 · 6 + 2 · 1 + 1 · 1) / 8².
    assert.deepEqual([kappa.items, kappa.observed, kappa.expected], [8, 7 / 8, 33 / 64]);
    assert.equal(kappa.value, (7 / 8 - 33 / 64) / (1 - 33 / 64));
  });

  test('says nothing where nobody marked anything', () => {
    const { labels, all, kappa } = pairOf({ text, anna: [], ben: [] });
    assert.deepEqual(labels, []);
    assert.deepEqual(
      [all.exact, all.overlap, all.alpha, kappa.value],
      [undefined, undefined, undefined, undefined],
    );
  });

  test('leaves out articles that are not done, and says so', () => {
    const two = 'Tarn rose.\nOslo fell.\n';
    const pair = pairOf({
      text: two,
      articles: [
        { start: 0, end: 11 },
        { start: 11, end: 22 },
      ],
      anna: [mark('Tarn', 'COMPANY', two), mark('Oslo', 'LOC', two)],
      ben: [mark('Tarn', 'COMPANY', two)],
      statusOfBen: [{ start: 11, title: 'Oslo fell.', status: 'in progress' }],
    });
    assert.deepEqual(
      pair.labels.map(({ label, exact, alpha }) => [label, exact, alpha]),
      [['COMPANY', 1, 1]],
    );
    assert.equal(pair.kappa.items, 3);
    assert.deepEqual([pair.leftOut.unfinishedArticles, pair.leftOut.marksInThem], [1, 1]);
  });

  test('says what else it leaves out', () => {
    const { leftOut, labels } = pairOf({
      text,
      anna: [
        mark('Tarn Motors', 'COMPANY'),
        mark('Tarn', 'COMPANY'),
        mark('Motors', 'PRODUCT'),
        { ...mark('Oslo', 'LOC'), status: 'rejected' },
        { ...mark('Ada', 'PERSON'), pieces: [span('Ada'), span('Oslo')] },
      ],
      ben: [],
    });
    assert.deepEqual(leftOut, {
      unfinishedArticles: 0,
      marksInThem: 0,
      rejected: 1,
      orphans: 0,
      underLonger: 2,
      overlappingOwnLabel: 1,
      inPieces: 1,
    });
    assert.deepEqual(
      labels.map(({ label }) => label),
      ['COMPANY', 'PERSON', 'PRODUCT'],
    );
  });

  test('takes several texts for one, and a text with one layer for none', () => {
    const { pairs, alone } = agreementOf([
      layered({ text, anna: [mark('Oslo', 'LOC')], ben: [mark('Oslo', 'LOC')] }),
      layered({ text, anna: [mark('Tarn', 'LOC')], ben: [] }),
      { text, articles: [], layers: [{ annotator: 'anna', decisions: noDecisions }] },
    ]);
    const [pair] = pairs;
    assert.deepEqual([pairs.length, alone, pair!.texts, pair!.kappa.items], [1, 1, 2, 16]);
    assert.deepEqual([pair!.all.marks, pair!.all.exact], [[2, 1], 2 / 3]);
  });

  test('pairs everybody with everybody', () => {
    const layers = ['anna', 'ben', 'cleo'].map((annotator) => ({ annotator, decisions: noDecisions }));
    assert.deepEqual(
      agreementOf([{ text, articles: [], layers }]).pairs.map(({ annotators }) => annotators.join('–')),
      ['anna–ben', 'anna–cleo', 'ben–cleo'],
    );
  });

  test('is the same from either side, whole with oneself, and within its bounds', () => {
    const annotations = fc
      .array(
        fc.tuple(
          fc.integer({ min: 0, max: text.length - 1 }),
          fc.integer({ min: 1, max: 12 }),
          fc.constantFrom('A', 'B'),
        ),
        { maxLength: 8 },
      )
      .map((marks) =>
        marks.map(([start, length, label], i): Annotation => {
          const end = Math.min(text.length, start + length);
          const pieces = [{ start, end }];
          return { id: `a${i}`, pieces, label, text: text.slice(start, end), status: 'accepted' };
        }),
      );
    fc.assert(
      fc.property(annotations, annotations, (anna, ben) => {
        const there = figures(pairOf({ text, anna, ben }));
        assert.deepEqual(there, figures(pairOf({ text, anna: ben, ben: anna })));
        for (const figure of there) assert.ok(figure === undefined || (figure <= 1 && !Number.isNaN(figure)));
        const own = figures(pairOf({ text, anna, ben: anna }));
        assert.deepEqual(
          [...new Set(own)].filter((figure) => figure !== undefined),
          anna.length > 0 ? [1] : [],
        );
      }),
      { numRuns: runs(200) },
    );
  });
});

interface Example {
  readonly text: string;
  readonly articles?: LayeredText['articles'];
  readonly anna: readonly Annotation[];
  readonly ben: readonly Annotation[];
  readonly statusOfBen?: readonly ArticleDecision[];
}

function pairOf(example: Example): PairAgreement {
  return agreementOf([layered(example)]).pairs[0]!;
}

function layered({ text: words, articles = [], anna, ben, statusOfBen = [] }: Example): LayeredText {
  const decided = (annotations: readonly Annotation[], of: readonly ArticleDecision[]): Decisions => ({
    ...noDecisions,
    annotations,
    articles: of,
  });
  return {
    text: words,
    articles,
    layers: [
      { annotator: 'anna', decisions: decided(anna, []) },
      { annotator: 'ben', decisions: decided(ben, statusOfBen) },
    ],
  };
}

function figures({ all, kappa, labels }: PairAgreement): readonly (number | undefined)[] {
  const rounded = (figure: number | undefined): number | undefined =>
    figure === undefined ? undefined : Number(figure.toFixed(9));
  return [all, ...labels]
    .flatMap(({ exact, overlap, alpha }) => [exact, overlap, alpha])
    .concat(kappa.value)
    .map(rounded);
}

function span(words: string, of = text): { start: number; end: number } {
  const start = of.indexOf(words);
  return { start, end: start + words.length };
}

function mark(words: string, label: string, of = text): Annotation {
  return { id: `${label}-${words}`, pieces: [span(words, of)], label, text: words, status: 'accepted' };
}
