import { fold } from './folding';
import { mix } from './hash';
import { extendPhrase, kindBit, type Lexicon } from './lexicon';
import { Place, Twin, type Reading } from './reading';
import { pieceCount, type Stretches } from './stretches';
import { Column, Form, nameKinds, rowShift, Trait, type Words } from './words';

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

/** The words near a possible name, by their numbers, with their roles. */
export interface Neighbours {
  count: number;
  readonly ids: Int32Array;
  readonly roles: Int32Array;
}

export function noNeighbours(): Neighbours {
  return { count: 0, ids: new Int32Array(32), roles: new Int32Array(32) };
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
export function wordFeatures({ rows, texts }: Words, id: number, role: Role, out: Features): void {
  const row = id << rowShift;
  const base = mix(0x0a11ce, role);
  const traits = rows[row + Column.traits]!;
  const kinds = rows[row + Column.kinds]!;
  put(out, mix(base, mix(1, rows[row + Column.key]!)));
  const nearby = role >= Role.previous && role <= Role.apposition;
  for (let mask = nearby ? kinds : kinds & nameKinds; mask !== 0; mask &= mask - 1) {
    put(out, mix(base, mix(3, 31 - Math.clz32(mask & -mask))));
  }
  if (role === Role.left || role === Role.right || role === Role.apposition) return;
  const form = traits & Trait.form;
  put(out, mix(base, mix(2, form)));
  if (form >= Form.digits) return;
  const letters = fold(texts[id]!);
  if (role === Role.previous || role === Role.next) {
    if (form === Form.lower && letters.length > 4) put(out, mix(base, mix(5, ending(letters, 3))));
    return;
  }
  if (role === Role.previous2 || role === Role.next2) return;
  const shape = mix(form, (traits & Trait.ordinary) !== 0 ? 1 : kinds === 0 ? 2 : 3);
  put(out, mix(base, mix(4, shape)));
  if (form === Form.caps) put(out, mix(base, mix(6, Math.min(letters.length, 6))));
  if (letters.length > 3) {
    put(out, mix(base, mix(7, ending(letters, 3))));
    if (letters.length > 4) put(out, mix(base, mix(8, ending(letters, 4))));
    put(out, mix(base, mix(9, ending(letters, 2))));
    if (kinds === 0) put(out, mix(base, mix(10, beginning(letters, 3))));
  }
}

/** What the lexicons say of the pieces of an article, looked up once. Columns may be longer than there are pieces. */
export interface Phrases {
  /** Kinds of each piece as a whole. */
  kinds: Int32Array;
  /** Kinds of longer phrases that hold each piece. */
  wider: Int32Array;
  /** Hash of each piece's words. */
  hashes: Int32Array;
}

export function noPhrases(): Phrases {
  return { kinds: new Int32Array(0), wider: new Int32Array(0), hashes: new Int32Array(0) };
}

/** Looks up every piece in the lexicons, in columns that may be given to be used again. */
export function lookUpPhrases(
  { ids, words: { rows } }: Reading,
  stretches: Stretches,
  lexicon: Lexicon,
  phrases = noPhrases(),
): Phrases {
  const all = pieceCount(stretches);
  if (phrases.kinds.length < all) {
    phrases.kinds = new Int32Array(2 * all);
    phrases.wider = new Int32Array(2 * all);
    phrases.hashes = new Int32Array(2 * all);
  }
  const { kinds, wider, hashes } = phrases;
  const { from, to, firsts } = stretches;
  for (let stretch = 0; stretch < stretches.count; stretch++) {
    const behind = firsts[stretch + 1]!;
    let found = false;
    for (let piece = firsts[stretch]!; piece < behind;) {
      const first = from[piece]!;
      let hash = 0;
      let lower = 0;
      let at = first;
      for (; piece < behind && from[piece] === first; piece++) {
        for (const end = to[piece]!; at < end; at++) {
          const row = ids[at]! << rowShift;
          hash = extendPhrase(hash, rows[row + Column.key]!);
          lower = extendPhrase(lower, rows[row + Column.lowerKey]!);
        }
        hashes[piece] = hash;
        wider[piece] = 0;
        if (at - first === 1) {
          kinds[piece] = rows[(ids[first]! << rowShift) + Column.kinds]! & nameKinds;
          continue;
        }
        let own = lexicon.kindsOf(hash) & nameKinds;
        // A dateline may shout the name of a place: `NEW DELHI`.
        if (own === 0 && lower !== hash) own = lexicon.kindsOf(lower) & nameKinds;
        kinds[piece] = own;
        if (own !== 0) found = true;
      }
    }
    if (found) widen(stretches, firsts[stretch]!, behind, phrases);
  }
  return phrases;
}

/** Tells each piece the kinds of the longer phrases that hold it. */
function widen({ from, to }: Stretches, first: number, behind: number, { kinds, wider }: Phrases): void {
  for (let whole = first; whole < behind; whole++) {
    if (kinds[whole] === 0 || to[whole]! - from[whole]! === 1) continue;
    for (let part = first; part < behind; part++) {
      if (part !== whole && from[part]! >= from[whole]! && to[part]! <= to[whole]!)
        wider[part]! |= kinds[whole]!;
    }
  }
}

/** Features of the place in which a name would begin: of what stands before token `from`. */
export function beforeFeatures(reading: Reading, from: number, out: Features): void {
  const {
    ids,
    traits,
    words: { rows },
  } = reading;
  if (from === 0 || (traits[from - 1]! & Trait.form) === Form.lineEnd) {
    put(out, mix(0xb0, 1));
    return;
  }
  const previous = ids[from - 1]! << rowShift;
  if (from > 1) {
    const previous2 = ids[from - 2]! << rowShift;
    put(out, mix(0xb1, mix(rows[previous2 + Column.contextKey]!, rows[previous + Column.contextKey]!)));
    put(out, mix(0xb2, mix(rows[previous2 + Column.contextClass]!, rows[previous + Column.contextClass]!)));
  }
  if (reading.starts[from] === reading.ends[from - 1])
    put(out, mix(0xb3, rows[previous + Column.contextKey]!));
}

/** Features of the place in which a name would end: of what stands behind token `to - 1`. */
export function behindFeatures(reading: Reading, to: number, out: Features): void {
  const {
    ids,
    traits,
    count,
    words: { rows },
  } = reading;
  if (to >= count || (traits[to]! & Trait.form) === Form.lineEnd) {
    put(out, mix(0xe0, 1));
    return;
  }
  const next = ids[to]! << rowShift;
  if (to + 1 < count && (traits[to + 1]! & Trait.form) !== Form.lineEnd) {
    const next2 = ids[to + 1]! << rowShift;
    put(out, mix(0xe1, mix(rows[next + Column.contextKey]!, rows[next2 + Column.contextKey]!)));
    put(out, mix(0xe2, mix(rows[next + Column.contextClass]!, rows[next2 + Column.contextClass]!)));
  }
  if (reading.starts[to] === reading.ends[to - 1]) put(out, mix(0xe3, rows[next + Column.contextKey]!));
}

/** Tokens looked at on either side of a possible name, at most. */
const reach = 16;

/** Lists the words before a possible name: the next two, and a few more wherever. */
export function neighboursBefore({ ids, traits }: Reading, from: number, near: Neighbours): void {
  near.count = 0;
  if (from > 0 && (traits[from - 1]! & Trait.form) !== Form.lineEnd) {
    take(near, ids[from - 1]!, Role.previous);
    if (from > 1 && (traits[from - 2]! & Trait.form) !== Form.lineEnd)
      take(near, ids[from - 2]!, Role.previous2);
  }
  for (let i = from - 1, seen = 0; i >= 0 && i >= from - reach && seen < 5; i--) {
    const word = traits[i]!;
    if ((word & Trait.endsBefore) !== 0) return;
    if ((word & Trait.form) === Form.lower || (word & Trait.title) !== 0) {
      take(near, ids[i]!, Role.left);
      seen++;
    }
  }
}

/** Lists the words behind a possible name: the next two, a few more wherever, and those of an apposition. */
export function neighboursBehind({ ids, traits, count }: Reading, to: number, near: Neighbours): void {
  near.count = 0;
  if (to >= count || (traits[to]! & Trait.form) === Form.lineEnd) return;
  take(near, ids[to]!, Role.next);
  if (to + 1 < count && (traits[to + 1]! & Trait.form) !== Form.lineEnd) take(near, ids[to + 1]!, Role.next2);
  for (let i = to, seen = 0; i < count && i < to + reach && seen < 5; i++) {
    const word = traits[i]!;
    if ((word & Trait.endsBehind) !== 0) break;
    if ((word & Trait.form) === Form.lower) {
      take(near, ids[i]!, Role.right);
      seen++;
    }
  }
  if ((traits[to]! & Trait.comma) === 0 || to + 2 >= count) return;
  if ((traits[to + 1]! & Trait.form) !== Form.lower) return;
  for (let i = to + 1; i < count && i < to + 10; i++) {
    const word = traits[i]!;
    if ((word & Trait.endsApposition) !== 0) return;
    if ((word & Trait.form) === Form.lower) take(near, ids[i]!, Role.apposition);
  }
}

function take(near: Neighbours, id: number, role: Role): void {
  near.ids[near.count] = id;
  near.roles[near.count++] = role;
}

/** Features of one piece as a whole of a stretch. */
export function pieceFeatures(
  reading: Reading,
  stretches: Stretches,
  stretch: number,
  phrases: Phrases,
  piece: number,
  out: Features,
): void {
  const {
    ids,
    traits,
    twins,
    places,
    count,
    words: { rows },
  } = reading;
  const from = stretches.from[piece]!;
  const to = stretches.to[piece]!;
  const first = ids[from]! << rowShift;
  const last = ids[to - 1]! << rowShift;
  const place = places[from]!;
  const length = Math.min(to - from, 6);
  const single = length === 1 ? 1 : 0;
  put(out, mix(0xc0, length));

  for (let mask = phrases.kinds[piece]!; mask !== 0; mask &= mask - 1) {
    const kind = 31 - Math.clz32(mask & -mask);
    put(out, mix(0xc1, mix(kind, 2 - single)));
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
    const row = ids[i]! << rowShift;
    heads |= rows[row + Column.kinds]! & anyHead;
    pattern = mix(pattern, rows[row + Column.pattern]!);
    coarse = mix(coarse, rows[row + Column.coarse]!);
    const word = traits[i]!;
    if ((word & Trait.capitalised) === 0) continue;
    names++;
    if ((word & Trait.ordinary) !== 0) ordinary++;
    if ((twins[i]! & Twin.lower) !== 0) lowerTwins++;
  }
  if (length <= 5) put(out, pattern);
  put(out, coarse);
  const line = place & (Place.titleCase | Place.capsLine);
  put(out, mix(0xc7, mix(line, mix(bucket(ordinary, names), single))));
  put(out, mix(0xc8, mix(line, mix(bucket(lowerTwins, names), single))));
  if ((place & (Place.sentenceStart | Place.quoteStart)) !== 0) {
    const usual = (traits[from]! & Trait.ordinary) !== 0 ? 1 : 0;
    put(out, mix(0xc9, mix(twins[from]!, mix(usual, 2 - single))));
  }
  put(out, mix(0xca, mix(place & (Place.title | Place.heading | Place.caption | Place.noise), length)));
  const hasPrevious = from > 0;
  const hasNext = to < count;
  const previous = hasPrevious ? ids[from - 1]! << rowShift : 0;
  const next = hasNext ? ids[to]! << rowShift : 0;
  if (hasPrevious && hasNext) {
    put(out, mix(0xcb, mix(rows[previous + Column.contextKey]!, rows[next + Column.contextKey]!)));
    put(
      out,
      mix(0xcc, mix(rows[previous + Column.contextClass]!, mix(rows[next + Column.contextClass]!, coarse))),
    );
  }
  if (hasPrevious) put(out, mix(0xcd, mix(rows[previous + Column.contextKey]!, coarse)));
  if (hasNext) put(out, mix(0xce, mix(rows[next + Column.contextKey]!, coarse)));
  const firstPattern = rows[first + Column.pattern]!;
  if (length > 1) {
    put(out, mix(0xcf, mix(firstPattern, rows[last + Column.pattern]!)));
    const given = rows[first + Column.kinds]! & givenBit;
    const surname = rows[last + Column.kinds]! & surnameBit;
    put(out, mix(0xd2, mix(given, mix(surname, heads))));
    if ((traits[from + 1]! & Trait.capitalised) === 0) {
      const secondKey = rows[(ids[from + 1]! << rowShift) + Column.key]!;
      put(out, mix(0xd3, mix(firstPattern, mix(secondKey, length))));
      put(out, mix(0xd4, mix(rows[first + Column.key]!, secondKey)));
    }
    if (to - from > 5) put(out, mix(0xd5, mix(firstPattern, to - from)));
  }
  const nextTraits = hasNext ? traits[to]! : Form.lineEnd;
  if ((nextTraits & Trait.form) !== Form.lineEnd && to + 1 < count) {
    if ((traits[to + 1]! & Trait.capitalised) !== 0 && (nextTraits & Trait.capitalised) === 0)
      put(out, mix(0xd6, mix(rows[next + Column.key]!, mix(firstPattern, 2 - single))));
  }
  // A name that goes on: capitalised words right before or behind that it leaves out.
  if (from > stretches.starts[stretch]! && (traits[from - 1]! & Trait.capitalised) !== 0)
    put(out, mix(0xd0, rows[previous + Column.pattern]!));
  if (to < stretches.ends[stretch]! && (nextTraits & Trait.capitalised) !== 0)
    put(out, mix(0xd1, rows[next + Column.pattern]!));
}

const givenBit = kindBit('given-names');
const surnameBit = kindBit('surnames');
const anyHead =
  kindBit('company-words') |
  kindBit('organisation-words') |
  kindBit('place-words') |
  kindBit('product-words') |
  kindBit('event-words');

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
