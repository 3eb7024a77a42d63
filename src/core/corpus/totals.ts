import type { Label } from '../model';
import { filesOf, type Corpus } from './corpus';
import type { IndexedArticle } from './indexedText';

/** What there is in a corpus, counted. */
export interface CorpusTotals {
  readonly texts: number;
  readonly articles: number;
  /** UTF-16 units. */
  readonly length: number;
  /** By label, as many marks as people decided on, and as are suggested. */
  readonly labels: readonly LabelTotal[];
  /** Texts whose sidecar could not be read. */
  readonly broken: readonly string[];
}

export interface LabelTotal {
  readonly label: Label;
  readonly suggested: number;
  readonly accepted: number;
  readonly rejected: number;
}

export function totalsOf(corpus: Corpus): CorpusTotals {
  const labels = new Map<Label, { suggested: number; accepted: number; rejected: number }>();
  const broken: string[] = [];
  let articles = 0;
  let length = 0;
  for (const file of filesOf(corpus)) {
    const entry = corpus.texts.get(file)!;
    articles += entry.articles.length;
    length += entry.length;
    if (entry.isBroken) broken.push(file);
    for (const article of entry.articles) {
      for (const { label, suggested, accepted, rejected } of article.counts) {
        let total = labels.get(label);
        if (!total) labels.set(label, (total = { suggested: 0, accepted: 0, rejected: 0 }));
        total.suggested += suggested;
        total.accepted += accepted;
        total.rejected += rejected;
      }
    }
  }
  return {
    texts: corpus.texts.size,
    articles,
    length,
    labels: [...labels].map(([label, total]) => ({ label, ...total })).sort(byLabel),
    broken,
  };
}

/** One article of a corpus. */
export interface CorpusArticle {
  readonly file: string;
  /** Index in its text. */
  readonly index: number;
  readonly article: IndexedArticle;
}

/** All articles, in the order of the files' names and of the texts. */
export function* articlesOf(corpus: Corpus): Generator<CorpusArticle> {
  for (const file of filesOf(corpus)) {
    for (const [index, article] of corpus.texts.get(file)!.articles.entries()) yield { file, index, article };
  }
}

function byLabel(a: { readonly label: Label }, b: { readonly label: Label }): number {
  return a.label < b.label ? -1 : 1;
}
