import type { Amount } from './amounts';
import { functionWords } from './functionWords';
import {
  Character,
  codeAt,
  digitsAt,
  isAllCaps,
  isCapitalized,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  kindAt,
  lengthAt,
  lower,
  raw,
  startsSentence,
  spells,
  type Stream,
} from './stream';
import { months, weekdays } from './calendar';
import { units } from './numberWords';
import { wordSet } from './wordLists';

/** Words whose number is a label: `Chapter 11`, `Section 230`, `Series 7`, `Route 29`. */
const labelWords = wordSet(
  'chapter section sections article articles series class phase tier stage model route highway interstate motorway flight version type grade ' +
    'level gate platform unit box rule rules title act episode volume vol issue part mark mk formula form no nos number figure fig table ' +
    'room suite floor apartment apt building block house hall bay pier berth runway terminal track line lane exit junction zone district ' +
    'ward sector precinct circuit division brigade battalion regiment squadron paragraph para clause schedule annex appendix page pp ' +
    'psalm verse lot item case docket file claim proposition prop amendment resolution directive regulation order bill ' +
    'patent ref reference code sku isbn issn po pobox channel area base camp pit shaft well hole step question ' +
    'season opus op symphony concerto sonata studio fold group update release build windows android ios iphone ipad galaxy pixel ' +
    'playstation xbox gpt claude llama gemini boeing airbus embraer category cat scope euro agenda vision pillar group',
);

/** Label words that also stand before real counts when they are not capitalised. */
const capitalLabels = wordSet(
  'part line form order case issue house hall track well base lot item file claim group unit model type mark act bill figure table page floor block building title season release build line rule box lane zone area step question studio fold euro code area vision agenda camp pit shaft hole level stage class series phase number case grade gate bay pier question',
);

/**
 * Where the digits at token `i` belong to something that is no number — a URL, an e-mail address, a telephone
 * number, a version, a product — the token behind it.
 */
export function excludedDigits(s: Stream, i: number): number | undefined {
  if (!isGlued(s, i) && isWord(s, i + 1) && isNear(s, i + 1))
    return citation(s, i) ?? minorPlanet(s, i) ?? nameOfDigits(s, i);
  return (
    powerOfTen(s, i) ??
    picture(s, i) ??
    gluedToLetters(s, i) ??
    telephone(s, i) ??
    dotted(s, i) ??
    pairOfNumbers(s, i) ??
    ageOfDecade(s, i) ??
    citation(s, i) ??
    nameOfDigits(s, i)
  );
}

/** `7-Eleven`, `3M`, `50 Cent`: names that are written as numbers are. */
function nameOfDigits(s: Stream, i: number): number | undefined {
  if (isGlued(s, i)) return undefined;
  if (isDash(s, i + 1) && isGlued(s, i + 2) && isCapitalized(s, i + 2) && units.has(lower(s, i + 2)))
    return isAllCaps(s, i + 2) ? undefined : i + 3;
  if (spells(s, i, '50') && spells(s, i + 1, 'Cent')) return i + 2;
  return spells(s, i, '3') && spells(s, i + 1, 'M') && isGlued(s, i + 1) && !isCountedAhead(s, i + 2)
    ? i + 2
    : undefined;
}

/** Whether a plain noun in the plural comes next, perhaps behind an adjective: what `3M` may count. */
function isCountedAhead(s: Stream, i: number): boolean {
  for (let at = i; at < i + 3 && isNear(s, at) && isWord(s, at) && !isCapitalized(s, at); at++) {
    if (functionWords.has(lower(s, at)) || verbs.has(lower(s, at))) return false;
    if (/[^s]s$|^people$/.test(lower(s, at))) return true;
  }
  return false;
}

/** `24/7`, `24-7`, `9/11`: sayings and names. */
function pairOfNumbers(s: Stream, i: number): number | undefined {
  const type = typeNumber(s, i);
  if (type !== undefined) return type;
  const joined =
    (isMark(s, i + 1, Character.slash) || isDash(s, i + 1)) && isGlued(s, i + 1) && isGlued(s, i + 2);
  if (!joined) return undefined;
  const allHours = digitsAt(s, i) === 24 && digitsAt(s, i + 2) === 7;
  const attack = digitsAt(s, i) === 9 && digitsAt(s, i + 2) === 11 && isMark(s, i + 1, Character.slash);
  return allHours || attack ? i + 3 : undefined;
}

