import { isTaught } from '../marks';
import type { Suggestion } from '../model';
import { contains, overlaps, type Span } from '../span';

/** How sure a name must be to take a number that is a part of it. */
const sureName = 0.5;

/** How sure a count must be to stand inside what looks like a name: those of players and sides are. */
const sureCount = 0.98;

/**
 * Of the numbers found, those that stand beside the names found: what people taught wins over what a machine found, and
 * a name that is sure wins over a count, a year or a weekday inside it: `Copper 29`, `The Saturday Club`. Both lists are
 * sorted by start, and neither overlaps itself.
 */
export function numbersBeside(numbers: readonly Suggestion[], names: readonly Suggestion[]): Suggestion[] {
  let first = 0;
  return numbers.filter((number) => {
    while (first < names.length && names[first]!.end <= number.start) first++;
    for (let k = first; k < names.length && names[k]!.start < number.end; k++)
      if (winsOver(names[k]!, number)) return false;
    return true;
  });
}

function winsOver(name: Suggestion, number: Suggestion): boolean {
  if (!overlaps(name, number)) return false;
  return isTaught(name) || (name.score >= sureName && isWithin(number, name) && isBare(number));
}

function isWithin(inner: Span, outer: Span): boolean {
  return contains(outer, inner) && inner.end - inner.start < outer.end - outer.start;
}

/** Whether no unit, sign or score shows that the words are a number: only such are parts of names. */
function isBare({ label, number, score }: Suggestion): boolean {
  if (label === 'CARDINAL') return !/\d-\d/.test(String(number?.value)) && score < sureCount;
  return label === 'ORDINAL' || label === 'DATE' || label === 'TIME';
}
