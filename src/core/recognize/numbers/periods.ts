import { seasons, timeUnits, weekdays } from './calendar';
import { isoDate, monthAndYear, yearAt, type Read } from './dates';
import { match, type Match } from './match';
import { ordinalsToTwenty } from './numberWords';
import { functionWords } from './functionWords';
import {
  Character,
  codeAt,
  digitsAt,
  follows,
  isApostrophe,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lengthAt,
  lower,
  raw,
  startsSentence,
  spells,
  type Stream,
} from './stream';
import { countingMap, numberMap, wordSet } from './wordLists';

/** `late 2022`, `mid-1990s`, `end of March`, `early next year`, `the middle of July`: the value of the bare period. */
export function modifiedPeriod(s: Stream, i: number): Match | undefined {
  const word = lower(s, i);
  let at = i + 1;
  switch (word) {
    case 'early':
    case 'late':
    case 'mid':
      if (isDash(s, at) && isGlued(s, at)) at++;
      if (lower(s, at) === 'to' && isDash(s, at - 1)) {
        // `mid- to late-1990s`
        const second = /^(?:early|mid|late)$/.test(lower(s, at + 2)) ? at + 2 : at + 1;
        if (lower(s, second + 2) === 'to' || lower(s, second + 1) === 'to') return undefined;
        const period = modifiedPeriod(s, second);
        return period && { ...period, from: i };
      }
      if (word !== 'mid' && lower(s, at) === 'in' && lower(s, at + 1) === 'the') return undefined;
      break;
    case 'end':
    case 'start':
    case 'beginning':
    case 'middle':
    case 'close':
    case 'turn':
      if (isDash(s, at) && isGlued(s, at)) at++;
      else if (lower(s, at) === 'of' || (word === 'end' && monthStarts(s, at)))
        at += lower(s, at) === 'of' ? 1 : 0;
      else return undefined;
      break;
    default:
      return undefined;
  }
  if (at >= s.count || !(follows(s, at) || isGlued(s, at))) return undefined;
  const the = lower(s, at) === 'the' ? 1 : 0;
  const period = periodAt(s, at + the, the === 1, word);
  if (!period) return undefined;
  const night = lower(s, period.to - 1) === 'night';
  return match(i, period.to, night ? 'TIME' : 'DATE', night ? 'time.part' : 'date.period', period.value);
}

function monthStarts(s: Stream, i: number): boolean {
  return monthAndYear(s, i) !== undefined && isNear(s, i);
}

/** A period without a modifier, as it stands behind one. */
function periodAt(s: Stream, i: number, the: boolean, modifier: string): Read<string> | undefined {
  const word = lower(s, i);
  const ofEnd = modifier !== 'early' && modifier !== 'late' && modifier !== 'mid';
  const decade = decadeAt(s, i) ?? centuryAt(s, i);
  if (decade) return decade;
  const year = yearAt(s, i);
  if (year && !isApostrophe(s, i)) {
    const fiscal = splitYear(s, i);
    return fiscal ?? { value: isoDate({ year: year.value }), to: year.to };
  }
  const month = monthAndYear(s, i);
  if (month) return month;
  const fiscal = fiscalAt(s, i) ?? quarterAt(s, i);
  if (fiscal) return fiscal;
  const season = seasonAt(s, i);
  if (season) return season;
  if (modifier === 'late' && word === 'last' && lower(s, i + 1) === 'night')
    return { value: 'PAST_REF', to: i + 2 };
  if (!ofEnd && !the && weekdays.has(word) && word.length > 4 && isCapitalized(s, i)) return undefined;
  if (word === 'this' || word === 'next' || word === 'last' || word === 'the') {
    const deictic = deicticPeriod(s, i + (word === 'the' ? 1 : 0), word);
    if (deictic) return deictic;
  }
  if (the && ofEnd) {
    const at = fiscalWords.has(word) ? i + 1 : i;
    const unit = timeUnits.get(lower(s, at));
    if (unit && !unit.plural && 'YMWD'.includes(unit.letter) && lower(s, at) !== 'day')
      return { value: 'PRESENT_REF', to: at + 1 };
    if (word === 'weekend') return { value: 'PRESENT_REF', to: i + 1 };
  }
  return undefined;
}

const fiscalWords = wordSet('fiscal financial calendar academic school current tax business trading');

