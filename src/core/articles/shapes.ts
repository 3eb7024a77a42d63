import { CharacterKind, characterKind, isLetter } from './characters';
import type { Units } from './lines';
import {
  captionPatterns,
  closingHeadPattern,
  datelinePattern,
  residuePatterns,
  titlePrefixPattern,
} from './residue';

/** Longest unit that can be anything but a paragraph for its shape alone. */
export const longestShort = 140;
/** Longest unit that is searched for signs of residue, and how much of it. */
export const longestResidue = 200;
const residueWindow = 180;
const datelineWindow = 120;

export const Flag = {
  innerStop: 1,
  speaker: 2,
  numbered: 4,
  cells: 8,
  figures: 16,
  someDigits: 32,
  quoteInside: 64,
  colonInside: 128,
  dateline: 256,
  residueAny: 512,
  prefixed: 1024,
  closingHead: 16384,
  /** Signs only: a rule between articles. */
  rule: 32768,
  /** Three numbers or more. */
  numbers: 65536,
} as const;
/** Three more flags: forms of verbs. */
export const verbShift = 11;

/** What each unit looks like by itself. */
export interface Shapes {
  readonly lengths: Uint32Array;
  readonly endings: Uint8Array;
  readonly openings: Uint8Array;
  readonly cases: Uint8Array;
  readonly wordCounts: Uint8Array;
  readonly flags: Uint32Array;
  /** Bits by index of `residuePatterns`. */
  readonly residues: Uint32Array;
  /** Bits by index of `captionPatterns`. */
  readonly captions: Uint8Array;
  /** 1 for units that could head an article or a section by their own looks. */
  readonly heads: Uint8Array;
}

export function readShapes(text: string, units: Units): Shapes {
  const shapes: Shapes = {
    lengths: new Uint32Array(units.count),
    endings: new Uint8Array(units.count),
    openings: new Uint8Array(units.count),
    cases: new Uint8Array(units.count),
    wordCounts: new Uint8Array(units.count),
    flags: new Uint32Array(units.count),
    residues: new Uint32Array(units.count),
    captions: new Uint8Array(units.count),
    heads: new Uint8Array(units.count),
  };
  for (let unit = 0; unit < units.count; unit++) {
    const start = units.lines.inkStarts[units.firstLine[unit]!]!;
    const end = units.lines.inkEnds[units.firstLine[unit + 1]! - 1]!;
    shapes.lengths[unit] = end - start;
    shapes.endings[unit] = endingOf(text, start, end);
    shapes.openings[unit] = openingOf(text, start);
    readShape(text, start, end, shapes, unit);
  }
  for (let unit = 0; unit < units.count; unit++) {
    shapes.heads[unit] = couldHead(shapes, unit, standsFree(units, unit)) ? 1 : 0;
  }
  return shapes;
}

function readShape(text: string, start: number, end: number, shapes: Shapes, unit: number): void {
  let flags = 0;
  if (end - start > longestResidue) {
    if (
      hasDash(text, start, start + datelineWindow) &&
      datelinePattern.test(text.slice(start, start + datelineWindow))
    ) {
      flags |= Flag.dateline;
    }
    shapes.flags[unit] = flags;
    return;
  }
  const raw = text.slice(start, Math.min(end, start + residueWindow));
  const head = /[\r\n\t]/.test(raw) ? raw.replace(/\s+/g, ' ') : raw;
  shapes.residues[unit] = matches(residuePatterns, head);
  shapes.captions[unit] = matches(captionPatterns, head);
  if (shapes.residues[unit] !== 0) flags |= Flag.residueAny;
  if (isPlainSentence(shapes, unit)) {
    if (
      end - start > 40 &&
      hasDash(text, start, start + datelineWindow) &&
      datelinePattern.test(head.slice(0, datelineWindow))
    )
      flags |= Flag.dateline;
    shapes.flags[unit] = flags;
    return;
  }
  flags |= readLetters(text, start, end, shapes, unit);
  if (end - start < 60 && closingHeadPattern.test(head)) flags |= Flag.closingHead;
  if (titlePrefixPattern.test(head)) flags |= Flag.prefixed;
  else if (speakerPattern.test(head)) flags |= Flag.speaker;
  if (/^\(?\d{1,3}[.)] /.test(head)) flags |= Flag.numbered;
  if (/\t|\S {2,}\S.* {2,}\S/.test(raw)) flags |= Flag.cells;
  if (/^[^:]{3,40}: /.test(head)) flags |= Flag.colonInside;
  if (/[\p{Ll}\d)][.!?][”"’)]? +[“"‘(]?[\p{Lu}\d]/u.test(head)) flags |= Flag.innerStop;
  if (end - start > 40 && datelinePattern.test(head.slice(0, datelineWindow))) flags |= Flag.dateline;
  flags |= verbForms(head) << verbShift;
  shapes.flags[unit] = flags;
}

