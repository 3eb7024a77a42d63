import { firstTellings } from '../repeat/repeats';
import type { Corpus } from './corpus';
import { articlesOf, type CorpusArticle } from './totals';

/** That an article of the corpus tells an earlier one again, in its own text or another. */
export interface CorpusRepeat {
  readonly article: CorpusArticle;
  /** The first telling: the earliest in the order of the files' names and of the texts. */
  readonly of: CorpusArticle;
  /** In (0, 1]: 1 for the same words. */
  readonly similarity: number;
}

/** The repeats among all articles of a corpus. What people confirmed or rejected within a text stands. */
export function repeatsOf(corpus: Corpus): CorpusRepeat[] {
  const all = [...articlesOf(corpus)];
  const confirmed = new Map<number, number>();
  const rejected = new Map<number, ReadonlySet<number>>();
  all.forEach(({ index, article }, i) => {
    const first = i - index;
    if (article.confirmed !== undefined) confirmed.set(i, first + article.confirmed);
    if (article.rejected) rejected.set(i, new Set(article.rejected.map((other) => first + other)));
  });
  const wordings = all.map(({ article }) => article.wording);
  return firstTellings(wordings, confirmed, rejected).map(({ article, of, similarity }) => ({
    article: all[article]!,
    of: all[of]!,
    similarity,
  }));
}
