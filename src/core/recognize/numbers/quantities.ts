import { signedAt, type Amount } from './amounts';
import type { Context } from './context';
import { highEnd, match, rangeOf, tidy, type Match } from './match';
import { units } from './numberWords';
import { halfBehind, withoutLetter } from './numerals';
import { functionWords } from './functionWords';
import { isGoneOn } from './phrases';
import {
  Character,
  codeAt,
  digitsAt,
  follows,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  lower,
  raw,
  type Stream,
} from './stream';
import { longestUnitPhrase, unitPhrases, unitSymbols, type Unit } from './units';
import { wordSet } from './wordLists';

/** A number with its unit: `5 km`, `98-kWh`, `two and a half miles`, `92,000 square feet`, `-40C`. */
export function quantityOf(s: Stream, amount: Amount, context: Context): Match | undefined {
  const mixed = feetAndInches(s, amount) ?? primes(s, amount);
  if (mixed) return mixed;
  const letter = metresOrMillions(s, amount);
  const own = ownLetter(amount);
  if (own) return own;
  const measured = letter ?? amount;
  const unit = letter ? { unit: unitSymbols.get('m')!, to: letter.to + 1 } : unitAt(s, amount);
  if (!unit) return quantityCarried(s, amount, context);
  const { symbol } = unit.unit;
  if (
    symbol === '°C' &&
    /^degrees?$/.test(lower(s, unit.to - 1)) &&
    /^(?:north|south|east|west|latitude|longitude|angle|slope)$/.test(lower(s, unit.to))
  )
    return match(amount.from, unit.to, 'QUANTITY', 'quantity', rangeOf(measured.low, measured.high), '°');
  if (symbol === 'bp')
    return match(amount.from, unit.to, 'QUANTITY', 'quantity', rangeOf(measured.low, measured.high), symbol);
  return (
    withSmallerUnit(s, measured, unit.to, symbol) ??
    match(
      measured.from,
      unit.to,
      'QUANTITY',
      'quantity',
      rangeOf(tidy(measured.low), measured.high && tidy(measured.high)),
      symbol,
    )
  );
}

/** How many of the smaller unit, written right behind the larger, make one of it. */
const smallerUnits: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['st', ['lb', 14]],
  ['lb', ['oz', 16]],
  ['kg', ['g', 1000]],
  ['km', ['m', 1000]],
  ['m', ['cm', 100]],
  ['mi', ['yd', 1760]],
  ['yd', ['ft', 3]],
]);

/** `12 stone 4 lb`, `7 pounds 4 ounces`, `3 kg 200 g`: one quantity in the smaller unit. */
function withSmallerUnit(s: Stream, amount: Amount, i: number, symbol: string): Match | undefined {
  const smaller = smallerUnits.get(symbol);
  if (!smaller || amount.high !== undefined || amount.negative || !Number.isInteger(amount.low))
    return undefined;
  const at = lower(s, i) === 'and' ? i + 1 : i;
  const rest = isNear(s, i) && follows(s, at) ? signedAt(s, at) : undefined;
  const unit = rest && !rest.first.scaled && rest.first.form !== 'fraction' ? unitAt(s, rest) : undefined;
  if (!rest || unit?.unit.symbol !== smaller[0] || rest.low >= smaller[1]) return undefined;
  return match(
    amount.from,
    unit.to,
    'QUANTITY',
    'quantity',
    tidy(amount.low * smaller[1] + rest.low),
    smaller[0],
  );
}

/** `11mm`, `500t`: behind a bare number these letters are units, behind a currency sign magnitudes. */
function ownLetter(amount: Amount): Match | undefined {
  const { letter } = amount.last;
  if ((letter !== 'mm' && letter !== 't') || amount.high !== undefined || amount.last.form !== 'digits')
    return undefined;
  return match(
    amount.from,
    amount.to,
    'QUANTITY',
    'quantity',
    amount.negative ? -amount.last.mantissa : amount.last.mantissa,
    letter,
  );
}

