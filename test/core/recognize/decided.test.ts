import assert from 'node:assert/strict';
import { analyze, noBackground } from '../../../src/core/analysis';
import { noDecisions, type Annotation } from '../../../src/core/model';
import { decidedArticles } from '../../../src/core/recognize/decided';

const text = [
  'Bakery opens in Lyon',
  '',
  'Lucie Fontaine opened a bakery in Lyon on Monday, she said.',
  '',
].join('\n');

function decide(
  words: string,
  at: number,
  label: Annotation['label'],
  status: Annotation['status'],
): Annotation {
  return { id: `${at}`, pieces: [{ start: at, end: at + words.length }], label, text: words, status };
}

const decisions = [
  decide('Lyon', 16, 'LOC', 'accepted'),
  decide('Lucie Fontaine', 22, 'PERSON', 'accepted'),
  decide('Lyon', text.lastIndexOf('Lyon'), 'LOC', 'rejected'),
];

function decidedWith(annotations: readonly Annotation[]) {
  const { articles, marks } = analyze(text, { ...noDecisions, annotations }, noBackground);
  return decidedArticles(text, articles, marks);
}

suite('decided articles', () => {
  test('an article whose names are decided teaches the accepted ones', () => {
    assert.deepEqual(
      decidedWith(decisions).map(({ marks }) => marks),
      [
        [
          { start: 16, end: 20, label: 'LOC' },
          { start: 22, end: 36, label: 'PERSON' },
        ],
      ],
    );
  });
  test('an article with open names teaches nothing', () => {
    assert.deepEqual(decidedWith(decisions.slice(0, 1)), []);
  });
});
