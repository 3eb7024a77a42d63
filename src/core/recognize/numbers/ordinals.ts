import { amountAt } from './amounts';
import { partsOfDay } from './calendar';
import { monthAndYear } from './dates';
import { durationOf } from './durations';
import { unitPhrases } from './units';
import { functionWords } from './functionWords';
import { match, type Match } from './match';
import { numeralAt, type Numeral } from './numerals';
import { ordinalWords } from './numberWords';
import {
  codeAt,
  follows,
  isApostrophe,
  isAllCaps,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lengthAt,
  lower,
  raw,
  startsSentence,
  type Stream,
  Character,
} from './stream';
import { wordSet } from './wordLists';

/** `10th`, `22nd`, `2,000th`. */
export function ordinalInDigits(s: Stream, i: number, numeral: Numeral): Match | undefined {
  if (numeral.form !== 'digits' || numeral.decimal || numeral.scaled) return undefined;
  const at = numeral.to;
  if (
    !isGlued(s, at) ||
    !isWord(s, at) ||
    !/^(?:st|nd|rd|th|er|e)$/i.test(raw(s, at)) ||
    lengthAt(s, at) !== 2 ||
    lower(s, at) === 'er'
  )
    return undefined;
  // `12st 4lb` is a weight.
  if (lower(s, at) === 'st' && (numeral.value % 10 !== 1 || numeral.value % 100 === 11)) return undefined;
  if (isCapitalized(s, at + 1) && institutions.has(lower(s, at + 1))) return undefined;
  // `on the 28th` and `the night of the 28th` name a day.
  const onDay = /^(?:on|by|until|since|from|before)$/.test(lower(s, i - 2)) && !isWord(s, at + 1);
  const ofDay = lower(s, i - 2) === 'of' && partsOfDay.has(lower(s, i - 3));
  if (
    lower(s, i - 1) === 'the' &&
    (onDay || ofDay) &&
    at === i + 1 &&
    numeral.value <= 31 &&
    !isDash(s, at + 1)
  )
    return match(i, at + 1, 'DATE', 'date.calendar', `XXXX-XX-${String(numeral.value).padStart(2, '0')}`);
  return match(i, at + 1, 'ORDINAL', 'ordinal', numeral.value);
}

/** `first`, `second-largest`, `ninety-first`, `two hundredth`: where it ranks or orders a noun. */
export function ordinalInWords(s: Stream, i: number): Match | undefined {
  const own = ordinalWords.get(lower(s, i));
  if (own === undefined) return compoundOrdinal(s, i);
  if (isName(s, i, i + 1)) return undefined;
  if (lower(s, i) === 'first') {
    // `the first nine months` is one length.
    const amount = isDash(s, i + 1) ? undefined : amountAt(s, i + 1);
    const length = amount && durationOf(s, amount, i);
    if (length && length.label === 'DATE' && lower(s, i - 1) === 'the') return length;
    if (!isRankingFirst(s, i)) return undefined;
  }
  if (lower(s, i) === 'second' && !isRankingSecond(s, i)) return undefined;
  if (own > 2 && !isRankingOther(s, i)) return undefined;
  return dayOfMonth(s, i, i + 1, own) ?? match(i, i + 1, 'ORDINAL', 'ordinal', own);
}

function compoundOrdinal(s: Stream, i: number): Match | undefined {
  const numeral = numeralAt(s, i);
  if (!numeral || numeral.form !== 'words' || numeral.article) return undefined;
  const glued = isDash(s, numeral.to) && isGlued(s, numeral.to);
  const at = glued ? numeral.to + 1 : numeral.to;
  const last = follows(s, at) ? ordinalWords.get(lower(s, at)) : undefined;
  if (last === undefined) return undefined;
  if (last >= 100)
    return numeral.value < 1000 && numeral.value > 1 && !/^(?:of|s)$/.test(lower(s, at + 1))
      ? match(i, at + 1, 'ORDINAL', 'ordinal', numeral.value * last)
      : undefined;
  if (numeral.value % 10 !== 0 || last >= 10 ? !(numeral.value >= 100 && last < 100) : !glued)
    return undefined;
  const value = numeral.value + last;
  return dayOfMonth(s, i, at + 1, value) ?? match(i, at + 1, 'ORDINAL', 'ordinal', value);
}

/** `the third of May`: a day; in `the first of June's votes` it ranks. */
function dayOfMonth(s: Stream, i: number, to: number, day: number): Match | undefined {
  if (day > 31 || lower(s, to) !== 'of' || lower(s, i - 1) !== 'the' || isApostrophe(s, to + 2))
    return undefined;
  const month = monthAndYear(s, to + 1);
  if (!month || !/^.{4}-\d\d$/.test(month.value)) return undefined;
  return match(i, month.to, 'DATE', 'date.calendar', `${month.value}-${String(day).padStart(2, '0')}`);
}

/** Capitalised within a name: `First Light Capital`, `Second Breakfast`, `Ninth Circuit`. */
function isName(s: Stream, i: number, to: number): boolean {
  if (!isCapitalized(s, i) || (isAllCaps(s, i) && lengthAt(s, i) > 1)) return false;
  if (isNameAhead(s, to, startsSentence(s, i))) return true;
  return (
    !startsSentence(s, i) &&
    isCapitalized(s, i - 1) &&
    isNear(s, i) &&
    !functionWords.has(lower(s, i - 1)) &&
    !isTitleLine(s, i)
  );
}

/** Whether a capitalised word follows that cannot just be the start of a headline's next word. */
function isNameAhead(s: Stream, to: number, atStart: boolean): boolean {
  if (!isCapitalized(s, to) || isAllCaps(s, to) || !isNear(s, to)) return false;
  if (isTitleLine(s, to)) return institutions.has(lower(s, to));
  return atStart
    ? isCapitalized(s, to + 1) || institutions.has(lower(s, to)) || !functionWords.has(lower(s, to + 1))
    : true;
}

