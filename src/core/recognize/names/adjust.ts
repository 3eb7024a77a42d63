import { entityLabels } from '../../model';
import type { DecidedArticle } from '../recognizer';
import { tokenize } from '../tokens';
import { lookFirst, probabilitiesOf, weighEvidence } from './analyze';
import { gatherNothing } from './evidence';
import { expect, labelCount } from './lattice';
import type { Model } from './model';
import { readArticle, type Reading } from './reading';
import type { Scorer } from './scores';
import type { Stretch } from './stretches';
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
  readonly stretch: Stretch;
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

/** The scores of a stretch's pieces, adjusted. */
export function adjusted(
  scores: Float64Array,
  probabilities: Float64Array,
  adjustment: Adjustment,
): Float64Array {
  const result = scores.slice();
  for (let offset = 0; offset < scores.length; offset += labelCount) {
    for (let label = 0; label < labelCount; label++) {
      for (let found = 0; found < labelCount; found++)
        result[offset + label]! += adjustment[label * labelCount + found]! * probabilities[offset + found]!;
    }
  }
  return result;
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
  const now = adjusted(scores, probabilities, adjustment);
  const allowed = now.map((value, k) => (right[k] === 1 ? value : -Infinity));
  const all = expect({ ...stretch, scores: now }, transitions).pieces;
  const wanted = expect({ ...stretch, scores: allowed, covered }, transitions).pieces;
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
  const looks = lookFirst(reading, model, score);
  const scores = weighEvidence(reading, looks, model, gatherNothing());
  const counts = new Map<number, number>();
  for (const { phrases } of looks)
    for (const hash of phrases.hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return looks.flatMap(({ stretch, phrases }, i) => {
    const decided = decisionsOn(stretch, reading, article);
    if (!decided || stretch.from.length === 0) return [];
    const probabilities = probabilitiesOf(stretch, scores[i]!, model);
    const shares = Float64Array.from(phrases.hashes, (hash) => 1 / counts.get(hash)!);
    return [{ stretch, scores: scores[i]!, probabilities, shares, ...decided }];
  });
}

function decisionsOn(
  stretch: Stretch,
  { starts, ends }: Reading,
  { marks }: DecidedArticle,
): Pick<Task, 'right' | 'covered'> | undefined {
  const [start, end] = [starts[stretch.start]!, ends[stretch.end - 1]!];
  const right = new Uint8Array(stretch.from.length * labelCount);
  const covered = new Uint8Array(stretch.end - stretch.start);
  for (const mark of marks) {
    if (mark.end <= start || mark.start >= end) continue;
    const label = (entityLabels as readonly string[]).indexOf(mark.label);
    const piece = stretch.from.findIndex(
      (from, k) => starts[from] === mark.start && ends[stretch.to[k]! - 1] === mark.end,
    );
    if (label < 0 || piece < 0) return undefined;
    right[piece * labelCount + label] = 1;
    covered.fill(1, stretch.from[piece]! - stretch.start, stretch.to[piece]! - stretch.start);
  }
  return { right, covered };
}
