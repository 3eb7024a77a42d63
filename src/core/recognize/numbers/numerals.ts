import {
  Character,
  codeAt,
  digitsAt,
  isApostrophe,
  isBehindNumber,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  follows,
  lengthAt,
  lower,
  raw,
  type Stream,
} from './stream';
import { shifted, tidy } from './match';
import { denominators, letterScales, scales, shortScales, tens, units } from './numberWords';

/** One number as written, without sign, unit or currency: `1,234.5`, `2.4bn`, `twenty-five`, `half a million`. */
export interface Numeral {
  /** Token index behind it. */
  readonly to: number;
  readonly value: number;
  readonly form: 'digits' | 'words' | 'fraction';
  /** A bare run of digits: it may be a year, a label or a part of a clock time. */
  readonly plain: boolean;
  /** Whether a magnitude is written: `million`, `bn`, `k`. */
  readonly scaled: boolean;
  /** The value before the magnitude; what a range shares is the magnitude. */
  readonly mantissa: number;
  /** Decimals or groups are written. */
  readonly grouped: boolean;
  readonly decimal: boolean;
  /** Starts with the indefinite article. */
  readonly article: boolean;
  /** The magnitude is one capital or small letter, glued: `100m` may as well be metres. */
  readonly letter: string;
}

const vulgarFractions: ReadonlyMap<number, number> = new Map(
  (
    [
      ['½', 1 / 2],
      ['⅓', 1 / 3],
      ['⅔', 2 / 3],
      ['¼', 1 / 4],
      ['¾', 3 / 4],
      ['⅕', 1 / 5],
      ['⅖', 2 / 5],
      ['⅗', 3 / 5],
      ['⅘', 4 / 5],
      ['⅙', 1 / 6],
      ['⅚', 5 / 6],
      ['⅐', 1 / 7],
      ['⅛', 1 / 8],
      ['⅜', 3 / 8],
      ['⅝', 5 / 8],
      ['⅞', 7 / 8],
      ['⅑', 1 / 9],
      ['⅒', 1 / 10],
    ] as const
  ).map(([sign, value]) => [sign.charCodeAt(0), value]),
);

export function isVulgarFraction(code: number): boolean {
  return vulgarFractions.has(code);
}

/** Reads the numeral that starts at token `i`, in digits or in words. */
export function numeralAt(s: Stream, i: number): Numeral | undefined {
  if (isDigits(s, i)) return digitNumeral(s, i);
  if (isWord(s, i)) return wordNumeral(s, i);
  const fraction = vulgarFractions.get(codeAt(s, i));
  if (fraction === undefined) return undefined;
  return numeral(i + 1, fraction, 'fraction');
}

function numeral(to: number, value: number, form: Numeral['form'], more?: Partial<Numeral>): Numeral {
  return {
    to,
    value,
    form,
    plain: more?.plain ?? false,
    scaled: more?.scaled ?? false,
    mantissa: more?.mantissa ?? value,
    grouped: more?.grouped ?? false,
    decimal: more?.decimal ?? false,
    article: more?.article ?? false,
    letter: '',
  };
}

/** Groups of digits are read up to this many, so that endless lists of digits stay linear. */
const maximalGroups = 8;

function digitNumeral(s: Stream, i: number): Numeral | undefined {
  const length = lengthAt(s, i);
  if (length > 15) {
    const value = Number(s.text.slice(s.starts[i], Math.min(s.ends[i]!, s.starts[i]! + 300)));
    return numeral(i + 1, value, 'digits', { plain: length <= 18 });
  }
  let digits = digitsAt(s, i);
  if (isWord(s, i + 1) || isBehindNumber(s, i + 1))
    return scaledNumeral(s, numeral(i + 1, digits, 'digits', { plain: true }), digits, 0);
  let to = i + 1;
  let decimals = 0;
  const groups = length <= 3 ? groupsAt(s, to, digits) : undefined;
  if (groups) {
    digits = groups.digits;
    to = groups.to;
  }
  const grouped = groups !== undefined;
  if (isDecimalPoint(s, to) || (!grouped && isDecimalComma(s, to))) {
    decimals = lengthAt(s, to + 1);
    digits = shifted(digits, decimals) + digitsAt(s, to + 1);
    to += 2;
  }
  const decimal = decimals > 0;
  if (!grouped && !decimal) {
    const part = mixedFraction(s, to);
    const quotient = part ? undefined : slashFraction(s, i);
    if (quotient) return quotient;
    if (part) {
      const mixed = tidy(digits + part.value);
      return scaledNumeral(s, numeral(part.to, mixed, 'digits', { decimal: true }), mixed, 0);
    }
  }
  const part = decimal && isGlued(s, to) ? vulgarFractions.get(codeAt(s, to)) : undefined;
  if (part !== undefined) {
    // `4.13½`: the fraction is of the last digit.
    const exact = shifted(digits + part, -decimals);
    return numeral(to + 1, tidy(exact), 'digits', { grouped, decimal });
  }
  const plain = to === i + 1;
  const bare = numeral(to, shifted(digits, -decimals), 'digits', { plain, grouped, decimal });
  return scaledNumeral(s, bare, digits, decimals);
}

