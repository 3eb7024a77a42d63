import { amountAt, lowEnd, type Amount } from './amounts';
import type { Context } from './context';
import { currencyNames, currencySigns, spacedWeakSigns, weakSigns, type CurrencyName } from './currencies';
import { highEnd, match, rangeOf, tidy, type Match } from './match';
import { isGoneOn } from './phrases';
import {
  Character,
  codeAt,
  follows,
  isApostrophe,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lower,
  raw,
  spells,
  type Stream,
} from './stream';
import { wordMap, wordSet } from './wordLists';

/** First words of currency names: nearly every other word is told apart by this alone. */
const nameStarts: ReadonlySet<string> = new Set([...currencyNames.keys()].map((name) => name.split(' ')[0]!));

/** First words of names of more than one word. */
const longNameStarts: ReadonlySet<string> = new Set(
  [...currencyNames.keys()].filter((name) => name.includes(' ')).map((name) => name.split(' ')[0]!),
);

/** Signs that are marks, not letters. */
const signMarks: ReadonlySet<number> = new Set(
  Array.from('$€£¥￥¢₹₨₩₽₺₦₴₪₱₫₸₵₡₭₮₾₲₼฿₿৳Ξ').map((sign) => sign.charCodeAt(0)),
);

export function isCurrencyMark(code: number): boolean {
  return code === Character.dollar || (code > 127 && signMarks.has(code));
}

/** An amount behind its sign or code: `$1.1bn`, `US$620 million`, `Rs 3.92 lakh crore`, `CHF 18.2 million`. */
export function moneyBehindSign(s: Stream, i: number, context: Context): Match | undefined {
  const sign = signAt(s, i);
  if (!sign) return undefined;
  let at = sign.to;
  let negative = false;
  if (
    (isMark(s, at, Character.hyphen) || isMark(s, at, Character.minus)) &&
    isGlued(s, at + 1) &&
    isGlued(s, at)
  ) {
    negative = true;
    at++;
  }
  if (!follows(s, at) || !isDigits(s, at)) return undefined;
  let amount = amountAt(s, at);
  if (!amount) return undefined;
  amount = moneyRange(s, amount);
  if (sign.weak && context.lastMoney?.code !== sign.code && !isPlausible(s, i, sign, amount))
    return undefined;
  amount = withSpacedLetter(s, amount);
  const from = signedFrom(s, sign.from);
  if (from < sign.from) negative = true;
  const shared = isWord(s, i) ? sharedSigns.get(raw(s, i)) : undefined;
  const code =
    sign.code === 'USD' && sign.bare
      ? isWorldPrice(s, amount.to)
        ? 'USD'
        : dollarOf(context)
      : shared === undefined
        ? sign.code
        : context.currencyOf(shared);
  return money(from, amount.to, amount, code, 1, negative, 'money.sign');
}

/** An amount before the name of its currency: `2.44 billion yuan`, `86 billion Ugandan shillings`, `11p`. */
export function moneyBeforeName(s: Stream, amount: Amount, context: Context): Match | undefined {
  const name = nameAt(s, amount.to, amount, context);
  if (!name) return undefined;
  return money(amount.from, name.to, amount, name.code, name.part, false, 'money.word');
}

/** `a euro`, `a penny`: an amount of one, unless it is a rate. */
export function moneyOfOne(s: Stream, i: number, context: Context): Match | undefined {
  const name = nameAt(s, i + 1, undefined, context);
  if (!name || name.part === 0) return undefined;
  return match(i, name.to, 'MONEY', 'money.word', tidy(1 / name.part), name.code);
}

function money(
  from: number,
  to: number,
  amount: Amount,
  code: string,
  part: number,
  negative: boolean,
  rule: Match['rule'],
): Match {
  const low = part === 1 ? amount.low : tidy(amount.low / part);
  const high = part === 1 || amount.high === undefined ? amount.high : tidy(amount.high / part);
  const value = rangeOf(negative ? -low : low, high);
  return { from, to, label: 'MONEY', rule, number: { value, unit: code }, part, rate: false };
}

/** Signs that several countries share, by the name of their currency. */
const sharedSigns = wordMap('Rs=rupee RS=rupee Sh=shilling Shs=shilling Dh=dirham Dhs=dirham K=kwacha');

