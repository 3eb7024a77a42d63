import { mix } from './hash';
import { extendPhrase, kindBit, type Lexicon } from './lexicon';
import { Place, Twin, type Reading } from './reading';
import type { Stretch } from './stretches';
import { Form, fold, isCapitalised, type Word } from './words';

/** The hashes of the features that hold, in a buffer that is used again and again. */
export interface Features {
  hashes: Int32Array;
  count: number;
}

export function createFeatures(): Features {
  return { hashes: new Int32Array(256), count: 0 };
}

/** Adds a feature; names have length limits, so that the buffer seldom grows. */
function put(features: Features, hash: number): void {
  if (features.count === features.hashes.length) {
    const longer = new Int32Array(features.count * 2);
    longer.set(features.hashes);
    features.hashes = longer;
  }
  features.hashes[features.count++] = hash;
}

/** The words near a possible name, with their roles. */
export interface Neighbours {
  readonly words: Word[];
  readonly roles: Role[];
}

/** The part a word plays for a possible name. */
export const Role = {
  /** Any word of the name. */
  part: 0,
  first: 1,
  last: 2,
  previous: 3,
  previous2: 4,
  next: 5,
  next2: 6,
  /** One of the few words before, wherever. */
  left: 7,
  /** One of the few words behind. */
  right: 8,
  /** A word of the apposition behind: `Name, an insurer in …`. */
  apposition: 9,
  /** The whole name, of one word. */
  single: 10,
} as const;
export type Role = (typeof Role)[keyof typeof Role];
export const roleCount = 11;

/** Features of one word in a role: they depend on nothing else, so that their weights are summed once a word. */
export function wordFeatures(word: Word, role: Role, out: Features): void {
  const base = mix(0x0a11ce, role);
  put(out, mix(base, mix(1, word.key)));
  const nearby = role >= Role.previous && role <= Role.apposition;
  for (let mask = nearby ? word.kinds : word.kinds & nameKinds; mask !== 0; mask &= mask - 1) {
    put(out, mix(base, mix(3, 31 - Math.clz32(mask & -mask))));
  }
  if (role === Role.left || role === Role.right || role === Role.apposition) return;
  put(out, mix(base, mix(2, word.form)));
  if (word.form >= Form.digits) return;
  const letters = fold(word.text);
  if (role === Role.previous || role === Role.next) {
    if (word.form === Form.lower && letters.length > 4) put(out, mix(base, mix(5, ending(letters, 3))));
    return;
  }
  if (role === Role.previous2 || role === Role.next2) return;
  const shape = mix(word.form, word.ordinary ? 1 : word.kinds === 0 ? 2 : 3);
  put(out, mix(base, mix(4, shape)));
  if (word.form === Form.caps) put(out, mix(base, mix(6, Math.min(letters.length, 6))));
  if (letters.length > 3) {
    put(out, mix(base, mix(7, ending(letters, 3))));
    if (letters.length > 4) put(out, mix(base, mix(8, ending(letters, 4))));
    put(out, mix(base, mix(9, ending(letters, 2))));
    if (word.kinds === 0) put(out, mix(base, mix(10, beginning(letters, 3))));
  }
}

/** Kinds that names and their parts have; the rest are kinds of words around names. */
const nameKinds = kindBit('person-nouns') - 1;

/** What the lexicons say of the phrases of a stretch, looked up once. */
export interface Phrases {
  /** Kinds of each piece as a whole. */
  readonly kinds: Uint32Array;
  /** Kinds of longer phrases that hold each piece. */
  readonly wider: Uint32Array;
  /** Hash of each piece's words. */
  readonly hashes: Int32Array;
}

