import {
  Character,
  codeAt,
  isDash,
  isDigits,
  isGlued,
  isNear,
  isWord,
  follows,
  lower,
  type Stream,
} from './stream';
import { halfBehindDigits, numeralAt, type Numeral } from './numerals';
import { tidy } from './match';

/** One numeral or a range of two, with its sign. */
export interface Amount {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  /** The second end of a range. */
  readonly high: number | undefined;
  /** How the ends of a range are joined. */
  readonly joint: '-' | 'to' | 'or' | undefined;
  /** The last numeral read. */
  readonly last: Numeral;
  readonly first: Numeral;
  readonly negative: boolean;
}

/** Reads the amount at token `i`, a range where one is written. */
export function amountAt(s: Stream, i: number): Amount | undefined {
  const first = signedAt(s, i);
  return first && (rangeFrom(s, first) ?? first);
}

/** Reads one signed numeral: `-3`, `minus five`, `2.4bn`. */
export function signedAt(s: Stream, i: number): Amount | undefined {
  let at = i;
  let negative = false;
  const code = codeAt(s, i);
  if (code === Character.hyphen || code === Character.minus || code === Character.enDash) {
    if (!isGlued(s, i + 1) || !isDigits(s, i + 1)) return undefined;
    // Behind a word, a number or a unit the dash is a hyphen or joins a range.
    const before = codeAt(s, i - 1);
    const opens =
      before === Character.open ||
      before === Character.quote ||
      before === Character.slash ||
      before === 91 ||
      before === 124 ||
      before >= 8216;
    if (isGlued(s, i) && !opens) return undefined;
    if (code === Character.enDash && isDigits(s, i - 1)) return undefined;
    negative = true;
    at = i + 1;
  } else if (isWord(s, i) && lower(s, i) === 'minus') {
    // `plus or minus 3` has no sign.
    if (lower(s, i - 1) === 'or') return undefined;
    negative = true;
    at = i + 1;
    if (!follows(s, at)) return undefined;
  }
  let numeral = numeralAt(s, at);
  if (!numeral) return undefined;
  if (numeral.form === 'digits') numeral = halfBehindDigits(s, numeral);
  return {
    from: i,
    to: numeral.to,
    low: negative ? -numeral.value : numeral.value,
    high: undefined,
    joint: undefined,
    first: numeral,
    last: numeral,
    negative,
  };
}

/** The same amount without its second end. */
export function lowEnd(amount: Amount): Amount {
  return {
    from: amount.from,
    to: amount.first.to,
    low: amount.negative ? -amount.first.value : amount.first.value,
    high: undefined,
    joint: undefined,
    first: amount.first,
    last: amount.first,
    negative: amount.negative,
  };
}

/** Goes on from one numeral to the second end of a range: `4-6`, `9 to 11`, `four or five`, `10- to 12`. */
export function rangeFrom(s: Stream, first: Amount): Amount | undefined {
  const joint = jointAt(s, first.to);
  if (!joint) return undefined;
  if (first.first.form === 'fraction') return undefined;
  const second = numeralAt(s, joint.to);
  if (!second || second.form === 'fraction' || second.article) return undefined;
  const words = first.first.form === 'words';
  if (joint.kind === 'or' && words !== (second.form === 'words')) return undefined;
  let low = first.low;
  if (
    !first.first.scaled &&
    second.scaled &&
    !first.first.grouped &&
    Math.abs(first.low) <= second.mantissa
  ) {
    low = tidy((first.low * second.value) / second.mantissa);
  }
  return { ...first, to: second.to, low, high: second.value, joint: joint.kind, last: second };
}

function jointAt(s: Stream, i: number): { to: number; kind: '-' | 'to' | 'or' } | undefined {
  if (isDash(s, i)) {
    if (isGlued(s, i) && isGlued(s, i + 1)) {
      const word = lower(s, i + 1);
      if ((word === 'to' || word === 'or') && isDash(s, i + 2)) return { to: i + 3, kind: word };
      return isDigits(s, i + 1) || isWord(s, i + 1) ? { to: i + 1, kind: '-' } : undefined;
    }
    // Suspended hyphen: `10- to 12-year-olds`.
    const word = lower(s, i + 1);
    if (isGlued(s, i) && isNear(s, i + 1) && (word === 'to' || word === 'or'))
      return { to: i + 2, kind: word };
    // An en dash with blanks around it joins digits in some house styles.
    const spaced = isNear(s, i) && isNear(s, i + 1) && isDigits(s, i - 1) && isDigits(s, i + 1);
    return spaced && codeAt(s, i) === Character.enDash ? { to: i + 1, kind: '-' } : undefined;
  }
  if (!isWord(s, i) || !isNear(s, i) || !isNear(s, i + 1)) return undefined;
  const word = lower(s, i);
  return word === 'to' || word === 'or' ? { to: i + 1, kind: word } : undefined;
}
