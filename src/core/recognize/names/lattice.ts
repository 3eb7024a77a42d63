import { entityLabels } from '../../model';
import type { Stretches } from './stretches';

export const labelCount = entityLabels.length;
/** The state of a token that is in no name. */
export const outside = labelCount;
const states = labelCount + 1;

/**
 * A semi-Markov model over stretches: each token is either outside all names or part of one piece with one label. A
 * piece scores `scores[piece * 6 + label]`; a piece right behind another (or behind a token outside, state `outside`)
 * scores `transitions[state * 6 + label]` besides. Tokens outside score nothing.
 */
export interface Transitions {
  readonly scores: Float64Array;
  /** Exponentials of the scores. */
  readonly steps: Float64Array;
  /** Room to reckon in, used again for each stretch. */
  readonly room: {
    before: Float64Array;
    arriving: Float64Array;
    behind: Float64Array;
    leaving: Float64Array;
    value: Float64Array;
    cameFrom: Int32Array;
    viaPiece: Int32Array;
  };
}

/** Tokens that a stretch may have, and one. */
const places = 64;

export function transitionsOf(scores: Float64Array): Transitions {
  const room = (size: number) => new Float64Array(size);
  return {
    scores,
    steps: scores.map((score) => Math.exp(score)),
    room: {
      before: room(places * states),
      arriving: room(places * labelCount),
      behind: room(places * states),
      leaving: room(labelCount),
      value: room(places * states),
      cameFrom: new Int32Array(places * states),
      viaPiece: new Int32Array(places * states),
    },
  };
}

/** Scores stay within these bounds, so that a product over a stretch stays within a double's range. */
export const bound = 14;

/** What a piece and label weighs in a sum over readings. */
export function weightOf(score: number): number {
  return Math.exp(clamp(score));
}

/** What else a sum over readings can do: in training only. */
export interface Supervision {
  /** Tokens of the stretch that must not be outside. */
  readonly covered?: Uint8Array;
  /** Gets the expected number of each transition added, `state * 6 + label`. */
  readonly transitions?: Float64Array;
}

const unsupervised: Supervision = {};

/**
 * Sums over all ways to read a stretch (forward–backward): writes the probability of each of its pieces and labels.
 * `weights` are those of `weightOf`; both columns are by `piece * 6 + label`.
 */
export function expect(
  stretches: Stretches,
  stretch: number,
  weights: Float64Array,
  { steps, room }: Transitions,
  probabilities: Float64Array,
  { covered, transitions: counted }: Supervision = unsupervised,
): void {
  const { from, to } = stretches;
  const start = stretches.starts[stretch]!;
  const length = stretches.ends[stretch]! - start;
  const first = stretches.firsts[stretch]!;
  const end = stretches.firsts[stretch + 1]!;
  if (length === 1 && end - first === 1 && !covered && !counted) {
    expectOne(first, weights, steps, probabilities);
    return;
  }
  const { before, arriving, behind, leaving } = room;
  before.fill(0, 0, (length + 1) * states);
  before[outside] = 1;

  let piece = first;
  for (let at = 0; at < length; at++) {
    const base = at * states;
    let sum = 0;
    for (let state = 0; state < states; state++) sum += before[base + state]!;
    if (!covered || covered[at] === 0) before[base + states + outside]! += sum;
    if (piece < end && from[piece] === start + at) {
      for (let label = 0; label < labelCount; label++) {
        let total = 0;
        for (let state = 0; state < states; state++)
          total += before[base + state]! * steps[state * labelCount + label]!;
        arriving[at * labelCount + label] = total;
      }
    }
    for (; piece < end && from[piece] === start + at; piece++) {
      const target = (to[piece]! - start) * states;
      for (let label = 0; label < labelCount; label++)
        before[target + label]! += arriving[at * labelCount + label]! * weights[piece * labelCount + label]!;
    }
  }
  let total = 0;
  for (let state = 0; state < states; state++) total += before[length * states + state]!;

  behind.fill(1, length * states, (length + 1) * states);
  const share = 1 / total;
  piece = end - 1;
  for (let at = length - 1; at >= 0; at--) {
    const base = at * states;
    const out = !covered || covered[at] === 0 ? behind[base + states + outside]! : 0;
    leaving.fill(0);
    for (; piece >= first && from[piece] === start + at; piece--) {
      const target = (to[piece]! - start) * states;
      for (let label = 0; label < labelCount; label++) {
        const k = piece * labelCount + label;
        const way = weights[k]! * behind[target + label]!;
        leaving[label]! += way;
        probabilities[k] = arriving[at * labelCount + label]! * way * share;
      }
    }
    for (let state = 0; state < states; state++) {
      let sum = out;
      for (let label = 0; label < labelCount; label++) {
        const way = steps[state * labelCount + label]! * leaving[label]!;
        sum += way;
        if (counted) counted[state * labelCount + label]! += before[base + state]! * way * share;
      }
      behind[base + state] = sum;
    }
  }
}