/** `a metre`, `a tonne`: one of it; `a mile and a half`. */
export function quantityOfOne(s: Stream, i: number): Match | undefined {
  const unit = phraseAt(s, i + 1);
  if (!unit || !oneOf.has(unit.unit.symbol)) return undefined;
  const half = halfBehind(s, unit.to);
  return match(i, half?.to ?? unit.to, 'QUANTITY', 'quantity', 1 + (half?.value ?? 0), unit.unit.symbol);
}

/** Units that "a" counts one of; "a bar", "a bit", "a degree" are other things. */
const oneOf = wordSet('m km cm mm mi in ha ac L gal kg g t lb oz MW GW kW kWh MWh GWh nm mg pt m2 m3');

/** Units whose word is only meant as one in a narrow setting. */
const needsNumber = wordSet(
  'bar bars bit bits stone foot knot knots degree degrees gig gigs nits revs calorie sf psf sum',
);

function unitAt(s: Stream, amount: Amount): { unit: Unit; to: number } | undefined {
  const i = amount.to;
  let at = i;
  if (amount.last.form === 'fraction') {
    if (lower(s, at) === 'of' && (lower(s, at + 1) === 'a' || lower(s, at + 1) === 'an')) at += 2;
    else if (lower(s, at) === 'a' || lower(s, at) === 'an') at++;
    if (!follows(s, at)) return undefined;
    const phrase = phraseAt(s, at);
    return at > i || amount.last.value > 0.5 || isDash(s, i)
      ? phrase
      : phrase && !needsNumber.has(lower(s, at))
        ? phrase
        : undefined;
  }
  const hyphen = isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1);
  if (hyphen) at++;
  if (!follows(s, at)) return undefined;
  const symbol =
    amount.last.form === 'digits' || amount.last.scaled ? symbolAt(s, at, amount, hyphen) : undefined;
  const phrase = phraseAt(s, at);
  // `8Miles` is a name.
  if (phrase && isGlued(s, at) && !hyphen && isCapitalized(s, at) && !symbol) return undefined;
  const best = phrase && (!symbol || phrase.to > symbol.to) ? phrase : symbol;
  return best && isMeant(s, best, at, amount, hyphen) ? best : undefined;
}

/** Weeds out words that are units elsewhere: `two bars`, `five stone buildings`, `12 degrees` of education. */
function isMeant(
  s: Stream,
  found: { unit: Unit; to: number },
  at: number,
  amount: Amount,
  hyphen: boolean,
): boolean {
  const word = lower(s, at);
  if (found.to - at > 1) return true;
  switch (word) {
    case 'bar':
    case 'bars':
      return word === 'bar' && amount.last.form === 'digits' && isGoneOn(s, found.to);
    case 'stone':
      return isGoneOn(s, found.to) || isDigits(s, found.to);
    case 'bit':
    case 'bits':
      return amount.last.form === 'digits' && (hyphen || amount.low >= 8);
    case 'knot':
    case 'knots':
      return amount.last.form === 'digits';
    case 'foot':
      if (amount.low === 1 && amount.last.form === 'words' && !hyphen) return false;
      return hyphen || isGoneOn(s, found.to) || amount.last.form === 'digits';
    case 'degree':
    case 'degrees':
      return (
        amount.last.form === 'digits' || hyphen || amount.negative || !isOfLearning(s, amount.from, found.to)
      );
    case 'calories':
      return true;
    case 'nits':
    case 'revs':
    case 'sf':
      return amount.last.form === 'digits';
  }
  return true;
}

/** `She has two degrees and a boat`: of a university. */
function isOfLearning(s: Stream, from: number, to: number): boolean {
  const measured =
    /^(?:to|by|within|about|around|only|at|of|nearly|almost|over|under|below|above|than|minus)$/.test(
      lower(s, from - 1),
    ) ||
    /^(?:below|above|warmer|colder|cooler|hotter|warming|of|outside|inside|higher|lower|north|south|east|west|off)$/.test(
      lower(s, to),
    );
  return !measured;
}

