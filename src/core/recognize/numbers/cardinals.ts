import type { Amount } from './amounts';
import type { Context } from './context';
import { fourDecimals, match, tidy, type Match } from './match';
import { numeralAt } from './numerals';
import {
  Character,
  digitsAt,
  follows,
  isBehindNumber,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lengthAt,
  lower,
  type Stream,
} from './stream';
import { isTally } from './exclusions';
import { isFraction } from './fractions';
import { countsOne } from './ones';
import { rangeOrScore } from './scores';
import { isNumberInName } from './capitals';
import { wordSet } from './wordLists';

/** What is left of amounts: counts, scores, ratios, fractions. */
export function cardinalOf(s: Stream, amount: Amount, context: Context): Match | undefined {
  const n = amount.last;
  const single = amount.high === undefined;
  if (single && n.form === 'fraction')
    return isFraction(s, amount)
      ? match(amount.from, amount.to, 'CARDINAL', 'cardinal.fraction', fourDecimals(amount.low))
      : undefined;
  if (!single) return rangeOrScore(s, amount, context);
  if (!isBehindNumber(s, amount.to)) {
    const added = addedTime(s, amount) ?? inningsScore(s, amount, context);
    if (added) return added;
    const ratio = ratioAt(s, amount) ?? oddsAt(s, amount);
    if (ratio) return ratio;
  }
  if (n.form === 'words' && amount.low === 1 && !n.scaled)
    return countsOne(s, amount, context)
      ? match(amount.from, amount.to, 'CARDINAL', 'cardinal.one', 1)
      : undefined;
  if (n.form === 'words' && !countsWord(s, amount)) return undefined;
  return match(
    amount.from,
    amount.to,
    'CARDINAL',
    n.form === 'words' ? 'cardinal.words' : isTally(s, amount) ? 'cardinal.tally' : 'cardinal.digits',
    tidy(amount.low),
  );
}

/** `267 for 4`, `7 for 94`: runs and wickets in reports of cricket. */
function inningsScore(s: Stream, amount: Amount, context: Context): Match | undefined {
  if (lower(s, amount.to) !== 'for' || !isNear(s, amount.to + 1) || amount.last.scaled) return undefined;
  if (!['wicket', 'innings', ' overs', 'stumps', 'Stumps'].some((word) => context.mentions(word)))
    return undefined;
  const second = numeralAt(s, amount.to + 1);
  if (
    !second ||
    second.form === 'fraction' ||
    second.scaled ||
    second.decimal ||
    Math.min(amount.low, second.value) > 10
  )
    return undefined;
  return match(amount.from, second.to, 'CARDINAL', 'cardinal.score', `${amount.low}-${second.value}`);
}

/** `90+2`: minutes of a match. */
function addedTime(s: Stream, amount: Amount): Match | undefined {
  const { to } = amount;
  if (!amount.last.plain || !isMark(s, to, Character.plus) || !isGlued(s, to) || !isGlued(s, to + 1))
    return undefined;
  const added = digitsAt(s, to + 1);
  return added < 30
    ? match(amount.from, to + 2, 'CARDINAL', 'cardinal.score', amount.low + added)
    : undefined;
}

