import * as vscode from 'vscode';
import { accept, markOf, reject, remove, setStatus } from '../../core/annotate/operations';
import type { Annotation } from '../../core/model';
import { say } from '../../host/say';
import { isMarkArgument, markMeant, sayNoMark, type Desk, type Scene } from './desk';

/** Accepts, rejects and removes what is meant; a suggestion that is decided leads on to the next one. */
export function registerDecide(desk: Desk): void {
  const decide = async (scene: Scene, argument: unknown, status: Annotation['status']): Promise<void> => {
    const mark = markMeant(scene, argument);
    if (!mark) {
      sayNoMark();
      return;
    }
    const { annotation } = mark;
    const isDone = await desk.change(scene, (decisions, author) => {
      if (annotation) return setStatus(decisions, annotation.id, status, author);
      return (status === 'accepted' ? accept : reject)(decisions, markOf(mark.suggestion!), author);
    });
    // What a link names is decided in passing; what changes an earlier decision stays in sight.
    const changed = annotation && annotation.status !== status;
    if (isDone && !changed && !isMarkArgument(argument)) desk.goOn(scene, mark);
  };
  desk.command('accept', (scene, argument) => decide(scene, argument, 'accepted'));
  desk.command('reject', (scene, argument) => decide(scene, argument, 'rejected'));
  desk.command('remove', async (scene, argument) => {
    const meant = markMeant(scene, argument);
    const { annotation } = meant?.annotation ? meant : (scene.marks.find((mark) => mark.annotation) ?? {});
    if (!annotation)
      return say(vscode.l10n.t('There is no annotation at the cursor. A suggestion can be rejected.'));
    await desk.change(scene, (decisions) => remove(decisions, annotation.id));
  });
}
