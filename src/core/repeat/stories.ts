import { decideArticle, type Author } from '../annotate/operations';
import type { Article, Decisions, TellingDecision } from '../model';
import type { Wording } from './fingerprint';
import { kindOfRepeat, type RepeatKind } from './kinds';
import { pathAt, pathFrom } from './paths';
import { decidedPairs, firstTellingsInSteps } from './repeats';

/** Where an article is, and what it is called. */
export interface ArticlePlace {
  /** UTF-16 offset into its text. */
  readonly start: number;
  readonly end: number;
  /** Of its title, from 1. */
  readonly line: number;
  readonly title: string;
}

/** An article of a corpus, as far as repeats go. */
export interface ToldArticle extends ArticlePlace {
  readonly wording: Wording;
  /** Index of the article of the same text that it repeats, as people confirmed. */
  readonly confirmed?: number;
  /** Indexes of articles of the same text that it does not repeat. */
  readonly rejected?: readonly number[];
  /** What people decided about tellings in other texts. */
  readonly tellings?: readonly TellingDecision[];
}

/** A text of a corpus with its articles in order. */
export interface ToldText {
  /** Its path, parts joined by `/`; the same way for all texts. */
  readonly file: string;
  readonly articles: readonly ToldArticle[];
}

/** One telling of a story. */
export interface Telling {
  readonly file: string;
  readonly article: ArticlePlace;
}

export interface RepeatedTelling extends Telling {
  /** To the first telling, in (0, 1]: 1 for the same words. */
  readonly similarity: number;
  readonly kind: RepeatKind;
  /** Whether a person said so. */
  readonly isConfirmed: boolean;
}

/** A story that a corpus tells more than once. */
export interface Story {
  /** The earliest telling that nobody confirmed to be a repeat. */
  readonly first: Telling;
  /** The others, in the order of the texts; never none. */
  readonly repeats: readonly RepeatedTelling[];
}

/**
 * The stories that texts tell more than once, within and across them, in the order of their first tellings. Pauses often, so
 * that a caller can let others work or stop.
 */
export function* storiesInSteps(texts: readonly ToldText[]): Generator<void, Story[]> {
  const tellings: Telling[] = [];
  const wordings: Wording[] = [];
  const firstOfFile = new Map<string, number>();
  for (const { file, articles } of texts) {
    firstOfFile.set(file, tellings.length);
    for (const article of articles) {
      tellings.push({ file, article });
      wordings.push(article.wording);
    }
  }
  yield;
  const { confirmed, rejected } = decidedAmong(texts, firstOfFile);
  const repeats = yield* firstTellingsInSteps(wordings, confirmed, rejected);
  const stories = new Map<number, { first: Telling; repeats: RepeatedTelling[] }>();
  for (const { article, of, similarity } of repeats) {
    let story = stories.get(of);
    if (!story) stories.set(of, (story = { first: tellings[of]!, repeats: [] }));
    const kind = kindOfRepeat(wordings[of]!, wordings[article]!);
    story.repeats.push({ ...tellings[article]!, similarity, kind, isConfirmed: confirmed.has(article) });
    yield;
  }
  return [...stories].sort(([a], [b]) => a - b).map(([, story]) => story);
}

