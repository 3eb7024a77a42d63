import type { Annotation } from '../model';
import { compareSpans, type Span } from '../span';

/** What several layers say of the same mark; `undefined` for those that say nothing. */
export type Group = readonly (Annotation | undefined)[];

/** Of the marks that start before the end of one, how many are looked at for one that it overlaps. */
const mostLookedAt = 32;

/**
 * The groups with the annotations of one more layer, each in at most one group: in that of the same place and label, else
 * of the same place, else of the one that it overlaps most. Marks of different labels must share half of the longer one.
 * What fits nowhere is a group of its own, behind all others. A rejection joins the group of the mark that it rejects.
 */
export function alignedWith(
  groups: readonly Group[],
  annotations: readonly Annotation[],
  layer: number,
): Group[] {
  const found = groups.map((group) => [...group, undefined] as (Annotation | undefined)[]);
  const join = (group: number | undefined, annotation: Annotation): boolean => {
    if (group === undefined || found[group]![layer]) return false;
    found[group]![layer] = annotation;
    return true;
  };
  const byMark = indexBy(groups, markKey);
  const byPlace = indexBy(groups, placeKey);
  const accepted = annotations.filter(({ status }) => status === 'accepted');
  const elsewhere = accepted
    .filter((annotation) => !join(byMark.get(markKey(annotation)), annotation))
    .filter((annotation) => !join(byPlace.get(placeKey(annotation)), annotation));
  const joined = new Set<Annotation>();
  for (const { group, annotation } of meetings(groups, found, elsewhere, layer)) {
    if (!joined.has(annotation) && join(group, annotation)) joined.add(annotation);
  }
  const rejections = annotations.filter((annotation) => {
    if (annotation.status === 'accepted') return false;
    const group = byMark.get(markKey(annotation));
    // Who set another mark there instead has said so.
    return !join(group, annotation) && group === undefined;
  });
  const alone = [...elsewhere.filter((annotation) => !joined.has(annotation)), ...rejections];
  return [
    ...found,
    ...alone.map((annotation) => [...Array.from({ length: layer }, () => undefined), annotation]),
  ];
}

/** The place and label of a mark, as a key. */
export function markKey(annotation: Pick<Annotation, 'pieces' | 'label'>): string {
  return `${placeKey(annotation)} ${annotation.label}`;
}

function placeKey({ pieces }: Pick<Annotation, 'pieces'>): string {
  return pieces.map(({ start, end }) => `${start}-${end}`).join(',');
}

/** By what their accepted readings say; of groups with the same key, the first. */
function indexBy(groups: readonly Group[], key: (annotation: Annotation) => string): Map<string, number> {
  const index = new Map<string, number>();
  groups.forEach((group, i) => {
    for (const reading of group) {
      if (reading && !index.has(key(reading)) && (reading.status === 'accepted' || key === markKey))
        index.set(key(reading), i);
    }
  });
  return index;
}

interface Meeting {
  readonly group: number;
  readonly annotation: Annotation;
  readonly isSameLabel: boolean;
  readonly shared: number;
}

/** Groups and annotations that overlap, best first. */
function meetings(
  groups: readonly Group[],
  found: readonly Group[],
  annotations: readonly Annotation[],
  layer: number,
): readonly Meeting[] {
  const free = groups
    .flatMap((group, i) => {
      const reading = found[i]![layer] ? undefined : group.find((each) => each?.status === 'accepted');
      return reading ? [{ ...extentOf(reading), group: i, label: reading.label }] : [];
    })
    .sort(compareSpans);
  const meet: Meeting[] = [];
  let before = 0;
  // Sorted by their ends, so that what starts before them only grows.
  for (const annotation of annotations.toSorted((a, b) => extentOf(a).end - extentOf(b).end)) {
    const { start, end } = extentOf(annotation);
    while (before < free.length && free[before]!.start < end) before++;
    for (let i = before - 1; i >= Math.max(0, before - mostLookedAt); i--) {
      const other = free[i]!;
      const shared = Math.min(end, other.end) - Math.max(start, other.start);
      const isSameLabel = annotation.label === other.label;
      const longer = Math.max(end - start, other.end - other.start);
      if (shared > 0 && (isSameLabel || 2 * shared >= longer))
        meet.push({ group: other.group, annotation, isSameLabel, shared });
    }
  }
  return meet.sort((a, b) => Number(b.isSameLabel) - Number(a.isSameLabel) || b.shared - a.shared);
}

function extentOf({ pieces }: Annotation): Span {
  return { start: pieces[0]!.start, end: pieces.at(-1)!.end };
}
