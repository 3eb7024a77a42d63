import * as vscode from 'vscode';
import { neighbour } from '../../core/annotate/walk';
import { labelsByKey } from '../../core/project/keys';
import { rangeOf } from '../../host/convert';
import { isAnnotated } from '../../host/documents';
import { say } from '../../host/say';
import { labelName } from '../../words/labels';
import { visible } from '../../words/visible';
import { openSuggestions, type Desk, type Scene } from './desk';

/**
 * The mode in which the text is read-only and single keys act. It holds for a text in all its editors, until it is
 * left; the context keys that the keybindings ask for follow the active editor.
 */
export function registerMode(desk: Desk): void {
  const { host } = desk;
  const texts = new Set<string>();
  const item = desk.keep(
    vscode.window.createStatusBarItem('corpusAnnotator.mode', vscode.StatusBarAlignment.Right, 101),
  );
  item.name = vscode.l10n.t('Annotate Mode');
  item.command = 'corpusAnnotator.toggleAnnotating';
  const frame = desk.keep(
    vscode.window.createTextEditorDecorationType({
      outline: '2px solid var(--vscode-focusBorder); outline-offset: -1px',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );

  const isOn = (editor: vscode.TextEditor | undefined): editor is vscode.TextEditor =>
    isAnnotated(editor?.document) && texts.has(editor.document.uri.toString());

  const enter = async (scene: Scene): Promise<void> => {
    const { document, selection, current, analysis } = scene;
    if (document.isUntitled) {
      say(vscode.l10n.t('Save this text first: annotations stand beside its file.'));
      return;
    }
    // What makes a text read-only acts on the active editor.
    const editor = await vscode.window.showTextDocument(document, scene.editor.viewColumn);
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    texts.add(document.uri.toString());
    follow();
    if (selection.start < selection.end || current?.state === 'suggested') return;
    const first = neighbour(openSuggestions(analysis, document), selection.start, 1);
    if (first) desk.carets.put(editor, first);
  };
  const leave = async ({ document, editor }: Scene): Promise<void> => {
    await vscode.window.showTextDocument(document, editor.viewColumn);
    await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    texts.delete(document.uri.toString());
    follow();
  };

  let isReady = false;
  const follow = (): void => {
    const editor = vscode.window.activeTextEditor;
    if (!isReady && isAnnotated(editor?.document)) {
      isReady = true;
      host.log.run('Readying the keys of annotate mode', () => desk.ready());
    }
    host.log.run('Telling whether the text is being annotated', async () => {
      await setContext('annotating', isOn(editor));
      if (!isOn(editor)) return;
      const { labels } = await host.projects.of(editor.document.uri);
      await setContext('labelKeys', [...labelsByKey(labels).keys()].join(''));
    });
    show();
  };
  const show = (): void => {
    for (const editor of vscode.window.visibleTextEditors) showFrame(editor);
    const editor = vscode.window.activeTextEditor;
    if (!isAnnotated(editor?.document)) return item.hide();
    const scene = sceneOf(editor);
    item.text = isOn(editor) ? meantWords(scene) : vscode.l10n.t('$(edit) Annotate');
    item.tooltip = isOn(editor)
      ? vscode.l10n.t(
          'Annotate mode: the text is read-only, and single keys act. Click or press F9 to leave it.',
        )
      : vscode.l10n.t('Click or press F9 to annotate with single keys.');
    item.show();
  };
  const showFrame = (editor: vscode.TextEditor): void => {
    const current = isOn(editor) ? sceneOf(editor)?.current : undefined;
    editor.setDecorations(frame, current?.pieces.map((piece) => rangeOf(editor.document, piece)) ?? []);
  };
  const sceneOf = (editor: vscode.TextEditor): Scene | undefined => {
    const analysis = host.documents.current(editor.document);
    return analysis && desk.sceneIn(editor, analysis);
  };

  desk.command('toggleAnnotating', (scene) => (isOn(scene.editor) ? leave(scene) : enter(scene)));
  desk.keep(vscode.window.onDidChangeActiveTextEditor(follow));
  desk.keep(vscode.window.onDidChangeVisibleTextEditors(show));
  desk.keep(vscode.workspace.onDidOpenTextDocument(follow));
  desk.keep(host.projects.onDidChange(follow));
  desk.keep(host.documents.onDidAnalyze(show));
  desk.keep(desk.carets.onDidMove(show));
  follow();
}

/** What is meant at the caret, for those who do not see the frame around it. */
function meantWords(scene: Scene | undefined): string {
  const { current, marks } = scene ?? {};
  if (!current || !marks) return vscode.l10n.t('$(edit) Annotating');
  const text = visible(current.text);
  const words = text.length > mostWords ? `${text.slice(0, mostWords)}…` : text;
  const label = labelName(current.label, vscode.l10n.t);
  return marks.length === 1
    ? vscode.l10n.t('$(edit) Annotating: {0} “{1}”', label, words)
    : vscode.l10n.t(
        '$(edit) Annotating: {0} “{1}”, {2} of {3} here',
        label,
        words,
        marks.indexOf(current) + 1,
        marks.length,
      );
}

/** The status bar is short. */
const mostWords = 30;

function setContext(key: string, value: unknown): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', `corpusAnnotator.${key}`, value);
}
