import { findArticlesInSteps, findPreamble } from './articles/articles';
import { companiesInSteps, type Company } from './companies/companies';
import { resolveEntitiesInSteps, type ResolvedEntity } from './companies/resolve';
import { joinMarks, type Mark } from './marks';
import type { Article, Decisions, Entity, Label, Repeat, Suggestion } from './model';
import { overlaps, shifted } from './span';
import { finish, type Steps } from './steps';
import { indexLinesLater, isText, type LineIndex } from './text';
import { names } from './recognize/names/names';
import { numbers } from './recognize/numbers/numbers';
import { piecesOf } from './recognize/pieces';
import { numbersBeside } from './recognize/precedence';
import type { Knowledge, Recognizer } from './recognize/recognizer';
import { emptyTokenRoom, tokenize, type TokenRoom } from './recognize/tokens';
import { wordingOf, type Wording } from './repeat/fingerprint';
import { repeatsInSteps } from './repeat/repeats';

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
  /** Where the article begins in the text that this was found in. */
  readonly start: number;
  readonly suggestions: readonly Suggestion[];
  readonly wording: Wording;
}

/** What the corpus knows besides this text. */
export interface Background {
  /** What people taught the recognisers. */
  readonly knowledge: Knowledge;
  /** The entities of corpus.yaml. */
  readonly register: readonly Entity[];
  /** The labels of its scheme, by their names: nothing is suggested under any other. Any may be where it says none. */
  readonly labels?: readonly Label[];
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
  return finish(analyzeInSteps(text, decisions, background, previous));
}

/**
 * Analyses a text, pausing often, so that a caller can let others work or stop. Articles that `previous` holds with the
 * same words are not read again. Binary data has no articles and no marks.
 */
export function* analyzeInSteps(
  text: string,
  decisions: Decisions,
  background: Background,
  previous?: Analysis,
): Steps<Analysis> {
  const articles = isText(text) ? yield* findArticlesInSteps(text, decisions) : [];
  const known = previous?.background.knowledge === background.knowledge ? previous.parts : undefined;
  const parts = new Map<string, Part>();
  const wordings: Wording[] = [];
  const suggestions: Suggestion[] = [];
  const scheme = background.labels && new Set(background.labels);
  const preamble = findPreamble(text, articles);
  const room = emptyTokenRoom();
  let count = 0;
  for (const article of preamble ? [preamble, ...articles] : articles) {
    const key = partKey(text, article);
    let part = parts.get(key) ?? known?.get(key);
    if (!part) {
      part = yield* readPart(text, article, key, background.knowledge, room);
      yield;
    } else if (part.start !== article.start) {
      const by = article.start - part.start;
      part = { ...part, start: article.start, suggestions: part.suggestions.map((one) => moved(one, by)) };
    }
    if (!parts.has(key)) parts.set(key, part);
    wordings.push(part.wording);
    for (const suggestion of part.suggestions)
      if (scheme?.has(suggestion.label) !== false) suggestions.push(suggestion);
    if (++count % 64 === 0) yield;
  }
  const repeats = yield* repeatsInSteps(wordings, articles, decisions);
  const lines = indexLinesLater(text);
  const read = { text, lines, articles, repeats, suggestions, parts, background };
  return { ...read, ...(yield* joinedInSteps(read, decisions)) };
}

/** The same analysis after a decision on marks: the text, its articles and the knowledge are as they were. */
export function withDecisions(analysis: Analysis, decisions: Decisions): Analysis {
  return finish(withDecisionsInSteps(analysis, decisions));
}

/** The same, pausing often. */
export function* withDecisionsInSteps(analysis: Analysis, decisions: Decisions): Steps<Analysis> {
  return { ...analysis, ...(yield* joinedInSteps(analysis, decisions)) };
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
function* joinedInSteps(
  { text, articles, suggestions, background }: Omit<Analysis, Joined>,
  decisions: Decisions,
): Steps<Pick<Analysis, Joined>> {
  const marks = joinMarks(suggestions, decisions);
  yield;
  const hasRejected = decisions.annotations.some(({ status }) => status === 'rejected');
  const standing = hasRejected ? marks.filter((mark) => mark.state !== 'rejected') : marks;
  const known = [...background.register, ...decisions.entities];
  const resolution = yield* resolveEntitiesInSteps(text, standing, articles, known);
  // The marks are our own, made right here.
  standing.forEach(
    (mark: { -readonly [K in keyof Mark]: Mark[K] }, i) => (mark.entity = resolution.entityOf[i]),
  );
  yield;
  const companies = yield* companiesInSteps(text, standing, articles, resolution);
  return { decisions, marks, entities: resolution.entities, companies };
}

/** Reads one article: what all recognisers find in it, and its wording. */
function* readPart(
  text: string,
  article: Article,
  key: string,
  knowledge: Knowledge,
  room: TokenRoom,
): Steps<Part> {
  const suggestions: Suggestion[] = [];
  for (const piece of piecesOf(text, article)) {
    if (piece.start > article.start) yield;
    // Cut from the key, a string of its own, so that suggestions do not keep every version of the text alive.
    const fromKey = key.length - article.end;
    const own = key.slice(fromKey + piece.start, fromKey + piece.end);
    const tokens = { ...tokenize(text, piece.start, piece.end, room), text: own };
    const input = { text: own, tokens, article: articleFromZero(piece) };
    let found: readonly Suggestion[] = [];
    for (const recognizer of recognizers) found = mergeFound(found, recognizer.recognize(input, knowledge));
    moveFound(found, piece.start);
    for (const one of found) suggestions.push(one);
  }
  return { start: article.start, suggestions, wording: wordingOf(text, article) };
}

/** Adds what does not overlap what is there, but for numbers that give way to names. Both are sorted. */
function mergeFound(first: readonly Suggestion[], second: readonly Suggestion[]): readonly Suggestion[] {
  if (first.length === 0) return second;
  const kept = numbersBeside(first, second);
  const merged: Suggestion[] = [];
  let at = 0;
  for (const suggestion of second) {
    while (at < kept.length && kept[at]!.end <= suggestion.start) merged.push(kept[at++]!);
    const rival = kept[at];
    if (!rival || !overlaps(rival, suggestion)) merged.push(suggestion);
  }
  while (at < kept.length) merged.push(kept[at++]!);
  return merged;
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

/** Moves what the recognisers have just found: it is nobody else's yet. */
function moveFound(found: readonly { -readonly [K in keyof Suggestion]: Suggestion[K] }[], by: number): void {
  for (const one of found) {
    one.start += by;
    one.end += by;
    if (one.converts) one.converts = shifted(one.converts, by);
  }
}

/** The words of an article and what its lines were taken for. */
function partKey(text: string, article: Article): string {
  return `${article.blocks.map((block) => block.kind[0]).join('')}\n${text.slice(article.start, article.end)}`;
}
