import { isNumberLabel, type Annotation, type Label, type NumberValue, type Suggestion } from '../model';
import { compareSpans, type Span } from '../span';

/** A mark in a text, decided by a person or suggested: what companies and their facts are drawn from. */
export interface Mark extends Span {
  readonly label: Label;
  readonly text: string;
  /** Whether a person accepted it. */
  readonly decided: boolean;
  /** The id of the annotation, where a person decided. */
  readonly annotation?: string;
  /** The entity that a person or the register says it is; never a recogniser's guess. */
  readonly entity?: string;
  readonly number?: NumberValue;
}

/**
 * The accepted annotations and the suggestions of a text as one list in order. A mark of several pieces goes from
 * its first piece's start to its last piece's end. Suggestions are taken as they come: leave out beforehand those
 * that decisions overrule.
 */
export function marksOf(annotations: readonly Annotation[], suggestions: readonly Suggestion[]): Mark[] {
  const marks: Mark[] = [];
  for (const annotation of annotations) {
    const { id, pieces, label, text, status, entity, number } = annotation;
    if (status !== 'accepted' || pieces.length === 0) continue;
    const start = pieces[0]!.start;
    const end = pieces[pieces.length - 1]!.end;
    marks.push({ start, end, label, text, decided: true, annotation: id, entity, number });
  }
  for (const { start, end, label, text, entity, number, reason } of suggestions) {
    const told = reason.kind === 'register' || reason.kind === 'accepted';
    marks.push({ start, end, label, text, decided: false, entity: told ? entity : undefined, number });
  }
  return marks.sort(compareSpans);
}

/** Whether a mark is a name (and not a number or a date). */
export function isName(mark: Mark): boolean {
  return !isNumberLabel(mark.label);
}
