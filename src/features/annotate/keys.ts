import * as vscode from 'vscode';
import { keysByLabel } from '../../core/project/keys';
import { labelName } from '../../words/labels';
import type { Desk } from './desk';

/** A row of the cheat sheet: what a key does now, and the command that does it too. */
interface KeyItem extends vscode.QuickPickItem {
  readonly command?: readonly [name: string, argument?: string];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when: string;
    }[];
  };
}

/** Lists what each key does in annotate mode; choosing a row does it. */
export function registerKeys(desk: Desk): void {
  const { host } = desk;
  // Not one of the commands that follow one another: the chosen one would wait for it.
  desk.keep(
    vscode.commands.registerCommand('corpusAnnotator.showKeys', async () => {
      const document = vscode.window.activeTextEditor?.document;
      const labels = await labelItems(document);
      const change = vscode.l10n.t('Change Keys…');
      const picked = await vscode.window.showQuickPick<KeyItem>(
        [
          separator(vscode.l10n.t('Labels')),
          ...labels.items,
          separator(vscode.l10n.t('Decisions')),
          ...actionItems(host.manifest as Manifest, labels.keys),
          separator(''),
          { label: change, command: ['workbench.action.openGlobalKeybindings', 'corpusAnnotator'] },
        ],
        {
          title: vscode.l10n.t('Annotate Keys'),
          placeHolder: vscode.l10n.t('In annotate mode (F9) as they stand, elsewhere behind Alt+A'),
          matchOnDescription: true,
        },
      );
      if (picked?.command) await vscode.commands.executeCommand(...picked.command);
    }),
  );

  const labelItems = async (
    document: vscode.TextDocument | undefined,
  ): Promise<{ items: readonly KeyItem[]; keys: ReadonlySet<string> }> => {
    if (!document) return { items: [], keys: new Set() };
    const { labels } = await host.projects.of(document.uri);
    const keys = keysByLabel(labels);
    const items = labels.flatMap(({ name, description }): KeyItem[] => {
      const key = keys.get(name);
      if (key === undefined) return [];
      return [
        {
          label: `${key.toUpperCase()}   ${name}`,
          description: description ?? labelName(name, vscode.l10n.t),
          command: ['corpusAnnotator.key', key],
        },
      ];
    });
    return { items, keys: new Set(keys.values()) };
  };
}

/** A key that a label of this corpus has does not act otherwise. */
function actionItems({ contributes }: Manifest, taken: ReadonlySet<string>): KeyItem[] {
  const titles = new Map(contributes.commands.map(({ command, title }) => [command, title]));
  const keys = new Map<string, string[]>();
  for (const { command, key, when } of contributes.keybindings) {
    if (command === 'corpusAnnotator.key' || !when.includes('corpusAnnotator.annotating') || taken.has(key))
      continue;
    keys.set(command, [...(keys.get(command) ?? []), keyName(key)]);
  }
  return Array.from(keys, ([command, names]) => ({
    label: `${names.join(', ')}   ${titles.get(command) ?? command}`,
    command: [command] as const,
  }));
}

/** `shift+n` as people write it: `Shift+N`. */
function keyName(key: string): string {
  return key
    .split('+')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('+');
}

function separator(label: string): KeyItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
