import { functionWords } from './functionWords';
import {
  Character,
  isAllCaps,
  isMark,
  isCapitalized,
  isNear,
  isWord,
  kindAt,
  lengthAt,
  lower,
  startsSentence,
  type Stream,
} from './stream';
import { TokenKind } from '../tokens';

/** How many tokens around a word are looked at to tell a headline from a sentence. */
const reach = 14;

/** Whether the words around token `i` in its line are all capitalised: a headline in title case or capitals. */
export function isHeadline(s: Stream, i: number): boolean {
  let capitals = 0;
  for (let step = -1; step <= 1; step += 2) {
    for (let k = step < 0 ? i - 1 : i; Math.abs(k - i) < reach; k += step) {
      const kind = kindAt(s, k);
      if (kind === 0 || kind === TokenKind.lineEnd) break;
      if (kind !== TokenKind.word || lengthAt(s, k) < 4 || functionWords.has(lower(s, k))) continue;
      if (!isCapitalized(s, k)) return false;
      capitals++;
    }
  }
  return capitals >= 2;
}

/** Whether the number word at `from` belongs to a name: `Twelve Oaks paid`, `the Four Seasons`, `SIX Swiss Exchange`. */
export function isNumberInName(s: Stream, from: number, to: number): boolean {
  if (!isCapitalized(s, from)) return false;
  const ahead = isCapitalized(s, to) && isNear(s, to);
  if (isMark(s, to, Character.ampersand)) return true;
  if (isAllCaps(s, from)) return ahead && !isAllCaps(s, to) && !isHeadline(s, from);
  if (isHeadline(s, from)) return false;
  if (!startsSentence(s, from)) return true;
  if (!ahead || isAllCaps(s, to)) return false;
  const next = lower(s, to);
  if (demonyms.test(next)) return false;
  if (isCapitalized(s, to + 1) && isNear(s, to + 1)) return true;
  // `Two Boeing planes` counts planes; of `Twelve Oaks paid` the plural is part of the name.
  return !isWord(s, to + 1) || (/[^s]s$/.test(next) && !/[^s]s$/.test(lower(s, to + 1)));
}

/** Endings of adjectives and nouns of nationality and party. */
const demonyms = /(?:ans?|ese|ish|sh|ch|ss|is?|ites?|crats?|sts?|lics?|ks|eks|utch|tch)$/;
