import type { Label, NumberValue } from '../core/model';
import { timexWords } from './timex';
import type { Translate } from './translate';

/**
 * The value of a number in plain words: `1.1 billion US dollars`, `4 to 6 percent`, `the third quarter of 2020`.
 * `undefined` where the words say no more than the value itself.
 */
export function numberWords(label: Label, { value, unit }: NumberValue, t: Translate): string | undefined {
  if (label === 'DATE' || label === 'TIME') return ofRange(value, (one) => timexWords(one, t), t);
  if (label === 'MONEY' && unit) return ofRange(value, (one) => moneyWords(Number(one), unit, t), t);
  if (label === 'PERCENT') return ofRange(value, (one) => t('{0} percent', plain(Number(one), t)), t);
  if (label === 'ORDINAL') return t('number {0} in an order', String(value));
  if (unit) return ofRange(value, (one) => `${plain(Number(one), t)} ${unit}`, t);
  const score = typeof value === 'string' ? /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(value) : undefined;
  if (score) return t('{0} to {1}, as a score or ratio', score[1]!, score[2]!);
  return ofRange(value, (one) => plain(Number(one), t), t);
}

/** The value in normal form, as the sidecar has it: `1100000000 USD`. */
export function normalForm({ value, unit }: NumberValue): string {
  return unit ? `${value} ${unit}` : String(value);
}

function ofRange(
  value: number | string,
  words: (one: string) => string | undefined,
  t: Translate,
): string | undefined {
  const [low, high] = String(value).split('..');
  const first = words(low!);
  if (high === undefined || first === undefined) return first;
  const second = words(high);
  return second && t('{0} to {1}', first, second);
}

function moneyWords(amount: number, currency: string, t: Translate): string {
  const large = Math.abs(amount) >= 1_000_000;
  try {
    return new Intl.NumberFormat(locale(t), {
      style: 'currency',
      currency,
      currencyDisplay: 'name',
      notation: large ? 'compact' : 'standard',
      compactDisplay: 'long',
      minimumFractionDigits: 0,
      maximumFractionDigits: large ? 3 : 4,
    }).format(amount);
  } catch {
    // Not every unit of money is an ISO code: a coin's ticker may have four letters.
    return `${plain(amount, t)} ${currency}`;
  }
}

function plain(number: number, t: Translate): string {
  const large = Math.abs(number) >= 1_000_000;
  return new Intl.NumberFormat(locale(t), {
    notation: large ? 'compact' : 'standard',
    compactDisplay: 'long',
    maximumFractionDigits: 4,
  }).format(number);
}

/** The language that numbers are written in: a translation of “en” is the tag of its own language. */
function locale(t: Translate): string {
  return t('en');
}
