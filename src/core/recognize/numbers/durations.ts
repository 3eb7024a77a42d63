import type { NumberLabel } from '../../model';
import type { Amount } from './amounts';
import { signedAt } from './amounts';
import {
  gluedTimeUnits,
  lengthQualifiers,
  months,
  timeUnits,
  weekdays,
  wholeWords,
  type TimeUnit,
} from './calendar';
import { match, tidy, type Match } from './match';
import { denominators, units } from './numberWords';
import { functionWords } from './functionWords';
import {
  codeAt,
  follows,
  isDash,
  isApostrophe,
  isCapitalized,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  startsSentence,
  lower,
  type Stream,
  Character,
} from './stream';
import { wordSet } from './wordLists';

/** `five years`, `12-year-old`, `two and a half hours`, `four or five weeks`, `18 months later`, `3h 12min`. */
export function durationOf(s: Stream, amount: Amount, from = amount.from): Match | undefined {
  const found = lengthAt(s, amount);
  // `in the 2024-25 year`
  if (!found || (amount.joint === '-' && amount.first.plain && amount.low > 1800)) return undefined;
  let { to } = found;
  const { unit } = found;
  let low = amount.low;
  let high = amount.high;
  let smaller: TimeUnit = unit;
  const half = high === undefined ? partBehind(s, to) : undefined;
  if (half) {
    low = tidy(low + half.value);
    to = half.to;
  } else if (high === undefined) {
    for (let rest = restBehind(s, to, smaller); rest; rest = restBehind(s, to, smaller)) {
      low = tidy(low * inUnit(smaller, rest.unit) + rest.value);
      smaller = rest.unit;
      to = rest.to;
    }
  } else if (amount.joint === 'or' && high < low) high = undefined;
  to = tailBehind(s, to);
  const value =
    high === undefined
      ? isoDuration(low, smaller)
      : `${isoDuration(low, smaller)}..${isoDuration(high, smaller)}`;
  return match(from, to, labelOf(unit), labelOf(unit) === 'TIME' ? 'time.duration' : 'duration', value);
}

/** `a year`, `an hour and a half`, `a decade ago`: one of it, unless it says how often something happens. */
export function durationOfOne(s: Stream, i: number): Match | undefined {
  let at = i + 1;
  if (!follows(s, at)) return undefined;
  if (wholeWords.has(lower(s, at))) at++;
  const unit = timeUnits.get(lower(s, at));
  if (!unit || unit.plural || !follows(s, at)) return undefined;
  const word = lower(s, at);
  let low = 1;
  let to = at + 1;
  if (word === 'quarter' && (lower(s, to) === 'century' || lower(s, to) === 'hour')) return undefined;
  const half = partBehind(s, to);
  if (half) {
    low += half.value;
    to = half.to;
  }
  if (lower(s, to) === 'or' && lower(s, to + 1) === 'two' && !half) {
    const end = tailBehind(s, to + 2);
    return match(i, end, labelOf(unit), 'duration', `${isoDuration(1, unit)}..${isoDuration(2, unit)}`);
  }
  const tail = tailBehind(s, to);
  if (isDash(s, to) && isGlued(s, to) && !isDash(s, to - 1)) return undefined;
  if (!half && tail === to && !countsOne(s, i, at, word)) return undefined;
  if (isWord(s, to) && tail === to && !half && isAdjectival(s, to, word)) return undefined;
  return match(i, tail, labelOf(unit), 'duration.article', isoDuration(low, unit));
}

/** `a second language`, `a minute detail`, `a quarter share`: the word is not a length. */
function isAdjectival(s: Stream, to: number, word: string): boolean {
  return (
    (word === 'second' || word === 'minute' || word === 'quarter') &&
    !functionWords.has(lower(s, to)) &&
    lower(s, to) !== 'long'
  );
}

/** `the year to March`, `the quarter ended June 30`: a length that ends on a date, without the article. */
export function periodEnding(s: Stream, i: number): Match | undefined {
  const unit = timeUnits.get(lower(s, i));
  if (!unit || lower(s, i - 1) !== 'the') return undefined;
  let at = i + 1;
  if (lower(s, at) === 'that') at++;
  const verb = lower(s, at);
  const ends = verb === 'ended' || verb === 'ending' || (at > i + 1 && verb === 'ends');
  if (ends) {
    if (lower(s, at + 1) === 'on' || lower(s, at + 1) === 'in') at++;
  } else if (verb !== 'to' || lower(s, i) === 'month' || lower(s, i) === 'week') return undefined;
  if (lower(s, at + 1) === 'the' || /^(?:end|late|early|mid)$/.test(lower(s, at + 1))) at++;
  const dated =
    isDigits(s, at + 1) ||
    (isCapitalized(s, at + 1) && (months.has(lower(s, at + 1)) || weekdays.has(lower(s, at + 1)))) ||
    /^(?:end|late|early)$/.test(lower(s, at));
  return dated ? match(i, i + 1, 'DATE', 'duration', isoDuration(1, unit)) : undefined;
}

