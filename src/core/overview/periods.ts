import type { Day } from '../model';

/** A stretch of days with what the articles of these days say. */
export interface Period {
  /** `2026-11-22`, `2026-11`, `2026`: a day, a month or a year. */
  readonly name: string;
  /** Whether it holds everything before, too. */
  readonly isOpen?: boolean;
  readonly articles: number;
  readonly mentions: number;
}

const mostPeriods = 36;

/** The days, months or years from the first to the last of some dates, whichever are few enough to be drawn; without gaps. */
export function columnsOf(dated: readonly { readonly day: Day; readonly mentions: number }[]): Period[] {
  if (dated.length === 0) return [];
  const days = dated.map(({ day }) => day).sort();
  const [first, last] = [days[0]!, days.at(-1)!];
  const unit = units.find((one) => one.count(first, last) <= mostPeriods) ?? units.at(-1)!;
  const names = unit.names(first, last).slice(-mostPeriods);
  const byName = new Map(names.map((name) => [name, { articles: 0, mentions: 0 }]));
  let isOpen = false;
  for (const { day, mentions } of dated) {
    const own = byName.get(day.slice(0, unit.length));
    if (!own) isOpen = true;
    const period = own ?? byName.get(names[0]!)!;
    period.articles++;
    period.mentions += mentions;
  }
  return names.map((name, index) => ({
    name,
    ...(isOpen && index === 0 && { isOpen }),
    ...byName.get(name)!,
  }));
}

/** Whether a day is of a period. */
export function isIn(day: Day, { name, isOpen }: Pick<Period, 'name' | 'isOpen'>): boolean {
  return day.startsWith(name) || (isOpen === true && day < name);
}

interface Unit {
  /** How many characters of a day name it. */
  readonly length: number;
  count(first: Day, last: Day): number;
  names(first: Day, last: Day): string[];
}

const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const yearOf = (day: Day): number => Number(day.slice(0, 4));
const dayNumber = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

function unitOf(length: number, numberOf: (day: Day) => number, nameOf: (number: number) => string): Unit {
  return {
    length,
    count: (first, last) => numberOf(last) - numberOf(first) + 1,
    names(first, last) {
      const [from, to] = [numberOf(first), numberOf(last)];
      // Of centuries, only what can be shown is made.
      const start = Math.max(from, to - mostPeriods + 1);
      return Array.from({ length: Math.max(1, to - start + 1) }, (_, i) => nameOf(start + i));
    },
  };
}

const units: readonly Unit[] = [
  unitOf(10, dayNumber, (number) => new Date(number * 86_400_000).toISOString().slice(0, 10)),
  unitOf(7, monthOf, (number) => `${padded(Math.floor(number / 12), 4)}-${padded((number % 12) + 1, 2)}`),
  unitOf(4, yearOf, (number) => padded(number, 4)),
];

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