/** The same, in one go. */
export function storiesOf(texts: readonly ToldText[]): Story[] {
  const steps = storiesInSteps(texts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The articles of a text with what was decided about repeats, ready for `storiesOf`. */
export function toldArticles(
  articles: readonly Article[],
  wordings: readonly Wording[],
  decisions: Pick<Decisions, 'articles'>,
  text: string,
  lineAt: (offset: number) => number,
): ToldArticle[] {
  const { confirmed, rejected } = decidedPairs(articles, decisions);
  const tellings = new Map(decisions.articles.map((decision) => [decision.start, decision.tellings]));
  return articles.map(({ start, end, title }, index): ToldArticle => ({
    start,
    end,
    line: lineAt(title.start),
    title: text.slice(title.start, title.end),
    wording: wordings[index]!,
    confirmed: confirmed.get(index),
    rejected: rejected.has(index) ? [...rejected.get(index)!] : undefined,
    tellings: tellings.get(title.start),
  }));
}

/** Records on one telling whether it tells another one again; what was decided about that one before goes. */
export function decideTelling(
  decisions: Decisions,
  telling: Telling,
  other: Telling,
  decision: TellingDecision['decision'],
  author: Author,
): Decisions {
  const { start, title } = telling.article;
  if (telling.file === other.file && isFreeFor(decisions, start, other.article.start)) {
    return decideArticle(decisions, start, title, { repeats: other.article.start, decision }, author);
  }
  const file = pathFrom(telling.file, other.file);
  const decided: TellingDecision = { file, line: other.article.line, title: other.article.title, decision };
  const before = decisions.articles.find((article) => article.start === start)?.tellings ?? [];
  const tellings = before.filter((old) => old.file !== file || !isSameTelling(old, decided));
  return decideArticle(decisions, start, title, { tellings: [...tellings, decided] }, author);
}

/** Keeps one of several tellings: it is no repeat of the others any more, and nothing else changes of it. */
export function keepTelling(
  decisions: Decisions,
  telling: Telling,
  others: readonly Telling[],
  author: Author,
): Decisions {
  const { start, title } = telling.article;
  const decided = decisions.articles.find((article) => article.start === start);
  if (!decided) return decisions;
  const isOther = (file: string, matches: (article: ArticlePlace) => boolean): boolean =>
    others.some((other) => other.file === file && matches(other.article));
  const tellings = decided.tellings?.filter(
    (old) =>
      old.decision === 'rejected' ||
      !isOther(pathAt(telling.file, old.file), (article) => article.title === old.title),
  );
  const repeatsOther =
    decided.decision !== 'rejected' &&
    decided.repeats !== undefined &&
    isOther(telling.file, (article) => article.start === decided.repeats);
  if (!repeatsOther && tellings?.length === decided.tellings?.length) return decisions;
  const freed = repeatsOther ? { repeats: undefined, decision: undefined } : {};
  return decideArticle(decisions, start, title, { ...freed, tellings }, author);
}

/** An article has one place for a telling of its own text. */
function isFreeFor({ articles }: Decisions, start: number, repeats: number): boolean {
  const decided = articles.find((article) => article.start === start);
  return decided?.repeats === undefined || decided.repeats === repeats;
}

function isSameTelling(a: TellingDecision, b: TellingDecision): boolean {
  return a.title === b.title && a.line === b.line;
}

/** What people decided, by the numbers that articles have over all texts. */
function decidedAmong(texts: readonly ToldText[], firstOfFile: ReadonlyMap<string, number>) {
  const confirmed = new Map<number, number>();
  const rejected = new Map<number, Set<number>>();
  const byFile = new Map(texts.map((text) => [text.file, text.articles]));
  const reject = (article: number, other: number): void => {
    rejected.set(article, (rejected.get(article) ?? new Set()).add(other));
  };
  for (const { file, articles } of texts) {
    const first = firstOfFile.get(file)!;
    articles.forEach((article, index) => {
      if (article.confirmed !== undefined) confirmed.set(first + index, first + article.confirmed);
      for (const other of article.rejected ?? []) reject(first + index, first + other);
      for (const telling of article.tellings ?? []) {
        const otherFile = pathAt(file, telling.file);
        const at = placeOf(byFile.get(otherFile) ?? [], telling);
        const other = at < 0 ? -1 : firstOfFile.get(otherFile)! + at;
        if (other < 0 || other === first + index) continue;
        if (telling.decision === 'confirmed') confirmed.set(first + index, other);
        else reject(first + index, other);
      }
    });
  }
  return { confirmed, rejected };
}

/** The index of the article that a decision means: its text may have changed since. -1 where there is none. */
function placeOf(articles: readonly ToldArticle[], { line, title }: TellingDecision): number {
  let best = -1;
  articles.forEach((article, index) => {
    if (article.title !== title) return;
    const nearer = best < 0 || Math.abs(article.line - line) < Math.abs(articles[best]!.line - line);
    if (nearer) best = index;
  });
  return best;
}