const adverbs = wordSet(
  'early late sooner older younger shy short behind ahead faster slower beforehand afterwards longer shorter',
);

/** Whether "a year" at `i` is a length, not a rate (`$9 a year`, `twice a week`). */
function countsOne(s: Stream, i: number, at: number, word: string): boolean {
  const next = lower(s, at + 1);
  const adverb =
    adverbs.has(next) ||
    next === 'before' ||
    next === 'after' ||
    next === 'on' ||
    next === 'away' ||
    next === 'long' ||
    next === 'or' ||
    next === 'into' ||
    next === 'apart' ||
    next === 'too' ||
    next === 'from';
  if (isApostrophe(s, at + 1) && lower(s, at + 2) === 's') return true;
  if (word === 'quarter')
    return (before(s, i, quarterLeads) && next !== 'of') || (next === 'at' && lower(s, at + 3) === 'time');
  if (before(s, i, leads)) return true;
  // `Five cooks, one pot: a week at the harbour`
  if (isMark(s, i - 1, Character.colon) && /^(?:at|in|on|with|among|inside|aboard|on)$/.test(next))
    return true;
  if (next === 'of' && (startsSentence(s, i) || !isWord(s, i - 1)) && !isDigits(s, i - 1)) return true;
  if (!adverb) return false;
  if (next === 'on' && isDash(s, at + 2)) return false;
  // `a loss of $8 million a year before.`
  if (next === 'before' && !isWord(s, at + 2)) return true;
  if (isMeasure(s, i - 1)) return false;
  if (next === 'after' || next === 'before') return isWord(s, i - 1) || startsSentence(s, i);
  if (next === 'from' || next === 'into' || next === 'too' || next === 'on') return !isRate(s, i);
  return true;
}

/** Behind an amount's last word, "a year" is a rate. */
function isMeasure(s: Stream, i: number): boolean {
  const word = lower(s, i);
  return (
    isMark(s, i, Character.percent) ||
    isDigits(s, i) ||
    /^(?:cent|percent|cents|dollars|euros|million|billion|yen|yuan|rupees|tonnes|barrels|hours|times)$/.test(
      word,
    )
  );
}

function before(s: Stream, i: number, words: ReadonlySet<string>): boolean {
  return words.has(lower(s, i - 1)) && follows(s, i);
}

const quarterLeads = wordSet('for in within after than least nearly almost last lasted waited');

/** Words that lead a length of time. */
const leads = wordSet(
  'for in within after than least nearly almost about around roughly over under only just exactly barely some take takes took ' +
    'taken taking last lasts lasted lasting spend spends spent spending wait waits waited waiting add adds added be been is was were ' +
    'half by until and or to less more every of during through throughout past give gives gave given lose loses lost save saves saved ' +
    'serve serves served serving get gets got need needs needed buy buys bought up with before since cost costs earn even another hardly ' +
    'approximately maybe perhaps like mere whole what not as into from extended extends delayed postponed jailed closed aged',
);

/** Behind these, "once", "and", "of", "more" and the like still lead a rate when a count stands near. */
function isRate(s: Stream, i: number): boolean {
  for (let back = 1; back <= 5; back++) {
    const code = codeAt(s, i - back);
    if (code === Character.comma || code === Character.dot || code === -1 || code === 10) return false;
    if (isDigits(s, i - back)) return true;
  }
  return false;
}

/** A `TIMEX3` duration; fractions go down to the next unit where that makes them whole. */
export function isoDuration(count: number, unit: TimeUnit): string {
  const n = tidy(count * unit.size);
  const whole = Number.isInteger(n);
  switch (unit.letter) {
    case 'Y':
      return !whole && Number.isInteger(tidy(n * 12)) ? `P${tidy(n * 12)}M` : `P${n}Y`;
    case 'M':
      return `P${n}M`;
    case 'W':
      return `P${n}W`;
    case 'D':
      return `P${n}D`;
    case 'H':
      return !whole && Number.isInteger(tidy(n * 60)) ? `PT${tidy(n * 60)}M` : `PT${n}H`;
    case 'N':
      return !whole && Number.isInteger(tidy(n * 60)) ? `PT${tidy(n * 60)}S` : `PT${n}M`;
    case 'S':
      return `PT${plainDecimal(n)}S`;
  }
}

