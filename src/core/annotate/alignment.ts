import type { Pieces } from './fingerprint';

/**
 * For each piece of an old text the index of the piece of the new text that it became, or -1 where that is
 * not certain: changed, gone, or one of several like it. Every new piece is used once at most.
 *
 * What each text has once finds each other, and equal neighbours follow from there, both ways. Where two
 * ways claim the same piece, neither has it: of two equal lines, one of which went, nobody can say which.
 * Between what stands in order, the same is done again with what is unique there. What moved out of order
 * has to be a whole line or longer. The work is bounded by the number of pieces.
 */
export function alignPieces(old: Pieces, now: Pieces): Int32Array {
  const oldCounts = countTokens(old, 0, old.count);
  const newCounts = countTokens(now, 0, now.count);
  const first = emptyAlignment(old, now);
  grow(first, uniquePairs(first, [0, old.count, 0, now.count]));

  const alignment = emptyAlignment(old, now);
  grow(
    alignment,
    runsOf(first)
      .filter((run) => isLongEnough(first, run))
      .map((run) => [run.old, run.now]),
  );
  for (let round = 0; round < mostRounds; round++) {
    const pairs = gapsOf(alignment)
      .flatMap((gap) => uniquePairs(alignment, gap))
      .filter(([i]) => {
        const count = oldCounts.get(old.tokens[i]!)!;
        return count === 1 || count === newCounts.get(old.tokens[i]!);
      });
    if (pairs.length === 0) break;
    grow(alignment, pairs);
  }
  const oldCount = (i: number): number => oldCounts.get(old.tokens[i]!)!;
  const newCount = (i: number): number => newCounts.get(old.tokens[i]!) ?? 0;
  doubtNeighbours(alignment, (i) => oldCount(i) > 1 || newCount(i) > 1);
  doubtLeftovers(
    alignment,
    (i) => oldCount(i) === 1 && newCount(i) === 1,
    (i) => newCount(i) < oldCount(i),
  );
  return alignment.toNew.map((j) => (j === contested ? free : j));
}

interface Alignment {
  readonly old: Pieces;
  readonly now: Pieces;
  readonly toNew: Int32Array;
  readonly toOld: Int32Array;
  /** Steps left; a text made to be ambiguous must not cost more than its length. */
  budget: number;
}

type Pair = readonly [old: number, now: number];
type Gap = readonly [oldStart: number, oldEnd: number, newStart: number, newEnd: number];

/** Pieces that follow each other in both texts. */
interface Run {
  readonly old: number;
  readonly now: number;
  readonly length: number;
}

const free = -1;
/** Claimed twice: nobody's. */
const contested = -2;
const mostRounds = 6;
/** UTF-16 units that several pieces must have together to be found out of order, and a whole line alone. */
const leastRun = 40;
const leastLine = 12;

function emptyAlignment(old: Pieces, now: Pieces): Alignment {
  return {
    old,
    now,
    toNew: new Int32Array(old.count).fill(free),
    toOld: new Int32Array(now.count).fill(free),
    budget: 16 * (old.count + now.count) + 1000,
  };
}

/** Lets equal pieces follow from the pairs, from the beginning of the texts and from their ends. */
function grow(alignment: Alignment, pairs: readonly Pair[]): void {
  walk(alignment, 0, 0, 1);
  walk(alignment, alignment.old.count - 1, alignment.now.count - 1, -1);
  for (const [i, j] of pairs) {
    walk(alignment, i, j, 1);
    walk(alignment, i - 1, j - 1, -1);
  }
  if (alignment.budget > 0) return;
  // Ambiguous beyond measure: then nothing is certain.
  alignment.toNew.fill(contested);
  alignment.toOld.fill(contested);
}

function walk(alignment: Alignment, from: number, to: number, step: 1 | -1): void {
  const { old, now, toNew, toOld } = alignment;
  for (let i = from, j = to; i >= 0 && j >= 0 && i < old.count && j < now.count; i += step, j += step) {
    if (old.tokens[i] !== now.tokens[j] || toNew[i] === j || alignment.budget-- <= 0) return;
    if (toNew[i] === free && toOld[j] === free) {
      toNew[i] = j;
      toOld[j] = i;
      continue;
    }
    if (toNew[i]! >= 0) toOld[toNew[i]!] = contested;
    if (toOld[j]! >= 0) toNew[toOld[j]!] = contested;
    toNew[i] = contested;
    toOld[j] = contested;
  }
}

/**
 * Where two ways met and claimed the same piece, one of them was wrong for some pieces before. Up to the
 * next piece that is the only one of its kind, none of them is certain.
 */
function doubtNeighbours({ toNew, toOld }: Alignment, hasTwins: (old: number) => boolean): void {
  const sweep = (indices: Int32Array, others: Int32Array, oldOf: (index: number) => number): void => {
    for (const step of [1, -1]) {
      let doubt = false;
      for (let at = step > 0 ? 0 : indices.length - 1; at >= 0 && at < indices.length; at += step) {
        const other = indices[at]!;
        if (other < 0) doubt = other === contested;
        else if (doubt && hasTwins(oldOf(at))) indices[at] = others[other] = contested;
        else doubt = false;
      }
    }
  };
  sweep(toNew, toOld, (old) => old);
  sweep(toOld, toNew, (now) => toOld[now]!);
}

