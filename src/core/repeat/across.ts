import type { Article } from '../model';
import { wordingOf, type Wording } from './fingerprint';
import { firstTellings } from './repeats';

/** One article of a corpus. */
export interface KeyedArticle<Key> {
  /** What names the article to the caller: a file and an offset, say. */
  readonly key: Key;
  /** The text that holds it. */
  readonly text: string;
  /** Where it stands in `text`, with its structure; without it, all of `text` is the article. */
  readonly article?: Article;
}

/** That an article of a corpus tells an earlier one again. */
export interface RepeatAcross<Key> {
  readonly key: Key;
  /** The first telling: the earliest in the given order. */
  readonly of: Key;
  /** In (0, 1]: 1 for the same words. */
  readonly similarity: number;
}

/**
 * Finds repeats among the articles of many texts, in one pass over them; see `findRepeats`. Only what is
 * compared is kept in memory, about as many bytes as an article has characters.
 */
export function findRepeatsAcross<Key>(articles: Iterable<KeyedArticle<Key>>): RepeatAcross<Key>[] {
  const keys: Key[] = [];
  const wordings: Wording[] = [];
  for (const { key, text, article } of articles) {
    keys.push(key);
    wordings.push(wordingOf(text, article));
  }
  return firstTellings(wordings).map(({ article, of, similarity }) => ({
    key: keys[article]!,
    of: keys[of]!,
    similarity,
  }));
}
