import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alphaOf, unitizingDisagreement, type Units } from '../../../src/core/agreement/alpha';
import type { Span } from '../../../src/core/span';
import { runs } from '../runs';

suite('Krippendorff’s alpha for unitizing', () => {
  // Krippendorff, Content Analysis, 2nd edition, Sage 2004, p. 254: a continuum from 150 to 450, observers i and j.
  const length = 300;
  const unit = (begin: number, size: number): Span => ({ start: begin - 150, end: begin - 150 + size });
  const c: Units = [
    [unit(225, 70), unit(370, 30)],
    [unit(220, 80), unit(355, 20), unit(400, 20)],
  ];
  const k: Units = [
    [unit(180, 60), unit(300, 50)],
    [unit(180, 60), unit(300, 50)],
  ];

  test('gives the figures of the published example', () => {
    const ofC = unitizingDisagreement(c, length);
    const ofK = unitizingDisagreement(k, length);
    assert.deepEqual([ofC.observed, ofC.expected, alphaOf([ofC])].map(four), ['0.0144', '0.0532', '0.7286']);
    assert.deepEqual([ofK.observed, ofK.expected, alphaOf([ofK])].map(four), ['0.0000', '0.0490', '1.0000']);
    assert.equal(four(alphaOf([ofC, ofK])), '0.8587');
  });

  test('squares how far the ends of units that meet are apart, and the length of a unit in a gap', () => {
    assert.equal(
      unitizingDisagreement([[{ start: 2, end: 6 }], [{ start: 3, end: 8 }]], 10).observed,
      5 / 100,
    );
    assert.equal(unitizingDisagreement([[{ start: 2, end: 6 }], []], 10).observed, 16 / 100);
  });

  test('is the expected disagreement counted place by place', () => {
    // One unit of length 1 in a continuum of 2, and nothing on the other's side: of the 4 · 3 ordered pairs of places
    // that the two continua have, the unit of one place can meet 3 gap places, so that 2 / 2 · 1² · 3 / 12 = 1 / 4.
    const { observed, expected } = unitizingDisagreement([[{ start: 0, end: 1 }], []], 2);
    assert.deepEqual([observed, expected], [1 / 4, 1 / 4]);
  });

  test('is not defined where nobody found a unit', () => {
    assert.equal(alphaOf([unitizingDisagreement([[], []], 100)]), undefined);
    assert.equal(alphaOf([unitizingDisagreement([[], []], 0)]), undefined);
    assert.equal(alphaOf([]), undefined);
  });

  test('is 1 for the same units, whoever is asked first, and never more', () => {
    const units = fc
      .array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
      .map((ends) => [...new Set(ends)].sort((a, b) => a - b))
      .map((ends) => ends.flatMap((end, i) => (i % 2 === 1 ? [{ start: ends[i - 1]!, end }] : [])));
    fc.assert(
      fc.property(units, units, (first, second) => {
        const alpha = alphaOf([unitizingDisagreement([first, second], 60)]);
        assert.equal(alpha, alphaOf([unitizingDisagreement([second, first], 60)]));
        assert.ok(alpha === undefined || alpha <= 1);
        const same = alphaOf([unitizingDisagreement([first, first], 60)]);
        assert.equal(same, first.length > 0 ? 1 : undefined);
      }),
      { numRuns: runs(200) },
    );
  });

  function four(figure: number | undefined): string | undefined {
    return figure?.toFixed(4);
  }
});
