import { findArticles, findPreamble } from './articles/articles';
import { companiesOf, type Company } from './companies/companies';
import { resolveEntities, type ResolvedEntity } from './companies/resolve';
import { joinMarks, type Mark } from './marks';
import type { Article, Decisions, Entity, Repeat, Suggestion } from './model';
import { compareSpans, overlaps, shifted } from './span';
import { indexLines, isText, type LineIndex } from './text';
import { names } from './recognize/names/names';
import { numbers } from './recognize/numbers/numbers';
import { numbersBeside } from './recognize/precedence';
import type { Knowledge, Recognizer } from './recognize/recognizer';
import { tokenize } from './recognize/tokens';
import { wordingOf, type Wording } from './repeat/fingerprint';
import { repeatsAmong } from './repeat/repeats';

/** Everything that is known about one version of a text; every view of it draws from here. */
export interface Analysis {
  readonly text: string;
  readonly lines: LineIndex;
  readonly articles: readonly Article[];
  readonly repeats: readonly Repeat[];
  /** What the recognisers found, sorted by start; they never overlap each other. */
  readonly suggestions: readonly Suggestion[];
  /** Suggestions joined with the decisions, each name with the id of what it names. */
  readonly marks: readonly Mark[];
  /** What the names stand for, by id. */
  readonly entities: ReadonlyMap<string, ResolvedEntity>;
  readonly companies: readonly Company[];
  readonly decisions: Decisions;
  /** What was found in each article, by its words and structure: the next analysis takes over what did not change. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly background: Background;
}

/** What depends on an article's words and structure alone. */
export interface Part {
  /** Offsets count from the article's start. */
  readonly suggestions: readonly Suggestion[];
  readonly wording: Wording;
}

/** What the corpus knows besides this text. */
export interface Background {
  /** What people taught the recognisers. */
  readonly knowledge: Knowledge;
  /** The entities of corpus.yaml. */
  readonly register: readonly Entity[];
}

export const noBackground: Background = { knowledge: { names: [] }, register: [] };

/** Numbers come first: where a name and a number claim the same words, the grammar is the surer of the two. */
const recognizers: readonly Recognizer[] = [numbers, names];

/** Analyses a text in one go. */
export function analyze(
  text: string,
  decisions: Decisions,
  background: Background,
  previous?: Analysis,
): Analysis {
  const steps = analyzeInSteps(text, decisions, background, previous);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Analyses a text, pausing after each article that had to be read anew, so that a caller can let others work or stop.
 * Articles that `previous` holds with the same words are not read again. Binary data has no articles and no marks.
 */
export function* analyzeInSteps(
  text: string,
  decisions: Decisions,
  background: Background,
  previous?: Analysis,
): Generator<void, Analysis> {
  const articles = isText(text) ? findArticles(text, decisions) : [];
  const known = previous?.background.knowledge === background.knowledge ? previous.parts : undefined;
  const parts = new Map<string, Part>();
  const wordings: Wording[] = [];
  const suggestions: Suggestion[] = [];
  const preamble = findPreamble(text, articles);
  for (const article of preamble ? [preamble, ...articles] : articles) {
    const key = partKey(text, article);
    let part = parts.get(key) ?? known?.get(key);
    if (!part) {
      const wording = wordingOf(text, article);
      part = { suggestions: recognize(text, article, background.knowledge), wording };
      yield;
    }
    parts.set(key, part);
    wordings.push(part.wording);
    for (const suggestion of part.suggestions) suggestions.push(moved(suggestion, article.start));
  }
  const repeats = repeatsAmong(wordings, articles, decisions);
  const read = { text, lines: indexLines(text), articles, repeats, suggestions, parts, background };
  return { ...read, ...joined(read, decisions) };
}

/** The same analysis after a decision on marks: the text, its articles and the knowledge are as they were. */
export function withDecisions(analysis: Analysis, decisions: Decisions): Analysis {
  return { ...analysis, ...joined(analysis, decisions) };
}

/** The index of the article that holds an offset, or -1 before the first. */
export function articleAt(articles: readonly Article[], offset: number): number {
  let low = 0;
  let high = articles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (articles[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

type Joined = 'decisions' | 'marks' | 'entities' | 'companies';

/** What follows from decisions and suggestions together. Rejected marks name nothing. */
function joined(
  { text, articles, suggestions, background }: Omit<Analysis, Joined>,
  decisions: Decisions,
): Pick<Analysis, Joined> {
  const marks = joinMarks(suggestions, decisions);
  const standing = marks.filter((mark) => mark.state !== 'rejected');
  const resolution = resolveEntities(text, standing, articles, [
    ...background.register,
    ...decisions.entities,
  ]);
  const resolved = standing.map((mark, i): Mark => {
    const entity = resolution.entityOf[i];
    return mark.entity === entity ? mark : { ...mark, entity };
  });
  const rejected = marks.filter((mark) => mark.state === 'rejected');
  return {
    decisions,
    marks: rejected.length > 0 ? [...resolved, ...rejected].sort(compareSpans) : resolved,
    entities: resolution.entities,
    companies: companiesOf(text, resolved, articles, resolution),
  };
}

/** What all recognisers find in one article, offsets counted from the article's start. */
function recognize(text: string, article: Article, knowledge: Knowledge): readonly Suggestion[] {
  const own = text.slice(article.start, article.end);
  const input = { text: own, tokens: tokenize(own), article: articleFromZero(article) };
  let found: readonly Suggestion[] = [];
  for (const recognizer of recognizers) found = mergeFound(found, recognizer.recognize(input, knowledge));
  return found;
}

/** Adds what does not overlap what is there, but for numbers that give way to names. */
function mergeFound(first: readonly Suggestion[], second: readonly Suggestion[]): readonly Suggestion[] {
  const kept = numbersBeside(first, second);
  const merged = [...kept];
  let at = 0;
  for (const suggestion of second) {
    while (at < kept.length && kept[at]!.end <= suggestion.start) at++;
    const rival = kept[at];
    if (!rival || !overlaps(rival, suggestion)) merged.push(suggestion);
  }
  return merged.sort(compareSpans);
}

function articleFromZero(article: Article): Article {
  const by = -article.start;
  return {
    ...shifted(article, by),
    title: shifted(article.title, by),
    blocks: article.blocks.map((block) => shifted(block, by)),
  };
}

function moved(suggestion: Suggestion, by: number): Suggestion {
  const whole = shifted(suggestion, by);
  return whole.converts ? { ...whole, converts: shifted(whole.converts, by) } : whole;
}

/** The words of an article and what its lines were taken for. */
function partKey(text: string, article: Article): string {
  return `${article.blocks.map((block) => block.kind[0]).join('')}\n${text.slice(article.start, article.end)}`;
}
