import { ambiguousMonths, festivalWords, festivalPrefixes, months, partsOfDay, weekdays } from './calendar';
import { match, type Match } from './match';
import { isHeadline } from './capitals';
import { functionWords } from './functionWords';
import {
  Character,
  codeAt,
  digitsAt,
  follows,
  isAllCaps,
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
  type Stream,
} from './stream';
import { wordSet } from './wordLists';

/** A date as parts; what is not written is undefined. */
interface DateParts {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

export function isoDate({ year, month, day }: DateParts): string {
  const parts = [year === undefined ? 'XXXX' : String(year).padStart(4, '0')];
  if (month !== undefined) parts.push(String(month).padStart(2, '0'));
  if (day !== undefined) parts.push(String(day).padStart(2, '0'));
  return parts.join('-');
}

export interface Read<T> {
  readonly value: T;
  readonly to: number;
}

/** A year in four digits, or two behind an apostrophe. */
export function yearAt(s: Stream, i: number): Read<number> | undefined {
  if (
    isApostrophe(s, i) &&
    isGlued(s, i + 1) &&
    lengthAt(s, i + 1) === 2 &&
    isDigits(s, i + 1) &&
    !(isGlued(s, i + 2) && isWord(s, i + 2))
  ) {
    const short = digitsAt(s, i + 1);
    return { value: short < 50 ? 2000 + short : 1900 + short, to: i + 2 };
  }
  if (!isDigits(s, i) || lengthAt(s, i) !== 4) return undefined;
  const year = digitsAt(s, i);
  if (year < 1000 || year > 2199) return undefined;
  if (isGlued(s, i + 1)) {
    if (isWord(s, i + 1)) return undefined;
    const next = codeAt(s, i + 1);
    const joins =
      next === Character.dot ||
      next === Character.comma ||
      next === Character.colon ||
      next === Character.percent;
    if (joins && isGlued(s, i + 2) && (isDigits(s, i + 2) || next === Character.percent)) return undefined;
    if (next === Character.percent) return undefined;
  }
  return { value: year, to: i + 1 };
}

/** A day of the month: `5`, `5th`, not the start of `5.2` or `5,000`. */
export function dayAt(s: Stream, i: number): Read<number> | undefined {
  if (!isDigits(s, i) || lengthAt(s, i) > 2) return undefined;
  const day = digitsAt(s, i);
  if (day < 1 || day > 31) return undefined;
  if (isGlued(s, i + 1)) {
    const next = codeAt(s, i + 1);
    if (isWord(s, i + 1))
      return /^(?:st|nd|rd|th)$/i.test(raw(s, i + 1)) ? { value: day, to: i + 2 } : undefined;
    if (next === Character.percent) return undefined;
    if (next === Character.colon && isGlued(s, i + 2) && isDigits(s, i + 2)) return undefined;
    if (
      (next === Character.dot || next === Character.comma || next === Character.slash) &&
      isGlued(s, i + 2) &&
      isDigits(s, i + 2)
    )
      return undefined;
  }
  return { value: day, to: i + 1 };
}

/** A month's name; the dot of an abbreviation is inside. */
function monthAt(s: Stream, i: number): Read<number> | undefined {
  if (!isCapitalized(s, i)) return undefined;
  const word = lower(s, i);
  const month = months.get(word);
  if (month === undefined) return undefined;
  const short = word.length <= 4 && word !== 'june' && word !== 'july' && word !== 'may';
  if (short && isMark(s, i + 1, Character.dot) && isGlued(s, i + 1)) return { value: month, to: i + 2 };
  return { value: month, to: i + 1 };
}

/** `June`, `June 30`, `June 30, 2023`, `May 3-5`, `June 2020`, `Sept 16`. */
export function dateFromMonth(s: Stream, i: number): Match | undefined {
  const month = monthAt(s, i);
  if (!month) return undefined;
  const found = afterMonth(s, month);
  if (found) return match(i, found.to, 'DATE', 'date.calendar', found.value);
  if (!isMonthAlone(s, i, month.to)) return undefined;
  const dotted = month.to > i + 1 && startsSentence(s, month.to) && !isWord(s, month.to);
  return match(i, dotted ? i + 1 : month.to, 'DATE', 'date.month', isoDate({ month: month.value }));
}

/** A month with what the words around it add: a value for the periods of periods.ts. */
export function monthAndYear(s: Stream, i: number): Read<string> | undefined {
  const month = monthAt(s, i);
  if (!month) return undefined;
  const found = afterMonth(s, month);
  return found ?? { value: isoDate({ month: month.value }), to: month.to };
}

function afterMonth(s: Stream, month: Read<number>): Read<string> | undefined {
  const at = month.to;
  const comma = isMark(s, at, Character.comma) ? 1 : 0;
  const of = lower(s, at) === 'of' || comma === 1 ? at + 1 : at;
  if (!follows(s, at)) return undefined;
  const hyphen = isDash(s, at) && isGlued(s, at) && isGlued(s, at + 1) ? at + 1 : of;
  const year = follows(s, hyphen) ? yearAt(s, hyphen) : undefined;
  if (year && (comma === 0 || isNear(s, of)))
    return { value: isoDate({ year: year.value, month: month.value }), to: year.to };
  const the = lower(s, at) === 'the' ? at + 1 : at;
  const first = dayAt(s, the);
  if (!first || !follows(s, the) || (the > at && first.to !== the + 2)) return undefined;
  if (comma === 1) return undefined;
  const last = rangeOfDays(s, first);
  const end = last ?? first;
  const behind = yearBehind(s, end.to);
  const year2 = behind?.value;
  const value = isoDate({ year: year2, month: month.value, day: first.value });
  const to = behind?.to ?? end.to;
  return {
    value: last ? `${value}..${isoDate({ year: year2, month: month.value, day: last.value })}` : value,
    to,
  };
}

/** `3-5`, `3 to 5` in front of or behind a month; a second month makes it two dates. */
function rangeOfDays(s: Stream, first: Read<number>): Read<number> | undefined {
  const joint = isDash(s, first.to) ? first.to + 1 : lower(s, first.to) === 'to' ? first.to + 1 : 0;
  if (joint === 0) return undefined;
  const last = dayAt(s, joint);
  if (!last || last.value <= first.value || monthAt(s, last.to)) return undefined;
  return isWord(s, joint - 1) && isWord(s, last.to) && !functionWords.has(lower(s, last.to))
    ? undefined
    : last;
}

function yearBehind(s: Stream, i: number): Read<number> | undefined {
  const at = isMark(s, i, Character.comma) && isGlued(s, i) ? i + 1 : lower(s, i) === 'of' ? i + 1 : i;
  return follows(s, at) ? yearAt(s, at) : undefined;
}

/** `30 June`, `30 June 2023`, `3-5 May`, `5th of November`, `2023-06-30`, `30/06/2023`. */
export function dateFromDigits(s: Stream, i: number): Match | undefined {
  const numeric = numericDate(s, i);
  if (numeric) return numeric;
  const first = dayAt(s, i);
  if (!first) return undefined;
  let end = first;
  let last: Read<number> | undefined;
  const joint = isDash(s, first.to) ? first.to + 1 : lower(s, first.to) === 'to' ? first.to + 1 : 0;
  if (joint > 0) {
    last = dayAt(s, joint);
    if (last && last.value > first.value && monthBehindDay(s, last.to)) end = last;
    else last = undefined;
  }
  const month = monthBehindDay(s, end.to);
  if (!month) return undefined;
  const year = yearBehind(s, month.to);
  const value = isoDate({ year: year?.value, month: month.value, day: first.value });
  const to = year?.to ?? month.to;
  return match(
    i,
    to,
    'DATE',
    'date.calendar',
    last ? `${value}..${isoDate({ year: year?.value, month: month.value, day: last.value })}` : value,
  );
}

function monthBehindDay(s: Stream, i: number): Read<number> | undefined {
  const hyphen = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1) ? i + 1 : i;
  const at = lower(s, i) === 'of' ? i + 1 : hyphen;
  const month = follows(s, at) ? monthAt(s, at) : undefined;
  if (!month) return undefined;
  // `40 May supporters`, `2 March brothers`: a month that is also a name is followed by a year or by no noun.
  if (
    ambiguousMonths.has(lower(s, at)) &&
    isCapitalized(s, month.to) &&
    !isAllCaps(s, month.to) &&
    isNear(s, month.to)
  )
    return weekdays.has(lower(s, month.to)) ? month : undefined;
  return month;
}

