import type {
  Annotation,
  ArticleDecision,
  BlockKind,
  Conflict,
  Day,
  Decisions,
  Label,
  NumberValue,
  Suggestion,
} from '../model';
import { compareSpans, sameSpan, type Span } from '../span';
import { splitsPair } from '../text';

/** Who decides, when, and where fresh ids come from. */
export interface Author {
  readonly by?: string;
  readonly on: Day;
  /** An id that none of `taken` has. */
  newId(taken: (id: string) => boolean): string;
}

/** A mark that a person wants: where, what, and what a number is worth. */
export interface NewMark {
  readonly pieces: readonly Span[];
  readonly label: Label;
  readonly text: string;
  readonly number?: NumberValue;
  readonly entity?: string;
}

/** Why a selection cannot be marked. */
export type Refusal = 'nothing selected' | 'across articles';

/**
 * The span that a selection means: white space at its ends is left out and surrogate pairs are kept whole.
 * A mark lies within one article.
 */
export function spanOfSelection(text: string, selection: Span, articles: readonly Span[]): Span | Refusal {
  let { start, end } = selection;
  if (splitsPair(text, start)) start--;
  if (splitsPair(text, end)) end++;
  while (start < end && isBlank(text, start)) start++;
  while (end > start && isBlank(text, end - 1)) end--;
  if (start === end) return 'nothing selected';
  const home = articles.find((article) => start < article.end);
  return home && end > home.end ? 'across articles' : { start, end };
}

/** Marks words as accepted. The same words under the same label are marked once; a rejection of them is taken back. */
export function accept(decisions: Decisions, mark: NewMark, author: Author): Decisions {
  return decide(decisions, mark, 'accepted', author);
}

/** Records that words are not what they were taken for, so that they are not suggested again. */
export function reject(decisions: Decisions, mark: NewMark, author: Author): Decisions {
  return decide(decisions, mark, 'rejected', author);
}

/** Marks the words of many suggestions as accepted at once. None of them may be decided on already. */
export function acceptAll(
  decisions: Decisions,
  suggestions: readonly Suggestion[],
  author: Author,
): Decisions {
  return acceptMarks(decisions, suggestions.map(markOf), author);
}

/** The same for any words. */
export function acceptMarks(decisions: Decisions, marks: readonly NewMark[], author: Author): Decisions {
  if (marks.length === 0) return decisions;
  const taken = idsOf(decisions);
  const accepted = marks.map((mark): Annotation => {
    const id = author.newId((known) => taken.has(known));
    taken.add(id);
    return { id, ...mark, status: 'accepted', by: author.by, on: author.on };
  });
  return { ...decisions, annotations: [...decisions.annotations, ...accepted].sort(compareAnnotations) };
}

/** Changes what an annotation is; its words stay. It counts as accepted by whom relabels it. */
export function relabel(
  decisions: Decisions,
  id: string,
  label: Label,
  number: NumberValue | undefined,
  author: Author,
): Decisions {
  return replace(decisions, id, (old) => ({
    ...old,
    label,
    number,
    entity: undefined,
    status: 'accepted',
    by: author.by,
    on: author.on,
    ...settled(old, ['label', 'value', 'unit', 'entity', 'status']),
  }));
}

/** Sets an annotation's status; who decided last is kept. */
export function setStatus(
  decisions: Decisions,
  id: string,
  status: Annotation['status'],
  author: Author,
): Decisions {
  return replace(decisions, id, (old) =>
    old.status === status && !('conflict' in settled(old, ['status']))
      ? old
      : { ...old, status, by: author.by, on: author.on, ...settled(old, ['status']) },
  );
}

/** Gives an annotation whose words were lost a place in the text; its label and everything else of it stay. */
export function place(
  decisions: Decisions,
  id: string,
  mark: Pick<NewMark, 'pieces' | 'text' | 'number'>,
  author: Author,
): Decisions {
  const orphan = decisions.orphans.find(({ annotation }) => annotation.id === id);
  if (!orphan) return decisions;
  const { pieces, text } = mark;
  const number = text === orphan.annotation.text ? orphan.annotation.number : mark.number;
  const placed: Annotation = {
    ...orphan.annotation,
    pieces,
    text,
    number,
    by: author.by,
    on: author.on,
  };
  return {
    ...decisions,
    annotations: [...decisions.annotations, placed].sort(compareAnnotations),
    orphans: decisions.orphans.filter((other) => other !== orphan),
  };
}