interface Sign {
  readonly from: number;
  readonly to: number;
  readonly code: string;
  readonly weak: boolean;
  /** The sign alone, without the country's letters. */
  readonly bare: boolean;
}

function signAt(s: Stream, i: number): Sign | undefined {
  const code = codeAt(s, i);
  if (isCurrencyMark(code)) {
    const mark = s.text.slice(s.starts[i], s.ends[i]);
    if (isGlued(s, i) && isWord(s, i - 1)) {
      const prefixed =
        currencySigns.get(raw(s, i - 1) + mark) ?? currencySigns.get(raw(s, i - 1).toUpperCase() + mark);
      if (prefixed !== undefined) return { from: i - 1, to: i + 1, code: prefixed, weak: false, bare: false };
    }
    if (isGlued(s, i) && isMark(s, i - 1, Character.dot) && spells(s, i - 2, 'S') && spells(s, i - 4, 'U')) {
      return { from: i - 4, to: i + 1, code: 'USD', weak: false, bare: false };
    }
    const own = currencySigns.get(mark);
    return own === undefined ? undefined : { from: i, to: i + 1, code: own, weak: false, bare: true };
  }
  const word = raw(s, i);
  let found = currencySigns.get(word);
  if (found === undefined && word.length > 2 && /^(?:chf|usd|eur|gbp)$/i.test(word))
    found = currencySigns.get(word.toUpperCase());
  if (found === undefined && word === 'RS') found = 'INR';
  if (found === undefined) return undefined;
  if (
    isGlued(s, i) &&
    !isMark(s, i - 1, Character.open) &&
    !isDash(s, i - 1) &&
    codeAt(s, i - 1) < 8200 &&
    codeAt(s, i - 1) !== Character.quote
  )
    return undefined;
  const dot = isMark(s, i + 1, Character.dot) && isGlued(s, i + 1) ? 1 : 0;
  if (dot === 1 && !/^(?:Rs|Rp|Tk|Fr|KSh|Ksh|Sh|SFr|Dh|Dhs|RS)$/.test(word)) return undefined;
  return { from: i, to: i + 1 + dot, code: found, weak: weakSigns.has(word), bare: false };
}

/** Letters that are also a sign need digits glued to them that look like money: `R1.9bn`, `N500 million`. */
function isPlausible(s: Stream, i: number, sign: Sign, amount: Amount): boolean {
  const glued = isGlued(s, sign.to);
  const n = amount.last;
  const word = raw(s, i);
  if (!glued) return spacedWeakSigns.has(word) && (n.grouped || n.decimal || n.scaled || word.length > 1);
  if (word === 'Sh' || word === 'RM' || word === 'Tk' || word === 'Dh') return true;
  if (n.letter !== '' && !n.decimal && word.length === 1 && n.letter !== 'm' && n.letter !== 'bn')
    return word === 'R';
  if (word === 'R' || word === 'N' || word === 'P')
    return n.grouped || n.decimal || n.scaled || (word === 'R' && n.plain && n.value >= 5);
  if (word === 'SR' || word === 'QR' || word === 'KD' || word === 'BD')
    return n.grouped || n.decimal || n.scaled;
  return word.length === 1 || word.length === 2 ? n.grouped || n.scaled : n.grouped || n.decimal || n.scaled;
}

/** `$17 to 19` shares its sign; `$3 to 45 people` does not. */
function moneyRange(s: Stream, amount: Amount): Amount {
  if (amount.high === undefined) return amount;
  if (amount.high <= amount.low && amount.joint !== '-') return lowEnd(amount);
  // The second end has a unit of its own: `$5 to 10 people`, `$3 to 5 per cent`.
  if (amount.joint !== '-' && !amount.last.scaled && isWord(s, amount.to) && !isGoneOn(s, amount.to))
    return lowEnd(amount);
  if (isMark(s, amount.to, Character.percent)) return lowEnd(amount);
  if (amount.joint === '-' && isDash(s, amount.to) && isGlued(s, amount.to)) return lowEnd(amount);
  return amount;
}

