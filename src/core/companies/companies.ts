import type { Entity, Label } from '../model';
import type { Span } from '../span';
import { finish, type Steps } from '../steps';
import { factsInSteps, type Facts } from './facts';
import type { Mark } from '../marks';
import { foldName, kindOf, type NameKind } from './names';
import { counts, increment, type Count, type ResolvedEntity, type Resolution } from './resolve';

/** One thing of a text: a company, a person, a place…, and where it is named. */
export interface Group {
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  /** The entry of the register or sidecar, where it has one. */
  readonly entity?: Entity;
  /** The spellings seen, the most frequent first. */
  readonly aliases: readonly Count[];
  /** The labels it was seen under, the most frequent first. */
  readonly labels: readonly Count[];
  readonly mentions: number;
  readonly decided: number;
  readonly undecided: number;
  /** The articles that name it, in order. */
  readonly articles: readonly ArticleMentions[];
}

export interface ArticleMentions {
  /** Index into the articles; -1 for what stands before the first one. */
  readonly article: number;
  /** In the order of the text. */
  readonly marks: readonly Mark[];
}

/** A company with what the text says of it. */
export interface Company extends Group {
  readonly facts: Facts;
}

/**
 * The things of a text that were seen under a label (or have it in the register), with all their mentions, those
 * under other labels included. In the order of their first mentions. `marks` and `articles` are sorted by start.
 */
export function groupMentions(
  label: Label,
  marks: readonly Mark[],
  articles: readonly Span[],
  resolution: Resolution,
): Group[] {
  const wanted: { readonly entity: ResolvedEntity; readonly places: ArticleMentions[] }[] = [];
  const placesOf: (ArticleMentions[] | undefined)[] = [];
  for (const entity of resolution.entities.values()) {
    const isWanted = entity.entity?.label === label || entity.labels.some((seen) => seen.text === label);
    const places: ArticleMentions[] | undefined = isWanted ? [] : undefined;
    placesOf.push(places);
    if (places) wanted.push({ entity, places });
  }
  let article = -1;
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i]!;
    while (article + 1 < articles.length && articles[article + 1]!.start <= mark.start) article++;
    const number = resolution.numbers[i]!;
    const places = number < 0 ? undefined : placesOf[number];
    if (!places) continue;
    const last = places.length > 0 ? places[places.length - 1]! : undefined;
    if (last?.article === article) (last.marks as Mark[]).push(mark);
    else places.push({ article, marks: [mark] });
  }
  return wanted.map(({ entity: { id, label: own, name, entity, aliases, labels }, places }): Group => {
    let mentions = 0;
    let decided = 0;
    for (const { marks: named } of places) {
      mentions += named.length;
      for (const mark of named) if (mark.state !== 'suggested') decided++;
    }
    const undecided = mentions - decided;
    return { id, label: own, name, entity, aliases, labels, mentions, decided, undecided, articles: places };
  });
}

/** The companies of a text, with their facts. */
export function companiesOf(
  text: string,
  marks: readonly Mark[],
  articles: readonly Span[],
  resolution: Resolution,
): Company[] {
  return finish(companiesInSteps(text, marks, articles, resolution));
}

/** The same, pausing often. */
export function* companiesInSteps(
  text: string,
  marks: readonly Mark[],
  articles: readonly Span[],
  resolution: Resolution,
): Steps<Company[]> {
  const facts = yield* factsInSteps(text, marks, resolution);
  return groupMentions('COMPANY', marks, articles, resolution).map((group) => ({
    ...group,
    facts: facts.get(group.id) ?? { numbers: [], people: [], places: [], companies: [] },
  }));
}

/** One thing of the whole corpus: what each text calls it, under one id. */
export interface CorpusGroup<G extends Group = Group> extends Omit<Group, 'articles'> {
  /** In the order given. */
  readonly files: readonly { readonly file: string; readonly group: G }[];
}

/**
 * Joins the groups of several texts: those with one id of the register or of people, and those with one name
 * (case, accents and legal forms aside). A short form that stands alone in a text stays by itself. First those
 * that have an entry, then the others, each in the order given.
 */
export function mergeGroups<G extends Group>(
  files: Iterable<{ file: string; groups: readonly G[] }>,
): CorpusGroup<G>[] {
  const merged = new Map<string, { id: string; members: { file: string; group: G }[] }>();
  const keyOfName = new Map<string, string>();
  const later: { file: string; group: G; key: string }[] = [];
  for (const { file, groups } of files) {
    for (const group of groups) {
      const kind = kindOf(group.label);
      const name = `${kind}\n${foldName(group.name, kind).key}`;
      if (!group.entity) {
        later.push({ file, group, key: name });
        continue;
      }
      const key = idKey(group.id);
      keyOfName.set(name, key);
      join(merged, key, group.id, { file, group });
    }
  }
  for (const { file, group, key } of later)
    join(merged, keyOfName.get(key) ?? key, group.id, { file, group });
  const taken = new Set<string>();
  return [...merged.values()].map(({ id, members }) =>
    corpusGroup(unique(id, kindOf(members[0]!.group.label), taken), members),
  );
}

function join<G>(
  merged: Map<string, { id: string; members: G[] }>,
  key: string,
  id: string,
  member: G,
): void {
  const entry = merged.get(key);
  if (entry) entry.members.push(member);
  else merged.set(key, { id, members: [member] });
}

function idKey(id: string): string {
  return `id\n${id}`;
}

function unique(id: string, kind: NameKind, taken: Set<string>): string {
  let free = id;
  if (taken.has(free)) free = `${id}-${kind}`;
  for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
  taken.add(free);
  return free;
}

function corpusGroup<G extends Group>(
  id: string,
  members: readonly { file: string; group: G }[],
): CorpusGroup<G> {
  const aliases = new Map<string, number>();
  const labels = new Map<string, number>();
  const names = new Map<string, number>();
  let mentions = 0;
  let decided = 0;
  for (const { group } of members) {
    for (const { text, count } of group.aliases) increment(aliases, text, count);
    for (const { text, count } of group.labels) increment(labels, text, count);
    increment(names, group.name, group.mentions);
    mentions += group.mentions;
    decided += group.decided;
  }
  const entity = members.find(({ group }) => group.entity)?.group.entity;
  const seen = counts(labels);
  return {
    id,
    label: entity?.label ?? seen[0]!.text,
    name: entity?.name ?? counts(names)[0]!.text,
    entity,
    aliases: counts(aliases),
    labels: seen,
    mentions,
    decided,
    undecided: mentions - decided,
    files: members,
  };
}