export function lookUpPhrases(reading: Reading, stretch: Stretch, lexicon: Lexicon): Phrases {
  const count = stretch.from.length;
  const kinds = new Uint32Array(count);
  const wider = new Uint32Array(count);
  const hashes = new Int32Array(count);
  let found = false;
  for (let piece = 0; piece < count;) {
    const from = stretch.from[piece]!;
    let hash = 0;
    let lower = 0;
    let at = from;
    for (; piece < count && stretch.from[piece] === from; piece++) {
      for (const to = stretch.to[piece]!; at < to; at++) {
        hash = extendPhrase(hash, reading.words[at]!.key);
        lower = extendPhrase(lower, reading.words[at]!.lowerKey);
      }
      hashes[piece] = hash;
      kinds[piece] = (at - from === 1 ? reading.words[from]!.kinds : lexicon.kindsOf(hash)) & nameKinds;
      // A dateline may shout the name of a place: `NEW DELHI`.
      if (kinds[piece] === 0 && lower !== hash && at - from > 1)
        kinds[piece] = lexicon.kindsOf(lower) & nameKinds;
      if (kinds[piece] !== 0 && at - from > 1) found = true;
    }
  }
  if (found) {
    for (let whole = 0; whole < count; whole++) {
      if (kinds[whole] === 0 || stretch.to[whole]! - stretch.from[whole]! === 1) continue;
      for (let part = 0; part < count; part++) {
        if (part === whole) continue;
        if (stretch.from[part]! >= stretch.from[whole]! && stretch.to[part]! <= stretch.to[whole]!)
          wider[part]! |= kinds[whole]!;
      }
    }
  }
  return { kinds, wider, hashes };
}

/** Features of the place in which a name would begin: of what stands before token `from`. */
export function beforeFeatures(reading: Reading, from: number, out: Features): void {
  const { words } = reading;
  const previous = from > 0 ? words[from - 1]! : undefined;
  const previous2 = from > 1 && previous!.form !== Form.lineEnd ? words[from - 2]! : undefined;
  if (!previous || previous.form === Form.lineEnd) {
    put(out, mix(0xb0, 1));
    return;
  }
  if (previous2) {
    put(out, mix(0xb1, mix(contextKey(previous2), contextKey(previous))));
    put(out, mix(0xb2, mix(contextClass(previous2), contextClass(previous))));
  }
  if (reading.starts[from] === reading.ends[from - 1]) put(out, mix(0xb3, contextKey(previous)));
}

/** Features of the place in which a name would end: of what stands behind token `to - 1`. */
export function behindFeatures(reading: Reading, to: number, out: Features): void {
  const { words, count } = reading;
  const next = to < count ? words[to]! : undefined;
  if (!next || next.form === Form.lineEnd) {
    put(out, mix(0xe0, 1));
    return;
  }
  const next2 = to + 1 < count ? words[to + 1]! : undefined;
  if (next2 && next2.form !== Form.lineEnd) {
    put(out, mix(0xe1, mix(contextKey(next), contextKey(next2))));
    put(out, mix(0xe2, mix(contextClass(next), contextClass(next2))));
  }
  if (reading.starts[to] === reading.ends[to - 1]) put(out, mix(0xe3, contextKey(next)));
}

/** Tokens looked at on either side of a possible name, at most. */
const reach = 16;

/** Lists the words before a possible name: the next two, and a few more wherever. */
export function neighboursBefore(reading: Reading, from: number, near: Neighbours): void {
  const { words } = reading;
  near.words.length = near.roles.length = 0;
  if (from > 0 && words[from - 1]!.form !== Form.lineEnd) {
    take(near, words[from - 1]!, Role.previous);
    if (from > 1 && words[from - 2]!.form !== Form.lineEnd) take(near, words[from - 2]!, Role.previous2);
  }
  for (let i = from - 1, seen = 0; i >= 0 && i >= from - reach && seen < 5; i--) {
    const { form, text } = words[i]!;
    if (form === Form.lineEnd || text === '.' || text === ';' || text === '”') return;
    if (form === Form.lower || isTitle(words[i]!)) {
      take(near, words[i]!, Role.left);
      seen++;
    }
  }
}

