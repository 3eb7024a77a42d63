import type { Article, Decisions, Repeat } from '../model';
import { finish, type Steps } from '../steps';
import { compare, isRepeat, sameWords, similarityOf } from './compare';
import { countParagraphsInSteps, fingerprintOf, wordingOf, type Wording } from './fingerprint';
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
  return finish(repeatsInSteps(wordings, articles, decisions));
}

/** The same, of articles whose wordings are known; pausing often. */
export function* repeatsInSteps(
  wordings: readonly Wording[],
  articles: readonly Article[],
  decisions: Pick<Decisions, 'articles'>,
): Steps<readonly Repeat[]> {
  const { confirmed, rejected } = decidedPairs(articles, decisions);
  return yield* firstTellingsInSteps(wordings, confirmed, rejected);
}

/**
 * The repeats among wordings in their order. `confirmed` gives the article that one repeats for certain;
 * `rejected` those that it does not repeat. The first telling is the earliest one that nobody confirmed to be a repeat.
 */
export function firstTellings(
  wordings: readonly Wording[],
  confirmed: ReadonlyMap<number, number> = new Map(),
  rejected: ReadonlyMap<number, ReadonlySet<number>> = new Map(),
): Repeat[] {
  return finish(firstTellingsInSteps(wordings, confirmed, rejected));
}

/** The same, pausing often, so that a caller can let others work or stop. */
export function* firstTellingsInSteps(
  wordings: readonly Wording[],
  confirmed: ReadonlyMap<number, number> = new Map(),
  rejected: ReadonlyMap<number, ReadonlySet<number>> = new Map(),
): Generator<void, Repeat[]> {
  const counts = yield* countParagraphsInSteps(wordings);
  const index = emptyIndex();
  /** The articles in the index, by their numbers there: copies of the same words are not put in again. */
  const indexed: number[] = [];
  const bySameWords = new Map<number, number>();
  const stories = createStories(wordings.length, rejected);
  for (const [article, of] of confirmed) stories.join(article, of);

  for (const [article, wording] of wordings.entries()) {
    const copied = bySameWords.get(wording.whole);
    const isCopy = copied !== undefined && sameWords(wordings[copied]!, wording);
    const fingerprint = fingerprintOf(wording);
    if (!confirmed.has(article)) {
      const near = isCopy ? [copied] : candidates(index, fingerprint).map((number) => indexed[number]!);
      let of: number | undefined;
      for (const other of near) {
        const first = stories.firstOf(other);
        if (first >= article || stories.areApart(article, other) || (of !== undefined && of <= first))
          continue;
        if (isCopy || isRepeat(compare(wordings[other]!, wording, counts))) of = first;
      }
      if (of !== undefined) stories.join(article, of);
    }
    yield;
    if (copied !== undefined || wording.shingles.length === 0) continue;
    bySameWords.set(wording.whole, article);
    indexed[addArticle(index, fingerprint)] = article;
  }

  const headOf = new Map<number, number>();
  for (let article = 0; article < wordings.length; article++) {
    const story = stories.firstOf(article);
    if (!headOf.has(story) && !confirmed.has(article)) headOf.set(story, article);
  }
  const repeats: Repeat[] = [];
  for (let article = 0; article < wordings.length; article++) {
    const story = stories.firstOf(article);
    const of = headOf.get(story) ?? story;
    if (of === article) continue;
    repeats.push({ article, of, similarity: similarityOf(wordings[of]!, wordings[article]!, counts) });
    if (repeats.length % 64 === 0) yield;
  }
  return repeats;
}

/** What people decided about repeats, as indexes of articles: the one that each repeats, and those that it does not. */
export function decidedPairs(
  articles: readonly Article[],
  decisions: Pick<Decisions, 'articles'>,
): { confirmed: Map<number, number>; rejected: Map<number, Set<number>> } {
  const confirmed = new Map<number, number>();
  const rejected = new Map<number, Set<number>>();
  for (const { start, repeats, decision } of decisions.articles) {
    if (repeats === undefined) continue;
    const article = articleAt(articles, start);
    const of = articleAt(articles, repeats);
    if (of < 0 || article < 0 || of === article) continue;
    if (decision !== 'rejected') confirmed.set(article, of);
    else rejected.set(article, (rejected.get(article) ?? new Set()).add(of));
  }
  return { confirmed, rejected };
}

/** Which articles tell one story (union–find; the smallest number stands for a story). */
interface Stories {
  firstOf(article: number): number;
  join(one: number, other: number): void;
  /** Whether people said that an article is no telling of another's story. */
  areApart(article: number, other: number): boolean;
}

function createStories(count: number, rejected: ReadonlyMap<number, ReadonlySet<number>>): Stories {
  const parent = Int32Array.from({ length: count }, (_, article) => article);
  const apart = new Map<number, number[]>();
  for (const [article, others] of rejected) {
    for (const other of others) {
      apart.set(article, [...(apart.get(article) ?? []), other]);
      apart.set(other, [...(apart.get(other) ?? []), article]);
    }
  }
  const firstOf = (article: number): number => {
    while (parent[article] !== article) article = parent[article] = parent[parent[article]!]!;
    return article;
  };
  return {
    firstOf,
    join(one, other) {
      const [a, b] = [firstOf(one), firstOf(other)];
      parent[Math.max(a, b)] = Math.min(a, b);
    },
    areApart: (article, other) =>
      apart.get(article)?.some((refused) => firstOf(refused) === firstOf(other)) ?? false,
  };
}

/** The article whose title line holds an offset, -1 where none does. */
function articleAt(articles: readonly Article[], offset: number): number {
  return articles.findIndex(({ start, title }) => start <= offset && offset <= title.end);
}