/** The dot of `3.5`; that of `1.2.3` joins no decimals. */
function isDecimalPoint(s: Stream, i: number): boolean {
  if (!isMark(s, i, Character.dot) || !isGlued(s, i) || !isGlued(s, i + 1) || !isDigits(s, i + 1))
    return false;
  const again =
    isMark(s, i + 2, Character.dot) && isGlued(s, i + 2) && isDigits(s, i + 3) && isGlued(s, i + 3);
  return lengthAt(s, i + 1) <= 15 && !again;
}

/** The comma of `2,5 million`: a decimal comma is believed only before a magnitude. */
function isDecimalComma(s: Stream, i: number): boolean {
  if (!isMark(s, i, Character.comma) || !isGlued(s, i) || !isGlued(s, i + 1) || !isDigits(s, i + 1))
    return false;
  return lengthAt(s, i + 1) <= 2 && scaleAt(s, i + 2) !== undefined;
}

/** `,234,567`, `,23,45,678`, ` 234 567` (thin or no-break blanks), `'234'567`. */
function groupsAt(s: Stream, to: number, first: number): { digits: number; to: number } | undefined {
  const comma = isMark(s, to, Character.comma) && isGlued(s, to);
  const apostrophe =
    !comma && isApostrophe(s, to) && isGlued(s, to) && isGlued(s, to + 1) && lengthAt(s, to + 1) === 3;
  let digits = first;
  let last = 0;
  let short = false;
  for (let n = 0; n < maximalGroups; n++) {
    let next = to;
    if (comma || apostrophe) {
      if (
        !(comma ? isMark(s, to, Character.comma) : isApostrophe(s, to)) ||
        !isGlued(s, to) ||
        !isGlued(s, to + 1)
      )
        break;
      next = to + 1;
    } else if (!isThinlySpaced(s, to)) break;
    const length = isDigits(s, next) ? lengthAt(s, next) : 0;
    if (length !== 3 && !(comma && length === 2)) break;
    if (length === 2) short = true;
    else if (short && n > 0 && last === 3) break;
    digits = shifted(digits, length) + digitsAt(s, next);
    last = length;
    to = next + 1;
  }
  return last === 3 ? { digits, to } : undefined;
}

function isThinlySpaced(s: Stream, i: number): boolean {
  if (!isNear(s, i) || !isDigits(s, i) || lengthAt(s, i) !== 3) return false;
  const blank = s.text.charCodeAt(s.ends[i - 1]!);
  if (blank === 0xa0 || blank === 0x202f || blank === 0x2009) return true;
  // A plain blank is believed only before round groups: `15 000 people`.
  return (
    blank === 32 &&
    s.text.charCodeAt(s.ends[i]! - 1) === 48 &&
    s.text.charCodeAt(s.ends[i]! - 2) === 48 &&
    codeAt(s, i - 1) !== 48 &&
    !isDigits(s, i + 1)
  );
}

/** The `½` or ` 1/2` behind an integer. */
function mixedFraction(s: Stream, i: number): { value: number; to: number } | undefined {
  const sign = follows(s, i) ? vulgarFractions.get(codeAt(s, i)) : undefined;
  if (sign !== undefined) return { value: sign, to: i + 1 };
  const at = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1) ? i + 1 : i;
  if ((at === i && !isNear(s, i)) || !isDigits(s, at) || lengthAt(s, at) > 2) return undefined;
  const quotient = slashFraction(s, at);
  return quotient && { value: quotient.value, to: quotient.to };
}

