import type { Steps } from '../steps';
import { distances, questionsAround, readHabits, readRuns, storyGaps, tightBlocks } from './around';
import { characterKind, isLetter } from './characters';
import type { Units } from './lines';
import { captionPatterns, residuePatterns, type LinePattern } from './residue';
import {
  Flag,
  headsStoryBelow,
  isHeadLike,
  isPlainSentence,
  longestResidue,
  readShapes,
  settingOf,
  shapeOf,
  verbShift,
} from './shapes';
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
  /** A long sentence or more, a row of a table, the head over what a release says of its sender: no title. */
  tellsStory: 2,
  /** Alone above a paragraph, with the prefix of a title: nothing else. */
  namesStory: 3,
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
    'number',
  ].map((end) => `ends in ${end}`),
);
const openings = ['capital', 'small', 'digit', 'quote', 'bullet', 'bracket', 'other sign'];
const opening = define(...openings.map((start) => `opens with ${start}`));
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
const neighbourShapes = [
  'none',
  'brief',
  'short',
  'short sentence',
  'sentence',
  'long',
  'residue',
  'caption',
];
const previous = define(...neighbourShapes.map((shape) => `previous is ${shape}`));
const next = define(...neighbourShapes.map((shape) => `next is ${shape}`));
const afterNext = define(...neighbourShapes.map((shape) => `after next is ${shape}`));
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
const columnName = define(
  ...['alone', 'above short lines', 'above story', 'inside', 'at the end'].map(
    (place) => `name of a column, ${place}`,
  ),
);
const verbs = define('word in -s inside', 'infinitive inside', 'past form inside', 'no verb form');
const nextOpens = define(
  ...['indefinite article', 'the', 'back reference', 'conjunction', 'other word', 'no word'].map(
    (word) => `next opens with ${word}`,
  ),
);
const neighbourOpens = define(
  ...['next', 'previous'].flatMap((neighbour) => openings.map((start) => `${neighbour} opens with ${start}`)),
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
const sizeAndCase = define(
  ...['one word', 'two words', 'three words', 'four or five words', 'more words'].flatMap((size) =>
    ['capitals', 'most', 'half', 'sentence', 'none'].map((style) => `${size}, case ${style}`),
  ),
);
const blockPlaces = ['alone', 'above short lines', 'above story', 'inside', 'at the end'];
const placeAndPrevious = define(
  ...blockPlaces.flatMap((place) => neighbourShapes.map((shape) => `${place}, after ${shape}`)),
);
const placeAndNext = define(
  ...blockPlaces.flatMap((place) => neighbourShapes.map((shape) => `${place}, before ${shape}`)),
);
const manyNumbers = define('three numbers', 'next has three numbers', 'previous has three numbers');
const ruleAround = define('previous is a rule', 'next is a rule', 'is a rule');
const kicker = define(
  ...['alone', 'above short lines', 'above story', 'inside', 'at the end'].map(
    (place) => `kicker in capitals, ${place}`,
  ),
);
const tight = define(
  ...['right below', 'below a blank'].flatMap((place) =>
    ['one to three words', 'four or five words', 'more words'].map((size) => `tight lines ${place}, ${size}`),
  ),
);
const headAfterStory = define(
  ...['one to three words', 'four or five words', 'more words'].flatMap((size) =>
    ['none', 'few', 'some', 'many'].map((share) => `${size} alone, own words after: ${share}`),
  ),
);
const habitBounds = [0.001, 0.2, 0.5, 0.8];
const habit = define(
  'few heads to compare',
  ...buckets('heads with this case', habitBounds),
  ...buckets('heads with this gap after', habitBounds),
  ...buckets('heads with this gap before', habitBounds),
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

/** Longest title, and longest one that ends in a full stop. */
const longestTitle = 240;
const longestTitleSentence = 100;
/** Looks at each unit of a text, pausing often. Linear in the text's length. */
export function* readFeatures(text: string, units: Units): Steps<Features> {
  const shapes = yield* readShapes(text, units);
  const words = yield* readWords(text, units);
  const gaps = storyGaps(shapes, units);
  const before = emptyWindow();
  const after = emptyWindow();
  const earlier = new Set<string>();
  const sinces = distances(shapes, units.count, false);
  const runs = readRuns(shapes, units);
  const habits = readHabits(shapes, units);
  const blocks = tightBlocks(units);
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
    if ((unit & 0xff) === 0xff) yield;
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
    const place = open ? (closed ? 0 : belowIsStory ? 2 : 1) : closed ? 4 : 3;
    add(blockPlace + place);
    add(placeAndPrevious + place * 8 + shapeOf(shapes, unit - 1, units.count));
    add(placeAndNext + place * 8 + shapeOf(shapes, unit + 1, units.count));
    if (base > 0 && open && closed && headsStoryBelow(shapes, unit, units.count))
      looks[unit] = Look.headsStory;
    if (
      flags & Flag.prefixed &&
      flags & Flag.colonInside &&
      open &&
      closed &&
      headsStoryBelow(shapes, unit, units.count)
    )
      looks[unit] = Look.namesStory;
    const headNext = !lastOfText && isHeadLike(shapes, unit + 1);
    if (headNext) add(headBelow);
    if (headNext && unit + 2 < units.count && isHeadLike(shapes, unit + 2)) add(headBelow + 1);
    if (unit > 0 && isHeadLike(shapes, unit - 1)) add(headBelow + 2);
    const rowCount = runs.lengths[unit]!;
    if (flags & (Flag.cells | Flag.closingHead | Flag.rule) || (flags & Flag.figures && rowCount > 1))
      looks[unit] = Look.tellsStory;
    // `Elsewhere:` opens a list; titles that end in a colon have more words or capitals.
    if (shapes.endings[unit] === 5 && shapes.wordCounts[unit]! <= 2 && shapes.cases[unit] !== 0)
      looks[unit] = Look.tellsStory;
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
    if (!lastOfText) add(neighbourOpens + shapes.openings[unit + 1]!);
    if (unit > 0) add(neighbourOpens + openings.length + shapes.openings[unit - 1]!);
    add(afterNext + shapeOf(shapes, unit + 2, units.count));
    add(caseOf + shapes.cases[unit]!);
    const wordCount = shapes.wordCounts[unit]!;
    const sizeClass = wordCount <= 3 ? Math.max(0, wordCount - 1) : wordCount <= 5 ? 3 : 4;
    add(sizeAndCase + sizeClass * 5 + shapes.cases[unit]!);
    if (base > 0) {
      if (habits.heads < 3) add(habit);
      else {
        const shareOf = (part: number): number => bucket(part / habits.heads, habitBounds);
        add(habit + 1 + shareOf(habits.cases[shapes.cases[unit]!]!));
        add(habit + 6 + shareOf(habits.gapsAfter[Math.min(2, gapAfter)]!));
        if (unit > 0) add(habit + 11 + shareOf(habits.gapsBefore[Math.min(3, gap)]!));
      }
    }
    if (flags & Flag.numbers) add(manyNumbers);
    if (flagsAfter & Flag.numbers) add(manyNumbers + 1);
    if (flagsBefore & Flag.numbers) add(manyNumbers + 2);
    if (flagsBefore & Flag.rule) add(ruleAround);
    if (flagsAfter & Flag.rule) add(ruleAround + 1);
    if (flags & Flag.rule) add(ruleAround + 2);
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
      const line = text.slice(units.lines.inkStarts[firstLine], units.lines.inkEnds[firstLine]);
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
    const behind = Math.min(words.count, to + 60);
    const carriedNames = knownShare(words, to, behind, before.counts, true);
    add(carriedNames < 0 ? namesCarried : namesCarried + 1 + bucket(carriedNames, shareBounds));
    const carriedWords = knownShare(words, to, behind, before.counts, false);
    add(carriedWords < 0 ? wordsCarried : wordsCarried + 1 + bucket(carriedWords, shareBounds));
    add(sinceShort + bucket(sinces[unit]!, distanceBounds));
    add(untilShort + bucket(untils[unit]!, distanceBounds));
    const topic = carriedNames < 0 ? 1 : carriedNames < 0.1 ? 0 : carriedNames < 0.35 ? 1 : 2;
    const keptNames = knownShare(words, Math.max(0, from - 50), from, after.counts, true);
    add(keptNames < 0 ? namesKept : namesKept + 1 + bucket(keptNames, shareBounds));
    if (!lastOfText) {
      const from = units.lines.inkStarts[units.firstLine[unit + 1]!]!;
      const to = units.lines.inkEnds[units.firstLine[unit + 2]! - 1]!;
      add(nextOpens + openingWordOf(text, from, to));
      if (to - from <= longestResidue) {
        if (flagsAfter & Flag.weekday) add(nextWeekday);
        if (flagsAfter & Flag.said) add(nextWeekday + 1);
      } else {
        const neighbour = text.slice(from, from + 400);
        if (/(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i.test(neighbour)) add(nextWeekday);
        if (/\bsa(?:id|ys)\b/.test(neighbour)) add(nextWeekday + 1);
      }
    }
    if (flags & Flag.prefixed) add(prefixed);
    if (flags & Flag.columnName) add(columnName + place);
    if (flags & Flag.kicker) add(kicker + place);
    const sizeOf = wordCount <= 3 ? 0 : wordCount <= 5 ? 1 : 2;
    // Lines set close together where paragraphs stand apart are a list, which has a title of its own.
    const rowsBelow = blocks[unit + 1]!;
    if (open && base > 0 && rowsBelow >= 3 && gaps.around(unit, 1) >= 0.5)
      add(tight + (gapAfter > 0 ? 3 : 0) + sizeOf);
    if (open && closed && base > 0)
      add(headAfterStory + sizeOf * 4 + (known <= 0 ? 0 : known < 0.25 ? 1 : known < 0.5 ? 2 : 3));
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

const bylineMask = maskOf(residuePatterns, ['byline', 'desk', 'issue']);
const endingMask = maskOf(residuePatterns, ['credits', 'promotion', 'contact', 'legal', 'endMark', 'more']);

const openingWords = new Map<string, number>([
  ...['a', 'an'].map((word) => [word, 0] as const),
  ['the', 1],
  ...'he she they it his her their its that this these those we you there such both all some none most other'
    .split(' ')
    .map((word) => [word, 2] as const),
  ...'but and or so then yet still also nor meanwhile instead even not if when while as for'
    .split(' ')
    .map((word) => [word, 3] as const),
]);

/** Longest of the opening words that are told apart. */
const longestOpening = 9;

function openingWordOf(text: string, start: number, end: number): number {
  let from = start;
  while (from < end && '“"‘\'('.includes(text[from]!)) from++;
  let to = from;
  while (to < end && to - from <= longestOpening && isLetter(characterKind(text.charCodeAt(to)))) to++;
  if (to === from) return 5;
  if (to - from > longestOpening) return 4;
  return openingWords.get(text.slice(from, to).toLowerCase()) ?? 4;
}

/** Share of the words (or names) of a stretch that the window holds; -1 where the stretch has none. */
function knownShare(
  { hashes, names }: Words,
  from: number,
  to: number,
  counts: Uint16Array,
  onlyNames: boolean,
): number {
  let all = 0;
  let known = 0;
  for (let word = from; word < to; word++) {
    if (onlyNames && names[word] === 0) continue;
    all++;
    if (counts[hashes[word]!]! > 0) known++;
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

function maskOf(patterns: readonly LinePattern[], wanted: readonly string[]): number {
  return patterns.reduce((mask, [name], index) => (wanted.includes(name) ? mask | (1 << index) : mask), 0);
}
