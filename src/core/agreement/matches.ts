import { compareSpans, type Span } from '../span';

/** What somebody marked, all of one label. */
export interface Marked {
  /** At least one, sorted. */
  readonly pieces: readonly Span[];
}

/** How many marks each of two annotators set, and how many of them the other set too. */
export interface Matches {
  readonly marks: readonly [number, number];
  readonly matched: readonly [number, number];
}

/** Marks match where all their pieces are the same. */
export function exactMatches(first: readonly Marked[], second: readonly Marked[]): Matches {
  const a = new Set(first.map(placeKey));
  const b = new Set(second.map(placeKey));
  let both = 0;
  for (const key of a) if (b.has(key)) both++;
  return { marks: [a.size, b.size], matched: [both, both] };
}

/** Marks match where they share a character with any of the other's. */
export function overlapMatches(first: readonly Marked[], second: readonly Marked[]): Matches {
  return {
    marks: [first.length, second.length],
    matched: [meeting(first, second), meeting(second, first)],
  };
}

/** The sum of both. */
export function addMatches(a: Matches, b: Matches): Matches {
  return {
    marks: [a.marks[0] + b.marks[0], a.marks[1] + b.marks[1]],
    matched: [a.matched[0] + b.matched[0], a.matched[1] + b.matched[1]],
  };
}

export const noMatches: Matches = { marks: [0, 0], matched: [0, 0] };

/**
 * The harmonic mean of the shares that were matched, the same whichever annotator is taken for the measure. `undefined`
 * where neither marked anything; 0 where only one did.
 */
export function f1Of({ marks, matched }: Matches): number | undefined {
  if (marks[0] + marks[1] === 0) return undefined;
  if (matched[0] === 0 || matched[1] === 0) return 0;
  const shares = [matched[0] / marks[0], matched[1] / marks[1]] as const;
  return (2 * shares[0] * shares[1]) / (shares[0] + shares[1]);
}

function placeKey({ pieces }: Marked): string {
  return pieces.map(({ start, end }) => `${start}-${end}`).join(',');
}

/** How many marks share a character with any of the others. */
function meeting(marks: readonly Marked[], others: readonly Marked[]): number {
  const pieces = others.flatMap((other) => other.pieces).sort(compareSpans);
  /** The furthest end of the pieces up to each. */
  const furthest: number[] = [];
  for (const { end } of pieces) furthest.push(Math.max(end, furthest.at(-1) ?? 0));
  const meets = ({ start, end }: Span): boolean => {
    const before = startingBefore(pieces, end);
    return before > 0 && furthest[before - 1]! > start;
  };
  return marks.filter((mark) => mark.pieces.some(meets)).length;
}

function startingBefore(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
