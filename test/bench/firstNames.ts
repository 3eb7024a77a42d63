import { findArticles } from '../../src/core/articles/articles';
import type { Suggestion } from '../../src/core/model';
import { names } from '../../src/core/recognize/names/names';
import { tokenize } from '../../src/core/recognize/tokens';

/** The names of a text with a single article: a bundle of its own, to measure how long it takes to load. */
export function firstNames(text: string): readonly Suggestion[] {
  const article = { ...findArticles(text)[0]!, start: 0, end: text.length };
  return names.recognize({ text, tokens: tokenize(text), article }, { names: [] });
}
