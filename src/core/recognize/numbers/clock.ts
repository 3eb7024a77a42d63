import { TokenKind } from '../tokens';
import { zones } from './calendar';
import type { Context } from './context';
import { match, tidy, type Match } from './match';
import { tens, units } from './numberWords';
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
  startsSentence,
  lengthAt,
  lower,
  raw,
  type Stream,
} from './stream';

/** A time of day in digits: `5 p.m.`, `7.30pm`, `13:25`, `1400 GMT`, `5-7pm`; also running times, `2:04:35`. */
export function clockAt(s: Stream, i: number): Match | undefined {
  const length = lengthAt(s, i);
  if (length > 4) return undefined;
  if (isWord(s, i + 1))
    return length === 4 ? fourDigits(s, i) : (halfDay(s, i) ?? atNight(s, i, digitsAt(s, i), i + 1));
  if (isDash(s, i + 1)) return halfDay(s, i);
  const mark = codeAt(s, i + 1);
  return mark === Character.colon || mark === Character.dot ? (halfDay(s, i) ?? colonClock(s, i)) : undefined;
}

/**
 * Hours and minutes, or minutes and seconds, that went by where the digits could be a time of day: the marks of a
 * recording (`02:10`, `27:00` and so on at the starts of lines), and `seven hours 12 minutes, or 6:02`.
 */
export function elapsedAt(s: Stream, i: number, context: Context): Match | undefined {
  const joined =
    isMark(s, i + 1, Character.colon) && isGlued(s, i + 1) && isGlued(s, i + 2) && lengthAt(s, i + 2) === 2;
  if (!joined || !isDigits(s, i + 2) || (isGlued(s, i + 3) && codeAt(s, i + 3) === Character.colon))
    return undefined;
  const [first, second] = [digitsAt(s, i), digitsAt(s, i + 2)];
  if (second > 59 || (isWord(s, i + 3) && meridiemAt(s, i + 3))) return undefined;
  const opensLine = i === 0 || s.kinds[i - 1] === TokenKind.lineEnd;
  if (opensLine && context.countsMinutes())
    return match(i, i + 3, 'TIME', 'time.clock', `PT${first * 60 + second}S`);
  const { last } = context;
  const slept =
    lower(s, i - 1) === 'or' &&
    last?.label === 'TIME' &&
    /^PT\d+[HM]$/.test(String(last.number.value)) &&
    s.starts[i]! - last.end < 12;
  return slept ? match(i, i + 3, 'TIME', 'time.clock', `PT${first * 60 + second}M`) : undefined;
}

/** A time of day in words: `ten to three`, `half past six`, `seven o'clock`, `three in the morning`, `noon`. */
export function spokenClock(s: Stream, i: number): Match | undefined {
  const word = lower(s, i);
  if (word === 'noon' || word === 'midday')
    return match(i, withZone(s, i + 1), 'TIME', 'time.words', 'T12:00');
  if (word === 'midnight') return match(i, withZone(s, i + 1), 'TIME', 'time.words', 'T00:00');
  const aroundHour = minutesAroundHour(s, i);
  if (aroundHour) return aroundHour;
  const hour = hourAt(s, i);
  if (hour === undefined) return undefined;
  if (lower(s, i + 1) === 'o' && isApostrophe(s, i + 2) && lower(s, i + 3) === 'clock')
    return spoken(s, i, i + 4, hour, 0);
  if (lower(s, i + 1) === 'thirty' && isNear(s, i + 1) && isAtOrBy(s, i))
    return spoken(s, i, i + 2, hour, 30);
  // `By eight she is in a hall`
  if (
    (opensSentenceAt(s, i) || lower(s, i - 1) === 'by') &&
    (/^(?:he|she|they|we|i|it|you)$/.test(lower(s, i + 1)) ||
      (opensSentenceAt(s, i) && lower(s, i + 1) === 'the'))
  )
    return spoken(s, i, i + 1, hour, 0);
  const meridiem = meridiemAt(s, i + 1);
  if (meridiem) return clock(s, i, meridiem.to, hour, 0, meridiem.afternoon);
  return atNight(s, i, hour, i + 1);
}

