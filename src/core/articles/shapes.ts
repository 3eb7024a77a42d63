import type { Steps } from '../steps';
import { CharacterKind, characterKind, isLetter } from './characters';
import type { Units } from './lines';
import {
  captionPatterns,
  closingHeadPattern,
  columnNamePattern,
  datelinePattern,
  kickerPattern,
  residuePatterns,
  titlePrefixPattern,
  type LinePattern,
} from './residue';
import { emptyScan, Gate, scanLine, type Scan } from './scan';

/** Longest unit that can be anything but a paragraph for its shape alone. */
export const longestShort = 140;
/** Longest unit that is searched for signs of residue, and how much of it. */
export const longestResidue = 200;
const residueWindow = 180;
const longestColumnName = 44;
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
  /** A short line that names a weekday. */
  weekday: 1 << 17,
  /** A short line that says who said. */
  said: 1 << 18,
  /** Holds a word with which newspapers name their standing columns. */
  columnName: 1 << 19,
  /** Starts with the name of a page in capitals: `RUGBY: `. */
  kicker: 1 << 20,
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

export function* readShapes(text: string, units: Units): Steps<Shapes> {
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
  const scan = emptyScan();
  for (let unit = 0; unit < units.count; unit++) {
    if ((unit & 0xff) === 0xff) yield;
    const start = units.lines.inkStarts[units.firstLine[unit]!]!;
    const end = units.lines.inkEnds[units.firstLine[unit + 1]! - 1]!;
    shapes.lengths[unit] = end - start;
    shapes.endings[unit] = endingOf(text, start, end);
    shapes.openings[unit] = openingOf(text, start);
    readShape(text, start, end, shapes, unit, scan);
  }
  for (let unit = 0; unit < units.count; unit++) {
    shapes.heads[unit] = couldHead(shapes, unit, standsFree(units, unit)) ? 1 : 0;
  }
  return shapes;
}

function readShape(text: string, start: number, end: number, shapes: Shapes, unit: number, scan: Scan): void {
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
  scanLine(text, start, Math.min(end, start + residueWindow), scan);
  const { gates } = scan;
  const raw = text.slice(start, Math.min(end, start + residueWindow));
  const head = /[\r\n\t]/.test(raw) ? raw.replace(/\s+/g, ' ') : raw;
  shapes.residues[unit] = matches(residuePatterns, head, gates);
  shapes.captions[unit] = matches(captionPatterns, head, gates >>> Gate.caption);
  if (shapes.residues[unit] !== 0) flags |= Flag.residueAny;
  if (gates & Gate.weekday) flags |= Flag.weekday;
  if (gates & Gate.said) flags |= Flag.said;
  const couldHaveDateline = (gates & Gate.dash) !== 0 && end - start > 40;
  if (couldHaveDateline && datelinePattern.test(head.slice(0, datelineWindow))) flags |= Flag.dateline;
  if (isPlainSentence(shapes, unit)) {
    shapes.flags[unit] = flags;
    return;
  }
  flags |= countedFlags(scan, shapes, unit);
  if (end - start < 60 && closingHeadPattern.test(head)) flags |= Flag.closingHead;
  if (gates & Gate.column && end - start <= longestColumnName && columnNamePattern.test(head))
    flags |= Flag.columnName;
  if (scan.capitals >= 3 && scan.smalls > 3 && kickerPattern.test(head)) flags |= Flag.kicker;
  if (gates & Gate.prefix && titlePrefixPattern.test(head)) flags |= Flag.prefixed;
  else if (speakerPattern.test(head)) flags |= Flag.speaker;
  if (/^\(?\d{1,3}[.)] /.test(head)) flags |= Flag.numbered;
  if (gates & Gate.wide && /\t|\S {2,}\S.* {2,}\S/.test(raw)) flags |= Flag.cells;
  if (gates & Gate.colon && /^[^:]{3,40}: /.test(head)) flags |= Flag.colonInside;
  if (gates & Gate.stopInside && innerStopPattern.test(head)) flags |= Flag.innerStop;
  shapes.flags[unit] = flags;
}

/** Questions and exclamations stand in titles; full stops hardly do, but for those of abbreviations. */
const innerStopPattern =
  /(?<!\b(?:St|Mrs?|Ms|Dr|No|vs?|Jr|Gen|Gov|Sen|Col|Lt|Prof|Rev|Mt))(?<=[\p{Ll}\d)])\.[”"’)]? +[“"‘(]?[\p{Lu}\d]/u;

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

/** Which of the patterns hold, of those whose gate is open. */
function matches(patterns: readonly LinePattern[], head: string, gates: number): number {
  let found = 0;
  for (let pattern = 0; pattern < patterns.length; pattern++) {
    const bit = 1 << pattern;
    if (gates & bit && patterns[pattern]![1].test(head)) found |= bit;
  }
  return found;
}

function hasDash(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2d || code === 0x2013 || code === 0x2014) return true;
  }
  return false;
}

/** The flags that follow from what the scan counted. */
function countedFlags(scan: Scan, shapes: Shapes, unit: number): number {
  const { capitals, smalls, digits, numbers, words, longWords, longCapitalised, quotes } = scan;
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
  let flags = scan.verbs << verbShift;
  if (digits > 0) flags |= Flag.someDigits;
  if (numbers >= 3) flags |= Flag.numbers;
  if (capitals + smalls + digits === 0) flags |= Flag.rule;
  if (digits * 3 > capitals + smalls) flags |= Flag.figures;
  if (quotes > 0) flags |= Flag.quoteInside;
  return flags;
}

/** Of a neighbour: 0 none, 1 caption or residue, 2 short line, 3 sentence or paragraph. */
export function settingOf(shapes: Shapes, unit: number, count: number): number {
  const shape = shapeOf(shapes, unit, count);
  if (shape === 0) return 0;
  if (shape >= 6) return 1;
  return shape <= 2 ? 2 : 3;
}

function endingOf(text: string, start: number, end: number): number {
  const at = end - 1;
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
  if (kind === CharacterKind.digit || last === '%') return 10;
  return isLetter(kind) ? 0 : 9;
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
