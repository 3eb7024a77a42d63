import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis';
import type { Author } from '../../core/annotate/operations';
import { neighbour } from '../../core/annotate/walk';
import { marksAt, type Mark } from '../../core/marks';
import type { Decisions, Label } from '../../core/model';
import { sameSpan, type Span } from '../../core/span';
import { spanOf } from '../../host/convert';
import { isAnnotated } from '../../host/documents';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { say } from '../../host/say';
import { isShown, readSettings } from '../../host/settings';
import { createCarets, type Carets } from './carets';

/** The text, the places in it and what is known of them, as a command on marks needs them. */
export interface Scene {
  readonly editor: vscode.TextEditor;
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  /** What is selected; empty where the caret is bare. */
  readonly selection: Span;
  readonly selections: readonly Span[];
  /** The marks at the caret that are shown, innermost first. */
  readonly marks: readonly Mark[];
  /** The one of them that is meant. */
  readonly current: Mark | undefined;
}

/** A mark that a link names: its text, place and label are enough to find it again. */
export interface MarkArgument {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly label: Label;
}

export type Action = (decisions: Decisions, author: Author) => Decisions;

/** What all commands on marks have in common. */
export interface Desk extends Disposable {
  readonly host: Host;
  readonly carets: Carets;
  keep<T extends Disposable>(thing: T): T;
  /** Registers a command on the text being worked on. Commands follow one another, however fast their keys do. */
  command(name: string, run: (scene: Scene, argument?: unknown) => Promise<void> | void): void;
  /**
   * Has every command run once without doing anything. VS Code waits for the extension before it runs a command for the
   * first time, and lets keys of others overtake it meanwhile.
   */
  ready(): Promise<void>;
  /** `false` where the annotations cannot be written; the person knows why. */
  change(scene: Pick<Scene, 'document'>, action: Action, bulk?: string): Promise<boolean>;
  /** Goes on to the next suggestion behind a mark that was decided. */
  goOn(scene: Scene, decided: Mark): void;
  /** The mark of an annotation that a change has just made or changed is the one that is meant. */
  keepTo(scene: Scene, id: string): void;
  sceneIn(editor: vscode.TextEditor, analysis: Analysis): Scene;
}

export function createDesk(host: Host, didDecide: (document: vscode.TextDocument) => void): Desk {
  const lifetime = createLifetime();
  const carets = lifetime.keep(createCarets());
  const names: string[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const sceneIn = (editor: vscode.TextEditor, analysis: Analysis): Scene => {
    const { document } = editor;
    const selections = carets.selectionsOf(editor).map((selection) => spanOf(document, selection));
    const selection = selections[0]!;
    const settings = readSettings(document);
    const marks = marksAt(analysis.marks, selection.start).filter((mark) => isShown(mark, settings));
    return {
      editor,
      document,
      analysis,
      selection,
      selections,
      marks,
      current: carets.meant(editor, marks),
    };
  };
  const sceneOf = async (argument: unknown): Promise<Scene | undefined> => {
    const editor = editorMeant(argument);
    if (!editor) {
      say(vscode.l10n.t('Open a text of a corpus first, or run Annotate This File.'));
      return undefined;
    }
    const analysis = await host.documents.analyzed(editor.document);
    return analysis && sceneIn(editor, analysis);
  };

  return {
    host,
    carets,
    keep: (thing) => lifetime.keep(thing),
    async ready() {
      const commands = names.map((name) => ({ command: `corpusAnnotator.${name}`, args: { isTrial: true } }));
      await vscode.commands.executeCommand('runCommands', { commands });
    },
    command(name, run) {
      names.push(name);
      const once = async (argument: unknown): Promise<void> => {
        if (isTrial(argument)) return;
        const scene = await sceneOf(argument);
        if (scene) await run(scene, argument);
      };
      lifetime.keep(
        vscode.commands.registerCommand(`corpusAnnotator.${name}`, (argument?: unknown) => {
          const done = last.then(() => once(argument));
          last = done.catch(() => undefined);
          return done;
        }),
      );
    },
    async change({ document }, action, bulk) {
      const isDone = await host.sidecars.change(document, action, bulk);
      if (isDone) didDecide(document);
      return isDone;
    },
    goOn({ editor, document }, decided) {
      const analysis = host.documents.current(document);
      if (!analysis) return;
      const open = openSuggestions(analysis, document);
      const next = neighbour(open, decided, 1);
      if (next) carets.put(editor, next);
      else say(vscode.l10n.t('Nothing is left to decide in this text.'));
    },
    keepTo({ editor, document }, id) {
      const mark = host.documents.current(document)?.marks.find(({ annotation }) => annotation?.id === id);
      if (!mark) return;
      const caret = document.offsetAt(carets.selectionsOf(editor)[0]!.active);
      const isThere = mark.pieces.some(({ start, end }) => start <= caret && caret <= end);
      if (isThere) carets.choose(editor, mark);
      else carets.put(editor, mark);
    },
    sceneIn,
    dispose: () => lifetime.dispose(),
  };
}

/** The suggestions that are shown and not decided, in the order of the text. */
export function openSuggestions({ marks }: Analysis, document: vscode.TextDocument): readonly Mark[] {
  const settings = readSettings(document);
  return marks.filter((mark) => mark.state === 'suggested' && isShown(mark, settings));
}

/** The mark that a link names, or else the one at the cursor that is meant. */
export function markMeant(scene: Scene, argument: unknown): Mark | undefined {
  if (!isMarkArgument(argument)) return scene.current;
  return scene.analysis.marks.find((mark) => sameSpan(mark, argument) && mark.label === argument.label);
}

export function isMarkArgument(argument: unknown): argument is MarkArgument {
  return typeof argument === 'object' && argument !== null && 'uri' in argument && 'label' in argument;
}

/** The article that holds an offset; what stands before the first one counts as one. */
export function articleOf({ articles }: Analysis, offset: number): Span {
  const article = articles.findLast(({ start }) => start <= offset);
  return article ?? { start: 0, end: articles[0]?.start ?? Number.MAX_SAFE_INTEGER };
}

export function sayNoMark(): void {
  say(vscode.l10n.t('There is no mark at the cursor.'));
}

function isTrial(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'isTrial' in argument;
}

function editorMeant(argument: unknown): vscode.TextEditor | undefined {
  const visible = vscode.window.visibleTextEditors.filter(({ document }) => isAnnotated(document));
  if (isMarkArgument(argument))
    return visible.find(({ document }) => document.uri.toString() === argument.uri);
  const active = vscode.window.activeTextEditor;
  // The walkthrough and other pages are no text: the one beside them is meant.
  return isAnnotated(active?.document) ? active : visible[0];
}
