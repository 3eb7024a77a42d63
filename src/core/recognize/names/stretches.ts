import { isNear, isTight, type Reading } from './reading';
import { Column, Form, rowShift, Trait } from './words';

/**
 * Runs of tokens in which names may lie, with every piece of them that could be one name. Everything outside the
 * stretches is no name. Indices are tokens of the article. Columns may be longer than what they hold.
 */
export interface Stretches {
  count: number;
  /** First token of each stretch, and the token behind it. */
  starts: Int32Array;
  ends: Int32Array;
  /** First piece of each stretch; behind the last one, the number of pieces. */
  firsts: Int32Array;
  /** First token of each possible name, ascending in a stretch. */
  from: Int32Array;
  /** Token behind each possible name. */
  to: Int32Array;
}

export function noStretches(): Stretches {
  return {
    count: 0,
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    firsts: new Int32Array(64),
    from: new Int32Array(256),
    to: new Int32Array(256),
  };
}

/** The number of pieces of all stretches. */
export function pieceCount({ count, firsts }: Stretches): number {
  return firsts[count]!;
}

/** One of the stretches alone, its columns no longer than what they hold. */
export function oneStretch({ starts, ends, firsts, from, to }: Stretches, stretch: number): Stretches {
  const [first, end] = [firsts[stretch]!, firsts[stretch + 1]!];
  return {
    count: 1,
    starts: starts.slice(stretch, stretch + 1),
    ends: ends.slice(stretch, stretch + 1),
    firsts: Int32Array.of(0, end - first),
    from: from.slice(first, end),
    to: to.slice(first, end),
  };
}

/** Tokens of a name at most. */
const longestName = 12;
/** Tokens of a stretch at most; longer runs are cut, which keeps odd input linear. */
const longestStretch = 40;

/** Finds the stretches of an article, in columns that may be given to be used again. */
export function findStretches(reading: Reading, found = noStretches()): Stretches {
  const { traits, count } = reading;
  found.count = 0;
  found.firsts[0] = 0;
  let behind = 0;
  for (let i = 0; i < count;) {
    const word = traits[i]!;
    if ((word & Trait.capitalised) === 0 && !((word & Trait.form) === Form.digits && leadsName(reading, i))) {
      i++;
      continue;
    }
    let start = i;
    while (
      start > behind &&
      i - start < 2 &&
      (traits[start - 1]! & Trait.leading) !== 0 &&
      isNear(reading, start - 1)
    )
      start--;
    const end = extend(reading, i, start + longestStretch);
    addStretch(reading, start, end, found);
    i = behind = end;
  }
  return found;
}

/** Whether the digits at token `i` begin a name. */
function leadsName(reading: Reading, i: number): boolean {
  const { traits, count } = reading;
  if (i + 1 >= count) return false;
  if ((traits[i + 1]! & Trait.capitalised) !== 0 && isNear(reading, i)) return true;
  return (
    (traits[i + 1]! & Trait.hyphen) !== 0 &&
    i + 2 < count &&
    (traits[i + 2]! & Trait.capitalised) !== 0 &&
    isTight(reading, i + 1)
  );
}

/** The token behind the stretch that begins at `first`. */
function extend(reading: Reading, first: number, limit: number): number {
  let end = first + 1;
  while (end < limit) {
    const next = step(reading, end);
    if (next === end) return end;
    end = next;
  }
  return Math.min(end, Math.max(limit, first + 1));
}

/** How far the stretch goes on at token `i`; `i` itself where it ends. */
function step(reading: Reading, i: number): number {
  const { traits, count } = reading;
  if (i >= count || !isNear(reading, i - 1)) return i;
  const word = traits[i]!;
  if ((word & Trait.capitalised) !== 0) return i + 1;
  const form = word & Trait.form;
  if (form === Form.digits) return i + 1;
  if (form === Form.lower) {
    if ((word & Trait.legalForm) !== 0 || isTight(reading, i - 1)) return i + 1;
    for (
      let k = i;
      k < i + 3 && k + 1 < count && (traits[k]! & Trait.inner) !== 0 && isNear(reading, k);
      k++
    ) {
      if ((traits[k + 1]! & Trait.capitalised) !== 0) return k + 2;
    }
    return i;
  }
  if (form !== Form.mark) return i;
  return stepOverMark(reading, i, firstUnit(reading, i));
}