function numericDate(s: Stream, i: number): Match | undefined {
  const mark = codeAt(s, i + 1);
  if (mark !== Character.hyphen && mark !== Character.slash && mark !== Character.dot) return undefined;
  if (
    codeAt(s, i + 3) !== mark ||
    !isGlued(s, i + 1) ||
    !isGlued(s, i + 2) ||
    !isGlued(s, i + 3) ||
    !isGlued(s, i + 4)
  )
    return undefined;
  if (
    isGlued(s, i + 5) &&
    (isWord(s, i + 5) || (codeAt(s, i + 5) === mark && isGlued(s, i + 6) && isDigits(s, i + 6)))
  )
    return undefined;
  const [a, b, c] = [digitsAt(s, i), digitsAt(s, i + 2), digitsAt(s, i + 4)];
  const lengths = [lengthAt(s, i), lengthAt(s, i + 2), lengthAt(s, i + 4)];
  let parts: DateParts | undefined;
  if (lengths[0] === 4 && lengths[1] === 2 && lengths[2] === 2) parts = { year: a, month: b, day: c };
  else if (lengths[2] === 4 && lengths[0]! <= 2 && lengths[1]! <= 2)
    parts = b > 12 ? { year: c, month: a, day: b } : { year: c, month: b, day: a };
  else if (mark === Character.slash && lengths[2] === 2 && lengths[0]! <= 2 && lengths[1]! <= 2)
    parts = b > 12 ? { year: 2000 + c, month: a, day: b } : { year: 2000 + c, month: b, day: a };
  if (!parts || !(parts.month! >= 1 && parts.month! <= 12 && parts.day! >= 1 && parts.day! <= 31))
    return undefined;
  return match(i, i + 5, 'DATE', 'date.calendar', isoDate(parts));
}