/** Whether a unit reads as a sentence of the story, so that only marks of residue can say otherwise. */
export function isPlainSentence(shapes: Shapes, unit: number): boolean {
  return (
    shapes.endings[unit] === 1 &&
    shapes.lengths[unit]! > 60 &&
    shapes.residues[unit] === 0 &&
    shapes.captions[unit] === 0 &&
    (shapes.openings[unit] === 0 || shapes.openings[unit] === 3)
  );
}

/** `Q:`, `A.` or a name before what somebody says. */
const speakerPattern = /^(?:[QA][:.] |\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?: .*[.?!…”"’]$)/u;

function matches(patterns: readonly (readonly [string, RegExp])[], head: string): number {
  let found = 0;
  for (let pattern = 0; pattern < patterns.length; pattern++)
    if (patterns[pattern]![1].test(head)) found |= 1 << pattern;
  return found;
}

function hasDash(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2d || code === 0x2013 || code === 0x2014) return true;
  }
  return false;
}

/** Counts letters, words and their capitals; returns the flags that follow. */
function readLetters(text: string, start: number, end: number, shapes: Shapes, unit: number): number {
  let capitals = 0;
  let smalls = 0;
  let digits = 0;
  let words = 0;
  let longWords = 0;
  let longCapitalised = 0;
  let quotes = 0;
  let numbers = 0;
  let inNumber = false;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    const kind = characterKind(code);
    const from = at++;
    if (kind === CharacterKind.digit) {
      digits++;
      if (!inNumber) numbers++;
      inNumber = true;
      continue;
    }
    if (code !== 0x2e && code !== 0x2c) inNumber = false;
    if (code === 0x201c || code === 0x22 || code === 0x2018) quotes++;
    if (!isLetter(kind)) continue;
    words++;
    if (kind === CharacterKind.upper) capitals++;
    else smalls++;
    while (at < end) {
      const letter = characterKind(text.charCodeAt(at));
      if (letter === CharacterKind.upper) capitals++;
      else if (letter === CharacterKind.lower) smalls++;
      else break;
      at++;
    }
    if (at - from < 4) continue;
    longWords++;
    if (kind === CharacterKind.upper) longCapitalised++;
  }
  shapes.wordCounts[unit] = Math.min(words, 255);
  const share = longWords === 0 ? 0 : longCapitalised / longWords;
  shapes.cases[unit] =
    capitals >= 3 && smalls <= capitals * 0.12
      ? 0
      : share >= 0.8 && longWords >= 2
        ? 1
        : share >= 0.5
          ? 2
          : capitals > 0
            ? 3
            : 4;
  let flags = 0;
  if (digits > 0) flags |= Flag.someDigits;
  if (numbers >= 3) flags |= Flag.numbers;
  if (capitals + smalls + digits === 0) flags |= Flag.rule;
  if (digits * 3 > capitals + smalls) flags |= Flag.figures;
  if (quotes > 0) flags |= Flag.quoteInside;
  return flags;
}

/** Bits for what looks like a verb behind the first word: a form in -s, an infinitive, a past form. */
function verbForms(head: string): number {
  let forms = 0;
  if (/ [\p{L}]{2,}[^sui\P{L}]s(?= )/iu.test(head)) forms |= 1;
  if (/ to \p{L}{2,}/iu.test(head)) forms |= 2;
  if (/ \p{L}{2,}ed\b/iu.test(head)) forms |= 4;
  return forms;
}