function firstUnit({ words, ids }: Reading, i: number): number {
  return words.rows[(ids[i]! << rowShift) + Column.first]!;
}

const Unit = {
  exclamation: 0x21,
  ampersand: 0x26,
  apostrophe: 0x27,
  plus: 0x2b,
  comma: 0x2c,
  hyphen: 0x2d,
  stop: 0x2e,
  unbrokenHyphen: 0x2011,
  dash: 0x2013,
  leftQuote: 0x2018,
  rightQuote: 0x2019,
} as const;

function stepOverMark(reading: Reading, i: number, mark: number): number {
  const { traits, count } = reading;
  const next = i + 1 < count ? traits[i + 1]! : Form.lineEnd;
  const tightLeft = isTight(reading, i - 1);
  const tightRight = (next & Trait.form) < Form.mark && isTight(reading, i);
  const capitalNext = (next & Trait.capitalised) !== 0;
  switch (mark) {
    case Unit.apostrophe:
    case Unit.rightQuote:
    case Unit.leftQuote:
      if (!tightLeft) return i;
      if (tightRight) return i + 2;
      return capitalNext && isNear(reading, i) && (traits[i - 1]! & Trait.endsInS) !== 0 ? i + 1 : i;
    case Unit.stop:
      if (!tightLeft) return i;
      if (tightRight) return i + 2;
      return (traits[i - 1]! & Trait.abbreviated) !== 0 ? i + 1 : i;
    case Unit.hyphen:
    case Unit.unbrokenHyphen:
    case Unit.dash:
      return tightLeft && tightRight ? i + 2 : i;
    case Unit.ampersand:
      return capitalNext && isNear(reading, i) ? i + 2 : i;
    case Unit.plus:
      return tightLeft ? i + 1 : i;
    case Unit.comma:
      return capitalNext && isNear(reading, i) && (next & Trait.suffix) !== 0 ? i + 2 : i;
    case Unit.exclamation:
      return tightLeft && i + 1 < count && (next & Trait.form) === Form.lower ? i + 1 : i;
    default:
      return i;
  }
}

function addStretch(reading: Reading, start: number, end: number, found: Stretches): void {
  let pieces = pieceCount(found);
  if (found.count + 2 > found.starts.length) {
    found.starts = grown(found.starts);
    found.ends = grown(found.ends);
    found.firsts = grown(found.firsts);
  }
  while (pieces + longestName * (end - start) > found.from.length) {
    found.from = grown(found.from);
    found.to = grown(found.to);
  }
  const { from, to } = found;
  for (let a = start; a < end; a++) {
    if (!canStart(reading, a, start)) continue;
    for (let b = a + 1; b <= end && b <= a + longestName; b++) {
      if (!canEnd(reading, a, b)) continue;
      from[pieces] = a;
      to[pieces++] = b;
    }
  }
  found.starts[found.count] = start;
  found.ends[found.count] = end;
  found.firsts[++found.count] = pieces;
}

function grown(column: Int32Array): Int32Array {
  const larger = new Int32Array(2 * column.length);
  larger.set(column);
  return larger;
}

function canStart(reading: Reading, i: number, start: number): boolean {
  const word = reading.traits[i]!;
  if ((word & Trait.capitalised) !== 0) return true;
  if ((word & Trait.form) === Form.digits)
    return i === start || !isTight(reading, i - 1) || (reading.traits[i - 1]! & Trait.hyphen) !== 0;
  return (word & Trait.leading) !== 0;
}

function canEnd(reading: Reading, from: number, to: number): boolean {
  const last = reading.traits[to - 1]!;
  if ((last & Trait.capitalised) !== 0) return true;
  const form = last & Trait.form;
  if (form === Form.digits) return true;
  if (to - from === 1) return false;
  if (form === Form.lower) return isTight(reading, to - 2) || (last & Trait.legalForm) !== 0;
  if ((last & Trait.stop) !== 0)
    return (reading.traits[to - 2]! & Trait.abbreviated) !== 0 && isTight(reading, to - 2);
  const unit = firstUnit(reading, to - 1);
  return unit === Unit.plus || unit === Unit.exclamation;
}
