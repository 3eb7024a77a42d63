import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveBorder, type Border, type Step } from '../../../src/core/annotate/borders';

/** The span between « and » after a border has moved. */
function moved(marked: string, border: Border, direction: 1 | -1, step: Step): string | undefined {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const span = moveBorder(text, { start, end }, border, direction, step, { start: 0, end: text.length });
  return span && `${text.slice(0, span.start)}«${text.slice(span.start, span.end)}»${text.slice(span.end)}`;
}

suite('moving a border', () => {
  test('by a word, over what stands between words', () => {
    assert.equal(
      moved('the «Orvane» Metals, Inc. of Graz', 'end', 1, 'word'),
      'the «Orvane Metals», Inc. of Graz',
    );
    assert.equal(moved('«Orvane Metals», Inc.', 'end', 1, 'word'), '«Orvane Metals, Inc».');
    assert.equal(moved('«Orvane Metals»', 'end', -1, 'word'), '«Orvane» Metals');
    assert.equal(moved('the «Orvane»', 'start', -1, 'word'), '«the Orvane»');
    assert.equal(moved('«the Orvane»', 'start', 1, 'word'), 'the «Orvane»');
  });
  test('words keep their parts, and signs of numbers are words', () => {
    assert.equal(moved('«Mary» O’Neill-Hart said', 'end', 1, 'word'), '«Mary O’Neill-Hart» said');
    assert.equal(moved('for $«1,250.5»', 'start', -1, 'word'), 'for «$1,250.5»');
    assert.equal(moved('«4.5»% up', 'end', 1, 'word'), '«4.5%» up');
  });
  test('by a character, never onto white space or into a character', () => {
    assert.equal(moved('«Graz», said', 'end', 1, 'character'), '«Graz,» said');
    assert.equal(moved('«Graz,»\r\n said', 'end', 1, 'character'), '«Graz,\r\n s»aid');
    assert.equal(moved('«Graz,\r\n s»aid', 'end', -1, 'character'), '«Graz,»\r\n said');
    assert.equal(moved('🚀«Graz»', 'start', -1, 'character'), '«🚀Graz»');
    assert.equal(moved('«Cafe\u0301»s', 'end', -1, 'character'), '«Caf»e\u0301s');
  });
  test('nothing is left of a span, or of its article', () => {
    assert.equal(moved('«Graz» said', 'end', -1, 'word'), undefined);
    assert.equal(moved('«G»raz', 'end', -1, 'character'), undefined);
    assert.equal(moved('said «Graz»', 'end', 1, 'word'), undefined);
  });
  test('in any text a span stays a span of whole characters without blanks at the border that moved', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const border = fc.constantFrom<Border>('start', 'end');
    const step = fc.constantFrom<Step>('word', 'character');
    fc.assert(
      fc.property(
        text,
        fc.nat(30),
        fc.nat(30),
        border,
        fc.constantFrom<1 | -1>(1, -1),
        step,
        (words, a, b, moving, direction, by) => {
          const span = { start: Math.min(a, b, words.length), end: Math.min(Math.max(a, b), words.length) };
          const within = { start: 0, end: words.length };
          const result = moveBorder(words, span, moving, direction, by, within);
          if (!result) return;
          assert.ok(0 <= result.start && result.start < result.end && result.end <= words.length);
          assert.equal((result[moving] - span[moving]) * direction > 0, true);
          const inside = moving === 'start' ? words[result.start]! : words[result.end - 1]!;
          assert.match(inside, /\S/);
        },
      ),
    );
  });
});
