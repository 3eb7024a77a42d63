import assert from 'node:assert/strict';
import { analyze, noBackground } from '../../src/core/analysis';
import { noDecisions } from '../../src/core/model';

const story =
  'Tidewell Energy said on Tuesday it would close its plant at Marrow Point by June, ending 60 years of work on the estuary.';

suite('analysis', () => {
  test('numbers are marked before the first article too, and the article still starts at its title', () => {
    const text = `Sign up for our newsletter: $4 a month\n\nTidewell to close Marrow Point plant\n\n${story}\n`;
    const { articles, marks, suggestions } = analyze(text, noDecisions, noBackground);
    assert.deepEqual(
      articles.map(({ start }) => start),
      [text.indexOf('Tidewell')],
    );
    assert.deepEqual(suggestions.map(({ start, end }) => text.slice(start, end)).slice(0, 1), ['$4']);
    assert.equal(marks[0]!.label, 'MONEY');
  });

  test('nothing is suggested under a label that the scheme has not', () => {
    const labelled = (labels?: readonly string[]): readonly string[] => [
      ...new Set(
        analyze(story, noDecisions, { ...noBackground, ...(labels && { labels }) }).suggestions.map(
          ({ label }) => label,
        ),
      ),
    ];
    assert.ok(labelled().includes('COMPANY') && labelled().includes('DATE'));
    assert.deepEqual(labelled(['DATE', 'GENE']), ['DATE']);
  });

  test('a blank line before the first title is nothing to look at', () => {
    const text = `\n\nTidewell to close Marrow Point plant\n\n${story}\n`;
    const { articles, parts } = analyze(text, noDecisions, noBackground);
    assert.deepEqual([articles[0]!.start, parts.size], [2, 1]);
  });
});
