import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis';
import type { Article, Block } from '../core/model';
import type { Span } from '../core/span';
import { rangeOf } from '../host/convert';
import { corpusLanguage } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';

/** Outline, breadcrumbs, sticky scroll and folding follow the articles and their sections. */
export function registerOutline(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(
    vscode.languages.registerDocumentSymbolProvider(corpusLanguage, {
      async provideDocumentSymbols(document) {
        const analysis = await host.documents.analyzed(document);
        return analysis?.articles.map((article, index) => articleSymbol(document, analysis, article, index));
      },
    }),
  );
  const didChangeFolding = lifetime.keep(new vscode.EventEmitter<void>());
  lifetime.keep(host.documents.onDidAnalyze(() => didChangeFolding.fire()));
  lifetime.keep(
    vscode.languages.registerFoldingRangeProvider(corpusLanguage, {
      onDidChangeFoldingRanges: didChangeFolding.event,
      async provideFoldingRanges(document) {
        const analysis = await host.documents.analyzed(document);
        return analysis?.articles.flatMap((article) =>
          [{ start: article.start, end: contentEnd(article) }, ...sectionsOf(article).map(({ span }) => span)]
            .map((span) => rangeOf(document, span))
            .filter((range) => range.end.line > range.start.line)
            .map(
              (range) =>
                new vscode.FoldingRange(range.start.line, range.end.line, vscode.FoldingRangeKind.Region),
            ),
        );
      },
    }),
  );
  return lifetime;
}

function articleSymbol(
  document: vscode.TextDocument,
  { text, repeats, articles }: Analysis,
  article: Article,
  index: number,
): vscode.DocumentSymbol {
  const repeat = repeats.find((candidate) => candidate.article === index);
  const first = repeat && articles[repeat.of];
  const symbol = new vscode.DocumentSymbol(
    nameOf(text, article.title),
    first ? vscode.l10n.t('repeats line {0}', document.positionAt(first.start).line + 1) : '',
    vscode.SymbolKind.File,
    rangeOf(document, { start: article.start, end: Math.max(contentEnd(article), article.title.end) }),
    rangeOf(document, article.title),
  );
  symbol.children = sectionsOf(article).map(
    ({ heading, span }) =>
      new vscode.DocumentSymbol(
        nameOf(text, heading),
        '',
        vscode.SymbolKind.String,
        rangeOf(document, span),
        rangeOf(document, heading),
      ),
  );
  return symbol;
}

/** The sections of an article: each from its heading to the next one, without the blank lines at its end. */
function sectionsOf(article: Article): readonly { heading: Block; span: Span }[] {
  const headings = article.blocks.filter((block) => block.kind === 'heading');
  return headings.map((heading, i) => {
    const next = headings[i + 1];
    const inside = article.blocks.filter(
      (block) => block.start >= heading.start && (!next || block.start < next.start),
    );
    return { heading, span: { start: heading.start, end: inside.at(-1)!.end } };
  });
}

function contentEnd(article: Article): number {
  return article.blocks.at(-1)?.end ?? article.end;
}

/** The editor refuses empty names. */
function nameOf(text: string, span: Span): string {
  return text.slice(span.start, span.end).trim() || '—';
}
