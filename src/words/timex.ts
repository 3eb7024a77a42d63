import type { Translate } from './translate';

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December',
] as const; // prettier-ignore
const weekdays = [
  'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday',
] as const; // prettier-ignore
const quarters = ['first quarter', 'second quarter', 'third quarter', 'fourth quarter'] as const;
const halves = ['first half', 'second half'] as const;
const seasons = { SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter' } as const;
const partsOfDay = { MO: 'morning', AF: 'afternoon', EV: 'evening', NI: 'night' } as const;
const units = {
  Y: ['year', 'years'],
  M: ['month', 'months'],
  W: ['week', 'weeks'],
  D: ['day', 'days'],
  TH: ['hour', 'hours'],
  TM: ['minute', 'minutes'],
  TS: ['second', 'seconds'],
} as const;

/** The words for a TIMEX3 value (ISO-TimeML), or `undefined` where there are no better ones than the value. */
export function timexWords(value: string, t: Translate): string | undefined {
  if (value === 'PAST_REF') return t('a time past, seen from the text');
  if (value === 'PRESENT_REF') return t('the time of the text');
  if (value === 'FUTURE_REF') return t('a time to come, seen from the text');
  if (value.startsWith('P')) return durationWords(value, t);
  if (/^T\d/.test(value)) return value.slice(1);
  return calendarWords(value, t);
}

function durationWords(value: string, t: Translate): string | undefined {
  const pieces = [...value.slice(1).matchAll(/(T?)([\d.]+)([YMWDHS])/g)];
  let inDay = false;
  const words = pieces.map(([, marker, count, letter]) => {
    inDay ||= marker === 'T';
    const unit = inDay ? `T${letter}` : letter!;
    return unit in units && `${count} ${t(units[unit as keyof typeof units][count === '1' ? 0 : 1])}`;
  });
  return words.length > 0 && words.every(Boolean) ? words.join(' ') : undefined;
}

function calendarWords(value: string, t: Translate): string | undefined {
  const weekday = /^(?:\d{4}|XXXX)-WXX-([1-7])(?:T(MO|AF|EV|NI))?$/.exec(value);
  if (weekday) {
    const day = t(weekdays[Number(weekday[1]) - 1]!);
    return weekday[2] ? `${day} ${partOfDay(weekday[2], t)}` : day;
  }
  const match =
    /^(FY)?(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d))?))?(?:T(MO|AF|EV|NI))?$/.exec(
      value,
    );
  if (!match) return undefined;
  const [, fiscal, year, quarter, half, season, month, day, part] = match;
  const when = yearWords(year!, fiscal !== undefined, t);
  const whole = quarter
    ? t(quarters[Number(quarter) - 1]!)
    : half
      ? t(halves[Number(half) - 1]!)
      : season
        ? t(seasons[season as keyof typeof seasons])
        : month
          ? dayWords(month, day, t)
          : undefined;
  const words =
    whole === undefined ? when : when === undefined ? t('{0}, the year not said', whole) : `${whole} ${when}`;
  return part && words ? `${words}, ${partOfDay(part, t)}` : words;
}

function dayWords(month: string, day: string | undefined, t: Translate): string {
  const known = months[Number(month) - 1];
  const name = known ? t(known) : month;
  return day ? t('{0} {1}', Number(day), name) : name;
}

function partOfDay(part: string, t: Translate): string {
  return t(partsOfDay[part as keyof typeof partsOfDay]);
}

function yearWords(year: string, fiscal: boolean, t: Translate): string | undefined {
  if (year === 'XXXX') return undefined;
  if (year.endsWith('XX')) return t('the century from {0}', `${year.slice(0, 2)}00`);
  if (year.endsWith('X')) return t('the {0}s', `${year.slice(0, 3)}0`);
  return fiscal ? t('fiscal year {0}', year) : year;
}
