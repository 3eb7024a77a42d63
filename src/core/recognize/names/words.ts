import { hashText } from './hash';
import { extendPhrase, type Lexicon } from './lexicon';

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

/** One distinct token of a text with all that can be told of it alone. */
export interface Word {
  readonly text: string;
  /** Hash of the word in lower case, without accents; words in capitals of up to five letters keep theirs. */
  readonly key: number;
  /** Hash of the word in lower case whatever its form. */
  readonly lowerKey: number;
  readonly form: Form;
  /** Lexicon kinds of the word by itself. */
  readonly kinds: number;
  /** Whether it is an English word found in dictionaries in lower case. */
  readonly ordinary: boolean;
  /** Sums of model weights by role, filled by the model when asked for first. */
  readonly sums: (number[] | undefined)[];
}

/** Hash under which lexicons and features know a word. */
export function foldedKey(text: string): number {
  return text.length >= 2 && text.length <= 5 && isCaps(text) ? hashText('^' + text) : hashText(fold(text));
}

export function describeWord(text: string, lexicon: Lexicon): Word {
  const form = formOf(text);
  // All line ends are one word.
  const lowerKey = hashText(form === Form.lineEnd ? '\n' : fold(text));
  const key = form === Form.caps ? foldedKey(text) : lowerKey;
  let found = lexicon.kindsOf(extendPhrase(0, key));
  // A word in capitals may be an acronym of the lists or a listed word that is shouted.
  if (found === 0 && key !== lowerKey && text.length > 3) found = lexicon.kindsOf(extendPhrase(0, lowerKey));
  return {
    text,
    key,
    lowerKey,
    form,
    kinds: found,
    ordinary: form < Form.digits && lexicon.isOrdinary(lowerKey),
    sums: [],
  };
}

/** Whether a word is written as names are: with a capital in it. */
export function isCapitalised(word: Word): boolean {
  return word.form >= Form.capital && word.form <= Form.initial;
}

/** Lower case without accents; ASCII goes the short way. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  for (let i = 0; i < lower.length; i++) {
    if (lower.charCodeAt(i) > 127) return lower.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return lower;
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

function isCaps(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
