import { CharacterKind, characterKind, isLetter } from './characters';
import type { Units } from './lines';
import { captionPatterns, datelinePattern, residuePatterns, titlePrefixPattern } from './residue';
import { emptyWindow, moveWindow, readWords, type Words } from './words';

/** What is looked at in each unit of a text: names of the features that hold, and for each unit which do. */
export interface Features {
  /** Indexes into `featureNames`, unit after unit. */
  readonly active: Uint16Array;
  /** Where each unit's features start in `active`; one more entry than units. */
  readonly firstOfUnit: Uint32Array;
  /** One of `Look` for each unit: what it can't be by its looks and place. */
  readonly looks: Uint8Array;
}

/** What the looks and the place of a unit settle without weighing. */
export const Look = {
  open: 0,
  /** A line like a head, alone above a paragraph: no paragraph itself. */
  headsStory: 1,
  /** A long sentence or more: no title. */
  tellsStory: 2,
} as const;

const names: string[] = [];

function define(...group: string[]): number {
  names.push(...group);
  return names.length - group.length;
}

const lengthBounds = [8, 14, 22, 32, 44, 58, 74, 92, 112, 140, 200, 320];
const shareBounds = [0.001, 0.15, 0.3, 0.5, 0.75];
const distanceBounds = [1, 150, 400, 800, 1500, 3000];

const bias = define('bias');
const length = define(...buckets('length', lengthBounds));
const ending = define(
  ...[
    'word',
    'period',
    'question',
    'exclamation',
    'ellipsis',
    'colon',
    'comma',
    'quote',
    'bracket',
    'other',
  ].map((end) => `ends in ${end}`),
);
const opening = define(
  ...['capital', 'small', 'digit', 'quote', 'bullet', 'bracket', 'other'].map(
    (start) => `opens with ${start}`,
  ),
);
const caseOf = define(
  'all capitals',
  'most words capitalised',
  'half of words capitalised',
  'sentence case',
  'no capital',
);
const innerStop = define('sentence end inside');
const oneWord = define('one word', 'two words', 'three words');
const speaker = define('question or answer mark');
const numbered = define('numbered');
const cells = define('gaps like a table');
const figures = define('many digits');
const someDigits = define('some digits');
const namedOnly = define('names only');
const quoteInside = define('quotation inside');
const verbish = define('colon inside');
const residue = define(...residuePatterns.map(([name]) => `residue: ${name}`), 'residue: none');
const caption = define(...captionPatterns.map(([name]) => `caption: ${name}`), 'caption: none');
const dateline = define('dateline');
const blanksBefore = define('first line', 'no blank before', 'one blank before', 'more blanks before');
const blanksAfter = define('last line', 'no blank after', 'one blank after', 'more blanks after');
const gapBefore = define(
  'wider gap before than around',
  'wider gap before than mostly around',
  'no story around',
);
const previous = define(
  ...['none', 'brief', 'short', 'short sentence', 'sentence', 'long', 'residue', 'caption'].map(
    (shape) => `previous is ${shape}`,
  ),
);
const next = define(
  ...['none', 'brief', 'short', 'short sentence', 'sentence', 'long', 'residue', 'caption'].map(
    (shape) => `next is ${shape}`,
  ),
);
const afterNext = define(
  ...['none', 'brief', 'short', 'short sentence', 'sentence', 'long', 'residue', 'caption'].map(
    (shape) => `after next is ${shape}`,
  ),
);
const previousSmall = define('previous is small type', 'next is small type');
const nextByline = define('next is byline', 'previous is byline');
const nextDateline = define('next has dateline');
const previousEnds = define('previous ends story');
const questions = define('questions around');
const saidBefore = define('same line before');
const ownAfter = define('own words: none', ...buckets('own words after', shareBounds));
const ownBefore = define(...buckets('own words before', shareBounds));
const ownBalance = define('own words rather after', 'own words rather before', 'own words balanced');
const namesCarried = define('names after: none', ...buckets('names after known before', shareBounds));
const wordsCarried = define('words after: none', ...buckets('words after known before', shareBounds));
const sinceShort = define(...buckets('letters since a short line', distanceBounds));
const untilShort = define(...buckets('letters until a short line', distanceBounds));
const rows = define('alone', 'two rows', 'three rows', 'many rows');
const rowPlace = define('first row', 'middle row', 'last row');
const rowFigures = define('rows without figures', 'rows with some figures', 'rows with figures');
const nextFigures = define(
  'next has figures',
  'next has some digits',
  'previous has figures',
  'previous has some digits',
);
const blockPlace = define(
  'block: alone',
  'block: above short lines',
  'block: above story',
  'block: inside',
  'block: at the end',
);
const headBelow = define('next could be a head', 'next two could be heads', 'previous could be a head');
const question = define('question by itself', 'question among questions');
const symbolFirst = define('opens with a sign');
const prefixed = define('prefix of a title');
const verbs = define('word in -s inside', 'infinitive inside', 'past form inside', 'no verb form');
const nextOpens = define(
  ...['indefinite article', 'the', 'back reference', 'conjunction', 'other word', 'no word'].map(
    (word) => `next opens with ${word}`,
  ),
);
const nextWeekday = define('next names a weekday', 'next says who said');
const namesKept = define('names before: none', ...buckets('names before known after', shareBounds));
const setting = define(
  ...['brief', 'medium', 'long'].flatMap((size) =>
    ['no', 'small', 'short', 'story'].flatMap((before) =>
      ['no', 'small', 'short', 'story'].map((after) => `plain ${size}, ${before} before, ${after} after`),
    ),
  ),
);
const fresh = define(
  ...['brief', 'medium', 'long'].flatMap((size) =>
    ['fresh', 'mixed', 'carried'].map((topic) => `${size} and ${topic}`),
  ),
);

