import { mix } from './hash';
import { extendPhrase } from './lexicon';
import { labelCount } from './lattice';
import type { Phrases } from './features';
import type { Reading } from './reading';
import type { Stretches } from './stretches';
import { clearSums, noSums, sumAt, sumOf, width, type Sums } from './sums';
import { Column, Form, rowShift, Trait } from './words';

/** The stretches of an article after the first look: the probability of each piece and label. */
export interface Guesses {
  readonly stretches: Stretches;
  readonly phrases: Phrases;
  /** By `piece * 6 + label`. */
  readonly probabilities: Float64Array;
}

/** How other places of the article speak for a piece's label. */
export const evidenceKinds = [
  'same phrase, once more',
  'same phrase, often',
  'end of a longer name',
  'beginning of a longer name',
  'beginning of it is a name elsewhere',
  'end of it is a name elsewhere',
  'acronym of a name',
  'neighbour before: comma',
  'neighbour before: and',
  'neighbour before: other mark',
  'neighbour before: of, in, at',
  'neighbour before: right beside',
  'neighbour behind: comma',
  'neighbour behind: and',
  'neighbour behind: other mark',
  'neighbour behind: of, in, at',
  'neighbour behind: right beside',
  'all but the last word of a longer name',
] as const;

/** Labels that evidence may speak for; the last is "no name". */
const values = width;
const none = labelCount;

export const evidenceSlots = evidenceKinds.length * values;

/** Evidence of one piece, in columns that are used again: `kind * 7 + label`, and how strong, in (0, 1]. */
export interface Evidence {
  count: number;
  readonly slots: Int32Array;
  readonly strengths: Float64Array;
}

export function noEvidence(): Evidence {
  return { count: 0, slots: new Int32Array(evidenceSlots), strengths: new Float64Array(evidenceSlots) };
}

/** What is gathered over one article, by the hashes of phrases and words and by token. */
export interface Gathered {
  readonly phrases: Sums;
  readonly endings: Sums;
  readonly beginnings: Sums;
  readonly acronyms: Sums;
  /** Probability of a name of each label that ends behind a token. */
  readonly endsAt: Sums;
  readonly startsAt: Sums;
}

export function gatherNothing(): Gathered {
  return {
    phrases: noSums(),
    endings: noSums(),
    beginnings: noSums(),
    acronyms: noSums(),
    endsAt: noSums(),
    startsAt: noSums(),
  };
}

/** Words in a row. */
export type Worded = Pick<Reading, 'count' | 'ids' | 'traits' | 'words'>;

/** Adds a name that people know, so that its surname, its short form and its acronym are known with it. */
export function gatherKnown(reading: Worded, label: number, gathered: Gathered): void {
  const to = reading.count;
  if (to < 2) return;
  const put = (sums: Sums, key: number): void => {
    const at = sumOf(sums, key);
    sums.values[at + label] = 1;
  };
  put(gathered.endings, lastKey(reading, 0, to));
  put(gathered.beginnings, keyAt(reading, 0));
  put(gathered.beginnings, prefixKey(reading, 0, to));
  const initials = initialsKey(reading, 0, to);
  if (initials !== 0) put(gathered.acronyms, initials);
}

/** Adds up the first look's guesses over an article, by phrase, by first and last word, by initials. */
export function gather(
  reading: Reading,
  { stretches, phrases, probabilities }: Guesses,
  gathered = gatherNothing(),
): Gathered {
  for (const sums of Object.values(gathered) as Sums[]) clearSums(sums);
  const { from, to } = stretches;
  const count = stretches.firsts[stretches.count]!;
  for (let piece = 0; piece < count; piece++) {
    const [first, end] = [from[piece]!, to[piece]!];
    const sum = sumOf(gathered.phrases, phrases.hashes[piece]!);
    const sums = gathered.phrases.values;
    let named = 0;
    for (let label = 0; label < labelCount; label++) {
      const p = probabilities[piece * labelCount + label]!;
      sums[sum + label]! += p;
      named += p;
    }
    sums[sum + none]! += 1;
    if (named < 0.1) continue;
    add(gathered.endsAt, end, probabilities, piece);
    add(gathered.startsAt, first, probabilities, piece);
    if (end - first < 2) continue;
    raise(gathered.endings, lastKey(reading, first, end), probabilities, piece);
    raise(gathered.beginnings, keyAt(reading, first), probabilities, piece);
    raise(gathered.beginnings, prefixKey(reading, first, end), probabilities, piece);
    const initials = initialsKey(reading, first, end);
    if (initials !== 0) raise(gathered.acronyms, initials, probabilities, piece);
  }
  return gathered;
}

/** Tells the evidence for one piece: of its article, and of the names that people know. */
export function pieceEvidence(
  reading: Reading,
  { stretches, phrases, probabilities }: Guesses,
  stretch: number,
  piece: number,
  gathered: Gathered,
  known: Gathered,
  out: Evidence,
): void {
  out.count = 0;
  const from = stretches.from[piece]!;
  const to = stretches.to[piece]!;

  const same = sumAt(gathered.phrases, phrases.hashes[piece]!);
  const sums = gathered.phrases.values;
  const others = sums[same + none]! - 1;
  if (others > 0.5) {
    const kind = others > 1.5 ? 1 : 0;
    let named = 0;
    for (let label = 0; label < labelCount; label++) {
      const mean = (sums[same + label]! - probabilities[piece * labelCount + label]!) / others;
      named += mean;
      if (mean > 0.02) emit(out, kind * values + label, mean);
    }
    if (named < 0.98) emit(out, kind * values + none, 1 - named);
  }
  if (to - from === 1) {
    if (standsAlone(reading, stretches, stretch, from)) {
      const key = keyAt(reading, from);
      sendBoth(2, key, gathered.endings, known.endings, out);
      sendBoth(3, key, gathered.beginnings, known.beginnings, out);
      if ((reading.traits[from]! & Trait.form) === Form.caps)
        sendBoth(6, acronymKey(textAt(reading, from)), gathered.acronyms, known.acronyms, out);
    }
  } else if (to - from > 1) {
    sendMean(4, gathered.phrases, keyAt(reading, from), out);
    sendMean(5, gathered.phrases, lastKey(reading, from, to), out);
    sendBoth(17, phrases.hashes[piece]!, gathered.beginnings, known.beginnings, out);
  }
  sendBefore(reading, from, gathered.endsAt, out);
  sendBehind(reading, to, gathered.startsAt, out);
}

