import {
  beforeFeatures,
  behindFeatures,
  createFeatures,
  neighboursBefore,
  neighboursBehind,
  noNeighbours,
  pieceFeatures,
  Role,
  wordFeatures,
  type Features,
  type Neighbours,
  type Phrases,
} from './features';
import { bound, labelCount, weightOf } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import { indexOfHash } from './sorted';
import { pieceCount, type Stretches } from './stretches';
import { Column, rowShift, sumsOfWord } from './words';

/** Scores of the first look and what they weigh in sums over readings: by `piece * 6 + label`. */
export interface Scores {
  scores: Float64Array;
  weights: Float64Array;
}

/** Sums, for each piece and label, the weights of the features that hold. */
export type Scorer = (reading: Reading, stretches: Stretches, phrases: Phrases, out: Scores) => void;

/** Makes a scorer for a model; it keeps the sums of each word's weights with the word. */
export function createScorer({ features: table, scale }: Model): Scorer {
  const features = createFeatures();
  const near = noNeighbours();
  /** What sums weigh in sums over readings; sum 0 is in the middle, those farther out weigh as the ends do. */
  const farthest = Math.ceil(bound / scale);
  const weightOfSum = Float64Array.from({ length: 2 * farthest + 1 }, (_, i) =>
    weightOf((i - farthest) * scale),
  );
  /** Sums for all words from the start of a stretch up to each of its tokens. */
  let parts = new Int32Array(64 * labelCount);
  /** Sums for what begins at one token, and for what ends at each token of a stretch. */
  const before = new Int32Array(labelCount);
  let tails = new Int32Array(64 * labelCount);
  let tailOf = new Int32Array(64);
  const whole = new Int32Array(labelCount);
  const own = new Int32Array(labelCount);

  const addFeatures = (target: Int32Array, offset: number): void => {
    const { hashes, count } = features;
    const { weights } = table;
    for (let i = 0; i < count; i++) {
      const row = indexOfHash(table, hashes[i]!);
      if (row < 0) continue;
      const at = row * labelCount;
      target[offset]! += weights[at]!;
      target[offset + 1]! += weights[at + 1]!;
      target[offset + 2]! += weights[at + 2]!;
      target[offset + 3]! += weights[at + 3]!;
      target[offset + 4]! += weights[at + 4]!;
      target[offset + 5]! += weights[at + 5]!;
    }
    features.count = 0;
  };
  const addWord = (
    { words }: Reading,
    id: number,
    role: number,
    target: Int32Array,
    offset: number,
  ): void => {
    const summed = (id << rowShift) + Column.summed;
    const at = id * sumsOfWord + role * labelCount;
    let known = words.rows[summed]!;
    if ((known & (1 << role)) === 0) {
      wordFeatures(words, id, role as Role, features);
      own.fill(0);
      addFeatures(own, 0);
      words.sums.set(own, at);
      known |= 1 << role;
      if (own.some((sum) => sum !== 0)) known |= 0x10000 << role;
      words.rows[summed] = known;
    }
    if ((known & (0x10000 << role)) === 0) return;
    const { sums } = words;
    target[offset]! += sums[at]!;
    target[offset + 1]! += sums[at + 1]!;
    target[offset + 2]! += sums[at + 2]!;
    target[offset + 3]! += sums[at + 3]!;
    target[offset + 4]! += sums[at + 4]!;
    target[offset + 5]! += sums[at + 5]!;
  };
  const addNeighbours = (reading: Reading, target: Int32Array, offset: number): void => {
    for (let i = 0; i < near.count; i++) addWord(reading, near.ids[i]!, near.roles[i]!, target, offset);
  };

  return (reading, stretches, phrases, out) => {
    const { ids } = reading;
    const { from, to, starts, ends, firsts } = stretches;
    const all = pieceCount(stretches) * labelCount;
    if (out.scores.length < all) {
      out.scores = new Float64Array(2 * all);
      out.weights = new Float64Array(2 * all);
    }
    const { scores, weights } = out;
    for (let stretch = 0; stretch < stretches.count; stretch++) {
      const start = starts[stretch]!;
      const length = ends[stretch]! - start;
      if ((length + 1) * labelCount > parts.length) {
        parts = new Int32Array(2 * length * labelCount);
        tails = new Int32Array(2 * length * labelCount);
        tailOf = new Int32Array(2 * length);
      }
      parts.fill(0, 0, labelCount);
      for (let i = 0; i < length; i++) {
        const at = i * labelCount;
        parts.copyWithin(at + labelCount, at, at + labelCount);
        addWord(reading, ids[start + i]!, Role.part, parts, at + labelCount);
        tailOf[i] = 0;
      }
      let beforeOf = -1;
      for (let piece = firsts[stretch]!; piece < firsts[stretch + 1]!; piece++) {
        const first = from[piece]!;
        const last = to[piece]! - 1;
        if (beforeOf !== first) {
          beforeOf = first;
          before.fill(0);
          addWord(reading, ids[first]!, Role.first, before, 0);
          neighboursBefore(reading, first, near);
          addNeighbours(reading, before, 0);
          beforeFeatures(reading, first, features);
          addFeatures(before, 0);
        }
        const tail = (last - start) * labelCount;
        if (tailOf[last - start] === 0) {
          tailOf[last - start] = 1;
          tails.fill(0, tail, tail + labelCount);
          addWord(reading, ids[last]!, Role.last, tails, tail);
          neighboursBehind(reading, last + 1, near);
          addNeighbours(reading, tails, tail);
          behindFeatures(reading, last + 1, features);
          addFeatures(tails, tail);
        }
        const partsAt = (first - start) * labelCount;
        const partsTo = (last + 1 - start) * labelCount;
        for (let label = 0; label < labelCount; label++)
          whole[label] =
            before[label]! + tails[tail + label]! + parts[partsTo + label]! - parts[partsAt + label]!;
        if (first === last) addWord(reading, ids[first]!, Role.single, whole, 0);
        pieceFeatures(reading, stretches, stretch, phrases, piece, features);
        addFeatures(whole, 0);
        const offset = piece * labelCount;
        for (let label = 0; label < labelCount; label++) {
          const sum = whole[label]!;
          scores[offset + label] = sum * scale;
          weights[offset + label] = weightOfSum[Math.max(0, Math.min(2 * farthest, sum + farthest))]!;
        }
      }
    }
  };
}

/** All features of one piece, those whose weights a scorer sums: for training. */
export function allFeatures(
  reading: Reading,
  stretches: Stretches,
  stretch: number,
  phrases: Phrases,
  piece: number,
  features: Features,
  near: Neighbours,
): Int32Array {
  const { ids, words } = reading;
  const first = stretches.from[piece]!;
  const last = stretches.to[piece]! - 1;
  const addNeighbours = (): void => {
    for (let i = 0; i < near.count; i++) wordFeatures(words, near.ids[i]!, near.roles[i] as Role, features);
  };
  features.count = 0;
  for (let i = first; i <= last; i++) wordFeatures(words, ids[i]!, Role.part, features);
  wordFeatures(words, ids[first]!, Role.first, features);
  neighboursBefore(reading, first, near);
  addNeighbours();
  beforeFeatures(reading, first, features);
  wordFeatures(words, ids[last]!, Role.last, features);
  neighboursBehind(reading, last + 1, near);
  addNeighbours();
  behindFeatures(reading, last + 1, features);
  if (first === last) wordFeatures(words, ids[first]!, Role.single, features);
  pieceFeatures(reading, stretches, stretch, phrases, piece, features);
  return features.hashes.slice(0, features.count);
}
