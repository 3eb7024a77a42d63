import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freePlaces, occurrencesOf } from '../../../src/core/annotate/occurrences';
import type { Annotation } from '../../../src/core/model';

const found = (text: string, words: string): string[] =>
  occurrencesOf(text, words).map(({ start, end }) => `${start} ${text.slice(start, end)}`);

suite('every occurrence of words', () => {
  test('whole words in the same case', () => {
    assert.deepEqual(found('Tarn, Tarns, tarn and Start-Tarn’s Tarn.', 'Tarn'), [
      '0 Tarn',
      '28 Tarn',
      '35 Tarn',
    ]);
  });
  test('also where a line is broken between them, or an apostrophe is curly', () => {
    assert.deepEqual(found("Orvane\r\nMetals, Orvane  Metals, Orvane\n\nMetals, O'Hara", 'Orvane Metals'), [
      '0 Orvane\r\nMetals',
      '16 Orvane  Metals',
    ]);
    assert.deepEqual(found("O'Hara", 'O’Hara'), ["0 O'Hara"]);
  });
  test('words with signs of patterns mean themselves', () => {
    assert.deepEqual(found('up 4.5% (415%), C++', '4.5%'), ['3 4.5%']);
    assert.deepEqual(found('C++ and C+', 'C++'), ['0 C++']);
    assert.deepEqual(found('a b', '  '), []);
  });
  test('places that somebody decided on, or that two articles share, are left out', () => {
    const annotation = (start: number, status: Annotation['status'], label: string): Annotation => ({
      id: `id${start}`,
      pieces: [{ start, end: start + 4 }],
      label,
      text: 'Tarn',
      status,
    });
    const places = [0, 5, 10, 15, 20].map((start) => ({ start, end: start + 4 }));
    const annotations = [
      annotation(0, 'accepted', 'LOC'),
      annotation(5, 'rejected', 'ORG'),
      annotation(10, 'rejected', 'LOC'),
    ];
    const articles = [
      { start: 0, end: 17 },
      { start: 17, end: 30 },
    ];
    assert.deepEqual(
      freePlaces(places, annotations, articles, 'ORG').map(({ start }) => start),
      [10, 20],
    );
  });
  test('any words are found in any text without an exception, as they stand', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'B', ' ', '\n', '.', '(', '\\', '😀', '\ud800'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, words, (text, wanted) => {
        for (const { start, end } of occurrencesOf(text, wanted))
          assert.equal(text.slice(start, end).replace(/\s+/g, ' '), wanted.trim().replace(/\s+/g, ' '));
      }),
    );
  });
});
