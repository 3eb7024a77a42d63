import assert from 'node:assert/strict';
import { indexLines, splitsPair } from '../../src/core/text';

suite('text', () => {
  test('places and offsets answer each other, whatever the line ends', () => {
    const text = 'ab\r\nc\n\rd';
    const lines = indexLines(text);
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(lines.place(4), { line: 2, column: 1 });
    assert.equal(lines.offset({ line: 4, column: 2 }), 8);
    assert.equal(lines.offset({ line: 1, column: 4 }), undefined);
  });
  test('a place inside CRLF is the end of its line', () => {
    assert.deepEqual(indexLines('ab\r\nc').place(3), { line: 1, column: 3 });
  });
  test('cuts through a surrogate pair are seen', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((at) => splitsPair('a🚀', at)),
      [false, false, true, false],
    );
  });
});
