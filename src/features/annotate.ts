import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis';
import {
  accept,
  markOf,
  reject,
  relabel,
  remove,
  setStatus,
  spanOfSelection,
  type Author,
} from '../core/annotate/operations';
import { marksAt, type Mark } from '../core/marks';
import { entityLabels, isNumberLabel, numberLabels, type Decisions, type Label } from '../core/model';
import { readValue } from '../core/recognize/numbers/numbers';
import { sameSpan, type Span } from '../core/span';
import { wordAt } from '../core/text';
import { rangeOf, spanOf } from '../host/convert';
import { isAnnotated } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { isShown, readSettings } from '../host/settings';
import { say } from '../host/say';
import { labelName } from '../words/labels';

/** The text, the place in it and what is known of it, as a command on marks needs them. */
interface Scene {
  readonly editor: vscode.TextEditor;
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  readonly selection: Span;
}

/** A mark that a link names: its text, place and label are enough to find it again. */
interface MarkArgument {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly label: Label;
}

/** Marks words and decides on marks, by selection and cursor; all of it can be undone. */
export function registerAnnotate(host: Host): Disposable {
  const lifetime = createLifetime();
  const command = (
    name: string,
    run: (scene: Scene, argument?: MarkArgument) => Promise<void> | void,
  ): void => {
    lifetime.keep(
      vscode.commands.registerCommand(`corpusAnnotator.${name}`, async (argument?: MarkArgument) => {
        const scene = await sceneOf(host, argument);
        if (scene) await run(scene, argument);
      }),
    );
  };
  const change = (
    { document }: Scene,
    action: (decisions: Decisions, author: Author) => Decisions,
  ): Promise<void> => host.sidecars.change(document, action);

  const label = async (scene: Scene, wanted: Label): Promise<void> => {
    const mark = scene.selection.start === scene.selection.end ? markAtCursor(scene) : undefined;
    if (mark) return relabelMark(scene, mark, wanted);
    const selected =
      scene.selection.start < scene.selection.end
        ? scene.selection
        : wordAt(scene.analysis.text, scene.selection.start);
    const span = spanOfSelection(scene.analysis.text, selected, scene.analysis.articles);
    if (span === 'nothing selected') {
      say(vscode.l10n.t('Select the words to annotate first.'));
      return;
    }
    if (span === 'across articles') {
      say(vscode.l10n.t('An annotation lies within one article; this selection reaches into the next.'));
      return;
    }
    const marked = scene.analysis.marks.find((each) => each.state !== 'rejected' && sameSpan(each, span));
    if (marked) return relabelMark(scene, marked, wanted);
    const text = scene.analysis.text.slice(span.start, span.end);
    await change(scene, (decisions, author) =>
      accept(decisions, { pieces: [span], label: wanted, text, number: valueOf(wanted, text) }, author),
    );
  };
  const relabelMark = (scene: Scene, mark: Mark, wanted: Label): Promise<void> => {
    const number = valueOf(wanted, mark.text);
    return change(scene, (decisions, author) =>
      mark.annotation
        ? relabel(decisions, mark.annotation.id, wanted, number, author)
        : accept(decisions, { pieces: mark.pieces, label: wanted, text: mark.text, number }, author),
    );
  };

  command('annotate', async (scene) => {
    const wanted = await pickLabel(host, scene.document, vscode.l10n.t('Annotate as'));
    if (wanted) await label(scene, wanted);
  });
  for (const wanted of [...entityLabels, ...numberLabels]) {
    command(`annotateAs.${wanted}`, (scene) => label(scene, wanted));
  }
  command('relabel', async (scene, argument) => {
    const mark = markMeant(scene, argument);
    if (!mark) return sayNoMark();
    const wanted = await pickLabel(
      host,
      scene.document,
      vscode.l10n.t('Relabel “{0}” as', mark.text),
      mark.label,
    );
    if (wanted) await relabelMark(scene, mark, wanted);
  });
  command('accept', async (scene, argument) => {
    const mark = markMeant(scene, argument);
    if (!mark) return sayNoMark();
    await change(scene, (decisions, author) =>
      mark.annotation
        ? setStatus(decisions, mark.annotation.id, 'accepted', author)
        : accept(decisions, markOf(mark.suggestion!), author),
    );
  });
  command('reject', async (scene, argument) => {
    const mark = markMeant(scene, argument);
    if (!mark) return sayNoMark();
    await change(scene, (decisions, author) =>
      mark.annotation
        ? setStatus(decisions, mark.annotation.id, 'rejected', author)
        : reject(decisions, markOf(mark.suggestion!), author),
    );
  });
  command('remove', async (scene, argument) => {
    const mark = markMeant(scene, argument, (candidate) => candidate.annotation !== undefined);
    if (!mark?.annotation)
      return say(vscode.l10n.t('There is no annotation at the cursor. A suggestion can be rejected.'));
    const { id } = mark.annotation;
    await change(scene, (decisions) => remove(decisions, id));
  });
  command('undo', async ({ document }) => {
    if (!(await host.sidecars.undo(document))) say(vscode.l10n.t('There is no decision to undo.'));
  });
  command('redo', async ({ document }) => {
    if (!(await host.sidecars.redo(document))) say(vscode.l10n.t('There is no decision to redo.'));
  });
  command('nextSuggestion', (scene) => goToSuggestion(scene, 1));
  command('previousSuggestion', (scene) => goToSuggestion(scene, -1));
  return lifetime;
}

