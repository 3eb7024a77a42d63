import * as vscode from 'vscode';
import type { Item } from '../../core/layers/compare';
import type { Mark } from '../../core/marks';
import type { Orphan } from '../../core/model';
import {
  scoreOf,
  type ArticleStatus,
  type Review,
  type ReviewedArticle,
  type IndexedReview,
} from '../../core/review/review';

/** A text and what there is to review in it. */
export interface ReviewedText {
  readonly document: vscode.TextDocument;
  readonly review: Review;
  /** What its layers differ in, while they are compared. */
  readonly differences: readonly Item[];
}

/** A text of the corpus that is not open. */
export interface ClosedText {
  readonly uri: vscode.Uri;
  readonly articles: readonly IndexedReview[];
}

export type SectionName = 'articles' | 'differences' | 'suggestions' | 'comments' | 'unsure' | 'orphans';

/** A row of the view. `key` is the same for the same thing, whatever changes around it. */
export type Row = { readonly key: string } & (
  | {
      readonly kind: 'section';
      readonly section: SectionName;
      readonly count: number;
      readonly children: () => readonly Row[];
    }
  | {
      readonly kind: 'status';
      readonly status: ArticleStatus;
      readonly count: number;
      readonly children: () => readonly Row[];
    }
  /** Suggestions with a score of at least `from`. */
  | {
      readonly kind: 'band';
      readonly from: number;
      readonly count: number;
      readonly children: () => readonly Row[];
    }
  /** So many rows that they are shown in parts: those from `first` to `last`, from 1. */
  | {
      readonly kind: 'page';
      readonly first: number;
      readonly last: number;
      readonly children: () => readonly Row[];
    }
  | { readonly kind: 'article'; readonly document: vscode.TextDocument; readonly reviewed: ReviewedArticle }
  | { readonly kind: 'closedArticle'; readonly uri: vscode.Uri; readonly reviewed: IndexedReview }
  | {
      readonly kind: 'mark';
      readonly document: vscode.TextDocument;
      readonly mark: Mark;
      readonly section: SectionName;
    }
  /** `text` and `id` are what the commands on lost annotations want. */
  | {
      readonly kind: 'orphan';
      readonly document: vscode.TextDocument;
      readonly orphan: Orphan;
      readonly text: string;
      readonly id: string;
    }
  | { readonly kind: 'difference'; readonly document: vscode.TextDocument; readonly item: Item }
);

/** Most rows that stand under one row. */
const pageSize = 100;
/** So few suggestions are one list. */
const mostWithoutBands = 30;
const bands = [0.9, 0.7, 0.5, 0];
const statuses: readonly ArticleStatus[] = ['in progress', 'to do', 'done'];

/** The rows at the top; what is under them is made when it is asked for. */
export function sectionRows(texts: readonly ReviewedText[], closed: readonly ClosedText[]): readonly Row[] {
  const closedArticles = closed.reduce((sum, { articles }) => sum + articles.length, 0);
  const sections: readonly [SectionName, number, () => readonly Row[]][] = [
    ['differences', count(texts, ({ differences }) => differences), () => differenceRows(texts)],
    [
      'articles',
      count(texts, ({ review }) => review.articles) + closedArticles,
      () => statusRows(texts, closed),
    ],
    ['suggestions', count(texts, ({ review }) => review.suggestions), () => suggestionRows(texts)],
    [
      'comments',
      count(texts, ({ review }) => review.commented),
      () => markRows(texts, 'comments', ({ commented }) => commented),
    ],
    [
      'unsure',
      count(texts, ({ review }) => review.unsure),
      () => markRows(texts, 'unsure', ({ unsure }) => unsure),
    ],
    ['orphans', count(texts, ({ review }) => review.orphans), () => orphanRows(texts)],
  ];
  return sections
    .filter(([, rows]) => rows > 0)
    .map(([section, rows, children]) => ({ kind: 'section', key: section, section, count: rows, children }));
}

/** What is under a row; `undefined` where nothing ever is. */
export function childrenOf(row: Row): readonly Row[] | undefined {
  return 'children' in row ? row.children() : undefined;
}

/** Where a row leads. */
export function placeOf(row: Row): { start: number; end: number } | undefined {
  if (row.kind === 'article') return row.reviewed.article.title;
  if (row.kind === 'mark') return row.mark;
  return row.kind === 'difference' ? row.item : undefined;
}