function deicticPeriod(s: Stream, i: number, deixis: string): Read<string> | undefined {
  if (deixis === 'the') return undefined;
  let at = i + 1;
  if (fiscalWords.has(lower(s, at))) at++;
  const word = lower(s, at);
  const unit = timeUnits.get(word);
  const reference = deixis === 'this' ? 'PRESENT_REF' : deixis === 'next' ? 'FUTURE_REF' : 'PAST_REF';
  if (unit && !unit.plural && 'YMW'.includes(unit.letter)) return { value: reference, to: at + 1 };
  const month = monthAndYear(s, at);
  return month ?? seasonAt(s, at);
}

/** `1990s`, `'90s`, `the nineties`: 199X. */
function decadeAt(s: Stream, i: number): Read<string> | undefined {
  if (isApostrophe(s, i) && isGlued(s, i + 1)) {
    const short = isDigits(s, i + 1) && lengthAt(s, i + 1) === 2 ? digitsAt(s, i + 1) : NaN;
    if (!(short % 10 === 0) || !isGlued(s, i + 2) || lower(s, i + 2) !== 's') return undefined;
    return { value: decadeOf(short < 30 ? 2000 + short : 1900 + short), to: i + 3 };
  }
  if (isDigits(s, i) && (lengthAt(s, i) === 4 || lengthAt(s, i) === 2)) {
    const number = digitsAt(s, i);
    const apostrophe = isApostrophe(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2) ? 1 : 0;
    if (lower(s, i + 1 + apostrophe) !== 's' || !isGlued(s, i + 1) || number % 10 !== 0) return undefined;
    if (lengthAt(s, i) === 2) return undefined;
    if (
      apostrophe === 1 &&
      !(
        lower(s, i - 1) === 'the' ||
        lower(s, i - 2) === 'mid' ||
        /^(?:late|early|mid)$/.test(lower(s, i - 1))
      )
    )
      return undefined;
    if (number < 1000 || number > 2100) return undefined;
    return {
      value: number % 100 === 0 && number < 2000 ? `${number / 100}XX` : decadeOf(number),
      to: i + 2 + apostrophe,
    };
  }
  const decade = decadeWords.get(lower(s, i));
  return decade === undefined ? undefined : { value: decadeOf(decade), to: i + 1 };
}

function decadeOf(year: number): string {
  return `${Math.floor(year / 10)}X`;
}

const decadeWords = countingMap(
  'twenties thirties forties fifties sixties seventies eighties nineties',
  1920,
  10,
);

/** Decades and centuries on their own. Decades in words are ages as often (`in her sixties`): "the" must stand before. */
export function decadeOrCentury(s: Stream, i: number): Match | undefined {
  const century = centuryAt(s, i);
  if (century) return match(i, century.to, 'DATE', 'date.period', century.value);
  const decade = decadeAt(s, i);
  if (!decade) return undefined;
  if (isWord(s, i) && !(lower(s, i - 1) === 'the' && !(lower(s, decade.to) === 'of'))) return undefined;
  return match(i, decade.to, 'DATE', 'date.period', decade.value);
}

/** `19th century`, `twentieth-century`, `21st centuries`: 18XX. */
function centuryAt(s: Stream, i: number): Read<string> | undefined {
  let number: number | undefined;
  let at = i + 1;
  if (isDigits(s, i)) {
    if (!isGlued(s, i + 1) || !/^(?:st|nd|rd|th)$/i.test(raw(s, i + 1))) return undefined;
    number = digitsAt(s, i);
    at = i + 2;
  } else
    number =
      ordinalsToTwenty.get(lower(s, i)) ??
      (lower(s, i) === 'twenty' && isDash(s, i + 1) && lower(s, i + 2) === 'first' ? 21 : undefined);
  if (number === 21 && !isDigits(s, i)) at = i + 3;
  if (number === undefined || number < 1 || number > 30) return undefined;
  if (isDash(s, at) && isGlued(s, at)) at++;
  const word = lower(s, at);
  if (word !== 'century' && word !== 'centuries') return undefined;
  return { value: `${String(number - 1).padStart(2, '0')}XX`, to: at + 1 };
}

/** `in '98`, `the class of ’07`: a year in two digits. */
export function shortYear(s: Stream, i: number): Match | undefined {
  const year = isGlued(s, i) || !beforeYears.has(lower(s, i - 1)) ? undefined : yearAt(s, i);
  if (!year || isApostrophe(s, year.to) || isMark(s, year.to, Character.percent)) return undefined;
  return match(i, year.to, 'DATE', 'date.year', isoDate({ year: year.value }));
}