/** `$5 m`, `$2 B`: behind a sign, a letter apart is a magnitude too. */
function withSpacedLetter(s: Stream, amount: Amount): Amount {
  if (amount.last.scaled || !isNear(s, amount.to)) return amount;
  const letter = raw(s, amount.to);
  const power =
    letter === 'm' || letter === 'M' || letter === 'MM'
      ? 1e6
      : letter === 'B' || letter === 'b'
        ? 1e9
        : letter === 'K'
          ? 1e3
          : 0;
  if (power === 0 || isApostrophe(s, amount.to + 1)) return amount;
  const scaled = (value: number): number => tidy(value * power);
  return {
    ...amount,
    to: amount.to + 1,
    low: scaled(amount.low),
    high: amount.high === undefined ? undefined : scaled(amount.high),
  };
}

/** A minus glued before the sign: `-$5m`. */
function signedFrom(s: Stream, from: number): number {
  if (lower(s, from - 1) === 'minus' && isNear(s, from)) return from - 1;
  const code = codeAt(s, from - 1);
  if ((code !== Character.hyphen && code !== Character.minus) || !isGlued(s, from)) return from;
  return isGlued(s, from - 1) && (isWord(s, from - 2) || isDigits(s, from - 2)) ? from : from - 1;
}

/** `$` is the US dollar unless the text counts in another and says no US one. */
function dollarOf(context: Context): string {
  const last = context.lastMoney?.code;
  if (last === 'USD') context.countsInUsDollars = true;
  if (last === undefined || context.countsInUsDollars || !/^(?:AUD|NZD|CAD|SGD|HKD|TWD|FJD)$/.test(last))
    return 'USD';
  const bracketed =
    context.mentions('($') ||
    context.mentions('US$') ||
    context.mentions('(about $') ||
    context.mentions('(roughly $');
  return bracketed || context.mentions('U.S.') ? 'USD' : last;
}

/** `$4,190 an ounce`, `$66.90 a barrel`: what the world trades in US dollars wherever the text is from. */
function isWorldPrice(s: Stream, i: number): boolean {
  return /^(?:an?|per)$/.test(lower(s, i)) && /^(?:ounce|oz|barrel|bbl)$/.test(lower(s, i + 1));
}

interface Name {
  readonly to: number;
  readonly code: string;
  readonly part: number;
}

/** The currency named at token `i`, behind an amount (or, without one, behind "a"). */
function nameAt(s: Stream, i: number, amount: Amount | undefined, context: Context): Name | undefined {
  const hyphen = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1);
  let at = hyphen ? i + 1 : i;
  if (amount?.last.form === 'fraction') {
    const word = lower(s, at);
    if (word === 'of' && (lower(s, at + 1) === 'a' || lower(s, at + 1) === 'one')) at += 2;
    else if (word === 'a') at += 1;
  }
  if (!follows(s, at)) return undefined;
  if (amount && isCurrencyMark(codeAt(s, at))) return suffixSign(s, at);
  if (
    spells(s, at, 'c') &&
    isGlued(s, at) &&
    !hyphen &&
    amount?.last.form === 'digits' &&
    !(isGlued(s, at + 1) && (isWord(s, at + 1) || isDigits(s, at + 1)))
  )
    return { to: at + 1, code: centsOf(context), part: 100 };
  if (codeAt(s, at) === 0xa2) return { to: at + 1, code: 'USD', part: 100 };
  // `U.S. dollars` takes four tokens before the noun.
  if (spells(s, at, 'U') && spells(s, at + 2, 'S') && isMark(s, at + 3, Character.dot)) {
    const noun = lower(s, at + 4);
    if (noun === 'dollars' || noun === 'dollar') return { to: at + 5, code: 'USD', part: 1 };
    if (noun === 'cents' || noun === 'cent') return { to: at + 5, code: 'USD', part: 100 };
  }
  if (!isWord(s, at)) return undefined;
  const glued = isGlued(s, at) && !hyphen;
  if (!nameStarts.has(lower(s, at)) && !currencySigns.has(raw(s, at)) && !isCapitalized(s, at))
    return undefined;
  const found = longestName(s, at);
  if (!found) {
    const code = amount ? currencySigns.get(raw(s, at)) : undefined;
    const known =
      code !== undefined &&
      (code === raw(s, at) || spells(s, at, 'RMB') || spells(s, at, 'kr')) &&
      code !== 'ALL' &&
      code !== 'SOL';
    if (known) return { to: at + 1, code, part: 1 };
    return adjectiveName(s, at, amount, context);
  }
  const { name, to, word } = found;
  if (
    word === 'p' &&
    (!glued ||
      !amount ||
      amount.last.form !== 'digits' ||
      !spells(s, at, 'p') ||
      (isMark(s, to, Character.dot) && lower(s, to + 1) === 'm'))
  )
    return undefined;
  if (isCapitalized(s, at) && !isWordInCapitals(s, at) && to === at + 1 && name.code !== '' && !amount)
    return undefined;
  if (!amount && !oneOf.has(lower(s, at))) return undefined;
  if (
    (word === 'pound' || word === 'pounds') &&
    name.code === '' &&
    context.last?.number.unit === 'lb' &&
    s.starts[at]! - context.last.end < 60
  )
    return undefined;
  if ((word === 'pound' || word === 'pounds') && name.code === '' && isWeight(s, at, to, amount, context))
    return undefined;
  if (doubtful.has(word) && !isMoneyNoun(s, to, word, amount)) return undefined;
  if (name.code !== '') return { to, code: name.code, part: name.part };
  // `24 cents on the dollar`, wherever the bond is from
  const onDollar = lower(s, to) === 'on' && lower(s, to + 1) === 'the' && lower(s, to + 2) === 'dollar';
  if (name.part !== 1) return { to, code: onDollar ? 'USD' : centsOf(context), part: name.part };
  if (word === 'dollar' || word === 'dollars') return { to, code: dollarsOf(context), part: 1 };
  return { to, code: context.currencyOf(singular(word)), part: 1 };
}