/** Of a neighbour: 0 none, 1 caption or residue, 2 short line, 3 sentence or paragraph. */
export function settingOf(shapes: Shapes, unit: number, count: number): number {
  const shape = shapeOf(shapes, unit, count);
  if (shape === 0) return 0;
  if (shape >= 6) return 1;
  return shape <= 2 ? 2 : 3;
}

function endingOf(text: string, start: number, end: number): number {
  let at = end - 1;
  const last = text[at]!;
  if ('”"’\'»'.includes(last)) {
    return at > start && '.!?,…'.includes(text[at - 1]!) ? 1 : 7;
  }
  if (last === '.') return text[at - 1] === '.' && text[at - 2] === '.' ? 4 : 1;
  if (last === '。') return 1;
  if (last === '?') return 2;
  if (last === '!') return 3;
  if (last === '…') return 4;
  if (last === ':') return 5;
  if (last === ',' || last === ';') return 6;
  if (last === ')' || last === ']') return 8;
  const kind = characterKind(text.charCodeAt(at));
  return isLetter(kind) || kind === CharacterKind.digit || last === '%' ? 0 : 9;
}

function openingOf(text: string, start: number): number {
  const first = text[start]!;
  const kind = characterKind(text.charCodeAt(start));
  if (kind === CharacterKind.upper) return 0;
  if (kind === CharacterKind.lower) return 1;
  if (kind === CharacterKind.digit) return 2;
  if ('“"‘\'«„'.includes(first)) return 3;
  if ('-–—*•·▪'.includes(first)) return 4;
  if ('([{<'.includes(first)) return 5;
  return 6;
}

function standsFree(units: Units, unit: number): boolean {
  const { lines, firstLine } = units;
  const open = unit === 0 || lines.blanksBefore[firstLine[unit]!]! > 0;
  return open && (unit === units.count - 1 || lines.blanksBefore[firstLine[unit + 1]!]! > 0);
}

/** Numbered lines and lines in small letters are heads only with blank lines around them. */
function couldHead(shapes: Shapes, unit: number, free: boolean): boolean {
  const flags = shapes.flags[unit]!;
  if (shapes.lengths[unit]! > longestShort || shapes.residues[unit] !== 0 || shapes.captions[unit] !== 0)
    return false;
  if (flags & (Flag.cells | Flag.figures | Flag.speaker | Flag.innerStop | Flag.rule)) return false;
  const opening = shapes.openings[unit]!;
  if (opening === 4 || opening === 5) return false;
  if (!free && (flags & Flag.numbered || opening === 1)) return false;
  const ending = shapes.endings[unit]!;
  return ending !== 1 && ending !== 6;
}

export function isHeadLike(shapes: Shapes, unit: number): boolean {
  return shapes.heads[unit] === 1;
}

/** Whether a paragraph comes next, perhaps behind one or two lines of residue or a caption. */
export function headsStoryBelow(shapes: Shapes, unit: number, count: number): boolean {
  for (let below = unit + 1; below <= unit + 3 && below < count; below++) {
    if (isStory(shapes, below, count)) return true;
    if (shapes.residues[below] === 0 && shapes.captions[below] === 0) return false;
  }
  return false;
}

/** Whether a unit reads as a paragraph by its looks. */
export function isStory(shapes: Shapes, unit: number, count: number): boolean {
  if (unit >= count) return false;
  return shapes.lengths[unit]! > longestShort || (shapes.lengths[unit]! > 60 && shapes.endings[unit] === 1);
}

/** One of eight coarse shapes of a neighbouring unit. */
export function shapeOf(shapes: Shapes, unit: number, count: number): number {
  if (unit < 0 || unit >= count) return 0;
  const size = shapes.lengths[unit]!;
  const stops = shapes.endings[unit] === 1;
  if (size > longestShort) return 5;
  if (shapes.captions[unit] !== 0 && !stops) return 7;
  if (shapes.residues[unit] !== 0) return 6;
  if (stops) return size < 60 ? 3 : 4;
  return size < 22 ? 1 : 2;
}
