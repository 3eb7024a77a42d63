import type { Mark } from '../marks';
import type { Annotation, Decisions } from '../model';
import { readValue } from '../recognize/numbers/numbers';
import { compareSpans, sameSpan, type Span } from '../span';
import { accept, compareAnnotations, idsOf, replace, settled, type Author } from './operations';

/** The words of a mark: its pieces, joined by ` … `. */
export function wordsOf(text: string, pieces: readonly Span[]): string {
  return pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
}

/** Pieces in their order, those that overlap or touch made one. */
export function joinPieces(pieces: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const { start, end } of pieces.toSorted(compareSpans)) {
    const last = joined.at(-1);
    if (last && start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else joined.push({ start, end });
  }
  return joined;
}

/** The id of a mark's annotation; a suggestion is accepted first. */
export function annotated(
  decisions: Decisions,
  mark: Pick<Mark, 'annotation' | 'pieces' | 'label' | 'text' | 'number'>,
  author: Author,
): { readonly decisions: Decisions; readonly id: string } {
  if (mark.annotation) return { decisions, id: mark.annotation.id };
  const { pieces, label, text, number } = mark;
  const accepted = accept(decisions, { pieces, label, text, number }, author);
  const own = accepted.annotations.find((each) => each.label === label && samePieces(each.pieces, pieces));
  return { decisions: accepted, id: own!.id };
}

/**
 * Gives an annotation other pieces of the text; what it is stays, what it is worth is read anew. Does nothing where
 * the same words have an annotation of that label already.
 */
export function reshape(
  decisions: Decisions,
  id: string,
  pieces: readonly Span[],
  text: string,
  author: Author,
): Decisions {
  const words = wordsOf(text, pieces);
  const isTaken = decisions.annotations.some(
    (other) =>
      other.id !== id &&
      other.label === decisions.annotations.find((annotation) => annotation.id === id)?.label &&
      samePieces(other.pieces, pieces),
  );
  if (isTaken) return decisions;
  return replace(decisions, id, (old) =>
    samePieces(old.pieces, pieces)
      ? old
      : {
          ...old,
          pieces,
          text: words,
          ...(words !== old.text && { number: readValue(old.label, words), entity: undefined }),
          status: 'accepted',
          by: author.by,
          on: author.on,
          ...settled(old, ['at', 'text', 'value', 'unit', 'entity', 'status']),
        },
  );
}

/** Cuts an annotation in two at an offset inside it, leaving out white space there. The first keeps the id and the comments. */
export function split(decisions: Decisions, id: string, at: number, text: string, author: Author): Decisions {
  const old = decisions.annotations.find((annotation) => annotation.id === id);
  if (!old) return decisions;
  const before = trimmed(
    old.pieces.map(({ start, end }) => ({ start, end: Math.min(end, at) })),
    text,
  );
  const behind = trimmed(
    old.pieces.map(({ start, end }) => ({ start: Math.max(start, at), end })),
    text,
  );
  if (before.length === 0 || behind.length === 0) return decisions;
  const first = reshape(decisions, id, before, text, author);
  if (first === decisions) return decisions;
  const taken = idsOf(first);
  const words = wordsOf(text, behind);
  const second: Annotation = {
    id: author.newId((known) => taken.has(known)),
    pieces: behind,
    label: old.label,
    text: words,
    number: readValue(old.label, words),
    status: 'accepted',
    unsure: old.unsure,
    by: author.by,
    on: author.on,
  };
  return { ...first, annotations: [...first.annotations, second].sort(compareAnnotations) };
}

/**
 * Makes two annotations one, with all that is between them. It keeps the first one's id and label; the comments and
 * relations of both are its own.
 */
export function merge(
  decisions: Decisions,
  first: string,
  second: string,
  text: string,
  author: Author,
): Decisions {
  const [one, other] = [first, second].map((id) => decisions.annotations.find((each) => each.id === id));
  if (!one || !other || one === other) return decisions;
  const all = [...one.pieces, ...other.pieces];
  const whole = {
    start: Math.min(...all.map(({ start }) => start)),
    end: Math.max(...all.map(({ end }) => end)),
  };
  const comments = [...(one.comments ?? []), ...(other.comments ?? [])];
  const without = {
    ...decisions,
    annotations: decisions.annotations.filter((annotation) => annotation !== other),
  };
  const merged = reshape(without, first, [whole], text, author);
  const isRefused = merged === without && !samePieces(one.pieces, [whole]);
  if (isRefused) return decisions;
  const onto = (id: string): string => (id === second ? first : id);
  const relations = decisions.relations
    .map((relation) =>
      relation.from === second || relation.to === second
        ? { ...relation, from: onto(relation.from), to: onto(relation.to) }
        : relation,
    )
    .filter(
      ({ type, from, to }, i, all) =>
        from !== to &&
        all.findIndex((each) => each.type === type && each.from === from && each.to === to) === i,
    );
  return replace({ ...merged, relations }, first, (old) =>
    comments.length > 0 ? { ...old, comments } : { ...old },
  );
}

function trimmed(pieces: readonly Span[], text: string): readonly Span[] {
  return pieces.flatMap(({ start, end }) => {
    while (start < end && /\s/.test(text[start]!)) start++;
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    return start < end ? [{ start, end }] : [];
  });
}

function samePieces(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === b.length && a.every((piece, i) => sameSpan(piece, b[i]!));
}
