import { fold, foldedKey } from './folding';
import { hashText, mix } from './hash';
import { extendPhrase, kindBit, type Lexicon } from './lexicon';

/** How a word is written. */
export const Form = {
  lower: 0,
  capital: 1,
  caps: 2,
  mixed: 3,
  initial: 4,
  digits: 5,
  mark: 6,
  lineEnd: 7,
} as const;
export type Form = (typeof Form)[keyof typeof Form];

/** What can be told of a word alone; bits. The lowest three are its form. */
export const Trait = {
  form: 7,
  /** Written as names are: with a capital in it. */
  capitalised: 1 << 3,
  /** An English word found in dictionaries in lower case. */
  ordinary: 1 << 4,
  /** A lower-case word that stands inside names. */
  inner: 1 << 5,
  /** A lower-case word that begins names. */
  leading: 1 << 6,
  /** A legal form that is written in lower case. */
  legalForm: 1 << 7,
  title: 1 << 8,
  /** A full stop after this word belongs to the word. */
  abbreviated: 1 << 9,
  /** `Inc`, `Jr`: goes on with a name behind a comma. */
  suffix: 1 << 10,
  /** Of two characters at least. */
  several: 1 << 11,
  /** Of four characters at least. */
  long: 1 << 12,
  endsInS: 1 << 13,
  /** `and`, `or` */
  conjunction: 1 << 14,
  comma: 1 << 15,
  stop: 1 << 16,
  hyphen: 1 << 17,
  /** Other marks that end a sentence or a clause. */
  ender: 1 << 18,
  /** Marks that may stand between a stop and the next sentence. */
  opener: 1 << 19,
  openingQuote: 1 << 20,
  plainQuote: 1 << 21,
  /** Words before a name count up to here … */
  endsBefore: 1 << 22,
  /** … those behind it … */
  endsBehind: 1 << 23,
  /** … and those of an apposition. */
  endsApposition: 1 << 24,
} as const;

/** The columns of a word's row. */
export const Column = {
  traits: 0,
  /** Hash of the word in lower case, without accents; words in capitals of up to five letters keep theirs. */
  key: 1,
  /** Hash of the word in lower case whatever its form. */
  lowerKey: 2,
  /** Lexicon kinds of the word by itself. */
  kinds: 3,
  /** The word's class in patterns of names; see `features`. */
  pattern: 4,
  coarse: 5,
  /** What the word is to names near it. */
  contextKey: 6,
  contextClass: 7,
  /** The first UTF-16 unit. */
  first: 8,
  /** One number for all words with the same `lowerKey`, counted from 0. */
  twin: 9,
  /** Hash of the spelling, its length and two of its characters: by these the word is known again. */
  hash: 10,
  length: 11,
  sample: 12,
  /** One bit for each role whose sums of weights are known, and 16 bits higher one for each that are not all 0. */
  summed: 13,
} as const;

/** A row is one cache line: 16 numbers, the last of them unused. */
export const rowShift = 4;

/** The distinct words of texts, by number; everything that can be told of them alone. */
export interface Words {
  count: number;
  rows: Int32Array;
  readonly texts: string[];
  /** Sums of model weights: for each word and role, one for each label. */
  sums: Int16Array;
}

/** How many numbers the sums of a word are: those of eleven roles for six labels. */
export const sumsOfWord = 66;

/** Writes what can be told of a word into its row: all columns but those of the vocabulary. */
export function describeWord(text: string, lexicon: Lexicon, row: Int32Array): void {
  const form = formOf(text);
  // All line ends are one word.
  const lowerKey = hashText(form === Form.lineEnd ? '\n' : fold(text));
  const key = form === Form.caps ? foldedKey(text) : lowerKey;
  let kinds = lexicon.kindsOf(extendPhrase(0, key));
  // A word in capitals may be an acronym of the lists or a listed word that is shouted.
  if (kinds === 0 && key !== lowerKey && text.length > 3) kinds = lexicon.kindsOf(extendPhrase(0, lowerKey));
  const capitalised = form >= Form.capital && form <= Form.initial;
  const ordinary = form < Form.digits && lexicon.isOrdinary(lowerKey);
  const isTitle = (kinds & title) !== 0;
  const pattern = patternClass(form, key, kinds, ordinary);
  row[Column.traits] =
    form |
    (capitalised ? Trait.capitalised : 0) |
    (ordinary ? Trait.ordinary : 0) |
    (isTitle ? Trait.title : 0) |
    (form === Form.initial || (kinds & abbreviation) !== 0 ? Trait.abbreviated : 0) |
    ((kinds & companyWord) !== 0 && suffixes.has(text) ? Trait.suffix : 0) |
    (text.length > 1 ? Trait.several : 0) |
    (text.length > 3 ? Trait.long : 0) |
    (/s$/i.test(text) ? Trait.endsInS : 0) |
    (form === Form.lineEnd ? lineEndTraits : (traitsOfText.get(text) ?? 0));
  row[Column.key] = key;
  row[Column.lowerKey] = lowerKey;
  row[Column.kinds] = kinds;
  row[Column.pattern] = pattern;
  row[Column.coarse] = capitalised ? coarseClass(kinds, ordinary) : form;
  row[Column.contextKey] = form === Form.digits ? 7 : capitalised && !isTitle ? 8 : key;
  row[Column.contextClass] = contextClass(text, form, key, kinds, pattern);
  row[Column.first] = text.charCodeAt(0);
}

