import { states, type Weights } from '../../src/core/articles/decide';
import { featureNames, type Features } from '../../src/core/articles/features';

export interface Example {
  readonly features: Features;
  /** Index into `states` for each unit. */
  readonly labels: Uint8Array;
}

const width = states.length;
const passes = 30;
const penalty = 8;

/**
 * Trains a linear-chain conditional random field: the weights under which the right sequences are most
 * likely, kept small by a quadratic penalty. Adam over whole texts; the same examples give the same weights.
 */
export function train(examples: readonly Example[]): Weights {
  const features = new Float64Array(featureNames.length * width);
  const transitions = new Float64Array((width + 1) * width);
  const steps = [adam(features), adam(transitions)];
  const batches = 24;
  const shrink = (penalty * batches) / examples.reduce((sum, { labels }) => sum + labels.length, 0) / batches;
  for (let pass = 0; pass < passes; pass++) {
    for (let batch = 0; batch < batches; batch++) {
      const gradients = [new Float64Array(features.length), new Float64Array(transitions.length)];
      let units = 0;
      for (let index = batch; index < examples.length; index += batches) {
        addGradient(examples[index]!, { features, transitions }, gradients[0]!, gradients[1]!);
        units += examples[index]!.labels.length;
      }
      const rate = 0.12 * (1 - pass / passes) + 0.003;
      steps.forEach((step, index) => {
        const gradient = gradients[index]!;
        for (let at = 0; at < gradient.length; at++)
          gradient[at] = gradient[at]! / units - shrink * (index === 0 ? features : transitions)[at]!;
        step(gradient, rate);
      });
    }
  }
  return { features, transitions };
}

/**
 * Adds the difference between what the labels hold and what the weights expect: forward and backward
 * probabilities, scaled to one at each unit.
 */
function addGradient(
  { features, labels }: Example,
  weights: Weights,
  featureGradient: Float64Array,
  transitionGradient: Float64Array,
): void {
  const count = labels.length;
  const steps = weights.transitions.map(Math.exp);
  const factors = emissionFactors(features, weights, count);
  const forward = new Float64Array(count * width);
  const backward = new Float64Array(count * width).fill(1);
  const scales = new Float64Array(count);
  for (let unit = 0; unit < count; unit++) {
    const [here, past] = [unit * width, (unit - 1) * width];
    let scale = 0;
    for (let state = 0; state < width; state++) {
      let sum = 0;
      if (unit === 0) sum = steps[width * width + state]!;
      else
        for (let before = 0; before < width; before++)
          sum += forward[past + before]! * steps[before * width + state]!;
      forward[here + state] = sum * factors[here + state]!;
      scale += forward[here + state]!;
    }
    scales[unit] = scale;
    for (let state = 0; state < width; state++) forward[here + state]! /= scale;
  }
  for (let unit = count - 2; unit >= 0; unit--) {
    const [here, ahead] = [unit * width, (unit + 1) * width];
    for (let state = 0; state < width; state++) {
      let sum = 0;
      for (let after = 0; after < width; after++)
        sum += steps[state * width + after]! * factors[ahead + after]! * backward[ahead + after]!;
      backward[here + state] = sum / scales[unit + 1]!;
    }
  }
  const expected = new Float64Array(width);
  for (let unit = 0; unit < count; unit++) {
    const [here, past] = [unit * width, (unit - 1) * width];
    for (let state = 0; state < width; state++)
      expected[state] = -forward[here + state]! * backward[here + state]!;
    expected[labels[unit]!]! += 1;
    for (let at = features.firstOfUnit[unit]!; at < features.firstOfUnit[unit + 1]!; at++) {
      const row = features.active[at]! * width;
      for (let state = 0; state < width; state++) featureGradient[row + state]! += expected[state]!;
    }
    if (unit === 0) {
      for (let state = 0; state < width; state++)
        transitionGradient[width * width + state]! += expected[state]!;
      continue;
    }
    for (let state = 0; state < width; state++) {
      const later = (factors[here + state]! * backward[here + state]!) / scales[unit]!;
      for (let before = 0; before < width; before++)
        transitionGradient[before * width + state]! -=
          forward[past + before]! * steps[before * width + state]! * later;
    }
    transitionGradient[labels[unit - 1]! * width + labels[unit]!]! += 1;
  }
}

/** e to the score of each state at each unit, the best state's being one. */
function emissionFactors(features: Features, weights: Weights, count: number): Float64Array {
  const factors = new Float64Array(count * width);
  for (let unit = 0; unit < count; unit++) {
    const here = unit * width;
    for (let at = features.firstOfUnit[unit]!; at < features.firstOfUnit[unit + 1]!; at++) {
      const row = features.active[at]! * width;
      for (let state = 0; state < width; state++) factors[here + state]! += weights.features[row + state]!;
    }
    let best = -Infinity;
    for (let state = 0; state < width; state++) best = Math.max(best, factors[here + state]!);
    for (let state = 0; state < width; state++)
      factors[here + state] = Math.exp(factors[here + state]! - best);
  }
  return factors;
}

/** Climbs along gradients with step lengths of its own for each weight. */
function adam(values: Float64Array): (gradient: Float64Array, rate: number) => void {
  const mean = new Float64Array(values.length);
  const square = new Float64Array(values.length);
  let step = 0;
  return (gradient, rate) => {
    step++;
    for (let at = 0; at < values.length; at++) {
      mean[at] = 0.9 * mean[at]! + 0.1 * gradient[at]!;
      square[at] = 0.99 * square[at]! + 0.01 * gradient[at]! ** 2;
      const direction = mean[at]! / (1 - 0.9 ** step) / (Math.sqrt(square[at]! / (1 - 0.99 ** step)) + 1e-6);
      values[at]! += rate * direction;
    }
  };
}
