import assert from 'node:assert/strict';
import { tokenize } from '../../../src/core/recognize/tokens';

function pieces(text: string): string[] {
  const { count, starts, ends } = tokenize(text);
  return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]));
}

suite('tokens', () => {
  test('words, digits and marks are cut apart, spaces are left out', () => {
    assert.deepEqual(pieces('Li Auto’s $1.1bn IPO'), [
      'Li',
      'Auto',
      '’',
      's',
      '$',
      '1',
      '.',
      '1',
      'bn',
      'IPO',
    ]);
  });
  test('a line end is one token, whatever its kind', () => {
    assert.deepEqual(pieces('a\r\nb\nc'), ['a', '\r\n', 'b', '\n', 'c']);
  });
  test('an emoji stays whole, a lone surrogate stays alone', () => {
    assert.deepEqual(pieces('🚀x\ud83d'), ['🚀', 'x', '\ud83d']);
  });
});