/** `3/4`, only with a denominator that people divide by. */
function slashFraction(s: Stream, i: number): Numeral | undefined {
  if (!isMark(s, i + 1, Character.slash) && !isMark(s, i + 1, 0x2044)) return undefined;
  if (!isGlued(s, i + 1) || !isGlued(s, i + 2) || (isMark(s, i + 3, Character.slash) && isGlued(s, i + 3)))
    return undefined;
  const top = digitsAt(s, i);
  const bottom = digitsAt(s, i + 2);
  if (
    !(top > 0 && (top < bottom || (top === bottom && (top === 10 || top === 100 || top === 5)))) ||
    lengthAt(s, i + 2) > 3
  )
    return undefined;
  if (isWord(s, i + 3) && isGlued(s, i + 3)) return undefined;
  const known = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100].includes(bottom) || (top === 1 && bottom <= 20);
  return known ? numeral(i + 3, top / bottom, 'fraction') : undefined;
}

interface Scale {
  readonly to: number;
  readonly exponent: number;
  readonly factor: number;
  readonly letter: string;
}

/** The magnitude at token `i`, behind digits: `million`, `bn`, `-million`, `k`. */
function scaleAt(s: Stream, i: number): Scale | undefined {
  const hyphen = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1);
  const at = hyphen ? i + 1 : i;
  if (!isWord(s, at) || !follows(s, at)) return undefined;
  const word = lower(s, at);
  const exponent = scales.get(word) ?? shortScales.get(word);
  if (exponent !== undefined) {
    const more = scales.get(lower(s, at + 1));
    const chained = more !== undefined && more > 3 && isNear(s, at + 1);
    const dot =
      (word === 'mil' || word === 'bil' || word === 'cr') &&
      isMark(s, at + 1, Character.dot) &&
      isGlued(s, at + 1) &&
      !isLast(s, at + 1);
    return {
      to: at + 1 + (chained || dot ? 1 : 0),
      exponent: exponent + (chained ? more : 0),
      factor: 1,
      letter: '',
    };
  }
  if (word === 'dozen' && !hyphen) return { to: at + 1, exponent: 0, factor: 12, letter: '' };
  const letter = hyphen || !isGlued(s, at) ? undefined : letterScales.get(word);
  if (letter === undefined) return undefined;
  return { to: at + 1, exponent: letter, factor: 1, letter: raw(s, at) };
}

/** Whether a sentence ends with the dot at token `i`. */
function isLast(s: Stream, i: number): boolean {
  const next = codeAt(s, i + 1);
  return next === -1 || next === 10 || next === 13 || (next >= 65 && next <= 90);
}

/** A numeral in digits with the magnitude behind it; its mantissa is `digits` with so many decimals. */
function scaledNumeral(s: Stream, bare: Numeral, digits: number, decimals: number): Numeral {
  const scale = scaleAt(s, bare.to);
  if (!scale) return bare;
  const value =
    scale.factor === 1 ? shifted(digits, scale.exponent - decimals) : tidy(bare.value * scale.factor);
  return { ...bare, to: scale.to, value, scaled: true, plain: false, letter: scale.letter };
}

/** The value of digits with a one-letter magnitude that turned out to be a unit is the bare number. */
export function withoutLetter(n: Numeral): Numeral {
  return { ...n, to: n.to - 1, value: n.mantissa, scaled: false, letter: '' };
}

function wordNumeral(s: Stream, i: number): Numeral | undefined {
  const word = lower(s, i);
  if (word === 'a' || word === 'an') return articleNumeral(s, i);
  if (word === 'half') return halfNumeral(s, i);
  if ((word === 'quarter' || word === 'thirds') && lower(s, i + 1) === 'of' && isNear(s, i + 1)) {
    const million = lower(s, i + 2) === 'a' ? scales.get(lower(s, i + 3)) : undefined;
    if (million !== undefined && million > 2)
      return numeral(i + 4, tidy(10 ** million / 4), 'words', { scaled: true, mantissa: 0.25 });
    return undefined;
  }
  const small = belowHundred(s, i);
  if (!small) return undefined;
  if (isBehindNumber(s, small.to))
    return numeral(small.to, small.value, 'words', { plain: small.value < 13 });
  const fraction = wordFraction(s, small.to, small.value, i);
  if (fraction) return fraction;
  return sumOfWords(s, small, false);
}

