import type { Amount } from './amounts';
import type { Context } from './context';
import { match, rangeOf, tidy, type Match } from './match';
import {
  Character,
  codeAt,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  lengthAt,
  lower,
  type Stream,
} from './stream';
import { wordSet } from './wordLists';

/** Two counts joined: a range keeps its order; what falls, or is voted or played, is a score. */
export function rangeOrScore(s: Stream, amount: Amount, context: Context): Match | undefined {
  const { low, joint } = amount;
  const high = amount.high!;
  const before = lower(s, amount.from - 1);
  if (
    isDash(s, amount.to) &&
    isGlued(s, amount.to) &&
    isGlued(s, amount.to + 1) &&
    isDigits(s, amount.to + 1)
  )
    return undefined;
  if (isScore(s, amount, low, high) || isNextSet(s, amount, context))
    return match(amount.from, amount.to, 'CARDINAL', 'cardinal.score', `${low}-${high}`);
  if (high <= low) return undefined;
  // Two years make two dates, and `rose 35 to 4,520` or `from 500 to 650` two counts.
  const years =
    amount.first.plain && amount.last.plain && lengthAt(s, amount.from) === 4 && low >= 1000 && high < 2200;
  const moved =
    joint === 'to' &&
    (movers.has(before) || (before === 'from' && amount.last.scaled === amount.first.scaled));
  const idle = low === 1 && amount.first.form === 'words' && joint !== '-' && high > 10;
  if (years || moved || idle) return undefined;
  const rule = amount.last.form === 'words' ? 'cardinal.words' : 'cardinal.digits';
  return match(amount.from, amount.to, 'CARDINAL', rule, rangeOf(tidy(low), tidy(high)));
}

/** `6-3`, `3-to-2`, `voted 122 to 97`, `backed by 17 to 5`. */
function isScore(s: Stream, amount: Amount, low: number, high: number): boolean {
  if (!Number.isInteger(low) || !Number.isInteger(high) || low < 0 || amount.joint === 'or') return false;
  const spelled =
    amount.joint === 'to' &&
    isDash(s, amount.first.to) &&
    isGlued(s, amount.first.to) &&
    !isNear(s, amount.first.to + 1);
  if (spelled) return true;
  if (low >= 1000 || high >= 1000) return false;
  if (amount.joint === '-') return high <= low || isPlayed(s, amount);
  return isPlayed(s, amount) || (high <= low && (lower(s, amount.from - 1) === 'by' || isOdds(s, amount)));
}

/** `a ratio of 5 to 1`, `odds of 9 to 4`. */
function isOdds(s: Stream, { from }: Amount): boolean {
  for (let k = 1; k <= 3; k++)
    if (/^(?:ratio|odds|outnumber|outnumbered)$/.test(lower(s, from - k))) return true;
  return false;
}

/** `6-4, 3-6, 7-5`: behind a score and a comma, the score of the next set. */
function isNextSet(s: Stream, amount: Amount, { last }: Context): boolean {
  const behind = isMark(s, amount.from - 1, Character.comma) && last?.end === s.ends[amount.from - 2];
  return (
    behind &&
    amount.joint === '-' &&
    last?.label === 'CARDINAL' &&
    /^\d+-\d+$/.test(String(last.number.value))
  );
}

const movers = wordSet(
  'rose fell climbed dropped slid gained lost added jumped slipped up down by eased edged dipped surged tumbled advanced declined points from cut raised',
);

const games = wordSet(
  'win wins won winning beat beats beaten beating defeat defeats defeated loss lost lose draw drew drawn vote votes voted voting ruling ruled lead leads led leading trail trailed trailing victory score scored scoring triumph majority decision split record goal aggregate penalties shootout set sets margin favour favor outnumbered gainers decliners thrashed edged down up rout tie tied level',
);

/** Whether the words around tell of a game or a vote. */
function isPlayed(s: Stream, amount: Amount): boolean {
  const before = lower(s, amount.from - 1);
  const moved = amount.joint !== '-' && movers.has(before) && before !== 'by' && before !== 'lost';
  for (let k = 1; k <= 4; k++) {
    const code = codeAt(s, amount.from - k);
    if (code === Character.dot || code === 10 || code === 13 || code === -1) break;
    if (games.has(lower(s, amount.from - k))) return !moved;
  }
  const next = lower(s, amount.to);
  if (isDash(s, amount.to)) return games.has(lower(s, amount.to + 1));
  return games.has(next) && next !== 'up' && next !== 'down' && next !== 'split' && isNear(s, amount.to);
}
