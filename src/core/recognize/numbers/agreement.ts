import type { NumberValue } from '../../model';
import { currencySigns, sharedNames } from './currencies';

/**
 * Whether a value may be what words say that alone read as `expected`: what words leave open, a person may know.
 * That is the year of `Feb. 18`, the day of `Tuesday`, the half of the day of `8:45`, whose crowns or dollars, whether
 * `5-71` is a score or a range, whether `7:41` is a time of the day or one that a runner took, and whether `six pence`
 * were of those of which, until 1971, a pound had 240.
 */
export function agrees(found: NumberValue, expected: NumberValue, words: string): boolean {
  if (typeof expected.value === 'string' && /X|_REF$/.test(expected.value)) return true;
  const sameValue =
    sameNumber(found.value, expected.value) ||
    String(found.value).replace(/-/g, '..') === String(expected.value) ||
    isOtherHalf(found, expected, words) ||
    isTaken(found, expected) ||
    isOfOldPence(found, expected, words);
  return sameValue && (found.unit === expected.unit || shareName(found.unit, expected.unit));
}

/** Numbers may be rounded, from the sixth digit on. */
function sameNumber(a: number | string, b: number | string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= Math.abs(b) * 1e-6;
  return String(a) === String(b);
}

function isTaken(found: NumberValue, expected: NumberValue): boolean {
  const clock = /^T(\d\d):(\d\d)$/.exec(String(expected.value));
  return !!clock && found.value === `PT${Number(clock[1]) * 60 + Number(clock[2])}S`;
}

function isOfOldPence(found: NumberValue, expected: NumberValue, words: string): boolean {
  if (!/\bpen(?:ce|ny|nies)$/i.test(words) || typeof expected.value !== 'number') return false;
  return sameNumber(found.value, (expected.value * 100) / 240);
}

function isOtherHalf(found: NumberValue, expected: NumberValue, words: string): boolean {
  if (/[ap]\.?m\b/i.test(words)) return false;
  const [a, b] = [found, expected].map(({ value }) => /^(.*T)(\d\d)((?::\d\d)*)$/.exec(String(value)));
  return !!a && !!b && a[1] === b[1] && a[3] === b[3] && Number(a[2]) === Number(b[2]) + 12;
}

/** The currencies that are called by the same word as this one, itself among them: Danish and Czech crowns. */
export function namesakesOf(unit: string): ReadonlySet<string> {
  return new Set([unit, ...namesakes.filter((codes) => codes.has(unit)).flatMap((codes) => [...codes])]);
}

function shareName(a: string | undefined, b: string | undefined): boolean {
  return namesakes.some((codes) => codes.has(a!) && codes.has(b!));
}

const namesakes: readonly ReadonlySet<string>[] = [
  new Set([...currencySigns].filter(([sign]) => sign.endsWith('$')).map(([, code]) => code)),
  ...Object.values(sharedNames).map(
    ([usual, ...others]) => new Set([usual, ...others.map(([code]) => code)]),
  ),
];
