import type { Amount } from './amounts';
import { isNumberInName } from './capitals';
import { functionWords } from './functionWords';
import {
  Character,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isWord,
  follows,
  lower,
  startsSentence,
  type Stream,
} from './stream';

/** Whether "one" counts a noun; it is not the pronoun (`one of them`, `the dearer one`, `from one shell to another`). */
export function countsOne(s: Stream, amount: Amount): boolean {
  const { from, to } = amount;
  const before = lower(s, from - 1);
  const next = lower(s, to);
  if (isNumberInName(s, from, to)) return false;
  if (isDash(s, to) && isGlued(s, to)) return !compounds.has(lower(s, to + 1));
  if (isDash(s, from - 1) && isGlued(s, from)) return false;
  if (follows(s, from) && (leads.has(before) || isBehindAdjective(s, from, before))) return false;
  // `by six votes to one`
  if (before === 'to' && /^(?:votes|goals|games|sets|points)$/.test(lower(s, from - 2))) return true;
  if (!isWord(s, to) || !follows(s, to)) return !isDigits(s, to) && counters.has(before);
  if (
    next === 'more' ||
    next === 'less' ||
    next === 'fewer' ||
    next === 'other' ||
    next === 'such' ||
    next === 'too' ||
    next === 'very'
  )
    return true;
  if (
    next === 'another' ||
    (next === 'or' && lower(s, to + 1) === 'another') ||
    (next === 'after' && lower(s, to + 1) === 'another')
  )
    return false;
  if (next === 'way') return /^(?:to|of|in)$/.test(lower(s, to + 1)) && before !== 'than';
  if (next === 'day' || next === 'thing' || next === 'time' || next === 'fine')
    return next === 'time' || (next === 'thing' && !(before === 'for' && startsSentence(s, from - 1)));
  // `two bidders, one from Qatar`
  if (isMark(s, from - 1, Character.comma) && /^(?:from|in|at|on|for|with|near|to)$/.test(next)) return true;
  if (functionWords.has(next))
    return counters.has(before) && next !== 'that' && next !== 'who' && next !== 'of';
  return !isOpposed(s, from, to);
}

/** What "one-" makes another word of. */
const compounds: ReadonlySet<string> = new Set(
  'off time way sided liner liners on to stop size third upmanship upping hit click trick quarter half fifth and fits'.split(
    ' ',
  ),
);

const leads: ReadonlySet<string> = new Set('no any every each this that which another'.split(' '));
const counters: ReadonlySet<string> = new Set('only just least than exactly about'.split(' '));
const articles: ReadonlySet<string> = new Set(
  'a an the this that another my its his her their our'.split(' '),
);

/** `a big one`, `the next one`, `the one next door`: "one" stands for a noun. */
function isBehindAdjective(s: Stream, from: number, before: string): boolean {
  if (before === 'the')
    return functionWords.has(lower(s, from + 1)) || !isWord(s, from + 1) || lower(s, from + 1) === 'next';
  if (functionWords.has(before) && before !== 'other' && before !== 'same') return false;
  if (!articles.has(lower(s, from - 2)) || !isWord(s, from - 1) || before === 'further') return false;
  const next = lower(s, from + 1);
  return !isWord(s, from + 1) || functionWords.has(next) || /(?:[^s]s|ed)$/.test(next) || next === 'cost';
}

/** `from one shell to another`, `between one invoice and the next` */
function isOpposed(s: Stream, from: number, to: number): boolean {
  for (let k = to + 1; k < to + 4; k++) {
    const joint = lower(s, k);
    if (joint !== 'to' && joint !== 'and' && joint !== 'after' && joint !== 'or') continue;
    const other = lower(s, k + 1) === 'the' ? lower(s, k + 2) : lower(s, k + 1);
    const led = joint !== 'and' || /^(?:from|between|of)$/.test(lower(s, from - 1));
    if (
      (led && (other === 'another' || other === 'other')) ||
      (other === 'next' && /^(?:from|between)$/.test(lower(s, from - 1)))
    )
      return true;
  }
  return false;
}
