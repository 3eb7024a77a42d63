import {
  isNumberLabel,
  type Annotation,
  type Decisions,
  type Label,
  type NumberValue,
  type Suggestion,
} from './model';
import { compareSpans, overlaps, sameSpan, type Span } from './span';

/**
 * What people see at a place of the text: a suggestion of the recognisers, or a decision of a person.
 * As a span it goes from its first piece's start to its last piece's end.
 */
export interface Mark extends Span {
  readonly state: 'suggested' | 'accepted' | 'rejected';
  /** At least one, sorted. */
  readonly pieces: readonly Span[];
  readonly label: Label;
  readonly text: string;
  readonly number?: NumberValue;
  /** The id of the thing it names, as resolved over the whole text. */
  readonly entity?: string;
  /** What the recognisers say of the same words under the same label. */
  readonly suggestion?: Suggestion;
  /** Set where a person decided. */
  readonly annotation?: Annotation;
}

/**
 * Joins suggestions with decisions. A decision hides the suggestions it settles: an accepted mark those that
 * overlap it, a rejected one those of the same words (under another label, only what people taught is still suggested).
 * Sorted by start.
 */
export function joinMarks(
  suggestions: readonly Suggestion[],
  decisions: Pick<Decisions, 'annotations'>,
): readonly Mark[] {
  if (decisions.annotations.length === 0) return suggestions.map(suggestedMark);
  const settled = settledSuggestions(suggestions, decisions.annotations);
  const bySpan = new Map(Array.from(settled, (suggestion) => [spanKey(suggestion), suggestion]));
  const marks: Mark[] = decisions.annotations.map((annotation) => ({
    start: annotation.pieces[0]!.start,
    end: annotation.pieces.at(-1)!.end,
    state: annotation.status,
    pieces: annotation.pieces,
    label: annotation.label,
    text: annotation.text,
    number: annotation.number,
    entity: annotation.entity,
    annotation,
    suggestion:
      annotation.pieces.length === 1
        ? bySpan.get(spanKey({ ...annotation.pieces[0]!, label: annotation.label }))
        : undefined,
  }));
  for (const suggestion of suggestions) if (!settled.has(suggestion)) marks.push(suggestedMark(suggestion));
  return marks.sort(compareSpans);
}

function suggestedMark(suggestion: Suggestion): Mark {
  const { start, end, label, text, number } = suggestion;
  return {
    start,
    end,
    state: 'suggested',
    pieces: [{ start, end }],
    label,
    text,
    number,
    entity: isTaught(suggestion) ? suggestion.entity : undefined,
    suggestion,
  };
}

/** The marks that touch an offset (their end included): innermost first, decisions before suggestions. */
export function marksAt(marks: readonly Mark[], offset: number): readonly Mark[] {
  const touches = (piece: Span): boolean => piece.start <= offset && offset <= piece.end;
  const inside = (mark: Mark): boolean =>
    mark.pieces.some((piece) => piece.start <= offset && offset < piece.end);
  const touching = marks.filter((mark) => mark.pieces.some(touches));
  const within = touching.filter(inside);
  return (within.length > 0 ? within : touching).toSorted(
    (a, b) => lengthOf(a) - lengthOf(b) || rank(a) - rank(b),
  );
}

/**
 * The marks that others overlap: of two, the one that starts first, or the longer one. Their lines cannot be told
 * apart where both stand on the same characters.
 *
 * @param marks sorted by start
 */
export function overlapping(marks: readonly Mark[]): readonly Mark[] {
  const found: Mark[] = [];
  let following: Mark | undefined;
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i]!;
    const next = marks[i + 1];
    if (next && !sameSpan(next, mark)) following = next;
    if (following && following.start < mark.end) found.push(mark);
  }
  return found.reverse();
}

/** Whether a mark is a name (and not a number or a date). */
export function isName({ label }: Pick<Mark, 'label'>): boolean {
  return !isNumberLabel(label);
}

/** Whether people taught a suggestion: by accepting the name elsewhere, or in the register. */
export function isTaught({ reason }: Suggestion): boolean {
  return reason.kind === 'accepted' || reason.kind === 'register';
}

function spanKey({ start, end, label }: Span & { readonly label: Label }): string {
  return `${start}-${end} ${label}`;
}

/** Both lists are sorted, so that one sweep finds every meeting of the two. */
function settledSuggestions(
  suggestions: readonly Suggestion[],
  annotations: readonly Annotation[],
): ReadonlySet<Suggestion> {
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
  return (
    sameSpan(piece, suggestion) && (piece.annotation.label === suggestion.label || !isTaught(suggestion))
  );
}

function lengthOf(mark: Mark): number {
  return mark.pieces.reduce((length, piece) => length + piece.end - piece.start, 0);
}

function rank(mark: Mark): number {
  return { accepted: 0, suggested: 1, rejected: 2 }[mark.state];
}