/** Lists the words behind a possible name: the next two, a few more wherever, and those of an apposition. */
export function neighboursBehind(reading: Reading, to: number, near: Neighbours): void {
  const { words, count } = reading;
  near.words.length = near.roles.length = 0;
  if (to >= count || words[to]!.form === Form.lineEnd) return;
  take(near, words[to]!, Role.next);
  if (to + 1 < count && words[to + 1]!.form !== Form.lineEnd) take(near, words[to + 1]!, Role.next2);
  for (let i = to, seen = 0; i < count && i < to + reach && seen < 5; i++) {
    const { form, text } = words[i]!;
    if (form === Form.lineEnd || text === '.' || text === ';' || text === '“') break;
    if (form === Form.lower) {
      take(near, words[i]!, Role.right);
      seen++;
    }
  }
  if (words[to]!.text !== ',' || to + 2 >= count) return;
  if (words[to + 1]!.form !== Form.lower) return;
  for (let i = to + 1; i < count && i < to + 10; i++) {
    const { form, text } = words[i]!;
    if (form === Form.lineEnd || text === ',' || text === '.' || text === ';') return;
    if (form === Form.lower) take(near, words[i]!, Role.apposition);
  }
}

function take(near: Neighbours, word: Word, role: Role): void {
  near.words.push(word);
  near.roles.push(role);
}

/** Features of one piece as a whole. */
export function pieceFeatures(
  reading: Reading,
  stretch: Stretch,
  phrases: Phrases,
  piece: number,
  out: Features,
): void {
  const { words, places } = reading;
  const from = stretch.from[piece]!;
  const to = stretch.to[piece]!;
  const first = words[from]!;
  const last = words[to - 1]!;
  const place = places[from]!;
  const length = Math.min(to - from, 6);
  put(out, mix(0xc0, length));

  for (let mask = phrases.kinds[piece]!; mask !== 0; mask &= mask - 1) {
    const kind = 31 - Math.clz32(mask & -mask);
    put(out, mix(0xc1, mix(kind, length === 1 ? 1 : 2)));
  }
  if (length > 1 && phrases.kinds[piece] === 0) put(out, mix(0xc2, length));
  for (let mask = phrases.wider[piece]!; mask !== 0; mask &= mask - 1)
    put(out, mix(0xc3, 31 - Math.clz32(mask & -mask)));
  put(out, mix(0xc4, phrases.hashes[piece]!));

  let pattern = 0xc5;
  let coarse = 0xc6;
  let ordinary = 0;
  let lowerTwins = 0;
  let names = 0;
  let heads = 0;
  for (let i = from; i < to; i++) {
    const word = words[i]!;
    heads |= word.kinds & anyHead;
    pattern = mix(pattern, patternClass(word));
    coarse = mix(coarse, coarseClass(word));
    if (!isCapitalised(word)) continue;
    names++;
    if (word.ordinary) ordinary++;
    if ((reading.twins[i]! & Twin.lower) !== 0) lowerTwins++;
  }
  if (length <= 5) put(out, pattern);
  put(out, coarse);
  const atStart = place & (Place.sentenceStart | Place.quoteStart);
  const line = place & (Place.titleCase | Place.capsLine);
  put(out, mix(0xc7, mix(line, mix(bucket(ordinary, names), length === 1 ? 1 : 0))));
  put(out, mix(0xc8, mix(line, mix(bucket(lowerTwins, names), length === 1 ? 1 : 0))));
  if (atStart !== 0) {
    put(out, mix(0xc9, mix(reading.twins[from]!, mix(first.ordinary ? 1 : 0, length === 1 ? 1 : 2))));
  }
  put(out, mix(0xca, mix(place & (Place.title | Place.heading | Place.caption | Place.noise), length)));
  const previous = from > 0 ? words[from - 1]! : undefined;
  const next = to < reading.count ? words[to]! : undefined;
  if (previous && next) {
    put(out, mix(0xcb, mix(contextKey(previous), contextKey(next))));
    put(out, mix(0xcc, mix(contextClass(previous), mix(contextClass(next), coarse))));
  }
  if (previous) put(out, mix(0xcd, mix(contextKey(previous), coarse)));
  if (next) put(out, mix(0xce, mix(contextKey(next), coarse)));
  if (length > 1) {
    put(out, mix(0xcf, mix(patternClass(first), patternClass(last))));
    put(out, mix(0xd2, mix(first.kinds & givenBit, mix(last.kinds & surnameBit, heads))));
    if (!isCapitalised(words[from + 1]!)) {
      put(out, mix(0xd3, mix(patternClass(first), mix(words[from + 1]!.key, length))));
      put(out, mix(0xd4, mix(first.key, words[from + 1]!.key)));
    }
    if (to - from > 5) put(out, mix(0xd5, mix(patternClass(first), to - from)));
  }
  if (next && next.form !== Form.lineEnd && to + 1 < reading.count) {
    const next2 = words[to + 1]!;
    if (isCapitalised(next2) && !isCapitalised(next))
      put(out, mix(0xd6, mix(next.key, mix(patternClass(first), length === 1 ? 1 : 2))));
  }
  // A name that goes on: capitalised words right before or behind that it leaves out.
  if (previous && isCapitalised(previous) && from > stretch.start)
    put(out, mix(0xd0, patternClass(previous)));
  if (next && isCapitalised(next) && to < stretch.end) put(out, mix(0xd1, patternClass(next)));
}

