import * as vscode from 'vscode';
import type { Item } from '../../core/layers/compare';
import type { ArticleStatus, ReviewedArticle } from '../../core/review/review';
import { nameOf } from '../../host/files';
import { differenceWords, itemWords } from '../../words/layers';
import { commentWords, markState } from '../../words/marks';
import { visible } from '../../words/visible';
import { placeOf, type Row, type SectionName } from './rows';

/** More articles than these are folded, so that what else there is stays in sight. */
const mostUnfolded = 10;

/** How a row looks, and what is said of it. */
export function itemOf(row: Row, hasManyTexts: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem('');
  Object.assign(item, lookOf(row));
  item.id = row.key;
  const children = childrenKind(row);
  item.collapsibleState = children;
  if ('document' in row || row.kind === 'closedArticle') {
    const uri = 'document' in row ? row.document.uri : row.uri;
    const parts = [item.description, hasManyTexts ? nameOf(uri) : undefined];
    item.description = parts.filter(Boolean).join(' · ');
    item.command = {
      title: vscode.l10n.t('Go There'),
      command: 'corpusAnnotator.review.reveal',
      arguments: [row],
    };
  }
  item.accessibilityInformation = { label: spokenOf(item) };
  return item;
}

function childrenKind(row: Row): vscode.TreeItemCollapsibleState {
  if (row.kind === 'section') return vscode.TreeItemCollapsibleState.Expanded;
  // What is done, and all that a corpus has not begun with, is out of the way.
  if (row.kind === 'status' && row.status !== 'done' && row.count <= mostUnfolded)
    return vscode.TreeItemCollapsibleState.Expanded;
  return 'children' in row ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
}

type Look = Pick<vscode.TreeItem, 'label' | 'description' | 'tooltip' | 'iconPath' | 'contextValue'>;

function lookOf(row: Row): Look {
  switch (row.kind) {
    case 'section':
      return { label: sectionName(row.section), description: String(row.count), contextValue: row.section };
    case 'status':
      return {
        label: statusName(row.status),
        description: String(row.count),
        iconPath: statusIcon(row.status),
      };
    case 'band':
      return {
        label: row.from === 0 ? vscode.l10n.t('Score below 0.5') : vscode.l10n.t('Score from {0}', row.from),
        description: String(row.count),
      };
    case 'page':
      return { label: vscode.l10n.t('{0} to {1}', row.first, row.last) };
    case 'article':
      return articleLook(row);
    case 'closedArticle':
      return { ...statusLook(row.reviewed, row.reviewed.line), contextValue: 'article closed' };
    case 'mark':
      return markLook(row);
    case 'orphan':
      return orphanLook(row);
    case 'difference':
      return differenceLook(row.item, lineOf(row));
  }
}

function articleLook(row: Row & { kind: 'article' }): Look {
  const isDone = row.reviewed.status === 'done';
  return {
    ...statusLook(row.reviewed, lineOf(row)),
    contextValue: isDone ? 'article done' : 'article open',
  };
}

/** The same for articles of open texts and of others. */
function statusLook({ title, status, decided, all }: Omit<ReviewedArticle, 'article'>, line: number): Look {
  return {
    label: visible(title),
    description: `${decided}/${all}`,
    tooltip: [
      vscode.l10n.t('Line {0}: {1}', line, statusName(status)),
      vscode.l10n.t('{0} of {1} decided', decided, all),
    ].join('\n'),
    iconPath: statusIcon(status),
  };
}

function markLook(row: Row & { kind: 'mark' }): Look {
  const { mark, section } = row;
  const open = mark.annotation?.comments?.filter(({ resolved }) => !resolved) ?? [];
  const state = markState(mark, vscode.l10n.t);
  const said = open.map((comment) => commentWords(comment, vscode.l10n.t));
  return {
    label: visible(mark.text),
    description: [
      section === 'comments'
        ? said[0]
        : section === 'suggestions'
          ? scoreWords(mark.suggestion?.score, mark.label)
          : mark.label,
      vscode.l10n.t('line {0}', lineOf(row)),
    ].join(' · '),
    tooltip: [vscode.l10n.t('Line {0}: {1}', lineOf(row), state), ...said].join('\n'),
    iconPath: new vscode.ThemeIcon(markIcons[section] ?? 'circle-outline'),
    contextValue: mark.state,
  };
}

const markIcons: Partial<Record<SectionName, string>> = {
  suggestions: 'circle-outline',
  comments: 'comment-unresolved',
  unsure: 'question',
};

function scoreWords(score: number | undefined, label: string): string {
  return `${label} ${(score ?? 0).toFixed(2)}`;
}

function orphanLook({ orphan }: Row & { kind: 'orphan' }): Look {
  const { text, label } = orphan.annotation;
  return {
    label: visible(text),
    description: label,
    tooltip: vscode.l10n.t(
      'Not found again; it stood at {0}. Select its words in the text, then place it there.',
      orphan.at,
    ),
    iconPath: new vscode.ThemeIcon('warning'),
    contextValue: 'orphan',
  };
}

function differenceLook(item: Item, line: number): Look {
  return {
    label: itemWords(item, vscode.l10n.t),
    description: `${differenceWords(item.differences, vscode.l10n.t)} · ${vscode.l10n.t('line {0}', line)}`,
    tooltip: vscode.l10n.t('Line {0}', line),
    iconPath: new vscode.ThemeIcon('git-compare'),
    contextValue: 'difference',
  };
}

function lineOf(row: Row & { document: vscode.TextDocument }): number {
  return row.document.positionAt(placeOf(row)?.start ?? 0).line + 1;
}

function sectionName(section: SectionName): string {
  switch (section) {
    case 'articles':
      return vscode.l10n.t('Articles');
    case 'differences':
      return vscode.l10n.t('Differences of Layers');
    case 'suggestions':
      return vscode.l10n.t('Undecided Suggestions');
    case 'comments':
      return vscode.l10n.t('Open Comments');
    case 'unsure':
      return vscode.l10n.t('Unsure');
    case 'orphans':
      return vscode.l10n.t('Lost Annotations');
  }
}

function statusName(status: ArticleStatus): string {
  switch (status) {
    case 'to do':
      return vscode.l10n.t('To Do');
    case 'in progress':
      return vscode.l10n.t('In Progress');
    case 'done':
      return vscode.l10n.t('Done');
  }
}

function statusIcon(status: ArticleStatus): vscode.ThemeIcon {
  const icons = { 'to do': 'circle-large-outline', 'in progress': 'edit', done: 'pass-filled' };
  return new vscode.ThemeIcon(icons[status]);
}

function labelOf({ label }: vscode.TreeItem): string {
  return typeof label === 'string' ? label : (label?.label ?? '');
}

/** All of a row in words; what the description abbreviates, the tooltip says. */
function spokenOf(item: vscode.TreeItem): string {
  const parts = [labelOf(item), typeof item.tooltip === 'string' ? item.tooltip : item.description];
  return parts
    .filter((part) => typeof part === 'string')
    .join(', ')
    .replaceAll('\n', ', ');
}
