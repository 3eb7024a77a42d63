import assert from 'node:assert/strict';
import type { Label, NumberValue } from '../../../../src/core/model';
import { agrees } from '../../../../src/core/recognize/numbers/agreement';
import { readValue } from '../../../../src/core/recognize/numbers/numbers';

suite('values that people give', () => {
  const money = (value: number, unit: string): NumberValue => ({ value, unit });
  for (const [label, words, value, may] of [
    ['MONEY', '$5 million', money(5_000_000, 'USD'), true],
    ['MONEY', '$5 million', money(5_000_000, 'AUD'), true],
    ['MONEY', '$5 million', money(5_000_000, 'EUR'), false],
    ['MONEY', '$5 million', money(5_000, 'USD'), false],
    ['MONEY', '12 crowns', money(12, 'DKK'), true],
    ['MONEY', 'six pence', money(0.06, 'GBP'), true],
    ['MONEY', 'six pence', money(0.025, 'GBP'), true],
    ['MONEY', 'six pounds', money(2.5, 'GBP'), false],
    ['DATE', 'Feb. 18', { value: '2026-02-18' }, true],
    ['DATE', '2028', { value: '2029' }, false],
    ['TIME', '8:45', { value: 'T20:45' }, true],
    ['TIME', '8:45 a.m.', { value: 'T20:45' }, false],
    ['TIME', '7:41', { value: 'PT461S' }, true],
    ['CARDINAL', '3.14159265', { value: 3.1415927 }, true],
    ['CARDINAL', '4 to 6', { value: '4..6' }, true],
  ] as const satisfies readonly (readonly [Label, string, NumberValue, boolean])[]) {
    test(`${label} ${words} ${may ? 'may' : 'can’t'} be ${value.value}`, () => {
      assert.equal(agrees(value, readValue(label, words)!, words), may);
    });
  }
});