/** `ten to three`, `twenty past five`, `half past six`, `a quarter to nine`. */
function minutesAroundHour(s: Stream, i: number): Match | undefined {
  const word = lower(s, i);
  const article = word === 'a' ? 1 : 0;
  const fraction = lower(s, i + article);
  const minutes =
    fraction === 'half' ? 30 : fraction === 'quarter' ? 15 : article === 1 ? 0 : minutesAt(s, i);
  if (minutes <= 0 || minutes >= 60) return undefined;
  let to = i + article + 1;
  if (tens.has(word) && isDash(s, to) && isSmall(lower(s, to + 1))) to += 2;
  if (lower(s, to) === 'minutes') to++;
  const joint = lower(s, to);
  if ((joint !== 'past' && (joint !== 'to' || fraction === 'half')) || !isNear(s, to + 1)) return undefined;
  const decimal =
    isDigits(s, to + 1) &&
    isGlued(s, to + 2) &&
    (isMark(s, to + 2, Character.dot) || isMark(s, to + 2, Character.comma));
  const hour = decimal ? undefined : hourAt(s, to + 1);
  if (hour === undefined || minutes % 5 !== 0) return undefined;
  if (joint === 'to' && fraction !== 'quarter' && !isAtOrBy(s, i)) return undefined;
  return joint === 'past'
    ? spoken(s, i, to + 2, hour, minutes)
    : spoken(s, i, to + 2, hour - 1, 60 - minutes);
}

/** Whether "At" or "By" stands before token `i` and opens its sentence. */
function opensSentenceAt(s: Stream, i: number): boolean {
  return /^(?:at|by)$/.test(lower(s, i - 1)) && startsSentence(s, i - 1);
}

function isAtOrBy(s: Stream, i: number): boolean {
  const word = lower(s, i - 1);
  return (
    word === 'at' ||
    word === 'by' ||
    word === 'until' ||
    word === 'from' ||
    word === 'about' ||
    word === 'around' ||
    word === 'nearly' ||
    word === 'before' ||
    word === 'after'
  );
}

function isSmall(word: string): boolean {
  const value = units.get(word);
  return value !== undefined && value > 0 && value < 10;
}

function minutesAt(s: Stream, i: number): number {
  const word = lower(s, i);
  const ten = tens.get(word);
  if (ten !== undefined) return isDash(s, i + 1) ? ten + (units.get(lower(s, i + 2)) ?? 0) : ten;
  return units.get(word) ?? 0;
}

function hourAt(s: Stream, i: number): number | undefined {
  if (isDigits(s, i)) return digitsAt(s, i) >= 1 && digitsAt(s, i) <= 12 ? digitsAt(s, i) : undefined;
  const word = lower(s, i);
  if (word === 'midnight') return 0;
  if (word === 'noon' || word === 'midday') return 12;
  const value = units.get(word);
  return value !== undefined && value >= 1 && value <= 12 ? value : undefined;
}

/** An hour in words takes the part of the day that follows. */
function spoken(s: Stream, i: number, to: number, hour: number, minutes: number): Match {
  const part = partBehind(s, to);
  const named = /^(?:noon|midday|midnight)$/.test(lower(s, to - 1));
  const base = (hour + 24) % 24;
  const hours = named ? base : spokenHour(base === 0 ? 12 : base, part?.word);
  return match(i, part?.to ?? to, 'TIME', 'time.words', timeOf(hours, minutes));
}

/**
 * Without a part of the day the hours from one to five are taken as the afternoon's, the others as the morning's,
 * as people mean them.
 */
function spokenHour(hour: number, part: string | undefined): number {
  if (part === 'morning') return hour === 12 ? 0 : hour;
  if (part === 'night') return hour === 12 ? 0 : hour < 5 ? hour : hour + 12;
  if (part === 'afternoon' || part === 'evening') return hour === 12 ? 12 : hour + 12;
  return hour <= 5 ? hour + 12 : hour;
}

function partBehind(s: Stream, i: number): { word: string; to: number } | undefined {
  if (lower(s, i) === 'in' && lower(s, i + 1) === 'the') {
    const word = lower(s, i + 2);
    return word === 'morning' || word === 'afternoon' || word === 'evening' ? { word, to: i + 3 } : undefined;
  }
  if (lower(s, i) === 'at' && lower(s, i + 1) === 'night') return { word: 'night', to: i + 2 };
  return undefined;
}

/** `three in the morning`, `11 at night`, `5:30 in the morning`. */
function atNight(s: Stream, i: number, hour: number, to: number): Match | undefined {
  if (!(hour >= 1 && hour <= 12)) return undefined;
  const part = partBehind(s, to);
  return part && match(i, part.to, 'TIME', 'time.words', timeOf(spokenHour(hour, part.word), 0));
}

