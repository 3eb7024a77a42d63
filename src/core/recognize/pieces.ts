import type { Article } from '../model';

/** Longest stretch that is read in one go, in UTF-16 units: more than any article of a newspaper. */
const longest = 40_000;
/** Where nothing better is found, a piece is cut so far before its longest end. */
const shortest = 30_000;

/**
 * An article in pieces that are read one by one, so that none takes long: itself, but for a text that goes on and on
 * without a title. Those are cut between lines, else between sentences, else between words.
 */
export function* piecesOf(text: string, article: Article): Generator<Article> {
  if (article.end - article.start <= longest) {
    yield article;
    return;
  }
  let block = 0;
  for (let start = article.start; start < article.end;) {
    const end = article.end - start <= longest ? article.end : cutIn(text, start + shortest, start + longest);
    while (block < article.blocks.length && article.blocks[block]!.end <= start) block++;
    const blocks: Article['blocks'][number][] = [];
    for (let at = block; at < article.blocks.length && article.blocks[at]!.start < end; at++) {
      const { kind, start: first, end: last } = article.blocks[at]!;
      blocks.push({ kind, start: Math.max(first, start), end: Math.min(last, end) });
    }
    yield { start, end, title: article.title, blocks };
    start = end;
  }
}

/** The best place for a cut behind `from`, up to `to`. */
function cutIn(text: string, from: number, to: number): number {
  const stretch = text.slice(from, to);
  for (const mark of ['\n', '\r', '. ', ' ']) {
    const at = stretch.lastIndexOf(mark);
    if (at >= 0) return from + at + mark.length;
  }
  const code = text.charCodeAt(to);
  return code >= 0xdc00 && code <= 0xdfff ? to - 1 : to;
}