/** Words that are whole numbers: `two hundred and fifty thousand`, from a first part below a hundred. */
function sumOfWords(s: Stream, first: { to: number; value: number }, article: boolean): Numeral {
  let { to } = first;
  let total = 0;
  let current = first.value;
  let mantissa = first.value;
  let scaled = false;
  let lastExponent = Infinity;
  const half = halfBehind(s, to);
  if (half) {
    current += half.value;
    mantissa = current;
    to = half.to;
  }
  for (;;) {
    const at = isDash(s, to) && isGlued(s, to) && isGlued(s, to + 1) ? to + 1 : to;
    const exponent = follows(s, at) ? scales.get(lower(s, at)) : undefined;
    const dozen = !scaled && follows(s, at) && lower(s, at) === 'dozen';
    if (dozen) return numeral(at + 1, tidy(current * 12), 'words', { scaled: true, mantissa, article });
    if (exponent !== undefined) {
      if (exponent === 2 && current < 100) current *= 100;
      else if (exponent < lastExponent) {
        total += tidy(current * 10 ** exponent);
        current = 0;
        lastExponent = exponent;
      } else {
        total = tidy((total + current) * 10 ** exponent);
        current = 0;
      }
      scaled ||= exponent > 2;
      to = at + 1;
      const part = exponent > 2 ? halfBehind(s, to) : undefined;
      if (part && lower(s, part.to) !== 'of' && !denominators.has(lower(s, part.to))) {
        total += tidy(part.value * 10 ** exponent);
        to = part.to;
        break;
      }
      if (to - first.to > 60) break;
    }
    const next = exponent === undefined ? undefined : lowerPart(s, to, exponent);
    if (!next) {
      // `a hundred thousand`
      if (exponent === 2 && follows(s, to) && (scales.get(lower(s, to)) ?? 0) > 2) continue;
      break;
    }
    current += next.value;
    to = next.to;
  }
  return numeral(to, tidy(total + current), 'words', {
    scaled,
    mantissa,
    article,
    plain: !scaled && first.value < 13 && total + current === first.value,
  });
}

/** What follows a magnitude and is less than it: ` and fifty`, ` twenty-five`; never the start of another amount. */
function lowerPart(s: Stream, i: number, exponent: number): { to: number; value: number } | undefined {
  const and = lower(s, i) === 'and' && follows(s, i);
  const dash = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1);
  const at = and || dash ? i + 1 : i;
  const part = follows(s, at) ? belowHundred(s, at) : undefined;
  if (!part || part.value === 0) return undefined;
  const after = follows(s, part.to) ? scales.get(lower(s, part.to)) : undefined;
  if (after !== undefined && (exponent > 2 ? after >= exponent || (and && after > 2) : after === 2))
    return undefined;
  return denominators.has(lower(s, part.to)) ? undefined : part;
}

/** `seven`, `twenty-five`; not the start of an ordinal such as `twenty-fifth`. */
function belowHundred(s: Stream, i: number): { to: number; value: number } | undefined {
  const word = lower(s, i);
  const unit = units.get(word);
  if (unit !== undefined) return { to: i + 1, value: unit };
  const ten = tens.get(word);
  if (ten === undefined) return undefined;
  const at = isDash(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2) ? i + 2 : i + 1;
  const one = follows(s, at) ? units.get(lower(s, at)) : undefined;
  return one !== undefined && one > 0 && one < 10
    ? { to: at + 1, value: ten + one }
    : { to: i + 1, value: ten };
}

/** ` and a half`, `-and-a-half`, ` and three quarters` behind an integer in words. */
export function halfBehind(s: Stream, i: number): { to: number; value: number } | undefined {
  const hyphens = isDash(s, i) && lower(s, i + 1) === 'and';
  const step = hyphens ? 2 : 1;
  const and = hyphens ? i + 1 : i;
  if (lower(s, and) !== 'and' || !follows(s, and)) return undefined;
  const count = lower(s, and + step);
  const denominator = denominators.get(lower(s, and + 2 * step));
  if (denominator === undefined || (hyphens && !isDash(s, and + 1))) return undefined;
  const top = count === 'a' || count === 'one' ? 1 : (units.get(count) ?? 0);
  if (top === 0 || top >= denominator) return undefined;
  return { to: and + 2 * step + 1, value: top / denominator };
}

