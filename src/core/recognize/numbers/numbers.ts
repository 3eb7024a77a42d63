import { isNumberLabel, type Label, type NumberValue } from '../../model';
import type { Recognizer } from '../recognizer';
import { TokenKind, tokenize, type Tokens } from '../tokens';
import { amountAt, lowEnd, type Amount } from './amounts';
import { isNumberInName } from './capitals';
import { cardinalOf } from './cardinals';
import { clockAt, elapsedAt, spokenClock } from './clock';
import { confidence } from './confidence';
import { contextOf, type Context } from './context';
import { withConversions } from './conversions';
import { dayAt, dateFromDigits, dateFromFestival, dateFromMonth, dateFromWeekday } from './dates';
import { dayBefore, deicticDate, namedDay, setOfTimes } from './deixis';
import { durationOf, durationOfOne, periodEnding } from './durations';
import { behindName, behindUrl, excludedDigits, isLabelNumber } from './exclusions';
import { families as familiesOf, Family, Sense } from './lexicon';
import { match, type Found, type Match } from './match';
import { isCurrencyMark, moneyBeforeName, moneyBehindSign, moneyCarried, moneyOfOne } from './money';
import { isVulgarFraction } from './numerals';
import { ordinalInDigits, ordinalInWords } from './ordinals';
import { isGoneOn } from './phrases';
import { percentBehind, pointOfRate } from './percents';
import {
  decadeOrCentury,
  fiscalPeriod,
  modifiedPeriod,
  quarterPeriod,
  seasonPeriod,
  weekOfMonth,
  shortYear,
  yearsAt,
} from './periods';
import { quantityCarried, quantityOf, quantityOfOne } from './quantities';
import {
  Character,
  codeAt,
  isApostrophe,
  isBehindNumber,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lower,
  sensesAt,
  starterAt,
  streamOf,
  type Stream,
} from './stream';

/** Marks every numeric expression of the news scheme, with its value. */
export const numbers: Recognizer = {
  id: 'numbers',
  recognize: ({ text, tokens }) =>
    findNumbers(text, tokens).map(({ start, end, label, number, rule, converts }) => ({
      start,
      end,
      label,
      text: text.slice(start, end),
      score: confidence[rule],
      reason: { kind: 'grammar' },
      number,
      ...(converts && { converts }),
    })),
};

/**
 * All numbers, dates and times of a text, sorted, none overlapping another. One pass from left to right: at each
 * token that may start a number every family of rules reads as far as it can, and the longest reading is taken;
 * of equally long ones the one whose family stands first.
 */
export function findNumbers(text: string, tokens: Tokens): Found[] {
  const s = streamOf(tokens);
  const context = contextOf(text);
  const found: Found[] = [];
  let floor = 0;
  const { count, kinds } = s;
  for (let i = 0; i < count;) {
    const kind = kinds[i]!;
    const families = kind === TokenKind.word ? familiesOf[starterAt(s, i)]! : 0;
    if (families === 0 && kind !== TokenKind.digits && !(kind === TokenKind.mark && isStartMark(s, i))) {
      i++;
      continue;
    }
    const step = readAt(s, i, families, context);
    if (step.label === undefined) {
      i = Math.max(step.to, i + 1);
      continue;
    }
    if (step.from < floor) {
      // A sign or an article in front was read with the number before.
      i++;
      continue;
    }
    const { label, number, rule } = step;
    const one = { start: s.starts[step.from]!, end: s.ends[step.to - 1]!, label, number, rule };
    found.push(one);
    remember(context, one, step);
    floor = step.to;
    i = step.to;
  }
  return withConversions(text, found);
}

/**
 * The value that follows from words alone, given their label; undefined where the grammar reads no number of that
 * label in exactly these words. Used by checks, and when a person marks a number by hand.
 */
export function readValue(label: Label, words: string): NumberValue | undefined {
  if (!isNumberLabel(label)) return undefined;
  const whole = (text: string): NumberValue | undefined => {
    const found = findNumbers(text, tokenize(text)).find(
      (each) => each.label === label && each.start <= text.length - words.length && each.end === text.length,
    );
    return found && found.end - found.start === words.length ? found.number : undefined;
  };
  // Some words are numbers only behind a preposition or an article: `May`, `summer`, `a year`, `1783`.
  return whole(words) ?? whole(`in ${words}`) ?? whole(`in the ${words}`);
}

/** Marks that may start a number: currency signs, minus signs, `½`, the apostrophe of `'90s`. */
function isStartMark(s: Stream, i: number): boolean {
  const code = codeAt(s, i);
  if (code < 128)
    return (
      code === Character.dollar ||
      (code === Character.hyphen && isDigits(s, i + 1)) ||
      (code === Character.apostrophe && isDigits(s, i + 1))
    );
  return (
    isCurrencyMark(code) ||
    isVulgarFraction(code) ||
    (code === Character.minus && isDigits(s, i + 1)) ||
    ((code === Character.rightQuote || code === Character.leftQuote) && isDigits(s, i + 1)) ||
    (code === Character.enDash && isDigits(s, i + 1))
  );
}

