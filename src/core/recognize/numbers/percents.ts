import type { Amount } from './amounts';
import { match, rangeOf, tidy, type Match } from './match';
import { Character, codeAt, digitsAt, follows, isDash, isGlued, isWord, lower, type Stream } from './stream';

/** `102.9%`, `9 to 11 per cent`, `0.25 percentage points`, `half a percentage point`. */
export function percentBehind(s: Stream, amount: Amount): Match | undefined {
  const to = percentWordsAt(s, amount);
  if (to === undefined) return undefined;
  const fraction =
    amount.last.form === 'fraction'
      ? (value: number): number => tidy(Number(value.toFixed(4)))
      : (value: number): number => value;
  // In `a half-percent tax` the article is the tax's.
  const from = amount.last.article && isDash(s, amount.to) ? amount.from + 1 : amount.from;
  return match(from, to, 'PERCENT', 'percent', rangeOf(fraction(amount.low), amount.high), '%');
}

/** `a percentage point`, `a quarter point`, `half-point`: moves of interest rates. */
export function pointOfRate(s: Stream, i: number): Match | undefined {
  const article = lower(s, i) === 'a' ? 1 : 0;
  const at = i + article;
  const word = lower(s, at);
  if (word === 'percentage' && lower(s, at + 1) === 'point' && article === 1)
    return match(i, at + 2, 'PERCENT', 'percent', 1, '%');
  if (word === 'full' && lower(s, at + 1) === 'percentage' && lower(s, at + 2) === 'point')
    return match(i, at + 3, 'PERCENT', 'percent', 1, '%');
  const value = word === 'half' ? 0.5 : word === 'quarter' ? 0.25 : 0;
  if (value === 0) return undefined;
  let next = at + 1;
  if (isDash(s, next) && isGlued(s, next) && isGlued(s, next + 1)) next++;
  else if (lower(s, next) === 'a' && word === 'half') next++;
  else if (lower(s, next) === 'of' && lower(s, next + 1) === 'a' && word === 'quarter' && article === 1)
    next += 2;
  if (!follows(s, next)) return undefined;
  if (lower(s, next) === 'percentage') {
    if (isDash(s, next + 1) && isGlued(s, next + 1)) next += 2;
    else next++;
  }
  const noun = lower(s, next);
  if (noun !== 'point' && noun !== 'points') return undefined;
  // In `a half-point rise` the article belongs to the rise.
  const from = article === 1 && isDash(s, at + 1) ? at : i;
  return match(from, next + 1, 'PERCENT', 'percent', value, '%');
}

function percentWordsAt(s: Stream, amount: Amount): number | undefined {
  let at = amount.to;
  const code = codeAt(s, at);
  if (code === Character.percent || code === 0xff05 || code === 0x2030) {
    if (!follows(s, at)) return undefined;
    // `0.5%-points`, `2 %-age points` are percentage points.
    return pointsAt(s, at + 1) ?? at + 1;
  }
  if (isDash(s, at) && isGlued(s, at) && isGlued(s, at + 1)) at++;
  if (amount.last.form === 'fraction') {
    if (lower(s, at) === 'of' && (lower(s, at + 1) === 'a' || lower(s, at + 1) === 'one')) at += 2;
    else if (lower(s, at) === 'a' || (lower(s, at) === 'of' && digitsAt(s, at + 1) === 1)) at++;
  }
  if (!isWord(s, at) || !follows(s, at)) return undefined;
  switch (lower(s, at)) {
    case 'percent':
    case 'pct':
      if (lower(s, at + 1) === 'point' || lower(s, at + 1) === 'points') return at + 2;
      return at + 1;
    case 'pc':
      return amount.last.form === 'digits' ? at + 1 : undefined;
    case 'pp':
    case 'ppt':
    case 'ppts':
    case 'pps':
    case 'pts':
      return lower(s, at) === 'pts' ? undefined : at + 1;
    case 'per': {
      const cent = isDash(s, at + 1) ? at + 2 : at + 1;
      return lower(s, cent) === 'cent' ? (pointsAt(s, cent + 1) ?? cent + 1) : undefined;
    }
    case 'percentage': {
      const point = isDash(s, at + 1) && isGlued(s, at + 1) ? at + 2 : at + 1;
      return lower(s, point) === 'point' || lower(s, point) === 'points' ? point + 1 : undefined;
    }
  }
  return undefined;
}

function pointsAt(s: Stream, i: number): number | undefined {
  const at = isDash(s, i) && isGlued(s, i) ? i + 1 : i;
  const word = lower(s, at);
  return (word === 'points' || word === 'point') && at > i ? at + 1 : undefined;
}
