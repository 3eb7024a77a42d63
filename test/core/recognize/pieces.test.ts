import assert from 'node:assert/strict';
import type { Article } from '../../../src/core/model';
import { piecesOf } from '../../../src/core/recognize/pieces';

function articleOf(text: string): Article {
  const block = { start: 0, end: text.length, kind: 'paragraph' } as const;
  return { start: 0, end: text.length, title: { start: 0, end: 0 }, blocks: [block] };
}

/** The last characters of each piece. */
function ends(text: string): string[] {
  return [...piecesOf(text, articleOf(text))].map(({ start, end }) => text.slice(start, end).slice(-3));
}

suite('pieces of an article', () => {
  test('an article of usual length is one piece', () => {
    const article = articleOf('Corvane rose.');
    assert.deepEqual([...piecesOf('Corvane rose.', article)], [article]);
  });
  test('a text without an end is cut behind sentences, else behind words, else anywhere', () => {
    for (const end of ends('Corvane rose. Tarn fell a lot. '.repeat(3000))) assert.match(end, /\. $/);
    assert.deepEqual(new Set(ends('Aa '.repeat(30_000))), new Set(['Aa ']));
    assert.deepEqual(ends('a'.repeat(90_000)), ['aaa', 'aaa', 'aaa']);
  });
  test('the pieces make up the article, and so do their blocks; no pair of surrogates is cut', () => {
    for (const text of ['😀'.repeat(50_001), `x${'😀'.repeat(50_001)}`, 'One.\r\nTwo.\r\n'.repeat(8000)]) {
      const pieces = [...piecesOf(text, articleOf(text))];
      assert.ok(pieces.length > 1);
      assert.equal(pieces.map(({ start, end }) => text.slice(start, end)).join(''), text);
      assert.equal(
        pieces.flatMap(({ blocks }) => blocks.map(({ start, end }) => text.slice(start, end))).join(''),
        text,
      );
      for (const { start } of pieces) assert.doesNotMatch(text[start]!, /[\udc00-\udfff]/);
    }
  });
});