/** The longest name of a currency from token `at`, with its last word. */
function longestName(s: Stream, at: number): { name: CurrencyName; to: number; word: string } | undefined {
  let phrase = lower(s, at);
  const first = currencyNames.get(phrase);
  let found = first && { name: first, to: at + 1, word: phrase };
  if (!longNameStarts.has(phrase)) return found;
  for (let k = at + 1; k < at + 4 && isWord(s, k) && follows(s, k); k++) {
    phrase += ' ' + lower(s, k);
    const name = currencyNames.get(phrase);
    if (name) found = { name, to: k + 1, word: lower(s, k) };
  }
  return found;
}

/** Currency nouns that are also other words and need an amount of some size or a plural. */
const doubtful = wordSet(
  'real won sum som lek pula sen fen buck colon crown crowns mark cfa tether rand kip lev quid stone bani kina grand',
);

function isMoneyNoun(s: Stream, to: number, word: string, amount: Amount | undefined): boolean {
  if (!amount) return word === 'buck';
  if (word === 'won' || word === 'rand' || word === 'quid' || word === 'sen')
    return !(
      word === 'won' &&
      amount.last.form === 'words' &&
      !amount.last.scaled &&
      !isGoneOn(s, to) &&
      isWord(s, to)
    );
  return amount.last.scaled || amount.last.grouped || amount.last.form === 'digits';
}

function isWordInCapitals(s: Stream, i: number): boolean {
  const word = raw(s, i);
  return word.length > 1 && word === word.toUpperCase();
}

/** Currencies that "a" counts one of. */
const oneOf = wordSet('dollar euro pound penny cent rupee peso quid buck shilling yen guinea');

/** An adjective of nationality before a shared name: `Singapore cents`, `Ugandan shillings` not in the table. */
function adjectiveName(s: Stream, i: number, amount: Amount | undefined, context: Context): Name | undefined {
  if (!amount || !isCapitalized(s, i) || !isNear(s, i + 1)) return undefined;
  const noun = currencyNames.get(lower(s, i + 1));
  if (!noun || (noun.code !== '' && noun.part !== 1)) return undefined;
  if (lower(s, i + 1) === 'cent' || lower(s, i + 1) === 'p') return undefined;
  if (noun.code !== '') return { to: i + 2, code: noun.code, part: 1 };
  if (noun.part !== 1) return { to: i + 2, code: centsOf(context), part: noun.part };
  return { to: i + 2, code: context.currencyOf(singular(lower(s, i + 1))), part: 1 };
}

