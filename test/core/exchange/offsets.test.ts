import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mapOffsets, walkOffsets } from '../../../src/core/exchange/offsets';
import { splitsPair } from '../../../src/core/text';
import { hardText } from './examples';

suite('offsets', () => {
  test('a place in code points and in UTF-8 bytes', () => {
    const text = 'A 😀 Nestlé rose';
    const points = mapOffsets(text, 'code points');
    const bytes = mapOffsets(text, 'UTF-8 bytes');
    assert.deepEqual([points.to(5), points.to(11), bytes.to(5), bytes.to(11)], [4, 10, 7, 14]);
    assert.deepEqual(
      [points.from(4), bytes.from(7), bytes.from(4), points.from(99)],
      [5, 5, undefined, undefined],
    );
  });
  test('there and back, and by the other way, over more text than one stride', () => {
    fc.assert(
      fc.property(
        hardText,
        fc.constantFrom('code points' as const, 'UTF-8 bytes' as const),
        fc.nat(40),
        (part, unit, times) => {
          const text = part.repeat(times + 1);
          const map = mapOffsets(text, unit);
          const cuts = Array.from({ length: text.length + 1 }, (_, at) => at).filter(
            (at) => !splitsPair(text, at),
          );
          const there = cuts.map(map.to);
          assert.deepEqual(there.map(map.from), cuts);
          assert.deepEqual(walkOffsets(text, unit, there), cuts);
          assert.equal(
            map.length,
            unit === 'code points' ? Array.from(text).length : Buffer.byteLength(text),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
  test('a lone surrogate counts as the character that replaces it', () => {
    const text = 'a\ud83db';
    assert.deepEqual(
      [mapOffsets(text, 'UTF-8 bytes').length, mapOffsets(text, 'code points').to(2)],
      [Buffer.byteLength(text), 2],
    );
  });
});
