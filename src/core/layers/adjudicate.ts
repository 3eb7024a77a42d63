import { compareAnnotations, type Author } from '../annotate/operations';
import type { Annotation, Comment, Decisions, Entity, Relation } from '../model';
import { markKey } from './align';
import {
  acceptedReadings,
  agreedItems,
  compareLayers,
  type Comparison,
  type Item,
  type LinkItem,
  type MarkItem,
} from './compare';
import type { Layer } from './layer';

/** What a person decides between readings: one layer's, all of them, or none. */
export type Choice = { readonly layer: number } | 'all' | 'none';

/**
 * The shared decisions with everything that the layers agree on, signed by those who agree. What is decided there already
 * stays as it is.
 */
export function mergeAgreements(layers: readonly Layer[], shared: Decisions, author: Author): Decisions {
  const comparison = compareLayers(layers, shared);
  const taken = takenIds(shared);
  const merged = agreedItems(comparison).flatMap((item) =>
    item.kind === 'mark' ? mergedReading(comparison, item, author, taken) : [],
  );
  const annotations = merged.map(({ annotation }) => annotation);
  return mergeLinks(layers, {
    ...shared,
    annotations: [...shared.annotations, ...annotations].sort(compareAnnotations),
    entities: withEntities(shared.entities, merged),
  });
}

/**
 * The shared decisions with a person's choice on what the layers differ in, signed by that person. A reading of another
 * label that was not chosen is kept as rejected, and so is every reading where none is right.
 */
export function adjudicate(
  comparison: Comparison,
  shared: Decisions,
  item: Item,
  choice: Choice,
  author: Author,
): Decisions {
  const decided =
    item.kind === 'mark'
      ? decideMark(comparison, shared, item, choice, author)
      : decideLink(shared, item, choice, author);
  return mergeLinks(comparison.layers, decided);
}

/** An annotation for the shared sidecar, with the layer that its entity is of. */
interface Chosen {
  readonly annotation: Annotation;
  readonly layer: Layer;
}

function mergedReading(
  { layers }: Comparison,
  { readings }: MarkItem,
  author: Author,
  taken: Set<string>,
): Chosen[] {
  const said = readings.flatMap((reading, i) => (reading ? [{ reading, layer: layers[i]! }] : []));
  const first = said[0];
  if (!first) return [];
  const who = [...new Set(said.map(({ reading, layer }) => reading.by ?? layer.annotator))];
  const days = said.flatMap(({ reading }) => reading.on ?? []).sort();
  const annotation = {
    ...first.reading,
    ...joinedNotes(readings),
    by: who.join(', '),
    on: days.at(-1) ?? author.on,
  };
  return [{ annotation: withFreeId(annotation, author, taken), layer: first.layer }];
}

function decideMark(
  { layers }: Comparison,
  shared: Decisions,
  item: MarkItem,
  choice: Choice,
  author: Author,
): Decisions {
  const readings = distinct(acceptedReadings(item));
  const isChosen = (reading: Annotation): boolean => {
    if (typeof choice === 'string') return choice === 'all';
    const chosen = item.readings[choice.layer];
    return chosen?.status === 'accepted' && markKey(chosen) === markKey(reading);
  };
  const chosenLayer = typeof choice === 'string' ? undefined : choice.layer;
  const accepted = readings
    .filter(({ reading }) => isChosen(reading))
    .map(({ reading, layer }) => {
      const preferred = (chosenLayer === undefined ? undefined : item.readings[chosenLayer]) ?? reading;
      return {
        annotation: { ...preferred, status: 'accepted' as const },
        layer: layers[chosenLayer ?? layer]!,
      };
    });
  const rejected = readings.filter(
    ({ reading }) => !isChosen(reading) && (accepted.length === 0 || isOtherLabel(reading, accepted)),
  );
  const gone = new Set(item.decided);
  const keys = new Set(
    [...accepted.map(({ annotation }) => annotation), ...rejected.map(({ reading }) => reading)].map(markKey),
  );
  const kept = shared.annotations.filter(
    (annotation) => !gone.has(annotation) && !keys.has(markKey(annotation)),
  );
  const taken = takenIds({ ...shared, annotations: kept });
  const sign = (annotation: Annotation): Annotation =>
    withFreeId(
      { ...annotation, ...joinedNotes(item.readings), unsure: undefined, by: author.by, on: author.on },
      author,
      taken,
    );
  // Relations that hang on what was decided before hang on what takes its place.
  const before = item.decided.find(({ status }) => status === 'accepted')?.id;
  const chosen = accepted.map(({ annotation, layer }, i) => ({
    annotation: sign(before !== undefined && i === 0 ? { ...annotation, id: before } : annotation),
    layer,
  }));
  const records = rejected.map(({ reading }) => sign({ ...reading, status: 'rejected' }));
  return {
    ...shared,
    annotations: [...kept, ...chosen.map(({ annotation }) => annotation), ...records].sort(
      compareAnnotations,
    ),
    entities: withEntities(shared.entities, chosen),
    relations:
      chosen.length > 0
        ? shared.relations
        : shared.relations.filter(({ from, to }) => from !== before && to !== before),
  };
}

