import type { Annotation, Decisions, Relation } from '../model';
import { compareSpans, sameSpan, type Span } from '../span';
import { alignedWith, markKey } from './align';
import type { Layer } from './layer';

/** In what the layers differ on a place. `link`: in what a name stands for, or in a relation. */
export type Difference = 'missing' | 'border' | 'label' | 'value' | 'link';

/** What the layers say of one mark. As a span, it covers all readings. */
export interface MarkItem extends Span {
  readonly kind: 'mark';
  /** By layer; `undefined` where it says nothing of it. */
  readonly readings: readonly (Annotation | undefined)[];
  /** None: all layers agree. */
  readonly differences: readonly Difference[];
  /** What the shared sidecar has decided on it. */
  readonly decided: readonly Annotation[];
}

/** What the layers say of one relation between two marks that all of them have. As a span, it covers both. */
export interface LinkItem extends Span {
  readonly kind: 'link';
  readonly type: string;
  readonly from: MarkItem;
  readonly to: MarkItem;
  readonly readings: readonly (Relation | undefined)[];
  readonly differences: readonly Difference[];
  readonly decided: readonly Relation[];
}

export type Item = MarkItem | LinkItem;

/** Some layers of a text side by side, and how far the shared sidecar has decided between them. */
export interface Comparison {
  readonly layers: readonly Layer[];
  /** Sorted by place. */
  readonly marks: readonly MarkItem[];
  readonly links: readonly LinkItem[];
}

/**
 * Puts layers side by side: marks of the same place first, then marks that overlap. A rejection belongs to the mark that
 * it rejects; where nobody set that mark, it is an item of its own, on which all agree.
 *
 * @param shared what is decided already
 */
export function compareLayers(layers: readonly Layer[], shared: Decisions): Comparison {
  const groups = layers.reduce<readonly (readonly (Annotation | undefined)[])[]>(
    (found, { decisions }, i) => alignedWith(found, decisions.annotations, i),
    [],
  );
  const decided = alignedWith(groups, acceptedIn(shared), layers.length);
  const rejected = new Map(
    shared.annotations.flatMap((each) => (each.status === 'rejected' ? [[markKey(each), each]] : [])),
  );
  const entityNames = layers.map(entityNamesOf);
  const marks = decided
    .slice(0, groups.length)
    .map((group) => markItem(entityNames, group.slice(0, layers.length), group[layers.length], rejected))
    .sort(compareSpans);
  return { layers, marks, links: linkItems(layers, marks, shared) };
}

/** The differences that nobody has decided on yet, sorted by place. */
export function openItems({ marks, links }: Comparison): readonly Item[] {
  return [...marks, ...links].filter(isOpen).sort(compareSpans);
}

export function isOpen({ differences, decided }: Item): boolean {
  return differences.length > 0 && decided.length === 0;
}

/** What the layers agree on and the shared sidecar does not have yet. */
export function agreedItems({ marks, links }: Comparison): readonly Item[] {
  return [...marks, ...links].filter(({ differences, decided }) => differences.length + decided.length === 0);
}

/** What tells an item from others, over changes of the shared sidecar. */
export function itemKey(item: Item): string {
  if (item.kind === 'link') return `${item.type} ${itemKey(item.from)} ${itemKey(item.to)}`;
  return item.readings.map((reading) => reading?.id ?? '').join('/');
}

/** The readings that say it is a mark, each with its layer. */
export function acceptedReadings({ readings }: MarkItem): readonly { layer: number; reading: Annotation }[] {
  return readings.flatMap((reading, layer) => (reading?.status === 'accepted' ? [{ layer, reading }] : []));
}

