import { entityLabels } from '../../model';
import type { DecidedArticle } from '../recognizer';
import { tokenize } from '../tokens';
import { emptyLookRoom, lookFirst, weighEvidence } from './analyze';
import { gatherNothing } from './evidence';
import { expect, labelCount, weightOf } from './lattice';
import type { Model } from './model';
import { readArticle, type Reading } from './reading';
import type { Scorer } from './scores';
import { oneStretch, pieceCount, type Stretches } from './stretches';
import type { Vocabulary } from './vocabulary';

/**
 * How the labels of a corpus's people differ from the model's: what is added to the score of a label for each
 * label that the model would give, `label * 6 + model's label`. Texts may be labelled by another scheme than the
 * one the model learned: without products, say, or with companies among the organisations.
 */
export type Adjustment = Float64Array;

const rounds = 30;
const rate = 0.1;
/** Different names that must speak for a change, more than against it … */
const leastNames = 1.5;
/** … and their share of the names that the model finds under the label: what is below it is taken for errors. */
const leastShare = 0.25;

/** A stretch of a decided article. */
interface Task {
  /** It alone. */
  readonly stretch: Stretches;
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
  /** Of each piece, 1 / how often its words are a piece in the article: a name that is told often counts once. */
  readonly shares: Float64Array;
  /** 1 where a piece and label is right. */
  readonly right: Uint8Array;
  /** 1 for each token inside a right piece. */
  readonly covered: Uint8Array;
}

/**
 * Learns from decided articles, by proximal gradient steps on the likelihood of what people decided. A weight stays 0
 * until enough different names speak for it, so that single errors teach nothing; `undefined` where none changes.
 */
export function learnAdjustment(
  articles: readonly DecidedArticle[],
  model: Model,
  vocabulary: Vocabulary,
  score: Scorer,
): Adjustment | undefined {
  const tasks = articles.flatMap((article) => tasksOf(article, model, vocabulary, score));
  const adjustment = new Float64Array(labelCount * labelCount);
  const gradient = new Float64Array(labelCount * labelCount);
  const thresholds = massOf(tasks).map((mass) => Math.max(leastNames, leastShare * mass));
  for (let round = 0; round < rounds; round++) {
    gradient.fill(0);
    for (const task of tasks) addGradient(task, adjustment, model, gradient);
    for (let k = 0; k < gradient.length; k++) {
      const weight = adjustment[k]! + rate * gradient[k]!;
      adjustment[k] = Math.sign(weight) * Math.max(0, Math.abs(weight) - rate * thresholds[k % labelCount]!);
    }
    if (adjustment.every((weight) => weight === 0)) return undefined;
  }
  return adjustment;
}

/** Adds to the scores from `first` to `end` what the adjustment makes of their probabilities. */
export function addAdjustment(
  scores: Float64Array,
  probabilities: Float64Array,
  first: number,
  end: number,
  adjustment: Adjustment,
): void {
  for (let offset = first; offset < end; offset += labelCount) {
    for (let label = 0; label < labelCount; label++) {
      for (let found = 0; found < labelCount; found++)
        scores[offset + label]! += adjustment[label * labelCount + found]! * probabilities[offset + found]!;
    }
  }
}

/** How many names the model finds under each label. */
function massOf(tasks: readonly Task[]): Float64Array {
  const mass = new Float64Array(labelCount);
  for (const { probabilities, shares } of tasks)
    probabilities.forEach((p, k) => (mass[k % labelCount]! += p * shares[Math.floor(k / labelCount)]!));
  return mass;
}

function addGradient(
  { stretch, scores, probabilities, shares, right, covered }: Task,
  adjustment: Adjustment,
  { transitions }: Model,
  gradient: Float64Array,
): void {
  const now = scores.slice();
  addAdjustment(now, probabilities, 0, now.length, adjustment);
  const weights = now.map(weightOf);
  const all = new Float64Array(now.length);
  const wanted = new Float64Array(now.length);
  expect(stretch, 0, weights, transitions, all);
  expect(
    stretch,
    0,
    weights.map((weight, k) => (right[k] === 1 ? weight : 0)),
    transitions,
    wanted,
    { covered },
  );
  for (let k = 0; k < now.length; k++) {
    const label = k % labelCount;
    const surprise = shares[Math.floor(k / labelCount)]! * (wanted[k]! - all[k]!);
    for (let found = 0; found < labelCount; found++)
      gradient[label * labelCount + found]! += surprise * probabilities[k - label + found]!;
  }
}

/** Leaves out stretches with names that the model cannot find: names are parts of its stretches. */
function tasksOf(article: DecidedArticle, model: Model, vocabulary: Vocabulary, score: Scorer): Task[] {
  const reading = readArticle({ ...article, tokens: tokenize(article.text) }, vocabulary);
  const room = emptyLookRoom();
  const look = lookFirst(reading, model, score, room);
  weighEvidence(reading, look, model, gatherNothing(), room);
  const hashes = look.phrases.hashes.subarray(0, pieceCount(look.stretches));
  const counts = new Map<number, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return Array.from({ length: look.stretches.count }, (_, i): Task | undefined => {
    const stretch = oneStretch(look.stretches, i);
    const decided = decisionsOn(stretch, reading, article);
    if (!decided || stretch.from.length === 0) return undefined;
    const [first, end] = [look.stretches.firsts[i]!, look.stretches.firsts[i + 1]!];
    const scores = room.second.scores.slice(first * labelCount, end * labelCount);
    const probabilities = new Float64Array(scores.length);
    expect(stretch, 0, scores.map(weightOf), model.transitions, probabilities);
    const shares = Float64Array.from(hashes.subarray(first, end), (hash) => 1 / counts.get(hash)!);
    return { stretch, scores, probabilities, shares, ...decided };
  }).filter((task) => task !== undefined);
}

function decisionsOn(
  stretch: Stretches,
  { starts, ends }: Reading,
  { marks }: DecidedArticle,
): Pick<Task, 'right' | 'covered'> | undefined {
  const first = stretch.starts[0]!;
  const [start, end] = [starts[first]!, ends[stretch.ends[0]! - 1]!];
  const right = new Uint8Array(stretch.from.length * labelCount);
  const covered = new Uint8Array(stretch.ends[0]! - first);
  for (const mark of marks) {
    if (mark.end <= start || mark.start >= end) continue;
    const label = (entityLabels as readonly string[]).indexOf(mark.label);
    const piece = stretch.from.findIndex(
      (from, k) => starts[from] === mark.start && ends[stretch.to[k]! - 1] === mark.end,
    );
    if (label < 0 || piece < 0) return undefined;
    right[piece * labelCount + label] = 1;
    covered.fill(1, stretch.from[piece]! - first, stretch.to[piece]! - first);
  }
  return { right, covered };
}