/** Nothing found; the scan goes on at token `to`. */
interface Skip {
  readonly label?: undefined;
  readonly to: number;
}

function readAt(s: Stream, i: number, families: number, context: Context): Match | Skip {
  if (families !== 0) return readWord(s, i, families, context);
  return isDigits(s, i) ? readDigits(s, i, context) : readMark(s, i, context);
}

function readMark(s: Stream, i: number, context: Context): Match | Skip {
  const code = codeAt(s, i);
  if (isCurrencyMark(code)) {
    const money = moneyBehindSign(s, i, context);
    return money ?? { to: i + 1 };
  }
  if (isApostrophe(s, i) || code === Character.leftQuote)
    return decadeOrCentury(s, i) ?? shortYear(s, i) ?? { to: i + 1 };
  const amount = amountAt(s, i);
  if (!amount) {
    // A minus before a currency sign belongs to the amount that is read there.
    return { to: i + 1 };
  }
  if (code === Character.hyphen || code === Character.minus || code === Character.enDash) {
    const measured =
      percentBehind(s, amount) ?? longer(quantityOf(s, amount, context), moneyBeforeName(s, amount, context));
    if (measured) return measured;
    // `- 5 people` is a list; `-5` a number of its own only where a table or a sentence says so.
    const bracketed = isMark(s, i - 1, Character.open) && isMark(s, amount.to, Character.close);
    return (isGlued(s, i) && !bracketed) || code === Character.enDash
      ? { to: i + 1 }
      : (cardinalOf(s, amount, context) ?? { to: i + 1 });
  }
  return readAmount(s, amount, context) ?? { to: amount.to };
}

function readDigits(s: Stream, i: number, context: Context): Match | Skip {
  if (isBehindNumber(s, i + 1) && !isGlued(s, i)) return readBareDigits(s, i, context);
  const senses = sensesBehind(s, i + 1);
  const glued = isGlued(s, i) && (isWord(s, i - 1) || isMark(s, i - 1, Character.dot) || isDash(s, i - 1));
  const skipped = excludedDigits(s, i);
  const clock = (senses & Sense.clock) === 0 ? undefined : (elapsedAt(s, i, context) ?? clockAt(s, i));
  if (skipped !== undefined && !(clock && !glued && clock.to >= skipped))
    return { to: Math.max(skipped, i + 1) };
  const amount = amountAt(s, i);
  let date = (senses & Sense.date) === 0 ? undefined : dateFromDigits(s, i);
  date = longer(date, dayOfList(s, i, context));
  if (isGlued(s, i + 1)) date = longer(longer(date, quarterPeriod(s, i)), decadeOrCentury(s, i));
  date = longer(date, clock);
  if (amount) date = longer(date, ordinalInDigits(s, i, amount.first));
  const read = amount && readAmount(s, amount, context, date?.to ?? 0);
  const years = yearsAt(s, i);
  const best = longer(
    longer(date, read && isBetterThanYear(read, years) ? read : undefined),
    longer(years, read),
  );
  if (best) return best;
  if (!amount) return { to: i + 1 };
  return { to: Math.max(isLabelNumber(s, lowEnd(amount)) ? behindName(s, i) : 0, lowEnd(amount).to, i + 1) };
}

/** Digits that nothing is glued to and that the next token does not belong to: a year, a count or a label. */
function readBareDigits(s: Stream, i: number, context: Context): Match | Skip {
  const amount = amountAt(s, i);
  if (!amount) return { to: i + 1 };
  const year = yearsAt(s, i);
  if (year) return quantityCarried(s, amount, context) ?? year;
  const read = dayOfList(s, i, context) ?? readAmount(s, amount, context);
  return read ?? { to: isLabelNumber(s, amount) ? behindName(s, i) : i + 1 };
}

/** `May 29 and 30`: a second day of the month just read. */
function dayOfList(s: Stream, i: number, context: Context): Match | undefined {
  const { last } = context;
  if (
    last?.label !== 'DATE' ||
    lower(s, i - 1) !== 'and' ||
    last.end !== s.ends[i - 2] ||
    !/^.{4}-\d\d-\d\d$/.test(String(last.number.value))
  )
    return undefined;
  const date = String(last.number.value);
  const day = dayAt(s, i);
  if (!day || day.value <= Number(date.slice(8)) || (isWord(s, day.to) && !isGoneOn(s, day.to)))
    return undefined;
  const value = date.slice(0, 8) + String(day.value).padStart(2, '0');
  return match(i, day.to, 'DATE', 'date.calendar', value);
}

