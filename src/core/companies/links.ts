import type { Span } from '../span';
import { isPause, type Steps } from '../steps';
import { initialsOf, isDescriptor, isLeadingDescriptor, shortens } from './names';
import { isInTitle, type ArticleSpan, type Ids, type Names, type Node } from './occurrences';

/** Links the short names of each article to the full ones that it has: sets the targets of occurrences. */
export function* linkArticles(
  text: string,
  articles: readonly ArticleSpan[],
  names: Names,
  ids: Ids,
): Steps<void> {
  const links: Links = { next: new Int32Array(names.nodes.length).fill(none), any: false };
  const persons = [noPersons(), noPersons()] as const;
  for (let k = 0; k + 1 < names.firsts.length; k++) {
    const [first, end] = [names.firsts[k]!, names.firsts[k + 1]!];
    if (k % 64 === 63) yield;
    linkPersons(names, first, end, ids, persons);
    linkBracketed(text, names, first, end, ids, links);
    linkShortForms(articles, names, first, end, ids, links);
    linkInitials(names, first, end, ids, links);
    if (!links.any) continue;
    for (let i = first; i < end; i++) names.target[i] = followed(links, names.target[i]!);
    for (let i = first; i < end; i++) links.next[names.node[i]!] = none;
    links.any = false;
  }
}

const none = -1;

/** The node that each node stands for in the article at hand, `none` for itself. */
interface Links {
  readonly next: Int32Array;
  any: boolean;
}

/** Nodes by what people are called for short. */
interface Persons {
  readonly surnames: Map<string, number>;
  readonly givens: Map<string, number>;
}

function noPersons(): Persons {
  return { surnames: new Map(), givens: new Map() };
}

/** A surname, or else a given name, stands for the last full name before it that has it; in a title, for the first one after. */
function linkPersons(
  names: Names,
  from: number,
  end: number,
  ids: Ids,
  [first, last]: readonly [Persons, Persons],
): void {
  let hasFull = false;
  for (let i = from; i < end; i++) {
    const node = names.nodes[names.node[i]!]!;
    if (node.kind !== 'person' || node.folded.words.length < 2) continue;
    if (!hasFull) {
      for (const map of [first.surnames, first.givens, last.surnames, last.givens]) map.clear();
      hasFull = true;
    }
    addPerson(first, node, names.node[i]!, false);
  }
  if (!hasFull) return;
  for (let i = from; i < end; i++) {
    const at = names.node[i]!;
    const node = names.nodes[at]!;
    if (node.kind !== 'person') continue;
    const isOpen =
      ids(at, names.article[i]!) === undefined && names.marks[names.at[i]!]!.entity === undefined;
    const full = isOpen ? (fullName(node, last) ?? fullName(node, first)) : undefined;
    if (full !== undefined) names.target[i] = full;
    else if (node.folded.words.length > 1) addPerson(last, node, at, true);
  }
}

function fullName({ folded: { key } }: Node, { surnames, givens }: Persons): number | undefined {
  return surnames.get(key) ?? givens.get(key);
}

/** Adds what a person may be called for short: `Auer`, `von Auer`, `Maria`; first and last of three names. */
function addPerson(persons: Persons, { folded: { words } }: Node, node: number, again: boolean): void {
  const add = (map: Map<string, number>, part: string): void => {
    if (again || !map.has(part)) map.set(part, node);
  };
  const last = words[words.length - 1]!;
  for (let i = 1; i + 1 < words.length; i++) add(persons.surnames, words.slice(i).join(' '));
  add(persons.surnames, last);
  add(persons.givens, words[0]!);
  if (words.length > 2) add(persons.surnames, `${words[0]} ${last}`);
}

