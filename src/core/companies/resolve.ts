import type { Entity, Label } from '../model';
import type { Span } from '../span';
import { isName, type Mark } from '../marks';
import {
  foldName,
  initialsOf,
  isAcronym,
  isDescriptor,
  isLeadingDescriptor,
  kindOf,
  plainName,
  shortens,
  slugOf,
  withoutPossessive,
  type FoldedName,
  type NameKind,
} from './names';

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

/** The part of an article that names are told apart by. */
export interface ArticleSpan extends Span {
  readonly title?: Span;
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

/** All marks with the same folded name. */
interface Node {
  readonly index: number;
  readonly kind: NameKind;
  readonly folded: FoldedName;
  /** The letters of a name written as an acronym. */
  readonly acronym?: string;
}

interface Occurrence {
  /** Index into the marks as given. */
  readonly at: number;
  readonly mark: Mark;
  readonly node: Node;
  readonly article: number;
  readonly inTitle: boolean;
  /** The fuller name that this one stands for. */
  target: Node;
}

interface Names {
  readonly count: number;
  readonly nodes: readonly Node[];
  readonly occurrences: readonly Occurrence[];
  /** The occurrences of each article that has any, in order. */
  readonly byArticle: readonly (readonly Occurrence[])[];
}

/** The id that people or the register gave a name, as it is meant in one article. */
type Ids = (node: Node, article: number) => string | undefined;

function foldMarks(marks: readonly Mark[], articles: readonly ArticleSpan[]): Names {
  const nodes: Node[] = [];
  const nodeOf = new Map<string, Node>();
  const nodeOfText = new Map<string, Node>();
  const occurrences: Occurrence[] = [];
  const byArticle = new Map<number, Occurrence[]>();
  let article = -1;
  marks.forEach((mark, at) => {
    while (article + 1 < articles.length && articles[article + 1]!.start <= mark.start) article++;
    if (!isName(mark)) return;
    const kind = kindOf(mark.label);
    const written = `${kind}\n${mark.text}`;
    let node = nodeOfText.get(written);
    if (!node) {
      const folded = foldName(mark.text, kind);
      const key = `${kind}\n${folded.key}`;
      node = nodeOf.get(key);
      if (!node) {
        const plain = withoutPossessive(plainName(mark.text));
        const acronym =
          kind !== 'person' && isAcronym(plain) ? folded.key.replace(/[^\p{L}\p{N}]/gu, '') : undefined;
        node = { index: nodes.length, kind, folded, acronym };
        nodes.push(node);
        nodeOf.set(key, node);
      }
      nodeOfText.set(written, node);
    }
    const title = articles[article]?.title;
    const inTitle = title !== undefined && mark.start < title.end;
    const occurrence = { at, mark, node, article, inTitle, target: node };
    occurrences.push(occurrence);
    const siblings = byArticle.get(article);
    if (siblings) siblings.push(occurrence);
    else byArticle.set(article, [occurrence]);
  });
  return { count: marks.length, nodes, occurrences, byArticle: [...byArticle.values()] };
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

function linkArticles(text: string, names: Names, ids: Ids): void {
  for (const occurrences of names.byArticle) {
    linkPersons(occurrences, ids);
    const links = new Map<Node, Node>();
    linkBracketed(text, occurrences, ids, links);
    linkShortForms(occurrences, ids, links);
    linkInitials(occurrences, ids, links);
    for (const occurrence of occurrences) occurrence.target = followed(links, occurrence.target);
  }
}

/** A surname, or else a given name, stands for the last full name before it that has it; in a title, for the first one after. */
function linkPersons(occurrences: readonly Occurrence[], ids: Ids): void {
  const persons = occurrences.filter(({ node }) => node.kind === 'person');
  const first = new Map<string, Node>();
  const last = new Map<string, Node>();
  for (const { node } of persons)
    for (const part of partsOfPerson(node)) if (!first.has(part)) first.set(part, node);
  for (const occurrence of persons) {
    const { node, article } = occurrence;
    const short = ids(node, article) === undefined && occurrence.mark.entity === undefined;
    const full = short ? (fullName(node, last) ?? fullName(node, first)) : undefined;
    if (full) occurrence.target = full;
    else for (const part of partsOfPerson(node)) last.set(part, node);
  }
}

function fullName(node: Node, names: ReadonlyMap<string, Node>): Node | undefined {
  const { key } = node.folded;
  return names.get(`surname ${key}`) ?? names.get(`given ${key}`);
}

/** What a person may be called for short: `surname Auer`, `surname von Auer`, `given Maria`; first and last of three names. */
function partsOfPerson(node: Node): string[] {
  const { words } = node.folded;
  const parts: string[] = [];
  for (let i = 1; i < words.length; i++) parts.push(`surname ${words.slice(i).join(' ')}`);
  if (words.length > 1) parts.push(`given ${words[0]}`);
  if (words.length > 2) parts.push(`surname ${words[0]} ${words[words.length - 1]}`);
  return parts;
}

/** `Council for Open Harbours (COH)`, or the other way about. */
function linkBracketed(
  text: string,
  occurrences: readonly Occurrence[],
  ids: Ids,
  links: Map<Node, Node>,
): void {
  for (let i = 1; i < occurrences.length; i++) {
    const before = occurrences[i - 1]!;
    const inside = occurrences[i]!;
    if (!isBracketed(text, before.mark, inside.mark)) continue;
    const [short, long] = inside.node.acronym !== undefined ? [inside, before] : [before, inside];
    if (short.node.acronym === undefined || long.node.kind === 'person') continue;
    if (!shortens(short.node.acronym, long.node.folded.words)) continue;
    link(short.node, long.node, short.article, ids, links);
  }
}

function isBracketed(text: string, before: Span, inside: Span): boolean {
  if (inside.start < before.end || inside.start - before.end > 8) return false;
  if (!/^['’]?s? ?[(（[](?:the )?["'“‘]?(?:the )?$/u.test(text.slice(before.end, inside.start))) return false;
  return /^["'”’]?[)）\],;]/u.test(text.slice(inside.end, inside.end + 2));
}

/**
 * `Corvane` is `Corvane Bank`, where the article names just one thing so: if the words left out only say what kind
 * of firm it is, or if the
 * long form came first, titles aside. (`Sony` before `Sony Music` is another firm.)
 */
function linkShortForms(occurrences: readonly Occurrence[], ids: Ids, links: Map<Node, Node>): void {
  const seen = new Map<Node, { first: number; inBody: number; labels: Set<Label>; article: number }>();
  for (const { node, mark, inTitle, article } of occurrences) {
    if (node.kind !== 'thing') continue;
    const known = seen.get(node) ?? { first: mark.start, inBody: Infinity, labels: new Set(), article };
    known.labels.add(mark.label);
    if (!inTitle) known.inBody = Math.min(known.inBody, mark.start);
    seen.set(node, known);
  }
  const longer = new Map<string, Node[]>();
  for (const node of seen.keys()) {
    const { words } = node.folded;
    for (let end = 1; end < words.length; end++) append(longer, words.slice(0, end).join(' '), node);
    for (let start = 1; start < words.length && isLeadingDescriptor(words[start - 1]!); start++) {
      append(longer, words.slice(start).join(' '), node);
    }
  }
  const longestFirst = [...seen].sort(([a], [b]) => b.folded.words.length - a.folded.words.length);
  for (const [short, { inBody, labels, article }] of longestFirst) {
    const { key, words } = short.folded;
    const candidates = longer.get(key);
    if (!candidates || candidates.length > mostCandidates || words.every(isDescriptor)) continue;
    const meant = new Set<Node>();
    for (const long of candidates) {
      const other = seen.get(long)!;
      if (![...labels].some((label) => other.labels.has(label))) continue;
      const behind = long.folded.key.startsWith(`${key} `);
      const described = !behind || long.folded.words.slice(words.length).every(isDescriptor);
      if (described || other.first <= inBody) meant.add(followed(links, long));
    }
    if (meant.size === 1) link(short, [...meant][0]!, article, ids, links);
  }
}

/** An acronym stands for the only name of the article that has its initials. */
function linkInitials(occurrences: readonly Occurrence[], ids: Ids, links: Map<Node, Node>): void {
  const byInitials = new Map<string, Set<Node>>();
  for (const { node } of occurrences) addInitials(byInitials, node, followed(links, node));
  for (const { node, article } of occurrences) {
    const meant = node.acronym === undefined || links.has(node) ? undefined : byInitials.get(node.acronym);
    if (meant?.size === 1) link(node, [...meant][0]!, article, ids, links);
  }
}

function addInitials(byInitials: Map<string, Set<Node>>, node: Node, meant: Node): void {
  if (node.kind === 'person' || node.acronym !== undefined) return;
  for (const initials of initialsOf(node.folded.words)) {
    const sharing = byInitials.get(initials);
    if (sharing) sharing.add(meant);
    else byInitials.set(initials, new Set([meant]));
  }
}

/** Links a short name to its long one; where only the short one is known to the register, the long one to it. */
function link(short: Node, long: Node, article: number, ids: Ids, links: Map<Node, Node>): void {
  const from = followed(links, short);
  const to = followed(links, long);
  if (from === to) return;
  if (ids(from, article) === undefined) links.set(from, to);
  else if (ids(to, article) === undefined) links.set(to, from);
}

/** Links never form a circle, as only a name that is not linked yet is linked. */
function followed(links: ReadonlyMap<Node, Node>, node: Node): Node {
  let at = node;
  for (let next = links.get(at); next; next = links.get(at)) at = next;
  return at;
}

/** In an article without the full name, a short one is linked where the rest of the text leaves no choice. */
function linkAcrossArticles(names: Names, ids: Ids): void {
  const surnames = new Map<string, Set<Node>>();
  const initials = new Map<string, Set<Node>>();
  const established = new Map<Node, Set<Node>>();
  const linked = new Set<Node>();
  for (const { node, target } of names.occurrences) {
    if (node !== target) {
      linked.add(node);
      if (node.kind !== 'person') add(established, node, target);
    } else if (node.kind === 'person') {
      const { words } = node.folded;
      if (words.length > 1) add(surnames, words[words.length - 1]!, node);
    }
    addInitials(initials, node, target);
  }
  for (const occurrence of names.occurrences) {
    const { node, target, article } = occurrence;
    if (node !== target || ids(node, article) !== undefined || occurrence.mark.entity !== undefined) continue;
    const { words, key } = node.folded;
    const meant =
      node.kind === 'person'
        ? words.length === 1
          ? surnames.get(key)
          : undefined
        : (established.get(node) ??
          (node.acronym !== undefined && (node.acronym.length > 2 || node.kind === 'place')
            ? initials.get(node.acronym)
            : undefined));
    if (meant?.size === 1) occurrence.target = [...meant][0]!;
  }
}

function nameEntities(names: Names, ids: Ids, known: readonly Entity[]): Resolution {
  const entries = new Map<string, Entity>();
  for (const entity of known) if (!entries.has(entity.id)) entries.set(entity.id, entity);
  const minted = mintIds(names, ids, known);
  const entityOf: (string | undefined)[] = new Array<string | undefined>(names.count).fill(undefined);
  const found = new Map<string, Gathered>();
  const written = new Set(names.occurrences.map(({ mark, node }) => `${node.index} ${plainName(mark.text)}`));
  for (const { at, mark, node, target, article } of names.occurrences) {
    const id = mark.entity ?? ids(node, article) ?? ids(target, article) ?? minted.get(target)!;
    entityOf[at] = id;
    let gathered = found.get(id);
    if (!gathered) found.set(id, (gathered = { aliases: new Map(), labels: new Map(), best: new Map() }));
    // Peet’s is a firm; but where Peet is written too, the `’s` was a possessive, as it is behind people and places.
    const plain = plainName(mark.text);
    const bare = withoutPossessive(plain);
    const name =
      bare !== '' && (node.kind !== 'thing' || written.has(`${node.index} ${bare}`)) ? bare : plain;
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

/** More long forms than this, and a short form says nothing; keeps the work linear. */
const mostCandidates = 16;

/** Counts as a list, the most frequent first; equal ones as first seen. */
export function counts(map: ReadonlyMap<string, number>): Count[] {
  return [...map].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

export function increment<K>(map: Map<K, number>, key: K, by = 1): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.length <= mostCandidates) list.push(value);
}

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