/**
 * Every feature there is, in a fixed order. Lines that could head something (short, without a stop, without
 * marks of residue) have features of their own, since the same neighbours say something else of them.
 */
export const featureNames: readonly string[] = [...names, ...names.map((name) => `head-like: ${name}`)];

/** Longest unit that can be anything but a paragraph for its shape alone. */
const longestShort = 140;
/** Longest title, and longest one that ends in a full stop. */
const longestTitle = 240;
const longestTitleSentence = 100;
/** Longest unit that is searched for signs of residue, and how much of it. */
const longestResidue = 200;
const residueWindow = 180;
const datelineWindow = 120;

/** Looks at each unit of a text. Linear in the text's length. */
export function readFeatures(text: string, units: Units): Features {
  const shapes = readShapes(text, units);
  const words = readWords(text, units);
  const gaps = storyGaps(shapes, units);
  const before = emptyWindow();
  const after = emptyWindow();
  const earlier = new Set<string>();
  const sinces = distances(shapes, units.count, false);
  const runs = readRuns(shapes, units);
  const untils = distances(shapes, units.count, true);
  let active = new Uint16Array(Math.max(1024, units.count * 8));
  const firstOfUnit = new Uint32Array(units.count + 1);
  const looks = new Uint8Array(units.count);
  let count = 0;
  let base = 0;
  const add = (feature: number): void => {
    active[count++] = base + feature;
  };

  for (let unit = 0; unit < units.count; unit++) {
    firstOfUnit[unit] = count;
    if (count + 128 > active.length) {
      const larger = new Uint16Array(active.length * 2);
      larger.set(active);
      active = larger;
    }
    const size = shapes.lengths[unit]!;
    base = isHeadLike(shapes, unit) ? names.length : 0;
    if (size > longestTitle || (size > longestTitleSentence && shapes.endings[unit] === 1))
      looks[unit] = Look.tellsStory;
    add(bias);
    add(length + bucket(size, lengthBounds));
    add(ending + shapes.endings[unit]!);
    add(opening + shapes.openings[unit]!);
    const flags = shapes.flags[unit]!;
    if (flags & Flag.residueAny) {
      for (let pattern = 0; pattern < residuePatterns.length; pattern++) {
        if (shapes.residues[unit]! & (1 << pattern)) add(residue + pattern);
      }
    } else add(residue + residuePatterns.length);
    if (flags & Flag.dateline) add(dateline);
    if (flags & Flag.innerStop) add(innerStop);
    add(previous + shapeOf(shapes, unit - 1, units.count));
    add(next + shapeOf(shapes, unit + 1, units.count));
    const firstLine = units.firstLine[unit]!;
    const gap = units.lines.blanksBefore[firstLine]!;
    add(blanksBefore + (unit === 0 ? 0 : 1 + Math.min(gap, 2)));
    const lastOfText = unit === units.count - 1;
    const gapAfter = lastOfText ? 0 : units.lines.blanksBefore[units.firstLine[unit + 1]!]!;
    add(blanksAfter + (lastOfText ? 0 : 1 + Math.min(gapAfter, 2)));
    if (unit > 0) {
      const around = gaps.around(unit, gap);
      if (around >= 0 && around <= 0.5) add(gapBefore + (around === 0 ? 0 : 1));
      if (around < 0) add(gapBefore + 2);
    }
    if (size > longestResidue || isPlainSentence(shapes, unit)) continue;

    const open = unit === 0 || gap > 0;
    const closed = lastOfText || gapAfter > 0;
    const belowIsStory = !lastOfText && shapes.lengths[unit + 1]! > 110;
    add(blockPlace + (open ? (closed ? 0 : belowIsStory ? 2 : 1) : closed ? 4 : 3));
    if (base > 0 && open && closed && headsStoryBelow(shapes, unit, units.count))
      looks[unit] = Look.headsStory;
    const headNext = !lastOfText && isHeadLike(shapes, unit + 1);
    if (headNext) add(headBelow);
    if (headNext && unit + 2 < units.count && isHeadLike(shapes, unit + 2)) add(headBelow + 1);
    if (unit > 0 && isHeadLike(shapes, unit - 1)) add(headBelow + 2);
    const rowCount = runs.lengths[unit]!;
    add(rows + Math.min(rowCount, 4) - 1);
    if (rowCount > 1) {
      add(rowPlace + (runs.places[unit] === 0 ? 0 : runs.places[unit] === rowCount - 1 ? 2 : 1));
      const share = runs.figures[unit]! / rowCount;
      add(rowFigures + (share === 0 ? 0 : share < 0.5 ? 1 : 2));
    }
    const flagsAfter = lastOfText ? 0 : shapes.flags[unit + 1]!;
    const flagsBefore = unit === 0 ? 0 : shapes.flags[unit - 1]!;
    if (flagsAfter & (Flag.figures | Flag.cells)) add(nextFigures);
    else if (flagsAfter & Flag.someDigits) add(nextFigures + 1);
    if (flagsBefore & (Flag.figures | Flag.cells)) add(nextFigures + 2);
    else if (flagsBefore & Flag.someDigits) add(nextFigures + 3);
    if (flags & Flag.numbered || shapes.openings[unit] === 6) add(symbolFirst);
    add(afterNext + shapeOf(shapes, unit + 2, units.count));
    add(caseOf + shapes.cases[unit]!);
    const wordCount = shapes.wordCounts[unit]!;
    if (wordCount <= 3) add(oneWord + Math.max(0, wordCount - 1));
    if (flags & Flag.speaker) add(speaker);
    if (flags & Flag.numbered) add(numbered);
    if (flags & Flag.cells) add(cells);
    if (flags & Flag.figures) add(figures);
    if (flags & Flag.someDigits) add(someDigits);
    if (flags & Flag.quoteInside) add(quoteInside);
    if (flags & Flag.colonInside) add(verbish);
    let captioned = false;
    for (let pattern = 0; pattern < captionPatterns.length; pattern++) {
      if ((shapes.captions[unit]! & (1 << pattern)) === 0) continue;
      add(caption + pattern);
      captioned = true;
    }
    if (!captioned) add(caption + captionPatterns.length);
    if (unit > 0 && shapes.residues[unit - 1]! !== 0) add(previousSmall);
    if (!lastOfText && shapes.residues[unit + 1]! !== 0) add(previousSmall + 1);
    if (!lastOfText && shapes.residues[unit + 1]! & bylineMask) add(nextByline);
    if (unit > 0 && shapes.residues[unit - 1]! & bylineMask) add(nextByline + 1);
    if (!lastOfText && shapes.flags[unit + 1]! & Flag.dateline) add(nextDateline);
    if (unit > 0 && shapes.residues[unit - 1]! & endingMask) add(previousEnds);
    const amongQuestions = questionsAround(shapes, unit, units.count);
    if (amongQuestions) add(questions);
    if (shapes.endings[unit] === 2) add(question + (amongQuestions ? 1 : 0));
    if (size >= 16) {
      const line = text.slice(units.lines.inkStarts[firstLine]!, units.lines.inkEnds[firstLine]!);
      if (earlier.has(line)) add(saidBefore);
      else earlier.add(line);
    }

    const from = words.firstOfUnit[unit]!;
    const to = words.firstOfUnit[unit + 1]!;
    moveWindow(before, words, Math.max(0, from - 160), from);
    moveWindow(after, words, to, Math.min(words.count, to + 110));
    const known = knownShare(words, from, Math.min(to, from + 24), after.counts, false);
    add(known < 0 ? ownAfter : ownAfter + 1 + bucket(known, shareBounds));
    if (from === to) add(namedOnly);
    const past = knownShare(words, from, Math.min(to, from + 24), before.counts, false);
    if (past >= 0) {
      add(ownBefore + bucket(past, shareBounds));
      add(ownBalance + (known > past + 0.1 ? 0 : past > known + 0.1 ? 1 : 2));
    }
    const carriedNames = knownShare(words, to, Math.min(words.count, to + 60), before.counts, true);
    add(carriedNames < 0 ? namesCarried : namesCarried + 1 + bucket(carriedNames, shareBounds));
    const carriedWords = knownShare(words, to, Math.min(words.count, to + 60), before.counts, false);
    add(carriedWords < 0 ? wordsCarried : wordsCarried + 1 + bucket(carriedWords, shareBounds));
    add(sinceShort + bucket(sinces[unit]!, distanceBounds));
    add(untilShort + bucket(untils[unit]!, distanceBounds));
    const topic = carriedNames < 0 ? 1 : carriedNames < 0.1 ? 0 : carriedNames < 0.35 ? 1 : 2;
    const keptNames = knownShare(words, Math.max(0, from - 50), from, after.counts, true);
    add(keptNames < 0 ? namesKept : namesKept + 1 + bucket(keptNames, shareBounds));
    if (!lastOfText) {
      const neighbour = text
        .slice(
          units.lines.inkStarts[units.firstLine[unit + 1]!]!,
          units.lines.inkEnds[units.firstLine[unit + 2]! - 1]!,
        )
        .slice(0, 400);
      add(nextOpens + openingWordOf(neighbour));
      if (/\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i.test(neighbour)) add(nextWeekday);
      if (/\bsa(?:id|ys)\b/.test(neighbour)) add(nextWeekday + 1);
    }
    if (flags & Flag.prefixed) add(prefixed);
    const verbForms = (flags >> verbShift) & 7;
    for (let form = 0; form < 3; form++) if (verbForms & (1 << form)) add(verbs + form);
    if (verbForms === 0) add(verbs + 3);
    if (shapes.residues[unit] === 0 && !captioned) {
      const neighbours =
        settingOf(shapes, unit - 1, units.count) * 4 + settingOf(shapes, unit + 1, units.count);
      add(setting + (size < 22 ? 0 : size < 44 ? 1 : 2) * 16 + neighbours);
    }
    add(fresh + (size < 22 ? 0 : size < 44 ? 1 : 2) * 3 + topic);
  }
  firstOfUnit[units.count] = count;
  return { active: active.subarray(0, count), firstOfUnit, looks };
}