function markItem(
  entityNames: readonly ReadonlyMap<string, string>[],
  readings: MarkItem['readings'],
  decided: Annotation | undefined,
  rejected: ReadonlyMap<string, Annotation>,
): MarkItem {
  const said = readings.filter((reading) => reading !== undefined);
  const item = {
    kind: 'mark' as const,
    start: Math.min(...said.map(({ pieces }) => pieces[0]!.start)),
    end: Math.max(...said.map(({ pieces }) => pieces.at(-1)!.end)),
    readings,
    differences: differencesOf(entityNames, readings),
  };
  if (decided) return { ...item, decided: [decided] };
  // All that was set is rejected, or, where nothing was, the rejection itself is there.
  const set = said.filter(({ status }) => status === 'accepted');
  const rejections = (set.length > 0 ? set : said).map((reading) => rejected.get(markKey(reading)));
  const isRejected = rejections.every((rejection) => rejection !== undefined);
  return { ...item, decided: isRejected ? [...new Set(rejections)] : [] };
}

function differencesOf(
  entityNames: readonly ReadonlyMap<string, string>[],
  readings: MarkItem['readings'],
): readonly Difference[] {
  const set = readings.flatMap((reading, i) =>
    reading?.status === 'accepted'
      ? [{ reading, entity: reading.entity && (entityNames[i]!.get(reading.entity) ?? reading.entity) }]
      : [],
  );
  const [first, ...others] = set;
  if (!first) return [];
  const differences: Difference[] = [];
  if (set.length < readings.length) differences.push('missing');
  const differ = (same: (other: (typeof set)[number]) => boolean): boolean => !others.every(same);
  if (differ(({ reading }) => samePieces(reading.pieces, first.reading.pieces))) differences.push('border');
  if (differ(({ reading }) => reading.label === first.reading.label)) return [...differences, 'label'];
  if (differ(({ reading }) => sameNumber(reading, first.reading))) differences.push('value');
  if (differ(({ entity }) => entity === first.entity)) differences.push('link');
  return differences;
}

/** What the layer's names stand for, by the ids that it gives them: another layer has ids of its own for the same. */
function entityNamesOf({ decisions }: Layer): ReadonlyMap<string, string> {
  return new Map(decisions.entities.map(({ id, label, name }) => [id, `${label} ${name}`]));
}

/** Relations whose two ends are marks that somebody set; where the shared sidecar rejects an end, it rejects them too. */
function linkItems(layers: readonly Layer[], marks: readonly MarkItem[], shared: Decisions): LinkItem[] {
  const links = new Map<
    string,
    { type: string; from: MarkItem; to: MarkItem; readings: (Relation | undefined)[] }
  >();
  layers.forEach(({ decisions }, i) => {
    if (decisions.relations.length === 0) return;
    const itemOf = new Map(marks.flatMap((mark) => (mark.readings[i] ? [[mark.readings[i].id, mark]] : [])));
    for (const relation of decisions.relations) {
      const from = itemOf.get(relation.from);
      const to = itemOf.get(relation.to);
      if (!from || !to) continue;
      const key = `${relation.type}\n${itemKey(from)}\n${itemKey(to)}`;
      const link = links.get(key) ?? { type: relation.type, from, to, readings: layers.map(() => undefined) };
      link.readings[i] = relation;
      links.set(key, link);
    }
  });
  const known = new Map(
    shared.relations.map((relation) => [`${relation.type} ${relation.from} ${relation.to}`, relation]),
  );
  return Array.from(links.values(), (link): LinkItem => {
    const { type, from, to, readings } = link;
    const ends = [from.decided[0], to.decided[0]];
    const there = known.get(`${type} ${ends[0]?.id} ${ends[1]?.id}`);
    return {
      kind: 'link',
      ...link,
      start: Math.min(from.start, to.start),
      end: Math.max(from.end, to.end),
      differences: readings.includes(undefined) ? ['link'] : [],
      decided: there ? [there] : [],
    };
  })
    .filter(({ from, to }) => ![from, to].some(({ decided }) => decided[0]?.status === 'rejected'))
    .sort(compareSpans);
}

function acceptedIn({ annotations }: Decisions): readonly Annotation[] {
  return annotations.filter(({ status }) => status === 'accepted');
}

export function samePieces(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === b.length && a.every((piece, i) => sameSpan(piece, b[i]!));
}

function sameNumber({ number: a }: Annotation, { number: b }: Annotation): boolean {
  return a?.value === b?.value && a?.unit === b?.unit;
}