/** Kinds that names and their parts have; the rest are kinds of words around names. */
export const nameKinds = kindBit('person-nouns') - 1;

const title = kindBit('titles');
const abbreviation = kindBit('abbreviations');
const companyWord = kindBit('company-words');
const suffixes = new Set('Inc Ltd LLC LLP Co Corp LP Jr Sr PLC Limited Incorporated'.split(' '));

const lineEndTraits = Trait.endsBefore | Trait.endsBehind | Trait.endsApposition;
const traitsOfText = new Map<string, number>();
function give(texts: string, trait: number): void {
  for (const text of texts.split(' ')) traitsOfText.set(text, (traitsOfText.get(text) ?? 0) | trait);
}
give(
  'of de du da do dos das del della dello delle di la le les las los el al y e et i und and en og och der den des dem ' +
    'von van vom zu zur zum ter ten the for on in at to with a an ap ab bin bint binte ibn abu ben bar wa na no af av à au aux ' +
    'sur sous sul nel per pour mit op het o ni ya za dan',
  Trait.inner,
);
give('van von de der den di da del della al el bin ibn ter ten du le la dos', Trait.leading);
give('plc llc ltd inc corp oyj asa', Trait.legalForm);
give('and or', Trait.conjunction);
give(',', Trait.comma);
give('.', Trait.stop);
give('-', Trait.hyphen);
give('! ? … : ; • * |', Trait.ender);
give('" “ ‘ ( [ — « ” ’', Trait.opener);
give('“ ‘', Trait.openingQuote);
give('"', Trait.plainQuote);
give('. ; ”', Trait.endsBefore);
give('. ; “', Trait.endsBehind);
give(', . ;', Trait.endsApposition);

const classOrder = (
  [
    'titles',
    'demonyms',
    'capitalised',
    'countries',
    'regions',
    'cities',
    'given-names',
    'company-words',
    'organisation-words',
    'place-words',
    'event-words',
    'product-words',
    'media',
    'companies',
    'organisations',
    'products',
    'surnames',
    'landmarks',
    'teams',
    'events',
  ] as const
).map(kindBit);

/** The one class of a word in patterns: connecting words for themselves, else the most telling kind. */
function patternClass(form: Form, key: number, kinds: number, ordinary: boolean): number {
  if (form < Form.capital || form > Form.initial) return form === Form.digits ? 7 : key;
  if (form === Form.initial) return 11;
  for (let i = 0; i < classOrder.length; i++) if ((kinds & classOrder[i]!) !== 0) return 100 + i;
  if (form === Form.caps) return 12;
  return ordinary ? 13 : 14;
}

const personBits = kindBit('given-names') | kindBit('surnames');
const placeBits = kindBit('countries') | kindBit('regions') | kindBit('cities') | kindBit('landmarks');
const headBits = kindBit('company-words') | kindBit('organisation-words');

function coarseClass(kinds: number, ordinary: boolean): number {
  const person = (kinds & personBits) !== 0 ? 1 : 0;
  const place = (kinds & placeBits) !== 0 ? 2 : 0;
  const head = (kinds & headBits) !== 0 ? 4 : 0;
  return 16 + mix(person + place + head, ordinary ? 1 : 0);
}

/** Names around a name stand for themselves by class only, so that contexts are learned for all of them. */
function contextClass(text: string, form: Form, key: number, kinds: number, pattern: number): number {
  if (form === Form.lower) {
    const around = kinds & ~nameKinds;
    if (around !== 0) return mix(2, around);
    return text.length <= 4 ? key : 1;
  }
  if (form === Form.mark) return key;
  return form >= Form.capital && form <= Form.initial ? pattern : form;
}

function formOf(text: string): Form {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return Form.digits;
  if (first === 10 || first === 13) return Form.lineEnd;
  const lower = text.toLowerCase();
  const upper = text.toUpperCase();
  if (lower === upper) return Form.mark;
  if (text === lower) return Form.lower;
  if (text === upper) return text.length === 1 ? Form.initial : Form.caps;
  return text.slice(1) === lower.slice(1) ? Form.capital : Form.mixed;
}
