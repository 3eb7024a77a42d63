import { analyzeInSteps } from '../analysis';
import { findArticles } from '../articles/articles';
import type { Article, Decisions, Repeat, Suggestion } from '../model';
import type { Project } from '../project/project';
import { knowledgeOf } from '../recognize/knowledge';
import { findRepeats } from '../repeat/repeats';
import type { TextFacts } from '../sidecar/facts';
import { lessonsOf } from '../sidecar/lessons';
import type { ExchangeDocument } from './format';

/** A text on disk with what people decided on it. */
export interface DecidedText {
  /** The path of the text as the corpus names it, with `/`. */
  readonly name: string;
  readonly facts: TextFacts;
  readonly decisions: Decisions;
  readonly project: Project;
}

/**
 * A text as it goes out. With suggestions all of it is analysed, pausing now and then so that a caller can let others
 * work; without, its articles alone are found, which takes much less time.
 */
export function* documentInSteps(
  text: DecidedText,
  withSuggestions: boolean,
): Generator<void, ExchangeDocument> {
  const { facts, decisions, project } = text;
  if (!withSuggestions) {
    const articles = findArticles(facts.text, decisions);
    return exchangeDocument(text, articles, findRepeats(facts.text, articles, decisions));
  }
  const register = project.entities;
  const knowledge = knowledgeOf(lessonsOf(decisions, facts.file, facts.lines), register);
  const analysis = yield* analyzeInSteps(facts.text, decisions, { knowledge, register });
  return exchangeDocument(text, analysis.articles, analysis.repeats, openSuggestions(analysis));
}

/** What nobody decided on yet. */
export function openSuggestions({
  marks,
}: {
  readonly marks: readonly { readonly state: string; readonly suggestion?: Suggestion }[];
}): readonly Suggestion[] {
  return marks.flatMap(({ state, suggestion }) => (state === 'suggested' && suggestion ? [suggestion] : []));
}

export function exchangeDocument(
  { name, facts, decisions }: Omit<DecidedText, 'project'>,
  articles: readonly Article[],
  repeats: readonly Repeat[],
  suggestions?: readonly Suggestion[],
): ExchangeDocument {
  const { text, sha256 } = facts;
  const repeatOf = new Map(repeats.map((repeat) => [repeat.article, repeat]));
  return {
    file: name,
    sha256,
    text,
    decisions,
    articles: articles.map(({ start, end, title }, index) => ({
      start,
      end,
      title: text.slice(title.start, title.end),
      repeatOf: repeatOf.get(index)?.of,
      similarity: repeatOf.get(index)?.similarity,
    })),
    suggestions,
  };
}
