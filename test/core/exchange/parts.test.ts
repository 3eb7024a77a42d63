import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csv } from '../../../src/core/exchange/csv';
import type { ExchangeDocument } from '../../../src/core/exchange/format';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { labelStudio } from '../../../src/core/exchange/labelStudio';
import { prodigy } from '../../../src/core/exchange/prodigy';
import { hardDocument, lossesOf, marked, marksIn, placesOf, readBack, written } from './examples';

/** The text with an article from each of the offsets to the next. */
function withArticles(document: ExchangeDocument, ...starts: number[]): ExchangeDocument {
  const articles = starts.map((start, i) => ({
    start,
    end: starts[i + 1] ?? document.text.length,
    title: 'T',
  }));
  return { ...document, articles };
}

interface Task {
  text: string;
  meta: { source: string };
  spans: { start: number; end: number }[];
}

suite('texts split by articles', () => {
  const document = withArticles(marked('«ORG Axa» 😀\n«LOC Ulm» «LOC Bern»\n'), 0, 7);
  const textOf = (): string => document.text;

  test('each article is a text, named after its place in code points', () => {
    const { files, report } = written(prodigy, [document], { split: 'articles' });
    const tasks = files['corpus.jsonl']!.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Task);
    assert.deepEqual(
      tasks.map(({ text, meta, spans }) => [text, meta.source, spans.map(({ start, end }) => [start, end])]),
      [
        ['Axa 😀\n', 'a.txt#char=0,6', [[0, 3]]],
        [
          'Ulm Bern\n',
          'a.txt#char=6,15',
          [
            [0, 3],
            [4, 8],
          ],
        ],
      ],
    );
    assert.deepEqual([report.documents, report.marks, report.losses], [2, 3, []]);
  });
  test('parts that come in become one text again', () => {
    const { files } = written(prodigy, [document, { ...document, file: 'b.txt' }], { split: 'articles' });
    const { documents } = readBack(prodigy, 'corpus.jsonl', files, { textOf });
    assert.deepEqual(
      documents.map((one) => [one.file, one.text === document.text, marksIn(one)]),
      [
        ['a.txt', true, ['ORG Axa @0', 'LOC Ulm @7', 'LOC Bern @11']],
        ['b.txt', true, ['ORG Axa @0', 'LOC Ulm @7', 'LOC Bern @11']],
      ],
    );
  });
  test('formats without the text find the part in the corpus’s text', () => {
    const { files } = written(csv, [document], { split: 'articles' });
    assert.deepEqual(readBack(csv, 'corpus.csv', files, { textOf }).documents.map(marksIn), [
      ['ORG Axa @0', 'LOC Ulm @7', 'LOC Bern @11'],
    ]);
  });
  test('what crosses the end of an article is counted', () => {
    const annotations = [
      { ...document.decisions.annotations[0]!, pieces: [{ start: 0, end: 10 }], text: 'Axa 😀\nUlm' },
    ];
    const relations = [{ id: 'r', type: 'in', from: 'a1', to: 'a2' }];
    const crossing = {
      ...document,
      decisions: {
        ...document.decisions,
        annotations: [...annotations, ...document.decisions.annotations.slice(1)],
        relations,
      },
    };
    const { report } = written(jsonl, [crossing], { split: 'articles' });
    assert.deepEqual([report.marks, lossesOf(report)], [2, ['article ends: 1', 'relations: 1']]);
  });
  test('all marks within articles come back just where they were, on any text', () => {
    fc.assert(
      fc.property(hardDocument, fc.nat(), fc.constantFrom(jsonl, labelStudio), (hard, cut, format) => {
        const lines = [0, ...[...hard.text.matchAll(/\n/g)].map((match) => match.index + 1)];
        const at = lines[cut % lines.length]!;
        const whole = at > 0 && at < hard.text.length ? withArticles(hard, 0, at) : hard;
        const kept = whole.decisions.annotations.filter(
          ({ pieces: [piece], status }) => status === 'accepted' && (piece!.end <= at || piece!.start >= at),
        );
        const given = { ...whole, decisions: { ...whole.decisions, annotations: kept } };
        const { files } = written(format, [given], { split: 'articles' });
        const path = `corpus${format.extensions[0]}`;
        const { documents, problems } = readBack(format, path, files, { textOf: () => given.text });
        const sorted = (list: readonly unknown[]): string[] =>
          list.map((item) => JSON.stringify(item)).sort();
        assert.deepEqual([sorted(documents.flatMap(placesOf)), problems], [sorted(placesOf(given)), []]);
      }),
    );
  });
});
