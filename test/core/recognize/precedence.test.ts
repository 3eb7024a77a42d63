import assert from 'node:assert/strict';
import type { Suggestion } from '../../../src/core/model';
import { numbersBeside } from '../../../src/core/recognize/precedence';

suite('numbers beside names', () => {
  test('a name that is sure takes the count, rank, year or weekday inside it', () => {
    assert.deepEqual(beside('Copper 7', 'CARDINAL', '7', 0.6), []);
    assert.deepEqual(beside('Sunday Ames', 'DATE', 'Sunday', 0.6), []);
    assert.deepEqual(beside('Copper 7', 'CARDINAL', '7', 0.3), ['7']);
  });

  test('amounts, scores and sure counts stay', () => {
    assert.deepEqual(beside('Copper $7', 'MONEY', '$7', 0.9), ['$7']);
    assert.deepEqual(beside('Lindholt 2-1', 'CARDINAL', '2-1', 0.9), ['2-1']);
    assert.deepEqual(beside('Lindholt 2', 'CARDINAL', '2', 0.9, 0.98), ['2']);
  });

  test('a number keeps words that a name has in common with it but does not hold', () => {
    assert.deepEqual(beside('Diwali', 'DATE', 'Diwali', 0.9), ['Diwali']);
  });

  test('what people taught wins', () => {
    const taught = suggestion(0, 'Diwali', 'PRODUCT', 1, { kind: 'accepted', file: 'a.txt', line: 1 });
    assert.deepEqual(numbersBeside([suggestion(0, 'Diwali', 'DATE', 0.98)], [taught]), []);
  });
});

/** Which numbers are left beside one name; the number stands at the place of its words in the name. */
function beside(
  name: string,
  label: Suggestion['label'],
  number: string,
  sureness: number,
  score = 0.95,
): string[] {
  const names = [suggestion(0, name, 'PRODUCT', sureness)];
  return numbersBeside([suggestion(name.indexOf(number), number, label, score)], names).map(
    ({ text }) => text,
  );
}

function suggestion(
  start: number,
  text: string,
  label: Suggestion['label'],
  score: number,
  reason: Suggestion['reason'] = { kind: 'grammar' },
): Suggestion {
  const end = start + text.length;
  return { start, end, label, text, score, reason, number: { value: /-/.test(text) ? text.slice(-3) : 7 } };
}
