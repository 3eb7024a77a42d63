import type { Span } from './span';

/** What becomes of a stretch of a text, in UTF-16 offsets. */
export interface LineEdit extends Span {
  readonly text: string;
}

/**
 * Edits, in order and apart from each other, that make one text of another and leave lines alone that both have, so
 * that an editor that shows the text keeps its cursors and folds. Linear in both texts; lines that moved may
 * count as taken out and put in.
 */
export function lineEdits(before: string, after: string): readonly LineEdit[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const occurrences = new Map<string, number>();
  const places = new Map<string, number>();
  for (const line of old) occurrences.set(line, (occurrences.get(line) ?? 0) + 1);
  now.forEach((line, index) => places.set(line, places.has(line) ? -1 : index));

  let endOld = old.length;
  let endNow = now.length;
  while (endOld > 0 && endNow > 0 && old[endOld - 1] === now[endNow - 1]) {
    endOld--;
    endNow--;
  }
  const edits: LineEdit[] = [];
  let offset = 0;
  let start = 0;
  let next = 0;
  const flush = (until: number): void => {
    if (start < offset || next < until)
      edits.push({ start, end: offset, text: now.slice(next, until).join('') });
  };
  for (let i = 0; i < endOld; i++) {
    const line = old[i]!;
    const isNext = line === now[next] && next < endNow && start === offset;
    const place = isNext ? next : occurrences.get(line) === 1 ? (places.get(line) ?? -1) : -1;
    if (place >= next && place < endNow) {
      flush(place);
      next = place + 1;
      start = offset + line.length;
    }
    offset += line.length;
  }
  flush(endNow);
  return edits;
}

/** The lines with their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
