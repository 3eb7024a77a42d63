import type { Units } from './lines';
import { Flag, headsStoryBelow, isStory, longestShort, type Shapes } from './shapes';

/** Runs of short lines without blank lines between them: lists, tables, the lines under a title. */
export interface Runs {
  readonly lengths: Uint16Array;
  readonly places: Uint16Array;
  /** How many lines of the run have digits. */
  readonly figures: Uint16Array;
}

export function readRuns(shapes: Shapes, units: Units): Runs {
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

/** How many units from each one on follow each other without a blank line. */
export function tightBlocks({ lines, firstLine, count }: Units): Uint32Array {
  const result = new Uint32Array(count + 1);
  for (let unit = count - 1; unit >= 0; unit--) {
    const goesOn = unit + 1 < count && lines.blanksBefore[firstLine[unit + 1]!]! === 0;
    result[unit] = goesOn ? result[unit + 1]! + 1 : 1;
  }
  return result;
}

export function questionsAround(shapes: Shapes, unit: number, count: number): boolean {
  let found = 0;
  for (let near = Math.max(0, unit - 4); near <= unit + 4 && near < count; near++) {
    if (near !== unit && shapes.endings[near] === 2 && shapes.lengths[near]! < 120) found++;
  }
  return found >= 2;
}

/** Characters of long units and sentences between each unit and the nearest short line without a stop. */
export function distances(shapes: Shapes, count: number, backward: boolean): Uint32Array {
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
export interface StoryGaps {
  /** Share of the gaps between paragraphs near a unit that are as wide as `gap`; -1 where there are none. */
  around(unit: number, gap: number): number;
}

/** How many gaps on either side count. */
const gapsAround = 4;

export function storyGaps(shapes: Shapes, units: Units): StoryGaps {
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

/** What the lines of a text that head a story have in common. */
export interface Habits {
  /** How many such lines there are. */
  readonly heads: number;
  /** Of these, how many are written with each case. */
  readonly cases: Uint32Array;
  /** Of these, how many have no, one or more blank lines after them. */
  readonly gapsAfter: Uint32Array;
  /** Of these, how many have no, one, two or more blank lines before them. */
  readonly gapsBefore: Uint32Array;
}

/** Shortest line that counts as one that shows a text's habits: shorter ones are mostly section heads. */
const shortestTelling = 24;

export function readHabits(shapes: Shapes, units: Units): Habits {
  const habits = {
    heads: 0,
    cases: new Uint32Array(5),
    gapsAfter: new Uint32Array(3),
    gapsBefore: new Uint32Array(4),
  };
  const { lines, firstLine } = units;
  for (let unit = 0; unit < units.count - 1; unit++) {
    if (shapes.heads[unit] === 0 || shapes.lengths[unit]! < shortestTelling) continue;
    if (!headsStoryBelow(shapes, unit, units.count)) continue;
    habits.heads++;
    habits.cases[shapes.cases[unit]!]!++;
    habits.gapsAfter[Math.min(2, lines.blanksBefore[firstLine[unit + 1]!]!)]!++;
    if (unit > 0) habits.gapsBefore[Math.min(3, lines.blanksBefore[firstLine[unit]!]!)]!++;
  }
  return habits;
}