/** `40 €`, `99¢`, `500₽` */
function suffixSign(s: Stream, i: number): Name | undefined {
  // Before digits the sign belongs to the next amount.
  if (isDigits(s, i + 1) && isGlued(s, i + 1)) return undefined;
  const code = currencySigns.get(s.text.slice(s.starts[i], s.ends[i]));
  return code === undefined ? undefined : { to: i + 1, code, part: 1 };
}

function singular(word: string): string {
  if (word === 'kroner') return 'krone';
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Pounds are a weight in front of "of", behind words of weighing, and in texts that count in dollars. */
function isWeight(s: Stream, at: number, to: number, amount: Amount | undefined, context: Context): boolean {
  if (!amount) return true;
  const n = amount.last;
  const after = lower(s, to);
  if (after === 'sterling') return false;
  if (after === 'of') return !n.scaled || !context.mentions('£');
  if (after === 'per' || after === 'heavier' || after === 'lighter' || after === 'each') return true;
  const from = amount.from;
  for (let back = 1; back <= 4; back++) if (weighing.has(lower(s, from - back))) return true;
  if (isDash(s, at - 1)) return !context.mentions('£');
  if (n.scaled)
    return (
      context.mentions('$') &&
      !context.mentions('£') &&
      !context.mentions('Brit') &&
      !context.mentions('London') &&
      !context.mentions('Scot') &&
      !context.mentions('Wales') &&
      !context.mentions('Welsh')
    );
  if (context.mentions('£')) return false;
  return context.mentions('$') || context.mentions('pounds of') || context.mentions('ounces');
}

const weighing = wordSet(
  'weigh weighs weighed weighing weight lost bag bags heavy gained lift lifted thrust',
);

/** Cents of what the text last counted in. */
function centsOf(context: Context): string {
  const last = context.lastMoney?.code;
  // What is not called a US dollar is at home where the text is.
  const abroad = last === 'USD' && context.mentions('US$');
  if (last !== undefined && !noCents.has(last) && !abroad) return last;
  if (context.mentions('€') && !context.mentions('$')) return 'EUR';
  return [...bourses].find(([name]) => context.mentions(name))?.[1] ?? context.currencyOf('cent');
}

function dollarsOf(context: Context): string {
  const last = context.lastMoney?.code;
  return last !== undefined &&
    /^(?:AUD|NZD|CAD|SGD|HKD|FJD)$/.test(last) &&
    !context.mentions('US$') &&
    !context.mentions('($')
    ? last
    : 'USD';
}

/** Bourses, which tell whose cents a text counts where it names no currency. */
const bourses = wordMap('NZX=NZD ASX=AUD Johannesburg=ZAR TSX=CAD SGX=SGD');

const noCents = wordSet('GBP JPY CNY INR KRW CHF BRL RUB BTC ETH MYR IDR VND THB PLN SEK NOK DKK MXN TRY');

/**
 * An amount whose currency is only carried over: `a loss of €190 million, from 148 million`, `from 310,000 won to
 * 265,000`. It has no noun of its own, the amount before it is money, and it is of the same order.
 */
export function moneyCarried(s: Stream, amount: Amount, context: Context): Match | undefined {
  const carried = betweenMoney(s, amount, context) ?? exchangeRate(s, amount, context);
  if (carried) return carried;
  const { last } = amount;
  if (last.letter === 'k' || last.form === 'fraction' || !isGoneOn(s, amount.to) || !context.lastMoney)
    return undefined;
  const before = context.lastAmount;
  if (
    before?.label !== 'MONEY' ||
    (lower(s, amount.to) === 'of' && /^(?:them|these|those|us)$/.test(lower(s, amount.to + 1)))
  )
    return undefined;
  const gap = s.starts[amount.from]! - before.end;
  const { code, part } = context.lastMoney;
  if (last.scaled && Math.abs(highEnd(before.number)) >= 1e6 && gap <= 140)
    return money(amount.from, amount.to, amount, code, 1, false, 'money.carried');
  const joined = /^(?:from|to|against|and)$/.test(lower(s, amount.from - 1)) && gap <= 60;
  const order = amount.low / part / highEnd(context.lastMoney.found.number);
  const sized = (last.grouped || last.decimal) && order > 0.3 && order < 3;
  if (!joined || !sized || (lower(s, amount.from - 1) === 'and' && gap > 8)) return undefined;
  return money(amount.from, amount.to, amount, code, part, false, 'money.carried');
}

/** `between 310 million and 325 million pounds`: the first end has the currency, and the magnitude, of the second. */
function betweenMoney(s: Stream, amount: Amount, context: Context): Match | undefined {
  if (lower(s, amount.from - 1) !== 'between' || lower(s, amount.to) !== 'and') return undefined;
  const second = amountAt(s, amount.to + 1);
  const name = second && nameAt(s, second.to, second, context);
  if (!name || amount.low >= second.low) return undefined;
  const scaled = second.last.scaled && !amount.last.scaled && amount.low <= second.last.mantissa;
  const low = scaled ? tidy((amount.low * second.low) / second.last.mantissa) : amount.low;
  return money(amount.from, amount.to, { ...amount, low }, name.code, name.part, false, 'money.carried');
}

/** `570 to the dollar`, `the rand traded at 18.14`, `Yen 149.88`: exchange rates, in the currency named before. */
function exchangeRate(s: Stream, amount: Amount, context: Context): Match | undefined {
  const { last } = amount;
  if (last.form !== 'digits' || last.scaled || amount.high !== undefined) return undefined;
  const exact = last.decimal || last.grouped;
  const column =
    exact && isCapitalized(s, amount.from - 1) ? currencyNames.get(lower(s, amount.from - 1)) : undefined;
  if (column && column.part === 1) {
    const code = column.code === '' ? context.currencyOf(singular(lower(s, amount.from - 1))) : column.code;
    return money(amount.from, amount.to, amount, code, 1, false, 'money.carried');
  }
  const { to } = amount;
  const counter =
    counterLeads.has(lower(s, to)) && counters.has(lower(s, lower(s, to + 1) === 'the' ? to + 2 : to + 1));
  const quoted =
    exact &&
    /^(?:at|past|between|to|around|near|and|against|from|quoted|about)$/.test(lower(s, amount.from - 1)) &&
    isGoneOn(s, to);
  if (!counter && !quoted) return undefined;
  const code = subjectCurrency(s, amount.from, counter ? 40 : 12, context);
  if (code !== undefined)
    return { ...money(amount.from, amount.to, amount, code, 1, false, 'money.carried'), rate: true };
  // Further quotes of the same pair: `from 28.49`, `against 15.54 a week ago`.
  const rate = context.lastMoney;
  const again = quoted && rate?.rate === true && s.starts[amount.from]! - rate.found.end < 120;
  const order = again ? amount.low / highEnd(rate.found.number) : 0;
  if (!again || order < 0.8 || order > 1.25) return undefined;
  return { ...money(amount.from, amount.to, amount, rate.code, 1, false, 'money.carried'), rate: true };
}

const counterLeads = wordSet('to against per versus');
const counters = wordSet('dollar greenback euro pound sterling yen franc us');

/** The currency that is the subject before an exchange rate: `the rand`, `The shilling`, in the same paragraph. */
function subjectCurrency(s: Stream, from: number, reach: number, context: Context): string | undefined {
  for (let k = from - 1; k >= 0 && k >= from - reach && s.kinds[k] !== 4; k--) {
    if (isDigits(s, k) && reach < 40) return undefined;
    const name = isWord(s, k) ? currencyNames.get(lower(s, k)) : undefined;
    if (
      !name ||
      name.part !== 1 ||
      lower(s, k - 1) === 'to' ||
      lower(s, k) === 'dollar' ||
      lower(s, k) === 'sol'
    )
      continue;
    const subject = lower(s, k - 1) === 'the' || isCapitalized(s, k);
    if (!subject || lower(s, k - 2) === 'to' || lower(s, k - 2) === 'against') continue;
    if (name.code !== '') return name.code;
    const clause = s.text
      .slice(Math.max(0, s.starts[k]! - 30), s.starts[k])
      .split(/[.,;\n]/)
      .pop();
    return context.currencyOf(singular(lower(s, k)), clause);
  }
  return undefined;
}
