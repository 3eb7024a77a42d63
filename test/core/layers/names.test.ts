import assert from 'node:assert/strict';
import fc from 'fast-check';
import { annotatorOf, layerFileName, layerIn, layerName } from '../../../src/core/layers/names';
import { runs } from '../runs';

suite('names of layers', () => {
  test('letters and digits of any script stay, spaces are underscores, the rest is written in hexadecimal', () => {
    assert.deepEqual(
      ['anna', 'Ada Quill', 'Zoë', '李娜', 'a.b/c\\d', 'x_y', '50%', 'R2-D2', '  anna  '].map(layerName),
      ['anna', 'ada_quill', 'zoë', '李娜', 'a%2eb%2fc%5cd', 'x%5fy', '50%25', 'r2-d2', 'anna'],
    );
  });

  test('case and the way accents are written do not tell people apart', () => {
    assert.equal(layerName('Anna'), layerName('ANNA'));
    assert.equal(layerName('Zoe\u0308'), layerName('Zo\u00eb'));
  });

  test('there is none for no name, and none that file systems would refuse', () => {
    assert.deepEqual(['', '   ', 'a'.repeat(101), '李'.repeat(34)].map(layerName), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a layer’s file is told from the shared sidecar, other texts’ and other files', () => {
    assert.equal(layerFileName('paper.txt', 'anna'), 'paper.txt.anna.ann.yaml');
    assert.deepEqual(
      [
        'paper.txt.anna.ann.yaml',
        'paper.txt.ann.yaml',
        'paper.txt.a.b.ann.yaml',
        'papers.txt.anna.ann.yaml',
        'paper.txt.anna.yaml',
      ].map((name) => layerIn(name, 'paper.txt')),
      ['anna', undefined, undefined, undefined, undefined],
    );
  });

  test('any name that has a file name is read back from it, but for its case', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (name) => {
        const layer = layerName(name);
        if (layer === undefined) return;
        assert.match(layer, /^[\p{L}\p{M}\p{N}%_-]+$/u);
        assert.equal(layerName(annotatorOf(layer)), layer);
        assert.equal(layerIn(layerFileName('a.txt', layer), 'a.txt'), layer);
      }),
      { numRuns: runs(500) },
    );
  });

  test('a file name that we would not give is a name all the same', () => {
    assert.deepEqual(['50%', 'Anna', 'x%zz'].map(annotatorOf), ['50%', 'Anna', 'x%zz']);
  });
});
