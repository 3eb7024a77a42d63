import type { Span } from '../span';

/** How far two observers disagree on where the units of one category are, and how far they would by chance. */
export interface Disagreement {
  readonly observed: number;
  readonly expected: number;
}

/** The units of one category that each of two observers found: sorted, within the continuum, not overlapping each other. */
export type Units = readonly [readonly Span[], readonly Span[]];

/**
 * The disagreements that Krippendorff's alpha for unitizing is made of, for two observers and one category (Krippendorff,
 * “On the Reliability of Unitizing Continuous Data”, Sociological Methodology 25, 1995; Content Analysis, 2nd edition,
 * 2004, p. 251–256). The coefficient of 1995 behaves oddly for more than two observers (Krippendorff et al., Quality &
 * Quantity 50, 2016), so that it is given for pairs alone.
 *
 * @param length of the continuum; units lie in `[0, length)`
 */
export function unitizingDisagreement(units: Units, length: number): Disagreement {
  if (length === 0) return { observed: 0, expected: 0 };
  const sections = [sectionsOf(units[0], length), sectionsOf(units[1], length)] as const;
  return {
    observed: observedSum(...sections) / length ** 2,
    expected: expectedDisagreement([...sections[0], ...sections[1]], length),
  };
}

/** Alpha over several categories: 1 for perfect agreement, 0 for chance; `undefined` where nobody found a unit. */
export function alphaOf(disagreements: readonly Disagreement[]): number | undefined {
  const observed = disagreements.reduce((sum, each) => sum + each.observed, 0);
  const expected = disagreements.reduce((sum, each) => sum + each.expected, 0);
  return expected > 0 ? 1 - observed / expected : undefined;
}

/** A stretch of the continuum: a unit, or a gap between units. */
interface Section extends Span {
  readonly isUnit: boolean;
}

function sectionsOf(units: readonly Span[], length: number): Section[] {
  const sections: Section[] = [];
  let end = 0;
  for (const unit of units) {
    if (unit.start > end) sections.push({ start: end, end: unit.start, isUnit: false });
    sections.push({ start: unit.start, end: unit.end, isUnit: true });
    end = unit.end;
  }
  if (end < length) sections.push({ start: end, end: length, isUnit: false });
  return sections;
}

/** The differences of all sections that meet; both lists cover the whole continuum, so one sweep finds them. */
function observedSum(first: readonly Section[], second: readonly Section[]): number {
  let sum = 0;
  for (let i = 0, j = 0; i < first.length && j < second.length;) {
    const a = first[i]!;
    const b = second[j]!;
    sum += differenceOf(a, b);
    if (a.end <= b.end) i++;
    if (b.end <= a.end) j++;
  }
  return sum;
}

/** Of two units that meet, how far apart their ends are; of a unit within the other's gap, its length; squared. */
function differenceOf(a: Section, b: Section): number {
  if (a.isUnit && b.isUnit) return (a.start - b.start) ** 2 + (a.end - b.end) ** 2;
  if (a.isUnit && b.start <= a.start && a.end <= b.end) return (a.end - a.start) ** 2;
  if (b.isUnit && a.start <= b.start && b.end <= a.end) return (b.end - b.start) ** 2;
  return 0;
}

/** The mean difference over all places that the observers' units could have had in all observers' continua. */
function expectedDisagreement(sections: readonly Section[], length: number): number {
  const units = sections.filter(({ isUnit }) => isUnit).map(lengthOf);
  const room = roomIn(sections.filter(({ isUnit }) => !isUnit).map(lengthOf));
  let sum = 0;
  let within = 0;
  for (const unit of units) {
    sum += ((units.length - 1) / 3) * (2 * unit ** 3 - 3 * unit ** 2 + unit) + unit ** 2 * room(unit);
    within += unit * (unit - 1);
  }
  const all = 2 * length;
  const pairs = all * (all - 1) - within;
  return pairs > 0 ? ((2 / length) * sum) / pairs : 0;
}

/** At how many places a unit of some length fits into the gaps. */
function roomIn(gaps: readonly number[]): (unit: number) => number {
  const sorted = gaps.toSorted((a, b) => b - a);
  const sums = [0];
  for (const gap of sorted) sums.push(sums.at(-1)! + gap);
  return (unit) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! >= unit) low = middle + 1;
      else high = middle;
    }
    return sums[low]! - low * (unit - 1);
  };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
