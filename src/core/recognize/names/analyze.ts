import { addAdjustment, type Adjustment } from './adjust';
import {
  evidenceSlots,
  gather,
  gatherNothing,
  noEvidence,
  pieceEvidence,
  type Evidence,
  type Gathered,
  type Guesses,
} from './evidence';
import { lookUpPhrases, noPhrases } from './features';
import { best, expect, labelCount, noChoices, weightOf, type Choices } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import type { Scorer, Scores } from './scores';
import { findStretches, noStretches, pieceCount, type Stretches } from './stretches';

/** A name found: tokens `from` to `to` (exclusive), the label's index, and how probable it is by the model alone. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly label: number;
  readonly probability: number;
}

/** The stretches of an article with the scores and probabilities of the first look. */
export interface FirstLook extends Guesses, Readonly<Scores> {}

/** What people's decisions say besides the names they accepted. */
export interface Lessons {
  /** Tells pieces and labels that must not be chosen. */
  readonly isRejected?: ((from: number, to: number, label: number) => boolean) | undefined;
  readonly adjustment?: Adjustment | undefined;
}

/** Number of weights that the second look learns. */
export const evidenceWeights = evidenceSlots * labelCount;

/** Columns for looks, used again for the next article. */
export interface LookRoom {
  first: { -readonly [K in keyof FirstLook]: FirstLook[K] };
  second: Scores & { probabilities: Float64Array };
  /** 1 for each stretch whose scores the second look changed. */
  changed: Uint8Array;
  readonly gathered: Gathered;
  readonly evidence: Evidence;
  readonly choices: Choices;
}

export function emptyLookRoom(): LookRoom {
  const none = new Float64Array(0);
  return {
    first: {
      stretches: noStretches(),
      phrases: noPhrases(),
      scores: none,
      weights: none,
      probabilities: none,
    },
    second: { scores: none, weights: none, probabilities: none },
    changed: new Uint8Array(0),
    gathered: gatherNothing(),
    evidence: noEvidence(),
    choices: noChoices(),
  };
}

/** Looks at each stretch by itself: how probable is each piece under each label? */
export function lookFirst(reading: Reading, model: Model, score: Scorer, room = emptyLookRoom()): FirstLook {
  const { first } = room;
  const stretches = findStretches(reading, first.stretches);
  lookUpPhrases(reading, stretches, model.lexicon, first.phrases);
  score(reading, stretches, first.phrases, first);
  if (first.probabilities.length < first.scores.length)
    first.probabilities = new Float64Array(first.scores.length);
  for (let stretch = 0; stretch < stretches.count; stretch++)
    expect(stretches, stretch, first.weights, model.transitions, first.probabilities);
  return first;
}

/**
 * Looks again, with what the first look found over the whole article and with the names that people know,
 * and chooses.
 */
export function lookAgain(
  reading: Reading,
  look: FirstLook,
  model: Model,
  known: Gathered,
  { isRejected, adjustment }: Lessons = {},
  room = emptyLookRoom(),
): Found[] {
  const { stretches } = look;
  weighEvidence(reading, look, model, known, room);
  const { second, changed } = room;
  if (adjustment) adjust(look, model, adjustment, room);
  if (isRejected) reject(stretches, isRejected, room);
  const found: Found[] = [];
  const { choices } = room;
  for (let stretch = 0; stretch < stretches.count; stretch++) {
    best(stretches, stretch, second.scores, model.transitions, choices);
    if (choices.count === 0) continue;
    const { probabilities } = changed[stretch] === 1 ? second : look;
    if (changed[stretch] === 1)
      expect(stretches, stretch, second.weights, model.transitions, second.probabilities);
    for (let i = 0; i < choices.count; i++) {
      const piece = choices.pieces[i]!;
      const label = choices.labels[i]!;
      const probability = probabilities[piece * labelCount + label]!;
      found.push({ from: stretches.from[piece]!, to: stretches.to[piece]!, label, probability });
    }
  }
  return found;
}

/** Writes the scores of the first look with what the evidence adds, their weights, and which stretches it changed. */
export function weighEvidence(
  reading: Reading,
  look: FirstLook,
  { evidence }: Model,
  known: Gathered,
  room: LookRoom,
): void {
  const { stretches, scores: first } = look;
  const { second, gathered } = room;
  const all = pieceCount(stretches) * labelCount;
  if (second.scores.length < all) {
    second.scores = new Float64Array(2 * all);
    second.weights = new Float64Array(2 * all);
    second.probabilities = new Float64Array(2 * all);
  }
  if (room.changed.length < stretches.count) room.changed = new Uint8Array(2 * stretches.count);
  const { scores, weights } = second;
  const { changed, evidence: found } = room;
  gather(reading, look, gathered);
  for (let k = 0; k < all; k++) {
    scores[k] = first[k]!;
    weights[k] = look.weights[k]!;
  }
  for (let stretch = 0; stretch < stretches.count; stretch++) {
    changed[stretch] = 0;
    for (let piece = stretches.firsts[stretch]!; piece < stretches.firsts[stretch + 1]!; piece++) {
      pieceEvidence(reading, look, stretch, piece, gathered, known, found);
      if (found.count === 0) continue;
      changed[stretch] = 1;
      const offset = piece * labelCount;
      for (let i = 0; i < found.count; i++) {
        const at = found.slots[i]! * labelCount;
        const strength = found.strengths[i]!;
        for (let label = 0; label < labelCount; label++)
          scores[offset + label]! += strength * evidence[at + label]!;
      }
      for (let label = 0; label < labelCount; label++)
        weights[offset + label] = weightOf(scores[offset + label]!);
    }
  }
}

/** Adds what people's labels say against the model's. */
function adjust(look: FirstLook, { transitions }: Model, adjustment: Adjustment, room: LookRoom): void {
  const { stretches } = look;
  const { second, changed } = room;
  for (let stretch = 0; stretch < stretches.count; stretch++) {
    if (changed[stretch] === 1) expect(stretches, stretch, second.weights, transitions, second.probabilities);
    const [first, end] = [
      stretches.firsts[stretch]! * labelCount,
      stretches.firsts[stretch + 1]! * labelCount,
    ];
    const { probabilities } = changed[stretch] === 1 ? second : look;
    addAdjustment(second.scores, probabilities, first, end, adjustment);
    for (let k = first; k < end; k++) second.weights[k] = weightOf(second.scores[k]!);
    changed[stretch] = 1;
  }
}

/** Forbids the pieces and labels that people rejected. */
function reject(
  stretches: Stretches,
  isRejected: NonNullable<Lessons['isRejected']>,
  { second, changed }: LookRoom,
): void {
  for (let stretch = 0; stretch < stretches.count; stretch++) {
    for (let piece = stretches.firsts[stretch]!; piece < stretches.firsts[stretch + 1]!; piece++) {
      for (let label = 0; label < labelCount; label++) {
        if (!isRejected(stretches.from[piece]!, stretches.to[piece]!, label)) continue;
        second.scores[piece * labelCount + label] = -Infinity;
        second.weights[piece * labelCount + label] = 0;
        changed[stretch] = 1;
      }
    }
  }
}
