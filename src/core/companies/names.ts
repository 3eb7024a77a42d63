import type { Label } from '../model';

/** What a name can stand for. Names of different kinds are never one thing: `Ford` the man, `Ford` the firm. */
export type NameKind = 'person' | 'place' | 'thing';

/**
 * Firms, organisations, products and events are one kind: `TikTok` is a firm in one sentence and a product in the
 * next, and is one thing all the same. Labels that a corpus defines for itself count as things.
 */
export function kindOf(label: Label): NameKind {
  if (label === 'PERSON') return 'person';
  return label === 'LOC' ? 'place' : 'thing';
}

/** A name as it is compared: case, accents, dots, hyphens and quotes do not count, nor do `'s`, legal forms and honorifics. */
export interface FoldedName {
  /** The words joined by blanks. */
  readonly key: string;
  /** At most twelve; longer names are cut. */
  readonly words: readonly string[];
}

export function foldName(text: string, kind: NameKind): FoldedName {
  const all = isPlain(text) ? withoutThe(text.toLowerCase().split(' ', mostWords)) : foldedWords(text);
  const words = kind === 'person' ? personWords(all) : kind === 'thing' ? firmWords(all) : all;
  const key = words.length === 1 ? words[0]! : words.join(' ');
  return key === '' ? { key: text.trim(), words: [] } : { key, words };
}

/** The name on one line: blanks and line ends folded to single spaces. */
export function plainName(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(/\s+/g, ' ').trim();
}

/** The name without an `’s` at its end, or the `’` of a plural. */
export function withoutPossessive(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  if (isLetterOrDigit(last) && last !== 0x73) return text;
  return text.replace(/['’]s?$/u, '');
}

/**
 * A readable id of a folded name: `li-auto`. Letters of every script stay as they are; of a name without letters
 * and digits the id is made from its characters' numbers.
 */
export function slugOf(key: string): string {
  if (key.length <= 80 && isPlain(key)) return key.includes(' ') ? key.replaceAll(' ', '-') : key;
  const slug = key
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/[\ud800-\udbff]$/, '');
  if (slug !== '') return slug;
  return (
    'name-' + Array.from(key.slice(0, 16), (character) => character.codePointAt(0)!.toString(16)).join('-')
  );
}

/**
 * The initials that a long name may be shortened to, in lower case: with its small words (`dot` of
 * `Department of Transport`), and without them (`dt`).
 */
export function initialsOf(words: readonly string[]): readonly string[] {
  if (words.length < 2) return [];
  const all = words.map((word) => firstCharacter(word)).join('');
  const main = words.filter((word) => !smallWords.has(word)).map((word) => firstCharacter(word));
  return main.length < 2 || main.join('') === all ? [all] : [all, main.join('')];
}

/** Whether the words are written as an acronym: two to ten capitals, maybe with dots, digits or `&`. */
export function isAcronym(text: string): boolean {
  if (text.length > 12) return false;
  return /^(?=.*\p{Lu}.*\p{Lu})[\p{Lu}\d.&]{2,12}$/u.test(text);
}

/** Whether an acronym's letters stand in the long name in order, the first one as its first letter. */
export function shortens(acronym: string, words: readonly string[]): boolean {
  const letters = acronym.replace(/[^\p{L}\d]/gu, '').toLowerCase();
  const name = words.filter((word) => !smallWords.has(word)).join('');
  if (letters === '' || !name.startsWith(firstCharacter(letters))) return false;
  let at = 0;
  for (const character of name) if (letters.startsWith(character, at)) at += character.length;
  return at === letters.length;
}

/** Words that say what kind of firm or body it is, so that the name is known without them: `Corvane` of `Corvane Bank`. */
export function isDescriptor(word: string): boolean {
  return descriptors.has(word) || smallWords.has(word);
}

/** The same for words that stand before the name: `Mérand` of `Société Mérand`. */
export function isLeadingDescriptor(word: string): boolean {
  return leadingDescriptors.has(word);
}

const mostWords = 12;

const legalForms = words(
  'inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa se nv bv ab asa as oyj oy gmbh kgaa kg kk spa srl sl slu pte pty sarl sas aps pjsc ojsc jsc bhd tbk',
);
const honorifics = words('mr mrs ms miss dr prof professor sir dame lord lady mme');
const personSuffixes = words('jr sr ii iii iv');
const smallWords = words('of the and for on in at to de la le du des der van von & a an');
const descriptors = words(
  'bank banks banking bancorp financial group groups holding holdings partners motors motor automotive technologies technology systems networks labs laboratories ' +
    'pharma pharmaceuticals pharmaceutical therapeutics biotech foods brewing breweries stores brands industries industrial manufacturing enterprises international global worldwide ' +
    'airlines airways aerospace shipping logistics telecom telecommunications communications properties construction engineering chemicals materials solutions',
);
const leadingDescriptors = words(
  'societe banque banco banca bankhaus groupe grupo gruppo compagnie compania pt',
);

function foldedWords(text: string): string[] {
  const folded = withoutPossessive(plainName(text))
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    // `U.S.` is `us`, `D.C` is `dc`, but `booking.com` keeps its dot: only dots after a single letter or at the end go.
    .replace(/(?<![\p{L}\p{N}])(\p{L})\./gu, '$1')
    .replace(/\.(?![\p{L}\p{N}])/gu, '')
    .replace(/['’‘`"“”«»,]/g, '')
    .replace(/(?<= )a\/s$/, 'as')
    .replace(/[\p{Pd}\s/_]+/gu, ' ')
    .replace(/ ?& ?/g, ' and ')
    .trim();
  return withoutThe(folded.split(' ', mostWords));
}

function withoutThe(all: string[]): string[] {
  return all.length > 1 && all[0] === 'the' ? all.slice(1) : all;
}

/** Letters and digits of ASCII in words with single blanks between them: most names, which need little folding. */
function isPlain(text: string): boolean {
  let wasBlank = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLetterOrDigit(code)) wasBlank = false;
    else if (code !== 32 || wasBlank) return false;
    else wasBlank = true;
  }
  return !wasBlank;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function firmWords(all: readonly string[]): readonly string[] {
  let end = all.length;
  while (end > 1 && legalForms.has(all[end - 1]!)) end--;
  // `Harlan & Co.` is not `Harlan and`.
  return end === all.length || (end > 1 && all[end - 1] === 'and') ? all : all.slice(0, end);
}

function personWords(all: readonly string[]): readonly string[] {
  let start = 0;
  let end = all.length;
  while (start < end - 1 && honorifics.has(all[start]!)) start++;
  while (end - 1 > start && personSuffixes.has(all[end - 1]!)) end--;
  const named = end - start === all.length ? all : all.slice(start, end);
  if (named.length < 3) return named;
  return named.filter((word, i) => i === 0 || i === named.length - 1 || word.length > 1);
}

function firstCharacter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 32);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