const symbolStarts: ReadonlySet<string> = new Set(
  [...unitSymbols.keys(), 'F'].map((symbol) => symbol.match(/^\p{L}+/u)?.[0] ?? symbol),
);

const phraseStarts: ReadonlySet<string> = new Set(
  [...unitPhrases.keys()].map((phrase) => phrase.split(/[ \-.]/)[0]!),
);

/** First words of units of more than one word. */
const longPhraseStarts: ReadonlySet<string> = new Set(
  [...unitPhrases.keys()]
    .filter((phrase) => /[ \-.]/.test(phrase))
    .map((phrase) => phrase.split(/[ \-.]/)[0]!),
);

/** The unit spelled out at token `at`, as long as possible. */
function phraseAt(s: Stream, at: number): { unit: Unit; to: number } | undefined {
  if (!phraseStarts.has(lower(s, at))) return undefined;
  let phrase = '';
  let found: { unit: Unit; to: number } | undefined;
  let i = at;
  for (let n = 0; n < longestUnitPhrase && isWord(s, i) && (n === 0 || follows(s, i)); n++) {
    phrase += (n === 0 ? '' : ' ') + lower(s, i);
    const unit = unitPhrases.get(phrase);
    if (unit) found = { unit, to: i + 1 };
    i++;
    if (n === 0 && isNear(s, i) && !longPhraseStarts.has(phrase)) break;
    if (isDash(s, i) && isGlued(s, i) && isGlued(s, i + 1)) {
      const joined = unitPhrases.get(phrase.replace(/ /g, '-') + '-' + lower(s, i + 1));
      if (joined) found = { unit: joined, to: i + 2 };
      // `square-foot`, `kilowatt-hour`, `metre-long`: the parts may be joined by hyphens.
      const spaced = unitPhrases.get(phrase + ' ' + lower(s, i + 1));
      if (spaced && !joined) found = { unit: spaced, to: i + 2 };
      if (
        joined ||
        spaced ||
        phrase === 'barrels' ||
        phrase === 'miles' ||
        phrase === 'kilometres' ||
        phrase === 'mile' ||
        phrase === 'barrel'
      ) {
        const long = longHyphenated(s, at, i);
        if (long) found = long;
      }
      break;
    }
    // The abbreviation's dot in `sq. ft`.
    if (
      isMark(s, i, Character.dot) &&
      isGlued(s, i) &&
      (phrase === 'sq' || phrase === 'cu') &&
      isNear(s, i + 1)
    ) {
      i++;
    }
  }
  return found && withExponent(s, found);
}

/** `miles-per-hour`, `barrels-a-day` */
function longHyphenated(s: Stream, at: number, dash: number): { unit: Unit; to: number } | undefined {
  if (!isDash(s, dash + 2)) return undefined;
  const unit = unitPhrases.get(`${lower(s, at)}-${lower(s, dash + 1)}-${lower(s, dash + 3)}`);
  return unit && { unit, to: dash + 4 };
}

/** `m2`, `km²` come as a word and what follows it. */
function withExponent(s: Stream, found: { unit: Unit; to: number }): { unit: Unit; to: number } {
  const i = found.to;
  const code = codeAt(s, i);
  const exponent =
    code === 0xb2 || (isDigits(s, i) && digitsAt(s, i) === 2)
      ? '2'
      : code === 0xb3 || (isDigits(s, i) && digitsAt(s, i) === 3)
        ? '3'
        : '';
  if (exponent === '' || !isGlued(s, i)) return found;
  const unit = unitSymbols.get(found.unit.symbol + exponent);
  return unit ? { unit, to: i + 1 } : found;
}