/** `one in five`, `one in 10`, `one of every six`, `1 in 250`, `nine out of ten`, `91 out of 100`: the quotient. */
function ratioAt(s: Stream, amount: Amount): Match | undefined {
  const hyphen = isDash(s, amount.to) && isGlued(s, amount.to);
  let at = hyphen ? amount.to + 1 : amount.to;
  const word = lower(s, at);
  if (!follows(s, at)) return undefined;
  if (word === 'times' && /^(?:out|in)$/.test(lower(s, at + 1))) at++;
  const out = lower(s, at) === 'out' && lower(s, at + 1) === 'of';
  const every = lower(s, at) === 'of' && lower(s, at + 1) === 'every';
  if (!out && !every && lower(s, at) !== 'in') return undefined;
  at += out || every ? 2 : 1;
  if (hyphen && isDash(s, at)) at++;
  if (lower(s, at) === 'every') at++;
  if (!follows(s, at)) return undefined;
  const whole = numeralAt(s, at);
  if (
    !whole ||
    whole.form === 'fraction' ||
    whole.decimal ||
    whole.value < amount.low ||
    (whole.value === amount.low && !out) ||
    amount.last.scaled
  )
    return undefined;
  if (!out) {
    // `3 in 2019`, `two in 10 days`, `one in 40 minutes` are not ratios.
    if (whole.plain && whole.value >= 1900 && whole.value < 2100 && lengthAt(s, at) === 4) return undefined;
    const alike = (amount.last.form === 'digits') === (whole.form === 'digits');
    const oneInTen = amount.low === 1 && whole.value >= 10 && whole.value % 10 === 0;
    if (whole.article || !(alike || oneInTen)) return undefined;
    if (timeOrMoney.has(lower(s, whole.to)) || isMark(s, whole.to, Character.percent)) return undefined;
    if (isDash(s, whole.to) && isGlued(s, whole.to) && !hyphen) return undefined;
    if (amount.low > 10 && whole.value % 10 !== 0) return undefined;
  }
  return match(amount.from, whole.to, 'CARDINAL', 'cardinal.ratio', fourDecimals(amount.low / whole.value));
}

/** `5/1`, `60/40`, `120/80`: odds, shares and pressures, the larger first; `1:250` behind "ratio"; marks, `8.5/10`. */
function oddsAt(s: Stream, amount: Amount): Match | undefined {
  const { from, to } = amount;
  const joined = isGlued(s, to) && isGlued(s, to + 1) && endsAt(s, to + 2) && isDigits(s, to + 1);
  const second = joined ? digitsAt(s, to + 1) : NaN;
  const outOf = (second === 5 || second === 10 || second === 20 || second === 100) && amount.low <= second;
  if (isMark(s, to, Character.slash) && outOf && amount.last.decimal)
    return match(from, to + 2, 'CARDINAL', 'cardinal.ratio', fourDecimals(amount.low / second));
  if (!amount.last.plain) return undefined;
  if (!(second > 0) || lengthAt(s, to + 1) > 4) return undefined;
  const odds = isMark(s, to, Character.slash) && amount.low > second && amount.low < 1000;
  const ratio =
    isMark(s, to, Character.colon) &&
    /^(?:ratio|scale)$/.test(lower(s, lower(s, from - 1) === 'of' ? from - 2 : from - 1));
  return odds || ratio
    ? match(from, to + 2, 'CARDINAL', 'cardinal.ratio', `${amount.low}-${second}`)
    : undefined;
}

/** Whether a number is over at token `i`: what is glued to it is a mark with nothing glued behind. */
function endsAt(s: Stream, i: number): boolean {
  if (!isGlued(s, i)) return true;
  return !isWord(s, i) && !isDigits(s, i) && !isMark(s, i, Character.percent) && !isGlued(s, i + 1);
}

const timeOrMoney = wordSet(
  'years year months month weeks week days day hours hour minutes minute seconds second games matches attempts tries countries states cities percent per',
);

/** What "two-", "three-" make idioms of. */
const wordCompounds = wordSet('way stroke tone faced fold ply some handed pointer pointers');

/** Number words inside names and idioms count nothing. */
function countsWord(s: Stream, { from, to }: Amount): boolean {
  if (isNumberInName(s, from, to)) return false;
  if (isDash(s, to) && isGlued(s, to) && wordCompounds.has(lower(s, to + 1))) return false;
  const zero = lower(s, from) === 'zero' && to === from + 1;
  return !(
    zero &&
    (isDash(s, to) || /^(?:in|tolerance|emission|emissions|carbon|day|hour|sum)$/.test(lower(s, to)))
  );
}
