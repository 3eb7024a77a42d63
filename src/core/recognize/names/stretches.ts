import { kindBit } from './lexicon';
import { isAbbreviated, type Reading } from './reading';
import { Form, isCapitalised, type Word } from './words';

/**
 * A run of tokens in which names may lie, with every piece of it that could be one name. Everything
 * outside the stretches is no name. Indices are tokens of the article.
 */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** First token of each possible name, ascending. */
  readonly from: readonly number[];
  /** Token behind each possible name. */
  readonly to: readonly number[];
}

/** Tokens of a name at most. */
const longestName = 12;
/** Tokens of a stretch at most; longer runs are cut, which keeps odd input linear. */
const longestStretch = 40;

/** Lower-case words that stand inside names. */
const inner = new Set(
  (
    'of de du da do dos das del della dello delle di la le les las los el al y e et i und and en og och der den des dem ' +
    'von van vom zu zur zum ter ten the for on in at to with a an ap ab bin bint binte ibn abu ben bar wa na no af av à au aux ' +
    'sur sous sul nel per pour mit op het o ni ya za dan'
  ).split(' '),
);
/** Lower-case words that begin names. */
const leading = new Set('van von de der den di da del della al el bin ibn ter ten du le la dos'.split(' '));

/** Legal forms that are written in lower case. */
const legalForms = new Set(['plc', 'llc', 'ltd', 'inc', 'corp', 'oyj', 'asa']);

const suffix = kindBit('company-words');

export function findStretches(reading: Reading): Stretch[] {
  const { words, count } = reading;
  const stretches: Stretch[] = [];
  for (let i = 0; i < count;) {
    if (!canBegin(reading, i)) {
      i++;
      continue;
    }
    let start = i;
    while (start > 0 && i - start < 2 && leading.has(words[start - 1]!.text) && isNear(reading, start - 1))
      start--;
    if (stretches.length > 0) start = Math.max(start, stretches[stretches.length - 1]!.end);
    const end = extend(reading, i, start + longestStretch);
    stretches.push(pieces(reading, start, end));
    i = end;
  }
  return stretches;
}

function canBegin(reading: Reading, i: number): boolean {
  const word = reading.words[i]!;
  if (isCapitalised(word)) return true;
  if (word.form !== Form.digits || i + 1 >= reading.count) return false;
  const next = reading.words[i + 1]!;
  if (isCapitalised(next) && isNear(reading, i)) return true;
  return (
    next.text === '-' &&
    i + 2 < reading.count &&
    isCapitalised(reading.words[i + 2]!) &&
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
  const { words, count } = reading;
  if (i >= count || !isNear(reading, i - 1)) return i;
  const word = words[i]!;
  if (isCapitalised(word)) return i + 1;
  if (word.form === Form.digits) return i + 1;
  if (word.form === Form.lower) {
    if (isTight(reading, i - 1) || legalForms.has(word.text)) return i + 1;
    for (let k = i; k < i + 3 && k + 1 < count && inner.has(words[k]!.text) && isNear(reading, k); k++) {
      if (isCapitalised(words[k + 1]!)) return k + 2;
    }
    return i;
  }
  if (word.form !== Form.mark) return i;
  return stepOverMark(reading, i, word.text);
}

function stepOverMark(reading: Reading, i: number, mark: string): number {
  const { words, count } = reading;
  const next = i + 1 < count ? words[i + 1]! : undefined;
  const tightLeft = isTight(reading, i - 1);
  const tightRight = next !== undefined && next.form < Form.mark && isTight(reading, i);
  const capitalNext = next !== undefined && isCapitalised(next);
  switch (mark) {
    case "'":
    case '’':
    case '‘':
      if (!tightLeft) return i;
      if (tightRight) return i + 2;
      return capitalNext && isNear(reading, i) && /s$/i.test(words[i - 1]!.text) ? i + 1 : i;
    case '.':
      if (!tightLeft) return i;
      if (tightRight) return i + 2;
      return isAbbreviated(words[i - 1]!) ? i + 1 : i;
    case '-':
    case '‑':
    case '–':
      return tightLeft && tightRight ? i + 2 : i;
    case '&':
      return capitalNext && isNear(reading, i) ? i + 2 : i;
    case '+':
      return tightLeft ? i + 1 : i;
    case ',':
      return capitalNext && isNear(reading, i) && isSuffix(next) ? i + 2 : i;
    case '!':
      return tightLeft && next?.form === Form.lower ? i + 1 : i;
    default:
      return i;
  }
}

const suffixes = new Set([
  'Inc',
  'Ltd',
  'LLC',
  'LLP',
  'Co',
  'Corp',
  'LP',
  'Jr',
  'Sr',
  'PLC',
  'Limited',
  'Incorporated',
]);

function isSuffix(word: Word): boolean {
  return (word.kinds & suffix) !== 0 && suffixes.has(word.text);
}

function pieces(reading: Reading, start: number, end: number): Stretch {
  const from: number[] = [];
  const to: number[] = [];
  for (let a = start; a < end; a++) {
    if (!canStart(reading, a, start)) continue;
    for (let b = a + 1; b <= end && b <= a + longestName; b++) {
      if (!canEnd(reading, a, b)) continue;
      from.push(a);
      to.push(b);
    }
  }
  return { start, end, from, to };
}

function canStart(reading: Reading, i: number, start: number): boolean {
  const word = reading.words[i]!;
  if (isCapitalised(word)) return true;
  if (word.form === Form.digits)
    return i === start || !isTight(reading, i - 1) || reading.words[i - 1]!.text === '-';
  return word.form === Form.lower && leading.has(word.text);
}

function canEnd(reading: Reading, from: number, to: number): boolean {
  const { words } = reading;
  const last = words[to - 1]!;
  if (isCapitalised(last)) return true;
  if (last.form === Form.digits) return to - from > 1 || reading.text.length > 0;
  if (to - from === 1) return false;
  if (last.form === Form.lower) return isTight(reading, to - 2) || legalForms.has(last.text);
  if (last.text === '.') return isAbbreviated(words[to - 2]!) && isTight(reading, to - 2);
  return last.text === '+' || last.text === '!';
}

/** Whether token `i` and the next stand on one line with one space between them at most. */
function isNear(reading: Reading, i: number): boolean {
  return i >= 0 && i + 1 < reading.count && reading.starts[i + 1]! - reading.ends[i]! <= 1;
}

/** Whether nothing stands between token `i` and the next. */
export function isTight(reading: Reading, i: number): boolean {
  return i >= 0 && i + 1 < reading.count && reading.starts[i + 1]! === reading.ends[i]!;
}
