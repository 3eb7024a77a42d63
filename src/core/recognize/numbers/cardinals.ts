import type { Amount } from './amounts';
import type { Context } from './context';
import { fourDecimals, match, rangeOf, tidy, type Match } from './match';
import { numeralAt } from './numerals';
import {
  Character,
  codeAt,
  digitsAt,
  follows,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  lengthAt,
  lower,
  type Stream,
} from './stream';
import { isFraction } from './fractions';
import { countsOne } from './ones';
import { isNumberInName } from './capitals';

/** What is left of amounts: counts, scores, ratios, fractions. */
export function cardinalOf(s: Stream, amount: Amount, context: Context): Match | undefined {
  const n = amount.last;
  const single = amount.high === undefined;
  if (single && n.form === 'fraction')
    return isFraction(s, amount)
      ? match(amount.from, amount.to, 'CARDINAL', 'cardinal.fraction', fourDecimals(amount.low))
      : undefined;
  if (single) {
    const added = addedTime(s, amount) ?? inningsScore(s, amount, context);
    if (added) return added;
    const ratio = ratioAt(s, amount);
    if (ratio) return ratio;
  } else {
    return rangeOrScore(s, amount);
  }
  if (n.form === 'words' && amount.low === 1 && !n.scaled)
    return countsOne(s, amount) ? match(amount.from, amount.to, 'CARDINAL', 'cardinal.one', 1) : undefined;
  if (n.form === 'words' && !countsWord(s, amount)) return undefined;
  return match(
    amount.from,
    amount.to,
    'CARDINAL',
    n.form === 'words' ? 'cardinal.words' : 'cardinal.digits',
    tidy(amount.low),
  );
}

/** `267 for 4`, `7 for 94`: runs and wickets in reports of cricket. */
function inningsScore(s: Stream, amount: Amount, context: Context): Match | undefined {
  if (lower(s, amount.to) !== 'for' || !isNear(s, amount.to + 1) || amount.last.scaled) return undefined;
  if (!['wicket', 'innings', ' overs'].some((word) => context.mentions(word))) return undefined;
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

/** `one in five`, `1 in 250`, `nine out of ten`, `91 out of 100`: the quotient. */
function ratioAt(s: Stream, amount: Amount): Match | undefined {
  const hyphen = isDash(s, amount.to) && isGlued(s, amount.to);
  let at = hyphen ? amount.to + 1 : amount.to;
  const word = lower(s, at);
  if (!follows(s, at)) return undefined;
  if (word === 'times' && lower(s, at + 1) === 'out') at++;
  const out = lower(s, at) === 'out' && lower(s, at + 1) === 'of';
  if (!out && word !== 'in') return undefined;
  at += out ? 2 : 1;
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
    if (whole.article || (amount.last.form === 'digits') !== (whole.form === 'digits')) return undefined;
    if (timeOrMoney.has(lower(s, whole.to)) || isMark(s, whole.to, Character.percent)) return undefined;
    if (isDash(s, whole.to) && isGlued(s, whole.to) && !hyphen) return undefined;
    if (amount.low > 10 && whole.value % 10 !== 0) return undefined;
  }
  return match(amount.from, whole.to, 'CARDINAL', 'cardinal.ratio', fourDecimals(amount.low / whole.value));
}

const timeOrMoney: ReadonlySet<string> = new Set(
  'years year months month weeks week days day hours hour minutes minute seconds second games matches attempts tries countries states cities percent per'.split(
    ' ',
  ),
);

/** A range of counts keeps its order; what falls, or is voted or played, is a score. */
function rangeOrScore(s: Stream, amount: Amount): Match | undefined {
  const { low, joint } = amount;
  const high = amount.high!;
  const whole = Number.isInteger(low) && Number.isInteger(high);
  const dash = joint === '-';
  const extra =
    dash &&
    isDash(s, amount.to) &&
    isGlued(s, amount.to) &&
    isGlued(s, amount.to + 1) &&
    isDigits(s, amount.to + 1);
  if (extra) return undefined;
  const played = whole && (dash || joint === 'to') && isPlayed(s, amount);
  // `3-to-2`
  const spelled =
    joint === 'to' &&
    isDash(s, amount.first.to) &&
    isGlued(s, amount.first.to) &&
    !isNear(s, amount.first.to + 1);
  if (spelled) return match(amount.from, amount.to, 'CARDINAL', 'cardinal.score', `${low}-${high}`);
  if (dash ? played || high <= low : played) {
    if (whole && low >= 0 && low < 1000 && high < 1000)
      return match(amount.from, amount.to, 'CARDINAL', 'cardinal.score', `${low}-${high}`);
  }
  if (
    dash &&
    isDash(s, amount.from + 1) === false &&
    amount.first.form === 'words' &&
    lower(s, amount.to - 2) === 'to'
  )
    return match(amount.from, amount.to, 'CARDINAL', 'cardinal.score', `${low}-${high}`);
  if (high <= low) {
    // `backed by 122 to 97`
    const counted = joint === 'to' && lower(s, amount.from - 1) === 'by' && whole;
    return counted
      ? match(amount.from, amount.to, 'CARDINAL', 'cardinal.score', `${low}-${high}`)
      : undefined;
  }
  if (
    amount.first.plain &&
    amount.last.plain &&
    low >= 1000 &&
    high <= 2199 &&
    low < 2200 &&
    lengthAt(s, amount.from) === 4
  )
    return undefined;
  if (
    joint === 'to' &&
    (movers.has(lower(s, amount.from - 1)) ||
      (lower(s, amount.from - 1) === 'from' && !amount.last.scaled === !amount.first.scaled))
  )
    return undefined;
  if (low === 1 && amount.first.form === 'words' && joint !== '-' && high > 10) return undefined;
  return match(
    amount.from,
    amount.to,
    'CARDINAL',
    amount.last.form === 'words' ? 'cardinal.words' : 'cardinal.digits',
    rangeOf(tidy(low), tidy(high)),
  );
}

const movers: ReadonlySet<string> = new Set(
  'rose fell climbed dropped slid gained lost added jumped slipped up down by eased edged dipped surged tumbled advanced declined points from cut raised'.split(
    ' ',
  ),
);

const games: ReadonlySet<string> = new Set(
  'win wins won winning beat beats beaten beating defeat defeats defeated loss lost lose draw drew drawn vote votes voted voting ruling ruled lead leads led leading trail trailed trailing victory score scored scoring triumph majority decision split record goal aggregate penalties shootout set sets margin favour favor outnumbered gainers decliners thrashed edged down up rout tie tied level'.split(
    ' ',
  ),
);

function isPlayed(s: Stream, amount: Amount): boolean {
  for (let k = 1; k <= 4; k++) {
    const code = codeAt(s, amount.from - k);
    if (code === Character.dot || code === 10 || code === 13 || code === -1) break;
    if (games.has(lower(s, amount.from - k)))
      return (
        amount.joint === '-' ||
        !movers.has(lower(s, amount.from - 1)) ||
        lower(s, amount.from - 1) === 'by' ||
        lower(s, amount.from - 1) === 'lost'
      );
  }
  const next = lower(s, amount.to);
  return games.has(next) && next !== 'up' && next !== 'down' && next !== 'split'
    ? isNear(s, amount.to) || isGlued(s, amount.to)
    : isDash(s, amount.to) && games.has(lower(s, amount.to + 1));
}

/** What "two-", "three-" make idioms of. */
const wordCompounds: ReadonlySet<string> = new Set('way stroke tone faced fold ply some handed'.split(' '));

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
