import { adjusted, type Adjustment } from './adjust';
import { evidenceSlots, gather, pieceEvidence, type Gathered, type Guess } from './evidence';
import { lookUpPhrases } from './features';
import { best, bestOne, expect, expectOne, labelCount, outside, type Choice } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import type { Scorer } from './scores';
import { findStretches, type Stretch } from './stretches';

/** A name found: tokens `from` to `to` (exclusive), the label's index, and how probable it is by the model alone. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly label: number;
  readonly probability: number;
}

/** A stretch with the scores and probabilities of the first look. */
export interface FirstLook extends Guess {
  readonly scores: Float64Array;
}

/** What people's decisions say besides the names they accepted. */
export interface Lessons {
  /** Tells pieces and labels that must not be chosen. */
  readonly isRejected?: ((from: number, to: number, label: number) => boolean) | undefined;
  readonly adjustment?: Adjustment | undefined;
}

/** Number of weights that the second look learns. */
export const evidenceWeights = evidenceSlots * labelCount;

/** Looks at each stretch by itself: how probable is each piece under each label? */
export function lookFirst(reading: Reading, model: Model, score: Scorer): FirstLook[] {
  return findStretches(reading).map((stretch) => {
    const phrases = lookUpPhrases(reading, stretch, model.lexicon);
    const scores = score(reading, stretch, phrases);
    return { stretch, phrases, scores, probabilities: probabilitiesOf(stretch, scores, model) };
  });
}

/** How probable each piece and label of a stretch is by its scores. */
export function probabilitiesOf(
  stretch: Stretch,
  scores: Float64Array,
  { transitions }: Model,
): Float64Array {
  if (stretch.from.length === 0) return scores;
  if (stretch.end - stretch.start === 1) return expectOne(scores, transitions);
  return expect({ ...stretch, scores }, transitions).pieces;
}

/**
 * Looks again, with what the first look found over the whole article and with the names that people know,
 * and chooses.
 */
export function lookAgain(
  reading: Reading,
  looks: readonly FirstLook[],
  model: Model,
  known: Gathered,
  { isRejected, adjustment }: Lessons = {},
): Found[] {
  const found: Found[] = [];
  const weighed = weighEvidence(reading, looks, model, known);
  looks.forEach((look, i) => {
    const { stretch } = look;
    const { from, to } = stretch;
    let scores = weighed[i]!;
    if (adjustment) scores = adjusted(scores, probabilitiesOf(stretch, scores, model), adjustment);
    if (isRejected)
      scores = scores.map((score, k) => {
        const piece = Math.floor(k / labelCount);
        return isRejected(from[piece]!, to[piece]!, k % labelCount) ? -Infinity : score;
      });
    const chosen = choose(stretch, scores, model);
    if (chosen.length === 0) return;
    const probabilities =
      scores === look.scores ? look.probabilities : probabilitiesOf(stretch, scores, model);
    for (const { piece, label } of chosen) {
      const probability = probabilities[piece * labelCount + label]!;
      found.push({ from: from[piece]!, to: to[piece]!, label, probability });
    }
  });
  return found;
}

/** The scores of each stretch with what the evidence adds; the first look's own where there is none. */
export function weighEvidence(
  reading: Reading,
  looks: readonly FirstLook[],
  { evidence }: Model,
  known: Gathered,
): Float64Array[] {
  const gathered = gather(reading, looks);
  let first: Float64Array = new Float64Array(0);
  let scores: Float64Array = first;
  let offset = 0;
  const addEvidence = (slot: number, strength: number) => {
    if (scores === first) scores = first.slice();
    for (let label = 0; label < labelCount; label++)
      scores[offset + label]! += strength * evidence[slot * labelCount + label]!;
  };
  return looks.map((look) => {
    scores = first = look.scores;
    for (let piece = 0; piece < look.stretch.from.length; piece++) {
      offset = piece * labelCount;
      pieceEvidence(reading, look, piece, gathered, known, addEvidence);
    }
    return scores;
  });
}

const nothing: readonly Choice[] = [];

function choose(stretch: Stretch, scores: Float64Array, { transitions }: Model): readonly Choice[] {
  if (stretch.from.length === 0) return nothing;
  if (stretch.end - stretch.start > 1) return best({ ...stretch, scores }, transitions);
  const label = bestOne(scores, transitions);
  return label === outside ? nothing : [{ piece: 0, label }];
}
