import { amountAt } from './amounts';
import { partsOfDay, seasons, timeUnits, weekdays, type TimeUnit } from './calendar';
import { dateFromFestival, dateFromWeekday, monthAndYear } from './dates';
import { durationOf, isoDuration, labelOf } from './durations';
import { match, type Match } from './match';
import { quarterAt, seasonAt } from './periods';
import { functionWords } from './functionWords';
import { isGoneOn } from './phrases';
import {
  codeAt,
  follows,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lower,
  startsSentence,
  type Stream,
  Character,
} from './stream';

const references: ReadonlyMap<string, string> = new Map([
  ['this', 'PRESENT_REF'],
  ['current', 'PRESENT_REF'],
  ['last', 'PAST_REF'],
  ['past', 'PAST_REF'],
  ['previous', 'PAST_REF'],
  ['preceding', 'PAST_REF'],
  ['prior', 'PAST_REF'],
  ['next', 'FUTURE_REF'],
  ['following', 'FUTURE_REF'],
  ['coming', 'FUTURE_REF'],
  ['upcoming', 'FUTURE_REF'],
  ['recent', 'PAST_REF'],
]);

/** Behind these "last" is a verb. */
const verbLeads: ReadonlySet<string> = new Set([
  'can',
  'to',
  'will',
  'would',
  'could',
  'may',
  'might',
  'should',
  'must',
  'not',
  'usually',
  'typically',
  'often',
  'generally',
  'normally',
  'and',
  't',
]);

const yearKinds: ReadonlySet<string> = new Set([
  'financial',
  'fiscal',
  'calendar',
  'academic',
  'school',
  'tax',
  'business',
  'full',
  'coming',
  'past',
  'whole',
  'entire',
  'trading',
  'election',
  'same',
]);

/** `last week`, `this summer`, `next Wednesday`, `past decade`, `last night`, `next two years`. */
export function deicticDate(s: Stream, i: number): Match | undefined {
  const word = lower(s, i);
  const reference = references.get(word);
  if (reference === undefined || (!isWord(s, i + 1) && !isDigits(s, i + 1))) return undefined;
  if (!follows(s, i + 1)) return undefined;
  const few =
    lower(s, i + 1) === 'few' || lower(s, i + 1) === 'several'
      ? i + 2
      : word === 'recent' || word === 'coming'
        ? i + 1
        : 0;
  if (few > 0) {
    const unit = timeUnits.get(lower(s, few));
    if (unit?.plural && word !== 'this' && word !== 'current')
      return match(i, few + 1, labelOf(unit), 'date.deixis', reference);
    if (word === 'recent' || few === i + 2) return undefined;
  }
  const amount = amountAt(s, i + 1);
  if (word === 'last' && verbLeads.has(lower(s, i - 1))) return undefined;
  if (amount && amount.last.form !== 'fraction' && word !== 'this' && word !== 'current') {
    const length = durationOf(s, amount, i);
    return length && { ...length, from: i };
  }
  let at = i + 1;
  if (yearKinds.has(lower(s, at)) && follows(s, at + 1)) at++;
  const noun = lower(s, at);
  // `the last Saturday of May` ranks: the day alone is marked.
  const weekday = lower(s, i - 1) === 'the' && word === 'last' ? undefined : dateFromWeekday(s, at, i);
  if (weekday) return weekday;
  const month = isCapitalized(s, at) ? monthAndYear(s, at) : undefined;
  if (
    month &&
    !(
      noun === 'may' &&
      word === 'this' &&
      !isMark(s, at + 1, Character.comma) &&
      isWord(s, at + 1) &&
      !functionWords.has(lower(s, at + 1))
    )
  ) {
    const quarter = quarterAt(s, at);
    if (quarter) return match(at, quarter.to, 'DATE', 'date.period', quarter.value);
    return match(i, month.to, 'DATE', 'date.month', month.value);
  }
  const festival = dateFromFestival(s, at, i);
  if (festival) return festival;
  if (seasons.has(noun) && word !== 'past') {
    const season = seasonAt(s, at)!;
    if (word === 'following' || word === 'preceding') return undefined;
    if (noun === 'fall' && isWord(s, at + 1) && lower(s, at + 1) === 'in')
      return word === 'this' ? undefined : match(i, season.to, 'DATE', 'date.season', season.value);
    return match(i, season.to, 'DATE', 'date.season', season.value);
  }
  if (partsOfDay.has(noun) && !noun.endsWith('s') && noun !== 'lunchtime') {
    if (isDash(s, at + 1) && isGlued(s, at + 1)) return undefined;
    return word === 'past' || word === 'current'
      ? undefined
      : match(i, at + 1, 'TIME', 'time.part', reference);
  }
  if (noun === 'weekend' || noun === 'season') {
    if (
      noun === 'season' &&
      (!/^(?:this|last|next|current|previous)$/.test(word) || at > i + 1 || isDash(s, at + 1))
    )
      return undefined;
    return match(i, at + 1, 'DATE', 'date.deixis', reference);
  }
  const unit = timeUnits.get(noun);
  if (!unit || unit.plural) return undefined;
  return deicticUnit(s, i, at, word, reference, unit, noun);
}

