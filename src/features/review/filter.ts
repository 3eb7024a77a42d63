import * as vscode from 'vscode';
import { everything, type ReviewFilter } from '../../core/review/review';
import { visible } from '../../words/visible';

/** What the view shows; empty sets mean everything. */
export interface Filter extends ReviewFilter {
  /** URIs of texts. */
  readonly files: ReadonlySet<string>;
}

export const noFilter: Filter = { ...everything, files: new Set() };

export function isFiltering({ labels, annotators, files }: Filter): boolean {
  return labels.size + annotators.size + files.size > 0;
}

/** What can be chosen. */
export interface FilterChoices {
  readonly labels: readonly string[];
  readonly annotators: readonly string[];
  /** URIs and what they are called. */
  readonly files: ReadonlyMap<string, string>;
}

interface Choice extends vscode.QuickPickItem {
  readonly kind?: vscode.QuickPickItemKind;
  readonly of?: keyof Filter;
  readonly value?: string;
}

/** Asks what is to be shown: any number of labels, people and texts. `undefined` where nothing is to change. */
export async function pickFilter(choices: FilterChoices, now: Filter): Promise<Filter | undefined> {
  const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choice = (of: keyof Filter, value: string, label = visible(value)): Choice => ({
    label,
    of,
    value,
    picked: now[of].has(value),
  });
  const groups: readonly (readonly [string, readonly Choice[]])[] = [
    [vscode.l10n.t('Labels'), choices.labels.map((label) => choice('labels', label))],
    [vscode.l10n.t('Annotators'), choices.annotators.map((annotator) => choice('annotators', annotator))],
    [vscode.l10n.t('Texts'), Array.from(choices.files, ([uri, name]) => choice('files', uri, visible(name)))],
  ];
  const items = groups.flatMap(([title, group]) => (group.length > 0 ? [separator(title), ...group] : []));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Filter Review'),
    placeHolder: vscode.l10n.t('What to show; nothing chosen shows everything'),
  });
  if (!picked) return undefined;
  const chosen = (of: keyof Filter): ReadonlySet<string> =>
    new Set(picked.flatMap((each) => (each.of === of && each.value !== undefined ? [each.value] : [])));
  return { labels: chosen('labels'), annotators: chosen('annotators'), files: chosen('files') };
}

/** What is shown, in a line; `undefined` for everything. */
export function filterWords(
  { labels, annotators, files }: Filter,
  names: FilterChoices['files'],
): string | undefined {
  const parts = [
    labels.size > 0 && vscode.l10n.t('Labels: {0}', listed(labels)),
    annotators.size > 0 && vscode.l10n.t('By: {0}', listed(annotators)),
    files.size > 0 && vscode.l10n.t('In: {0}', listed([...files].map((uri) => names.get(uri) ?? uri))),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function listed(names: Iterable<string>): string {
  return Array.from(names, visible).join(', ');
}
