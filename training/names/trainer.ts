import { entityLabels } from '../../src/core/model';
import { evidenceWeights, lookAgain, type FirstLook } from '../../src/core/recognize/names/analyze';
import { gather, gatherNothing, noEvidence, pieceEvidence } from '../../src/core/recognize/names/evidence';
import {
  createFeatures,
  lookUpPhrases,
  noNeighbours,
  type Phrases,
} from '../../src/core/recognize/names/features';
import {
  expect,
  labelCount,
  transitionsOf,
  weightOf,
  type Transitions,
} from '../../src/core/recognize/names/lattice';
import { openLexicon, type LexiconData } from '../../src/core/recognize/names/lexicon';
import { openModel, type ModelData } from '../../src/core/recognize/names/model';
import { readArticle, type Reading } from '../../src/core/recognize/names/reading';
import { allFeatures } from '../../src/core/recognize/names/scores';
import { findStretches, oneStretch, type Stretches } from '../../src/core/recognize/names/stretches';
import { createVocabulary, type Vocabulary } from '../../src/core/recognize/names/vocabulary';
import type { Example } from '../corpus';
import { calibrate, type Outcome } from './calibration';
import { forgetful } from './forgetting';
import { createOptimizer, type Rates } from './optimizer';
import { createRandom, shuffle } from '../random';

/** A stretch made ready for training. */
interface Prepared {
  /** It alone. */
  readonly stretch: Stretches;
  /** Hashes of each piece's features. */
  readonly features: Int32Array[];
  /** 1 where a piece and label is right. */
  readonly right: Uint8Array;
  /** 1 for each token inside a right piece. */
  readonly covered: Uint8Array;
  /** Whether every gold mark in it is one of its pieces. */
  readonly whole: boolean;
}

export interface PreparedArticle {
  readonly example: Example;
  readonly reading: Reading;
  readonly all: Stretches;
  readonly phrases: Phrases;
  /** Each of all. */
  readonly stretches: readonly Prepared[];
}

export interface Settings {
  readonly epochs: number;
  readonly seed: number;
  readonly first: Rates;
  readonly second: Rates;
  /** Features seen in fewer articles are left out. */
  readonly leastArticles: number;
  /** Share of the listed names that are forgotten at each article's second reading, in percent. */
  readonly forgotten: number;
}

export const settings: Settings = {
  epochs: 8,
  seed: 7,
  first: { rate: 0.1, l1: 2e-6, l2: 2e-5 },
  second: { rate: 0.05, l1: 0, l2: 1e-4 },
  leastArticles: 2,
  forgotten: 30,
};

/** Makes articles ready for training, each twice: read with all word lists and with some names forgotten. */
export function prepareAll(
  examples: readonly Example[],
  data: LexiconData,
  { forgotten }: Settings,
): PreparedArticle[] {
  const lexicon = openLexicon(data);
  const vocabulary = createVocabulary(lexicon);
  const forgetfulVocabulary = createVocabulary(forgetful(lexicon, forgotten));
  return examples.flatMap((example) => [prepare(example, vocabulary), prepare(example, forgetfulVocabulary)]);
}

export function prepare(example: Example, vocabulary: Vocabulary): PreparedArticle {
  const reading = readArticle(example, vocabulary);
  const buffer = createFeatures();
  const near = noNeighbours();
  const marks = example.marks.filter(({ labels }) => labels.some((label) => labelIndex(label) >= 0));
  const all = findStretches(reading);
  const phrases = lookUpPhrases(reading, all, vocabulary.lexicon);
  const stretches = Array.from({ length: all.count }, (_, i): Prepared => {
    const stretch = oneStretch(all, i);
    const first = stretch.starts[0]!;
    const behind = stretch.ends[0]!;
    const count = stretch.from.length;
    const right = new Uint8Array(count * labelCount);
    const covered = new Uint8Array(behind - first);
    const features: Int32Array[] = [];
    const [start, end] = [reading.starts[first]!, reading.ends[behind - 1]!];
    const inside = marks.filter((mark) => mark.start < end && mark.end > start);
    let matched = 0;
    for (let piece = 0; piece < count; piece++) {
      const [from, to] = [stretch.from[piece]!, stretch.to[piece]!];
      features.push(allFeatures(reading, all, i, phrases, all.firsts[i]! + piece, buffer, near));
      const mark = inside.find(
        (one) => one.start === reading.starts[from] && one.end === reading.ends[to - 1],
      );
      if (!mark) continue;
      matched++;
      for (const label of mark.labels)
        if (labelIndex(label) >= 0) right[piece * labelCount + labelIndex(label)] = 1;
      covered.fill(1, from - first, to - first);
    }
    return { stretch, features, right, covered, whole: matched === inside.length };
  });
  return { example, reading, all, phrases, stretches };
}

/** The first look's weights: a feature's row, and six weights a row. */
interface Weights {
  readonly rows: ReadonlyMap<number, number>;
  readonly weights: Float64Array;
  readonly transitions: Float64Array;
}