function deicticUnit(
  s: Stream,
  i: number,
  at: number,
  word: string,
  reference: string,
  unit: TimeUnit,
  noun: string,
): Match | undefined {
  const next = lower(s, at + 1);
  if (isDash(s, at + 1) && isGlued(s, at + 1)) return undefined;
  if (noun === 'second' || noun === 'minute') return undefined;
  if (noun === 'quarter' && word === 'past') return undefined;
  if (unit.letter === 'H')
    return word === 'past' || word === 'next' || word === 'last'
      ? match(i, at + 1, 'TIME', 'time.duration', 'PT1H')
      : undefined;
  if (noun === 'day' && (word === 'this' || word === 'last' || word === 'current' || word === 'past'))
    return undefined;
  // `the last week of June`, `the next day of trading` rank; `the first week` is no matter of this rule.
  if (
    next === 'of' &&
    (word === 'last' || word === 'next' || word === 'following') &&
    lower(s, i - 1) === 'the' &&
    unit.size === 1 &&
    noun !== 'year'
  )
    return undefined;
  const long = unit.size >= 10 && unit.letter === 'Y';
  const length =
    word === 'past' ||
    (long && (word === 'last' || word === 'next' || word === 'coming' || word === 'previous')) ||
    (word === 'last' &&
      lower(s, i - 1) === 'the' &&
      noun !== 'day' &&
      /^(?:over|in|for|during|of|within)$/.test(lower(s, i - 2)));
  return match(i, at + 1, labelOf(unit), 'date.deixis', length ? isoDuration(1, unit) : reference);
}

/** `today`, `yesterday morning`, `tomorrow`, `tonight`. */
export function namedDay(s: Stream, i: number): Match | undefined {
  const word = lower(s, i);
  const reference = word === 'yesterday' ? 'PAST_REF' : word === 'tomorrow' ? 'FUTURE_REF' : 'PRESENT_REF';
  if (word === 'tonight')
    return isInName(s, i) ? undefined : match(i, i + 1, 'TIME', 'time.part', 'PRESENT_REF');
  if (isInName(s, i)) return undefined;
  if (word !== 'today' && partsOfDay.has(lower(s, i + 1)) && isNear(s, i + 1))
    return match(i, i + 2, 'TIME', 'time.part', reference);
  return match(i, i + 1, 'DATE', 'date.deixis', reference);
}

/** `USA Today`, `The Tonight Show` */
function isInName(s: Stream, i: number): boolean {
  if (!isCapitalized(s, i) || startsSentence(s, i)) return false;
  return lower(s, i) === 'today' || lower(s, i) === 'tonight'
    ? isCapitalized(s, i - 1) && isNear(s, i) && !functionWords.has(lower(s, i - 1))
    : isCapitalized(s, i + 1) && isNear(s, i + 1) && isCapitalized(s, i - 1) && isNear(s, i);
}

