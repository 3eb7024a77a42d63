import assert from 'node:assert/strict';
import { impliedRate } from '../../../../src/core/recognize/numbers/conversions';
import { numbers, readValue } from '../../../../src/core/recognize/numbers/numbers';
import { tokenize } from '../../../../src/core/recognize/tokens';
import { find } from './marked';

suite('numbers', () => {
  test('a suggestion carries its words, value, reason and score', () => {
    const text = 'Ashgrove paid $4.2m.';
    const article = { start: 0, end: text.length, title: { start: 0, end: text.length }, blocks: [] };
    const suggestions = numbers.recognize({ text, tokens: tokenize(text), article }, { names: [] });
    assert.deepEqual(suggestions, [
      {
        start: 14,
        end: 19,
        label: 'MONEY',
        text: '$4.2m',
        score: 0.99,
        reason: { kind: 'grammar' },
        number: { value: 4200000, unit: 'USD' },
      },
    ]);
  });

  test('an amount in brackets converts the one before it', () => {
    assert.deepEqual(
      find('It cost 2.5 billion yuan ($350 million), 5 miles (8 km) and £3 (£2 in May).').map(
        ({ converts }) => converts,
      ),
      [undefined, { start: 8, end: 24 }, undefined, { start: 41, end: 48 }, undefined, undefined, undefined],
    );
  });

  test('two amounts imply a rate, ranges and nothing do not', () => {
    assert.equal(impliedRate({ value: 2500, unit: 'CNY' }, { value: 350, unit: 'USD' }), 0.14);
    assert.equal(impliedRate({ value: '4..6', unit: 'CNY' }, { value: 350, unit: 'USD' }), undefined);
    assert.equal(impliedRate({ value: 0, unit: 'CNY' }, { value: 350, unit: 'USD' }), undefined);
  });

  test('words with a label have a value of their own', () => {
    assert.deepEqual(readValue('MONEY', '$1.1 billion'), { value: 1100000000, unit: 'USD' });
    assert.deepEqual(readValue('CARDINAL', 'twenty-five'), { value: 25 });
    assert.deepEqual(readValue('DATE', 'May'), { value: 'XXXX-05' });
    assert.deepEqual(readValue('DATE', 'a year'), { value: 'P1Y' });
    assert.deepEqual(readValue('DATE', 'summer'), { value: 'XXXX-SU' });
    assert.equal(readValue('DATE', '$5'), undefined);
    assert.equal(readValue('CARDINAL', 'many'), undefined);
    assert.equal(readValue('PERSON', 'five'), undefined);
  });
});
