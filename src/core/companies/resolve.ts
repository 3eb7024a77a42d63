import type { Entity, Label } from '../model';
import { linkAcrossArticles, linkArticles } from './links';
import type { Mark } from '../marks';
import { foldName, kindOf, slugOf, withoutPossessive, type NameKind } from './names';
import { foldMarks, formKey, type ArticleSpan, type Ids, type Names, type Node } from './occurrences';

/** How often something was seen. */
export interface Count {
  readonly text: string;
  readonly count: number;
}

/** One thing that a text names, by all its names. */
export interface ResolvedEntity {
  /** The register's or the person's id, else a slug of the name: the same for the same text, unique in it. */
  readonly id: string;
  /** The register's label, else the one seen most. */
  readonly label: Label;
  /** The register's name, else the fullest one seen, in its most frequent spelling. */
  readonly name: string;
  /** The entry of the register or sidecar, where it has one. */
  readonly entity?: Entity;
  /** The spellings seen, the most frequent first. */
  readonly aliases: readonly Count[];
  /** The labels it was seen under, the most frequent first. */
  readonly labels: readonly Count[];
}

export interface Resolution {
  /** The entity's id of each mark, in the order of the marks; `undefined` for numbers. */
  readonly entityOf: readonly (string | undefined)[];
  /** In the order of their first marks. */
  readonly entities: ReadonlyMap<string, ResolvedEntity>;
}

/**
 * Says which names of a text stand for one thing. What people decided and what `known` says comes first (its
 * earlier entries outrank later ones: give the register before the sidecar's entities). Then names differing only
 * in case, accents, dots or legal form are one; within an article a surname stands for the full name, a firm's
 * short form for its long one, and an acronym for the name before its bracket; in another article of the text
 * only where no second name could be meant.
 *
 * `marks` and `articles` are sorted by start. Linear in the text's marks.
 */
export function resolveEntities(
  text: string,
  marks: readonly Mark[],
  articles: readonly ArticleSpan[],
  known: readonly Entity[],
): Resolution {
  const names = foldMarks(marks, articles);
  const ids = knownIds(names, known);
  linkArticles(text, names, ids);
  linkAcrossArticles(names, ids);
  return nameEntities(names, ids, known);
}

function knownIds(names: Names, known: readonly Entity[]): Ids {
  const registered = new Map<string, string>();
  for (const entity of known) {
    const kind = kindOf(entity.label);
    for (const name of [entity.name, ...(entity.aliases ?? [])]) {
      const key = `${kind}\n${foldName(name, kind).key}`;
      if (!registered.has(key)) registered.set(key, entity.id);
    }
  }
  const ofNode = names.nodes.map(({ kind, folded }) => registered.get(`${kind}\n${folded.key}`));
  const inArticle = new Map<string, string | undefined>();
  const inText = new Map<number, string | undefined>();
  for (const { mark, node, article } of names.occurrences) {
    if (mark.entity === undefined) continue;
    agree(inArticle, `${article} ${node.index}`, mark.entity);
    agree(inText, node.index, mark.entity);
  }
  return (node, article) => {
    const decided = inText.has(node.index)
      ? (inArticle.get(`${article} ${node.index}`) ?? inText.get(node.index))
      : undefined;
    return decided ?? ofNode[node.index];
  };
}

/** Keeps a value as long as all say the same; `undefined` once two differ. */
function agree<K>(map: Map<K, string | undefined>, key: K, value: string): void {
  map.set(key, !map.has(key) || map.get(key) === value ? value : undefined);
}