const prepositions = wordSet(
  'in since by of until till from to through during before after last next this late early mid for between and or every each the ' +
    'around about that beyond past previous following end-of on per into throughout despite than versus vs starting ending',
);

/** Whether a month without a day or year is one, not a name or an ordinary word. */
function isMonthAlone(s: Stream, i: number, to: number): boolean {
  const word = lower(s, i);
  if (
    isGlued(s, i) &&
    (isDash(s, i - 1) || isWord(s, i - 1)) &&
    !/^(?:mid|end|late|early|to|in|pre|post|non)$/.test(lower(s, i - 2))
  ) {
    // `January-March` joins months; `Anne-May` does not.
    if (!months.has(lower(s, i - 2))) return false;
  }
  const before = lower(s, i - 1);
  if (titles.has(before) || isEventName(s, to)) return false;
  const capitalBefore =
    isCapitalized(s, i - 1) &&
    isNear(s, i) &&
    !functionWords.has(before) &&
    !weekdays.has(before) &&
    !months.has(before);
  if (!ambiguousMonths.has(word)) {
    if (word.length <= 4 && word !== 'july' && to === i + 1)
      return isAllCaps(s, i) ? false : prepositions.has(before) || isDigits(s, i - 1);
    return true;
  }
  if (isMark(s, i - 1, Character.open) && isMark(s, to, Character.close)) return true;
  if (word === 'mar' || word === 'jan' || word === 'dec') return to > i + 1 && prepositions.has(before);
  if (isAllCaps(s, i) && word !== 'may' && word !== 'march') return true;
  const led = prepositions.has(before) && isNear(s, i);
  const nameAhead =
    isCapitalized(s, to) &&
    !functionWords.has(lower(s, to)) &&
    isNear(s, to) &&
    !isAllCaps(s, to) &&
    !months.has(lower(s, to)) &&
    !weekdays.has(lower(s, to));
  if (isMark(s, to, Character.ampersand) || isMark(s, i - 1, Character.ampersand)) return false;
  if (
    nameAhead &&
    !(
      led &&
      before !== 'and' &&
      before !== 'by' &&
      before !== 'for' &&
      before !== 'from' &&
      before !== 'of' &&
      before !== 'to' &&
      before !== 'with'
    )
  )
    return false;
  if (
    led &&
    before !== 'and' &&
    before !== 'or' &&
    before !== 'by' &&
    before !== 'for' &&
    before !== 'to' &&
    before !== 'from' &&
    before !== 'than'
  )
    return true;
  if (word === 'may' || word === 'march') {
    if (
      monthly.test(lower(s, to)) ||
      /^(?:wet|dry|cold|warm|hot|mild|longest|driest|wettest|coldest|warmest|soggy)$/.test(before)
    )
      return true;
    if (led)
      return !nameAhead && !/^(?:said|says|told|was|who|has|had|is|and)$/.test(lower(s, to))
        ? true
        : before !== 'by' && months.has(lower(s, to + 1));
    if (word === 'march' && startsSentence(s, i)) return lower(s, to) === 'was' || lower(s, to) === 'is';
    if (word === 'may' && startsSentence(s, i))
      return /^(?:was|is|futures)$/.test(lower(s, to)) || (isAllCaps(s, to) && exchanges.has(lower(s, to)));
    if (isMark(s, i - 1, Character.comma))
      return isMark(s, to, Character.comma)
        ? months.has(lower(s, i - 2)) || months.has(lower(s, to + 1))
        : months.has(lower(s, i - 2));
    return !capitalBefore && !isAllCaps(s, i) && word === 'march' && !isWord(s, to);
  }
  if (led) return !nameAhead;
  if (capitalBefore && !startsSentence(s, i - 1)) return false;
  if (isMark(s, to, Character.comma) && isDigits(s, to + 1) && lengthAt(s, to + 1) === 2) return false;
  return !/^(?:said|says|told|who|joined|has|had|told|wants|asked|wrote)$/.test(lower(s, to));
}

