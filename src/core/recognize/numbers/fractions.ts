import type { Amount } from './amounts';
import { functionWords } from './functionWords';
import {
  Character,
  isCapitalized,
  isAllCaps,
  isDash,
  isDigits,
  isGlued,
  isMark,
  isNear,
  isWord,
  follows,
  lower,
  type Stream,
} from './stream';
import { wordSet } from './wordLists';

/** Whether a fraction is a share, not an ordinal (`a third man`), a half-time or a `half-built` house. */
export function isFraction(s: Stream, amount: Amount): boolean {
  const { from, to } = amount;
  if (!isWord(s, from)) return true;
  const word = lower(s, from);
  const named =
    isCapitalized(s, from) &&
    !isAllCaps(s, from) &&
    isCapitalized(s, to) &&
    isNear(s, to) &&
    !isAllCaps(s, to);
  if (named) return false;
  if (word === 'half' && amount.to === from + 1) return isShareHalf(s, from);
  if (word === 'a' || word === 'an') return isShare(s, to, lower(s, to - 1));
  return true;
}

/** Nouns that "half" makes a compound of. */
const halfNouns = wordSet(
  'time brother sister term price moon past year way hour baked hearted mast size back life marathon board day sibling court dozen',
);

/** Whether "half" is a share: not a half of a year or game, nor part of a compound. */
function isShareHalf(s: Stream, i: number): boolean {
  if ((isDash(s, i + 1) || isDash(s, i - 1)) && (isGlued(s, i) || isGlued(s, i + 1))) return false;
  if (/^(?:first|second|better|latter|former)$/.test(lower(s, i - 1))) return false;
  return !halfNouns.has(lower(s, i + 1));
}

/** `by a tenth`, `about a fifth`: what stands before shows a share. */
function isMeasured(s: Stream, to: number): boolean {
  return /^(?:by|about|nearly|almost|than|only|just|over|under|roughly|around|least|some|another|up|holds|owns|hold|own|was|lost|left|gave|gives|give|took|takes|paid|pays|contributed)$/.test(
    lower(s, to - 3),
  );
}

const shareWords = wordSet(
  'of in by less more below above higher lower smaller larger bigger cheaper dearer as than to off since from and or over on this last at compared again are were is was have had do did stronger weaker faster slower longer shorter fewer up down between for but next yesterday',
);

/** Whether a few capitalised words from token `i` on are closed by a comma. */
function isNamedAside(s: Stream, i: number): boolean {
  let at = i;
  while (at < i + 4 && isCapitalized(s, at)) at++;
  return isMark(s, at, Character.comma) && isWord(s, at + 1) && !isCapitalized(s, at + 1);
}

/** `a third of`, `fell by a quarter`; `a third man` and `a fourth straight loss` rank instead. */
function isShare(s: Stream, to: number, noun: string): boolean {
  if (isDash(s, to) && isGlued(s, to)) return false;
  // `Two came; a third, Faber, has gone`: the next of them, by name.
  if (isMark(s, to, Character.comma) && isCapitalized(s, to + 1) && isNamedAside(s, to + 1)) return false;
  if (!isWord(s, to) || !follows(s, to))
    return (
      !isDigits(s, to) && (noun === 'third' || noun === 'quarter' || noun === 'half' || isMeasured(s, to))
    );
  const next = lower(s, to);
  // `A fourth is how people get thin`: the rarer ones rank unless they are of something.
  if (/^(?:below|above|less|more|lower|higher|smaller|larger|fewer|cheaper|off|of)$/.test(next)) return true;
  if (/^(?:full|empty|built|complete|finished|done|gone|owned)$/.test(next)) return true;
  if (
    noun === 'third' &&
    isMark(s, to - 3, Character.comma) &&
    /^(?:for|was|is|has|had|will|would)$/.test(next)
  )
    return false;
  if (noun !== 'third' && noun !== 'quarter' && noun !== 'half' && next !== 'of' && !isMeasured(s, to))
    return false;
  if (shareWords.has(next)) return true;
  if (noun === 'quarter' || noun === 'half' || noun === 'tenth' || noun === 'fifth')
    return functionWords.has(next);
  return functionWords.has(next) && next !== 'such' && next !== 'most' && !isMark(s, to, Character.comma);
}