/** The year that an asteroid or comet is called by: `2001 SN263`. */
function minorPlanet(s: Stream, i: number): number | undefined {
  const letters = lengthAt(s, i) === 4 && isAllCaps(s, i + 1) && lengthAt(s, i + 1) === 2;
  return letters && isDigits(s, i + 2) && isGlued(s, i + 2) && lengthAt(s, i + 2) > 1 ? i + 3 : undefined;
}

/** `ATR 72-600`, `NI 43-101`, `787-9`: numbers of types and norms. */
function typeNumber(s: Stream, i: number): number | undefined {
  const joined = isDash(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2) && isDigits(s, i + 2);
  const boeing = /^7[0-8]7$/.test(raw(s, i)) && !isGlued(s, i);
  if (boeing && joined && lengthAt(s, i + 2) <= 3) return i + 3;
  if (boeing && isGlued(s, i + 1) && spells(s, i + 1, 's')) return i + 2;
  const series = joined && lengthAt(s, i) === 2 && lengthAt(s, i + 2) === 3 && isNear(s, i);
  // A score is of numbers of one size: `LSU 98-101`.
  if (series && isAllCaps(s, i - 1) && digitsAt(s, i + 2) > 2 * digitsAt(s, i)) return i + 3;
  return undefined;
}

/** `410 U.S. 113`, `18 U.S.C. § 1343`, `123 F.3d 456`, `29 CFR 1910`, and the `(3)` of `Rule 23(b)(3)`. */
function citation(s: Stream, i: number): number | undefined {
  if (
    isMark(s, i - 1, Character.open) &&
    isGlued(s, i - 1) &&
    isMark(s, i - 2, Character.close) &&
    isMark(s, i + 1, Character.close)
  )
    return i + 1;
  if (!isNear(s, i + 1) || !isCapitalized(s, i + 1)) return undefined;
  if (
    /^(?:USC|CFR|US|SCt|LEd|FSupp|FR)$/.test(raw(s, i + 1)) &&
    (isDigits(s, i + 2) || isMark(s, i + 2, 0xa7))
  )
    return isDigits(s, i + 2) ? i + 3 : i + 4;
  const reporter =
    (spells(s, i + 1, 'U') && spells(s, i + 3, 'S')) ||
    (spells(s, i + 1, 'F') && isMark(s, i + 2, Character.dot));
  if (!reporter) return undefined;
  // The page ends the citation; without one the first number is an amount: `410 U.S. troops`.
  for (let k = i + 3; k < i + 10; k++) {
    if (isWord(s, k) && lengthAt(s, k) > 2 && !/^(?:supp|app)$/.test(lower(s, k))) return undefined;
    if (isDigits(s, k) && !isGlued(s, k)) return k + 1;
  }
  return undefined;
}

/** `6.02x10^23`, `3 × 10⁸`: the exponent is not read, so nothing of it is. */
function powerOfTen(s: Stream, i: number): number | undefined {
  if (!isMark(s, i + 1, Character.caret) || digitsAt(s, i) !== 10 || !isDigits(s, i + 2)) return undefined;
  const times = lower(s, i - 1) === 'x' || isMark(s, i - 1, Character.times);
  return times ? i + 3 : undefined;
}

/** `in his 40s`, `the low 60s`: no one number. */
function ageOfDecade(s: Stream, i: number): number | undefined {
  const plural = isGlued(s, i + 1) && spells(s, i + 1, 's') && lengthAt(s, i) === 2;
  return plural && digitsAt(s, i) % 10 === 0 && !isGlued(s, i) ? i + 2 : undefined;
}

/** `1080p`, and the `4K` of a screen: lines and columns of a picture. */
function picture(s: Stream, i: number): number | undefined {
  const letter = isGlued(s, i + 1) ? raw(s, i + 1) : '';
  if (letter === 'p' && /^(?:1080|1440|2160|4320)$/.test(raw(s, i))) return i + 2;
  if (letter === 'K' && lengthAt(s, i) === 1 && pictures.has(lower(s, i + 2))) return i + 2;
  return undefined;
}

const pictures = wordSet(
  'tv tvs television televisions video videos screen screens display displays monitor monitors panel panels resolution camera cameras webcam footage projector projectors streaming streams film films picture pictures gaming content oled qled hdr blu ultra uhd',
);

