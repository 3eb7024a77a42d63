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

function probabilitiesOf(stretch: Stretch, scores: Float64Array, { transitions }: Model): Float64Array {
  if (stretch.from.length === 0) return scores;
  if (stretch.end - stretch.start === 1) return expectOne(scores, transitions);
  return expect({ ...stretch, scores }, transitions).pieces;
}

/**
 * Looks again, with what the first look found over the whole article and with the names that people know,
 * and chooses. `isRejected` tells pieces and labels that must not be chosen.
 */
export function lookAgain(
  reading: Reading,
  looks: readonly FirstLook[],
  model: Model,
  known: Gathered,
  isRejected?: (from: number, to: number, label: number) => boolean,
): Found[] {
  const gathered = gather(reading, looks);
  const found: Found[] = [];
  let scores = new Float64Array(0);
  let offset = 0;
  let changed: boolean;
  const addEvidence = (slot: number, strength: number) => {
    changed = true;
    for (let label = 0; label < labelCount; label++) {
      scores[offset + label]! += strength * model.evidence[slot * labelCount + label]!;
    }
  };
  for (const look of looks) {
    const { stretch } = look;
    const { from, to } = stretch;
    scores = look.scores.slice();
    changed = isRejected !== undefined;
    for (let piece = 0; piece < from.length; piece++) {
      offset = piece * labelCount;
      pieceEvidence(reading, look, piece, gathered, known, addEvidence);
      if (!isRejected) continue;
      for (let label = 0; label < labelCount; label++) {
        if (isRejected(from[piece]!, to[piece]!, label)) scores[offset + label] = -Infinity;
      }
    }
    const chosen = choose(stretch, scores, model);
    if (chosen.length === 0) continue;
    const probabilities = changed ? probabilitiesOf(stretch, scores, model) : look.probabilities;
    for (const { piece, label } of chosen) {
      const probability = probabilities[piece * labelCount + label]!;
      found.push({ from: from[piece]!, to: to[piece]!, label, probability });
    }
  }
  return found;
}

const nothing: readonly Choice[] = [];

function choose(stretch: Stretch, scores: Float64Array, { transitions }: Model): readonly Choice[] {
  if (stretch.from.length === 0) return nothing;
  if (stretch.end - stretch.start > 1) return best({ ...stretch, scores }, transitions);
  const label = bestOne(scores, transitions);
  return label === outside ? nothing : [{ piece: 0, label }];
}
