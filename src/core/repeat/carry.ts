import { accept, reject, type Author, type NewMark } from '../annotate/operations';
import type { Annotation, Decisions, Entity } from '../model';
import { compareSpans, firstEndingAfter, overlaps, shifted, type Span } from '../span';
import { compareWords, type CommonWord } from './differences';

/** An article of a text, with what people decided in the text. */
export interface DecidedTelling {
  readonly text: string;
  readonly article: Span;
  readonly decisions: Decisions;
}

/** A decision on one telling of a story, put onto the same words of another. */
export interface CarriedDecision {
  readonly from: Annotation;
  /** In the other text. */
  readonly mark: NewMark;
  readonly status: Annotation['status'];
}

/**
 * The decisions on one telling that can be carried over to another: those whose words stand there too, to the letter, with the
 * same word before or behind them. Where the other telling has a decision already, none is carried. `register` has the
 * entities that both texts know.
 */
export function decisionsToCarry(
  from: DecidedTelling,
  to: DecidedTelling,
  register: readonly Entity[] = [],
): CarriedDecision[] {
  const own = from.decisions.annotations.filter(({ pieces }) => isInside(pieces, from.article));
  if (own.length === 0) return [];
  const { words } = compareWords(textOf(from), textOf(to));
  const known = new Set([...register, ...to.decisions.entities].map(({ id }) => id));
  const taken = piecesIn(to);
  return own.flatMap((annotation): CarriedDecision[] => {
    const pieces = annotation.pieces.map((piece) => carried(piece, from, to, words));
    if (!pieces.every((piece) => piece !== undefined)) return [];
    if (pieces.some((piece) => isTaken(piece, taken))) return [];
    const { label, text, number, entity, status } = annotation;
    const mark = {
      pieces,
      label,
      text,
      number,
      ...(entity !== undefined && known.has(entity) && { entity }),
    };
    return [{ from: annotation, mark, status }];
  });
}

/** Takes carried decisions over. */
export function carryOver(
  decisions: Decisions,
  carried: readonly CarriedDecision[],
  author: Author,
): Decisions {
  return carried.reduce(
    (all, { mark, status }) => (status === 'accepted' ? accept : reject)(all, mark, author),
    decisions,
  );
}

/** What is decided on in an article, joined where it overlaps, sorted. */
function piecesIn({ article, decisions }: DecidedTelling): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  const pieces = decisions.annotations.flatMap((annotation) => annotation.pieces);
  for (const { start, end } of pieces.filter((piece) => overlaps(piece, article)).sort(compareSpans)) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function isTaken(piece: Span, taken: readonly Span[]): boolean {
  const next = taken[firstEndingAfter(taken, piece.start)];
  return next !== undefined && overlaps(next, piece);
}

function isInside(pieces: readonly Span[], { start, end }: Span): boolean {
  return start <= pieces[0]!.start && pieces.at(-1)!.end <= end;
}

function textOf({ text, article }: DecidedTelling): string {
  return text.slice(article.start, article.end);
}

/** Where a piece stands in the other text; `undefined` where that is not certain. */
function carried(
  piece: Span,
  from: DecidedTelling,
  to: DecidedTelling,
  words: readonly CommonWord[],
): Span | undefined {
  const { start, end } = shifted({ start: piece.start, end: piece.end }, -from.article.start);
  const index = wordEndingAfter(words, start);
  const word = words[index];
  if (!word || word.first.start >= end) return undefined;
  let last = index;
  while (words[last + 1] && words[last + 1]!.first.start < end) last++;
  const { run } = word;
  if (words[last]!.run !== run) return undefined;
  if (words[index - 1]?.run !== run && words[last + 1]?.run !== run) return undefined;
  const found = shifted({ start, end }, word.again.start - word.first.start + to.article.start);
  const isHere =
    found.start >= to.article.start &&
    found.end <= to.article.end &&
    to.text.slice(found.start, found.end) === from.text.slice(piece.start, piece.end);
  return isHere ? found : undefined;
}

function wordEndingAfter(words: readonly CommonWord[], offset: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]!.first.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