/** The sums of `expect` written out for a stretch that is one piece of one token. */
function expectOne(
  piece: number,
  weights: Float64Array,
  steps: Float64Array,
  probabilities: Float64Array,
): void {
  const offset = piece * labelCount;
  let total = 1;
  for (let label = 0; label < labelCount; label++) {
    const way = steps[outside * labelCount + label]! * weights[offset + label]!;
    probabilities[offset + label] = way;
    total += way;
  }
  for (let label = 0; label < labelCount; label++) probabilities[offset + label]! /= total;
}

/** The pieces chosen in a stretch with their labels, in order; columns that are used again. */
export interface Choices {
  count: number;
  readonly pieces: Int32Array;
  readonly labels: Int32Array;
}

export function noChoices(): Choices {
  return { count: 0, pieces: new Int32Array(places), labels: new Int32Array(places) };
}

/** Finds the best way to read a stretch (Viterbi). */
export function best(
  stretches: Stretches,
  stretch: number,
  scores: Float64Array,
  { scores: transitions, room }: Transitions,
  choices: Choices,
): void {
  const { from, to } = stretches;
  const start = stretches.starts[stretch]!;
  const length = stretches.ends[stretch]! - start;
  const firstPiece = stretches.firsts[stretch]!;
  const end = stretches.firsts[stretch + 1]!;
  choices.count = 0;
  if (end === firstPiece) return;
  if (length === 1) {
    const label = bestOne(firstPiece, scores, transitions);
    if (label !== outside) choose(choices, firstPiece, label);
    return;
  }
  const { value, cameFrom, viaPiece } = room;
  value.fill(-Infinity, 0, (length + 1) * states);
  cameFrom.fill(-1, 0, (length + 1) * states);
  viaPiece.fill(-1, 0, (length + 1) * states);
  value[outside] = 0;
  let piece = firstPiece;
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
    while (piece < end && from[piece] === start + at) piece++;
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
  for (; at >= 0 && at !== outside; at = cameFrom[at]!) {
    if (viaPiece[at]! >= 0) choose(choices, viaPiece[at]!, at % states);
  }
  choices.pieces.subarray(0, choices.count).reverse();
  choices.labels.subarray(0, choices.count).reverse();
}

function choose(choices: Choices, piece: number, label: number): void {
  choices.pieces[choices.count] = piece;
  choices.labels[choices.count++] = label;
}

/** The label of the best reading of a stretch that is one piece of one token; `outside` for no name. */
function bestOne(piece: number, scores: Float64Array, transitions: Float64Array): number {
  let winner: number = outside;
  let most = 0;
  for (let label = 0; label < labelCount; label++) {
    const score = transitions[outside * labelCount + label]! + clamp(scores[piece * labelCount + label]!);
    if (score <= most) continue;
    most = score;
    winner = label;
  }
  return winner;
}

function clamp(score: number): number {
  return score > bound ? bound : score < -bound && score !== -Infinity ? -bound : score;
}
