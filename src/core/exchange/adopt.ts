import type { Annotation, Decisions, Relation } from '../model';
import { overlaps } from '../span';
import { defined } from './json';

/**
 * Decisions that came from elsewhere, with the ids that the same things have here, so that a merge by ids joins them.
 * The same mark is one of the same place and label, or of the same id at about the same place. Ids that are taken by
 * something else are replaced. Both must be of the same text.
 *
 * @param newId an id that none of `taken` has
 */
export function adoptIds(
  arriving: Decisions,
  present: Decisions,
  newId: (taken: (id: string) => boolean) => string,
): Decisions {
  const byPlace = new Map(present.annotations.map((annotation) => [placeKey(annotation), annotation]));
  const byId = new Map(present.annotations.map((annotation) => [annotation.id, annotation]));
  const taken = new Set(
    [
      ...present.annotations,
      ...present.orphans.map(({ annotation }) => annotation),
      ...present.relations,
      ...arriving.annotations,
      ...arriving.relations,
    ].map(({ id }) => id),
  );
  const mint = (): string => {
    const id = newId((known) => taken.has(known));
    taken.add(id);
    return id;
  };
  const orphans = new Set(present.orphans.map(({ annotation }) => annotation.id));
  const idOf = new Map<string, string>();
  const annotations = arriving.annotations.map((annotation) => {
    const same = byPlace.get(placeKey(annotation));
    const known = byId.get(annotation.id);
    const adopted = same ? signedAs(same, annotation) : annotation;
    const isTaken = !same && (orphans.has(annotation.id) || (known && !touches(known, annotation)));
    const id = same?.id ?? (isTaken ? mint() : annotation.id);
    idOf.set(annotation.id, id);
    return { ...adopted, id };
  });
  return { ...arriving, annotations, relations: adoptRelations(arriving, present, idOf, mint) };
}

/**
 * Who decides the same again adds nothing: the first signature stays, and so do the words as they were taken down and
 * comments that are told again without their author.
 */
function signedAs(same: Annotation, again: Annotation): Annotation {
  const comments = again.comments?.map(
    (comment) => same.comments?.find(({ text }) => text === comment.text) ?? comment,
  );
  const told = { ...again, text: same.text, ...(comments && { comments }) };
  return same.status === again.status ? defined({ ...told, by: same.by, on: same.on }) : told;
}

function adoptRelations(
  arriving: Decisions,
  present: Decisions,
  idOf: ReadonlyMap<string, string>,
  mint: () => string,
): readonly Relation[] {
  const known = new Map(present.relations.map((relation) => [endsKey(relation), relation]));
  const ids = new Set(present.relations.map(({ id }) => id));
  return arriving.relations.map((relation) => {
    const from = idOf.get(relation.from) ?? relation.from;
    const to = idOf.get(relation.to) ?? relation.to;
    const same = known.get(endsKey({ ...relation, from, to }));
    if (same) return defined({ ...relation, id: same.id, from, to, by: same.by, on: same.on });
    return { ...relation, id: ids.has(relation.id) ? mint() : relation.id, from, to };
  });
}

function touches(a: Annotation, b: Annotation): boolean {
  return a.pieces.some((piece) => b.pieces.some((other) => overlaps(piece, other)));
}

function placeKey({ pieces, label }: Annotation): string {
  return `${pieces.map(({ start, end }) => `${start}-${end}`).join(',')} ${label}`;
}

function endsKey({ type, from, to }: Relation): string {
  return `${from} ${to} ${type}`;
}
