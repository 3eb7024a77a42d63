import type { Fingerprint } from './fingerprint';

/**
 * Finds articles with common wording among many: an inverted index from anchor shingles to the articles
 * that have them, as linked lists in columns. Articles are numbers that `addArticle` gives, from 0 up.
 * Plain data, changed in place.
 */
export interface RepeatIndex {
  /** Open hash table, four numbers a slot (see `Slot`), side by side since a look-up needs them all. */
  slots: Uint32Array;
  slotsTaken: number;
  /** The lists' entries, two numbers each: an article, and the next entry (from 1; 0 at the end). */
  entries: Uint32Array;
  entryCount: number;
  /** First of the entries that removals left free; 0 for none. */
  free: number;
  /** How many sampled anchors each article has; -1 once it was removed. */
  readonly samples: number[];
  /** How often each article was met by the search under way; zero between searches. */
  hits: Uint16Array;
}

/** What a slot holds: whether it is taken, its anchor, the first entry of its list, the list's length. */
const Slot = { taken: 0, anchor: 1, head: 2, length: 3, size: 4 } as const;

/** What more articles have is boilerplate, or told often enough to be found by its first tellings. */
const longestList = 64;
/** Share of the shorter article's sampled anchors that makes a candidate. */
const commonShare = 0.15;

export function emptyIndex(): RepeatIndex {
  return {
    slots: new Uint32Array(1024 * Slot.size),
    slotsTaken: 0,
    entries: new Uint32Array(2048),
    entryCount: 0,
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
    if (index.slotsTaken * 2 * Slot.size >= index.slots.length) growTable(index);
    const slot = slotOf(index.slots, anchor);
    if (index.slots[slot + Slot.length] === longestList) continue;
    if (index.slots[slot + Slot.taken] === 0) {
      index.slots[slot + Slot.taken] = 1;
      index.slots[slot + Slot.anchor] = anchor;
      index.slotsTaken++;
    }
    const entry = freeEntry(index);
    setEntry(index, entry, article, index.slots[slot + Slot.head]!);
    index.slots[slot + Slot.head] = entry;
    index.slots[slot + Slot.length]!++;
  }
  return article;
}

/** Takes an article out; `fingerprint` must be the one it was added with. Its number is not given again. */
export function removeArticle(index: RepeatIndex, article: number, { anchors }: Fingerprint): void {
  if ((index.samples[article] ?? -1) < 0) return;
  index.samples[article] = -1;
  for (const anchor of anchors) {
    const slot = slotOf(index.slots, anchor);
    let before = 0;
    let entry = index.slots[slot + Slot.head]!;
    while (entry !== 0 && articleOf(index, entry) !== article) {
      before = entry;
      entry = nextOf(index, entry);
    }
    if (entry === 0) continue;
    const next = nextOf(index, entry);
    if (before === 0) index.slots[slot + Slot.head] = next;
    else setEntry(index, before, articleOf(index, before), next);
    index.slots[slot + Slot.length]!--;
    setEntry(index, entry, 0, index.free);
    index.free = entry;
  }
}

/** The articles that may share much of their wording with this one, ascending: to be compared exactly. */
export function candidates(index: RepeatIndex, { anchors, sampled }: Fingerprint): number[] {
  const met: number[] = [];
  for (const anchor of anchors) {
    const head = index.slots[slotOf(index.slots, anchor) + Slot.head]!;
    for (let entry = head; entry !== 0; entry = nextOf(index, entry)) {
      const article = articleOf(index, entry);
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

/** Where the slot of an anchor begins, or the free one where it belongs. */
function slotOf(slots: Uint32Array, anchor: number): number {
  const mask = slots.length - 1;
  let slot = (Math.imul(anchor, 0x9e3779b1) >>> 5) & mask & -Slot.size;
  while (slots[slot + Slot.taken] === 1 && slots[slot + Slot.anchor] !== anchor)
    slot = (slot + Slot.size) & mask;
  return slot;
}

function articleOf({ entries }: RepeatIndex, entry: number): number {
  return entries[entry * 2 - 2]!;
}

function nextOf({ entries }: RepeatIndex, entry: number): number {
  return entries[entry * 2 - 1]!;
}

function setEntry({ entries }: RepeatIndex, entry: number, article: number, next: number): void {
  entries[entry * 2 - 2] = article;
  entries[entry * 2 - 1] = next;
}

function freeEntry(index: RepeatIndex): number {
  if (index.free !== 0) {
    const entry = index.free;
    index.free = nextOf(index, entry);
    return entry;
  }
  if (index.entryCount * 2 === index.entries.length) {
    index.entries = grown(index.entries, new Uint32Array(index.entries.length * 2));
  }
  return ++index.entryCount;
}

/** Doubles the table; slots whose lists are empty are left behind. */
function growTable(index: RepeatIndex): void {
  const old = index.slots;
  index.slots = new Uint32Array(old.length * 2);
  index.slotsTaken = 0;
  for (let slot = 0; slot < old.length; slot += Slot.size) {
    if (old[slot + Slot.length] === 0) continue;
    index.slots.set(old.subarray(slot, slot + Slot.size), slotOf(index.slots, old[slot + Slot.anchor]!));
    index.slotsTaken++;
  }
}

function grown<T extends Uint16Array | Uint32Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
