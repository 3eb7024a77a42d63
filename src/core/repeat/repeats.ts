import type { Article, Decisions, Repeat } from '../model';
import { compare, isRepeat, sameWords, similarityOf } from './compare';
import { countParagraphs, fingerprintOf, wordingOf, type Wording } from './fingerprint';
import { addArticle, candidates, emptyIndex } from './index';

/**
 * Finds the articles of one text that tell an earlier one again: word for word, corrected, extended, cut,
 * retitled or lightly reworded. `of` is always the first telling. What people confirmed or rejected stands
 * over what is found. `articles` are those of `text`, in their order; linear in the text's length.
 */
export function findRepeats(
  text: string,
  articles: readonly Article[],
  decisions: Pick<Decisions, 'articles'> = { articles: [] },
): readonly Repeat[] {
  const wordings = articles.map((article) => wordingOf(text, article));
  return repeatsAmong(wordings, articles, decisions);
}

/** The same, of articles whose wordings are known. */
export function repeatsAmong(
  wordings: readonly Wording[],
  articles: readonly Article[],
  decisions: Pick<Decisions, 'articles'>,
): readonly Repeat[] {
  const { confirmed, rejected } = decidedPairs(articles, decisions);
  return firstTellings(wordings, confirmed, rejected);
}

/**
 * The repeats among wordings in their order. `confirmed` gives the article that one repeats for certain;
 * `rejected` those that it does not repeat.
 */
export function firstTellings(
  wordings: readonly Wording[],
  confirmed: ReadonlyMap<number, number> = new Map(),
  rejected: ReadonlyMap<number, ReadonlySet<number>> = new Map(),
): Repeat[] {
  const counts = countParagraphs(wordings);
  const index = emptyIndex();
  /** The articles in the index, by their numbers there: copies of the same words are not put in again. */
  const indexed: number[] = [];
  const bySameWords = new Map<number, number>();
  const firstOf: number[] = [];
  const repeats: Repeat[] = [];

  wordings.forEach((wording, article) => {
    const copied = bySameWords.get(wording.whole);
    const isCopy = copied !== undefined && sameWords(wordings[copied]!, wording);
    const fingerprint = fingerprintOf(wording);
    let of = confirmed.get(article);
    if (of === undefined) {
      const refused = rejected.get(article);
      const near = isCopy ? [copied] : candidates(index, fingerprint).map((number) => indexed[number]!);
      for (const other of near) {
        const first = firstOf[other]!;
        if (refused?.has(other) || refused?.has(first) || (of !== undefined && of <= first)) continue;
        if (isCopy || isRepeat(compare(wordings[other]!, wording, counts))) of = first;
      }
    }
    firstOf.push(of === undefined ? article : firstOf[of]!);
    if (of !== undefined) {
      repeats.push({ article, of, similarity: similarityOf(wordings[of]!, wording, counts) });
    }
    if (copied !== undefined || wording.shingles.length === 0) return;
    bySameWords.set(wording.whole, article);
    indexed[addArticle(index, fingerprint)] = article;
  });
  return repeats;
}

/** What people decided about repeats, as indexes of articles: each with the first telling, and with those it does not repeat. */
export function decidedPairs(
  articles: readonly Article[],
  decisions: Pick<Decisions, 'articles'>,
): { confirmed: Map<number, number>; rejected: Map<number, Set<number>> } {
  const confirmed = new Map<number, number>();
  const rejected = new Map<number, Set<number>>();
  for (const { start, repeats, decision } of decisions.articles) {
    if (repeats === undefined) continue;
    const pair = [articleAt(articles, start), articleAt(articles, repeats)];
    const [of, article] = pair.sort((a, b) => a - b);
    if (of === undefined || article === undefined || of < 0 || of === article) continue;
    if (decision !== 'rejected') confirmed.set(article, of);
    else rejected.set(article, (rejected.get(article) ?? new Set()).add(of));
  }
  return { confirmed, rejected };
}

/** The article whose title line holds an offset, -1 where none does. */
function articleAt(articles: readonly Article[], offset: number): number {
  return articles.findIndex(({ start, title }) => start <= offset && offset <= title.end);
}