/** `the day before`, `the night after`, read from its noun. */
export function dayBefore(s: Stream, i: number): Match | undefined {
  if (lower(s, i - 1) !== 'the') return undefined;
  const direction = lower(s, i + 1);
  if (direction !== 'before' && direction !== 'after' && direction !== 'earlier') return undefined;
  const next = lower(s, i + 2);
  if (next === 'yesterday' || next === 'tomorrow')
    return match(i - 1, i + 3, 'DATE', 'date.deixis', direction === 'before' ? 'PAST_REF' : 'FUTURE_REF');
  if (isWord(s, i + 2) && !clauseStarts.has(next)) return undefined;
  if (isDigits(s, i + 2) || codeAt(s, i + 2) === Character.dollar) return undefined;
  const noun = lower(s, i);
  const time = noun === 'night' || noun === 'evening';
  return match(
    i - 1,
    i + 2,
    time ? 'TIME' : 'DATE',
    'date.deixis',
    direction === 'after' ? 'FUTURE_REF' : 'PAST_REF',
  );
}

const clauseStarts: ReadonlySet<string> = new Set(
  'and but when as with to by on in at while he she they it'.split(' '),
);

/** `every day`, `each quarter`, `every Thursday`, `every two minutes`, `every second Friday`. */
export function setOfTimes(s: Stream, i: number): Match | undefined {
  let at = i + 1;
  if (!follows(s, at)) return undefined;
  if (lower(s, at) === 'single' || lower(s, at) === 'passing') at++;
  let factor = 1;
  const ordinal = lower(s, at);
  if (
    ordinal === 'other' ||
    ordinal === 'second' ||
    ordinal === 'third' ||
    ordinal === 'fourth' ||
    ordinal === 'fifth'
  ) {
    if (timeUnits.has(lower(s, at + 1)) || weekdays.has(lower(s, at + 1))) {
      factor =
        ordinal === 'other' || ordinal === 'second'
          ? 2
          : ordinal === 'third'
            ? 3
            : ordinal === 'fourth'
              ? 4
              : 5;
      at++;
    }
  }
  const amount = amountAt(s, at);
  if (amount) {
    const length = durationOf(s, amount, i);
    return length && { ...length, from: i, rule: length.label === 'TIME' ? length.rule : 'date.set' };
  }
  if (
    /^(?:business|working|trading|calendar|financial|fiscal|school)$/.test(lower(s, at)) &&
    timeUnits.has(lower(s, at + 1))
  )
    at++;
  const noun = lower(s, at);
  if (isDash(s, at + 1) && isGlued(s, at + 1)) return undefined;
  if (noun === 'weekday' || noun === 'workday') return match(i, at + 1, 'DATE', 'date.set', 'P1D');
  if (noun === 'weekend') return match(i, at + 1, 'DATE', 'date.set', 'XXXX-WXX-WE');
  const unit = timeUnits.get(noun);
  if (unit && !unit.plural && !(noun === 'quarter' && lower(s, at + 1) === 'of'))
    return match(
      i,
      at + 1,
      labelOf(unit),
      labelOf(unit) === 'TIME' ? 'time.duration' : 'date.set',
      isoDuration(factor, unit),
    );
  const weekday = isCapitalized(s, at) ? dateFromWeekday(s, at, i) : undefined;
  if (weekday)
    return factor > 1 && weekday.label === 'DATE'
      ? match(i, weekday.to, 'DATE', 'date.set', `P${factor}W`)
      : weekday;
  const month = isCapitalized(s, at) ? monthAndYear(s, at) : undefined;
  if (month) return match(i, month.to, 'DATE', 'date.set', month.value);
  const festival = dateFromFestival(s, at, i);
  if (festival) return festival;
  if (seasons.has(noun) && !(isWord(s, at + 1) && !isGoneOn(s, at + 1)))
    return match(i, at + 1, 'DATE', 'date.set', seasonAt(s, at)!.value);
  const part = partsOfDay.get(noun);
  if (part && !noun.endsWith('s')) return match(i, at + 1, 'TIME', 'time.part', 'P1D');
  return undefined;
}
