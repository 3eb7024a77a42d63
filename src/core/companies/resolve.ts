import type { Entity, Label } from '../model';
import { linkAcrossArticles, linkArticles } from './links';
import type { Mark } from '../marks';
import { foldName, kindOf, slugOf, type NameKind } from './names';
import { finish, isPause, type Steps } from '../steps';
import { foldMarks, type ArticleSpan, type Ids, type Names } from './occurrences';

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
  /** Which of the entities each mark names, counted from 0 in their order; -1 for numbers. */
  readonly numbers: Int32Array;
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
  return finish(resolveEntitiesInSteps(text, marks, articles, known));
}

/** The same, pausing often. */
export function* resolveEntitiesInSteps(
  text: string,
  marks: readonly Mark[],
  articles: readonly ArticleSpan[],
  known: readonly Entity[],
): Steps<Resolution> {
  const names = yield* foldMarks(marks, articles);
  const ids = knownIds(names, known);
  yield* linkArticles(text, articles, names, ids);
  yield* linkAcrossArticles(names, ids);
  return yield* nameEntities(names, ids, known);
}

function knownIds(names: Names, known: readonly Entity[]): Ids {
  if (known.length === 0 && !names.hasDecided) return () => undefined;
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
  for (let i = 0; i < names.count; i++) {
    const { entity } = names.marks[names.at[i]!]!;
    if (entity === undefined) continue;
    agree(inArticle, `${names.article[i]} ${names.node[i]}`, entity);
    agree(inText, names.node[i]!, entity);
  }
  return (node, article) => {
    const decided = inText.has(node) ? (inArticle.get(`${article} ${node}`) ?? inText.get(node)) : undefined;
    return decided ?? ofNode[node];
  };
}

/** Keeps a value as long as all say the same; `undefined` once two differ. */
function agree<K>(map: Map<K, string | undefined>, key: K, value: string): void {
  map.set(key, !map.has(key) || map.get(key) === value ? value : undefined);
}

function* nameEntities(names: Names, ids: Ids, known: readonly Entity[]): Steps<Resolution> {
  const { marks, count, at } = names;
  const { ids: idOf, numbers: numberOf, order, firsts } = yield* groupOccurrences(names, ids, known);
  const entries = new Map<string, Entity>();
  for (const entity of known) if (!entries.has(entity.id)) entries.set(entity.id, entity);
  const spellings = spellingsOf(names);
  const entityOf: (string | undefined)[] = new Array<string | undefined>(marks.length).fill(undefined);
  const numbers = new Int32Array(marks.length).fill(-1);
  for (let i = 0; i < count; i++) {
    entityOf[at[i]!] = idOf[numberOf[i]!];
    numbers[at[i]!] = numberOf[i]!;
    if (isPause(i)) yield;
  }
  const entities = new Map<string, ResolvedEntity>();
  for (const [number, id] of idOf.entries()) {
    if (isPause(number)) yield;
    const [first, end] = [firsts[number]!, firsts[number + 1]!];
    const aliases: Tally[] = [];
    const labels: Tally[] = [];
    const index = end - first > fewMentions ? new Map<string, Tally>() : undefined;
    for (let k = first; k < end; k++) {
      const i = order[k]!;
      tallied(labels, marks[at[i]!]!.label).count++;
      const alias = tallied(aliases, spellings[names.form[i]!]!, index);
      alias.count++;
      // Only a fuller name can give the entity its own.
      const node = names.node[i]!;
      if (node === names.target[i]) alias.words = names.nodes[node]!.folded.words.length;
    }
    const entity = entries.get(id);
    const seen = listed(labels);
    const written = listed(aliases);
    entities.set(id, {
      id,
      label: entity?.label ?? seen[0]!.text,
      name: entity?.name ?? bestName(aliases),
      entity,
      aliases: written,
      labels: seen,
    });
  }
  return { entityOf, entities, numbers };
}

/**
 * How each form is written without a possessive. Peet’s is a firm; but where Peet is written too, the `’s` was a
 * possessive, as it is behind people and places.
 */
function spellingsOf({ forms, nodes }: Names): readonly string[] {
  let written: Set<string> | undefined;
  return forms.map(({ node, plain, bare }) => {
    if (bare === plain || bare === '') return plain;
    if (nodes[node]!.kind !== 'thing') return bare;
    written ??= new Set(forms.map((form) => `${form.node} ${form.plain}`));
    return written.has(`${node} ${bare}`) ? bare : plain;
  });
}

/** Occurrences by the entity that they name. */
interface Grouped {
  /** Of each entity, in the order of their first occurrences. */
  readonly ids: readonly string[];
  /** The entity of each occurrence. */
  readonly numbers: Int32Array;
  /** The occurrences in the order of their entities, and where each entity's begin. */
  readonly order: Int32Array;
  readonly firsts: Int32Array;
}

