import * as vscode from 'vscode';
import type { Change } from '../../core/annotate/history';
import { textsOfBulk } from '../../host/bulk';
import { say } from '../../host/say';
import { type Desk, type Scene } from './desk';

/** Takes decisions back and makes them again, in their order; an action on many texts in all of them at once. */
export function registerUndo(desk: Desk): void {
  const { host, carets } = desk;
  const { sidecars } = host;
  const step = async (scene: Scene, direction: 'undo' | 'redo', none: string): Promise<void> => {
    const { document } = scene;
    const change = await sidecars.next(document, direction);
    if (!(await sidecars[direction](document))) {
      say(none);
      return;
    }
    if (change) show(scene, change);
    const { bulk } = change ?? {};
    const others =
      bulk === undefined ? [] : textsOfBulk(bulk).filter((uri) => uri !== document.uri.toString());
    for (const uri of others) {
      const other = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
      await sidecars[direction](other, bulk);
    }
  };
  /** What one decision was about is in sight again. */
  const show = ({ document, editor }: Scene, { before, after, bulk }: Change): void => {
    const [changed] = [...before.annotations, ...after.annotations];
    const mark = host.documents
      .current(document)
      ?.marks.find(
        ({ start, end }) => start === changed?.pieces[0]!.start && end === changed.pieces.at(-1)!.end,
      );
    if (mark && bulk === undefined) carets.put(editor, mark);
  };
  desk.command('undo', (scene) => step(scene, 'undo', vscode.l10n.t('There is no decision to undo.')));
  desk.command('redo', (scene) => step(scene, 'redo', vscode.l10n.t('There is no decision to redo.')));
}