/** `October Revolution`, `Easter Rising`, `May Fair`: what a capitalised word makes a name of. */
function isEventName(s: Stream, i: number): boolean {
  return isCapitalized(s, i) && !isAllCaps(s, i) && isNear(s, i) && eventNouns.has(lower(s, i));
}

const eventNouns = wordSet(
  'revolution rising uprising rebellion revolt war offensive crisis massacre storm fair manifesto accords accord agreement declaration pact putsch coup crusade riots club band orchestra foundation',
);

/** What a month's name modifies when nothing leads it: `UK March retail sales`. */
const monthly =
  /^(?:sales|retail|inflation|cpi|pmi|data|figures|quarter|futures|delivery|contract|issue|edition|election|elections|vote|budget|meeting|exports|imports|output|production|jobs|payrolls|trade|deadline|results|statement|report|referendum|summit)$/;

/** Where contracts for a month are traded: `May ICE cocoa`. */
const exchanges = wordSet('ice cbot cme lme nymex comex mgex kcbt matif wti tocom mcx sgx');

const titles = wordSet(
  'mr mrs ms miss dr sir dame lord lady captain president minister judge justice senator theresa prof auntie aunt uncle st saint',
);

/** `Sunday`, `Monday, 6 December`, `Tuesday, Sept. 12, 2023`, `Thursdays`, `Sunday night`. */
export function dateFromWeekday(s: Stream, i: number, from = i): Match | undefined {
  if (!isCapitalized(s, i)) return undefined;
  let word = lower(s, i);
  let plural = false;
  if (!weekdays.has(word) && word.endsWith('s')) {
    word = word.slice(0, -1);
    plural = true;
  }
  const weekday = weekdays.get(word);
  if (weekday === undefined) return undefined;
  const short = word.length < 6;
  // `round the Sun`
  if (short && lower(s, i - 1) === 'the') return undefined;
  let to = i + 1;
  if (short && isMark(s, to, Character.dot) && isGlued(s, to)) to++;
  const date = dateBehind(s, to);
  if (date) return match(from, date.to, 'DATE', 'date.weekday', date.value);
  if (short && to === i + 1 && !isListed(s, i)) return undefined;
  const value = `XXXX-WXX-${weekday}`;
  const part = follows(s, to) ? partsOfDay.get(lower(s, to)) : undefined;
  if (part && isProgramme(s, to)) return undefined;
  if (part) return match(from, to + 1, 'TIME', 'time.part', value + part);
  if (short && plural) return undefined;
  if (!short && isNameOfWeekday(s, i, from)) return undefined;
  if (to > i + 1 && startsSentence(s, to)) to = i + 1;
  return match(from, to, 'DATE', 'date.weekday', value);
}

/** `Saturday Night Live`, `Sunday Morning Futures`: a part of the day that is capitalised, and goes on so. */
function isProgramme(s: Stream, part: number): boolean {
  return (
    isCapitalized(s, part) &&
    isCapitalized(s, part + 1) &&
    isNear(s, part + 1) &&
    !isAllCaps(s, part) &&
    !isHeadline(s, part)
  );
}

