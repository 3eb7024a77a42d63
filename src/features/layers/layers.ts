import * as vscode from 'vscode';
import type { Choice } from '../../core/layers/adjudicate';
import { openItems, type Comparison, type Item } from '../../core/layers/compare';
import { rangeOf, spanOf } from '../../host/convert';
import { isAnnotated } from '../../host/documents';
import { nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { say } from '../../host/say';
import { differenceWords, itemWords, readingWords } from '../../words/layers';
import { visible } from '../../words/visible';
import { choicesOf, type ItemArgument } from './choices';
import { registerLenses } from './lenses';
import { registerReadings } from './readings';
import { registerReport } from './report';

/** Compares the layers of a text, steps through what they differ in, and writes what is decided into the shared file. */
export function registerLayers(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(registerLenses(host));
  lifetime.keep(registerReadings(host));
  lifetime.keep(registerReport(host));
  const command = (
    name: string,
    run: (argument?: ItemArgument, choice?: Choice) => Promise<void> | void,
  ): void => {
    lifetime.keep(vscode.commands.registerCommand(`corpusAnnotator.${name}`, run));
  };
  command('compareLayers', () => start(host));
  command('stopComparing', async () => {
    const compared = comparedEditor(host);
    if (compared) await host.comparisons.stop(compared.editor.document);
  });
  command('nextDifference', () => go(host, 1));
  command('previousDifference', () => go(host, -1));
  command('decideDifference', (argument) => decide(host, argument));
  command('takeReading', async (argument, choice) => {
    if (argument && choice !== undefined) await take(host, argument, choice);
  });

  const item = lifetime.keep(
    vscode.window.createStatusBarItem('corpusAnnotator.differences', vscode.StatusBarAlignment.Right, 101),
  );
  item.name = vscode.l10n.t('Differences of Layers');
  item.command = 'corpusAnnotator.nextDifference';
  const show = (): void => {
    const compared = comparedEditor(host);
    host.log.run('Telling whether layers are compared', () =>
      Promise.resolve(
        vscode.commands.executeCommand('setContext', 'corpusAnnotator.comparing', compared !== undefined),
      ),
    );
    if (!compared) return item.hide();
    const open = openItems(compared.comparison).length;
    const names = annotatorsOf(compared.comparison);
    item.text = `$(git-compare) ${open === 1 ? vscode.l10n.t('1 difference') : vscode.l10n.t('{0} differences', open)}`;
    item.tooltip = vscode.l10n.t('Open differences between {0}. Click to go to the next one.', names);
    item.show();
  };
  lifetime.keep(host.comparisons.onDidChange(show));
  lifetime.keep(vscode.window.onDidChangeActiveTextEditor(show));
  show();
  return lifetime;
}

async function start(host: Host): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isAnnotated(editor.document)) {
    say(vscode.l10n.t('Open the text whose layers to compare first.'));
    return;
  }
  const { document } = editor;
  const comparison = await host.comparisons.start(document);
  if ('why' in comparison) {
    const name = nameOf(document.uri);
    await vscode.window.showErrorMessage(
      comparison.why === 'broken'
        ? vscode.l10n.t(
            '{0} cannot be read, so that layers are not compared. Mend it and compare again.',
            nameOf(comparison.layer),
          )
        : comparison.annotators.length === 1
          ? vscode.l10n.t(
              '{0} has the layer of {1} alone. Two are needed to compare.',
              name,
              visible(comparison.annotators[0]!),
            )
          : vscode.l10n.t(
              '{0} has no layers. With independent layers on, each person annotates in a file of their own.',
              name,
            ),
    );
    return;
  }
  if (openItems(comparison).length > 0) go(host, 1, true);
  else say(vscode.l10n.t('{0} agree on everything that is not decided yet.', annotatorsOf(comparison)));
}

/** Goes round the end of the text. */
function go(host: Host, direction: 1 | -1, fromStart = false): void {
  const compared = comparedEditor(host);
  if (!compared) {
    say(vscode.l10n.t('No layers are being compared. Run Compare Layers first.'));
    return;
  }
  const { editor, comparison } = compared;
  const items = openItems(comparison);
  const at = fromStart ? -1 : spanOf(editor.document, editor.selection).start;
  const next =
    direction === 1 ? items.find(({ start }) => start > at) : items.findLast(({ start }) => start < at);
  const item = next ?? items.at(direction === 1 ? 0 : -1);
  if (!item) {
    say(vscode.l10n.t('No difference is left to decide.'));
    return;
  }
  const range = rangeOf(editor.document, item);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const readings = item.readings.map((_, i) => described(comparison, item, i)).join('; ');
  say(`${differenceWords(item.differences, vscode.l10n.t)} – ${readings}`, 20_000);
}

/** Asks which reading is right: of the item named, or else of the one at the caret. */
async function decide(host: Host, argument?: ItemArgument): Promise<void> {
  const compared = comparedEditor(host, argument?.document);
  if (!compared) {
    say(vscode.l10n.t('No layers are being compared. Run Compare Layers first.'));
    return;
  }
  const { document, comparison } = compared;
  const item = argument?.item ?? itemAtCaret(compared);
  if (!item) {
    say(vscode.l10n.t('There is no difference at the cursor.'));
    return;
  }
  const items = choicesOf(comparison, item).map(({ choice, label, detail }) => ({ label, detail, choice }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('“{0}”: Which Is Right?', itemWords(item, vscode.l10n.t)),
    placeHolder: differenceWords(item.differences, vscode.l10n.t),
  });
  if (picked) await take(host, { document, item }, picked.choice);
}

async function take(host: Host, { document, item }: ItemArgument, choice: Choice): Promise<void> {
  await host.comparisons.decide(document, item, choice);
  const editor = vscode.window.activeTextEditor;
  if (editor?.document === document && openItems(host.comparisons.of(document)!).length > 0) go(host, 1);
}

interface Compared {
  readonly document: vscode.TextDocument;
  readonly editor: vscode.TextEditor;
  readonly comparison: Comparison;
}

function comparedEditor(host: Host, document?: vscode.TextDocument): Compared | undefined {
  const active = vscode.window.activeTextEditor;
  const editor =
    document && active?.document !== document
      ? vscode.window.visibleTextEditors.find((each) => each.document === document)
      : active;
  const comparison = editor && host.comparisons.of(editor.document);
  return comparison && { document: editor.document, editor, comparison };
}

function itemAtCaret({ editor, comparison }: Compared): Item | undefined {
  const { start } = spanOf(editor.document, editor.selection);
  const touching = openItems(comparison).filter((item) => item.start <= start && start <= item.end);
  return touching.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

function described({ layers }: Comparison, item: Item, layer: number): string {
  return `${visible(layers[layer]!.annotator)}: ${readingWords(item, layer, vscode.l10n.t)}`;
}

function annotatorsOf({ layers }: Comparison): string {
  return layers.map(({ annotator }) => visible(annotator)).join(', ');
}
