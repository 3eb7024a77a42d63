import assert from 'node:assert/strict';
import { normalForm, numberWords } from '../../../src/words/numbers';
import { inEnglish } from '../../../src/words/translate';
import { visible } from '../../../src/words/visible';

suite('words for numbers', () => {
  const examples: readonly (readonly [
    label: string,
    value: number | string,
    unit: string | undefined,
    words: string | undefined,
  ])[] = [
    ['MONEY', 1_100_000_000, 'USD', '1.1 billion US dollars'],
    ['MONEY', '17..19', 'EUR', '17 euros to 19 euros'],
    ['MONEY', 0.8, 'DOGE', '0.8 DOGE'],
    ['PERCENT', '4..6', '%', '4 percent to 6 percent'],
    ['QUANTITY', 600, 'MW', '600 MW'],
    ['CARDINAL', '6-3', undefined, '6 to 3, as a score or ratio'],
    ['CARDINAL', 36_700, undefined, '36,700'],
    ['ORDINAL', 2, undefined, 'number 2 in an order'],
    ['DATE', 'XXXX-09-15', undefined, '15 September, the year not said'],
    ['DATE', '2020-Q1', undefined, 'first quarter 2020'],
    ['DATE', 'FY2023-Q1', undefined, 'first quarter fiscal year 2023'],
    ['DATE', '199X', undefined, 'the 1990s'],
    ['DATE', 'P5Y', undefined, '5 years'],
    ['DATE', 'P3Y..P5Y', undefined, '3 years to 5 years'],
    ['DATE', 'XXXX-WXX-3', undefined, 'Wednesday'],
    ['DATE', 'PAST_REF', undefined, 'a time past, seen from the text'],
    ['DATE', 'XXXX', undefined, undefined],
    ['TIME', 'XXXX-WXX-7TNI', undefined, 'Sunday night'],
    ['TIME', 'PT2H30M', undefined, '2 hours 30 minutes'],
    ['TIME', 'T17:00', undefined, '17:00'],
  ];
  for (const [label, value, unit, words] of examples) {
    test(`${label} ${normalForm({ value, unit })}`, () =>
      assert.equal(numberWords(label, { value, unit }, inEnglish), words));
  }
});

suite('visible text', () => {
  test('what cannot be seen is written out', () => {
    assert.equal(visible('safe\u202etxt.exe\u0007'), 'safe\\u{202e}txt.exe\\u{7}');
  });
  test('white space is folded, letters of all scripts and emoji stay', () => {
    assert.equal(visible('Łódź\r\n 北京\t🚀'), 'Łódź 北京 🚀');
  });
});