function nameEntities(names: Names, ids: Ids, known: readonly Entity[]): Resolution {
  const entries = new Map<string, Entity>();
  for (const entity of known) if (!entries.has(entity.id)) entries.set(entity.id, entity);
  const minted = mintIds(names, ids, known);
  const entityOf: (string | undefined)[] = new Array<string | undefined>(names.count).fill(undefined);
  const found = new Map<string, Gathered>();
  for (const { at, mark, node, plain, target, article } of names.occurrences) {
    const id = mark.entity ?? ids(node, article) ?? ids(target, article) ?? minted.get(target)!;
    entityOf[at] = id;
    let gathered = found.get(id);
    if (!gathered) found.set(id, (gathered = { aliases: new Map(), labels: new Map(), best: new Map() }));
    // Peet’s is a firm; but where Peet is written too, the `’s` was a possessive, as it is behind people and places.
    const bare = withoutPossessive(plain);
    const isPossessive = bare !== '' && (node.kind !== 'thing' || names.forms.has(formKey(node, bare)));
    const name = isPossessive ? bare : plain;
    increment(gathered.aliases, name);
    increment(gathered.labels, mark.label);
    // Only a fuller name can give the entity its own.
    if (node === target) gathered.best.set(name, node.folded.words.length);
  }
  const entities = new Map<string, ResolvedEntity>();
  for (const [id, gathered] of found) {
    const aliases = counts(gathered.aliases);
    const labels = counts(gathered.labels);
    const entity = entries.get(id);
    const label = entity?.label ?? labels[0]!.text;
    entities.set(id, {
      id,
      label,
      name: entity?.name ?? bestName(aliases, gathered.best),
      entity,
      aliases,
      labels,
    });
  }
  return { entityOf, entities };
}

interface Gathered {
  readonly aliases: Map<string, number>;
  readonly labels: Map<string, number>;
  /** The number of words of each spelling that may be the entity's name. */
  readonly best: Map<string, number>;
}

/**
 * Ids for the names that nobody gave one. Things go first, so that a firm keeps the plain slug before its founder. A
 * slug that is a known id of the same kind already is that id: somebody made it of this name.
 */
function mintIds(names: Names, ids: Ids, known: readonly Entity[]): ReadonlyMap<Node, string> {
  const taken = new Map<string, NameKind>();
  for (const { mark, node } of names.occurrences)
    if (mark.entity !== undefined) taken.set(mark.entity, node.kind);
  for (const { id, label } of known) taken.set(id, kindOf(label));
  const wanted = new Map<Node, Label>();
  for (const { mark, node, target, article } of names.occurrences) {
    if (wanted.has(target) || (mark.entity ?? ids(node, article) ?? ids(target, article)) !== undefined)
      continue;
    wanted.set(target, mark.label);
  }
  const minted = new Map<Node, string>();
  const fresh = new Set<string>();
  for (const kind of ['thing', 'place', 'person'] as const) {
    for (const [node, label] of wanted) {
      if (node.kind !== kind) continue;
      const slug = slugOf(node.folded.key);
      const free = (id: string): boolean => !taken.has(id) || (taken.get(id) === kind && !fresh.has(id));
      let id = free(slug) ? slug : `${slug}-${slugOf(label.toLowerCase())}`;
      for (let n = 2; !free(id); n++) id = `${slug}-${n}`;
      taken.set(id, kind);
      fresh.add(id);
      minted.set(node, id);
    }
  }
  return minted;
}

/** The fullest spelling, then one that is not all capitals, then the most frequent. */
function bestName(aliases: readonly Count[], words: ReadonlyMap<string, number>): string {
  let best = aliases[0]!.text;
  let rank = -1;
  for (const { text } of aliases) {
    const count = words.get(text);
    if (count === undefined) continue;
    const shouted =
      count > 0 && text.length > 4 && text === text.toUpperCase() && text !== text.toLowerCase();
    const own = 2 * count + (shouted ? 0 : 1);
    if (own > rank) [best, rank] = [text, own];
  }
  return best;
}

/** Counts as a list, the most frequent first; equal ones as first seen. */
export function counts(map: ReadonlyMap<string, number>): Count[] {
  return [...map].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

export function increment<K>(map: Map<K, number>, key: K, by = 1): void {
  map.set(key, (map.get(key) ?? 0) + by);
}
