import type { Translate } from './translate';

const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const quarters = ['first', 'second', 'third', 'fourth'];
const seasons: Readonly<Record<string, string>> = { SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter' };
const partsOfDay: Readonly<Record<string, string>> = {
  MO: 'morning',
  AF: 'afternoon',
  EV: 'evening',
  NI: 'night',
};
const units: Readonly<Record<string, readonly [string, string]>> = {
  Y: ['year', 'years'],
  M: ['month', 'months'],
  W: ['week', 'weeks'],
  D: ['day', 'days'],
  TH: ['hour', 'hours'],
  TM: ['minute', 'minutes'],
  TS: ['second', 'seconds'],
};

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
    const names = units[inDay ? `T${letter}` : letter!];
    return names && `${count} ${t(names[count === '1' ? 0 : 1])}`;
  });
  return words.length > 0 && words.every(Boolean) ? words.join(' ') : undefined;
}

function calendarWords(value: string, t: Translate): string | undefined {
  const weekday = /^(?:\d{4}|XXXX)-WXX-([1-7])(?:T(MO|AF|EV|NI))?$/.exec(value);
  if (weekday)
    return [weekdays[Number(weekday[1]) - 1]!, partsOfDay[weekday[2] ?? '']]
      .filter(Boolean)
      .map((word) => t(word!))
      .join(' ');
  const match =
    /^(FY)?(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d))?))?(?:T(MO|AF|EV|NI))?$/.exec(
      value,
    );
  if (!match) return undefined;
  const [, fiscal, year, quarter, half, season, month, day, part] = match;
  const when = yearWords(year!, fiscal !== undefined, t);
  const whole = quarter
    ? t('{0} quarter', t(quarters[Number(quarter) - 1]!))
    : half
      ? t('{0} half', t(quarters[Number(half) - 1]!))
      : season
        ? t(seasons[season]!)
        : month
          ? [day && Number(day), t(months[Number(month) - 1] ?? month)].filter(Boolean).join(' ')
          : undefined;
  const words =
    whole === undefined ? when : when === undefined ? t('{0}, the year not said', whole) : `${whole} ${when}`;
  return part && words ? `${words}, ${t(partsOfDay[part]!)}` : words;
}

function yearWords(year: string, fiscal: boolean, t: Translate): string | undefined {
  if (year === 'XXXX') return undefined;
  if (year.endsWith('XX')) return t('the century from {0}', `${year.slice(0, 2)}00`);
  if (year.endsWith('X')) return t('the {0}s', `${year.slice(0, 3)}0`);
  return fiscal ? t('fiscal year {0}', year) : year;
}
