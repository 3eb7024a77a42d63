import { transitionsOf, type Transitions } from './lattice';
import { openLexicon, type Lexicon, type LexiconData } from './lexicon';
import { openHashes, type SortedHashes } from './sorted';

/** What training finds, as the recogniser uses it. */
export interface Model {
  readonly lexicon: Lexicon;
  readonly features: FeatureTable;
  /** What a weight of 1 in the table stands for. */
  readonly scale: number;
  readonly transitions: Transitions;
  /** Weights of the second look: `slot * 6 + label`. */
  readonly evidence: Float64Array;
  /** Scores of names by their raw probability, at even steps from 0 to 1. */
  readonly calibration: Float64Array;
  /** Hash of everything the training read. */
  readonly inputs: number;
}

/** The weights of features by their hashes, `labelCount` for each. */
export interface FeatureTable extends SortedHashes {
  readonly weights: Int8Array;
}

/** The parts of a model file. */
export interface ModelData {
  readonly lexicon: LexiconData;
  /** Ascending. */
  readonly features: Uint32Array;
  readonly weights: Int8Array;
  readonly scale: number;
  readonly transitions: Float32Array;
  readonly evidence: Float32Array;
  readonly calibration: Float32Array;
  readonly inputs: number;
}

/** Opens a model for use: builds its look-up tables. */
export function openModel(data: ModelData): Model {
  return {
    lexicon: openLexicon(data.lexicon),
    features: { ...openHashes(data.features), weights: data.weights },
    scale: data.scale,
    transitions: transitionsOf(Float64Array.from(data.transitions)),
    evidence: Float64Array.from(data.evidence),
    calibration: Float64Array.from(data.calibration),
    inputs: data.inputs,
  };
}

const magic = 0x314d4e43; // "CNM1"

/**
 * Model file, little-endian: magic, inputs, scale, longest phrase, the lengths of seven parts, the parts.
 * Hashes ascend and are stored by byte (all lowest bytes, then the next), which compresses better.
 */
export function encodeModel(data: ModelData): Uint8Array {
  const parts = [
    planes(data.lexicon.hashes),
    planes(data.lexicon.masks),
    data.lexicon.ordinary,
    planes(data.features),
    new Uint8Array(data.weights.buffer, data.weights.byteOffset, data.weights.byteLength),
    floats(data.transitions),
    floats(data.evidence),
    floats(data.calibration),
  ];
  const head = new Uint8Array(4 * (4 + parts.length));
  const view = new DataView(head.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, data.inputs, true);
  view.setFloat32(8, data.scale, true);
  view.setUint32(12, data.lexicon.longest, true);
  parts.forEach((part, i) => view.setUint32(16 + 4 * i, part.length, true));
  const bytes = new Uint8Array(head.length + parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of [head, ...parts]) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Reads a model file. Throws on bytes that are none. */
export function decodeModel(bytes: Uint8Array): ModelData {
  const own = bytes.slice();
  const view = new DataView(own.buffer);
  if (bytes.length < 48 || view.getUint32(0, true) !== magic)
    throw new Error('These bytes are no names model.');
  let at = 48;
  const parts = Array.from({ length: 8 }, (_, i) => {
    const length = view.getUint32(16 + 4 * i, true);
    const part = own.slice(at, at + length);
    at += length;
    return part;
  });
  const [hashes, masks, ordinary, features, weights, transitions, evidence, calibration] = parts as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return {
    lexicon: {
      hashes: fromPlanes(hashes),
      masks: fromPlanes(masks),
      ordinary,
      longest: view.getUint32(12, true),
    },
    features: fromPlanes(features),
    weights: new Int8Array(weights.buffer),
    scale: view.getFloat32(8, true),
    transitions: new Float32Array(transitions.buffer),
    evidence: new Float32Array(evidence.buffer),
    calibration: new Float32Array(calibration.buffer),
    inputs: view.getUint32(4, true),
  };
}

function planes(numbers: Uint32Array): Uint8Array {
  const count = numbers.length;
  const bytes = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    for (let plane = 0; plane < 4; plane++) bytes[plane * count + i] = numbers[i]! >>> (8 * plane);
  }
  return bytes;
}

function fromPlanes(bytes: Uint8Array): Uint32Array {
  const count = bytes.length / 4;
  const numbers = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    numbers[i] =
      bytes[i]! | (bytes[count + i]! << 8) | (bytes[2 * count + i]! << 16) | (bytes[3 * count + i]! << 24);
  }
  return numbers;
}

function floats(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