/** The unit written as a symbol at token `at`: `kWh`, `km/h`, `°C`, `m²`, `µg/m3`. */
function symbolAt(
  s: Stream,
  at: number,
  amount: Amount,
  hyphen: boolean,
): { unit: Unit; to: number } | undefined {
  if (isWord(s, at) && !symbolStarts.has(raw(s, at))) return undefined;
  let symbol = '';
  let found: { unit: Unit; to: number } | undefined;
  for (let n = 0; n < 6; n++) {
    const i = at + n;
    if (i >= s.count || (n > 0 && !isGlued(s, i) && symbol !== '°')) break;
    if (s.ends[i]! - s.starts[i]! > 8) break;
    symbol += raw(s, i);
    const unit = unitSymbols.get(symbol);
    if (
      unit &&
      !(isGlued(s, i + 1) && isWord(s, i + 1)) &&
      !isWordInstead(s, symbol, at, i + 1, amount, hyphen)
    )
      found = { unit, to: i + 1 };
  }
  return found ?? temperatureLetter(s, at, amount);
}

/** `30C`, `90F`, `-40 C`: a letter that stands for degrees, glued to a plausible temperature. */
function temperatureLetter(s: Stream, at: number, amount: Amount): { unit: Unit; to: number } | undefined {
  const letter = raw(s, at);
  if ((letter !== 'C' && letter !== 'F') || amount.last.scaled || amount.last.grouped) return undefined;
  if (isGlued(s, at + 1) && (isWord(s, at + 1) || isDigits(s, at + 1) || isDash(s, at + 1))) return undefined;
  if (!isGlued(s, at) && !amount.negative) return undefined;
  const limit = letter === 'C' ? 60 : 130;
  if (!amount.negative && (Math.abs(amount.low) > limit || Math.abs(amount.low) < 5)) return undefined;
  return { unit: unitSymbols.get(letter === 'C' ? '°C' : '°F')!, to: at + 1 };
}

/** Symbols that are always something else in running text: grades, magnitudes, short words. */
const neverSymbols = wordSet('A B J N K b in bar bit nit cal toe');

/** Whether a symbol is a letter or a short word here. */
function isWordInstead(
  s: Stream,
  symbol: string,
  at: number,
  to: number,
  amount: Amount,
  hyphen: boolean,
): boolean {
  if (neverSymbols.has(symbol)) return true;
  if (isGlued(s, at)) return false;
  switch (symbol) {
    case 'V':
      return amount.last.plain && amount.low < 1000 && !hyphen;
    case 'MP':
      return !hyphen;
    case 'PS':
    case 'um':
      return true;
    case 'MT':
    case 'mt':
      return isWord(s, to) && !functionWords.has(lower(s, to));
  }
  return false;
}

/**
 * `100m` may be metres or millions. Metres: behind `x` or a race, before words of size. Millions: before a
 * plural noun or a unit. The amount without its letter where it is metres.
 */
function metresOrMillions(s: Stream, amount: Amount): Amount | undefined {
  if (amount.last.letter !== 'm' || amount.last.form !== 'digits') return undefined;
  if (readsAsMillions(s, amount)) return undefined;
  const last = withoutLetter(amount.last);
  const low =
    amount.high === undefined
      ? amount.negative
        ? -last.value
        : last.value
      : amount.first.scaled
        ? amount.low
        : amount.first.mantissa;
  const first = amount.high === undefined ? last : amount.first;
  return {
    ...amount,
    to: amount.to - 1,
    first,
    last,
    low,
    high: amount.high === undefined ? undefined : last.value,
  };
}

const sizeWords = wordSet(
  'deep high wide long tall thick above below away apart square asl race sprint final hurdles freestyle breaststroke backstroke butterfly medley relay steeplechase pool wave waves swell tower mast runway drop climb swim run dash track world champion record gold silver bronze heats heat semi title',
);

/** Words that show that `m` counts: `1.2m people`, `3m new homes`. */
const counted = wordSet('people of more new active monthly daily');