const beforeYears = wordSet(
  'in of since from until till by before after during early late mid spring summer autumn fall winter class',
);

/** A year, or two that share a bar: `2018`, `2019-20`, `2023/24`. */
export function yearsAt(s: Stream, i: number): Match | undefined {
  const split = splitYear(s, i);
  if (split) return match(i, split.to, 'DATE', 'date.year', split.value);
  const year = isDigits(s, i) ? yearAt(s, i) : undefined;
  // `Thalassa Maritime (2021) Inc.` is a name.
  if (
    year &&
    isMark(s, year.to, Character.close) &&
    /^(?:inc|ltd|limited|plc|llc|llp|corp|co|pte|pvt|gmbh|sa|ag)$/.test(lower(s, year.to + 1))
  )
    return undefined;
  if (!year || !isYear(s, i, year)) return undefined;
  return match(i, year.to, 'DATE', 'date.year', isoDate({ year: year.value }));
}

/** `2019-20` and `2019/2020` are one year of twelve months: 2019/2020. */
function splitYear(s: Stream, i: number): Read<string> | undefined {
  if (!isDigits(s, i) || lengthAt(s, i) !== 4) return undefined;
  const first = digitsAt(s, i);
  const mark = codeAt(s, i + 1);
  if (
    first < 1800 ||
    first > 2199 ||
    (!isDash(s, i + 1) && mark !== Character.slash) ||
    !isGlued(s, i + 1) ||
    !isGlued(s, i + 2)
  )
    return undefined;
  if (
    isGlued(s, i + 3) &&
    (isWord(s, i + 3) ||
      (isDash(s, i + 3) && isDigits(s, i + 4)) ||
      (isMark(s, i + 3, Character.slash) && isDigits(s, i + 4)))
  )
    return undefined;
  const last = digitsAt(s, i + 2);
  const short = lengthAt(s, i + 2) === 2;
  const next = first + 1;
  if (short && last === next % 100) return { value: `${first}/${next}`, to: i + 3 };
  // `2023-2024`: two years side by side are two dates with a hyphen, one with a bar.
  if (lengthAt(s, i + 2) === 4 && last === next && mark === Character.slash)
    return { value: `${first}/${last}`, to: i + 3 };
  if (short && last > first % 100 && isDash(s, i + 1))
    return { value: `${first}..${Math.floor(first / 100) * 100 + last}`, to: i + 3 };
  return undefined;
}

const yearLeads = wordSet(
  'in since by of until till from to through during before after late early mid for between and or about around circa c than year autumn spring summer winter election fiscal throughout back',
);

/** Whether four digits are a year: in the range of news, or led by a preposition, and not counting a noun. */
function isYear(s: Stream, i: number, year: Read<number>): boolean {
  if (isGlued(s, i)) {
    const before = codeAt(s, i - 1);
    const joins =
      before === Character.open ||
      isDash(s, i - 1) ||
      before === Character.slash ||
      before === Character.quote ||
      before >= 8200 ||
      isApostrophe(s, i - 1) ||
      before === Character.comma ||
      before === Character.emDash ||
      before === 91;
    if (!joins) return false;
    // `ABC-2020`, `+44 20 7946-2018`
    if (
      isDash(s, i - 1) &&
      isGlued(s, i - 1) &&
      !(isDigits(s, i - 2)
        ? lengthAt(s, i - 2) === 4
        : /^(?:pre|post|mid|early|late|end|since|non|then)$/.test(lower(s, i - 2)))
    )
      return false;
    if (before === Character.slash && isDigits(s, i - 2) && lengthAt(s, i - 2) !== 4) return false;
  }
  if (
    isDash(s, year.to) &&
    isGlued(s, year.to) &&
    isGlued(s, year.to + 1) &&
    isDigits(s, year.to + 1) &&
    lengthAt(s, year.to + 1) !== 4
  )
    return false;
  const next = lower(s, year.to);
  if (isNear(s, year.to) && countsPeople.has(next)) return false;
  if (year.value >= 1900 && year.value < 2100) return !nonYearLeads.has(lower(s, i - 1));
  if (
    !yearLeads.has(lower(s, i - 1)) &&
    !isMark(s, i - 1, Character.open) &&
    !isMark(s, i - 1, Character.comma)
  )
    return false;
  return (
    !isWord(s, year.to) ||
    functionWords.has(next) ||
    isMark(s, year.to, Character.comma) ||
    startsSentence(s, i - 1) ||
    isCapitalized(s, year.to) ||
    year.value >= 1500
  );
}

