import {
  beforeFeatures,
  behindFeatures,
  eachNeighbourBefore,
  eachNeighbourBehind,
  pieceFeatures,
  Role,
  wordFeatures,
  type Phrases,
} from './features';
import { labelCount } from './lattice';
import type { Model } from './model';
import type { Reading } from './reading';
import type { Stretch } from './stretches';
import type { Word } from './words';

/** First-look scores of each piece and label of a stretch: sums of the weights of the features that hold. */
export function scorePieces(
  reading: Reading,
  stretch: Stretch,
  phrases: Phrases,
  model: Model,
): Float64Array {
  const count = stretch.from.length;
  const scores = new Float64Array(count * labelCount);
  const parts = new Float64Array((stretch.end - stretch.start + 1) * labelCount);
  for (let i = stretch.start; i < stretch.end; i++) {
    const at = (i - stretch.start) * labelCount;
    const sums = roleSums(reading.words[i]!, Role.part, model);
    for (let label = 0; label < labelCount; label++)
      parts[at + labelCount + label] = parts[at + label]! + sums[label]!;
  }
  const behind = new Map<number, Float64Array>();
  let before = new Float64Array(labelCount);
  let beforeOf = -1;
  const { rowOf, weights, scale } = model;
  let target = scores;
  let offset = 0;
  const addFeature = (feature: number) => {
    const row = rowOf(feature);
    if (row < 0) return;
    const at = row * labelCount;
    for (let label = 0; label < labelCount; label++) target[offset + label]! += weights[at + label]! * scale;
  };
  const addWord = (word: Word, role: Role) => add(target, offset, roleSums(word, role, model));

  for (let piece = 0; piece < count; piece++) {
    const from = stretch.from[piece]!;
    const to = stretch.to[piece]!;
    if (beforeOf !== from) {
      beforeOf = from;
      target = before = new Float64Array(labelCount);
      offset = 0;
      eachNeighbourBefore(reading, from, addWord);
      beforeFeatures(reading, from, addFeature);
      addWord(reading.words[from]!, Role.first);
    }
    let tail = behind.get(to);
    if (!tail) {
      behind.set(to, (tail = target = new Float64Array(labelCount)));
      offset = 0;
      eachNeighbourBehind(reading, to, addWord);
      behindFeatures(reading, to, addFeature);
      addWord(reading.words[to - 1]!, Role.last);
    }
    target = scores;
    offset = piece * labelCount;
    add(target, offset, before);
    add(target, offset, tail);
    for (let label = 0; label < labelCount; label++) {
      target[offset + label]! +=
        parts[(to - stretch.start) * labelCount + label]! -
        parts[(from - stretch.start) * labelCount + label]!;
    }
    if (to - from === 1) addWord(reading.words[from]!, Role.single);
    pieceFeatures(reading, stretch, phrases, piece, addFeature);
  }
  return scores;
}

/** The features of one piece, all of them: what `scorePieces` sums, for training. */
export function eachFeature(
  reading: Reading,
  stretch: Stretch,
  phrases: Phrases,
  piece: number,
  emit: (feature: number) => void,
): void {
  const from = stretch.from[piece]!;
  const to = stretch.to[piece]!;
  const emitWord = (word: Word, role: Role) => wordFeatures(word, role, emit);
  for (let i = from; i < to; i++) emitWord(reading.words[i]!, Role.part);
  eachNeighbourBefore(reading, from, emitWord);
  beforeFeatures(reading, from, emit);
  emitWord(reading.words[from]!, Role.first);
  eachNeighbourBehind(reading, to, emitWord);
  behindFeatures(reading, to, emit);
  emitWord(reading.words[to - 1]!, Role.last);
  if (to - from === 1) emitWord(reading.words[from]!, Role.single);
  pieceFeatures(reading, stretch, phrases, piece, emit);
}

function roleSums(word: Word, role: Role, model: Model): Float32Array {
  const known = word.sums[role];
  if (known) return known;
  const sums = new Float32Array(labelCount);
  wordFeatures(word, role, (feature) => {
    const row = model.rowOf(feature);
    if (row < 0) return;
    for (let label = 0; label < labelCount; label++)
      sums[label]! += model.weights[row * labelCount + label]! * model.scale;
  });
  word.sums[role] = sums;
  return sums;
}

function add(target: Float64Array, offset: number, sums: Float32Array | Float64Array): void {
  for (let label = 0; label < labelCount; label++) target[offset + label]! += sums[label]!;
}
