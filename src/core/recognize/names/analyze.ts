import { evidenceSlots, gather, pieceEvidence, type Gathered, type Guess } from './evidence';
import { lookUpPhrases } from './features';
import { best, expect, labelCount, type Lattice } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import { scorePieces } from './scores';
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
export function lookFirst(reading: Reading, model: Model): FirstLook[] {
  return findStretches(reading).map((stretch) => {
    const phrases = lookUpPhrases(reading, stretch, model.lexicon);
    const scores = scorePieces(reading, stretch, phrases, model);
    const { pieces } = expect(latticeOf(stretch, scores), model.transitions);
    return { stretch, phrases, scores, probabilities: pieces };
  });
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
  for (const look of looks) {
    const { stretch } = look;
    const scores = look.scores.slice();
    for (let piece = 0; piece < stretch.from.length; piece++) {
      pieceEvidence(reading, look, piece, gathered, known, (slot, strength) => {
        for (let label = 0; label < labelCount; label++) {
          scores[piece * labelCount + label]! += strength * model.evidence[slot * labelCount + label]!;
        }
      });
      if (!isRejected) continue;
      for (let label = 0; label < labelCount; label++) {
        if (isRejected(stretch.from[piece]!, stretch.to[piece]!, label)) scores[piece * labelCount + label] = -Infinity;
      }
    }
    const lattice = latticeOf(stretch, scores);
    const chosen = best(lattice, model.transitions);
    if (chosen.length === 0) continue;
    const { pieces } = expect(lattice, model.transitions);
    for (const { piece, label } of chosen) {
      found.push({
        from: stretch.from[piece]!,
        to: stretch.to[piece]!,
        label,
        probability: pieces[piece * labelCount + label]!,
      });
    }
  }
  return found;
}

function latticeOf(stretch: Stretch, scores: Float64Array): Lattice {
  return {
    length: stretch.end - stretch.start,
    from: stretch.from.map((at) => at - stretch.start),
    to: stretch.to.map((at) => at - stretch.start),
    scores,
  };
}
