import type { Annotation, Article, Decisions } from '../model';
import { isName } from '../marks';
import { knownNames, type KnownNames } from '../recognize/names/known';
import type { KnownName } from '../recognize/recognizer';
import { tokenize } from '../recognize/tokens';
import type { LineIndex } from '../text';
import { firstEndingAfter, type Span } from '../span';

/** A name that people accepted in a text and left out in other places of it. */
export interface LeftOut {
  readonly words: string;
  readonly label: string;
  /** Where it was accepted first; a line, from 1. */
  readonly line: number;
  /** Where it stands without a decision; at least one. */
  readonly places: readonly Span[];
}

/**
 * Names that somebody passed by: accepted elsewhere in the text, and standing undecided in an article in front of its
 * last decision, or in one that is done. What is still ahead of the person is not left out. Pauses after each article.
 */
export function* namesLeftOut(
  text: string,
  articles: readonly Article[],
  decisions: Decisions,
  lines: LineIndex,
): Generator<void, readonly LeftOut[]> {
  const known = knownNames({ names: acceptedNames(decisions.annotations, lines) });
  const pieces = piecesOf(decisions.annotations);
  const done = new Set(
    decisions.articles.filter(({ status }) => status === 'done').map(({ start }) => start),
  );
  const found = new Map<string, LeftOut & { places: Span[] }>();
  if (known.accepted.length === 0) return [];
  for (const article of articles) {
    const end = done.has(article.start) ? article.end : lastEnd(pieces, article);
    if (end === undefined) continue;
    for (const { words, label, line, place } of placesIn(text, { start: article.start, end }, known)) {
      if (isDecided(pieces, place) || isPartOfName(text, place)) continue;
      const left = found.get(words);
      if (left) left.places.push(place);
      else found.set(words, { words, label, line, places: [place] });
    }
    yield;
  }
  return [...found.values()];
}

/** The names that were accepted, under any label of the corpus, at least as often as they were rejected. */
function acceptedNames(annotations: readonly Annotation[], lines: LineIndex): readonly KnownName[] {
  const votes = new Map<string, { of: Annotation; balance: number }>();
  for (const annotation of annotations) {
    if (!isName(annotation)) continue;
    const { label, text, status } = annotation;
    const vote = votes.get(`${label} ${text}`);
    const weight = status === 'accepted' ? 1 : -1;
    if (vote) {
      vote.balance += weight;
      if (vote.of.status === 'rejected') vote.of = annotation;
    } else votes.set(`${label} ${text}`, { of: annotation, balance: weight });
  }
  return [...votes.values()].flatMap(({ of: { text: name, label, pieces }, balance }) => {
    const { line } = lines.place(pieces[0]!.start);
    return balance < 0 ? [] : [{ name, label, reason: { kind: 'accepted', file: '', line } }];
  });
}

/** What people decided on, sorted, without what lies within another. */
function piecesOf(annotations: readonly Annotation[]): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  const sorted = annotations.flatMap(({ pieces }) => pieces).toSorted((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The end of the last decision in an article. */
function lastEnd(pieces: readonly Span[], article: Span): number | undefined {
  const last = pieces[firstEndingAfter(pieces, article.end) - 1];
  return last && last.start >= article.start ? last.end : undefined;
}

function isDecided(pieces: readonly Span[], { start, end }: Span): boolean {
  const next = pieces[firstEndingAfter(pieces, start)];
  return next !== undefined && next.start < end;
}

function placesIn(text: string, { start, end }: Span, known: KnownNames) {
  const tokens = tokenize(text.slice(start, end));
  return known.find(tokens).flatMap(({ from, to, known: names }) => {
    const { label, name, reason } = names[0]!;
    // Accepted as several things, nobody knows which it would be here.
    if (names.length > 1 || reason.kind !== 'accepted') return [];
    const place = { start: start + tokens.starts[from]!, end: start + tokens.ends[to - 1]! };
    return [{ words: name, label, line: reason.line, place }];
  });
}

/** Whether more of a name stands beside it: `Tarn` of `Tarn Valley`, or of `Old Tarn` within a sentence. */
function isPartOfName(text: string, { start, end }: Span): boolean {
  if (/^[-\u2010\u2011’']?[ \u00a0]?\p{Lu}/u.test(text.slice(end, end + 3))) return true;
  return /[\p{Ll},] \p{Lu}[\p{L}.]* $/u.test(text.slice(Math.max(0, start - 40), start));
}
