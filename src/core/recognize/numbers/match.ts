import type { NumberLabel, NumberValue } from '../../model';

/** Names of the grammar's rules; confidence.ts gives each its score. */
export type Rule =
  | 'money.sign'
  | 'money.word'
  | 'money.carried'
  | 'percent'
  | 'quantity'
  | 'quantity.carried'
  | 'ordinal'
  | 'cardinal.digits'
  | 'cardinal.words'
  | 'cardinal.one'
  | 'cardinal.fraction'
  | 'cardinal.ratio'
  | 'cardinal.score'
  | 'date.calendar'
  | 'date.month'
  | 'date.weekday'
  | 'date.year'
  | 'date.period'
  | 'date.season'
  | 'date.festival'
  | 'date.deixis'
  | 'date.set'
  | 'duration'
  | 'duration.article'
  | 'time.clock'
  | 'time.words'
  | 'time.part'
  | 'time.duration';

/** What a rule read, as token indexes; `to` is exclusive. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly label: NumberLabel;
  readonly rule: Rule;
  readonly number: NumberValue;
  /** Of money: how many of the written unit make one of the currency. */
  readonly part?: number;
  /** Of money: an exchange rate. */
  readonly rate?: boolean;
}

/** Words that look like a number and are none; the scan goes on at token `to`. */
export interface Exclusion {
  readonly to: number;
}

export function match(
  from: number,
  to: number,
  label: NumberLabel,
  rule: Rule,
  value: number | string,
  unit?: string,
): Match {
  return { from, to, label, rule, number: unit === undefined ? { value } : { value, unit } };
}

/** Drops the noise that binary fractions add: 12 significant digits are more than any text gives. */
export function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}

/** A fraction as the scheme writes it: at most four decimals. */
export function fourDecimals(value: number): number {
  return Math.round(value * 10000) / 10000;
}

export function rangeOf(low: number | string, high: number | string | undefined): number | string {
  return high === undefined ? low : `${low}..${high}`;
}
