import { isPause, type Steps } from '../steps';
import { featureNames, Look, type Features } from './features';

/**
 * What a unit of lines can be. A `deck` continues the title: its second line, or a standfirst that is not
 * a sentence. `lead` is residue between the title and the story: after it no title comes but the story.
 */
export const states = ['title', 'deck', 'lead', 'heading', 'caption', 'noise', 'body'] as const;
export type State = (typeof states)[number];

/** The trained weights: how much each feature speaks for each state, and each state for the next one. */
export interface StructureModel {
  /** By feature name, one weight a state; features that say nothing are left out. */
  readonly features: Readonly<Record<string, readonly number[]>>;
  /** From each state (and, last, from the text's start) to each state. */
  readonly transitions: readonly (readonly number[])[];
}

/** The model as the decision needs it: rows of `states.length` weights. */
export interface Weights {
  readonly features: Float64Array;
  readonly transitions: Float64Array;
}

export function weightsOf(model: StructureModel): Weights {
  const features = new Float64Array(featureNames.length * states.length);
  featureNames.forEach((name, index) => features.set(model.features[name] ?? [], index * states.length));
  return { features, transitions: Float64Array.from(model.transitions.flat()) };
}

/**
 * The best sequence of states for a text's units (Viterbi), as indexes into `states`. `allowed` holds a
 * bit a state for each unit; 0 stands for all.
 */
export function* decide(features: Features, weights: Weights, allowed: Uint8Array): Steps<Uint8Array> {
  const count = features.firstOfUnit.length - 1;
  const width = states.length;
  const from = new Uint8Array(count * width);
  let scores = new Float64Array(width);
  let nextScores = new Float64Array(width);
  const emission = new Float64Array(width);
  const { transitions } = weights;
  for (let unit = 0; unit < count; unit++) {
    if (isPause(unit)) yield;
    emit(features, weights, unit, emission);
    const mask = allowed[unit]! || maskOfLook[features.looks[unit] as keyof typeof maskOfLook];
    for (let state = 0; state < width; state++) {
      let best = -Infinity;
      let bestFrom = 0;
      if (unit === 0) best = transitions[width * width + state]!;
      else {
        for (let before = 0; before < width; before++) {
          const score = scores[before]! + transitions[before * width + state]!;
          if (score <= best) continue;
          best = score;
          bestFrom = before;
        }
      }
      from[unit * width + state] = bestFrom;
      nextScores[state] = best + emission[state]! - (mask & (1 << state) ? 0 : forbidden);
    }
    [scores, nextScores] = [nextScores, scores];
  }
  const path = new Uint8Array(count);
  let state = 0;
  for (let other = 1; other < width; other++) if (scores[other]! > scores[state]!) state = other;
  for (let unit = count - 1; unit >= 0; unit--) {
    path[unit] = state;
    state = from[unit * width + state]!;
  }
  return path;
}

const all = (1 << states.length) - 1;
const bit = (state: State): number => 1 << states.indexOf(state);
/** The states that each look leaves. */
const maskOfLook = {
  [Look.open]: all,
  [Look.headsStory]: all & ~bit('body'),
  [Look.tellsStory]: all & ~bit('title'),
  [Look.namesStory]: bit('title'),
};

/** Outweighs every score, and stays finite when a text forbids much. */
const forbidden = 1e6;

/** Sums up the weights of a unit's features. One local sum a state: this is the innermost loop of all. */
function emit(
  { active, firstOfUnit }: Features,
  weights: Weights,
  unit: number,
  emission: Float64Array,
): void {
  const table = weights.features;
  let [title, deck, lead, heading, caption, noise, body] = [0, 0, 0, 0, 0, 0, 0];
  const behind = firstOfUnit[unit + 1]!;
  for (let at = firstOfUnit[unit]!; at < behind; at++) {
    const row = active[at]! * states.length;
    title += table[row]!;
    deck += table[row + 1]!;
    lead += table[row + 2]!;
    heading += table[row + 3]!;
    caption += table[row + 4]!;
    noise += table[row + 5]!;
    body += table[row + 6]!;
  }
  emission.set([title, deck, lead, heading, caption, noise, body]);
}
