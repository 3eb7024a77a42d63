import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineEdits, type LineEdit } from '../../src/core/lineEdits';

suite('edits by lines', () => {
  test('a changed line, one taken out and one put in are three edits; the others are left alone', () => {
    assert.deepEqual(lineEdits('a\nb\nc\nd\ne\nf\n', 'a\nB\nc\ne\nnew\nf\n'), [
      { start: 2, end: 4, text: 'B\n' },
      { start: 6, end: 8, text: '' },
      { start: 10, end: 10, text: 'new\n' },
    ]);
  });

  test('the same text has none', () => {
    assert.deepEqual(lineEdits('a\nb', 'a\nb'), []);
  });

  test('applied, they give the other text, and none reaches into another', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd\n', 'e\n'), { maxLength: 12 })
      .chain((lines) => fc.constantFrom(lines.join(''), lines.join('') + 'end'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = lineEdits(before, after);
        edits.forEach(({ start }, i) => assert.ok(i === 0 || edits[i - 1]!.end <= start));
        assert.equal(applied(before, edits), after);
      }),
      { numRuns: 2000 },
    );
  });
});

function applied(text: string, edits: readonly LineEdit[]): string {
  return edits.reduceRight((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}