/** `A320`, `F-16`, `covid19`, `5G`, `54b`, `#12`, `401(k)`: letters glued in front, or behind without being a unit. */
function gluedToLetters(s: Stream, i: number): number | undefined {
  if (isGlued(s, i)) {
    const before = codeAt(s, i - 1);
    if (isWord(s, i - 1)) return behindName(s, i);
    if (before === 35 || before === Character.underscore || before === Character.at || before === 61)
      return behindName(s, i);
    if (isDash(s, i - 1) && isGlued(s, i - 1) && isWord(s, i - 2) && !joinsRange(s, i))
      return behindName(s, i);
    if (
      before === Character.slash &&
      isGlued(s, i - 1) &&
      (isWord(s, i - 2) || codeAt(s, i - 2) === Character.slash)
    )
      return behindName(s, i);
    if (
      before === Character.dot &&
      isGlued(s, i - 1) &&
      isWord(s, i - 2) &&
      lengthAt(s, i - 2) > 1 &&
      !/^(?:Rs|Rp|Tk|Fr|KSh|Ksh|No|Sh|vs|c|p)$/.test(raw(s, i - 2))
    )
      return behindName(s, i);
    if (before === Character.ampersand) return i + 1;
  }
  if (
    isMark(s, i + 1, Character.open) &&
    isGlued(s, i + 1) &&
    isWord(s, i + 2) &&
    isGlued(s, i + 2) &&
    isMark(s, i + 3, Character.close) &&
    lengthAt(s, i + 2) === 1
  )
    return i + 4;
  return undefined;
}

/** `mid-2022`, `pre-2019`, `four-5`, `Sept-12`: the word in front joins a date or a number. */
function joinsRange(s: Stream, i: number): boolean {
  const word = lower(s, i - 2);
  return (
    /^(?:mid|early|late|end|pre|post|non|sub|to|or|and|over|under|the|top|half|then|since|first|last|next|up|around|about|plus|minus|all|another|than|magnitude)$/.test(
      word,
    ) ||
    months.has(word) ||
    weekdays.has(word) ||
    (isGlued(s, i - 2) && isDigits(s, i - 3)) ||
    isUnitLike(s, i)
  );
}

/** `5pm-7pm`, `10kg-12kg`, `$5m-6m`. */
function isUnitLike(s: Stream, i: number): boolean {
  return isGlued(s, i - 2) && isDigits(s, i - 3);
}

/** Behind the whole of a name such as `A320neo-200`. */
export function behindName(s: Stream, i: number): number {
  let to = i + 1;
  while (to < s.count && to < i + 12 && isGlued(s, to)) {
    const code = codeAt(s, to);
    if (isWord(s, to) || isDigits(s, to)) to++;
    else if (
      (code === Character.hyphen ||
        code === Character.dot ||
        code === Character.slash ||
        code === Character.underscore) &&
      isGlued(s, to + 1) &&
      isDigits(s, to + 1)
    )
      to += 2;
    else break;
  }
  return to;
}

/** `+47 55 010 227`, `(020) 7946 0018`, `555-0148`, `1-800-555-0199`. */
function telephone(s: Stream, i: number): number | undefined {
  let groups = 0;
  let digits = 0;
  let to = i;
  let at = i;
  const plus = isMark(s, i - 1, Character.plus) && isGlued(s, i);
  while (groups < 8 && isDigits(s, at) && lengthAt(s, at) <= (plus ? 12 : 5)) {
    groups++;
    digits += lengthAt(s, at);
    to = at + 1;
    const code = codeAt(s, to);
    const mark =
      (code === Character.hyphen || code === Character.dot || code === 0x2011 || code === Character.close) &&
      isGlued(s, to)
        ? to + 1
        : to;
    const open = isMark(s, mark, Character.open) && isNear(s, mark) && isGlued(s, mark + 1) ? mark + 1 : mark;
    if (!isDigits(s, open) || !(isGlued(s, open) || isNear(s, open))) break;
    at = open;
  }
  if (plus && digits >= 7) return to;
  if (groups >= 3 && digits >= 9 && raw(s, i).startsWith('0')) return to;
  if (groups >= 3 && digits >= 10 && isPhoneLed(s, i)) return to;
  const hyphens = isDash(s, i + 1) && isGlued(s, i + 1) && isGlued(s, i + 2);
  if (hyphens && groups >= 3 && digits >= 10 && digits <= 12 && lengthAt(s, i) <= 3) return to;
  if (hyphens && groups === 2 && lengthAt(s, i) === 3 && lengthAt(s, i + 2) === 4 && !isDash(s, i + 3))
    return to;
  return undefined;
}