const institutions = wordSet(
  'circuit street avenue amendment bank army division reading lady state republican solar national union federal citizens district fleet',
);

/** A rough sign of a headline in title case: three capitalised content words in a row around the token. */
function isTitleLine(s: Stream, i: number): boolean {
  let capitals = 0;
  let small = 0;
  for (let k = i - 1; k >= 0 && k > i - 12 && s.kinds[k] !== 4; k--) count(k);
  for (let k = i; k < s.count && k < i + 12 && s.kinds[k] !== 4; k++) count(k);
  return capitals >= 4 && small === 0;

  function count(k: number): void {
    if (!isWord(s, k) || functionWords.has(lower(s, k)) || lengthAt(s, k) < 3) return;
    if (isCapitalized(s, k)) capitals++;
    else small++;
  }
}

/** What "first-", "second-", "third-" make idioms of. */
const idioms = wordSet(
  'rate hand time guess class degree come aid person world party born name string past ever of timer timers mover responder responders line in',
);

function isHyphenatedIdiom(s: Stream, i: number): boolean {
  return isDash(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2) && idioms.has(lower(s, i + 2));
}

/** Nouns that "first" is lexicalised with. */
const firstNouns = wordSet('name names aid lady responders responder refusal come');

/** What is of `first class`: `the first class lounge`. */
const carried = wordSet(
  'lounge lounges ticket tickets cabin cabins carriage carriages stamp stamps fare fares passenger passengers travel mail post seat seats compartment service cricket honours degree',
);

/** "First" ranks a noun; as an adverb ("first appeared", "at first", "First, …") it does not. */
function isRankingFirst(s: Stream, i: number): boolean {
  if (isHyphenatedIdiom(s, i)) return false;
  const before = lower(s, i - 1);
  const next = lower(s, i + 1);
  if (before === 'at' || firstNouns.has(next) || (next === 'class' && carried.has(lower(s, i + 2))))
    return false;
  if ((next === 'of' && lower(s, i + 2) === 'all') || (next === 'and' && lower(s, i + 2) === 'foremost'))
    return false;
  if (before === 'that') return isNoun(s, i + 1);
  if (determiners.has(before) || isPossessive(s, i)) return true;
  // `a seat in first class`
  if (next === 'class') return false;
  if (isDash(s, i + 1) && isGlued(s, i + 1)) return true;
  if (!isWord(s, i + 1)) return /^(?:came|finished|ranked)$/.test(before);
  if (functionWords.has(next) || adverbial.test(next) || auxiliaries.has(before)) return false;
  // A finite or passive verb behind "first" makes it an adverb: `first sold in 1975`.
  const verb = /(?:ed|wn|ught)$/.test(next) && !/^(?:need|seed|speed|red)$/.test(next);
  return !verb && !pastForms.has(next);
}

const adverbial = /ly$/;
const auxiliaries = wordSet(
  'was were is are be been has have had he she they we i you it who which when having being',
);
const pastForms = wordSet(
  'sold met came went began saw heard won made got took seen built set put held wrote told found read lost spoke thought gave became drew led hit left ran said fell rose grew felt',
);
const determiners = wordSet(
  'the a an its his her their our my your this that these those one another each every no whose',
);

function isPossessive(s: Stream, i: number): boolean {
  const code = codeAt(s, i - 2);
  if (lower(s, i - 1) === 's' && (code === 39 || code === 8217)) return true;
  const last = codeAt(s, i - 1);
  return (last === 39 || last === 8217) && isGlued(s, i - 1) && isWord(s, i - 2) && isNear(s, i);
}

function isNoun(s: Stream, i: number): boolean {
  return (
    isWord(s, i) && !functionWords.has(lower(s, i)) && !pastForms.has(lower(s, i)) && !/ed$/.test(lower(s, i))
  );
}

/** "Second" is also a unit of time and part of idioms. */
function isRankingSecond(s: Stream, i: number): boolean {
  if (isHyphenatedIdiom(s, i)) return false;
  const before = lower(s, i - 1);
  const next = lower(s, i + 1);
  if (/^(?:thoughts|thought|nature|hand|guess|fiddle|wind)$/.test(next)) return false;
  if (before === 'split' || before === 'per' || (isDash(s, i - 1) && isGlued(s, i - 1))) return false;
  if (before === 'a' && isMark(s, i - 2, Character.colon)) return true;
  if (before === 'a' && (unitPhrases.has(lower(s, i - 2)) || isDigits(s, i - 2))) return false;
  if (
    (before === 'a' || before === 'every' || before === 'each' || before === 'one') &&
    !isNounAhead(s, i + 1)
  )
    return false;
  return true;
}

function isNounAhead(s: Stream, i: number): boolean {
  if (isDash(s, i) && isGlued(s, i)) return true;
  if (
    isMark(s, i, Character.comma) &&
    isWord(s, i + 1) &&
    !/^(?:and|but|or|then|he|she|it|they|we|i)$/.test(lower(s, i + 1))
  )
    return true;
  return (
    (isWord(s, i) && !functionWords.has(lower(s, i))) ||
    isDigits(s, i) ||
    lower(s, i) === 'such' ||
    lower(s, i) === 'most'
  );
}

/** "Third" and the rest: fractions are read before; what is left ranks, but for idioms. */
function isRankingOther(s: Stream, i: number): boolean {
  if (isHyphenatedIdiom(s, i)) return false;
  const next = lower(s, i + 1);
  return !(
    lower(s, i) === 'third' &&
    (next === 'party' || next === 'parties' || (next === 'world' && isCapitalized(s, i)))
  );
}