/** `Council for Open Harbours (COH)`, or the other way about. */
function linkBracketed(text: string, names: Names, first: number, end: number, ids: Ids, links: Links): void {
  for (let i = first + 1; i < end; i++) {
    const [before, inside] = [names.node[i - 1]!, names.node[i]!];
    const [a, b] = [names.nodes[before]!, names.nodes[inside]!];
    if (a.acronym === undefined && b.acronym === undefined) continue;
    if (!isBracketed(text, names.marks[names.at[i - 1]!]!, names.marks[names.at[i]!]!)) continue;
    const [short, long] = b.acronym !== undefined ? [inside, before] : [before, inside];
    const { kind, folded } = names.nodes[long]!;
    if (kind === 'person') continue;
    if (!shortens(names.nodes[short]!.acronym!, folded.words)) continue;
    link(short, long, names.article[i]!, ids, links);
  }
}

function isBracketed(text: string, before: Span, inside: Span): boolean {
  if (inside.start < before.end || inside.start - before.end > 8) return false;
  if (!/^['’]?s? ?[(（[](?:the )?["'“‘]?(?:the )?$/u.test(text.slice(before.end, inside.start))) return false;
  return /^["'”’]?[)）\],;]/u.test(text.slice(inside.end, inside.end + 2));
}

/** A thing that an article names. */
interface Seen {
  readonly node: number;
  /** Offset of its first mark, and of its first one outside the title. */
  readonly first: number;
  inBody: number;
  /** The labels it is marked with. */
  readonly labels: string[];
  /** The longer names that begin with it, or end with it behind words like `Bank`. */
  candidates: number[] | undefined;
}

/**
 * `Corvane` is `Corvane Bank`, where the article names just one thing so: if the words left out only say what kind
 * of firm it is, or if the
 * long form came first, titles aside. (`Sony` before `Sony Music` is another firm.)
 */
function linkShortForms(
  articles: readonly ArticleSpan[],
  names: Names,
  first: number,
  end: number,
  ids: Ids,
  links: Links,
): void {
  const seen = new Map<string, Seen>();
  let hasLong = false;
  for (let i = first; i < end; i++) {
    const node = names.nodes[names.node[i]!]!;
    if (node.kind !== 'thing') continue;
    const mark = names.marks[names.at[i]!]!;
    let known = seen.get(node.folded.key);
    if (!known) {
      known = {
        node: names.node[i]!,
        first: mark.start,
        inBody: Infinity,
        labels: [],
        candidates: undefined,
      };
      seen.set(node.folded.key, known);
      if (node.folded.words.length > 1) hasLong = true;
    }
    if (!known.labels.includes(mark.label)) known.labels.push(mark.label);
    if (mark.start < known.inBody && !isInTitle(names, articles, i)) known.inBody = mark.start;
  }
  if (!hasLong || seen.size < 2) return;
  const shorts: Seen[] = [];
  const add = (short: Seen | undefined, long: number): void => {
    if (!short) return;
    if (!short.candidates) {
      short.candidates = [long];
      shorts.push(short);
    } else if (short.candidates.length <= mostCandidates) short.candidates.push(long);
  };
  for (const [key, { node }] of seen) {
    const { words } = names.nodes[node]!.folded;
    for (let k = 1, length = 0; k < words.length; k++) {
      length += words[k - 1]!.length;
      add(seen.get(k === 1 ? words[0]! : key.slice(0, length)), node);
      length++;
    }
    for (let k = 1; k < words.length && isLeadingDescriptor(words[k - 1]!); k++)
      add(seen.get(words.slice(k).join(' ')), node);
  }
  if (shorts.length === 0) return;
  const order = new Map(Array.from(seen.values(), (one, i) => [one, i]));
  const lengthOf = ({ node }: Seen): number => names.nodes[node]!.folded.words.length;
  shorts.sort((a, b) => lengthOf(b) - lengthOf(a) || order.get(a)! - order.get(b)!);
  for (const { node, inBody, labels, candidates } of shorts) {
    const { key, words } = names.nodes[node]!.folded;
    if (candidates!.length > mostCandidates || words.every(isDescriptor)) continue;
    const meant = new Set<number>();
    for (const long of candidates!) {
      const { folded } = names.nodes[long]!;
      const other = seen.get(folded.key)!;
      if (!labels.some((label) => other.labels.includes(label))) continue;
      const behind = folded.key.startsWith(`${key} `);
      const described = !behind || folded.words.slice(words.length).every(isDescriptor);
      if (described || other.first <= inBody) meant.add(followed(links, long));
    }
    if (meant.size === 1) link(node, [...meant][0]!, names.article[first]!, ids, links);
  }
}

/** An acronym stands for the only name of the article that has its initials. */
function linkInitials(names: Names, first: number, end: number, ids: Ids, links: Links): void {
  const isOpen = (node: number): boolean =>
    names.nodes[node]!.acronym !== undefined && links.next[node] === none;
  let wanted = false;
  for (let i = first; i < end && !wanted; i++) wanted = isOpen(names.node[i]!);
  if (!wanted) return;
  const byInitials = new Map<string, Set<number>>();
  for (let i = first; i < end; i++) {
    const node = names.node[i]!;
    addInitials(byInitials, names.nodes[node]!, followed(links, node));
  }
  for (let i = first; i < end; i++) {
    const node = names.node[i]!;
    const meant = isOpen(node) ? byInitials.get(names.nodes[node]!.acronym!) : undefined;
    if (meant?.size === 1) link(node, [...meant][0]!, names.article[i]!, ids, links);
  }
}

function addInitials(byInitials: Map<string, Set<number>>, node: Node, meant: number): void {
  if (node.kind === 'person' || node.acronym !== undefined || node.folded.words.length < 2) return;
  for (const initials of initialsOf(node.folded.words)) add(byInitials, initials, meant);
}

/** Links a short name to its long one; where only the short one is known to the register, the long one to it. */
function link(short: number, long: number, article: number, ids: Ids, links: Links): void {
  const from = followed(links, short);
  const to = followed(links, long);
  if (from === to) return;
  if (ids(from, article) === undefined) links.next[from] = to;
  else if (ids(to, article) === undefined) links.next[to] = from;
  links.any = true;
}

/** Links never form a circle, as only a name that is not linked yet is linked. */
function followed({ next }: Links, node: number): number {
  let at = node;
  while (next[at] !== none) at = next[at]!;
  return at;
}

/** In an article without the full name, a short one is linked where the rest of the text leaves no choice. */
export function* linkAcrossArticles(names: Names, ids: Ids): Steps<void> {
  const { nodes, node, target, article, count } = names;
  const surnames = new Map<string, Set<number>>();
  const initials = new Map<string, Set<number>>();
  const established = new Map<number, Set<number>>();
  /** What each node was last seen to stand for: what is known of the two need not be added again. */
  const lastTarget = new Int32Array(nodes.length).fill(none);
  let hasAcronyms = false;
  for (const { acronym } of nodes) if (acronym !== undefined) hasAcronyms = true;
  for (let i = 0; i < count; i++) {
    if (isPause(i)) yield;
    const own = node[i]!;
    const meant = target[i]!;
    if (lastTarget[own] === meant) continue;
    lastTarget[own] = meant;
    const { kind, folded } = nodes[own]!;
    if (own !== meant) {
      if (kind !== 'person') add(established, own, meant);
    } else if (kind === 'person' && folded.words.length > 1) {
      add(surnames, folded.words[folded.words.length - 1]!, own);
    }
    if (hasAcronyms) addInitials(initials, nodes[own]!, meant);
  }
  for (let i = 0; i < count; i++) {
    if (isPause(i)) yield;
    const own = node[i]!;
    if (own !== target[i]) continue;
    const { kind, acronym, folded } = nodes[own]!;
    if (kind === 'person' ? folded.words.length !== 1 : acronym === undefined && !established.has(own))
      continue;
    if (ids(own, article[i]!) !== undefined || names.marks[names.at[i]!]!.entity !== undefined) continue;
    const meant =
      kind === 'person'
        ? surnames.get(folded.key)
        : (established.get(own) ??
          (acronym !== undefined && (acronym.length > 2 || kind === 'place')
            ? initials.get(acronym)
            : undefined));
    if (meant?.size === 1) target[i] = [...meant][0]!;
  }
}

/** More long forms than this, and a short form says nothing; keeps the work linear. */
const mostCandidates = 16;

function add<K>(map: Map<K, Set<number>>, key: K, value: number): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
