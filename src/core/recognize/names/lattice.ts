import { entityLabels } from '../../model';

/**
 * A semi-Markov model over one stretch: each token is either outside all names or part of one piece with
 * one label. A piece scores `scores[piece * 6 + label]`; a piece right behind another (or behind a token
 * outside, state `outside`) scores `transitions[state * 6 + label]` besides. Tokens outside score nothing.
 */
export interface Lattice {
  readonly length: number;
  /** First token and token behind each piece, counted from the stretch's start; firsts ascend. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly scores: Float64Array;
  /** Tokens that must not be outside: used in training only. */
  readonly covered?: Uint8Array;
}

export const labelCount = entityLabels.length;
export const outside = labelCount;
const states = labelCount + 1;

/** Scores stay within these bounds, so that a product over a stretch stays within a double's range. */
const bound = 14;

/** What a lattice expects: the probability of each piece and label, and of each step. */
export interface Expectation {
  readonly pieces: Float64Array;
  /** Expected number of each transition, `state * 6 + label`. */
  readonly transitions: Float64Array;
  readonly logTotal: number;
}

/** Sums over all ways to read a stretch (forward–backward). */
export function expect(lattice: Lattice, transitions: Float64Array): Expectation {
  const { length, from, to, covered } = lattice;
  const count = from.length;
  const steps = transitions.map((score) => Math.exp(score));
  const weights = new Float64Array(count * labelCount);
  const before = new Float64Array((length + 1) * states);
  const arriving = new Float64Array((length + 1) * labelCount);
  before[outside] = 1;

  let piece = 0;
  for (let at = 0; at < length; at++) {
    const base = at * states;
    let sum = 0;
    for (let state = 0; state < states; state++) sum += before[base + state]!;
    if (!covered || covered[at] === 0) before[base + states + outside]! += sum;
    if (piece < count && from[piece] === at) {
      for (let label = 0; label < labelCount; label++) {
        let total = 0;
        for (let state = 0; state < states; state++)
          total += before[base + state]! * steps[state * labelCount + label]!;
        arriving[at * labelCount + label] = total;
      }
    }
    for (; piece < count && from[piece] === at; piece++) {
      for (let label = 0; label < labelCount; label++) {
        const k = piece * labelCount + label;
        const weight = Math.exp(clamp(lattice.scores[k]!));
        weights[k] = weight;
        before[to[piece]! * states + label]! += arriving[at * labelCount + label]! * weight;
      }
    }
  }
  let total = 0;
  for (let state = 0; state < states; state++) total += before[length * states + state]!;

  const behind = new Float64Array((length + 1) * states).fill(1, length * states);
  const expected = new Float64Array(count * labelCount);
  const expectedSteps = new Float64Array(states * labelCount);
  const leaving = new Float64Array(labelCount);
  piece = count - 1;
  for (let at = length - 1; at >= 0; at--) {
    const base = at * states;
    const out = !covered || covered[at] === 0 ? behind[base + states + outside]! : 0;
    leaving.fill(0);
    for (; piece >= 0 && from[piece] === at; piece--) {
      for (let label = 0; label < labelCount; label++) {
        const k = piece * labelCount + label;
        const way = weights[k]! * behind[to[piece]! * states + label]!;
        leaving[label]! += way;
        expected[k] = (arriving[at * labelCount + label]! * way) / total;
      }
    }
    for (let state = 0; state < states; state++) {
      let sum = out;
      for (let label = 0; label < labelCount; label++) {
        const way = steps[state * labelCount + label]! * leaving[label]!;
        sum += way;
        expectedSteps[state * labelCount + label]! += (before[base + state]! * way) / total;
      }
      behind[base + state] = sum;
    }
  }
  return { pieces: expected, transitions: expectedSteps, logTotal: Math.log(total) };
}

/** A piece that was chosen, with its label. */
export interface Choice {
  readonly piece: number;
  readonly label: number;
}

/** The best way to read a stretch (Viterbi), in order. */
export function best(lattice: Lattice, transitions: Float64Array): Choice[] {
  const { length, from, to, scores } = lattice;
  const count = from.length;
  const value = new Float64Array((length + 1) * states).fill(-Infinity);
  const cameFrom = new Int32Array((length + 1) * states).fill(-1);
  const viaPiece = new Int32Array((length + 1) * states).fill(-1);
  value[outside] = 0;
  let piece = 0;
  for (let at = 0; at < length; at++) {
    const base = at * states;
    for (let state = 0; state < states; state++) {
      if (value[base + state]! > value[base + states + outside]!) {
        value[base + states + outside] = value[base + state]!;
        cameFrom[base + states + outside] = base + state;
        viaPiece[base + states + outside] = -1;
      }
    }
    const first = piece;
    while (piece < count && from[piece] === at) piece++;
    if (piece === first) continue;
    for (let label = 0; label < labelCount; label++) {
      let arriving = -Infinity;
      let origin = -1;
      for (let state = 0; state < states; state++) {
        const way = value[base + state]! + transitions[state * labelCount + label]!;
        if (way > arriving) {
          arriving = way;
          origin = base + state;
        }
      }
      for (let k = first; k < piece; k++) {
        const target = to[k]! * states + label;
        const way = arriving + clamp(scores[k * labelCount + label]!);
        if (way <= value[target]!) continue;
        value[target] = way;
        cameFrom[target] = origin;
        viaPiece[target] = k;
      }
    }
  }
  let at = length * states;
  for (let state = 1; state < states; state++)
    if (value[length * states + state]! > value[at]!) at = length * states + state;
  const choices: Choice[] = [];
  for (; at >= 0 && at !== outside; at = cameFrom[at]!) {
    if (viaPiece[at]! >= 0) choices.push({ piece: viaPiece[at]!, label: at % states });
  }
  return choices.reverse();
}

function clamp(score: number): number {
  return score > bound ? bound : score < -bound && score !== -Infinity ? -bound : score;
}
