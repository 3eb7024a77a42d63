import * as vscode from 'vscode';
import type { CorpusThing, CorpusThings } from '../../core/corpus/things';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { say } from '../../host/say';
import { visible } from '../../words/visible';
import type { ThingChanges } from './change';
import { namedAt } from './named';
import type { Row } from './rows';
import type { ShownThings } from './shown';

/** What is done to the thing of a row, from its menu. */
export function registerThingCommands(host: Host, shown: ShownThings, changes: ThingChanges): Disposable {
  const lifetime = createLifetime();
  const command = (
    name: string,
    run: (thing: CorpusThing, things: CorpusThings, row: Row) => Promise<void>,
  ): void => {
    lifetime.keep(
      vscode.commands.registerCommand(`corpusAnnotator.${name}`, async (row?: Row) => {
        const thing =
          row?.kind === 'thing' ? row.thing : row?.kind === 'alias' ? row.parent.parent.thing : undefined;
        if (row && thing && shown.things) await run(thing, shown.things, row);
      }),
    );
  };
  command('things.merge', async (thing, things) => {
    const other = await pickOther(thing, things);
    if (other) await changes.merge(thing, other);
  });
  command('things.split', async (thing, things, row) => {
    const alias = row.kind === 'alias' ? row.alias : await pickAlias(thing);
    if (alias !== undefined) await changes.split(thing, alias, things);
  });
  command('things.rename', async (thing, things) => {
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename…'),
      prompt: vscode.l10n.t('The name of one that is there already makes one of the two.'),
      value: thing.name,
      validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Type a name.') : undefined),
    });
    if (name !== undefined && name.trim() !== thing.name) await changes.rename(thing, name.trim(), things);
  });
  command('things.notOne', (thing) => changes.rejectAll(thing, 'COMPANY'));
  lifetime.keep(
    vscode.commands.registerCommand(
      'corpusAnnotator.things.open',
      async (of?: Row | { kind: 'id'; id: string }) => {
        if (of?.kind === 'thing') return changes.open(of.thing);
        const known = of?.kind === 'id' ? (await host.corpus.things()).byId.get(of.id) : undefined;
        if (known) return changes.open(known);
        const editor = vscode.window.activeTextEditor;
        const named = editor && (await namedAt(host, editor.document, editor.selection.active));
        if (named) return changes.open(named.thing);
        say(vscode.l10n.t('There is no name at the cursor.'));
      },
    ),
  );
  lifetime.keep(vscode.commands.registerCommand('corpusAnnotator.things.undo', () => changes.undo()));
  return lifetime;
}

async function pickOther(thing: CorpusThing, { all }: CorpusThings): Promise<CorpusThing | undefined> {
  const items = all
    .filter((other) => other !== thing && other.labels.some(({ text }) => text === thing.label))
    .sort((a, b) => b.mentions - a.mentions)
    .map((other) => ({ label: visible(other.name), description: String(other.mentions), thing: other }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Merge “{0}” with…', visible(thing.name)),
    placeHolder: vscode.l10n.t('Its names become names of the one you pick'),
  });
  return picked?.thing;
}

async function pickAlias({ name, aliases, entity }: CorpusThing): Promise<string | undefined> {
  const names = [...new Set([...aliases.map(({ text }) => text), ...(entity?.aliases ?? [])])];
  return vscode.window.showQuickPick(names, {
    title: vscode.l10n.t('Split Alias…'),
    placeHolder: vscode.l10n.t('Which of the names is not “{0}”?', visible(name)),
  });
}
