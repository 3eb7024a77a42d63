import { evidenceSlots, gather, pieceEvidence, type Guess } from './evidence';
import { lookUpPhrases } from './features';
import { best, expect, labelCount } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import { scorePieces } from './scores';
import { findStretches } from './stretches';

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

export function firstLook(reading: Reading, model: Model): FirstLook[] {
  return findStretches(reading).map((stretch) => {
    const phrases = lookUpPhrases(reading, stretch, model.lexicon);
    const scores = scorePieces(reading, stretch, phrases, model);
    const { pieces } = expect(latticeOf(stretch, scores), model.transitions);
    return { stretch, phrases, scores, probabilities: pieces };
  });
}

/** Looks again with what the first look found over the whole article, and chooses. */
export function secondLook(reading: Reading, looks: readonly FirstLook[], model: Model): Found[] {
  const gathered = gather(reading, looks);
  const found: Found[] = [];
  for (const look of looks) {
    const scores = look.scores.slice();
    for (let piece = 0; piece < look.stretch.from.length; piece++) {
      pieceEvidence(reading, look, piece, gathered, (slot, strength) => {
        for (let label = 0; label < labelCount; label++) {
          scores[piece * labelCount + label]! += strength * model.evidence[slot * labelCount + label]!;
        }
      });
    }
    const lattice = latticeOf(look.stretch, scores);
    const chosen = best(lattice, model.transitions);
    if (chosen.length === 0) continue;
    const { pieces } = expect(lattice, model.transitions);
    for (const { piece, label } of chosen) {
      found.push({
        from: look.stretch.from[piece]!,
        to: look.stretch.to[piece]!,
        label,
        probability: pieces[piece * labelCount + label]!,
      });
    }
  }
  return found;
}

export const evidenceWeights = evidenceSlots * labelCount;

function latticeOf(
  stretch: { start: number; end: number; from: readonly number[]; to: readonly number[] },
  scores: Float64Array,
) {
  return {
    length: stretch.end - stretch.start,
    from: stretch.from.map((at) => at - stretch.start),
    to: stretch.to.map((at) => at - stretch.start),
    scores,
  };
}