/** Short weekdays are believed with a time beside them: `Mon 9am`, `Sat-Sun`. */
function isListed(s: Stream, i: number): boolean {
  const next = lower(s, i + 1);
  const before = lower(s, i - 1);
  return before === 'on' && !isWord(s, i + 1)
    ? true
    : (isDash(s, i + 1) && weekdays.has(lower(s, i + 2))) ||
        (isDash(s, i - 1) && weekdays.has(lower(s, i - 2))) ||
        (isDigits(s, i + 1) && weekdays.has(next));
}

/** `Black Friday` is a feast and read before; `The Sunday Times`, `Sunday Robotics` are names. */
function isNameOfWeekday(s: Stream, i: number, from: number): boolean {
  if (isAllCaps(s, i)) return false;
  if (from < i) return false;
  const ahead =
    isCapitalized(s, i + 1) &&
    isNear(s, i + 1) &&
    !isAllCaps(s, i + 1) &&
    !months.has(lower(s, i + 1)) &&
    !weekdays.has(lower(s, i + 1));
  if (!ahead) return false;
  const before = lower(s, i - 1);
  if (
    /^(?:on|until|till|since|by|last|next|from|late|early|this|every|each|through|before|after)$/.test(before)
  )
    return false;
  if (/(?:ed|said|told|fell|rose)$/.test(before) || isHeadline(s, i)) return false;
  return !functionWords.has(lower(s, i + 1));
}

/** The date behind a weekday: `, 6 December`, `, Sept. 12`, ` 6 December`, ` the 5th`. */
function dateBehind(s: Stream, i: number): Read<string> | undefined {
  let at = isMark(s, i, Character.comma) && isGlued(s, i) ? i + 1 : i;
  if (!follows(s, at)) return undefined;
  if (lower(s, at) === 'the' && isDigits(s, at + 1)) at++;
  if (isDigits(s, at)) {
    const date = dateFromDigits(s, at);
    if (date) return { value: String(date.number.value), to: date.to };
    const day = dayAt(s, at);
    return day && day.to === at + 2
      ? { value: isoDate({ day: undefined }) + `-XX-${String(day.value).padStart(2, '0')}`, to: day.to }
      : undefined;
  }
  const month = monthAt(s, at);
  return month && afterMonth(s, month);
}

/** `Christmas Eve`, `Lunar New Year`, `Singles' Day 2023`: named days. */
export function dateFromFestival(s: Stream, i: number, from = i): Match | undefined {
  if (!isCapitalized(s, i) && lower(s, i) !== 'midsummer' && lower(s, i) !== 'hogmanay') return undefined;
  let name = lower(s, i);
  let value = festivalWords.get(name);
  let found: Read<string> | undefined = value === undefined ? undefined : { value, to: i + 1 };
  for (let at = i + 1; festivalPrefixes.has(name) && follows(s, at); at++) {
    name += ' ' + (isApostrophe(s, at) ? "'" : isWord(s, at) ? lower(s, at) : raw(s, at));
    value = festivalWords.get(name);
    if (value !== undefined) found = { value, to: at + 1 };
  }
  if (!found) return undefined;
  const single = found.to === i + 1;
  if (isEventName(s, found.to) || (single && isFeastName(s, i))) return undefined;
  const year = follows(s, found.to) ? yearAt(s, found.to) : undefined;
  const dated = year ? found.value.replace('XXXX', String(year.value)) : found.value;
  return match(from, year?.to ?? found.to, 'DATE', 'date.festival', dated);
}

/** `Tet Offensive`, `Easter Island`, `Holi Kumar`: a feast's word within a name. */
function isFeastName(s: Stream, i: number): boolean {
  if (isAllCaps(s, i)) return lower(s, i) === 'tet' || lower(s, i) === 'lent' || lower(s, i) === 'eid';
  if (
    lower(s, i) === 'advent' ||
    lower(s, i) === 'lent' ||
    lower(s, i) === 'tet' ||
    lower(s, i) === 'epiphany'
  ) {
    return (
      !/^(?:during|for|in|of|until|before|after|since|at|over)$/.test(lower(s, i - 1)) ||
      isCapitalized(s, i + 1)
    );
  }
  const ahead = isCapitalized(s, i + 1) && isNear(s, i + 1) && !isAllCaps(s, i + 1);
  if (!ahead || partsOfDay.has(lower(s, i + 1)) || lower(s, i) === 'christmas') return false;
  // `Easter Robinson` is a person; a headline capitalises what is behind `Easter`, too.
  return lower(s, i) !== 'easter' || !isHeadline(s, i);
}
