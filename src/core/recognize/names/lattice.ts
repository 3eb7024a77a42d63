import { entityLabels } from '../../model';

export const labelCount = entityLabels.length;
/** The state of a token that is in no name. */
export const outside = labelCount;
const states = labelCount + 1;

/**
 * A semi-Markov model over one stretch: each token is either outside all names or part of one piece with
 * one label. A piece scores `scores[piece * 6 + label]`; a piece right behind another (or behind a token
 * outside, state `outside`) scores `transitions[state * 6 + label]` besides. Tokens outside score nothing.
 */
export interface Lattice {
  /** The stretch's first token and the token behind it. */
  readonly start: number;
  readonly end: number;
  /** First token and token behind each piece; firsts ascend. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly scores: Float64Array;
  /** Tokens that must not be outside: used in training only. */
  readonly covered?: Uint8Array;
}

/** Scores of the transitions, `state * 6 + label`, and their exponentials. */
export interface Transitions {
  readonly scores: Float64Array;
  readonly steps: Float64Array;
  /** Room to reckon in, used again for each stretch. */
  readonly room: {
    before: Float64Array;
    arriving: Float64Array;
    behind: Float64Array;
    weights: Float64Array;
    leaving: Float64Array;
    value: Float64Array;
    cameFrom: Int32Array;
    viaPiece: Int32Array;
  };
}

export function transitionsOf(scores: Float64Array): Transitions {
  const room = (size: number) => new Float64Array(size);
  return {
    scores,
    steps: scores.map((score) => Math.exp(score)),
    room: {
      before: room(64 * states),
      arriving: room(64 * labelCount),
      behind: room(64 * states),
      weights: room(1024 * labelCount),
      leaving: room(labelCount),
      value: room(64 * states),
      cameFrom: new Int32Array(64 * states),
      viaPiece: new Int32Array(64 * states),
    },
  };
}

/** Probability of each label for a stretch that is one piece of one token: the sums of `expect` written out. */
export function expectOne(scores: Float64Array, { steps }: Transitions): Float64Array {
  const ways = new Float64Array(labelCount);
  let total = 1;
  for (let label = 0; label < labelCount; label++) {
    ways[label] = steps[outside * labelCount + label]! * Math.exp(clamp(scores[label]!));
    total += ways[label]!;
  }
  for (let label = 0; label < labelCount; label++) ways[label]! /= total;
  return ways;
}

/** Scores stay within these bounds, so that a product over a stretch stays within a double's range. */
const bound = 14;

/** What a lattice expects: the probability of each piece and label, and of each step. */
export interface Expectation {
  readonly pieces: Float64Array;
  /** Expected number of each transition, `state * 6 + label`; empty where they were not counted. */
  readonly transitions: Float64Array;
  readonly logTotal: number;
}

const none = new Float64Array(0);

/** Sums over all ways to read a stretch (forward–backward). Transitions are counted where asked for. */
export function expect(lattice: Lattice, { steps, room }: Transitions, counting = false): Expectation {
  const { start, from, to, covered } = lattice;
  const length = lattice.end - start;
  const count = from.length;
  const { before, arriving, behind, weights, leaving } = room;
  before.fill(0, 0, (length + 1) * states);
  before[outside] = 1;

  let piece = 0;
  for (let at = 0; at < length; at++) {
    const base = at * states;
    let sum = 0;
    for (let state = 0; state < states; state++) sum += before[base + state]!;
    if (!covered || covered[at] === 0) before[base + states + outside]! += sum;
    if (piece < count && from[piece] === start + at) {
      for (let label = 0; label < labelCount; label++) {
        let total = 0;
        for (let state = 0; state < states; state++)
          total += before[base + state]! * steps[state * labelCount + label]!;
        arriving[at * labelCount + label] = total;
      }
    }
    for (; piece < count && from[piece] === start + at; piece++) {
      for (let label = 0; label < labelCount; label++) {
        const k = piece * labelCount + label;
        const weight = Math.exp(clamp(lattice.scores[k]!));
        weights[k] = weight;
        before[(to[piece]! - start) * states + label]! += arriving[at * labelCount + label]! * weight;
      }
    }
  }
  let total = 0;
  for (let state = 0; state < states; state++) total += before[length * states + state]!;

  behind.fill(1, length * states, (length + 1) * states);
  const expected = new Float64Array(count * labelCount);
  const expectedSteps = counting ? new Float64Array(states * labelCount) : none;
  const share = 1 / total;
  piece = count - 1;
  for (let at = length - 1; at >= 0; at--) {
    const base = at * states;
    const out = !covered || covered[at] === 0 ? behind[base + states + outside]! : 0;
    leaving.fill(0);
    for (; piece >= 0 && from[piece] === start + at; piece--) {
      for (let label = 0; label < labelCount; label++) {
        const k = piece * labelCount + label;
        const way = weights[k]! * behind[(to[piece]! - start) * states + label]!;
        leaving[label]! += way;
        expected[k] = arriving[at * labelCount + label]! * way * share;
      }
    }
    for (let state = 0; state < states; state++) {
      let sum = out;
      for (let label = 0; label < labelCount; label++) {
        const way = steps[state * labelCount + label]! * leaving[label]!;
        sum += way;
        if (counting) expectedSteps[state * labelCount + label]! += before[base + state]! * way * share;
      }
      behind[base + state] = sum;
    }
  }
  return { pieces: expected, transitions: expectedSteps, logTotal: Math.log(total) };
}

/** The label of the best reading of a stretch that is one piece of one token; `outside` for no name. */
export function bestOne(scores: Float64Array, { scores: transitions }: Transitions): number {
  let winner: number = outside;
  let most = 0;
  for (let label = 0; label < labelCount; label++) {
    const score = transitions[outside * labelCount + label]! + clamp(scores[label]!);
    if (score <= most) continue;
    most = score;
    winner = label;
  }
  return winner;
}

/** A piece that was chosen, with its label. */
export interface Choice {
  readonly piece: number;
  readonly label: number;
}

/** The best way to read a stretch (Viterbi), in order. */
export function best(lattice: Lattice, { scores: transitions, room }: Transitions): Choice[] {
  const { start, from, to, scores } = lattice;
  const length = lattice.end - start;
  const count = from.length;
  const { value, cameFrom, viaPiece } = room;
  value.fill(-Infinity, 0, (length + 1) * states);
  cameFrom.fill(-1, 0, (length + 1) * states);
  viaPiece.fill(-1, 0, (length + 1) * states);
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
    while (piece < count && from[piece] === start + at) piece++;
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
        const target = (to[k]! - start) * states + label;
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
