import type { NumberLabel, NumberValue } from '../../model';
import type { Span } from '../../span';

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
  | 'cardinal.tally'
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
  readonly part: number;
  /** Of money: an exchange rate. */
  readonly rate: boolean;
}

/** A number, date or time in a text. */
export interface Found extends Span {
  readonly label: NumberLabel;
  readonly number: NumberValue;
  readonly rule: Rule;
  /** The amount right before that this one, in brackets, converts. */
  readonly converts?: Span;
}

export function match(
  from: number,
  to: number,
  label: NumberLabel,
  rule: Rule,
  value: number | string,
  unit?: string,
): Match {
  return {
    from,
    to,
    label,
    rule,
    number: unit === undefined ? { value } : { value, unit },
    part: 1,
    rate: false,
  };
}

/** Drops the noise that binary fractions add: 12 significant digits are more than any text gives. */
export function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}

const powersOfTen = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** A number times a power of ten, rounded once: for integers the same as written out in digits. */
export function shifted(value: number, exponent: number): number {
  if (Math.abs(exponent) > 22) return Number(`${value}e${exponent}`);
  return exponent < 0 ? value / powersOfTen[-exponent]! : value * powersOfTen[exponent]!;
}

/** A fraction as the scheme writes it: at most four decimals. */
export function fourDecimals(value: number): number {
  return Math.round(value * 10000) / 10000;
}

export function rangeOf(low: number | string, high: number | string | undefined): number | string {
  return high === undefined ? low : `${low}..${high}`;
}

/** The number itself, of a range its second end; NaN for dates and scores. */
export function highEnd({ value }: NumberValue): number {
  return typeof value === 'number' ? value : Number(value.split('..')[1]);
}