async function sceneOf(host: Host, argument?: MarkArgument): Promise<Scene | undefined> {
  const active = vscode.window.activeTextEditor;
  const shows = (editor: vscode.TextEditor): boolean => editor.document.uri.toString() === argument?.uri;
  // The walkthrough and other pages are no text: the one beside them is meant.
  const visible = vscode.window.visibleTextEditors;
  const editor = argument
    ? visible.find(shows)
    : isAnnotated(active?.document)
      ? active
      : visible.find(({ document }) => isAnnotated(document));
  if (!isAnnotated(editor?.document)) {
    say(vscode.l10n.t('Open a text of a corpus first, or run Annotate This File.'));
    return undefined;
  }
  const analysis = await host.documents.analyzed(editor.document);
  return (
    analysis && {
      editor,
      document: editor.document,
      analysis,
      selection: spanOf(editor.document, editor.selection),
    }
  );
}

/** The mark that a link names, or else the one at the cursor. */
function markMeant(
  scene: Scene,
  argument?: MarkArgument,
  wanted?: (mark: Mark) => boolean,
): Mark | undefined {
  if (!argument) return markAtCursor(scene, wanted);
  return scene.analysis.marks.find((mark) => sameSpan(mark, argument) && mark.label === argument.label);
}

function markAtCursor(
  { analysis, selection, document }: Scene,
  wanted: (mark: Mark) => boolean = () => true,
): Mark | undefined {
  const settings = readSettings(document);
  return marksAt(analysis.marks, selection.start).find((mark) => isShown(mark, settings) && wanted(mark));
}

function valueOf(label: Label, text: string): ReturnType<typeof readValue> {
  return isNumberLabel(label) ? readValue(label, text) : undefined;
}

async function pickLabel(
  host: Host,
  document: vscode.TextDocument,
  title: string,
  now?: Label,
): Promise<Label | undefined> {
  const { labels } = await host.projects.of(document.uri);
  const items = labels.map((label) => ({
    label: label.name,
    description:
      label.name === now
        ? vscode.l10n.t('as it is')
        : (label.description ?? labelName(label.name, vscode.l10n.t)),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Type to find a label'),
  });
  return picked?.label;
}

/** Goes round the end of the text. */
function goToSuggestion({ editor, document, analysis, selection }: Scene, direction: 1 | -1): void {
  const settings = readSettings(document);
  const open = analysis.marks.filter((mark) => mark.state === 'suggested' && isShown(mark, settings));
  const next =
    direction === 1
      ? open.find((span) => span.start > selection.start)
      : open.findLast((span) => span.end < selection.end && span.start < selection.start);
  const span = next ?? open.at(direction === 1 ? 0 : -1);
  if (!span) return say(vscode.l10n.t('No suggestion is left in this text.'));
  const range = rangeOf(document, span);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function sayNoMark(): void {
  say(vscode.l10n.t('There is no mark at the cursor.'));
}
