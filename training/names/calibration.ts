/** One name that was found: how probable the model held it, and whether it was right. */
export interface Outcome {
  readonly probability: number;
  readonly right: boolean;
}

const steps = 20;

/**
 * A table of scores for raw probabilities 0, 1/20 … 1: the share that was right, never falling
 * (isotonic regression by pooling neighbours that are out of order).
 */
export function calibrate(outcomes: readonly Outcome[]): Float32Array {
  // Bin 0 reaches to 1/40, bin 1 from there to 3/40 …; each begins with one imagined name at its own middle.
  const pools = Array.from({ length: steps + 1 }, (_, bin) => ({ right: bin / steps, all: 1, bins: 1 }));
  for (const { probability, right } of outcomes) {
    const pool = pools[Math.round(probability * steps)]!;
    pool.all++;
    if (right) pool.right++;
  }
  const rising: typeof pools = [];
  for (const pool of pools) {
    let last = { ...pool };
    while (rising.length > 0 && rising.at(-1)!.right / rising.at(-1)!.all > last.right / last.all) {
      const before = rising.pop()!;
      last = { right: before.right + last.right, all: before.all + last.all, bins: before.bins + last.bins };
    }
    rising.push(last);
  }
  return Float32Array.from(
    rising.flatMap(({ right, all, bins }) => new Array<number>(bins).fill(right / all)),
  );
}

/** Lines of a table: names by score, how many of them were right, against what the score promised. */
export function reliability(outcomes: readonly Outcome[]): string[] {
  const bins = Array.from({ length: 10 }, () => ({ sum: 0, right: 0, all: 0 }));
  for (const { probability, right } of outcomes) {
    const bin = bins[Math.min(9, Math.floor(probability * 10))]!;
    bin.sum += probability;
    bin.all++;
    if (right) bin.right++;
  }
  return bins.flatMap(({ sum, right, all }, i) =>
    all === 0
      ? []
      : [
          `${(i / 10).toFixed(1)}–${((i + 1) / 10).toFixed(1)}  promised ${(sum / all).toFixed(2)}  right ${(right / all).toFixed(2)}  of ${all}`,
        ],
  );
}