function* groupOccurrences(names: Names, ids: Ids, known: readonly Entity[]): Steps<Grouped> {
  const { marks, count, at, node, target, article } = names;
  const given = (i: number): string | undefined =>
    marks[at[i]!]!.entity ?? ids(node[i]!, article[i]!) ?? ids(target[i]!, article[i]!);
  const minted = yield* mintIds(names, given, known);
  const found: string[] = [];
  const numberOfId = new Map<string, number>();
  const numberOfTarget = new Int32Array(names.nodes.length).fill(-1);
  const numbers = new Int32Array(count);
  const numbered = (id: string): number => {
    let number = numberOfId.get(id);
    if (number === undefined) numberOfId.set(id, (number = found.push(id) - 1));
    return number;
  };
  for (let i = 0; i < count; i++) {
    if (isPause(i)) yield;
    const id = given(i);
    if (id !== undefined) {
      numbers[i] = numbered(id);
      continue;
    }
    const meant = target[i]!;
    if (numberOfTarget[meant] === -1) numberOfTarget[meant] = numbered(minted[meant]!);
    numbers[i] = numberOfTarget[meant]!;
  }
  const firsts = new Int32Array(found.length + 1);
  for (let i = 0; i < count; i++) firsts[numbers[i]! + 1]!++;
  for (let number = 0; number < found.length; number++) firsts[number + 1]! += firsts[number]!;
  const next = firsts.slice();
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[next[numbers[i]!]!++] = i;
  return { ids: found, numbers, order, firsts };
}

/**
 * Ids for the names that nobody gave one, by node. Things go first, so that a firm keeps the plain slug before its
 * founder. A slug that is a known id of the same kind already is that id: somebody made it of this name.
 */
function* mintIds(
  names: Names,
  given: (occurrence: number) => string | undefined,
  known: readonly Entity[],
): Steps<readonly (string | undefined)[]> {
  const { marks, nodes, count, at, node, target } = names;
  const taken = new Map<string, NameKind>();
  if (names.hasDecided)
    for (let i = 0; i < count; i++) {
      const { entity } = marks[at[i]!]!;
      if (entity !== undefined) taken.set(entity, nodes[node[i]!]!.kind);
    }
  for (const { id, label } of known) taken.set(id, kindOf(label));
  const wanted: number[] = [];
  const labels: (Label | undefined)[] = new Array<Label | undefined>(nodes.length).fill(undefined);
  for (let i = 0; i < count; i++) {
    const meant = target[i]!;
    if (labels[meant] !== undefined || given(i) !== undefined) continue;
    labels[meant] = marks[at[i]!]!.label;
    wanted.push(meant);
  }
  const minted: (string | undefined)[] = new Array<string | undefined>(nodes.length).fill(undefined);
  const fresh = new Set<string>();
  for (const kind of ['thing', 'place', 'person'] as const) {
    for (const [i, meant] of wanted.entries()) {
      if (isPause(i)) yield;
      if (nodes[meant]!.kind !== kind) continue;
      const slug = slugOf(nodes[meant]!.folded.key);
      const free = (id: string): boolean => {
        const holder = taken.get(id);
        return holder === undefined || (holder === kind && !fresh.has(id));
      };
      let id = free(slug) ? slug : `${slug}-${slugOf(labels[meant]!.toLowerCase())}`;
      for (let n = 2; !free(id); n++) id = `${slug}-${n}`;
      taken.set(id, kind);
      fresh.add(id);
      minted[meant] = id;
    }
  }
  return minted;
}

/** A spelling or label of an entity. */
interface Tally {
  readonly text: string;
  count: number;
  /** The number of words of a spelling that may be the entity's name. */
  words: number | undefined;
}

/** With more mentions than this, spellings are looked up and not searched for. */
const fewMentions = 16;

function tallied(tallies: Tally[], text: string, index?: Map<string, Tally>): Tally {
  let tally = index ? index.get(text) : tallies.find((one) => one.text === text);
  if (!tally) {
    tallies.push((tally = { text, count: 0, words: undefined }));
    index?.set(text, tally);
  }
  return tally;
}

/** The most frequent first; equal ones as first seen. */
function listed(tallies: Tally[]): Count[] {
  if (tallies.length > 1) tallies.sort((a, b) => b.count - a.count);
  return tallies.map(({ text, count }) => ({ text, count }));
}

/** The fullest spelling, then one that is not all capitals, then the most frequent. */
function bestName(aliases: readonly Tally[]): string {
  let best = aliases[0]!.text;
  if (aliases.length === 1) return best;
  let rank = -1;
  for (const { text, words } of aliases) {
    if (words === undefined) continue;
    const shouted =
      words > 0 && text.length > 4 && text === text.toUpperCase() && text !== text.toLowerCase();
    const own = 2 * words + (shouted ? 0 : 1);
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
