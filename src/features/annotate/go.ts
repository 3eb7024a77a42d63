import * as vscode from 'vscode';
import { neighbour } from '../../core/annotate/walk';
import type { Mark } from '../../core/marks';
import { say } from '../../host/say';
import { isShown, readSettings } from '../../host/settings';
import { openSuggestions, sayNoMark, type Desk, type Scene } from './desk';

/** Goes from mark to mark. All ways go round the ends of the text. */
export function registerGo(desk: Desk): void {
  const go = (scene: Scene, marks: readonly Mark[], direction: 1 | -1, none: string): void => {
    const { current, selection, editor } = scene;
    const from = current && marks.includes(current) ? current : selection.start;
    const next = neighbour(marks, from, direction);
    if (next) desk.carets.put(editor, next);
    else say(none);
  };
  const goToSuggestion = (scene: Scene, direction: 1 | -1): void =>
    go(
      scene,
      openSuggestions(scene.analysis, scene.document),
      direction,
      vscode.l10n.t('No suggestion is left in this text.'),
    );
  const goToAnnotation = (scene: Scene, direction: 1 | -1): void => {
    const settings = readSettings(scene.document);
    const decided = scene.analysis.marks.filter((mark) => mark.annotation && isShown(mark, settings));
    go(scene, decided, direction, vscode.l10n.t('Nothing is annotated in this text.'));
  };
  desk.command('nextSuggestion', (scene) => goToSuggestion(scene, 1));
  desk.command('previousSuggestion', (scene) => goToSuggestion(scene, -1));
  desk.command('nextAnnotation', (scene) => goToAnnotation(scene, 1));
  desk.command('previousAnnotation', (scene) => goToAnnotation(scene, -1));
  desk.command('nextArticle', (scene) => {
    const { articles } = scene.analysis;
    const open = openSuggestions(scene.analysis, scene.document);
    const firsts = articles.flatMap(
      (article) => open.find((mark) => article.start <= mark.start && mark.start < article.end) ?? [],
    );
    const here = articles.findLast((article) => article.start <= scene.selection.start);
    const next = firsts.find((mark) => mark.start >= (here?.end ?? 0)) ?? firsts[0];
    if (next) desk.carets.put(scene.editor, next);
    else say(vscode.l10n.t('Nothing is left to decide in this text.'));
  });
  desk.command('nextMarkHere', ({ editor, marks, current }) => {
    if (!current) return sayNoMark();
    const next = marks[(marks.indexOf(current) + 1) % marks.length]!;
    if (next === current) say(vscode.l10n.t('Only this mark is at the cursor.'));
    else desk.carets.choose(editor, next);
  });
}
