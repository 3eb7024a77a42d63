import { articleAt, type Analysis } from '../analysis';
import type { IndexedText } from '../corpus/indexedText';
import type { Mark } from '../marks';
import type { Article, ArticleDecision, Label, Orphan } from '../model';

export type ArticleStatus = NonNullable<ArticleDecision['status']>;

/** An article and how far its marks are decided. */
export interface ReviewedArticle {
  readonly article: Article;
  readonly title: string;
  /** What somebody said of it; else by what is decided: nothing, something. */
  readonly status: ArticleStatus;
  readonly decided: number;
  readonly all: number;
}

/** What there is to review in a text. */
export interface Review {
  readonly articles: readonly ReviewedArticle[];
  /** Undecided ones, the surest first. */
  readonly suggestions: readonly Mark[];
  /** Annotations with a comment that is not resolved. */
  readonly commented: readonly Mark[];
  readonly unsure: readonly Mark[];
  readonly orphans: readonly Orphan[];
  readonly decided: number;
  readonly all: number;
}

/** Whose and which marks are meant; empty sets mean any. */
export interface ReviewFilter {
  readonly labels: ReadonlySet<Label>;
  readonly annotators: ReadonlySet<string>;
}

export const everything: ReviewFilter = { labels: new Set(), annotators: new Set() };

/**
 * What there is to review. A suggestion is nobody's: with annotators, only decisions are meant.
 *
 * @param isShown whether a mark is to be seen at all
 */
export function reviewOf(
  { text, articles, marks, decisions }: Pick<Analysis, 'text' | 'articles' | 'marks' | 'decisions'>,
  filter: ReviewFilter,
  isShown: (mark: Mark) => boolean,
): Review {
  const wanted = marks.filter((mark) => isShown(mark) && isWanted(mark.label, mark.annotation?.by, filter));
  const counts = articles.map(() => ({ decided: 0, all: 0 }));
  for (const mark of wanted) {
    const count = counts[articleAt(articles, mark.start)];
    if (!count) continue;
    count.all++;
    if (mark.annotation) count.decided++;
  }
  const statusOf = new Map(decisions.articles.map(({ start, status }) => [start, status]));
  const suggestions = wanted.filter(({ state }) => state === 'suggested');
  return {
    articles: articles.map((article, i) => ({
      article,
      title: text.slice(article.title.start, article.title.end),
      status: statusOf.get(article.start) ?? (counts[i]!.decided > 0 ? 'in progress' : 'to do'),
      ...counts[i]!,
    })),
    suggestions: suggestions.sort((a, b) => scoreOf(b) - scoreOf(a)),
    commented: wanted.filter(({ annotation }) => annotation?.comments?.some(({ resolved }) => !resolved)),
    unsure: wanted.filter(({ annotation }) => annotation?.unsure),
    orphans: decisions.orphans.filter(({ annotation: { label, by } }) => isWanted(label, by, filter)),
    decided: wanted.length - suggestions.length,
    all: wanted.length,
  };
}

/** An article of a text that is not open, as the index of the corpus has it. */
export interface IndexedReview extends Omit<ReviewedArticle, 'article'> {
  /** Of its title, from 1. */
  readonly line: number;
}

/** How far the articles of a text are that is not open. Of people, the index knows nothing. */
export function reviewOfIndexed(
  { articles }: Pick<IndexedText, 'articles'>,
  { labels }: Pick<ReviewFilter, 'labels'>,
): readonly IndexedReview[] {
  return articles.map(({ title, line, status, counts }) => {
    const wanted = counts.filter(({ label }) => labels.size === 0 || labels.has(label));
    const decided = wanted.reduce((sum, { accepted, rejected }) => sum + accepted + rejected, 0);
    const suggested = wanted.reduce((sum, count) => sum + count.suggested, 0);
    return {
      title,
      line,
      status: status ?? (decided > 0 ? 'in progress' : 'to do'),
      decided,
      all: decided + suggested,
    };
  });
}

/** Whose decisions there are, sorted. */
export function annotatorsIn(decisions: Analysis['decisions']): readonly string[] {
  const lost = decisions.orphans.map(({ annotation }) => annotation);
  return [...new Set([...decisions.annotations, ...lost].flatMap(({ by }) => by ?? []))].sort();
}

/** The score of a suggestion, in [0, 1]. */
export function scoreOf({ suggestion }: Mark): number {
  return suggestion?.score ?? 0;
}

function isWanted(label: Label, by: string | undefined, { labels, annotators }: ReviewFilter): boolean {
  if (labels.size > 0 && !labels.has(label)) return false;
  return annotators.size === 0 || (by !== undefined && annotators.has(by));
}
