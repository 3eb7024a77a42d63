import assert from 'node:assert/strict';
import { findArticles } from '../../../src/core/articles/articles';

suite('a story told again', () => {
  const story = [
    'Tarn Motors opens works in Oslo',
    '',
    'OSLO, March 3 - Tarn Motors opened a works on Tuesday in which four hundred people will build small vans.',
    '',
    'The firm said that the first van would leave the line in June.',
    '',
  ].join('\n');

  test('its title is one again where what stood behind it stands behind it again', () => {
    const text = `${story}\n\n${story}`;
    assert.deepEqual(
      findArticles(text).map(({ start }) => start),
      [0, story.length + 2],
    );
  });
  test('what people decided on the line stands over it', () => {
    const text = `${story}\n\n${story}`;
    const again = { start: story.length + 2, title: 'Tarn Motors opens works in Oslo', starts: false };
    assert.equal(findArticles(text, { articles: [again], structure: [] }).length, 1);
  });
});