function isPhoneLed(s: Stream, i: number): boolean {
  for (let back = 1; back <= 4; back++)
    if (/^(?:tel|telephone|phone|call|fax|mobile|hotline|ring)$/.test(lower(s, i - back))) return true;
  return isMark(s, i - 1, Character.open) || false;
}

/** `1.2.3`, `192.168.0.1`: versions and addresses. */
function dotted(s: Stream, i: number): number | undefined {
  let to = i + 1;
  let dots = 0;
  while (
    dots < 12 &&
    isMark(s, to, Character.dot) &&
    isGlued(s, to) &&
    isGlued(s, to + 1) &&
    isDigits(s, to + 1)
  ) {
    dots++;
    to += 2;
  }
  if (dots < 2) return undefined;
  // `12.06.2023` is a date.
  return dots === 2 && lengthAt(s, i + 4) === 4 && lengthAt(s, i) <= 2 ? undefined : to;
}

/** The token behind a URL or e-mail address that starts at word `i`; undefined where none does. */
export function behindUrl(s: Stream, i: number): number | undefined {
  const word = lower(s, i);
  const scheme =
    (word === 'http' || word === 'https') &&
    isMark(s, i + 1, Character.colon) &&
    isMark(s, i + 2, Character.slash);
  const www = word === 'www' && isMark(s, i + 1, Character.dot) && isGlued(s, i + 2);
  if (!scheme && !www) return undefined;
  let to = i + 1;
  while (to < s.count && isGlued(s, to) && kindAt(s, to) !== 4) to++;
  return to;
}

/** Whether a bare amount is a label, part of a name, a list's number or an address, and so counts nothing. */
export function isLabelNumber(s: Stream, amount: Amount): boolean {
  if (amount.first.form !== 'digits' && amount.first.form !== 'words') return false;
  const { from, to } = amount;
  const digits = amount.first.form === 'digits';
  const before = lower(s, from - 1);
  const plain = amount.last.plain || amount.last.letter !== '' || !digits;
  if (
    isMark(s, from - 1, Character.dot) &&
    isNear(s, from) &&
    /^(?:no|nos|vol|sec|art|ch|fig|p|pp|para|op|ref|mk)$/.test(lower(s, from - 2))
  )
    return true;
  if (isNear(s, from) || isDash(s, from - 1)) {
    if (labelWords.has(before) && isLabelHere(s, from)) return true;
    if (isVersion(s, amount)) return true;
  }
  if (!digits) return false;
  if (isMark(s, from - 1, 0xa7) || isMark(s, from - 1, 35)) return true;
  if (isListNumber(s, from, to)) return true;
  // `Thalassa Maritime (2021) Inc.`
  if (
    isMark(s, from - 1, Character.open) &&
    isMark(s, to, Character.close) &&
    /^(?:inc|ltd|limited|plc|llc|llp|corp|co|pte|pvt|gmbh|sa|ag)$/.test(lower(s, to + 1))
  )
    return true;
  if (isGlued(s, to) && isWord(s, to) && raw(s, to) !== 's') return true;
  if (isGlued(s, to) && isMark(s, to, Character.underscore)) return true;
  if (isGlued(s, to) && isMark(s, to, Character.slash) && isDigits(s, to + 1) && !isCount(s, to)) return true;
  if (!plain) return false;
  // `KRX: 019944`, `(TYO: 7203)`: codes of shares.
  if (amount.last.plain && codeAt(s, from) === 48 && lengthAt(s, from) > 1) return true;
  if (
    isMark(s, from - 1, Character.colon) &&
    isAllCaps(s, from - 2) &&
    (isMark(s, to, Character.close) || isMark(s, from - 3, Character.open))
  )
    return true;
  if (!isDigits(s, from)) return false;
  if (amount.last.letter === '' && isAddress(s, from, to)) return true;
  return isNameNumber(s, from, to, amount);
}

function isCount(s: Stream, to: number): boolean {
  return isDigits(s, to + 1) && lengthAt(s, to + 1) <= 2;
}