/** A bare count gives way to a year; a measured amount does not. */
function isBetterThanYear(read: Match, years: Match | undefined): boolean {
  return !years || read.to > years.to || read.label !== 'CARDINAL';
}

/** A quarter or half of a year; in the report of a match, one of the game, which only ranks. */
function quarterOfYear(s: Stream, i: number, context: Context): Match | undefined {
  const week = weekOfMonth(s, i);
  if (week) return week;
  const read = quarterPeriod(s, i);
  const bare =
    read &&
    String(read.number.value).startsWith('XXXX') &&
    /^(?:first|second|third|fourth)$/.test(lower(s, i));
  return bare && isSport(context) ? undefined : read;
}

/** Whether the text tells of games and not of business. */
function isSport(context: Context): boolean {
  return plays.some((words) => context.mentions(words)) && !deals.some((words) => context.mentions(words));
}

const plays =
  'half-time,halftime,kick-off,kickoff,touchdown,rebounds,free throw,midfield,striker,goalkeeper,stoppage time,three-pointer,quarterback,tip-off,try line,wicket'.split(
    ',',
  );
const deals = 'revenue,profit,earnings,shareholders,net income'.split(',');

function readWord(s: Stream, i: number, families: number, context: Context): Match | Skip {
  const word = lower(s, i);
  if ((word === 'a' || word === 'an') && sensesAt(s, i + 1) === 0) return { to: i + 1 };
  if ((families & Family.own) !== 0)
    switch (word) {
      case 'year':
      case 'month':
      case 'week':
        return dayBefore(s, i) ?? periodEnding(s, i) ?? { to: i + 1 };
      case 'day':
      case 'night':
      case 'evening':
        return dayBefore(s, i) ?? { to: i + 1 };
      case 'quarter':
        if (lower(s, i - 1) === 'the') return periodEnding(s, i) ?? { to: i + 1 };
        break;
      case 'http':
      case 'https':
      case 'www':
        return { to: behindUrl(s, i) ?? i + 1 };
      case 'every':
      case 'each':
        return setOfTimes(s, i) ?? { to: i + 1 };
      case 'today':
      case 'yesterday':
      case 'tomorrow':
      case 'tonight':
        return namedDay(s, i) ?? { to: i + 1 };
    }
  if ((families & Family.number) !== 0 && isBehindNumber(s, i + 1)) return readBareWord(s, i, context);
  const special = readSpecial(s, i, families, context);
  if ((families & Family.amount) === 0) return special ?? { to: i + 1 };
  if (word === 'a' || word === 'an') {
    const one = longer(longer(durationOfOne(s, i), quantityOfOneHere(s, i)), moneyOfOneHere(s, i, context));
    const amount = amountAt(s, i);
    const read = amount && readAmount(s, amount, context, special?.to ?? 0);
    return longer(longer(special, one), read) ?? { to: i + 1 };
  }
  if (isDash(s, i - 1) && isGlued(s, i) && isGlued(s, i - 1) && !special) return { to: i + 1 };
  const amount = amountAt(s, i);
  if (!amount) return special ?? { to: i + 1 };
  const read = readAmount(s, amount, context, special?.to ?? 0);
  return longer(special, read) ?? { to: Math.max(lowEnd(amount).to, i + 1) };
}

/** A number word that the next token does not belong to: a count, a time of day, or part of a name. */
function readBareWord(s: Stream, i: number, context: Context): Match | Skip {
  const before = lower(s, i - 1);
  const clock = before === 'by' || before === 'at' ? spokenClock(s, i) : undefined;
  if (clock) return clock;
  if (isDash(s, i - 1) && isGlued(s, i) && isGlued(s, i - 1)) return { to: i + 1 };
  const amount = amountAt(s, i);
  return (amount && readAmount(s, amount, context)) ?? { to: i + 1 };
}

/** The longest reading of a word by the rules of its families, of equally long ones the first here. */
function readSpecial(s: Stream, i: number, families: number, context: Context): Match | undefined {
  let best: Match | undefined;
  if ((families & Family.deixis) !== 0) best = deicticDate(s, i);
  if ((families & Family.modifier) !== 0) best = longer(best, modifiedPeriod(s, i));
  if ((families & Family.festival) !== 0) best = longer(best, dateFromFestival(s, i));
  if ((families & Family.month) !== 0) best = longer(best, dateFromMonth(s, i));
  if ((families & Family.weekday) !== 0) best = longer(best, dateFromWeekday(s, i));
  if ((families & Family.quarter) !== 0) best = longer(best, quarterOfYear(s, i, context));
  if ((families & Family.fiscal) !== 0) best = longer(best, fiscalPeriod(s, i));
  if ((families & Family.decade) !== 0) best = longer(best, decadeOrCentury(s, i));
  if ((families & Family.season) !== 0) best = longer(best, seasonPeriod(s, i));
  if ((families & Family.clock) !== 0) best = longer(best, spokenClock(s, i));
  if ((families & Family.rate) !== 0) best = longer(best, pointOfRate(s, i));
  if ((families & Family.money) !== 0) best = longer(best, moneyBehindSign(s, i, context));
  if ((families & Family.ordinal) !== 0) best = longer(best, ordinalInWords(s, i));
  return best;
}

