import type { Decisions, Label, Relation } from '../model';
import type { RelationDefinition } from '../project/project';
import type { Author } from './operations';

/** Links two annotations. The same link is made once; nothing is linked to itself. */
export function link(
  decisions: Decisions,
  wanted: Pick<Relation, 'type' | 'from' | 'to'>,
  author: Author,
): Decisions {
  const { type, from, to } = wanted;
  const isThere = decisions.relations.some((known) => sameLink(known, wanted));
  if (isThere || from === to) return decisions;
  const ids = new Set(decisions.relations.map(({ id }) => id));
  const id = author.newId((known) => ids.has(known));
  const relation: Relation = { id, type, from, to, by: author.by, on: author.on };
  const relations = [...decisions.relations, relation].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...decisions, relations };
}

export function unlink(decisions: Decisions, id: string): Decisions {
  const relations = decisions.relations.filter((relation) => relation.id !== id);
  return relations.length === decisions.relations.length ? decisions : { ...decisions, relations };
}

/** The relations that an annotation is part of. */
export function relationsOf({ relations }: Pick<Decisions, 'relations'>, id: string): readonly Relation[] {
  return relations.filter(({ from, to }) => from === id || to === id);
}

export function sameLink(
  a: Pick<Relation, 'type' | 'from' | 'to'>,
  b: Pick<Relation, 'type' | 'from' | 'to'>,
): boolean {
  return a.type === b.type && a.from === b.from && a.to === b.to;
}

/** Whether the scheme lets a relation go from one label to another. */
export function mayLink(definition: RelationDefinition, from: Label, to: Label): boolean {
  const allows = (labels: readonly Label[], label: Label): boolean =>
    labels.length === 0 || labels.includes(label);
  return allows(definition.from, from) && allows(definition.to, to);
}
