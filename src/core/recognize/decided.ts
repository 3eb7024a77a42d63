import type { Mark } from '../marks';
import { isEntityLabel, type Article } from '../model';
import { shifted } from '../span';
import type { DecidedArticle } from './recognizer';

/** Share of an article's names that must be decided before what is left counts as no name. */
const leastDecided = 0.8;

/**
 * The articles of a text whose names people went through: some accepted, and few suggestions left open. Takes a
 * text's articles and marks, both sorted by start; interrupted names are left out.
 */
export function decidedArticles(
  text: string,
  articles: readonly Article[],
  marks: readonly Mark[],
): readonly DecidedArticle[] {
  let at = 0;
  return articles.flatMap((article) => {
    while (at < marks.length && marks[at]!.start < article.start) at++;
    const first = at;
    while (at < marks.length && marks[at]!.start < article.end) at++;
    const names = marks.slice(first, at).filter(({ label }) => isEntityLabel(label));
    const decided = names.filter(({ state }) => state !== 'suggested').length;
    const accepted = names.filter(({ state, pieces }) => state === 'accepted' && pieces.length === 1);
    if (accepted.length === 0 || decided < leastDecided * names.length) return [];
    return [
      {
        text: text.slice(article.start, article.end),
        article: fromZero(article),
        marks: accepted.map(({ start, end, label }) => ({
          start: start - article.start,
          end: end - article.start,
          label,
        })),
      },
    ];
  });
}

function fromZero(article: Article): Article {
  const by = -article.start;
  return {
    ...shifted(article, by),
    title: shifted(article.title, by),
    blocks: article.blocks.map((block) => shifted(block, by)),
  };
}