function readsAsMillions(s: Stream, amount: Amount): boolean {
  const { from, to } = amount;
  const next = lower(s, to);
  if (
    !isWord(s, to) ||
    sizeWords.has(next) ||
    lower(s, from - 1) === 'x' ||
    isMark(s, from - 1, Character.times)
  )
    return false;
  if (counted.has(next)) return true;
  if (functionWords.has(next)) return false;
  if (unitPhrases.has(next)) return next !== 'bars';
  for (let n = 0; n < 3; n++) {
    const word = lower(s, to + n);
    if (!isWord(s, to + n) || functionWords.has(word)) return false;
    if (/[^s]s$/.test(word) && word.length > 3) return !sizeWords.has(word);
  }
  return false;
}

/** `six foot four`, `5ft 10in`, `6 feet 2 inches`, `10 stone 4`; the smaller unit is kept. */
function feetAndInches(s: Stream, amount: Amount): Match | undefined {
  if (amount.high !== undefined) return undefined;
  const hyphens = isDash(s, amount.to) && isGlued(s, amount.to);
  const at = hyphens ? amount.to + 1 : amount.to;
  const foot = lower(s, at);
  if ((foot !== 'foot' && foot !== 'feet' && foot !== 'ft') || !follows(s, at)) return undefined;
  const next = isDash(s, at + 1) && isGlued(s, at + 1) ? at + 2 : at + 1;
  if (!follows(s, next)) return undefined;
  const inches = isDigits(s, next) ? digitsAt(s, next) : (units.get(lower(s, next)) ?? NaN);
  if (!(inches >= 0 && inches < 12)) return undefined;
  let to = next + 1;
  if (isDash(s, to) && isGlued(s, to)) to++;
  const inch = lower(s, to);
  if (inch === 'in' || inch === 'ins' || inch === 'inch' || inch === 'inches') {
    if (inch === 'in' && !isGlued(s, to) && isWord(s, to + 1)) to = next;
    to++;
  } else {
    to = next + 1;
    if (isWord(s, to) && unitPhrases.has(inch)) return undefined;
  }
  return match(amount.from, to, 'QUANTITY', 'quantity', tidy(amount.low * 12 + inches), 'in');
}

/** `6'4"`, `5′11″` */
function primes(s: Stream, amount: Amount): Match | undefined {
  const i = amount.to;
  const prime = codeAt(s, i);
  if (
    (prime !== 39 && prime !== 0x2032 && prime !== 0x2019) ||
    !isGlued(s, i) ||
    !isDigits(s, i + 1) ||
    !isGlued(s, i + 1)
  )
    return undefined;
  const double = codeAt(s, i + 2);
  if ((double !== 34 && double !== 0x2033 && double !== 0x201d) || !isGlued(s, i + 2)) return undefined;
  const inches = digitsAt(s, i + 1);
  return inches < 12
    ? match(amount.from, i + 3, 'QUANTITY', 'quantity', amount.low * 12 + inches, 'in')
    : undefined;
}

/** `from 22 metres a shift to 15`: a bare number behind a quantity and "to" or "from" has its unit. */
export function quantityCarried(s: Stream, amount: Amount, context: Context): Match | undefined {
  const last = context.lastAmount;
  if (last?.label !== 'QUANTITY' || last.number.unit === undefined || amount.last.form === 'fraction')
    return undefined;
  const gap = s.starts[amount.from]! - last.end;
  if (gap > (amount.last.scaled ? 140 : 40) || gap < 0) return undefined;
  const order = amount.low / highEnd(last.number);
  if (!(order > 0.2 && order < 5)) return undefined;
  const before = lower(s, amount.from - 1);
  if (before !== 'to' && before !== 'from' && !(amount.last.scaled && (before === 'up' || before === 'down')))
    return undefined;
  if (!isGoneOn(s, amount.to) || isMark(s, amount.to, Character.percent)) return undefined;
  return match(
    amount.from,
    amount.to,
    'QUANTITY',
    'quantity.carried',
    rangeOf(amount.low, amount.high),
    last.number.unit,
  );
}