function isLabelHere(s: Stream, from: number): boolean {
  const before = lower(s, from - 1);
  if (before === 'number' || before === 'no') {
    if (before === 'no') return isCapitalized(s, from - 1);
    return isCapitalized(s, from - 1) && !startsSentence(s, from - 1);
  }
  if (!capitalLabels.has(before)) return true;
  if (isCapitalized(s, from - 1))
    return (
      !startsSentence(s, from - 1) ||
      !isWord(s, from + 1) ||
      isGlued(s, from + 1) ||
      functionWords.has(lower(s, from + 1)) ||
      isCapitalized(s, from + 1)
    );
  return (
    /^(?:class|series|phase|type|grade|stage|level|zone|gate|page|step|rule|code)$/.test(before) &&
    !(isWord(s, from + 1) && /[^s]s$/.test(lower(s, from + 1)))
  );
}

/** `1. Rates.`, `2) Trade`, at the start of a line. */
function isListNumber(s: Stream, from: number, to: number): boolean {
  if (isItem(s, from) && (isItemNear(s, from, -1) || isItemNear(s, from, 1))) return true;
  if (from > 0 && s.kinds[from - 1] !== 4) {
    if (!(isMark(s, from - 1, Character.open) && (from < 2 || s.kinds[from - 2] === 4))) return false;
  }
  if (lengthAt(s, from) > 2 || !isGlued(s, to)) return false;
  const code = codeAt(s, to);
  return (
    (code === Character.dot || code === Character.close || code === Character.colon) && !isGlued(s, to + 1)
  );
}

/** `2. Athena` behind the end of a sentence, a colon or a line: an item of a list in running text. */
function isItem(s: Stream, i: number): boolean {
  if (!isDigits(s, i) || lengthAt(s, i) > 2 || !isMark(s, i + 1, Character.dot)) return false;
  if (!isGlued(s, i + 1) || !isNear(s, i + 2) || !isCapitalized(s, i + 2)) return false;
  return isGlued(s, i) ? false : startsSentence(s, i);
}

/** How many tokens the items of a list are apart at most. */
const longestItem = 30;

/** Whether the item before (`step` -1) or behind (1) the one at token `i` has the number before or behind its own. */
function isItemNear(s: Stream, i: number, step: number): boolean {
  const wanted = digitsAt(s, i) + step;
  for (let k = i + step; k >= 0 && k < s.count && Math.abs(k - i) < longestItem; k += step)
    if (digitsAt(s, k) === wanted && isItem(s, k)) return true;
  return false;
}

const streets =
  /^(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|square|place|way|court|terrace|crescent|gardens|row|plaza|quay|broadway|parkway|strasse|straße|rue|via)$/;

/** `10 Downing Street`, `221 Baker St.` and US zip codes behind a state. */
function isAddress(s: Stream, from: number, to: number): boolean {
  if (isCapitalized(s, to) && isNear(s, to)) {
    for (let k = 1; k <= 3 && isWord(s, to + k - 1) && isCapitalized(s, to + k - 1); k++)
      if (streets.test(lower(s, to + k))) return isCapitalized(s, to + k);
    if (lower(s, to) === 'rue' || lower(s, to) === 'via') return true;
  }
  if (/^(?:rue|via|calle)$/.test(lower(s, to))) return true;
  if (
    lengthAt(s, from) === 5 &&
    isAllCaps(s, from - 1) &&
    lengthAt(s, from - 1) === 2 &&
    isNear(s, from) &&
    !/^(?:US|EU|UK|UN|AI|IT)$/.test(raw(s, from - 1))
  )
    return true;
  // `Leeds LS1 4AB` and `75008 Paris` are left to the glued-letters rule and to names.
  return false;
}

/** Programs, languages and standards, whose numbers are versions. All but those in small letters need a capital. */
const versioned = wordSet(
  'linux ubuntu debian fedora mint kernel gnome kde plasma python rust java javascript typescript kotlin swift php ruby perl julia node django rails laravel react angular vue svelte ' +
    'wordpress drupal joomla postgres postgresql mysql mariadb mongodb redis sqlite oracle docker kubernetes terraform ansible unity unreal godot blender gimp krita inkscape ' +
    'audacity libreoffice openoffice photoshop lightroom firefox chrome chromium safari edge opera thunderbird excel matlab autocad solidworks wifi bluetooth usb hdmi ' +
    'displayport thunderbolt pcie ddr lpddr directx vulkan opengl cuda openssl openssh nginx apache tensorflow pytorch keras stata spss raspbian tails steam proton wine ' +
    'harmonyos hyperos coloros oxygenos watchos tvos visionos ipados chromeos',
);

