import type { Fingerprint } from './fingerprint';

/**
 * Finds articles with common wording among many: an inverted index from anchor shingles to the articles
 * that have them, as linked lists in columns. Articles are numbers that `addArticle` gives, from 0 up.
 * Plain data, changed in place.
 */
export interface RepeatIndex {
  /** Open hash table: the anchor of each slot, and whether the slot is taken. */
  keys: Uint32Array;
  taken: Uint8Array;
  slotsTaken: number;
  /** For each slot the first entry of its list (from 1; 0 for none) and the list's length. */
  heads: Uint32Array;
  lengths: Uint8Array;
  /** The entries: an article, and the next entry of the list. */
  articles: Uint32Array;
  nexts: Uint32Array;
  entries: number;
  /** First of the entries that removals left free. */
  free: number;
  /** How many sampled anchors each article has; -1 once it was removed. */
  readonly samples: number[];
  /** How often each article was met by the search under way; zero between searches. */
  hits: Uint16Array;
}

/** What more articles have is boilerplate, or told often enough to be found by its first tellings. */
const longestList = 64;
/** Share of the shorter article's sampled anchors that makes a candidate. */
const commonShare = 0.15;

export function emptyIndex(): RepeatIndex {
  return {
    keys: new Uint32Array(1024),
    taken: new Uint8Array(1024),
    slotsTaken: 0,
    heads: new Uint32Array(1024),
    lengths: new Uint8Array(1024),
    articles: new Uint32Array(1024),
    nexts: new Uint32Array(1024),
    entries: 0,
    free: 0,
    samples: [],
    hits: new Uint16Array(64),
  };
}

/** Adds an article; returns its number. */
export function addArticle(index: RepeatIndex, { anchors, sampled }: Fingerprint): number {
  const article = index.samples.push(sampled) - 1;
  if (article >= index.hits.length) index.hits = grown(index.hits, new Uint16Array(index.hits.length * 2));
  for (const anchor of anchors) {
    if (index.slotsTaken * 2 >= index.keys.length) growTable(index);
    const slot = slotOf(index, anchor);
    if (index.lengths[slot] === longestList) continue;
    if (index.taken[slot] === 0) {
      index.taken[slot] = 1;
      index.keys[slot] = anchor;
      index.slotsTaken++;
    }
    const entry = freeEntry(index);
    index.articles[entry - 1] = article;
    index.nexts[entry - 1] = index.heads[slot]!;
    index.heads[slot] = entry;
    index.lengths[slot]!++;
  }
  return article;
}

/** Takes an article out; `fingerprint` must be the one it was added with. Its number is not given again. */
export function removeArticle(index: RepeatIndex, article: number, { anchors }: Fingerprint): void {
  if ((index.samples[article] ?? -1) < 0) return;
  index.samples[article] = -1;
  for (const anchor of anchors) {
    const slot = slotOf(index, anchor);
    let before = 0;
    let entry = index.heads[slot]!;
    while (entry !== 0 && index.articles[entry - 1] !== article) {
      before = entry;
      entry = index.nexts[entry - 1]!;
    }
    if (entry === 0) continue;
    if (before === 0) index.heads[slot] = index.nexts[entry - 1]!;
    else index.nexts[before - 1] = index.nexts[entry - 1]!;
    index.lengths[slot]!--;
    index.nexts[entry - 1] = index.free;
    index.free = entry;
  }
}

/** The articles that may share much of their wording with this one, ascending: to be compared exactly. */
export function candidates(index: RepeatIndex, { anchors, sampled }: Fingerprint): number[] {
  const met: number[] = [];
  for (const anchor of anchors) {
    const slot = slotOf(index, anchor);
    for (let entry = index.heads[slot]!; entry !== 0; entry = index.nexts[entry - 1]!) {
      const article = index.articles[entry - 1]!;
      if (index.hits[article]!++ === 0) met.push(article);
    }
  }
  const found = met.filter((article) => {
    const shorter = Math.min(sampled, index.samples[article]!);
    return index.hits[article]! >= Math.max(1, commonShare * shorter);
  });
  for (const article of met) index.hits[article] = 0;
  return found.sort((a, b) => a - b);
}

/** The slot of an anchor, or the free one where it belongs. */
function slotOf(index: RepeatIndex, anchor: number): number {
  const mask = index.keys.length - 1;
  let slot = (Math.imul(anchor, 0x9e3779b1) >>> 7) & mask;
  while (index.taken[slot] === 1 && index.keys[slot] !== anchor) slot = (slot + 1) & mask;
  return slot;
}

function freeEntry(index: RepeatIndex): number {
  if (index.free !== 0) {
    const entry = index.free;
    index.free = index.nexts[entry - 1]!;
    return entry;
  }
  if (index.entries === index.articles.length) {
    index.articles = grown(index.articles, new Uint32Array(index.entries * 2));
    index.nexts = grown(index.nexts, new Uint32Array(index.entries * 2));
  }
  return ++index.entries;
}

function growTable(index: RepeatIndex): void {
  const { keys, taken, heads, lengths } = index;
  index.keys = new Uint32Array(keys.length * 2);
  index.taken = new Uint8Array(keys.length * 2);
  index.heads = new Uint32Array(keys.length * 2);
  index.lengths = new Uint8Array(keys.length * 2);
  index.slotsTaken = 0;
  for (let slot = 0; slot < keys.length; slot++) {
    if (lengths[slot] === 0) continue;
    const to = slotOf(index, keys[slot]!);
    index.keys[to] = keys[slot]!;
    index.taken[to] = 1;
    index.heads[to] = heads[slot]!;
    index.lengths[to] = lengths[slot]!;
    index.slotsTaken++;
  }
}

function grown<T extends Uint16Array | Uint32Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