/** Behind digits, too: `3 and a half`. */
export function halfBehindDigits(s: Stream, n: Numeral): Numeral {
  const half = n.plain ? halfBehind(s, n.to) : undefined;
  if (!half || lower(s, half.to) === 'of') return n;
  return scaledNumeral(
    s,
    { ...n, to: half.to, value: n.value + half.value, mantissa: n.value + half.value, plain: false },
    n.value + half.value,
    0,
  );
}

/** `two-thirds`, `three quarters`, `one fifth`, `one thousandth`; also `of a million`. */
function wordFraction(s: Stream, i: number, top: number, from: number): Numeral | undefined {
  const hyphen = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1);
  const at = hyphen ? i + 1 : i;
  if (!follows(s, at)) return undefined;
  const word = lower(s, at);
  const bottom = denominators.get(word);
  if (bottom === undefined) return undefined;
  const plural = word.endsWith('s') && word !== 'halves' ? true : word === 'halves';
  if (plural !== top > 1) return undefined;
  // `one second-hand`, `three quarters in a row` and `two halves` are told apart by what follows.
  if (!hyphen && (word === 'quarters' || word === 'quarter') && !fractionGoesOn(s, at + 1)) return undefined;
  if (top >= bottom && word !== 'quarters') return undefined;
  return ofMillion(s, numeral(at + 1, top / bottom, 'fraction', { article: lower(s, from) === 'a' }));
}

/** Whether what follows shows that "quarters" are parts, not three months each. */
function fractionGoesOn(s: Stream, i: number): boolean {
  const word = lower(s, i);
  return (
    word === 'of' ||
    word === 'full' ||
    word === 'the' ||
    word === 'that' ||
    word === 'empty' ||
    word === 'complete'
  );
}

function ofMillion(s: Stream, fraction: Numeral): Numeral {
  const at =
    lower(s, fraction.to) === 'of' && lower(s, fraction.to + 1) === 'a' ? fraction.to + 2 : fraction.to;
  if (at === fraction.to) return fraction;
  const word = lower(s, at);
  const exponent = scales.get(word);
  if (exponent === undefined) return fraction;
  return numeral(at + 1, tidy(fraction.value * 10 ** exponent), 'words', {
    scaled: true,
    mantissa: fraction.value,
    article: fraction.article,
  });
}

/** `a hundred`, `a million`, `a dozen`, `a third`, `a quarter of a million`, `a half`. */
function articleNumeral(s: Stream, i: number): Numeral | undefined {
  if (!follows(s, i + 1)) return undefined;
  const word = lower(s, i + 1);
  if (word === 'dozen') return numeral(i + 2, 12, 'words', { scaled: true, article: true });
  if (scales.has(word)) return sumOfWords(s, { to: i + 1, value: 1 }, true);
  if (word === 'half' && scales.has(lower(s, i + 2))) {
    return numeral(i + 3, tidy(0.5 * 10 ** scales.get(lower(s, i + 2))!), 'words', {
      scaled: true,
      mantissa: 0.5,
      article: true,
    });
  }
  const bottom = denominators.get(word);
  if (bottom === undefined || word.endsWith('s')) return undefined;
  return ofMillion(s, numeral(i + 2, 1 / bottom, 'fraction', { article: true }));
}

/** `half`, `half a million`, `half a dozen`, `half-a-billion`. */
function halfNumeral(s: Stream, i: number): Numeral | undefined {
  const hyphen = isDash(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2);
  const at = hyphen ? i + 2 : i + 1;
  if (lower(s, at) === 'a' && follows(s, at)) {
    const word = lower(s, hyphen ? at + 2 : at + 1);
    const to = hyphen ? at + 3 : at + 2;
    if (word === 'dozen') return numeral(to, 6, 'words', { scaled: true, mantissa: 0.5 });
    const exponent = scales.get(word);
    if (exponent !== undefined)
      return numeral(to, tidy(0.5 * 10 ** exponent), 'words', { scaled: true, mantissa: 0.5 });
  }
  return numeral(i + 1, 0.5, 'fraction');
}
