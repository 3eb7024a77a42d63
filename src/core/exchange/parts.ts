import type { Annotation, Decisions, Suggestion } from '../model';
import { contains, shifted, type Span } from '../span';
import { splitsPair } from '../text';
import type { ExchangeDocument, Losses } from './format';
import { mapOffsets } from './offsets';

/**
 * The articles of a text as texts of their own, for tools that want short ones. A part's name is the file's with the
 * place in code points, as RFC 5147 writes it: `a.txt#char=4333,12970`. What belongs to no part is counted as lost:
 * marks over the end of an article, relations between articles, decisions about articles.
 */
export function splitDocument(document: ExchangeDocument, losses: Losses): ExchangeDocument[] {
  const { file, text, decisions, articles = [], suggestions = [] } = document;
  const spans = partsOf(text, articles);
  const codePoints = mapOffsets(text, 'code points');
  count(losses, 'articles', [
    ...decisions.articles.map(({ title }) => title),
    ...decisions.structure.map((line) => line.text),
  ]);
  count(
    losses,
    'orphans',
    decisions.orphans.map(({ annotation }) => annotation.text),
  );

  const partOf = new Map<string, number>();
  const annotations = spans.map((): Annotation[] => []);
  for (const annotation of decisions.annotations) {
    const at = partHolding(spans, {
      start: annotation.pieces[0]?.start ?? -1,
      end: annotation.pieces.at(-1)?.end ?? -1,
    });
    // A mark whose place is wrong goes to the first part, where it is seen and refused.
    const outside = annotation.pieces.length === 0 || annotation.pieces.at(-1)!.end > text.length;
    if (at === undefined && !outside) losses.lose('article ends', annotation.text);
    else {
      partOf.set(annotation.id, at ?? 0);
      annotations[at ?? 0]?.push(annotation);
    }
  }
  const relations = spans.map((): Decisions['relations'][number][] => []);
  for (const relation of decisions.relations) {
    const from = partOf.get(relation.from);
    if (from === undefined || from !== partOf.get(relation.to)) losses.lose('relations', relation.type);
    else relations[from]?.push(relation);
  }
  const suggested = spans.map((): Suggestion[] => []);
  for (const suggestion of suggestions) {
    const at = partHolding(spans, suggestion);
    if (at !== undefined) suggested[at]!.push(moveSuggestion(suggestion, -spans[at]!.start, spans[at]!));
  }
  return spans.map((span, i) => {
    const { start, end } = span;
    const own = annotations[i]!.map((annotation) => moveAnnotation(annotation, -start));
    const named = new Set(own.map(({ entity }) => entity));
    const inside = articles.filter((article) => contains(span, article));
    return {
      file: `${file}#char=${codePoints.to(start)},${codePoints.to(end)}`,
      text: text.slice(start, end),
      decisions: {
        articles: [],
        structure: [],
        orphans: [],
        entities: decisions.entities.filter(({ id }) => named.has(id)),
        annotations: own,
        relations: relations[i]!,
      },
      articles: inside.map(({ title, ...article }) => ({
        ...shifted({ start: article.start, end: article.end }, -start),
        title,
      })),
      suggestions: suggested[i]!,
    };
  });
}

/** The place that a part's name tells, or `undefined` where it names a whole file. Offsets in code points. */
export function readPartName(name: string): { file: string; start: number; end: number } | undefined {
  const match = /^(.*)#char=(\d{1,12}),(\d{1,12})$/s.exec(name);
  return match ? { file: match[1]!, start: Number(match[2]), end: Number(match[3]) } : undefined;
}

/** Moves what is decided about a part into its whole text. */
export function moveAnnotation(annotation: Annotation, by: number): Annotation {
  return { ...annotation, pieces: annotation.pieces.map((piece) => shifted(piece, by)) };
}

/** The articles, and what stands before the first one if it is more than blanks. */
function partsOf(text: string, articles: readonly Span[]): Span[] {
  const parts: Span[] = [];
  let last = 0;
  for (const { start, end } of [...articles].sort((a, b) => a.start - b.start)) {
    if (start < last || end <= start || end > text.length || splitsPair(text, start) || splitsPair(text, end))
      continue;
    if (text.slice(last, start).trim() !== '') parts.push({ start: last, end: start });
    parts.push({ start, end });
    last = end;
  }
  if (text.slice(last).trim() !== '' || parts.length === 0) parts.push({ start: last, end: text.length });
  return parts;
}

function partHolding(parts: readonly Span[], span: Span): number | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (parts[middle]!.end > span.start) high = middle;
    else low = middle + 1;
  }
  return low < parts.length && contains(parts[low]!, span) ? low : undefined;
}

function moveSuggestion(suggestion: Suggestion, by: number, part: Span): Suggestion {
  const { converts, ...moved } = shifted(suggestion, by);
  return converts && contains(part, converts) ? { ...moved, converts: shifted(converts, by) } : moved;
}

function count(losses: Losses, code: 'articles' | 'orphans', lost: readonly string[]): void {
  losses.lose(code, lost[0] ?? '', lost.length);
}
