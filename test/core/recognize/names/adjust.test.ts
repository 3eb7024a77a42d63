import assert from 'node:assert/strict';
import { analyze, noBackground } from '../../../../src/core/analysis';
import { noDecisions, type Label } from '../../../../src/core/model';
import type { DecidedArticle } from '../../../../src/core/recognize/recognizer';

const first =
  'Chipmakers rise\n\nIntel, Nvidia and Samsung Electronics rose in Seoul on Monday. Microsoft, Oracle and Siemens fell, ' +
  'traders in Tokyo said.\n';
const second = 'Carmakers fall\n\nHalvorsen Motors fell in Tokyo, and Brenvik Motors rose, traders said.\n';

/** The labels found in a text, with those of the first article's companies decided otherwise. */
function labels(text: string, examples: readonly DecidedArticle[] = []): string[] {
  const background = { ...noBackground, knowledge: { names: [], examples } };
  return analyze(text, noDecisions, background)
    .suggestions.filter(({ label }) => label !== 'DATE')
    .map(({ label, text: words }) => `${label} ${words}`);
}

function decided(labelOf: (label: Label) => Label): DecidedArticle {
  const { articles, suggestions } = analyze(first, noDecisions, noBackground);
  const marks = suggestions.map(({ start, end, label }) => ({ start, end, label: labelOf(label) }));
  return { text: first, article: articles[0]!, marks };
}

suite('adjusting to the labels of people', () => {
  test('where people call companies organisations, so does the next article', () => {
    const merged = decided((label) => (label === 'COMPANY' ? 'ORG' : label));
    assert.deepEqual(labels(second, [merged]), ['ORG Halvorsen Motors', 'LOC Tokyo', 'ORG Brenvik Motors']);
  });
  test('people who label as the model does change nothing', () => {
    const same = decided((label) => label);
    assert.deepEqual(labels(second, [same]), [
      'COMPANY Halvorsen Motors',
      'LOC Tokyo',
      'COMPANY Brenvik Motors',
    ]);
  });
});
