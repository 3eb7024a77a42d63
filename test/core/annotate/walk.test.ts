import assert from 'node:assert/strict';
import { neighbour } from '../../../src/core/annotate/walk';

const [outer, inner, last] = [
  { start: 2, end: 9 },
  { start: 2, end: 5 },
  { start: 12, end: 14 },
];
const all = [outer, inner, last];

suite('going from mark to mark', () => {
  test('every one of nested marks is reached, and the ends are gone round', () => {
    assert.deepEqual(
      [outer, inner, last].map((from) => neighbour(all, from, 1)),
      [inner, last, outer],
    );
    assert.deepEqual(
      [outer, inner, last].map((from) => neighbour(all, from, -1)),
      [last, outer, inner],
    );
  });
  test('from a place, to what starts behind it or ends before it', () => {
    assert.deepEqual(
      [0, 2, 10, 12].map((from) => neighbour(all, from, 1)),
      [outer, last, last, outer],
    );
    assert.deepEqual(
      [0, 10, 15].map((from) => neighbour(all, from, -1)),
      [last, inner, last],
    );
  });
  test('from a span that is gone, on from its place', () => {
    assert.equal(neighbour([outer, last], { ...inner }, 1), last);
    assert.equal(neighbour([] as typeof all, 3, 1), undefined);
  });
});