/** Without an exponent: `0.000001`. */
function plainDecimal(n: number): string {
  return Math.abs(n) < 1e-6 && n !== 0 ? n.toFixed(12).replace(/0+$/, '') : String(n);
}

export function labelOf(unit: TimeUnit): NumberLabel {
  return unit.letter === 'H' || unit.letter === 'N' || unit.letter === 'S' ? 'TIME' : 'DATE';
}

function lengthAt(s: Stream, amount: Amount): { unit: TimeUnit; to: number; hyphen: boolean } | undefined {
  let at = amount.to;
  const hyphen = isDash(s, at) && isGlued(s, at) && isGlued(s, at + 1);
  if (hyphen) at++;
  if (!isWord(s, at) || !follows(s, at)) return undefined;
  if (amount.last.form === 'fraction') {
    const of = lower(s, at) === 'of' ? at + 1 : at;
    const a = lower(s, of);
    if (a === 'a' || a === 'an' || a === 'one') at = of + 1;
    else if (of !== at) return undefined;
    // `half-century`, `half hour`, `a quarter century` go without "of a"; a `half-day` is a compound.
    if (isDash(s, at) && isGlued(s, at)) at++;
    const word = lower(s, at);
    const unit = timeUnits.get(word);
    if (!unit || unit.plural || word === 'quarter') return undefined;
    if ((word === 'second' || word === 'minute') && at <= amount.to) return undefined;
    if (at === amount.to + (hyphen ? 1 : 0) && word !== 'century' && word !== 'hour' && word !== 'decade')
      return undefined;
    return { unit, to: at + 1, hyphen };
  }
  const glued = isGlued(s, at) && !hyphen;
  if (
    glued ||
    isSpacedSymbol(s, amount, at) ||
    (amount.last.form === 'digits' &&
      gluedTimeUnits.has(lower(s, at)) &&
      !timeUnits.has(lower(s, at)) &&
      lower(s, at).length > 1)
  ) {
    const unit = gluedTimeUnits.get(lower(s, at)) ?? timeUnits.get(lower(s, at));
    if (!unit || isShoutedSymbol(s, at) || isDecade(s, amount, at)) return undefined;
    if (lower(s, at) === 'd' || lower(s, at) === 'y') return undefined;
    // `over-65s`, `the under 21s`: people of that age; `two Max 9s`: things of that name.
    if (lower(s, at) === 's' && (isAgeGroup(s, amount.from) || isModel(s, amount))) return undefined;
    return { unit, to: at + 1, hyphen };
  }
  let qualified = at;
  while (qualified < at + 2 && lengthQualifiers.has(lower(s, qualified)) && follows(s, qualified + 1))
    qualified++;
  const word = lower(s, qualified);
  if (qualified > at && word === 'years' && lower(s, at) === 'light') return undefined;
  const unit = timeUnits.get(word) ?? (word === 'night' && hyphen ? timeUnits.get('nights') : undefined);
  if (!unit) return undefined;
  if (
    word === 'second' &&
    isDash(s, qualified + 1) &&
    isGlued(s, qualified + 1) &&
    lower(s, qualified + 2) === 'hand'
  )
    return undefined;
  if (
    word === 'day' &&
    !hyphen &&
    amount.low === 1 &&
    amount.last.form === 'words' &&
    isSomeDay(s, amount.from)
  )
    return undefined;
  if (!hyphen && !unit.plural && Math.abs(amount.high ?? amount.low) > 1) {
    if (word === 'century' || word === 'decade' || word === 'millennium') return undefined;
    // `12 month`, `5 min`: abbreviations and loose plurals; `two second places` is no length.
    if (word === 'second' || word === 'quarter' || amount.last.form === 'words') return undefined;
  }
  if (
    word === 'second' &&
    amount.last.form === 'words' &&
    isWord(s, qualified + 1) &&
    !functionWords.has(lower(s, qualified + 1)) &&
    !hyphen
  )
    return undefined;
  if (word === 'quarter' && !hyphen) return undefined;
  return { unit, to: qualified + 1, hyphen };
}