const countsPeople = wordSet(
  'people workers employees jobs staff shares points words times metres meters feet miles seats beds homes houses troops soldiers men women children members stores shops vehicles cars units copies calories patients participants customers students pupils residents households refugees migrants',
);

const nonYearLeads = wordSet(
  'russell no room flight route highway model page box section article windows office',
);

/** Financial years: `FY2021`, `FY21/22`, `fiscal 2023`, `financial year 2023-24`. */
function fiscalAt(s: Stream, i: number): Read<string> | undefined {
  const word = lower(s, i);
  if (word === 'fy' || word === 'cy') {
    const at = isApostrophe(s, i + 1) ? i + 2 : i + 1;
    if (!isDigits(s, at) || !(isGlued(s, at) || isNear(s, at))) return undefined;
    const year = fiscalYear(s, at);
    // A calendar year is a plain one.
    return year && { value: word === 'cy' ? year.value.replace(/^FY/, '') : year.value, to: year.to };
  }
  if (word !== 'fiscal' && word !== 'financial' && word !== 'fy') return undefined;
  let at = i + 1;
  const quarter = word === 'fiscal' ? quarterAt(s, at) : undefined;
  if (quarter) return quarter;
  if (lower(s, at) === 'year') at++;
  else if (word === 'financial') return undefined;
  if (!isDigits(s, at) || !follows(s, at)) return undefined;
  return fiscalYear(s, at);
}

/** `2021`, `21`, `21/22`, `2021-22` behind FY. */
function fiscalYear(s: Stream, i: number): Read<string> | undefined {
  const first = digitsAt(s, i);
  const length = lengthAt(s, i);
  if (length !== 2 && length !== 4) return undefined;
  if (isGlued(s, i + 1) && isWord(s, i + 1)) return undefined;
  const year = length === 4 ? first : 2000 + first;
  if (year < 1900 || year > 2100) return undefined;
  const joined =
    (isDash(s, i + 1) || isMark(s, i + 1, Character.slash)) &&
    isGlued(s, i + 1) &&
    isGlued(s, i + 2) &&
    isDigits(s, i + 2);
  if (joined && digitsAt(s, i + 2) % 100 === (year + 1) % 100)
    return { value: `${year}/${year + 1}`, to: i + 3 };
  return { value: `FY${year}`, to: i + 1 };
}

export function fiscalPeriod(s: Stream, i: number): Match | undefined {
  const found = fiscalAt(s, i);
  return found && match(i, found.to, 'DATE', 'date.period', found.value);
}

const quarterNumbers = numberMap('first=1 second=2 third=3 fourth=4 final=4 last=4');

/** Quarters and halves of years: `Q3 2022`, `3Q23`, `first quarter of 2020`, `H1`, `2H 2022`, `second half`. */
export function quarterAt(s: Stream, i: number): Read<string> | undefined {
  const short = shortQuarter(s, i);
  if (short) return withYear(s, short);
  const named = numberedQuarter(s, i);
  return named && withYear(s, named);
}

/** `second week of June`: dated by its month. */
export function weekOfMonth(s: Stream, i: number): Match | undefined {
  if (lower(s, i + 1) !== 'week' || lower(s, i + 2) !== 'of' || !isCapitalized(s, i + 3)) return undefined;
  const month = monthAndYear(s, i + 3);
  return month && month.value.length === 7
    ? match(i, month.to, 'DATE', 'date.period', month.value)
    : undefined;
}

export function quarterPeriod(s: Stream, i: number): Match | undefined {
  const found = quarterAt(s, i);
  if (!found) return undefined;
  return match(i, found.to, 'DATE', 'date.period', found.value);
}