const transitionCount = (labelCount + 1) * labelCount;

export function trainFirst(
  articles: readonly PreparedArticle[],
  { epochs, seed, first, leastArticles }: Settings,
): Weights {
  const rows = chooseFeatures(articles, leastArticles);
  const base = rows.size * labelCount;
  const optimizer = createOptimizer(base + transitionCount, first);
  const { weights } = optimizer;
  const random = createRandom(seed);
  const prepared = articles.flatMap(({ stretches }) => stretches.filter(({ whole }) => whole));
  const pieceRows = new Map(
    prepared.map((stretch) => [
      stretch,
      stretch.features.map((list) =>
        Int32Array.from([...list].map((f) => rows.get(f) ?? -1).filter((row) => row >= 0)),
      ),
    ]),
  );
  const transitions = transitionsOf(new Float64Array(transitionCount));
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const stretch of shuffle(prepared, random)) {
      const list = pieceRows.get(stretch)!;
      const scores = new Float64Array(list.length * labelCount);
      list.forEach((features, piece) => {
        for (const row of features) {
          for (let label = 0; label < labelCount; label++)
            scores[piece * labelCount + label]! += weights[row * labelCount + label]!;
        }
      });
      transitions.scores.set(weights.subarray(base));
      transitions.scores.forEach((value, k) => (transitions.steps[k] = Math.exp(value)));
      const { all, right } = expectations(stretch, scores, transitions);
      list.forEach((features, piece) => {
        for (let label = 0; label < labelCount; label++) {
          const gradient =
            right.pieces[piece * labelCount + label]! - all.pieces[piece * labelCount + label]!;
          if (Math.abs(gradient) < 1e-6) continue;
          for (const row of features) optimizer.add(row * labelCount + label, gradient);
        }
      });
      for (let k = 0; k < transitionCount; k++)
        optimizer.add(base + k, right.transitions[k]! - all.transitions[k]!);
      optimizer.step();
    }
  }
  return { rows, weights: weights.slice(0, base), transitions: weights.slice(base) };
}

function expectations({ stretch, right, covered }: Prepared, scores: Float64Array, transitions: Transitions) {
  const weights = scores.map(weightOf);
  const allowed = weights.map((weight, k) => (right[k] === 1 ? weight : 0));
  return {
    all: expectation(stretch, weights, transitions),
    right: expectation(stretch, allowed, transitions, covered),
  };
}

/** The probability of each piece and label of a stretch, and the expected number of each transition. */
function expectation(
  stretch: Stretches,
  weights: Float64Array,
  transitions: Transitions,
  covered?: Uint8Array,
) {
  const pieces = new Float64Array(weights.length);
  const counted = new Float64Array(transitionCount);
  expect(stretch, 0, weights, transitions, pieces, { transitions: counted, ...(covered && { covered }) });
  return { pieces, transitions: counted };
}

function chooseFeatures(articles: readonly PreparedArticle[], leastArticles: number): Map<number, number> {
  const seen = new Map<number, number>();
  const counts = new Map<number, number>();
  const numbers = numberByName(articles);
  for (const { example, stretches } of articles) {
    const number = numbers.get(example.name)!;
    for (const { features } of stretches) {
      for (const list of features) {
        for (const feature of list) {
          if (seen.get(feature) === number) continue;
          seen.set(feature, number);
          counts.set(feature, (counts.get(feature) ?? 0) + 1);
        }
      }
    }
  }
  const rows = new Map<number, number>();
  for (const [feature, count] of counts) if (count >= leastArticles) rows.set(feature, rows.size);
  return rows;
}

/** An article may be there twice, read with and without parts of the lexicons: both have one number. */
function numberByName(articles: readonly PreparedArticle[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { example } of articles) if (!numbers.has(example.name)) numbers.set(example.name, numbers.size);
  return numbers;
}

/** First look of trained weights over a prepared article: the same as `lookFirst` there, without rounding. */
function lookFirst(
  { all, phrases, stretches }: PreparedArticle,
  { rows, weights, transitions: scoresOfSteps }: Weights,
): FirstLook {
  const transitions = transitionsOf(scoresOfSteps);
  const lists = stretches.flatMap(({ features }) => features);
  const scores = new Float64Array(lists.length * labelCount);
  lists.forEach((list, piece) => {
    for (const feature of list) {
      const row = rows.get(feature);
      if (row === undefined) continue;
      for (let label = 0; label < labelCount; label++)
        scores[piece * labelCount + label]! += weights[row * labelCount + label]!;
    }
  });
  const weightsOfScores = scores.map(weightOf);
  const probabilities = new Float64Array(scores.length);
  for (let stretch = 0; stretch < all.count; stretch++)
    expect(all, stretch, weightsOfScores, transitions, probabilities);
  return { stretches: all, phrases, scores, weights: weightsOfScores, probabilities };
}

