import type { IndexedText } from './indexedText';

/**
 * The index of a corpus: an entry for each of its texts. What it says is the same however it came about, in any
 * order of changes. Plain data, changed in place through the functions below.
 */
export interface Corpus {
  /** By what names the text to the caller: its URI, say. */
  readonly texts: ReadonlyMap<string, IndexedText>;
  /** Grows with every change, so that what was drawn from the index can be kept until then. */
  readonly version: number;
}

export function emptyCorpus(): Corpus {
  return { texts: new Map(), version: 0 };
}

/** Puts a text's entry in, in the place of an older one. */
export function setText(corpus: Corpus, file: string, entry: IndexedText): void {
  if (corpus.texts.get(file)?.key === entry.key) return;
  (corpus.texts as Map<string, IndexedText>).set(file, entry);
  changed(corpus);
}

/** Takes a text out. */
export function removeText(corpus: Corpus, file: string): void {
  if ((corpus.texts as Map<string, IndexedText>).delete(file)) changed(corpus);
}

/** The texts in the order of their names: what the corpus says does not depend on the order they came in. */
export function filesOf({ texts }: Corpus): readonly string[] {
  return [...texts.keys()].sort();
}

function changed(corpus: Corpus): void {
  (corpus as { version: number }).version++;
}
