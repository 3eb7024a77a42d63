import { mix } from './hash';
import { extendPhrase } from './lexicon';
import { labelCount } from './lattice';
import type { Phrases } from './features';
import type { Reading } from './reading';
import type { Stretch } from './stretches';
import { Form, isCapitalised, type Word } from './words';

/** A stretch after the first look: the probability of each piece and label. */
export interface Guess {
  readonly stretch: Stretch;
  readonly phrases: Phrases;
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
const values = labelCount + 1;
const none = labelCount;

/** Evidence of one piece: `kind * 7 + label` and how strong, in (0, 1]. */
export type EmitEvidence = (slot: number, strength: number) => void;

export const evidenceSlots = evidenceKinds.length * values;

/** One number for each label and one for all; a plain array, because small typed arrays are dear to make. */
type Sum = number[];

/** What is gathered over one article. */
export interface Gathered {
  readonly phrases: Map<number, Sum>;
  readonly endings: Map<number, Sum>;
  readonly beginnings: Map<number, Sum>;
  readonly acronyms: Map<number, Sum>;
  /** Probability of a name of each label that ends behind a token. */
  readonly endsAt: Map<number, Sum>;
  readonly startsAt: Map<number, Sum>;
}

export function gatherNothing(): Gathered {
  return {
    phrases: new Map(),
    endings: new Map(),
    beginnings: new Map(),
    acronyms: new Map(),
    endsAt: new Map(),
    startsAt: new Map(),
  };
}

/** Adds a name that people know, so that its surname, its short form and its acronym are known with it. */
export function gatherKnown(words: readonly Word[], label: number, gathered: Gathered): void {
  if (words.length < 2) return;
  const put = (map: Map<number, Sum>, key: number) => void (sumOf(map, key)[label] = 1);
  put(gathered.endings, lastKey(words, 0, words.length));
  put(gathered.beginnings, words[0]!.key);
  put(gathered.beginnings, prefixKey(words, 0, words.length));
  const initials = initialsKey(words, 0, words.length);
  if (initials !== 0) put(gathered.acronyms, initials);
}

/** Adds up the first look's guesses over an article, by phrase, by first and last word, by initials. */
export function gather({ words }: Reading, guesses: readonly Guess[]): Gathered {
  const gathered = gatherNothing();
  for (const { stretch, phrases, probabilities } of guesses) {
    for (let piece = 0; piece < stretch.from.length; piece++) {
      const from = stretch.from[piece]!;
      const to = stretch.to[piece]!;
      const sum = sumOf(gathered.phrases, phrases.hashes[piece]!);
      let named = 0;
      for (let label = 0; label < labelCount; label++) {
        const p = probabilities[piece * labelCount + label]!;
        sum[label]! += p;
        named += p;
      }
      sum[none]! += 1;
      if (named < 0.1) continue;
      raise(sumOf(gathered.endsAt, to), probabilities, piece, true);
      raise(sumOf(gathered.startsAt, from), probabilities, piece, true);
      if (to - from < 2) continue;
      raise(sumOf(gathered.endings, lastKey(words, from, to)), probabilities, piece, false);
      raise(sumOf(gathered.beginnings, words[from]!.key), probabilities, piece, false);
      raise(sumOf(gathered.beginnings, prefixKey(words, from, to)), probabilities, piece, false);
      const initials = initialsKey(words, from, to);
      if (initials !== 0) raise(sumOf(gathered.acronyms, initials), probabilities, piece, false);
    }
  }
  return gathered;
}

/** Tells the evidence for one piece: of its article, and of the names that people know. */
export function pieceEvidence(
  reading: Reading,
  guess: Guess,
  piece: number,
  gathered: Gathered,
  known: Gathered,
  emit: EmitEvidence,
): void {
  const { stretch, phrases, probabilities } = guess;
  const from = stretch.from[piece]!;
  const to = stretch.to[piece]!;
  const { words } = reading;

  const same = gathered.phrases.get(phrases.hashes[piece]!)!;
  const others = same[none]! - 1;
  if (others > 0.5) {
    const kind = others > 1.5 ? 1 : 0;
    let named = 0;
    for (let label = 0; label < labelCount; label++) {
      const mean = (same[label]! - probabilities[piece * labelCount + label]!) / others;
      named += mean;
      if (mean > 0.02) emit(kind * values + label, mean);
    }
    if (named < 0.98) emit(kind * values + none, 1 - named);
  }
  if (to - from === 1 && standsAlone(reading, stretch, from)) {
    const { key, form, text } = words[from]!;
    sendBoth(2, key, gathered.endings, known.endings, emit);
    sendBoth(3, key, gathered.beginnings, known.beginnings, emit);
    if (form === Form.caps) sendBoth(6, acronymKey(text), gathered.acronyms, known.acronyms, emit);
  } else if (to - from > 1) {
    send(4, meanOf(gathered.phrases, words[from]!.key, 1), emit);
    send(5, meanOf(gathered.phrases, lastKey(words, from, to), 1), emit);
    sendBoth(17, phrases.hashes[piece]!, gathered.beginnings, known.beginnings, emit);
  }
  sendBefore(reading, from, gathered.endsAt, emit);
  sendBehind(reading, to, gathered.startsAt, emit);
}

/** A word inside a longer run would take that run's own guesses for evidence. */
function standsAlone(reading: Reading, stretch: Stretch, i: number): boolean {
  const { words } = reading;
  if (i > stretch.start && isCapitalised(words[i - 1]!)) return false;
  return i + 1 >= stretch.end || !isCapitalised(words[i + 1]!);
}

/** What the name that ends right before piece is, and how the two are joined. */
function sendBefore(reading: Reading, from: number, endsAt: Map<number, Sum>, emit: EmitEvidence): void {
  if (from === 0) return;
  const { form, text } = reading.words[from - 1]!;
  if (form === Form.lineEnd) return;
  if (form === Form.lower) send(text === 'and' || text === 'or' ? 8 : 10, endsAt.get(from - 1), emit);
  else if (form === Form.mark) send(text === ',' ? 7 : 9, endsAt.get(from - 1), emit);
  else send(11, endsAt.get(from), emit);
}

/** The same of the name that starts right behind. */
function sendBehind(reading: Reading, to: number, startsAt: Map<number, Sum>, emit: EmitEvidence): void {
  if (to >= reading.count) return;
  const { form, text } = reading.words[to]!;
  if (form === Form.lineEnd) return;
  if (form === Form.lower) send(text === 'and' || text === 'or' ? 13 : 15, startsAt.get(to + 1), emit);
  else if (form === Form.mark) send(text === ',' ? 12 : 14, startsAt.get(to + 1), emit);
  else send(16, startsAt.get(to), emit);
}

function send(kind: number, sum: Sum | undefined, emit: EmitEvidence): void {
  if (!sum) return;
  for (let label = 0; label < labelCount; label++)
    if (sum[label]! > 0.02) emit(kind * values + label, Math.min(1, sum[label]!));
}

function sendBoth(
  kind: number,
  key: number,
  here: Map<number, Sum>,
  known: Map<number, Sum>,
  emit: EmitEvidence,
): void {
  const taught = known.get(key);
  send(kind, taught ?? here.get(key), emit);
}

/** Mean over all places of a phrase of one word. */
function meanOf(phrases: Map<number, Sum>, wordKey: number, least: number): Sum | undefined {
  const sum = phrases.get(extendPhrase(0, wordKey));
  if (!sum || sum[none]! < least) return undefined;
  return sum.map((value) => value / sum[none]!);
}

function sumOf(map: Map<number, Sum>, key: number): Sum {
  let sum = map.get(key);
  if (!sum) map.set(key, (sum = [0, 0, 0, 0, 0, 0, 0]));
  return sum;
}

function raise(sum: Sum, probabilities: Float64Array, piece: number, add: boolean): void {
  for (let label = 0; label < labelCount; label++) {
    const p = probabilities[piece * labelCount + label]!;
    sum[label] = add ? sum[label]! + p : Math.max(sum[label]!, p);
  }
}

function lastKey(words: readonly Word[], from: number, to: number): number {
  for (let i = to - 1; i > from; i--) if (isCapitalised(words[i]!)) return words[i]!.key;
  return words[from]!.key;
}

/** Hash of a name's phrase without its last word. */
function prefixKey(words: readonly Word[], from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to - 1; i++) hash = extendPhrase(hash, words[i]!.key);
  return hash;
}

/** Key of the acronym that the capitals of a name make; 0 for fewer than two. */
function initialsKey(words: readonly Word[], from: number, to: number): number {
  let initials = '';
  for (let i = from; i < to; i++) if (isCapitalised(words[i]!)) initials += words[i]!.text.charAt(0);
  return initials.length < 2 ? 0 : acronymKey(initials);
}

function acronymKey(letters: string): number {
  let h = 1;
  for (let i = 0; i < letters.length; i++) h = mix(h, letters.charCodeAt(i));
  return h;
}