/** Trains both looks: the second on first guesses about articles that the first did not see. */
export function train(
  articles: readonly PreparedArticle[],
  lexicon: LexiconData,
  options: Settings,
  parts = 4,
): ModelData {
  const looks = new Map<PreparedArticle, FirstLook>();
  const numbers = numberByName(articles);
  for (let part = 0; part < parts; part++) {
    const isHeld = (article: PreparedArticle) => numbers.get(article.example.name)! % parts === part;
    const weights = trainFirst(
      articles.filter((article) => !isHeld(article)),
      options,
    );
    for (const article of articles) if (isHeld(article)) looks.set(article, lookFirst(article, weights));
  }
  const first = trainFirst(articles, options);
  const evidence = trainSecond(articles, looks, transitionsOf(first.transitions), options);
  const data = quantize(first, evidence, lexicon);
  return { ...data, calibration: calibrate(outcomesOf(articles, looks, data)) };
}

/** How the second look fares on first looks at articles that their weights had not seen. */
function outcomesOf(
  articles: readonly PreparedArticle[],
  looks: ReadonlyMap<PreparedArticle, FirstLook>,
  data: ModelData,
): Outcome[] {
  const model = openModel(data);
  const nothing = gatherNothing();
  const seen = new Set<string>();
  return articles.flatMap((article) => {
    const { example, reading } = article;
    if (seen.has(example.name)) return [];
    seen.add(example.name);
    return lookAgain(reading, looks.get(article)!, model, nothing).map(({ from, to, label, probability }) => {
      const [start, end] = [reading.starts[from]!, reading.ends[to - 1]!];
      const mark = example.marks.find((one) => one.start === start && one.end === end);
      return { probability, right: mark?.labels.includes(entityLabels[label]!) ?? false };
    });
  });
}

function trainSecond(
  articles: readonly PreparedArticle[],
  looks: ReadonlyMap<PreparedArticle, FirstLook>,
  transitions: Transitions,
  { epochs, seed, second }: Settings,
): Float64Array {
  const optimizer = createOptimizer(evidenceWeights, second);
  const { weights } = optimizer;
  const random = createRandom(seed + 1);
  const nothing = gatherNothing();
  const found = noEvidence();
  const prepared = articles.flatMap((article) => {
    const look = looks.get(article)!;
    const gathered = gather(article.reading, look);
    return article.stretches.flatMap((stretch, i) => {
      if (!stretch.whole) return [];
      const [first, end] = [article.all.firsts[i]!, article.all.firsts[i + 1]!];
      const slots = Array.from({ length: end - first }, (_, piece) => {
        pieceEvidence(article.reading, look, i, first + piece, gathered, nothing, found);
        return Array.from(
          found.slots.subarray(0, found.count),
          (slot, k) => [slot, found.strengths[k]!] as const,
        );
      });
      return [{ stretch, scores: look.scores.slice(first * labelCount, end * labelCount), slots }];
    });
  });
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { stretch, scores: first, slots } of shuffle(prepared, random)) {
      const scores = first.slice();
      slots.forEach((list, piece) => {
        for (const [slot, strength] of list) {
          for (let label = 0; label < labelCount; label++) {
            scores[piece * labelCount + label]! += strength * weights[slot * labelCount + label]!;
          }
        }
      });
      const { all, right } = expectations(stretch, scores, transitions);
      slots.forEach((list, piece) => {
        for (let label = 0; label < labelCount; label++) {
          const gradient =
            right.pieces[piece * labelCount + label]! - all.pieces[piece * labelCount + label]!;
          if (Math.abs(gradient) < 1e-6) continue;
          for (const [slot, strength] of list) optimizer.add(slot * labelCount + label, gradient * strength);
        }
      });
      optimizer.step();
    }
  }
  return weights.slice();
}

/** Rounds weights to 8 bits and drops features whose weights all round to nothing. */
function quantize(
  { rows, weights, transitions }: Weights,
  evidence: Float64Array,
  lexicon: LexiconData,
): ModelData {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.min(largest, 4) / 127;
  const round = (weight: number) => Math.max(-127, Math.min(127, Math.round(weight / scale)));
  const kept = [...rows]
    .filter(([, row]) =>
      weights.subarray(row * labelCount, (row + 1) * labelCount).some((weight) => round(weight) !== 0),
    )
    .sort((a, b) => (a[0] >>> 0) - (b[0] >>> 0));
  const rounded = new Int8Array(kept.length * labelCount);
  kept.forEach(([, row], i) => {
    for (let label = 0; label < labelCount; label++)
      rounded[i * labelCount + label] = round(weights[row * labelCount + label]!);
  });
  return {
    lexicon,
    features: Uint32Array.from(kept, ([feature]) => feature >>> 0),
    weights: rounded,
    scale: Math.fround(scale),
    transitions: Float32Array.from(transitions),
    evidence: Float32Array.from(evidence),
    calibration: Float32Array.from({ length: 21 }, (_, i) => i / 20),
    inputs: 0,
  };
}

export function labelIndex(label: string): number {
  return (entityLabels as readonly string[]).indexOf(label);
}