/** `Q3`, `3Q`, `H1`, `2H`; a year of two digits may be glued: `3Q23`, `1H24`. */
function shortQuarter(s: Stream, i: number): Read<string> | undefined {
  if (isWord(s, i)) {
    const letter = raw(s, i).toUpperCase();
    if (
      (letter !== 'Q' && letter !== 'H') ||
      !isDigits(s, i + 1) ||
      !isGlued(s, i + 1) ||
      lengthAt(s, i + 1) !== 1
    )
      return undefined;
    if (letter === 'H' && !spells(s, i, 'H')) return undefined;
    const number = digitsAt(s, i + 1);
    if (number < 1 || number > (letter === 'Q' ? 4 : 2)) return undefined;
    if (
      isGlued(s, i + 2) &&
      (isWord(s, i + 2) ||
        (isDash(s, i + 2) &&
          isWord(s, i + 3) &&
          isGlued(s, i + 3) &&
          !isCapitalized(s, i + 3) &&
          letter === 'H'))
    )
      return undefined;
    // `Q1-Q3` and `Q3-23` are read by their ends.
    return { value: `${letter}${number}`, to: i + 2 };
  }
  if (
    !isDigits(s, i) ||
    lengthAt(s, i) !== 1 ||
    !isWord(s, i + 1) ||
    !isGlued(s, i + 1) ||
    lengthAt(s, i + 1) !== 1
  )
    return undefined;
  const letter = raw(s, i + 1).toUpperCase();
  const number = digitsAt(s, i);
  if (
    (letter !== 'Q' && letter !== 'H') ||
    number < 1 ||
    number > (letter === 'Q' ? 4 : 2) ||
    raw(s, i + 1) !== letter
  )
    return undefined;
  return { value: `${letter}${number}`, to: i + 2 };
}

function numberedQuarter(s: Stream, i: number): Read<string> | undefined {
  let number = quarterNumbers.get(lower(s, i));
  let at = i + 1;
  if (
    number === undefined &&
    isDigits(s, i) &&
    lengthAt(s, i) === 1 &&
    isGlued(s, i + 1) &&
    /^(?:st|nd|rd|th)$/i.test(raw(s, i + 1))
  ) {
    number = digitsAt(s, i);
    at = i + 2;
  }
  if (number === undefined) return quarterOfMonth(s, i);
  // `last quarter` is deictic unless a year follows.
  if (
    lower(s, i) === 'last' &&
    !(lower(s, at + 1) === 'of' && (isDigits(s, at + 2) || lower(s, at + 2) === 'fiscal'))
  )
    return undefined;
  if (isDash(s, at) && isGlued(s, at)) at++;
  if (!follows(s, at)) return undefined;
  if (lower(s, at) === 'fiscal' || lower(s, at) === 'financial' || lower(s, at) === 'calendar') at++;
  const noun = lower(s, at);
  if (noun === 'quarter' && number <= 4) {
    const next = lower(s, at + 1);
    // `a third quarter in a row` and quarters of matches only rank.
    if (next === 'in' && lower(s, at + 2) === 'a' && lower(s, at + 3) === 'row') return undefined;
    if (next === 'running' || next === 'straight' || (lower(s, i - 1) === 'a' && !isDash(s, at - 1)))
      return undefined;
    if (isMatch(s, at + 1)) return undefined;
    return { value: `Q${number}`, to: at + 1 };
  }
  if (noun === 'half' && number <= 2 && lower(s, i) !== 'final' && lower(s, i) !== 'last') {
    if (isMatch(s, at + 1)) return undefined;
    return { value: `H${number}`, to: at + 1 };
  }
  return undefined;
}

/** `of the match`, `of the game`: a half that is no half-year. */
function isMatch(s: Stream, i: number): boolean {
  if (lower(s, i) !== 'of') return false;
  const noun = lower(
    s,
    lower(s, i + 1) === 'the' || lower(s, i + 1) === 'its' || lower(s, i + 1) === 'a' ? i + 2 : i + 1,
  );
  return !(
    isDigits(s, i + 1) ||
    timeUnits.has(noun) ||
    noun === 'fiscal' ||
    noun === 'financial' ||
    noun === 'fy' ||
    noun === 'this' ||
    noun === 'last' ||
    noun === 'next' ||
    noun === 'calendar'
  );
}

/** `September quarter`, `December half`: the quarter that ends with the month. */
function quarterOfMonth(s: Stream, i: number): Read<string> | undefined {
  // `July-September quarter`
  const joint = isDash(s, i + 1) ? i + 2 : lower(s, i + 1) === 'to' ? i + 2 : 0;
  if (joint > 0 && isCapitalized(s, i) && lower(s, joint + 1) === 'quarter') {
    const first = monthAndYear(s, i);
    const last = quarterOfMonth(s, joint);
    if (first?.to === i + 1 && last && Number(last.value.slice(1)) * 3 - 2 === Number(first.value.slice(5)))
      return last;
  }
  const hyphen = isDash(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2) ? 1 : 0;
  const noun = i + 1 + hyphen;
  if (!isCapitalized(s, i) || lower(s, noun) !== 'quarter' || !follows(s, noun)) return undefined;
  const month = monthAndYear(s, i);
  if (!month || month.to !== i + 1) return undefined;
  const number = Number(month.value.slice(5));
  return number % 3 === 0 ? { value: `Q${number / 3}`, to: noun + 1 } : undefined;
}