function isAgeGroup(s: Stream, from: number): boolean {
  const dash = isDash(s, from - 1) && isGlued(s, from);
  if (!/^(?:over|under)$/.test(lower(s, dash ? from - 2 : from - 1))) return false;
  return dash || lower(s, from - 2) === 'the';
}

/** `Max 9s`: a whole number right behind a capitalised word. */
function isModel(s: Stream, { from, last }: Amount): boolean {
  return last.plain && isNear(s, from) && isCapitalized(s, from - 1) && !startsSentence(s, from - 1);
}

/** `4 h 02 min 17 s`, `+11 s`: symbols apart from their digits, in a chain or a table of results. */
function isSpacedSymbol(s: Stream, amount: Amount, at: number): boolean {
  if (amount.last.form !== 'digits' || !isNear(s, at)) return false;
  const symbol = lower(s, at);
  if (symbol === 'h') return isDigits(s, at + 1);
  return (
    symbol === 's' &&
    (/^(?:min|mins|m)$/.test(lower(s, amount.from - 1)) || isMark(s, amount.from - 1, Character.plus))
  );
}

/** `will one day pass`, `One day he left`: some day, not the length of one. */
function isSomeDay(s: Stream, i: number): boolean {
  return startsSentence(s, i) || /^(?:will|would|may|might|could|can|should|must)$/.test(lower(s, i - 1));
}

/** `45H` and `5S` are labels. */
function isShoutedSymbol(s: Stream, i: number): boolean {
  const code = codeAt(s, i);
  return code >= 65 && code <= 90 && s.ends[i]! - s.starts[i]! === 1;
}

/** `1990s`, `20s`, `747s`: plurals, not seconds. */
function isDecade(s: Stream, amount: Amount, at: number): boolean {
  return lower(s, at) === 's' && !amount.last.decimal && (amount.low >= 100 || amount.low % 10 === 0);
}

/** ` and a half` behind the unit: `an hour and a half`, `two years and a quarter`. */
function partBehind(s: Stream, i: number): { value: number; to: number } | undefined {
  if (lower(s, i) !== 'and' || !isNear(s, i)) return undefined;
  const count = lower(s, i + 1);
  const bottom = denominators.get(lower(s, i + 2));
  if (bottom === undefined || bottom > 4) return undefined;
  const top = count === 'a' ? 1 : (units.get(count) ?? 0);
  return top > 0 && top < bottom ? { value: top / bottom, to: i + 3 } : undefined;
}

/** `three hours and 12 minutes`, `3h 12min`, `two years, three months`: the rest in a smaller unit. */
function restBehind(
  s: Stream,
  i: number,
  unit: TimeUnit,
): { value: number; unit: TimeUnit; to: number } | undefined {
  const word = lower(s, i);
  const at = word === 'and' || isMark(s, i, Character.comma) ? i + 1 : i;
  if (at === i && !isDigits(s, i) && !units.has(word)) return undefined;
  if (isMark(s, i, Character.comma) && unit.letter !== 'Y') return undefined;
  if (!follows(s, at)) return undefined;
  const rest = signedAt(s, at);
  if (!rest || rest.negative || rest.last.form === 'fraction' || rest.last.scaled) return undefined;
  const found = lengthAt(s, rest);
  if (!found || found.hyphen) return undefined;
  const ratio = inUnit(unit, found.unit);
  return ratio > 1 && rest.low < ratio * 2 && inUnit(unit, found.unit) !== 0
    ? { value: rest.low, unit: found.unit, to: found.to }
    : undefined;
}

/** How many of the smaller unit make the larger; 0 where none is exact or it is not smaller. */
function inUnit(large: TimeUnit, small: TimeUnit): number {
  const months: Partial<Record<TimeUnit['letter'], number>> = { Y: 12, M: 1 };
  const seconds: Partial<Record<TimeUnit['letter'], number>> = { W: 604800, D: 86400, H: 3600, N: 60, S: 1 };
  for (const scale of [months, seconds]) {
    const a = scale[large.letter];
    const b = scale[small.letter];
    if (a !== undefined && b !== undefined) return (a * large.size) / (b * small.size);
  }
  return 0;
}

/** Words that belong to a length in front of them. */
const tails = wordSet('ago earlier later hence previously old olds');

/** Behind ` ago`, ` later`, ` old`, `-old`, `-olds`; the same index where none follows. */
function tailBehind(s: Stream, i: number): number {
  if (isDash(s, i) && isGlued(s, i)) return /^olds?$/.test(lower(s, i + 1)) ? i + 2 : i;
  return follows(s, i) && tails.has(lower(s, i)) ? i + 1 : i;
}
