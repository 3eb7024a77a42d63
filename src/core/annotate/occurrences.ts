import type { Annotation } from '../model';
import { overlaps, type Span } from '../span';

/**
 * Where the same words stand in a text: in the same case, as whole words, also where a line is broken between two of
 * them. Linear in the text's length.
 */
export function occurrencesOf(text: string, words: string): readonly Span[] {
  const parts = words.trim().split(/\s+/).map(quoted);
  if (parts[0] === '') return [];
  const blank = '(?:[^\\S\\r\\n]+|[^\\S\\r\\n]*(?:\\r\\n|\\r|\\n)[^\\S\\r\\n]*)';
  const pattern = new RegExp(parts.join(blank), 'gu');
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  })).filter(({ start, end }) => isWhole(text, start, end));
}

/** Of these places, those within one article that no accepted annotation touches, and no rejection of this label. */
export function freePlaces(
  places: readonly Span[],
  annotations: readonly Annotation[],
  articles: readonly Span[],
  label: string,
): readonly Span[] {
  const taken = annotations
    .filter((annotation) => annotation.status === 'accepted' || annotation.label === label)
    .flatMap(({ pieces }) => pieces)
    .sort((a, b) => a.start - b.start);
  const isFree = sweep(taken);
  const crosses = crossing(articles);
  return places.filter((place) => isFree(place) && !crosses(place));
}

/** For places that come in order: whether an article starts inside. */
function crossing(articles: readonly Span[]): (place: Span) => boolean {
  let next = 0;
  return ({ start, end }) => {
    while (next < articles.length && articles[next]!.start <= start) next++;
    return next < articles.length && articles[next]!.start < end;
  };
}

/** For places that come in order: whether none of the spans, which are in order too, overlaps. */
function sweep(spans: readonly Span[]): (place: Span) => boolean {
  let open: Span[] = [];
  let next = 0;
  return (place) => {
    while (next < spans.length && spans[next]!.start < place.end) open.push(spans[next++]!);
    open = open.filter((span) => span.end > place.start);
    return !open.some((span) => overlaps(span, place));
  };
}

function quoted(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/['’]/g, "['’]");
}

const letter = /[\p{L}\p{M}\p{N}]/u;

/** A letter or digit at the edge of the words has none beside it. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start));
  const behind = /^[\p{L}\p{M}\p{N}]/u.test(text.slice(end, end + 2));
  const first = letter.test(String.fromCodePoint(text.codePointAt(start)!));
  const last = /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(start, end - 2), end));
  return !(before && first) && !(behind && last);
}
