import {
  beforeFeatures,
  behindFeatures,
  createFeatures,
  neighboursBefore,
  neighboursBehind,
  pieceFeatures,
  Role,
  wordFeatures,
  type Features,
  type Neighbours,
  type Phrases,
} from './features';
import { labelCount } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import type { Stretch } from './stretches';
import type { Word } from './words';

/** Gives the first-look scores of each piece and label of a stretch: sums of the weights of the features that hold. */
export type Scorer = (reading: Reading, stretch: Stretch, phrases: Phrases) => Float64Array;

/** A number for each label. */
const none: number[] = [0, 0, 0, 0, 0, 0];

/** Makes a scorer for a model; it keeps the sums of each word's weights with the word. */
export function createScorer({ rowOf, weights, scale }: Model): Scorer {
  const features = createFeatures();
  const near: Neighbours = { words: [], roles: [] };

  const addFeatures = (target: Float64Array | number[], offset: number) => {
    const { hashes, count } = features;
    for (let i = 0; i < count; i++) {
      const row = rowOf(hashes[i]!);
      if (row < 0) continue;
      const at = row * labelCount;
      for (let label = 0; label < labelCount; label++)
        target[offset + label]! += weights[at + label]! * scale;
    }
    features.count = 0;
  };
  const sumsOf = (word: Word, role: Role): number[] => {
    const known = word.sums[role];
    if (known) return known;
    const held = features.count;
    const sums = none.slice();
    wordFeatures(word, role, features);
    for (let i = held; i < features.count; i++) {
      const row = rowOf(features.hashes[i]!);
      if (row < 0) continue;
      for (let label = 0; label < labelCount; label++)
        sums[label]! += weights[row * labelCount + label]! * scale;
    }
    features.count = held;
    word.sums[role] = sums;
    return sums;
  };
  const addNeighbours = (target: number[]) => {
    for (let i = 0; i < near.words.length; i++) add(target, 0, sumsOf(near.words[i]!, near.roles[i]!));
  };

  return (reading, stretch, phrases) => {
    const { start, end, from, to } = stretch;
    const { words } = reading;
    const count = from.length;
    const scores = new Float64Array(count * labelCount);
    const parts = new Float64Array((end - start + 1) * labelCount);
    for (let i = start; i < end; i++) {
      const at = (i - start) * labelCount;
      const sums = sumsOf(words[i]!, Role.part);
      for (let label = 0; label < labelCount; label++)
        parts[at + labelCount + label] = parts[at + label]! + sums[label]!;
    }
    const behind: (number[] | undefined)[] = [];
    let before = none;
    let beforeOf = -1;
    for (let piece = 0; piece < count; piece++) {
      const [first, last] = [from[piece]!, to[piece]! - 1];
      if (beforeOf !== first) {
        beforeOf = first;
        before = sumsOf(words[first]!, Role.first).slice();
        neighboursBefore(reading, first, near);
        addNeighbours(before);
        beforeFeatures(reading, first, features);
        addFeatures(before, 0);
      }
      let tail = behind[last - start];
      if (!tail) {
        behind[last - start] = tail = sumsOf(words[last]!, Role.last).slice();
        neighboursBehind(reading, last + 1, near);
        addNeighbours(tail);
        behindFeatures(reading, last + 1, features);
        addFeatures(tail, 0);
      }
      const offset = piece * labelCount;
      const [partsAt, partsTo] = [(first - start) * labelCount, (last + 1 - start) * labelCount];
      for (let label = 0; label < labelCount; label++) {
        scores[offset + label] =
          before[label]! + tail[label]! + parts[partsTo + label]! - parts[partsAt + label]!;
      }
      if (first === last) add(scores, offset, sumsOf(words[first]!, Role.single));
      pieceFeatures(reading, stretch, phrases, piece, features);
      addFeatures(scores, offset);
    }
    return scores;
  };
}

/** All features of one piece, those whose weights a scorer sums: for training. */
export function allFeatures(
  reading: Reading,
  stretch: Stretch,
  phrases: Phrases,
  piece: number,
  features: Features,
  near: Neighbours,
): Int32Array {
  const { words } = reading;
  const [first, last] = [stretch.from[piece]!, stretch.to[piece]! - 1];
  const addNeighbours = () => near.words.forEach((word, i) => wordFeatures(word, near.roles[i]!, features));
  features.count = 0;
  for (let i = first; i <= last; i++) wordFeatures(words[i]!, Role.part, features);
  wordFeatures(words[first]!, Role.first, features);
  neighboursBefore(reading, first, near);
  addNeighbours();
  beforeFeatures(reading, first, features);
  wordFeatures(words[last]!, Role.last, features);
  neighboursBehind(reading, last + 1, near);
  addNeighbours();
  behindFeatures(reading, last + 1, features);
  if (first === last) wordFeatures(words[first]!, Role.single, features);
  pieceFeatures(reading, stretch, phrases, piece, features);
  return features.hashes.slice(0, features.count);
}

function add(target: Float64Array | number[], offset: number, sums: readonly number[]): void {
  for (let label = 0; label < labelCount; label++) target[offset + label]! += sums[label]!;
}
