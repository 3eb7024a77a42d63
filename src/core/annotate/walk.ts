import { compareSpans, type Span } from '../span';

/**
 * Where one goes from a place: to the next span, or the previous one, going round the ends of the list.
 *
 * @param spans sorted by compareSpans
 * @param from the span that one is at, or an offset
 * @returns `undefined` only where the list is empty
 */
export function neighbour<T extends Span>(
  spans: readonly T[],
  from: T | number,
  direction: 1 | -1,
): T | undefined {
  const index = typeof from === 'number' ? -1 : spans.indexOf(from);
  if (index >= 0) return spans.at((index + direction) % spans.length);
  const place: Span = typeof from === 'number' ? { start: from, end: from } : from;
  const next =
    direction === 1
      ? spans.find((span) => isBehind(span, place))
      : spans.findLast((span) => isBehind(place, span));
  return next ?? spans.at(direction === 1 ? 0 : -1);
}

/** An offset is before the spans that start behind it, and behind those that end before it. */
function isBehind(a: Span, b: Span): boolean {
  if (a.start === a.end) return b.end < a.start;
  return b.start === b.end ? a.start > b.start : compareSpans(a, b) > 0;
}
