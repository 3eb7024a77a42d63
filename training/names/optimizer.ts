/**
 * AdaGrad with dual averaging (Duchi, Hazan, Singer 2011): each weight follows from the sums of its
 * gradients and of their squares, so that L1 and L2 cost nothing for weights that are not touched.
 */
export interface Optimizer {
  readonly weights: Float64Array;
  /** Adds to the gradient of one weight; `step` then takes all of them in. */
  add(index: number, gradient: number): void;
  step(): void;
}

export interface Rates {
  readonly rate: number;
  readonly l1: number;
  readonly l2: number;
}

export function createOptimizer(size: number, { rate, l1, l2 }: Rates): Optimizer {
  const weights = new Float64Array(size);
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  const pending = new Float64Array(size);
  const touched: number[] = [];
  let steps = 0;
  return {
    weights,
    add(index, gradient) {
      if (gradient === 0) return;
      if (pending[index] === 0) touched.push(index);
      pending[index]! += gradient;
      if (pending[index] === 0) pending[index] = Number.MIN_VALUE;
    },
    step() {
      steps++;
      for (const index of touched) {
        const gradient = pending[index]!;
        pending[index] = 0;
        sums[index]! += gradient;
        squares[index]! += gradient * gradient;
        const sum = sums[index]!;
        const shrunk = Math.abs(sum) - l1 * steps;
        weights[index] =
          shrunk <= 0
            ? 0
            : (Math.sign(sum) * shrunk * rate) / (Math.sqrt(squares[index]!) + rate * l2 * steps + 1e-8);
      }
      touched.length = 0;
    },
  };
}