function statusRows(texts: readonly ReviewedText[], closed: readonly ClosedText[]): readonly Row[] {
  const rows = texts.flatMap(({ document, review }) =>
    review.articles.map((reviewed): Row & { kind: 'article' } => ({
      kind: 'article',
      key: `article ${document.uri.toString()} ${reviewed.article.start}`,
      document,
      reviewed,
    })),
  );
  const elsewhere = closed.flatMap(({ uri, articles }) =>
    articles.map((reviewed): Row & { kind: 'closedArticle' } => ({
      kind: 'closedArticle',
      key: `article ${uri.toString()} line ${reviewed.line}`,
      uri,
      reviewed,
    })),
  );
  return statuses.flatMap((status): Row[] => {
    const own: readonly Row[] = [...rows, ...elsewhere].filter(({ reviewed }) => reviewed.status === status);
    if (own.length === 0) return [];
    const key = `status ${status}`;
    return [{ kind: 'status', key, status, count: own.length, children: () => inPages(key, own) }];
  });
}

function suggestionRows(texts: readonly ReviewedText[]): readonly Row[] {
  const marks = texts
    .flatMap(({ document, review }) => review.suggestions.map((mark) => ({ document, mark })))
    .sort((a, b) => scoreOf(b.mark) - scoreOf(a.mark));
  const rowsOf = (those: readonly (typeof marks)[number][]): readonly Row[] =>
    those.map(({ document, mark }) => markRow(document, mark, 'suggestions'));
  if (marks.length <= mostWithoutBands) return rowsOf(marks);
  return bands.flatMap((from, i): Row[] => {
    const own = marks.filter(
      ({ mark }) => scoreOf(mark) >= from && scoreOf(mark) < (bands[i - 1] ?? Infinity),
    );
    if (own.length === 0) return [];
    const key = `band ${from}`;
    return [{ kind: 'band', key, from, count: own.length, children: () => inPages(key, own, rowsOf) }];
  });
}

function markRows(
  texts: readonly ReviewedText[],
  section: SectionName,
  marksOf: (review: Review) => readonly Mark[],
): readonly Row[] {
  const marks = texts.flatMap(({ document, review }) => marksOf(review).map((mark) => ({ document, mark })));
  return inPages(section, marks, (own) => own.map(({ document, mark }) => markRow(document, mark, section)));
}

function markRow(document: vscode.TextDocument, mark: Mark, section: SectionName): Row {
  const what = mark.annotation?.id ?? `${mark.start}-${mark.end} ${mark.label}`;
  return { kind: 'mark', key: `${section} ${document.uri.toString()} ${what}`, document, mark, section };
}

function orphanRows(texts: readonly ReviewedText[]): readonly Row[] {
  const rows = texts.flatMap(({ document, review }) =>
    review.orphans.map((orphan): Row => {
      const { id } = orphan.annotation;
      const text = document.uri.toString();
      return { kind: 'orphan', key: `orphan ${text} ${id}`, document, orphan, text, id };
    }),
  );
  return inPages('orphans', rows);
}

function differenceRows(texts: readonly ReviewedText[]): readonly Row[] {
  const rows = texts.flatMap(({ document, differences }) =>
    differences.map((item, i): Row => ({
      kind: 'difference',
      key: `difference ${document.uri.toString()} ${i}`,
      document,
      item,
    })),
  );
  return inPages('differences', rows);
}

/** Many things in parts, each made when it is opened. */
function inPages<T>(
  key: string,
  things: readonly T[],
  rowsOf: (things: readonly T[]) => readonly Row[] = (rows) => rows as readonly unknown[] as readonly Row[],
): readonly Row[] {
  if (things.length <= pageSize) return rowsOf(things);
  return Array.from({ length: Math.ceil(things.length / pageSize) }, (_, i): Row => {
    const part = things.slice(i * pageSize, (i + 1) * pageSize);
    const first = i * pageSize + 1;
    return {
      kind: 'page',
      key: `${key} page ${first}`,
      first,
      last: first + part.length - 1,
      children: () => rowsOf(part),
    };
  });
}

function count(texts: readonly ReviewedText[], of: (text: ReviewedText) => readonly unknown[]): number {
  return texts.reduce((total, text) => total + of(text).length, 0);
}
