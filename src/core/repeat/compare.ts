import type { Wording } from './fingerprint';

/** How much two articles say in the same words. All shares are of weighted shingles, in [0, 1]. */
export interface Likeness {
  /** Shared part of all that either says (Broder's resemblance). */
  readonly resemblance: number;
  /** Shared part of what the shorter one says (containment). */
  readonly containment: number;
  /** Shared part of the shorter one's first paragraph. */
  readonly lead: number;
  /** Share of the shorter one's paragraphs that are told in the other, each with a fifth of its words at least. */
  readonly spread: number;
  /** How many shingles are shared. */
  readonly shared: number;
}

/** How many stories have a paragraph, by the paragraph's hash; see `countParagraphsInSteps`. */
export type ParagraphCounts = ReadonlyMap<number, number>;

/**
 * Compares two wordings, exactly. A paragraph that many articles have (a company's description, a
 * disclaimer) weighs as much less as more have it; so paragraphs that are all told equally often weigh the
 * same, however often that is.
 */
export function compare(a: Wording, b: Wording, paragraphCounts: ParagraphCounts): Likeness {
  const weightsA = paragraphWeights(a, paragraphCounts);
  const weightsB = paragraphWeights(b, paragraphCounts);
  const [totalA, totalB] = [total(a, weightsA), total(b, weightsB)];
  const [shorter, weights] = totalA < totalB ? [a, weightsA] : [b, weightsB];
  const aIsShorter = shorter === a;
  let shared = 0;
  let sharedShingles = 0;
  const sharedOf = new Uint32Array(shorter.paragraphs.length);
  for (let i = 0, j = 0; i < a.shingles.length && j < b.shingles.length;) {
    const difference = a.shingles[i]! - b.shingles[j]!;
    if (difference === 0) {
      const paragraph = aIsShorter ? a.paragraphOf[i]! : b.paragraphOf[j]!;
      shared += weights[paragraph]!;
      sharedShingles++;
      sharedOf[paragraph]!++;
    }
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  const smaller = Math.min(totalA, totalB);
  const union = totalA + totalB - shared;
  return {
    resemblance: union === 0 ? 0 : Math.min(1, Math.max(0, shared / union)),
    containment: smaller === 0 ? 0 : Math.min(1, shared / smaller),
    lead: (sharedOf[0] ?? 0) / Math.max(1, shorter.paragraphSizes[0] ?? 0),
    spread: spreadOf(shorter, sharedOf),
    shared: sharedShingles,
  };
}

/** Fewer shared shingles can be chance or a set phrase. */
const fewestShared = 6;

/**
 * Whether one article tells the other again: much of the shorter one is in the longer one, with its first
 * paragraph or all over its paragraphs. Accounts of the same event by different desks share a quotation at
 * most; articles on one subject copy a paragraph here and there.
 */
export function isRepeat({ containment, lead, spread, shared }: Likeness): boolean {
  if (shared < fewestShared) return false;
  return (containment >= 0.35 && lead >= 0.3) || (containment >= 0.3 && spread >= 0.65);
}

/** Whether two articles are the same words in the same order, titles included. */
export function sameWords(a: Wording, b: Wording): boolean {
  return a.whole === b.whole && a.shingles.length === b.shingles.length && a.shingles.length > 0;
}

/** The similarity of a repeat, in (0, 1]: the resemblance, and 1 only for the same words. */
export function similarityOf(a: Wording, b: Wording, paragraphCounts: ParagraphCounts): number {
  if (sameWords(a, b)) return 1;
  return Math.min(0.999, Math.max(0.001, compare(a, b, paragraphCounts).resemblance));
}

function paragraphWeights({ paragraphs }: Wording, counts: ParagraphCounts): Float64Array {
  return Float64Array.from(paragraphs, (paragraph) => 1 / Math.max(1, (counts.get(paragraph) ?? 1) - 1));
}

function spreadOf({ paragraphSizes }: Wording, sharedOf: Uint32Array): number {
  let told = 0;
  let all = 0;
  paragraphSizes.forEach((size, paragraph) => {
    if (size === 0) return;
    all++;
    if (sharedOf[paragraph]! * 5 >= size) told++;
  });
  return told / Math.max(1, all);
}

function total({ paragraphSizes }: Wording, weights: Float64Array): number {
  return paragraphSizes.reduce((sum, size, paragraph) => sum + size * weights[paragraph]!, 0);
}
