import type { Annotation, Decisions, Label, NumberValue, Suggestion } from './model';
import { compareSpans, contains, overlaps, sameSpan, type Span } from './span';

/** What people see at a place of the text: a suggestion of the recognisers, or a decision of a person. */
export interface Mark {
  readonly state: 'suggested' | 'accepted' | 'rejected';
  /** At least one, sorted. */
  readonly pieces: readonly Span[];
  readonly label: Label;
  readonly text: string;
  readonly number?: NumberValue;
  /** The id of the thing it names, as resolved over the whole text. */
  readonly entity?: string;
  /** Set where the mark is (also) a suggestion. */
  readonly suggestion?: Suggestion;
  /** Set where a person decided. */
  readonly annotation?: Annotation;
}

/**
 * Joins suggestions with decisions. A decision hides the suggestions it settles: an accepted mark those that
 * overlap it, a rejected one those of the same words and label. Sorted by first piece.
 */
export function joinMarks(suggestions: readonly Suggestion[], decisions: Pick<Decisions, 'annotations'>): readonly Mark[] {
  const settled = settledSuggestions(suggestions, decisions.annotations);
  const marks: Mark[] = decisions.annotations.map((annotation) => ({
    state: annotation.status,
    pieces: annotation.pieces,
    label: annotation.label,
    text: annotation.text,
    number: annotation.number,
    entity: annotation.entity,
    annotation,
  }));
  for (const suggestion of suggestions) {
    if (settled.has(suggestion)) continue;
    marks.push({
      state: 'suggested',
      pieces: [{ start: suggestion.start, end: suggestion.end }],
      label: suggestion.label,
      text: suggestion.text,
      number: suggestion.number,
      entity: suggestion.entity,
      suggestion,
    });
  }
  return marks.sort((a, b) => compareSpans(a.pieces[0]!, b.pieces[0]!));
}

/** The marks that touch an offset (their end included): innermost first, decisions before suggestions. */
export function marksAt(marks: readonly Mark[], offset: number): readonly Mark[] {
  const touches = (piece: Span): boolean => piece.start <= offset && offset <= piece.end;
  const inside = (mark: Mark): boolean => mark.pieces.some((piece) => piece.start <= offset && offset < piece.end);
  const touching = marks.filter((mark) => mark.pieces.some(touches));
  const within = touching.filter(inside);
  return (within.length > 0 ? within : touching).toSorted((a, b) => lengthOf(a) - lengthOf(b) || rank(a) - rank(b));
}

/** The marks whose first piece lies in a span. */
export function marksIn(marks: readonly Mark[], span: Span): readonly Mark[] {
  return marks.filter((mark) => contains(span, mark.pieces[0]!));
}

/** From a mark's first character to its last. */
export function extentOf(mark: Pick<Mark, 'pieces'>): Span {
  return { start: mark.pieces[0]!.start, end: mark.pieces.at(-1)!.end };
}

/** Both lists are sorted, so that one sweep finds every meeting of the two. */
function settledSuggestions(suggestions: readonly Suggestion[], annotations: readonly Annotation[]): ReadonlySet<Suggestion> {
  const settled = new Set<Suggestion>();
  const pieces = annotations
    .flatMap((annotation) => annotation.pieces.map((piece) => ({ ...piece, annotation })))
    .sort(compareSpans);
  let open: typeof pieces = [];
  let next = 0;
  for (const suggestion of suggestions) {
    while (next < pieces.length && pieces[next]!.start < suggestion.end) open.push(pieces[next++]!);
    open = open.filter((piece) => piece.end > suggestion.start);
    if (open.some((piece) => settles(piece, suggestion))) settled.add(suggestion);
  }
  return settled;
}

function settles(piece: Span & { readonly annotation: Annotation }, suggestion: Suggestion): boolean {
  if (piece.annotation.status === 'accepted') return overlaps(piece, suggestion);
  return piece.annotation.label === suggestion.label && sameSpan(piece, suggestion);
}

function lengthOf(mark: Mark): number {
  return mark.pieces.reduce((length, piece) => length + piece.end - piece.start, 0);
}

function rank(mark: Mark): number {
  return { accepted: 0, suggested: 1, rejected: 2 }[mark.state];
}
