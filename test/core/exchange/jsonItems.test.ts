import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonItems } from '../../../src/core/exchange/jsonItems';

suite('items of a JSON list', () => {
  const items = (...chunks: string[]): unknown[] =>
    [...jsonItems(chunks)].map(({ line, text }) => [line, text.trim()]);

  test('each is cut out as it stands, with its line', () => {
    assert.deepEqual(items('[\n{"a": "],{"}', ',\n\n [1, 2] , "x"\n]\n'), [
      [2, '{"a": "],{"}'],
      [4, '[1, 2]'],
      [4, '"x"'],
    ]);
    assert.deepEqual(items('\ufeff {"a":\n1}'), [[1, '\ufeff {"a":\n1}'.trim()]]);
    assert.deepEqual([items('[]'), items(''), items('[')], [[], [], []]);
  });
  test('any list, written in any way and cut into any pieces, gives its items', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(2), fc.nat(), (list, indent, cut) => {
        const text = JSON.stringify(list, undefined, indent);
        const at = cut % (text.length + 1);
        const found = [...jsonItems([text.slice(0, at), text.slice(at)])];
        assert.deepEqual(
          found.map((item) => JSON.parse(item.text) as unknown),
          JSON.parse(text),
        );
      }),
    );
  });
});