/** `Linux 6.8`, `KiCad 8`, `quietOS 3.1`: behind a program's name, or a name with capitals inside, of a low number. */
function isVersion(s: Stream, { from, high, last }: Amount): boolean {
  if (high !== undefined || last.form !== 'digits' || last.scaled || last.grouped || !isNear(s, from))
    return false;
  if (versioned.has(lower(s, from - 1))) return isCapitalized(s, from - 1);
  return (
    last.value < 50 &&
    last.decimal &&
    /\p{Ll}\p{Lu}/u.test(raw(s, from - 1)) &&
    !isMark(s, last.to, Character.percent)
  );
}

/** Capitalised words in front of a number that are no names: the starts of sentences, tables and lists. */
const plainCapitals = wordSet(
  'some about nearly almost over around only just roughly approximately another these those all more than at least most up to about as and or but for with by from of in on under below above between among ' +
    'after before since until when while where if because though although every each total revenue sales profit loss income net gross assets shares points goals games ' +
    'set needing chasing spent sold cut cuts adds added hire hires fire fires fired close closes closed open opens opened kill kills killed dead injured arrested buy buys bought order orders ordered raise raises raised win wins won ' +
    'lost loses lay lays layoffs plans plan expects wants needs has had have was is are were aged age score scored scores result results rose fell up down ' +
    'lists list carries employs runs owns makes builds ships served says said takes took gets got leave leaves left hit hits reached reaches top tops topped nears passed passes ' +
    'create creates created seek seeks axes axe slash slashes eliminate eliminates trim trims shed sheds affects affected evacuated rescued rescue missing hurt wounded among including via plus minus its his her their our my the a an',
);

/** `PlayStation 5`, `FTSE 100`, `Raspberry Pi 4`, `Falcon 9`: a capitalised word in mid-sentence, no noun counted. */
function isNameNumber(s: Stream, from: number, to: number, amount: Amount): boolean {
  if (!isNear(s, from) || !isCapitalized(s, from - 1) || amount.high !== undefined) return false;
  const before = lower(s, from - 1);
  if (indexNames.has(before)) return true;
  if (plainCapitals.has(before) || months.has(before) || weekdays.has(before) || functionWords.has(before))
    return false;
  if (lengthAt(s, from) > 4 || isTally(s, amount)) return false;
  const capitals = isAllCaps(s, from - 1);
  if (capitals && isAllCaps(s, to) && lengthAt(s, to) > 3) return false;
  if (!isWord(s, to) || !isNear(s, to)) {
    // `Carrow 3, Ashdown 1`: results; `Revenue 450`: a table's cell. A name ends the same way.
    if (isDash(s, to) && isGlued(s, to)) return isCapitalized(s, to + 1) && lengthAt(s, to + 1) <= 2;
    return !startsLine(s, firstPart(s, from - 1)) || amount.last.value > 999;
  }
  const next = lower(s, to);
  // `At the camel show near Riyadh 43 were thrown out.`
  if (/^(?:near|outside|around)$/.test(lower(s, from - 2)) && /^(?:were|are|have)$/.test(next)) return false;
  if (functionWords.has(next) || verbs.has(next)) return true;
  if (
    /[^s]s$/.test(next) &&
    /^(?:its|the|their|his|her|our|my|with|of|these|those|using|buy|bought)$/.test(lower(s, from - 2)) &&
    !capitals
  )
    return true;
  if (isCapitalized(s, to)) return /[^s]s$/.test(next) ? false : true;
  if (
    /[^s]s$/.test(next) ||
    next === 'people' ||
    next === 'men' ||
    next === 'women' ||
    next === 'children' ||
    next === 'million'
  )
    return false;
  return true;
}

/** Whether the words around say that a number behind a name counts what the named one scored or won. */
export function isTally(s: Stream, { from, to, last }: Amount): boolean {
  if (!last.plain || !isCapitalized(s, from - 1) || !isNear(s, from)) return false;
  return isCricket(s, to) || isElliptic(s, from) || isScorer(s, from, to) || isResult(s, from, to);
}

