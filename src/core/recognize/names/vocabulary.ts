import type { Lexicon } from './lexicon';
import { describeWord, type Word } from './words';

/** Gives the one `Word` of each spelling. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  word(text: string): Word;
}

/** Spellings kept at most; a text with more begins anew, so that memory stays bounded. */
const limit = 60_000;

export function createVocabulary(lexicon: Lexicon): Vocabulary {
  let words = new Map<string, Word>();
  return {
    lexicon,
    word(text) {
      let word = words.get(text);
      if (word !== undefined) return word;
      if (words.size >= limit) words = new Map();
      word = describeWord(text, lexicon);
      words.set(text, word);
      return word;
    },
  };
}
