import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis';
import type { ArticleMentions, Company } from '../core/companies/companies';
import type { Mark } from '../core/marks';
import { rangeOf } from '../host/convert';
import { isAnnotated } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { markState } from '../words/marks';
import { visible } from '../words/visible';

const viewId = 'corpusAnnotator.companies';

/** A row of the view. Rows carry what their children are made of; ids keep them open over changes. */
type Row =
  | { readonly kind: 'company'; readonly id: string; readonly company: Company }
  | {
      readonly kind: 'article';
      readonly id: string;
      readonly parent: Row;
      readonly mentions: ArticleMentions;
    }
  | { readonly kind: 'mention'; readonly id: string; readonly parent: Row; readonly mark: Mark };

/** What the view shows: the companies of one version of one text. */
interface Shown {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
}

/** The companies of the active text: company, articles, mentions. */
export function registerCompanies(host: Host): Disposable {
  const lifetime = createLifetime();
  const didChangeRows = lifetime.keep(new vscode.EventEmitter<void>());
  let shown: Shown | undefined;

  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: didChangeRows.event,
    getChildren: (row) => (shown ? childrenOf(shown, row) : []),
    getParent: (row) => (row.kind === 'company' ? undefined : row.parent),
    getTreeItem: (row) => (shown ? itemOf(shown, row) : new vscode.TreeItem('')),
  };
  const view = lifetime.keep(
    vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true }),
  );

  const follow = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    // Beside its sidecar, the settings or a panel, the last text stays.
    if (isAnnotated(document)) show(document);
    else if (shown?.document.isClosed === true) show(undefined);
  };
  const show = (document: vscode.TextDocument | undefined): void => {
    const analysis = document && host.documents.current(document);
    // While a new version is being read, the rows of the old one stay.
    if (document && !analysis && shown?.document === document) return;
    shown = document && analysis && { document, analysis };
    view.description = shown ? describe(shown.analysis) : undefined;
    host.log.run('Telling which text is open', () =>
      Promise.resolve(
        vscode.commands.executeCommand('setContext', 'corpusAnnotator.textOpen', shown !== undefined),
      ),
    );
    didChangeRows.fire();
  };

  lifetime.keep(vscode.window.onDidChangeActiveTextEditor(follow));
  lifetime.keep(host.documents.onDidAnalyze(follow));
  lifetime.keep(host.documents.onDidClose(follow));
  lifetime.keep(
    vscode.commands.registerCommand(
      'corpusAnnotator.companies.reveal',
      async (uri: string, start: number, end: number) => {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
        await vscode.window.showTextDocument(document, { selection: rangeOf(document, { start, end }) });
      },
    ),
  );
  follow();
  return lifetime;
}

function describe({ companies }: Analysis): string {
  return companies.length === 1
    ? vscode.l10n.t('1 company')
    : vscode.l10n.t('{0} companies', companies.length);
}

function childrenOf({ analysis }: Shown, row: Row | undefined): Row[] {
  if (!row) {
    const byName = new Intl.Collator().compare;
    return analysis.companies
      .toSorted((a, b) => b.mentions - a.mentions || byName(a.name, b.name))
      .map((company) => ({ kind: 'company', id: company.id, company }));
  }
  if (row.kind === 'company') {
    return row.company.articles.map((mentions) => ({
      kind: 'article',
      id: `${row.id}/${mentions.article}`,
      parent: row,
      mentions,
    }));
  }
  if (row.kind === 'mention') return [];
  return row.mentions.marks.map((mark, i) => ({ kind: 'mention', id: `${row.id}/${i}`, parent: row, mark }));
}

function itemOf({ document, analysis }: Shown, row: Row): vscode.TreeItem {
  switch (row.kind) {
    case 'company':
      return companyItem(row.id, row.company);
    case 'article':
      return articleItem(row.id, row.mentions, document, analysis);
    case 'mention':
      return mentionItem(row.id, row.mark, document);
  }
}

function companyItem(id: string, company: Company): vscode.TreeItem {
  const item = new vscode.TreeItem(visible(company.name), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('organization');
  item.description = countWords(company);
  const aliases = company.aliases.map((alias) => `${visible(alias.text)} (${alias.count})`).join(', ');
  item.tooltip = vscode.l10n.t(
    '{0}: named {1} times in {2} articles, as {3}',
    visible(company.name),
    company.mentions,
    company.articles.length,
    aliases,
  );
  item.contextValue = 'company';
  return item;
}

/** How often it is named, and how much of that is decided once anything is. */
function countWords({ mentions, decided, undecided }: Company): string {
  if (decided === 0) return String(mentions);
  return undecided === 0
    ? vscode.l10n.t('{0}, decided', mentions)
    : vscode.l10n.t('{0}, {1} undecided', mentions, undecided);
}

function articleItem(
  id: string,
  mentions: ArticleMentions,
  document: vscode.TextDocument,
  { articles, text }: Analysis,
): vscode.TreeItem {
  const article = articles[mentions.article];
  const title = article
    ? text.slice(article.title.start, article.title.end)
    : vscode.l10n.t('Before the first article');
  const item = new vscode.TreeItem(visible(title), vscode.TreeItemCollapsibleState.Expanded);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.description = String(mentions.marks.length);
  item.tooltip = vscode.l10n.t('Line {0}', document.positionAt(article?.start ?? 0).line + 1);
  return item;
}

/** How many characters of a line stand before its mention, so that the mention is in sight. */
const before = 16;

/** The last words before a mention, whole. */
function leadOf(line: string): string {
  if (line.length <= before) return visible(line).trimStart();
  return `…${visible(line.slice(-before)).replace(/^\S*\s/, '')}`;
}

function mentionItem(id: string, mark: Mark, document: vscode.TextDocument): vscode.TreeItem {
  const range = rangeOf(document, mark);
  const line = document.lineAt(range.start.line).text;
  const lead = `${range.start.line + 1}: ${leadOf(line.slice(0, range.start.character))}`;
  const name = visible(mark.text);
  const label = `${lead}${name}${visible(line.slice(range.end.character, range.end.character + 120))}`;
  const item = new vscode.TreeItem({ label, highlights: [[lead.length, lead.length + name.length]] });
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(mark.state === 'accepted' ? 'pass' : 'circle-outline');
  item.tooltip = vscode.l10n.t('Line {0}: {1}', range.start.line + 1, markState(mark, vscode.l10n.t));
  item.accessibilityInformation = { label: `${label}, ${item.tooltip}` };
  item.command = {
    title: vscode.l10n.t('Go to Mention'),
    command: 'corpusAnnotator.companies.reveal',
    arguments: [document.uri.toString(), mark.start, mark.end],
  };
  return item;
}
