import * as vscode from 'vscode';
import type { CorpusThing } from '../../core/corpus/things';
import { nameOf } from '../../host/files';
import { topicWords } from '../../words/topics';
import { visible } from '../../words/visible';
import type { AliasRow, ArticleRow, FactRow, LetterRow, MentionRow, Row, SectionRow } from './rows';

/** How a row looks. `textOf` gives the text that a mention or a fact stands in. */
export async function itemOf(
  row: Row,
  icon: string,
  textOf: (file: string) => Promise<string | undefined>,
): Promise<vscode.TreeItem> {
  switch (row.kind) {
    case 'letter':
      return letterItem(row);
    case 'thing':
      return thingItem(row.id, row.thing, icon);
    case 'section':
      return sectionItem(row);
    case 'article':
      return articleItem(row);
    case 'mention':
      return mentionItem(row, (await textOf(row.mention.file)) ?? '');
    case 'fact':
      return factItem(row, (await textOf(row.facts[0]!.file)) ?? '');
    case 'alias':
      return aliasItem(row);
  }
}

function letterItem({ id, letter, things }: LetterRow): vscode.TreeItem {
  const item = new vscode.TreeItem(letter, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.description = String(things.length);
  return item;
}

function thingItem(id: string, thing: CorpusThing, icon: string): vscode.TreeItem {
  const { name, mentions, decided, articles, aliases, newest, entity } = thing;
  const item = new vscode.TreeItem(visible(name), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.resourceUri = undecidedUri(thing);
  item.description = countWords(thing);
  const written = aliases.map((alias) => `${visible(alias.text)} (${alias.count})`).join(', ');
  const lines = [
    vscode.l10n.t('{0}: named {1} times in {2} articles, as {3}', visible(name), mentions, articles, written),
    decided > 0 ? vscode.l10n.t('{0} of {1} mentions decided', decided, mentions) : undefined,
    newest === undefined ? undefined : vscode.l10n.t('Last named on {0}', newest),
    ...[entity?.ticker, entity?.url, entity?.note].map((fact) => fact && visible(fact)),
  ];
  item.tooltip = lines.filter(Boolean).join('\n');
  item.contextValue = entity ? 'thing registered' : 'thing';
  return item;
}

/** How often it is named; its badge says how much of that is undecided. */
function countWords({ mentions, decided }: CorpusThing): string {
  return decided === mentions ? vscode.l10n.t('{0}, decided', mentions) : String(mentions);
}

function sectionItem({ id, section, children }: SectionRow): vscode.TreeItem {
  const isOpen = section === 'mentions';
  const item = new vscode.TreeItem(
    sectionName(section),
    isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(sectionIcons[section]);
  item.description = String(children.length);
  return item;
}

const sectionIcons: Readonly<Record<SectionRow['section'], string>> = {
  mentions: 'files',
  number: 'symbol-numeric',
  person: 'person',
  place: 'location',
  company: 'organization',
  aliases: 'whole-word',
};

function sectionName(section: SectionRow['section']): string {
  switch (section) {
    case 'mentions':
      return vscode.l10n.t('Articles');
    case 'number':
      return vscode.l10n.t('Numbers');
    case 'person':
      return vscode.l10n.t('People');
    case 'place':
      return vscode.l10n.t('Places');
    case 'company':
      return vscode.l10n.t('Companies');
    case 'aliases':
      return vscode.l10n.t('Written as');
  }
}

function articleItem({ id, mentions, isAlone }: ArticleRow): vscode.TreeItem {
  const { file, article: index, text } = mentions[0]!;
  const article = text.articles[index];
  const item = new vscode.TreeItem(
    article ? visible(article.title) : vscode.l10n.t('Before the first article'),
    isAlone ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.description = [String(mentions.length), article?.date].filter(Boolean).join(' · ');
  item.tooltip = vscode.l10n.t(
    '{0}, line {1}',
    vscode.workspace.asRelativePath(vscode.Uri.parse(file)),
    article?.line ?? 1,
  );
  return item;
}

/** How many characters of a line stand before its mention, so that the mention is in sight. */
const before = 16;
const behind = 120;

/** The last words before a mention, whole. */
function leadOf(line: string): string {
  if (line.length <= before) return visible(line).trimStart();
  return `…${visible(line.slice(-before)).replace(/^\S*\s/, '')}`;
}

function mentionItem({ id, mention }: MentionRow, text: string): vscode.TreeItem {
  const { start, end, line, column, state, file } = mention;
  const lead = `${line}: ${leadOf(text.slice(start - column + 1, start))}`;
  const name = visible(text.slice(start, end));
  const rest = /^[^\r\n]*/.exec(text.slice(end, end + behind))![0];
  const label = `${lead}${name}${visible(rest)}`;
  const item = new vscode.TreeItem({ label, highlights: [[lead.length, lead.length + name.length]] });
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(state === 'accepted' ? 'pass' : 'circle-outline');
  const words = state === 'accepted' ? vscode.l10n.t('accepted') : vscode.l10n.t('suggestion');
  item.tooltip = vscode.l10n.t('Line {0}: {1}', line, words);
  item.accessibilityInformation = { label: `${label}, ${item.tooltip}` };
  item.command = goTo(file, start, end);
  return item;
}

function factItem({ id, facts, name }: FactRow, text: string): vscode.TreeItem {
  const { file, mark, sentence, about, role, kind } = facts[0]!;
  const item = new vscode.TreeItem(visible(name));
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(kind === 'number' ? 'symbol-numeric' : sectionIcons[kind]);
  const said = about ? topicWords(about, vscode.l10n.t) : role && visible(role);
  item.description = [said, facts.length > 1 ? `×${facts.length}` : undefined].filter(Boolean).join(' ');
  const quoted = visible(text.slice(sentence.start, sentence.end)).trim();
  const where = vscode.l10n.t('{0}, line {1}', nameOf(vscode.Uri.parse(file)), mark.line);
  item.tooltip = `${quoted}\n${where}`;
  item.accessibilityInformation = { label: [visible(name), said, quoted, where].filter(Boolean).join(', ') };
  item.command = goTo(file, mark.start, mark.end);
  return item;
}

function aliasItem({ id, alias, count }: AliasRow): vscode.TreeItem {
  const item = new vscode.TreeItem(visible(alias));
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('whole-word');
  item.description = String(count);
  item.contextValue = 'alias';
  return item;
}

function goTo(file: string, start: number, end: number): vscode.Command {
  return {
    title: vscode.l10n.t('Go to Mention'),
    command: 'corpusAnnotator.companies.reveal',
    arguments: [file, start, end],
  };
}

export const undecidedScheme = 'corpus-undecided';

/** Nothing is there: the badge of a row is found by it. */
function undecidedUri({ id, mentions, decided }: CorpusThing): vscode.Uri {
  return vscode.Uri.from({ scheme: undecidedScheme, path: `/${id}`, query: String(mentions - decided) });
}

/** How many mentions of a row's thing are undecided, as a badge. */
export const undecidedBadges: vscode.FileDecorationProvider = {
  provideFileDecoration({ scheme, query }) {
    const undecided = scheme === undecidedScheme ? Number(query) : 0;
    if (!(undecided > 0)) return undefined;
    return new vscode.FileDecoration(
      undecided > 99 ? '99' : String(undecided),
      undecided > 99
        ? vscode.l10n.t('More than 99 mentions undecided')
        : vscode.l10n.t('Undecided mentions: {0}', undecided),
    );
  },
};