/** What an amount is by what stands behind it. `atLeast`: another reading's end; a shorter range is not tried. */
function readAmount(s: Stream, amount: Amount, context: Context, atLeast = 0): Match | undefined {
  const measured = measure(s, amount, context);
  if (measured) return measured;
  if (amount.high !== undefined) {
    // The ends do not share a unit: the first end alone may be complete, `5 km to 10`.
    const first = lowEnd(amount);
    const alone = measure(s, first, context);
    if (alone) return alone;
    const ranged =
      isLabelNumber(s, amount) || isCompleteSecond(s, amount) ? undefined : cardinalOf(s, amount, context);
    if (ranged) return ranged;
    return atLeast >= first.to || isLabelNumber(s, first) ? undefined : cardinalOf(s, first, context);
  }
  if (isLabelNumber(s, amount)) return undefined;
  return moneyCarried(s, amount, context) ?? cardinalOf(s, amount, context);
}

/** Whether the second end of a range is the start of something else: `3 to 4:30`, `2 to 5th`. */
function isCompleteSecond(s: Stream, amount: Amount): boolean {
  return (
    isGlued(s, amount.to) &&
    ((isMark(s, amount.to, Character.colon) && isGlued(s, amount.to + 1)) || isWord(s, amount.to)) &&
    isDigits(s, amount.to - 1)
  );
}

function measure(s: Stream, amount: Amount, context: Context): Match | undefined {
  if (amount.last.letter === '' && isBehindNumber(s, amount.to)) return quantityCarried(s, amount, context);
  // `Seven Mile Opportunities` is a name.
  if (
    amount.first.form === 'words' &&
    isCapitalized(s, amount.to) &&
    isNumberInName(s, amount.from, amount.to)
  )
    return undefined;
  const senses =
    amount.last.form === 'fraction' || amount.last.letter !== '' ? allSenses : sensesBehind(s, amount.to);
  return (
    ((senses & Sense.percent) !== 0 ? percentBehind(s, amount) : undefined) ??
    longer(
      longer(
        (senses & Sense.currency) !== 0 ? moneyBeforeName(s, amount, context) : undefined,
        (senses & Sense.time) !== 0 ? durationOf(s, amount) : undefined,
      ),
      (senses & Sense.unit) !== 0 ? quantityOf(s, amount, context) : quantityCarried(s, amount, context),
    )
  );
}

const allSenses = -1;

/** What token `i` may make of a number in front of it, as bits; all senses where it is not a small word apart. */
function sensesBehind(s: Stream, i: number): number {
  return isWord(s, i) && isNear(s, i) && !isCapitalized(s, i) ? sensesAt(s, i) : allSenses;
}

/** `a metre` and `a euro` are amounts of one, but not in a rate: `$3 a metre`. */
function quantityOfOneHere(s: Stream, i: number): Match | undefined {
  const one = quantityOfOne(s, i);
  return one && !isRateHere(s, i) ? one : undefined;
}

function moneyOfOneHere(s: Stream, i: number, context: Context): Match | undefined {
  const one = moneyOfOne(s, i, context);
  return one && !isRateHere(s, i) ? one : undefined;
}

function isRateHere(s: Stream, i: number): boolean {
  // `181 milligrams of lithium a litre`
  const reach = lower(s, i - 2) === 'of' ? 5 : 3;
  for (let back = 1; back <= reach; back++) {
    if (isDigits(s, i - back) || isCurrencyMark(codeAt(s, i - back))) return true;
    const word = lower(s, i - back);
    if (
      word === 'cents' ||
      word === 'dollars' ||
      word === 'euros' ||
      word === 'pence' ||
      word === 'cent' ||
      word === 'yuan' ||
      word === 'rupees'
    )
      return true;
  }
  return false;
}

/** The longer match, the first of equally long ones. */
function longer(first: Match | undefined, second: Match | undefined): Match | undefined {
  return !first || (second && second.to > first.to) ? second : first;
}

function remember(context: Context, found: Found, { part, rate }: Match): void {
  const { label, number } = found;
  context.last = found;
  if (label === 'MONEY' || label === 'QUANTITY' || label === 'CARDINAL') context.lastAmount = found;
  if (label === 'MONEY' && number.unit !== undefined)
    context.lastMoney = { found, code: number.unit, part, rate };
}