/**
 * Where fewer of a kind are left than there were, the ones left are certain only between pieces that are the
 * only ones of their kind, all in one run: from one side alone, another one could have been put there.
 */
function doubtLeftovers(
  alignment: Alignment,
  isOnly: (old: number) => boolean,
  isLeftover: (old: number) => boolean,
): void {
  const { old, now, toNew, toOld } = alignment;
  for (const run of runsOf(alignment)) {
    let first = run.old;
    let last = run.old + run.length - 1;
    if (run.old > 0 || run.now > 0) while (first <= last && !isOnly(first)) first++;
    if (last + 1 < old.count || run.now + run.length < now.count)
      while (last >= first && !isOnly(last)) last--;
    for (let i = run.old; i < run.old + run.length; i++) {
      if ((i >= first && i <= last) || !isLeftover(i)) continue;
      toOld[toNew[i]!] = contested;
      toNew[i] = contested;
    }
  }
}

/** Pairs of the pieces that both sides of a gap have once, among those that are still free. */
function uniquePairs(
  { old, now, toNew, toOld }: Alignment,
  [oldStart, oldEnd, newStart, newEnd]: Gap,
): Pair[] {
  const where = new Map<number, { old: number; now: number }>();
  for (let i = oldStart; i < oldEnd; i++) {
    if (toNew[i] !== free) continue;
    const entry = where.get(old.tokens[i]!);
    if (entry) entry.old = contested;
    else where.set(old.tokens[i]!, { old: i, now: free });
  }
  for (let j = newStart; j < newEnd; j++) {
    if (toOld[j] !== free) continue;
    const entry = where.get(now.tokens[j]!);
    if (entry) entry.now = entry.now === free ? j : contested;
  }
  const pairs: Pair[] = [];
  for (const entry of where.values())
    if (entry.old >= 0 && entry.now >= 0) pairs.push([entry.old, entry.now]);
  return pairs;
}

function runsOf({ toNew }: Alignment): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < toNew.length;) {
    const now = toNew[i]!;
    if (now < 0) {
      i++;
      continue;
    }
    let length = 1;
    while (i + length < toNew.length && toNew[i + length] === now + length) length++;
    runs.push({ old: i, now, length });
    i += length;
  }
  return runs;
}

function isLongEnough({ old, now }: Alignment, run: Run): boolean {
  let units = 0;
  for (let i = run.old; i < run.old + run.length; i++) units += old.lengths[i]!;
  if (run.length > 1 && units >= leastRun) return true;
  return units >= leastLine && isWholeLine(old, run.old, run.length) && isWholeLine(now, run.now, run.length);
}

function isWholeLine(pieces: Pieces, first: number, length: number): boolean {
  const lastLine = pieces.lines[first + length - 1]!;
  return pieces.columns[first] === 1 && pieces.firstOfLine[lastLine + 1] === first + length;
}

/** What lies between neighbours among the runs that stand in the same order in both texts. */
function gapsOf(alignment: Alignment): Gap[] {
  const { old, now } = alignment;
  const gaps: Gap[] = [];
  let oldStart = 0;
  let newStart = 0;
  for (const run of inOrder(runsOf(alignment))) {
    if (run.old > oldStart && run.now > newStart) gaps.push([oldStart, run.old, newStart, run.now]);
    oldStart = run.old + run.length;
    newStart = run.now + run.length;
  }
  if (old.count > oldStart && now.count > newStart) gaps.push([oldStart, old.count, newStart, now.count]);
  return gaps;
}

/** The heaviest choice of runs that ascends in both texts: what was not moved. */
function inOrder(runs: readonly Run[]): Run[] {
  const byPlace = runs.map((_, index) => index).sort((a, b) => runs[a]!.now - runs[b]!.now);
  const rank = new Int32Array(runs.length);
  byPlace.forEach((index, place) => (rank[index] = place + 1));
  // A Fenwick tree over the places in the new text, of the heaviest chain that ends there or before.
  const best = new Int32Array(runs.length + 1).fill(-1);
  const weight = new Float64Array(runs.length);
  const previous = new Int32Array(runs.length).fill(-1);
  let heaviest = -1;
  runs.forEach((run, index) => {
    let before = -1;
    for (let at = rank[index]! - 1; at > 0; at -= at & -at) before = heavier(weight, before, best[at]!);
    previous[index] = before;
    weight[index] = run.length + (before < 0 ? 0 : weight[before]!);
    for (let at = rank[index]!; at <= runs.length; at += at & -at)
      best[at] = heavier(weight, best[at]!, index);
    heaviest = heavier(weight, heaviest, index);
  });
  const chain: Run[] = [];
  for (let index = heaviest; index >= 0; index = previous[index]!) chain.push(runs[index]!);

  return chain.reverse();
}

function heavier(weight: Float64Array, a: number, b: number): number {
  if (a < 0 || b < 0) return Math.max(a, b);
  return weight[b]! > weight[a]! ? b : a;
}

function countTokens(pieces: Pieces, start: number, end: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = start; i < end; i++) counts.set(pieces.tokens[i]!, (counts.get(pieces.tokens[i]!) ?? 0) + 1);
  return counts;
}
