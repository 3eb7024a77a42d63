import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentenceAt, splitSentences } from '../../../src/core/recognize/sentences';

function sentences(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

suite('sentences', () => {
  test('stops end sentences, with their quotes and brackets', () => {
    assert.deepEqual(sentences('It rose. “Did it?” she asked. (It did!) Then… it fell.'), [
      'It rose.',
      '“Did it?” she asked.',
      '(It did!)',
      'Then… it fell.',
    ]);
  });
  test('abbreviations, initials and decimal points end none', () => {
    assert.deepEqual(sentences('Mr. Auer of Corvane Inc. Holdings paid $1.1 billion to J. R. Oddy. Fine.'), [
      'Mr. Auer of Corvane Inc. Holdings paid $1.1 billion to J. R. Oddy.',
      'Fine.',
    ]);
  });
  test('a doubtful stop ends a sentence where the next word begins one', () => {
    assert.deepEqual(sentences('It left the U.S. The U.S. Senate met at 5 p.m. on Monday.'), [
      'It left the U.S.',
      'The U.S. Senate met at 5 p.m. on Monday.',
    ]);
  });
  test('a line end ends a sentence, whatever its kind', () => {
    assert.deepEqual(sentences('A title\r\n\r\n  Some text\nmore'), ['A title', 'Some text', 'more']);
  });
  test('full-width stops need no blank', () => {
    assert.deepEqual(sentences('今日は。明日は！'), ['今日は。', '明日は！']);
  });
  test('the sentence of an offset is found', () => {
    const spans = splitSentences('One. Two.');
    assert.deepEqual(
      [0, 3, 5, 9].map((offset) => sentenceAt(spans, offset)),
      [0, 0, 1, 1],
    );
  });
  test('every character that is not blank is in just one sentence', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('A', 'b', '.', '!', ' ', '\n', '\r', '”', '。', '1', '🚀', '\ud83d'),
        }),
        (text) => {
          let end = 0;
          for (const span of splitSentences(text)) {
            assert.equal(text.slice(end, span.start).trim(), '');
            assert.ok(span.end > span.start);
            end = span.end;
          }
          assert.equal(text.slice(end).trim(), '');
        },
      ),
    );
  });
});