const Flag = {
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
} as const;
/** Three more flags: forms of verbs. */
const verbShift = 11;

/** What each unit looks like by itself. */
interface Shapes {
  readonly lengths: Uint32Array;
  readonly endings: Uint8Array;
  readonly openings: Uint8Array;
  readonly cases: Uint8Array;
  readonly wordCounts: Uint8Array;
  readonly flags: Uint16Array;
  /** Bits by index of `residuePatterns`. */
  readonly residues: Uint32Array;
  /** Bits by index of `captionPatterns`. */
  readonly captions: Uint8Array;
}

const bylineMask = maskOf(residuePatterns, ['byline', 'desk', 'issue']);
const endingMask = maskOf(residuePatterns, ['credits', 'promotion', 'contact', 'legal', 'endMark', 'more']);

function readShapes(text: string, units: Units): Shapes {
  const shapes: Shapes = {
    lengths: new Uint32Array(units.count),
    endings: new Uint8Array(units.count),
    openings: new Uint8Array(units.count),
    cases: new Uint8Array(units.count),
    wordCounts: new Uint8Array(units.count),
    flags: new Uint16Array(units.count),
    residues: new Uint32Array(units.count),
    captions: new Uint8Array(units.count),
  };
  for (let unit = 0; unit < units.count; unit++) {
    const start = units.lines.inkStarts[units.firstLine[unit]!]!;
    const end = units.lines.inkEnds[units.firstLine[unit + 1]! - 1]!;
    shapes.lengths[unit] = end - start;
    shapes.endings[unit] = endingOf(text, start, end);
    shapes.openings[unit] = openingOf(text, start);
    readShape(text, start, end, shapes, unit);
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
function isPlainSentence(shapes: Shapes, unit: number): boolean {
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
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    const kind = characterKind(code);
    const from = at++;
    if (kind === CharacterKind.digit) digits++;
    else if (code === 0x201c || code === 0x22 || code === 0x2018) quotes++;
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
  if (digits * 3 > capitals + smalls) flags |= Flag.figures;
  if (quotes > 0) flags |= Flag.quoteInside;
  return flags;
}

function openingWordOf(text: string): number {
  const word = /^[“"‘'(]*(\p{L}+)/u.exec(text)?.[1]?.toLowerCase();
  if (!word) return 5;
  if (word === 'a' || word === 'an') return 0;
  if (word === 'the') return 1;
  if (
    /^(?:he|she|they|it|his|her|their|its|that|this|these|those|we|you|there|such|both|all|some|none|most|other)$/.test(
      word,
    )
  )
    return 2;
  if (
    /^(?:but|and|or|so|then|yet|still|also|nor|meanwhile|instead|even|not|if|when|while|as|for)$/.test(word)
  )
    return 3;
  return 4;
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
function settingOf(shapes: Shapes, unit: number, count: number): number {
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

/** Whether a line by its own looks could head an article or a section. */
function isHeadLike(shapes: Shapes, unit: number): boolean {
  const flags = shapes.flags[unit]!;
  if (shapes.lengths[unit]! > longestShort || shapes.residues[unit] !== 0 || shapes.captions[unit] !== 0)
    return false;
  if (flags & (Flag.cells | Flag.figures | Flag.numbered | Flag.speaker | Flag.innerStop)) return false;
  const opening = shapes.openings[unit]!;
  if (opening === 1 || opening === 4 || opening === 5) return false;
  const ending = shapes.endings[unit]!;
  return ending !== 1 && ending !== 6;
}

/** Whether a paragraph comes next, perhaps behind one or two lines of residue or a caption. */
function headsStoryBelow(shapes: Shapes, unit: number, count: number): boolean {
  for (let below = unit + 1; below <= unit + 3 && below < count; below++) {
    if (isStory(shapes, below, count)) return true;
    if (shapes.residues[below] === 0 && shapes.captions[below] === 0) return false;
  }
  return false;
}

/** Whether a unit reads as a paragraph by its looks. */
function isStory(shapes: Shapes, unit: number, count: number): boolean {
  if (unit >= count) return false;
  return shapes.lengths[unit]! > longestShort || (shapes.lengths[unit]! > 60 && shapes.endings[unit] === 1);
}

/** One of eight coarse shapes of a neighbouring unit. */
function shapeOf(shapes: Shapes, unit: number, count: number): number {
  if (unit < 0 || unit >= count) return 0;
  const size = shapes.lengths[unit]!;
  const stops = shapes.endings[unit] === 1;
  if (size > longestShort) return 5;
  if (shapes.captions[unit] !== 0 && !stops) return 7;
  if (shapes.residues[unit] !== 0) return 6;
  if (stops) return size < 60 ? 3 : 4;
  return size < 22 ? 1 : 2;
}

/** Runs of short lines without blank lines between them: lists, tables, the lines under a title. */
interface Runs {
  readonly lengths: Uint16Array;
  readonly places: Uint16Array;
  /** How many lines of the run have digits. */
  readonly figures: Uint16Array;
}

function readRuns(shapes: Shapes, units: Units): Runs {
  const runs = {
    lengths: new Uint16Array(units.count),
    places: new Uint16Array(units.count),
    figures: new Uint16Array(units.count),
  };
  const isShort = (unit: number): boolean => shapes.lengths[unit]! <= 110;
  for (let first = 0; first < units.count;) {
    let behind = first + 1;
    let figured = shapes.flags[first]! & Flag.someDigits ? 1 : 0;
    while (isShort(first) && behind < units.count && isShort(behind) && behind - first < 0xffff) {
      if (units.lines.blanksBefore[units.firstLine[behind]!]! > 0) break;
      if (shapes.flags[behind]! & Flag.someDigits) figured++;
      behind++;
    }
    for (let unit = first; unit < behind; unit++) {
      runs.lengths[unit] = behind - first;
      runs.places[unit] = unit - first;
      runs.figures[unit] = figured;
    }
    first = behind;
  }
  return runs;
}

function questionsAround(shapes: Shapes, unit: number, count: number): boolean {
  let found = 0;
  for (let near = Math.max(0, unit - 4); near <= unit + 4 && near < count; near++) {
    if (near !== unit && shapes.endings[near] === 2 && shapes.lengths[near]! < 120) found++;
  }
  return found >= 2;
}

/** Characters of long units and sentences between each unit and the nearest short line without a stop. */
function distances(shapes: Shapes, count: number, backward: boolean): Uint32Array {
  const result = new Uint32Array(count);
  let distance = 0;
  for (let step = 0; step < count; step++) {
    const unit = backward ? count - 1 - step : step;
    result[unit] = distance;
    const short =
      shapes.lengths[unit]! <= longestShort && shapes.endings[unit] !== 1 && shapes.residues[unit] === 0;
    distance = short ? 0 : distance + shapes.lengths[unit]!;
  }
  return result;
}

/** The blank lines between paragraphs, to compare others with. */
interface StoryGaps {
  /** Share of the gaps between paragraphs near a unit that are as wide as `gap`; -1 where there are none. */
  around(unit: number, gap: number): number;
}

/** How many gaps on either side count. */
const gapsAround = 4;

function storyGaps(shapes: Shapes, units: Units): StoryGaps {
  const places: number[] = [];
  const gaps: number[] = [];
  for (let unit = 1; unit < units.count; unit++) {
    if (!isStory(shapes, unit, units.count) || !isStory(shapes, unit - 1, units.count)) continue;
    places.push(unit);
    gaps.push(units.lines.blanksBefore[units.firstLine[unit]!]!);
  }
  let next = 0;
  return {
    around(unit, gap) {
      while (next < places.length && places[next]! < unit) next++;
      const from = Math.max(0, next - gapsAround);
      const to = Math.min(places.length, next + gapsAround);
      let wide = 0;
      for (let at = from; at < to; at++) if (gaps[at]! >= gap) wide++;
      return from === to ? -1 : wide / (to - from);
    },
  };
}

/** Share of the words (or names) of a stretch that the window holds; -1 where the stretch has none. */
function knownShare(words: Words, from: number, to: number, counts: Uint16Array, onlyNames: boolean): number {
  let all = 0;
  let known = 0;
  for (let word = from; word < to; word++) {
    if (onlyNames && words.names[word] === 0) continue;
    all++;
    if (counts[words.hashes[word]!]! > 0) known++;
  }
  return all === 0 ? -1 : known / all;
}

function bucket(value: number, bounds: readonly number[]): number {
  let index = 0;
  while (index < bounds.length && value >= bounds[index]!) index++;
  return index;
}

function buckets(name: string, bounds: readonly number[]): string[] {
  return Array.from({ length: bounds.length + 1 }, (_, index) => {
    if (index === 0) return `${name} < ${bounds[0]}`;
    if (index === bounds.length) return `${name} ≥ ${bounds[index - 1]}`;
    return `${name} ${bounds[index - 1]}–${bounds[index]}`;
  });
}

function maskOf(patterns: readonly (readonly [string, RegExp])[], wanted: readonly string[]): number {
  return patterns.reduce((mask, [name], index) => (wanted.includes(name) ? mask | (1 << index) : mask), 0);
}