/** `141 not out`, `388 all out`, `219 (Ames 77; …)`, `388 and 41-1`: runs of a player or a side. */
function isCricket(s: Stream, to: number): boolean {
  const next = lower(s, to);
  if ((next === 'not' || next === 'all') && lower(s, to + 1) === 'out') return true;
  if (next === 'and') return isDigits(s, to + 1) && isDash(s, to + 2) && isGlued(s, to + 2);
  return isMark(s, to, Character.open) && isCapitalized(s, to + 1) && isDigits(s, to + 2);
}

/** `Reds 18 seats, Greens 17, of 51`: the noun is the one behind the number before. */
function isElliptic(s: Stream, from: number): boolean {
  return (
    isMark(s, from - 2, Character.comma) &&
    /[^s]s$/.test(lower(s, from - 3)) &&
    !isCapitalized(s, from - 3) &&
    isDigits(s, from - 4) &&
    isCapitalized(s, from - 5)
  );
}

/** `Lindholt 2, Port Ames 0`: two sides with a number each, alone in their line, sentence or item. */
function isResult(s: Stream, from: number, to: number): boolean {
  if (lengthAt(s, from) > 3) return false;
  if (isMark(s, to, Character.comma)) {
    const second = behindCapitals(s, to + 1);
    return opensItem(s, from) && isSide(s, second) && closesItem(s, second + 1);
  }
  if (!closesItem(s, to)) return false;
  let name = from - 1;
  while (name > from - 5 && isCapitalized(s, name)) name--;
  return isMark(s, name, Character.comma) && isSide(s, name - 1) && opensItem(s, name - 1);
}

function isSide(s: Stream, number: number): boolean {
  return isDigits(s, number) && lengthAt(s, number) <= 3 && isCapitalized(s, number - 1);
}

function behindCapitals(s: Stream, i: number): number {
  let at = i;
  while (at < i + 4 && (isCapitalized(s, at) || isDash(s, at))) at++;
  return at;
}

/** Whether only a name stands between the number and what opens its line, sentence or item. */
function opensItem(s: Stream, number: number): boolean {
  let name = number - 1;
  while (name > number - 6 && (isCapitalized(s, name) || (isDash(s, name) && isGlued(s, name)))) name--;
  return name < number - 1 && startsSentence(s, name + 1);
}

function closesItem(s: Stream, i: number): boolean {
  const code = codeAt(s, i);
  if (code === Character.open && isNear(s, i)) return true;
  return (
    kindAt(s, i) === 0 || kindAt(s, i) === 4 || code === 59 || (code === Character.dot && !isGlued(s, i + 1))
  );
}

/** Share indices whose number is part of their name. */
const indexNames = wordSet(
  'nzx ftse cac asx stoxx nikkei russell nifty tsx aex ibex smi csi topix omx euronext kosdaq mib psi bel atx hsi',
);

/** `(Oduya 81)`, `, Sarr 67, `: who scored and when, or how many. */
function isScorer(s: Stream, from: number, to: number): boolean {
  const opens = isMark(s, from - 2, Character.open) || isMark(s, from - 2, 59);
  // `Oduya 34, 88; Ames 71`, `Oduya 31 (pen), Ames 67`: a line of them.
  const goesOn =
    isMark(s, from - 2, Character.comma) && (isDigits(s, from - 3) || isMark(s, from - 3, Character.close));
  const lineEnds = kindAt(s, to) === 0 || kindAt(s, to) === 4;
  const closes =
    isMark(s, to, Character.close) ||
    isMark(s, to, 59) ||
    isMark(s, to, Character.plus) ||
    isMark(s, to, Character.comma) ||
    (lineEnds && isDigits(s, from - 3)) ||
    (lineEnds && goesOn);
  return (
    (opens || (goesOn && (lineEnds || isMark(s, to, Character.plus)))) &&
    closes &&
    !isAllCaps(s, from - 1) &&
    digitsAt(s, from) <= 400
  );
}

/** Verbs in the present tense that look like plurals. */
const verbs = wordSet(
  'owns holds has sells costs includes powers runs gets comes weighs starts closes opens ends rises falls gains loses uses offers supports ships works treads makes',
);

/** The first word of a hyphenated name that ends with token `i`: `Ames` of `Ames-Reid`. */
function firstPart(s: Stream, i: number): number {
  let at = i;
  while (at > i - 6 && isDash(s, at - 1) && isGlued(s, at) && isCapitalized(s, at - 2)) at -= 2;
  return at;
}

function startsLine(s: Stream, i: number): boolean {
  return i === 0 || s.kinds[i - 1] === 4;
}
