import * as vscode from 'vscode';
import type { CorpusThing } from '../../core/corpus/things';
import type { Label } from '../../core/model';
import { rangeOf } from '../../host/convert';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { itemOf, undecidedBadges } from './items';
import { rowsBelow, sorts, thingsShown, topRows, type Row, type Sort } from './rows';
import { registerThingCard } from './card';
import { createThingChanges } from './change';
import { registerThingCommands } from './commands';
import { createThingDrag } from './drag';
import { registerThingSymbols } from './symbols';
import { createShownThings, type ShownThings } from './shown';

/** One view: the things of one label. */
interface View {
  readonly id: string;
  readonly label: Label;
  readonly icon: string;
}

const views: readonly View[] = [
  { id: 'corpusAnnotator.companies', label: 'COMPANY', icon: 'organization' },
  { id: 'corpusAnnotator.people', label: 'PERSON', icon: 'person' },
  { id: 'corpusAnnotator.places', label: 'LOC', icon: 'location' },
  { id: 'corpusAnnotator.products', label: 'PRODUCT', icon: 'package' },
];

const sortKey = 'things.sort';

/** What a person chose for all the views together. */
interface Choices {
  sort: Sort;
  filter: string;
}

/** The companies, people, places and products of the open text or the whole corpus, with what is said of them. */
export function registerThings(host: Host): Disposable {
  const lifetime = createLifetime();
  const shown = lifetime.keep(createShownThings(host));
  const didChoose = lifetime.keep(new vscode.EventEmitter<void>());
  const kept = host.memory.get<Sort>(sortKey);
  const choices: Choices = { sort: kept && sorts.includes(kept) ? kept : 'mentions', filter: '' };
  const changes = createThingChanges(host);
  const drag = createThingDrag(shown, changes);
  for (const view of views)
    lifetime.keep(registerView(host, view, { shown, choices, drag, onDidChoose: didChoose.event }));
  lifetime.keep(registerThingCommands(host, shown, changes));
  lifetime.keep(registerThingSymbols(host, changes));
  lifetime.keep(registerThingCard(host));
  lifetime.keep(vscode.window.registerFileDecorationProvider(undecidedBadges));

  const setContext = (key: string, value: unknown): void =>
    host.log.run(`Telling ${key}`, () =>
      Promise.resolve(vscode.commands.executeCommand('setContext', `corpusAnnotator.${key}`, value)),
    );
  const tell = (): void => {
    setContext('textOpen', shown.document !== undefined);
    setContext('scope', shown.scope);
    setContext('sort', choices.sort);
    setContext('filtered', choices.filter !== '');
  };
  const choose = (choice: Partial<Choices>): void => {
    Object.assign(choices, choice);
    tell();
    didChoose.fire();
  };
  const command = (name: string, run: (...given: never[]) => unknown): void => {
    lifetime.keep(vscode.commands.registerCommand(`corpusAnnotator.${name}`, run));
  };
  command('things.showCorpus', () => {
    shown.look();
    shown.setScope('corpus');
  });
  command('things.showText', () => shown.setScope('text'));
  const sortBy = async (sort: Sort): Promise<void> => {
    choose({ sort });
    await host.memory.update(sortKey, sort);
  };
  command('things.sortBy.mentions', () => sortBy('mentions'));
  command('things.sortBy.name', () => sortBy('name'));
  command('things.sortBy.newest', () => sortBy('newest'));
  command('things.filter', () => askForFilter(choices.filter, (filter) => choose({ filter })));
  command('things.clearFilter', () => choose({ filter: '' }));
  command('companies.reveal', async (uri: string, start: number, end: number) => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    await vscode.window.showTextDocument(document, { selection: rangeOf(document, { start, end }) });
  });
  lifetime.keep(shown.onDidChange(tell));
  tell();
  return lifetime;
}

/** What all the views share. */
interface Shared {
  readonly shown: ShownThings;
  readonly choices: Choices;
  readonly drag: vscode.TreeDragAndDropController<Row>;
  readonly onDidChoose: vscode.Event<void>;
}

function registerView(
  host: Host,
  { id, label, icon }: View,
  { shown, choices, drag, onDidChoose }: Shared,
): Disposable {
  const lifetime = createLifetime();
  const didChangeRows = lifetime.keep(new vscode.EventEmitter<void>());
  /** The texts that rows are drawn from, read once for all their mentions. */
  const texts = new Map<string, Promise<string | undefined>>();
  const textOf = (file: string): Promise<string | undefined> => {
    const text = texts.get(file) ?? host.corpus.textOf(file);
    texts.set(file, text);
    return text;
  };
  let top: readonly CorpusThing[] | undefined;
  const provider: vscode.TreeDataProvider<Row> = {
    onDidChangeTreeData: didChangeRows.event,
    getChildren(row) {
      shown.look();
      if (!shown.things) return [];
      return row ? [...rowsBelow(row, shown.things)] : topRows(topThings());
    },
    getParent: (row) => ('parent' in row ? row.parent : undefined),
    getTreeItem: (row) => itemOf(row, icon, textOf),
  };
  const view = lifetime.keep(
    vscode.window.createTreeView(id, {
      treeDataProvider: provider,
      dragAndDropController: drag,
      showCollapseAll: true,
    }),
  );
  const topThings = (): readonly CorpusThing[] =>
    (top ??= shown.things ? thingsShown(shown.things, label, choices.sort, choices.filter) : []);
  const refresh = (): void => {
    texts.clear();
    top = undefined;
    if (view.visible) describe();
    didChangeRows.fire();
  };
  const describe = (): void => {
    view.description = shown.things && description(topThings().length, shown.scope);
    view.message = messageOf(choices.filter, shown, host);
  };
  lifetime.keep(
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) describe();
    }),
  );
  lifetime.keep(shown.onDidChange(refresh));
  lifetime.keep(onDidChoose(refresh));
  return lifetime;
}

function description(count: number, scope: ShownThings['scope']): string {
  return scope === 'corpus'
    ? vscode.l10n.t('{0} in the corpus', count)
    : vscode.l10n.t('{0} in this text', count);
}

/** With fewer texts left, they are read before anybody could read of it. */
const worthTelling = 20;

function messageOf(filter: string, { scope, things }: ShownThings, { corpus }: Host): string | undefined {
  const { kind, done, total } = corpus.state;
  const said: string[] = [];
  if (scope === 'corpus' && kind === 'reading' && (total - done > worthTelling || !things))
    said.push(vscode.l10n.t('Reading the corpus: {0} of {1} texts', done, total));
  if (scope === 'corpus' && kind === 'stopped')
    said.push(vscode.l10n.t('Reading was stopped: this is a part of the corpus.'));
  if (filter !== '') said.push(vscode.l10n.t('Only names with “{0}”', filter));
  return said.length > 0 ? said.join(' · ') : undefined;
}

/** Filters while the person types; Escape takes it back. */
async function askForFilter(before: string, filter: (text: string) => void): Promise<void> {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter');
  input.placeholder = vscode.l10n.t('Part of a name, or of another spelling of it');
  input.value = before;
  await new Promise<void>((resolve) => {
    let accepted = false;
    input.onDidChangeValue(filter);
    input.onDidAccept(() => {
      accepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) filter(before);
      input.dispose();
      resolve();
    });
    input.show();
  });
}
