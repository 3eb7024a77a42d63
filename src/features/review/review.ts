import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis';
import {
  accept,
  decideArticle,
  markOf,
  reject,
  setStatus,
  type Author,
} from '../../core/annotate/operations';
import { filesOf } from '../../core/corpus/corpus';
import { openItems } from '../../core/layers/compare';
import type { Annotation, Decisions } from '../../core/model';
import {
  annotatorsIn,
  reviewOf,
  reviewOfIndexed,
  type ArticleStatus,
  type Review,
} from '../../core/review/review';
import { indexLines } from '../../core/text';
import { rangeOf } from '../../host/convert';
import { nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import { createLifetime, delayed, type Disposable } from '../../host/lifecycle';
import { isShown, onDidChangeSettings, readSettings } from '../../host/settings';
import { filterWords, isFiltering, noFilter, pickFilter, type Filter, type FilterChoices } from './filter';
import { itemOf } from './items';
import { childrenOf, placeOf, sectionRows, type ClosedText, type ReviewedText, type Row } from './rows';

const viewId = 'corpusAnnotator.review';
/** Several changes in a row are shown at once. */
const quietMilliseconds = 100;

/** What is left to do in the open texts, and what people said of their annotations. */
export function registerReview(host: Host): Disposable {
  const lifetime = createLifetime();
  const didChangeRows = lifetime.keep(new vscode.EventEmitter<void>());
  const known = new WeakMap<Analysis, { filter: Filter; review: Review }>();
  let filter = noFilter;
  let texts: readonly ReviewedText[] = [];
  let closed: readonly ClosedText[] = [];
  let indexed:
    { readonly version: number; readonly filter: Filter; readonly closed: readonly ClosedText[] } | undefined;

  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: didChangeRows.event,
    getChildren: (row) => [...(row ? (childrenOf(row) ?? []) : sectionRows(texts, closed))],
    getTreeItem: (row) => itemOf(row, texts.length + closed.length > 1),
  };
  const view = lifetime.keep(
    vscode.window.createTreeView(viewId, {
      treeDataProvider: provider,
      showCollapseAll: true,
      canSelectMany: true,
    }),
  );

  const show = (): void => {
    const documents = openTexts(host);
    texts = documents.flatMap((document): ReviewedText[] => {
      if (filter.files.size > 0 && !filter.files.has(document.uri.toString())) return [];
      const analysis = host.documents.current(document);
      const comparison = host.comparisons.of(document);
      const differences = comparison ? openItems(comparison) : [];
      return analysis ? [{ document, review: reviewed(document, analysis), differences }] : [];
    });
    const open = new Set(documents.map(({ uri }) => uri.toString()));
    closed = closedTexts().filter(({ uri }) => !open.has(uri.toString()));
    const decided = texts.reduce((sum, { review }) => sum + review.decided, 0);
    const all = texts.reduce((sum, { review }) => sum + review.all, 0);
    const progress = vscode.l10n.t('{0} of {1} decided', decided, all);
    view.description = texts.length > 0 ? progress : undefined;
    view.badge = all > decided ? { value: all - decided, tooltip: progress } : undefined;
    view.message = filterWords(filter, namesOf(documents));
    setContext('corpusAnnotator.reviewFiltered', isFiltering(filter));
    didChangeRows.fire();
  };
  const reviewed = (document: vscode.TextDocument, analysis: Analysis): Review => {
    const before = known.get(analysis);
    if (before?.filter === filter) return before.review;
    const settings = readSettings(document);
    const review = reviewOf(analysis, filter, (mark) => isShown(mark, settings));
    known.set(analysis, { filter, review });
    return review;
  };
  /** Worked out once for each version of the index. */
  const closedTexts = (): readonly ClosedText[] => {
    const { version, texts: entries } = host.corpus.corpus;
    if (filter.files.size + filter.annotators.size > 0) return [];
    if (indexed?.version !== version || indexed.filter !== filter) {
      const all = filesOf(host.corpus.corpus).map((file) => ({
        uri: vscode.Uri.parse(file),
        articles: reviewOfIndexed(entries.get(file)!, filter),
      }));
      indexed = { version, filter, closed: all };
    }
    return indexed.closed;
  };
  const setContext = (key: string, value: boolean): void =>
    host.log.run(`Setting ${key}`, () =>
      Promise.resolve(vscode.commands.executeCommand('setContext', key, value)),
    );
  const soon = lifetime.keep(delayed(quietMilliseconds, show));
  const filterBy = (chosen: Filter): void => {
    filter = chosen;
    show();
  };

  /** The rows that a command is about: those selected, or the one whose button was pressed. */
  const rowsMeant = (row?: Row, selected?: readonly Row[]): readonly Row[] => {
    if (!row) return view.selection;
    return selected?.includes(row) ? selected : [row];
  };
  const decide = async (rows: readonly Row[], status: Annotation['status']): Promise<void> => {
    const byText = new Map<vscode.TextDocument, (Row & { kind: 'mark' })[]>();
    for (const row of rows)
      if (row.kind === 'mark') byText.set(row.document, [...(byText.get(row.document) ?? []), row]);
    for (const [document, own] of byText)
      await host.sidecars.change(document, (decisions, author) =>
        own.reduce((now, row) => decideMark(now, row, status, author), decisions),
      );
  };
  const setArticleStatus = async (rows: readonly Row[], status: ArticleStatus): Promise<void> => {
    for (const row of rows) {
      if (row.kind !== 'article') continue;
      const { article, title } = row.reviewed;
      await host.sidecars.change(row.document, (decisions, author) =>
        decideArticle(decisions, article.start, title, { status }, author),
      );
    }
  };

  const command = (
    name: string,
    run: (row?: Row, selected?: readonly Row[]) => Promise<void> | void,
  ): void => {
    lifetime.keep(vscode.commands.registerCommand(`corpusAnnotator.${name}`, run));
  };
  command('review.reveal', (row) => row && reveal(host, row));
  command('review.accept', (row, selected) => decide(rowsMeant(row, selected), 'accepted'));
  command('review.reject', (row, selected) => decide(rowsMeant(row, selected), 'rejected'));
  command('review.finishArticle', (row, selected) => setArticleStatus(rowsMeant(row, selected), 'done'));
  command('review.reopenArticle', (row, selected) => setArticleStatus(rowsMeant(row, selected), 'to do'));
  command('review.filter', async () => {
    const chosen = await pickFilter(choicesIn(host), filter);
    if (chosen) filterBy(chosen);
  });
  command('review.clearFilter', () => filterBy(noFilter));

  lifetime.keep(host.documents.onDidAnalyze(() => soon.ask()));
  lifetime.keep(host.documents.onDidClose(() => soon.ask()));
  lifetime.keep(host.comparisons.onDidChange(() => soon.ask()));
  lifetime.keep(host.corpus.onDidChange(() => soon.ask()));
  lifetime.keep(
    onDidChangeSettings(() => {
      // What is shown may be something else now.
      filter = { ...filter };
      soon.ask();
    }),
  );
  show();
  return lifetime;
}