/** The year behind a quarter: ` 2022`, ` of 2020`, ` of fiscal 2023`, ` FY24`, `'22`; fiscal ones keep their FY. */
function withYear(s: Stream, quarter: Read<string>): Read<string> {
  const { to } = quarter;
  const glued = isDigits(s, to) && isGlued(s, to) && lengthAt(s, to) === 2;
  if (glued && !(isGlued(s, to + 1) && isWord(s, to + 1)))
    return { value: `${2000 + digitsAt(s, to)}-${quarter.value}`, to: to + 1 };
  if (
    isDash(s, to) &&
    isGlued(s, to) &&
    isDigits(s, to + 1) &&
    isGlued(s, to + 1) &&
    lengthAt(s, to + 1) === 2
  )
    return { value: `${2000 + digitsAt(s, to + 1)}-${quarter.value}`, to: to + 2 };
  let at = isMark(s, to, Character.comma) && isNear(s, to + 1) ? to + 1 : to;
  if (lower(s, at) === 'of') at++;
  if (lower(s, at) === 'the' || lower(s, at) === 'its') at++;
  if (!follows(s, at) && !isApostrophe(s, at)) return { value: `XXXX-${quarter.value}`, to };
  const fiscal = fiscalAt(s, at);
  if (fiscal && fiscal.value.startsWith('FY'))
    return { value: `${fiscal.value}-${quarter.value}`, to: fiscal.to };
  if (fiscal && fiscal.value.includes('/'))
    return { value: `${fiscal.value}-${quarter.value}`, to: fiscal.to };
  const split = splitYear(s, at);
  if (split) return { value: `${split.value}-${quarter.value}`, to: split.to };
  const year = yearAt(s, at);
  if (year) return { value: `${year.value}-${quarter.value}`, to: year.to };
  return { value: `XXXX-${quarter.value}`, to };
}

/** A season with its year: `summer of 1994`, `spring 2024`. */
export function seasonAt(s: Stream, i: number): Read<string> | undefined {
  const season = seasons.get(lower(s, i));
  if (season === undefined) return undefined;
  const at = lower(s, i + 1) === 'of' ? i + 2 : i + 1;
  const year = follows(s, at) || isApostrophe(s, at) ? yearAt(s, at) : undefined;
  return year ? { value: `${year.value}-${season}`, to: year.to } : { value: `XXXX-${season}`, to: i + 1 };
}

const seasonLeads = wordSet(
  'in by until till since before during the late early mid all of for from to through and that over throughout between into come each one a following issue',
);

const weathers = wordSet(
  'mild cold dry wet hot long harsh warm bad good hard short cool rainy record-breaking record',
);

/** A season on its own needs a preposition and no noun behind it: `in autumn`, not `winter coats`. */
export function seasonPeriod(s: Stream, i: number): Match | undefined {
  const season = seasonAt(s, i);
  if (!season) return undefined;
  if (season.to > i + 1) return match(i, season.to, 'DATE', 'date.season', season.value);
  const word = lower(s, i);
  const before = lower(s, i - 1);
  const weather = weathers.has(before) && /^(?:a|the|this|last|another|each)$/.test(lower(s, i - 2));
  if ((!seasonLeads.has(before) && !weather) || !follows(s, i)) return undefined;
  if (isCapitalized(s, i) && (isCapitalized(s, i + 1) || before === 'and')) return undefined;
  if (word === 'fall')
    return before === 'the' &&
      /^(?:in|by|until|since|during|for|this|of)$/.test(lower(s, i - 2)) &&
      !(lower(s, i + 1) === 'in' || lower(s, i + 1) === 'of' || lower(s, i + 1) === 'to') &&
      isSeasonOver(s, i)
      ? match(i, i + 1, 'DATE', 'date.season', season.value)
      : undefined;
  if (word === 'spring' && (before === 'to' || before === 'and')) return undefined;
  return before === 'that' || isSeasonOver(s, i)
    ? match(i, i + 1, 'DATE', 'date.season', season.value)
    : undefined;
}

function isSeasonOver(s: Stream, i: number): boolean {
  if (isDash(s, i + 1) && isGlued(s, i + 1)) return false;
  if (!isWord(s, i + 1) || lower(s, i + 1) === 'issue' || lower(s, i + 1) === 'edition') return true;
  return functionWords.has(lower(s, i + 1)) || isCapitalized(s, i + 1);
}