/** Borders that were not chosen are no rejections: the same words may well be a mark elsewhere. */
function isOtherLabel({ label }: Annotation, accepted: readonly Chosen[]): boolean {
  return accepted.every(({ annotation }) => annotation.label !== label);
}

function decideLink(shared: Decisions, item: LinkItem, choice: Choice, author: Author): Decisions {
  const isWanted =
    choice === 'all' || (typeof choice === 'object' && item.readings[choice.layer] !== undefined);
  const others = shared.relations.filter((relation) => !item.decided.includes(relation));
  const relation = isWanted ? linkBetween(item, shared, author) : undefined;
  return { ...shared, relations: relation ? [...others, relation] : others };
}

/** Relations that all layers have, once both their ends are there. */
function mergeLinks(layers: readonly Layer[], shared: Decisions): Decisions {
  if (!layers.some(({ decisions }) => decisions.relations.length > 0)) return shared;
  const links = agreedItems(compareLayers(layers, shared)).flatMap((item) => {
    if (item.kind === 'mark') return [];
    const who = [...new Set(item.readings.map((reading, i) => reading?.by ?? layers[i]!.annotator))].join(
      ', ',
    );
    const days = item.readings.flatMap((reading) => reading?.on ?? []).sort();
    return linkBetween(item, shared, { by: who, on: days.at(-1) }) ?? [];
  });
  return links.length > 0 ? { ...shared, relations: [...shared.relations, ...links] } : shared;
}

function linkBetween(
  { type, from, to, readings }: LinkItem,
  shared: Decisions,
  { by, on }: { readonly by?: string | undefined; readonly on?: string | undefined },
): Relation | undefined {
  const ends = [from, to].map(({ decided }) => decided.find(({ status }) => status === 'accepted'));
  const id = readings.find((reading) => reading !== undefined)?.id;
  if (!ends[0] || !ends[1] || id === undefined) return undefined;
  const isTaken = shared.relations.some((relation) => relation.id === id);
  return {
    id: isTaken ? `${ends[0].id}-${ends[1].id}` : id,
    type,
    from: ends[0].id,
    to: ends[1].id,
    ...(by !== undefined && { by }),
    ...(on !== undefined && { on }),
  };
}

/** What was said besides: all comments, and doubt where somebody doubts. */
function joinedNotes(readings: MarkItem['readings']): Pick<Annotation, 'comments' | 'unsure'> {
  const comments = new Map<string, Comment>();
  for (const reading of readings)
    for (const comment of reading?.comments ?? []) comments.set(JSON.stringify(comment), comment);
  return {
    comments: comments.size > 0 ? [...comments.values()] : undefined,
    unsure: readings.some((reading) => reading?.unsure) || undefined,
  };
}

function distinct<T extends { readonly reading: Annotation }>(readings: readonly T[]): readonly T[] {
  return readings.filter(
    ({ reading }, i) => readings.findIndex((other) => markKey(other.reading) === markKey(reading)) === i,
  );
}

function withFreeId(annotation: Annotation, author: Author, taken: Set<string>): Annotation {
  const id = taken.has(annotation.id) ? author.newId((known) => taken.has(known)) : annotation.id;
  taken.add(id);
  return { ...annotation, id, conflict: undefined };
}

function withEntities(entities: readonly Entity[], chosen: readonly Chosen[]): readonly Entity[] {
  const known = new Map(entities.map((entity) => [entity.id, entity]));
  const defined = new Map<Layer, ReadonlyMap<string, Entity>>();
  for (const { annotation, layer } of chosen) {
    const { entity: id } = annotation;
    if (id === undefined || known.has(id)) continue;
    const own = defined.get(layer) ?? new Map(layer.decisions.entities.map((entity) => [entity.id, entity]));
    defined.set(layer, own);
    const entity = own.get(id);
    if (entity) known.set(id, entity);
  }
  return known.size === entities.length ? entities : [...known.values()];
}

function takenIds({ annotations, orphans }: Decisions): Set<string> {
  return new Set([...annotations.map(({ id }) => id), ...orphans.map(({ annotation }) => annotation.id)]);
}
