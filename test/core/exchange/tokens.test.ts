import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTags, tagsOf, tokensOf, type TagScheme } from '../../../src/core/exchange/tokens';
import type { OutgoingMark } from '../../../src/core/exchange/format';
import { hardText } from './examples';

function tokens(text: string): string {
  return tokensOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .join('|');
}

suite('tokens of exchange', () => {
  test('numbers, initials and letters with digits stay whole; marks stand alone', () => {
    assert.equal(
      tokens('U.S. firms’ CHF100m, 1,250.5%. J. Auer’s 5G-plan.'),
      'U.S.|firms|’|CHF100m|,|1,250.5|%|.|J|.|Auer|’s|5G|-|plan|.',
    );
  });
  test('an emoji stays with what modifies it', () => {
    assert.equal(tokens('👩‍🔬👍🏽❤️!'), '👩‍🔬|👍🏽|❤️|!');
  });
  test('scripts without blanks are cut into characters', () => {
    assert.equal(tokens('東京で 3月'), '東|京|で|3|月');
  });
  test('tags of every scheme', () => {
    const mark = { label: 'ORG' } as OutgoingMark;
    const marks = [
      { mark, first: 0, end: 3 },
      { mark, first: 3, end: 4 },
    ];
    const tags = (scheme: TagScheme) =>
      tagsOf(5, marks, scheme, [])
        .map((tag) => tag[0])
        .join('');
    assert.deepEqual((['iob2', 'iob1', 'bilou', 'bmes'] as const).map(tags), [
      'BIIBO',
      'IIIBO',
      'BILUO',
      'BMESO',
    ]);
    for (const scheme of ['iob2', 'iob1', 'bilou', 'bmes'] as const) {
      assert.deepEqual(readTags(tagsOf(5, marks, scheme, [])), [
        { first: 0, end: 3, label: 'ORG' },
        { first: 3, end: 4, label: 'ORG' },
      ]);
    }
  });
  test('tokens cover all that can be printed, in order, and cut no character', () => {
    fc.assert(
      fc.property(fc.oneof(hardText, fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        for (const { start, end } of tokensOf(text)) {
          assert.ok(start >= last && end > start);
          assert.match(text.slice(last, start), /^[\s\p{Cc}\p{Cs}\u200b\u2060\ufeff]*$/u);
          assert.doesNotMatch(text.slice(start, end), /[\s\p{Cc}\p{Cs}]/u);
          last = end;
        }
        assert.match(text.slice(last), /^[\s\p{Cc}\p{Cs}\u200b\u2060\ufeff]*$/u);
      }),
    );
  });
});
