import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitsPair } from '../../../../src/core/text';
import { find } from './marked';

/** Texts made of the pieces that numbers are made of, so that rules meet in every order. */
const pieces = fc.array(
  fc.constantFrom(
    ...(
      'one two seven twelve twenty hundred thousand million half quarter third first second a an the of and to or in per from ' +
      'May March June Monday Sunday spring Q3 H1 FY 2019 2024 5 30 12 007 1,234 3.5 1.2.3 7:30 p.m. pm am GMT $ € US$ Rs yuan cents p ' +
      'pounds % percent points km m kg °C miles year years day weeks hours minutes ago old last next this every each early late mid ' +
      'end - – — / : . , ; ( ) " \' ’ ½ × + bn m k 🚀 \ud83d A Model Section Christmas Eve today night century dozen minus ten o’clock'
    ).split(' '),
    '\n',
    '\n\n',
  ),
  { maxLength: 40 },
);
const text = fc.tuple(pieces, fc.constantFrom(' ', '', ' ', '  ')).map(([words, gap]) => words.join(gap));

suite('numbers: properties', () => {
  test('marks lie inside the text, in order, apart, and split no character', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (source) => {
        let last = 0;
        for (const { start, end } of find(source)) {
          assert.ok(start >= last && end > start && end <= source.length);
          assert.ok(!splitsPair(source, start) && !splitsPair(source, end));
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('every mark has a value that is a number or a string, never NaN', () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const { number } of find(source))
          assert.doesNotMatch(String(number.value), /NaN|undefined|Infinity/);
      }),
      { numRuns: 2000 },
    );
  });

  test('line ends of either kind give the same marks', () => {
    const words = (source: string): string[] =>
      find(source).map(({ start, end, label }) => `${label} ${source.slice(start, end).replace(/\r/g, '')}`);
    fc.assert(
      fc.property(text, (source) => {
        assert.deepEqual(words(source.replace(/\n/g, '\r\n')), words(source));
      }),
      { numRuns: 1000 },
    );
  });

  test('a paragraph is read alike alone and behind another', () => {
    const marks = (source: string, shift = 0): string[] =>
      find(source).map(({ start, end, label }) => `${start - shift}-${end - shift} ${label}`);
    const before = 'Nothing is counted here at all.\n\n';
    fc.assert(
      fc.property(text, (source) => {
        assert.deepEqual(marks(before + source, before.length), marks(source));
      }),
      { numRuns: 1000 },
    );
  });

  test('endless and broken input is read without failing', () => {
    const many = (piece: string): string => piece.repeat(20_000);
    for (const source of [
      many('one hundred and '),
      many('1'),
      many('1,'),
      many('1.'),
      many('1-'),
      many('5 to '),
      many('$'),
      many('mid-to-'),
      many('two years and '),
      many('\ud83d1'),
      many('million '),
      many('1:'),
    ]) {
      for (const { start, end } of find(source)) assert.ok(start < end && end <= source.length);
    }
  });
});
