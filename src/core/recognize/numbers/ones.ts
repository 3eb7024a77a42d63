import type { Amount } from './amounts';
import type { Context } from './context';
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
import { wordSet } from './wordLists';

/** Whether "one" counts a noun; it is not the pronoun (`one of them`, `the dearer one`, `from one shell to another`). */
export function countsOne(s: Stream, amount: Amount, context: Context): boolean {
  const { from, to } = amount;
  const before = lower(s, from - 1);
  const next = lower(s, to);
  if (isNumberInName(s, from, to)) return false;
  if (isDash(s, to) && isGlued(s, to)) return !compounds.has(lower(s, to + 1));
  if (isDash(s, from - 1) && isGlued(s, from)) return false;
  if (follows(s, from) && (leads.has(before) || isBehindAdjective(s, from, before))) return false;
  // `the only one in Europe` stands for a noun; `needed off one over` counts.
  if (before === 'only' && lower(s, from - 2) === 'the' && functionWords.has(next)) return false;
  if (before === 'off' && /^(?:over|ball|delivery)$/.test(next)) return true;
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
  if (isOneOfCounted(s, amount, context)) return true;
  // `three forms when one would do`
  if (/^(?:would|will)$/.test(next) && /^(?:do|suffice)$/.test(lower(s, to + 1))) return true;
  if (functionWords.has(next))
    return counters.has(before) && next !== 'that' && next !== 'who' && next !== 'of';
  return !isOpposed(s, from, to);
}

/** `Twelve went. One was back by noon`, `four owners and one who left`: one of those, or besides those, just counted. */
function isOneOfCounted(s: Stream, { from, to }: Amount, { lastAmount }: Context): boolean {
  const next = lower(s, to);
  if (!/^(?:was|is|has|had|who)$/.test(next) || (next === 'has' && lower(s, to + 1) === 'to')) return false;
  const opens = startsSentence(s, from) || isMark(s, from - 1, semicolon) || lower(s, from - 1) === 'and';
  const counted = lastAmount?.label === 'CARDINAL' && Number(lastAmount.number.value) > 1;
  return opens && counted && s.starts[from]! - lastAmount.end < 100;
}

const semicolon = 59;

/** What "one-" makes another word of. */
const compounds = wordSet(
  'off time way sided liner liners on to stop size third upmanship upping hit click trick quarter half fifth and fits',
);

const leads = wordSet('no any every each this that which another');
const counters = wordSet('only just least than exactly about');
const articles = wordSet('a an the this that another my its his her their our');

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
