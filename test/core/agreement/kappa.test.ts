import assert from 'node:assert/strict';
import { cohensKappa } from '../../../src/core/agreement/kappa';

suite('Cohen’s kappa', () => {
  test('gives the figure of a published table', () => {
    // Fleiss, Statistical Methods for Rates and Proportions, 2nd edition, Wiley 1981, table 13.1: kappa = 0.68.
    const kappa = cohensKappa(table(['psychosis', 'neurosis', 'organic'], [75, 1, 4], [5, 4, 1], [0, 0, 10]));
    assert.deepEqual([kappa.items, kappa.observed], [100, 0.89]);
    assert.equal(kappa.expected.toFixed(4), '0.6600');
    assert.equal(kappa.value?.toFixed(4), '0.6765');
  });

  test('is what can be counted by hand', () => {
    // Observed (20 + 15) / 50 = 0.7; expected (25 · 30 + 25 · 20) / 50² = 0.5; (0.7 − 0.5) / (1 − 0.5) = 0.4.
    assert.equal(cohensKappa(table(['yes', 'no'], [20, 5], [10, 15])).value?.toFixed(10), '0.4000000000');
  });

  test('is 0 for chance, 1 for perfect and −1 for opposite judgements', () => {
    assert.equal(cohensKappa(table(['yes', 'no'], [25, 25], [25, 25])).value, 0);
    assert.equal(cohensKappa(table(['yes', 'no'], [25, 0], [0, 25])).value, 1);
    assert.equal(cohensKappa(table(['yes', 'no'], [0, 25], [25, 0])).value, -1);
  });

  test('is not defined where there is nothing to tell apart', () => {
    assert.equal(cohensKappa(table(['yes', 'no'], [50, 0], [0, 0])).value, undefined);
    assert.equal(cohensKappa(new Map()).value, undefined);
  });

  /** Rows are what the first observer says. */
  function table(categories: readonly string[], ...rows: readonly (readonly number[])[]) {
    return new Map(
      rows.map((row, i) => [categories[i]!, new Map(row.map((count, j) => [categories[j]!, count]))]),
    );
  }
});
