import * as vscode from 'vscode';
import type { Mark } from '../../core/marks';
import { createLifetime, type Disposable } from '../../host/lifecycle';

/**
 * Where the carets are, and which of the marks there is meant. A caret that a command moved counts at once: VS Code
 * tells where it is a moment later, and somebody who types fast has pressed the next key by then.
 */
export interface Carets extends Disposable {
  selectionsOf(editor: vscode.TextEditor): readonly vscode.Selection[];
  /** Puts a bare caret in front of a mark, which becomes the one that is meant. */
  put(editor: vscode.TextEditor, mark: Mark): void;
  /** Which of the marks at the caret is meant: the one that was chosen there, or else the first. */
  meant(editor: vscode.TextEditor, marks: readonly Mark[]): Mark | undefined;
  choose(editor: vscode.TextEditor, mark: Mark): void;
  /** Another mark may be meant now. */
  readonly onDidMove: vscode.Event<vscode.TextEditor>;
}

interface Choice {
  readonly caret: vscode.Position;
  readonly key: string;
}

export function createCarets(): Carets {
  const lifetime = createLifetime();
  const didMove = lifetime.keep(new vscode.EventEmitter<vscode.TextEditor>());
  /** Selections that commands set and VS Code has not told of yet, the newest last. */
  const ahead = new WeakMap<vscode.TextEditor, vscode.Selection[]>();
  const choices = new WeakMap<vscode.TextEditor, Choice>();

  const selectionsOf = (editor: vscode.TextEditor): readonly vscode.Selection[] => {
    const own = ahead.get(editor) ?? [];
    const isOurs = own.some((selection) => selection.isEqual(editor.selection));
    return isOurs && editor.selections.length === 1 ? own.slice(-1) : editor.selections;
  };
  const choose = (editor: vscode.TextEditor, mark: Mark): void => {
    choices.set(editor, { caret: selectionsOf(editor)[0]!.active, key: keyOf(mark) });
    didMove.fire(editor);
  };

  lifetime.keep(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
      const isPerson =
        kind === vscode.TextEditorSelectionChangeKind.Keyboard ||
        kind === vscode.TextEditorSelectionChangeKind.Mouse;
      const own = (!isPerson && ahead.get(textEditor)) || [];
      const told = own.findIndex((selection) => selections.length === 1 && selection.isEqual(selections[0]!));
      // What was told last stays: the editor is there while the rest is on its way.
      if (told >= 0 && told < own.length - 1) ahead.set(textEditor, own.slice(told));
      else ahead.delete(textEditor);
      didMove.fire(textEditor);
    }),
  );

  return {
    selectionsOf,
    put(editor, mark) {
      const place = editor.document.positionAt(mark.start);
      const selection = new vscode.Selection(place, place);
      if (!selectionsOf(editor)[0]!.isEqual(selection) || selectionsOf(editor).length > 1) {
        ahead.set(editor, [...(ahead.get(editor) ?? []), selection]);
        editor.selection = selection;
      }
      editor.revealRange(
        new vscode.Range(place, editor.document.positionAt(mark.end)),
        vscode.TextEditorRevealType.InCenterIfOutsideViewport,
      );
      choose(editor, mark);
    },
    meant(editor, marks) {
      const choice = choices.get(editor);
      const isThere = choice?.caret.isEqual(selectionsOf(editor)[0]!.active) === true;
      return (isThere && marks.find((mark) => keyOf(mark) === choice.key)) || marks[0];
    },
    choose,
    onDidMove: didMove.event,
    dispose: () => lifetime.dispose(),
  };
}

/** An annotation stays the one that is meant when its words or its label become others. */
function keyOf({ annotation, start, end, label }: Mark): string {
  return annotation?.id ?? `${start}-${end} ${label}`;
}
