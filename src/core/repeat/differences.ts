import type { Span } from '../span';

/** Words that two texts have in common, in the same order. Spans are UTF-16 offsets into each. */
export interface CommonRun {
  readonly first: Span;
  readonly again: Span;
  readonly words: number;
}

/** What stands in one text between two common runs, and what stands there in the other; either may be empty. */
export interface Difference {
  readonly first: Span;
  readonly again: Span;
  /** How many words were taken out, and how many put in. */
  readonly removed: number;
  readonly added: number;
}

/** One word that both texts have at the same place. */
export interface CommonWord {
  readonly first: Span;
  readonly again: Span;
  /** Index of its run. */
  readonly run: number;
}

export interface Differences {
  readonly common: readonly CommonRun[];
  /** The words of the runs, in order. */
  readonly words: readonly CommonWord[];
  readonly differences: readonly Difference[];
}

/**
 * Compares two texts word by word; punctuation, capitals and white space aside. Words that stand once in both (then: once
 * between two common ones) lead, their equal neighbours follow. Not always the longest common sequence, but close to linear.
 */
export function compareWords(first: string, again: string): Differences {
  const [a, b] = [wordsOf(first), wordsOf(again)];
  const pairOf = pairWords(a, b);
  const common: CommonRun[] = [];
  const commonWords: CommonWord[] = [];
  const differences: Difference[] = [];
  let [i, j] = [0, 0];
  const differ = (toA: number, toB: number): void => {
    if (toA === i && toB === j) return;
    differences.push({
      first: stretch(a, i, toA, first.length),
      again: stretch(b, j, toB, again.length),
      removed: toA - i,
      added: toB - j,
    });
  };
  for (let start = 0; start < a.length; start++) {
    if (pairOf[start]! < 0) continue;
    let words = 1;
    while (start + words < a.length && pairOf[start + words] === pairOf[start]! + words) words++;
    const to = pairOf[start]!;
    differ(start, to);
    for (let word = 0; word < words; word++) {
      const [first, again] = [spanOf(a[start + word]!), spanOf(b[to + word]!)];
      commonWords.push({ first, again, run: common.length });
    }
    common.push({
      first: stretch(a, start, start + words, first.length),
      again: stretch(b, to, to + words, again.length),
      words,
    });
    [i, j] = [start + words, to + words];
    start += words - 1;
  }
  differ(a.length, b.length);
  return { common, words: commonWords, differences };
}

interface Word extends Span {
  readonly folded: string;
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    folded: word.toLowerCase(),
  }));
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** From the first word to the end of the last; an empty span before the next word where there is none. */
function stretch(words: readonly Word[], from: number, to: number, end: number): Span {
  if (from < to) return { start: words[from]!.start, end: words[to - 1]!.end };
  const place = words[from]?.start ?? end;
  return { start: place, end: place };
}

/** For each word of `a` the word of `b` that it became, -1 for none. Ascending. */
function pairWords(a: readonly Word[], b: readonly Word[]): Int32Array {
  const pairOf = new Int32Array(a.length).fill(-1);
  const gaps: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  for (let gap = gaps.pop(); gap; gap = gaps.pop()) {
    let [fromA, toA, fromB, toB] = gap;
    while (fromA < toA && fromB < toB && a[fromA]!.folded === b[fromB]!.folded) pairOf[fromA++] = fromB++;
    while (fromA < toA && fromB < toB && a[toA - 1]!.folded === b[toB - 1]!.folded) pairOf[--toA] = --toB;
    if (fromA === toA || fromB === toB) continue;
    const anchors = uniqueInOrder(a, b, fromA, toA, fromB, toB);
    if (anchors.length === 0) continue;
    let [lastA, lastB] = [fromA, fromB];
    for (const [at, to] of anchors) {
      pairOf[at] = to;
      gaps.push([lastA, at, lastB, to]);
      [lastA, lastB] = [at + 1, to + 1];
    }
    gaps.push([lastA, toA, lastB, toB]);
  }
  return pairOf;
}

/** Words that stand once in both stretches: as many of them as are in the same order. */
function uniqueInOrder(
  a: readonly Word[],
  b: readonly Word[],
  fromA: number,
  toA: number,
  fromB: number,
  toB: number,
): readonly (readonly [number, number])[] {
  const places = new Map<string, { a: number; b: number }>();
  for (let at = fromA; at < toA; at++) {
    const known = places.get(a[at]!.folded);
    if (known) known.a = -1;
    else places.set(a[at]!.folded, { a: at, b: -2 });
  }
  for (let at = fromB; at < toB; at++) {
    const known = places.get(b[at]!.folded);
    if (known) known.b = known.b === -2 ? at : -1;
  }
  const pairs = [...places.values()].filter((place) => place.a >= 0 && place.b >= 0);
  return longestAscending(pairs.map((place) => [place.a, place.b] as const));
}

/** The longest subsequence whose second numbers ascend (patience sorting). The first ones ascend already. */
function longestAscending(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, value], at) => {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (pairs[tops[middle]!]![1] < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? tops[low - 1]! : -1;
    tops[low] = at;
  });
  const longest: (readonly [number, number])[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at]!) longest.push(pairs[at]!);
  return longest.reverse();
}
