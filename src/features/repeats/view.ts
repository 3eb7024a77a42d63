import * as vscode from 'vscode';
import { compareWords } from '../../core/repeat/differences';
import type { RepeatedTelling, Story, Telling } from '../../core/repeat/stories';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { uriOf } from '../../host/stories';
import { kindWords, percentOf } from '../../words/repeats';
import { visible } from '../../words/visible';
import { placeOf } from './meant';

const viewId = 'corpusAnnotator.repeats';

/** A row of the view; commands get it as it is (see meant.ts). */
type Row =
  | { readonly kind: 'story'; readonly story: Story; readonly telling: Telling }
  | { readonly kind: 'first'; readonly story: Story; readonly telling: Telling }
  | { readonly kind: 'repeat'; readonly story: Story; readonly telling: RepeatedTelling };

/** Lists the stories that the corpus tells more than once, each with its tellings. */
export function registerView(host: Host): Disposable {
  const lifetime = createLifetime();
  const didChangeRows = lifetime.keep(new vscode.EventEmitter<void>());
  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: didChangeRows.event,
    getChildren: (row) => (row ? childrenOf(row) : storyRows(host.stories.all ?? [])),
    getParent: (row) =>
      row.kind === 'story' ? undefined : { kind: 'story', story: row.story, telling: row.story.first },
    getTreeItem: itemOf,
    async resolveTreeItem(item, row) {
      item.tooltip = await tooltipOf(host, row);
      return item;
    },
  };
  const view = lifetime.keep(
    vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true }),
  );
  const show = (): void => {
    const { all } = host.stories;
    view.description = all && all.length > 0 ? describe(all) : undefined;
    host.log.run('Telling whether repeats are known', () =>
      Promise.resolve(
        vscode.commands.executeCommand('setContext', 'corpusAnnotator.repeats.known', all !== undefined),
      ),
    );
    didChangeRows.fire();
  };
  lifetime.keep(host.stories.onDidChange(show));
  lifetime.keep(
    view.onDidChangeVisibility(({ visible: isVisible }) => {
      if (isVisible) host.corpus.start();
    }),
  );
  if (view.visible) host.corpus.start();
  return lifetime;
}

function storyRows(stories: readonly Story[]): Row[] {
  return stories.map((story) => ({ kind: 'story', story, telling: story.first }));
}

function childrenOf({ kind, story }: Row): Row[] {
  if (kind !== 'story') return [];
  return [
    { kind: 'first', story, telling: story.first },
    ...story.repeats.map((telling): Row => ({ kind: 'repeat', story, telling })),
  ];
}

function describe(stories: readonly Story[]): string {
  const repeats = stories.reduce((sum, story) => sum + story.repeats.length, 0);
  return repeats === 1 ? vscode.l10n.t('1 repeat') : vscode.l10n.t('{0} repeats', repeats);
}

function itemOf(row: Row): vscode.TreeItem {
  switch (row.kind) {
    case 'story':
      return storyItem(row.story);
    case 'first':
      return tellingItem(row, {
        description: vscode.l10n.t('first telling'),
        icon: 'home',
      });
    case 'repeat':
      return tellingItem(row, {
        description: repeatWords(row.telling),
        icon: row.telling.isConfirmed ? 'pass-filled' : 'question',
      });
  }
}

function storyItem({ first, repeats }: Story): vscode.TreeItem {
  const title = visible(first.article.title);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = idOf(first, 'story');
  item.iconPath = new vscode.ThemeIcon('files');
  const open = repeats.filter(({ isConfirmed }) => !isConfirmed).length;
  item.description =
    open === 0
      ? vscode.l10n.t('told {0} times, decided', repeats.length + 1)
      : vscode.l10n.t('told {0} times', repeats.length + 1);
  item.contextValue = 'story';
  item.accessibilityInformation = { label: `${title}, ${item.description}` };
  return item;
}

function tellingItem(
  row: Exclude<Row, { kind: 'story' }>,
  { description, icon }: { description: string; icon: string },
): vscode.TreeItem {
  const { telling, story } = row;
  const item = new vscode.TreeItem(placeOf(telling));
  item.id = idOf(telling, `${row.kind}/${idOf(story.first, 'story')}`);
  item.iconPath = new vscode.ThemeIcon(icon);
  const title = visible(telling.article.title);
  const isRetitled = telling.article.title !== story.first.article.title;
  item.description = isRetitled ? `${description} · ${title}` : description;
  item.contextValue =
    row.kind === 'first' ? 'first' : row.telling.isConfirmed ? 'confirmedRepeat' : 'suggestedRepeat';
  item.accessibilityInformation = { label: `${placeOf(telling)}, ${item.description}` };
  item.command = {
    title: vscode.l10n.t('Open'),
    command: 'corpusAnnotator.repeats.open',
    arguments: [row],
  };
  return item;
}

function repeatWords(telling: RepeatedTelling): string {
  const parts = [
    ...(telling.isConfirmed ? [vscode.l10n.t('confirmed')] : []),
    `${percentOf(telling)} %`,
    ...(telling.kind === 'same' ? [] : [kindWords(telling.kind, vscode.l10n.t)]),
  ];
  return parts.join(' · ');
}

function idOf({ file, article }: Telling, kind: string): string {
  return `${kind}/${file}#${article.start}`;
}

/** How many differences a tooltip shows, and how much of each. */
const mostShown = 6;
const longestShown = 80;

/** What differs between a telling and the first one, word by word. */
async function tooltipOf(host: Host, { kind, story, telling }: Row): Promise<vscode.MarkdownString> {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(telling.article.title);
  const path = vscode.workspace.asRelativePath(uriOf(telling));
  tooltip.appendMarkdown('\n\n').appendText(vscode.l10n.t('{0}, line {1}', path, telling.article.line));
  if (kind !== 'repeat') return tooltip;
  const [first, again] = await Promise.all([articleText(host, story.first), articleText(host, telling)]);
  if (first === undefined || again === undefined) return tooltip;
  const { common, differences } = compareWords(first, again);
  const shared = common.reduce((sum, { words }) => sum + words, 0);
  const removed = differences.reduce((sum, one) => sum + one.removed, 0);
  const added = differences.reduce((sum, one) => sum + one.added, 0);
  tooltip
    .appendMarkdown('\n\n')
    .appendText(vscode.l10n.t('{0} words the same, {1} taken out, {2} put in', shared, removed, added));
  for (const one of differences.slice(0, mostShown)) {
    const out = shortened(first.slice(one.first.start, one.first.end));
    const put = shortened(again.slice(one.again.start, one.again.end));
    tooltip.appendMarkdown('\n\n- ').appendText(wordsOfChange(out, put));
  }
  if (differences.length > mostShown)
    tooltip.appendMarkdown('\n\n').appendText(vscode.l10n.t('and {0} more', differences.length - mostShown));
  return tooltip;
}

function wordsOfChange(out: string, put: string): string {
  if (out === '') return vscode.l10n.t('put in: {0}', put);
  return put === '' ? vscode.l10n.t('taken out: {0}', out) : `${out} → ${put}`;
}

function shortened(text: string): string {
  const line = visible(text.replace(/\s+/g, ' '));
  return line.length <= longestShown ? line : `${line.slice(0, longestShown).trimEnd()}…`;
}

async function articleText(host: Host, telling: Telling): Promise<string | undefined> {
  const text = await host.corpus.textOf(uriOf(telling).toString());
  const { start, end, title } = telling.article;
  return text?.startsWith(title, start) ? text.slice(start, end) : undefined;
}
