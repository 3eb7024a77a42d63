import { CharacterKind, characterKind } from './characters';
import { captionPatterns, columnNameWords, residuePatterns, titlePrefixWords } from './residue';

/** What one pass over a short line tells of it. Reused from line to line. */
export interface Scan {
  /** `Gate` bits and, from bit 0 on, one for each pattern of residue, then of captions, that is worth a test. */
  gates: number;
  capitals: number;
  smalls: number;
  digits: number;
  numbers: number;
  words: number;
  longWords: number;
  longCapitalised: number;
  quotes: number;
  /** Bits for what looks like a verb behind the first word: a form in -s, an infinitive, a past form. */
  verbs: number;
}

const firstCaption = residuePatterns.length;
const firstOwn = firstCaption + captionPatterns.length;
export const Gate = {
  caption: firstCaption,
  prefix: 1 << firstOwn,
  weekday: 1 << (firstOwn + 1),
  said: 1 << (firstOwn + 2),
  /** A stop with a blank behind it. */
  stopInside: 1 << (firstOwn + 3),
  wide: 1 << (firstOwn + 4),
  colon: 1 << (firstOwn + 5),
  dash: 1 << (firstOwn + 6),
  column: 1 << (firstOwn + 7),
} as const;

const stemLength = 4;
const tableSize = 1 << 12;
const seed = 0x811c9dc5;
const gatesOfStem = new Int32Array(tableSize);
const gatesOfSign = new Int32Array(0x10000);
/** Patterns that are tested on every line. */
let always = 0;
[...residuePatterns, ...captionPatterns].forEach(([, , words], index) => open(words, 1 << index));
open(titlePrefixWords, Gate.prefix);
open(`${columnNameWords} wrong said`, Gate.column);
open('monday tuesday wednesday thursday friday saturday sunday', Gate.weekday);
open('said says', Gate.said);
for (const dash of '-–—') gatesOfSign[dash.charCodeAt(0)]! |= Gate.dash;
gatesOfSign[0x3a]! |= Gate.colon;
gatesOfSign[9]! |= Gate.wide;

function open(words: string | undefined, gate: number): void {
  if (words === undefined) always |= gate;
  for (const word of words?.split(' ') ?? []) {
    if (/^\p{L}/u.test(word)) gatesOfStem[slotOf(word)]! |= gate;
    else gatesOfSign[word.charCodeAt(0)]! |= gate;
  }
}

function slotOf(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length && at < stemLength; at++) hash = mix(hash, word.charCodeAt(at));
  return slot(hash);
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ (code | 32), 0x01000193);
}

function slot(hash: number): number {
  return (hash ^ (hash >>> 15)) & (tableSize - 1);
}

export function emptyScan(): Scan {
  return {
    gates: 0,
    capitals: 0,
    smalls: 0,
    digits: 0,
    numbers: 0,
    words: 0,
    longWords: 0,
    longCapitalised: 0,
    quotes: 0,
    verbs: 0,
  };
}

const lowerD = 0x64;
const lowerE = 0x65;
const lowerO = 0x6f;
const lowerS = 0x73;
const lowerT = 0x74;

/** Reads the letters, words and signs of a line between two offsets. */
export function scanLine(text: string, start: number, end: number, scan: Scan): void {
  let gates = always;
  let [capitals, smalls, digits, numbers, words, longWords, longCapitalised, quotes, verbs] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0,
  ];
  let inNumber = false;
  let afterTo = false;
  let before = 0;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    const kind = characterKind(code);
    const from = at++;
    if (kind === CharacterKind.lower || kind === CharacterKind.upper) {
      let hash = mix(seed, code);
      let last = code;
      let secondLast = 0;
      let wordCapitals = kind === CharacterKind.upper ? 1 : 0;
      while (at < end) {
        const next = text.charCodeAt(at);
        const letter = characterKind(next);
        if (letter === CharacterKind.upper) wordCapitals++;
        else if (letter !== CharacterKind.lower) break;
        if (at - from < stemLength) hash = mix(hash, next);
        secondLast = last;
        last = next;
        at++;
      }
      const length = at - from;
      words++;
      capitals += wordCapitals;
      smalls += length - wordCapitals;
      gates |= gatesOfStem[slot(hash)]!;
      if (words > 1 && before === 0x20) {
        const final = last | 32;
        if (afterTo && length >= 2) verbs |= 2;
        if (length >= 4 && last === lowerD && secondLast === lowerE) verbs |= 4;
        if (length >= 4 && final === lowerS && endsLikeVerb(secondLast | 32) && text.charCodeAt(at) === 0x20)
          verbs |= 1;
        afterTo = length === 2 && last === lowerO && secondLast === lowerT;
      } else afterTo = false;
      if (length >= 4) {
        longWords++;
        if (kind === CharacterKind.upper) longCapitalised++;
      }
      inNumber = false;
      before = 0;
      continue;
    }
    if (kind === CharacterKind.digit) {
      digits++;
      if (!inNumber) numbers++;
      inNumber = true;
    } else {
      if (code === 0x201c || code === 0x22 || code === 0x2018) quotes++;
      if (code !== 0x2e && code !== 0x2c) inNumber = false;
      gates |= gatesOfSign[code]!;
      if (code === 0x20 && before !== 0) {
        if (before === 0x20) gates |= Gate.wide;
        else if (before === 0x2e || before === 0x21 || before === 0x3f) gates |= Gate.stopInside;
      }
    }
    if (code !== 0x201d && code !== 0x22 && code !== 0x2019 && code !== 0x29) before = code;
  }
  scan.gates = digits > 0 ? gates | gatesOfSign[0x30]! : gates;
  scan.capitals = capitals;
  scan.smalls = smalls;
  scan.digits = digits;
  scan.numbers = numbers;
  scan.words = words;
  scan.longWords = longWords;
  scan.longCapitalised = longCapitalised;
  scan.quotes = quotes;
  scan.verbs = verbs;
}

/** Not in -ss, -us, -is. */
function endsLikeVerb(letter: number): boolean {
  return letter !== lowerS && letter !== 0x75 && letter !== 0x69;
}