function timeOf(hours: number, minutes: number): string {
  return `T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** `5 p.m.`, `5pm`, `7.30pm`, `5:15 a.m. ET`, `5-7pm`. */
function halfDay(s: Stream, i: number): Match | undefined {
  const first = hoursAndMinutes(s, i);
  if (!first || first.hours > 12) return undefined;
  const meridiem = meridiemAt(s, first.to);
  if (meridiem) return clock(s, i, meridiem.to, first.hours, first.minutes, meridiem.afternoon);
  const to = isDash(s, first.to)
    ? first.to + 1
    : lower(s, first.to) === 'to' && isNear(s, first.to)
      ? first.to + 1
      : 0;
  const second = to > 0 && isDigits(s, to) ? hoursAndMinutes(s, to) : undefined;
  const last = second && second.hours <= 12 ? meridiemAt(s, second.to) : undefined;
  if (!second || !last) return undefined;
  const end = halfDayHours(second.hours, last.afternoon);
  let start = halfDayHours(first.hours, last.afternoon);
  if (start > end) start = halfDayHours(first.hours, !last.afternoon);
  const value = `${timeOf(start, first.minutes)}..${timeOf(end, second.minutes)}`;
  return match(i, withZone(s, last.to), 'TIME', 'time.clock', value);
}

function clock(s: Stream, i: number, to: number, hours: number, minutes: number, afternoon: boolean): Match {
  return match(i, withZone(s, to), 'TIME', 'time.clock', timeOf(halfDayHours(hours, afternoon), minutes));
}

function halfDayHours(hours: number, afternoon: boolean): number {
  return (hours % 12) + (afternoon ? 12 : 0);
}

function hoursAndMinutes(s: Stream, i: number): { hours: number; minutes: number; to: number } | undefined {
  const hours = digitsAt(s, i);
  if (!(hours >= 0 && hours < 25) || lengthAt(s, i) > 2) return undefined;
  const mark = codeAt(s, i + 1);
  if (
    (mark === Character.colon || mark === Character.dot) &&
    isGlued(s, i + 1) &&
    isGlued(s, i + 2) &&
    lengthAt(s, i + 2) === 2 &&
    digitsAt(s, i + 2) < 60
  ) {
    return { hours, minutes: digitsAt(s, i + 2), to: i + 3 };
  }
  return { hours, minutes: 0, to: i + 1 };
}

/** `pm`, `p.m.`, `a.m`, `noon`; a final dot that belongs to it is inside. */
function meridiemAt(s: Stream, i: number): { afternoon: boolean; to: number } | undefined {
  const at = isDash(s, i) && isGlued(s, i) ? i + 1 : i;
  if (!follows(s, at)) return undefined;
  const word = lower(s, at);
  if (word === 'am' || word === 'pm') {
    // `10 am` is a time; in `it was 10 am I told` nobody writes so.
    return { afternoon: word === 'pm', to: at + 1 };
  }
  if (word !== 'a' && word !== 'p') return undefined;
  if (!isMark(s, at + 1, Character.dot) || !isGlued(s, at + 1)) return undefined;
  if (lower(s, at + 2) !== 'm' || !(isGlued(s, at + 2) || isNear(s, at + 2))) return undefined;
  const dot = isMark(s, at + 3, Character.dot) && isGlued(s, at + 3);
  return { afternoon: word === 'p', to: at + (dot ? 4 : 3) };
}

/** Behind a time, an abbreviated zone: ` ET`, ` GMT+8`, ` (GMT)` stays outside. */
function withZone(s: Stream, i: number): number {
  if (!isWord(s, i) || !follows(s, i) || !zones.has(raw(s, i))) return i;
  const sign = codeAt(s, i + 1);
  const shifted =
    (sign === Character.plus || sign === Character.hyphen) &&
    isGlued(s, i + 1) &&
    isGlued(s, i + 2) &&
    lengthAt(s, i + 2) <= 2 &&
    isDigits(s, i + 2);
  return shifted ? i + 3 : i + 1;
}

/** `13:25`, `03:14 UTC`, `2:04:35`, `6:15` behind "at". */
function colonClock(s: Stream, i: number): Match | undefined {
  if (!isMark(s, i + 1, Character.colon) || !isGlued(s, i + 1) || !isGlued(s, i + 2))
    return dottedClock(s, i);
  if (lengthAt(s, i) > 2 || lengthAt(s, i + 2) !== 2 || !isDigits(s, i + 2)) return undefined;
  const hours = digitsAt(s, i);
  const minutes = digitsAt(s, i + 2);
  if (minutes > 59) return undefined;
  if (
    isMark(s, i + 3, Character.colon) &&
    isGlued(s, i + 3) &&
    isGlued(s, i + 4) &&
    lengthAt(s, i + 4) === 2 &&
    isDigits(s, i + 4)
  ) {
    return runningTime(s, i, hours, minutes);
  }
  if (isMark(s, i + 3, Character.dot) && isGlued(s, i + 3) && isGlued(s, i + 4) && isDigits(s, i + 4)) {
    // `1:43.21`: minutes and seconds of a race.
    const seconds = Number(`${minutes}.${raw(s, i + 4)}`);
    return match(i, i + 5, 'TIME', 'time.clock', `PT${tidy(hours * 60 + seconds)}S`);
  }
  if (hours > 24)
    return isRace(s, i) ? match(i, i + 3, 'TIME', 'time.clock', `PT${hours * 60 + minutes}S`) : undefined;
  const part = partBehind(s, i + 3);
  if (part) return match(i, part.to, 'TIME', 'time.words', timeOf(spokenHour(hours, part.word), minutes));
  const zoned = withZone(s, i + 3);
  // `at 0:14`: the gap to the one ahead; the first minutes of a day are written `00:14`.
  if (zoned === i + 3 && lengthAt(s, i) === 1 && hours === 0)
    return match(i, i + 3, 'TIME', 'time.clock', `PT${minutes}S`);
  // `in 15:28`, `a time of 7:41` are minutes and seconds of a race.
  if (zoned === i + 3 && isRace(s, i))
    return match(i, i + 3, 'TIME', 'time.clock', `PT${hours * 60 + minutes}S`);
  const to = zoned === i + 3 && (lower(s, i + 3) === 'hrs' || lower(s, i + 3) === 'hours') ? i + 4 : zoned;
  return match(i, to, 'TIME', 'time.clock', timeOf(hours, minutes));
}

/** Behind words that tell how long somebody took, or was ahead: `in 15:28`, `won by 1:08`. */
function isRace(s: Stream, i: number): boolean {
  const before = lower(s, i - 1);
  if (/^(?:in|of|clocked|clocking|ran|time)$/.test(before)) return !isDigits(s, i - 2);
  if (before !== 'by') return false;
  for (let back = 2; back <= 8; back++) {
    if (isMark(s, i - back, Character.dot)) return false;
    if (
      /^(?:won|wins|win|led|leads|lead|beat|beats|beaten|victory|trails|trailed|ahead|lost)$/.test(
        lower(s, i - back),
      )
    )
      return true;
  }
  return false;
}

/** `14.30 GMT`, `at 9.15 on Monday`: a dot joins hours and minutes only with a zone or an hour's mark. */
function dottedClock(s: Stream, i: number): Match | undefined {
  const read = hoursAndMinutes(s, i);
  if (!read || read.to !== i + 3) return undefined;
  const to = withZone(s, read.to);
  // `the 17.23 from Ludlow`
  if (
    to === read.to &&
    lower(s, i - 1) === 'the' &&
    /^(?:from|to)$/.test(lower(s, to)) &&
    isCapitalized(s, to + 1)
  )
    return match(i, to, 'TIME', 'time.words', timeOf(read.hours, read.minutes));
  if (
    to === read.to &&
    opensSentenceAt(s, i) &&
    /^(?:he|she|they|we|i|it|the|a)$/.test(lower(s, to)) &&
    read.hours > 0
  )
    return match(i, to, 'TIME', 'time.words', timeOf(read.hours, read.minutes));
  if (to === read.to || /^(?:ET|CT|MT|PT|ART|CAT|COT|PET|VET)$/.test(raw(s, read.to))) return undefined;
  return match(i, to, 'TIME', 'time.clock', timeOf(read.hours, read.minutes));
}

function runningTime(s: Stream, i: number, hours: number, minutes: number): Match | undefined {
  const seconds = digitsAt(s, i + 4);
  if (seconds > 59) return undefined;
  const zoned = withZone(s, i + 5);
  const ofDay = zoned > i + 5 || hours > 9 || lower(s, i - 1) === 'at';
  if (ofDay)
    return hours < 25
      ? match(i, zoned, 'TIME', 'time.clock', `${timeOf(hours, minutes)}:${raw(s, i + 4)}`)
      : undefined;
  return match(i, i + 5, 'TIME', 'time.clock', `PT${hours * 3600 + minutes * 60 + seconds}S`);
}

/** `0930 GMT`, `1400 hours`, `1830hrs`. */
function fourDigits(s: Stream, i: number): Match | undefined {
  if (lengthAt(s, i) !== 4) return undefined;
  const digits = digitsAt(s, i);
  const hours = Math.floor(digits / 100);
  const minutes = digits % 100;
  if (hours > 24 || minutes > 59) return undefined;
  const word = lower(s, i + 1);
  if (
    follows(s, i + 1) &&
    (word === 'hrs' || (word === 'hours' && (raw(s, i).startsWith('0') || isAtOrBy(s, i))))
  )
    return match(i, i + 2, 'TIME', 'time.clock', timeOf(hours, minutes));
  const to = withZone(s, i + 1);
  return to > i + 1 ? match(i, to, 'TIME', 'time.clock', timeOf(hours, minutes)) : undefined;
}