/** A word inside a longer run would take that run's own guesses for evidence. */
function standsAlone({ traits }: Reading, { starts, ends }: Stretches, stretch: number, i: number): boolean {
  if (i > starts[stretch]! && (traits[i - 1]! & Trait.capitalised) !== 0) return false;
  return i + 1 >= ends[stretch]! || (traits[i + 1]! & Trait.capitalised) === 0;
}

/** What the name that ends right before piece is, and how the two are joined. */
function sendBefore({ traits }: Reading, from: number, endsAt: Sums, out: Evidence): void {
  if (from === 0) return;
  const word = traits[from - 1]!;
  const form = word & Trait.form;
  if (form === Form.lineEnd) return;
  if (form === Form.lower)
    send((word & Trait.conjunction) !== 0 ? 8 : 10, endsAt, sumAt(endsAt, from - 1), out);
  else if (form === Form.mark) send((word & Trait.comma) !== 0 ? 7 : 9, endsAt, sumAt(endsAt, from - 1), out);
  else send(11, endsAt, sumAt(endsAt, from), out);
}

/** The same of the name that starts right behind. */
function sendBehind({ traits, count }: Reading, to: number, startsAt: Sums, out: Evidence): void {
  if (to >= count) return;
  const word = traits[to]!;
  const form = word & Trait.form;
  if (form === Form.lineEnd) return;
  if (form === Form.lower)
    send((word & Trait.conjunction) !== 0 ? 13 : 15, startsAt, sumAt(startsAt, to + 1), out);
  else if (form === Form.mark)
    send((word & Trait.comma) !== 0 ? 12 : 14, startsAt, sumAt(startsAt, to + 1), out);
  else send(16, startsAt, sumAt(startsAt, to), out);
}

function send(kind: number, sums: Sums, at: number, out: Evidence): void {
  if (at < 0) return;
  for (let label = 0; label < labelCount; label++) {
    const value = sums.values[at + label]!;
    if (value > 0.02) emit(out, kind * values + label, Math.min(1, value));
  }
}

/** What people know outranks what the article says. */
function sendBoth(kind: number, key: number, here: Sums, known: Sums, out: Evidence): void {
  const taught = sumAt(known, key);
  if (taught >= 0) send(kind, known, taught, out);
  else send(kind, here, sumAt(here, key), out);
}

/** The mean over all places of a phrase of one word. */
function sendMean(kind: number, phrases: Sums, wordKey: number, out: Evidence): void {
  const at = sumAt(phrases, extendPhrase(0, wordKey));
  if (at < 0) return;
  const times = phrases.values[at + none]!;
  if (times < 1) return;
  for (let label = 0; label < labelCount; label++) {
    const mean = phrases.values[at + label]! / times;
    if (mean > 0.02) emit(out, kind * values + label, Math.min(1, mean));
  }
}

function emit(out: Evidence, slot: number, strength: number): void {
  out.slots[out.count] = slot;
  out.strengths[out.count++] = strength;
}

function add(sums: Sums, key: number, probabilities: Float64Array, piece: number): void {
  const at = sumOf(sums, key);
  for (let label = 0; label < labelCount; label++)
    sums.values[at + label]! += probabilities[piece * labelCount + label]!;
}

function raise(sums: Sums, key: number, probabilities: Float64Array, piece: number): void {
  const at = sumOf(sums, key);
  for (let label = 0; label < labelCount; label++) {
    const p = probabilities[piece * labelCount + label]!;
    if (p > sums.values[at + label]!) sums.values[at + label] = p;
  }
}

function keyAt({ ids, words }: Worded, i: number): number {
  return words.rows[(ids[i]! << rowShift) + Column.key]!;
}

function textAt({ ids, words }: Worded, i: number): string {
  return words.texts[ids[i]!]!;
}

function lastKey(reading: Worded, from: number, to: number): number {
  for (let i = to - 1; i > from; i--)
    if ((reading.traits[i]! & Trait.capitalised) !== 0) return keyAt(reading, i);
  return keyAt(reading, from);
}

/** Hash of a name's phrase without its last word. */
function prefixKey(reading: Worded, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to - 1; i++) hash = extendPhrase(hash, keyAt(reading, i));
  return hash;
}

/** Key of the acronym that the capitals of a name make; 0 for fewer than two. */
function initialsKey({ ids, traits, words }: Worded, from: number, to: number): number {
  let hash = 1;
  let count = 0;
  for (let i = from; i < to; i++) {
    if ((traits[i]! & Trait.capitalised) === 0) continue;
    hash = mix(hash, words.rows[(ids[i]! << rowShift) + Column.first]!);
    count++;
  }
  return count < 2 ? 0 : hash;
}

function acronymKey(letters: string): number {
  let h = 1;
  for (let i = 0; i < letters.length; i++) h = mix(h, letters.charCodeAt(i));
  return h;
}