/** Takes an annotation away, with the relations that hang on it. */
export function remove(decisions: Decisions, id: string): Decisions {
  return {
    ...decisions,
    annotations: decisions.annotations.filter((annotation) => annotation.id !== id),
    orphans: decisions.orphans.filter((orphan) => orphan.annotation.id !== id),
    relations: decisions.relations.filter((relation) => relation.from !== id && relation.to !== id),
  };
}

/** What a suggestion proposes, as a mark to accept or reject. */
export function markOf(suggestion: Suggestion): NewMark {
  return {
    pieces: [{ start: suggestion.start, end: suggestion.end }],
    label: suggestion.label,
    text: suggestion.text,
    number: suggestion.number,
  };
}

/** Records a decision on the article (or the line) that starts at `start`, joined with what was decided on it before. */
export function decideArticle(
  decisions: Decisions,
  start: number,
  title: string,
  decision: Partial<Omit<ArticleDecision, 'start' | 'title'>>,
  author: Author,
): Decisions {
  const old = decisions.articles.find((article) => article.start === start);
  const decided: ArticleDecision = { ...old, start, title, ...decision, by: author.by, on: author.on };
  const others = decisions.articles.filter((article) => article !== old);
  return { ...decisions, articles: [...others, decided].sort((a, b) => a.start - b.start) };
}

/** Records what a line is, where the recogniser takes it for something else. */
export function decideLine(
  decisions: Decisions,
  start: number,
  text: string,
  kind: BlockKind,
  author: Author,
): Decisions {
  const others = decisions.structure.filter((line) => line.start !== start);
  const decided = { start, text, kind, by: author.by, on: author.on };
  return { ...decisions, structure: [...others, decided].sort((a, b) => a.start - b.start) };
}

/** The order of annotations in memory and in the file: by place, then label, then id. */
export function compareAnnotations(a: Annotation, b: Annotation): number {
  return compareSpans(a.pieces[0]!, b.pieces[0]!) || compareText(a.label, b.label) || compareText(a.id, b.id);
}

function decide(
  decisions: Decisions,
  mark: NewMark,
  status: Annotation['status'],
  author: Author,
): Decisions {
  const old = decisions.annotations.find(
    (annotation) => annotation.label === mark.label && samePieces(annotation, mark),
  );
  if (old) return setStatus(decisions, old.id, status, author);
  const taken = idsOf(decisions);
  const annotation: Annotation = {
    id: author.newId((id) => taken.has(id)),
    ...mark,
    status,
    by: author.by,
    on: author.on,
  };
  return { ...decisions, annotations: [...decisions.annotations, annotation].sort(compareAnnotations) };
}

/** Ids that no new annotation may have. */
export function idsOf({ annotations, orphans }: Decisions): Set<string> {
  return new Set([...annotations, ...orphans.map((orphan) => orphan.annotation)].map(({ id }) => id));
}

/** Puts another annotation in place of one; does nothing where there is none, or where `change` gives it back. */
export function replace(
  decisions: Decisions,
  id: string,
  change: (old: Annotation) => Annotation,
): Decisions {
  const old = decisions.annotations.find((annotation) => annotation.id === id);
  if (!old) return decisions;
  const changed = change(old);
  if (changed === old) return decisions;
  const annotations = decisions.annotations.map((annotation) => (annotation === old ? changed : annotation));
  return { ...decisions, annotations: annotations.sort(compareAnnotations) };
}

/** No conflict any more, where somebody decided on all the keys that were in question. */
export function settled(
  { conflict }: Annotation,
  keys: readonly string[],
): { conflict?: Conflict | undefined } {
  const signs = ['by', 'on'];
  const isOpen = conflict?.theirs.some(({ key }) => !keys.includes(key) && !signs.includes(key));
  return conflict && !isOpen ? { conflict: undefined } : {};
}

function samePieces(
  a: { readonly pieces: readonly Span[] },
  b: { readonly pieces: readonly Span[] },
): boolean {
  return a.pieces.length === b.pieces.length && a.pieces.every((piece, i) => sameSpan(piece, b.pieces[i]!));
}

function isBlank(text: string, offset: number): boolean {
  return /\s/.test(text[offset]!);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
