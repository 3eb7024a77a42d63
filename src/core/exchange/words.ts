import type { Annotation, Decisions, Suggestion } from '../model';
import type { Span } from '../span';
import type { ExchangeArticle, ExchangeDocument } from './format';

/** The words of a mark, its pieces joined by ` … `. */
export function wordsAt(text: string, pieces: readonly Span[]): string {
  return pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
}

/** Whether two quotes are the same words; how lines are broken and blanks repeated does not count. */
export function sameWords(a: string, b: string): boolean {
  return a === b || folded(a) === folded(b);
}

/** The document with LF line ends and all its offsets moved; itself where the text has no CR. */
export function toLineFeeds(document: ExchangeDocument): ExchangeDocument {
  const { text } = document;
  if (!text.includes('\r')) return document;
  return moved(document, text.replace(/\r\n?/g, '\n'), lineFeedOffsets(text).to);
}

/**
 * The document on another copy of its text that differs in line ends only: all offsets moved. `undefined` where the
 * copies differ otherwise.
 */
export function ontoText(document: ExchangeDocument, text: string): ExchangeDocument | undefined {
  if (document.text === text) return document;
  if (document.text.replace(/\r\n?/g, '\n') !== text.replace(/\r\n?/g, '\n')) return undefined;
  const from = lineFeedOffsets(document.text).to;
  const to = lineFeedOffsets(text).from;
  return moved(document, text, (offset) => to(from(offset)));
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Offsets with CRLF counted as one; an offset between CR and LF counts as behind the line end. */
function lineFeedOffsets(text: string): {
  readonly to: (offset: number) => number;
  readonly from: (offset: number) => number;
} {
  const pairs: number[] = [];
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) pairs.push(at);
  const before = (limit: (index: number) => boolean): number => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (limit(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    to(offset) {
      const count = before((index) => pairs[index]! + 2 <= offset);
      return offset - count;
    },
    from(offset) {
      const count = before((index) => pairs[index]! - index < offset);
      return offset + count;
    },
  };
}

function moved(document: ExchangeDocument, text: string, to: (offset: number) => number): ExchangeDocument {
  const span = <T extends Span>(value: T): T => ({ ...value, start: to(value.start), end: to(value.end) });
  const { decisions, articles, suggestions } = document;
  return {
    ...document,
    text,
    decisions: movedDecisions(decisions, to, span),
    articles: articles?.map((article): ExchangeArticle => span(article)),
    suggestions: suggestions?.map((suggestion): Suggestion => {
      const { converts } = suggestion;
      return converts ? { ...span(suggestion), converts: span(converts) } : span(suggestion);
    }),
  };
}

function movedDecisions(
  decisions: Decisions,
  to: (offset: number) => number,
  span: <T extends Span>(value: T) => T,
): Decisions {
  return {
    ...decisions,
    articles: decisions.articles.map((article) => ({
      ...article,
      start: to(article.start),
      ...(article.repeats === undefined ? {} : { repeats: to(article.repeats) }),
    })),
    structure: decisions.structure.map((line) => ({ ...line, start: to(line.start) })),
    annotations: decisions.annotations.map((annotation): Annotation => ({
      ...annotation,
      pieces: annotation.pieces.map(span),
    })),
  };
}