function openTexts(host: Host): readonly vscode.TextDocument[] {
  return host.documents.all().toSorted((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

function namesOf(documents: readonly vscode.TextDocument[]): FilterChoices['files'] {
  return new Map(documents.map(({ uri }) => [uri.toString(), nameOf(uri)]));
}

function choicesIn(host: Host): FilterChoices {
  const documents = openTexts(host);
  const analyses = documents.flatMap((document) => host.documents.current(document) ?? []);
  return {
    labels: [...new Set(analyses.flatMap(({ marks }) => marks.map(({ label }) => label)))].sort(),
    annotators: [...new Set(analyses.flatMap(({ decisions }) => annotatorsIn(decisions)))].sort(),
    files: documents.length > 1 ? namesOf(documents) : new Map(),
  };
}

function decideMark(
  decisions: Decisions,
  { mark }: Row & { kind: 'mark' },
  status: Annotation['status'],
  author: Author,
): Decisions {
  if (mark.annotation) return setStatus(decisions, mark.annotation.id, status, author);
  return (status === 'accepted' ? accept : reject)(decisions, markOf(mark.suggestion!), author);
}

/** The rows stay at hand: the text is shown beside them, and they keep the keys. */
async function reveal(host: Host, row: Row): Promise<void> {
  if (row.kind === 'orphan') return revealOrphan(host, row);
  if (row.kind === 'closedArticle') {
    const title = new vscode.Range(row.reviewed.line - 1, 0, row.reviewed.line - 1, 0);
    await vscode.window.showTextDocument(row.uri, { selection: title, preserveFocus: true });
    return;
  }
  const place = placeOf(row);
  if (!place || !('document' in row)) return;
  const { document } = row;
  await vscode.window.showTextDocument(document, {
    selection: rangeOf(document, place),
    preserveFocus: true,
  });
}

/** Where a lost annotation is all that is left: in the annotations file. */
async function revealOrphan(host: Host, { document, id }: Row & { kind: 'orphan' }): Promise<void> {
  const { uri, findings, source } = await host.sidecars.open(document);
  const finding = findings.find((each) => 'id' in each && each.id === id);
  const { line } = indexLines(source ?? '').place(finding?.start ?? 0);
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(uri, { selection, preserveFocus: true });
}
