import type { Label } from '../model';
import type { Span } from '../span';
import { initialsOf, isDescriptor, isLeadingDescriptor, shortens } from './names';
import type { Ids, Names, Node, Occurrence } from './occurrences';

/** Links the short names of each article to the full ones that it has: sets the `target` of occurrences. */
export function linkArticles(text: string, names: Names, ids: Ids): void {
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
export function linkAcrossArticles(names: Names, ids: Ids): void {
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

/** More long forms than this, and a short form says nothing; keeps the work linear. */
const mostCandidates = 16;

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