const classOrder = (
  [
    'titles',
    'demonyms',
    'capitalised',
    'countries',
    'regions',
    'cities',
    'given-names',
    'company-words',
    'organisation-words',
    'place-words',
    'event-words',
    'product-words',
    'media',
    'companies',
    'organisations',
    'products',
    'surnames',
    'landmarks',
    'teams',
    'events',
  ] as const
).map(kindBit);

/** The one class of a word in patterns: connecting words for themselves, else the most telling kind. */
function patternClass(word: Word): number {
  if (!isCapitalised(word)) return word.form === Form.digits ? 7 : word.key;
  if (word.form === Form.initial) return 11;
  for (let i = 0; i < classOrder.length; i++) if ((word.kinds & classOrder[i]!) !== 0) return 100 + i;
  if (word.form === Form.caps) return 12;
  return word.ordinary ? 13 : 14;
}

const personBits = kindBit('given-names') | kindBit('surnames');
const placeBits = kindBit('countries') | kindBit('regions') | kindBit('cities') | kindBit('landmarks');
const givenBit = kindBit('given-names');
const surnameBit = kindBit('surnames');
const anyHead =
  kindBit('company-words') |
  kindBit('organisation-words') |
  kindBit('place-words') |
  kindBit('product-words') |
  kindBit('event-words');
const headBits = kindBit('company-words') | kindBit('organisation-words');

function coarseClass(word: Word): number {
  if (!isCapitalised(word)) return word.form;
  const person = (word.kinds & personBits) !== 0 ? 1 : 0;
  const place = (word.kinds & placeBits) !== 0 ? 2 : 0;
  const head = (word.kinds & headBits) !== 0 ? 4 : 0;
  return 16 + mix(person + place + head, word.ordinary ? 1 : 0);
}

/** Names around a name stand for themselves by class only, so that contexts are learned for all of them. */
function contextKey(word: Word): number {
  if (word.form === Form.digits) return 7;
  if (isCapitalised(word) && !isTitle(word)) return 8;
  return word.key;
}

function contextClass(word: Word): number {
  if (word.form === Form.lower)
    return (word.kinds & ~nameKinds) === 0
      ? word.text.length <= 4
        ? word.key
        : 1
      : mix(2, word.kinds & ~nameKinds);
  if (word.form === Form.mark) return word.key;
  return isCapitalised(word) ? patternClass(word) : word.form;
}

const title = kindBit('titles');

function isTitle(word: Word): boolean {
  return (word.kinds & title) !== 0;
}

function bucket(part: number, whole: number): number {
  if (part === 0) return 0;
  return part === whole ? 2 : 1;
}

function ending(letters: string, length: number): number {
  let h = length;
  for (let i = letters.length - length; i < letters.length; i++) h = mix(h, letters.charCodeAt(i));
  return h;
}

function beginning(letters: string, length: number): number {
  let h = -length;
  for (let i = 0; i < length; i++) h = mix(h, letters.charCodeAt(i));
  return h;
}
