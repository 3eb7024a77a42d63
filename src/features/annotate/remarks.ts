import * as vscode from 'vscode';
import { decideArticle } from '../../core/annotate/operations';
import { addComment, hasOpenComments, resolveComments, setUnsure } from '../../core/annotate/remarks';
import { annotated } from '../../core/annotate/spans';
import type { ArticleDecision } from '../../core/model';
import { rangeOf } from '../../host/convert';
import { say } from '../../host/say';
import { visible } from '../../words/visible';
import { isMarkArgument, markMeant, sayNoMark, type Desk } from './desk';

/** What people say about annotations and articles: comments, doubts, how far an article is done. */
export function registerRemarks(desk: Desk): void {
  desk.command('comment', async (scene, argument) => {
    const mark = markMeant(scene, argument);
    const id = mark?.annotation?.id;
    if (!mark || id === undefined) {
      say(vscode.l10n.t('There is no annotation at the cursor. Accept or reject the suggestion first.'));
      return;
    }
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Comment on “{0}”', visible(mark.text)),
      placeHolder: vscode.l10n.t('What others should know of this annotation'),
    });
    if (text !== undefined) await desk.change(scene, (now, author) => addComment(now, id, text, author));
  });
  desk.command('resolveComments', async (scene) => {
    const annotation = scene.marks
      .map((mark) => mark.annotation)
      .find((each) => each && hasOpenComments(each));
    if (annotation) await desk.change(scene, (now) => resolveComments(now, annotation.id));
    else say(vscode.l10n.t('No annotation at the cursor has an open comment.'));
  });
  desk.command('toggleUnsure', async (scene, argument) => {
    const mark = markMeant(scene, argument);
    if (!mark) {
      sayNoMark();
      return;
    }
    const unsure = !mark.annotation?.unsure;
    const isDone = await desk.change(scene, (now, author) => {
      const own = annotated(now, mark, author);
      return setUnsure(own.decisions, own.id, unsure, author);
    });
    if (isDone && !mark.annotation && !isMarkArgument(argument)) desk.goOn(scene, mark);
  });
  desk.command('setArticleStatus', async (scene) => {
    const { analysis, document, selection } = scene;
    const article = analysis.articles.findLast(({ start }) => start <= selection.start);
    if (!article) {
      say(vscode.l10n.t('The cursor is in no article.'));
      return;
    }
    const title = document.getText(rangeOf(document, article.title));
    const now = analysis.decisions.articles.find(({ start }) => start === article.start)?.status ?? 'to do';
    const items = statuses().map(({ status, label }) => ({
      label,
      description: status === now ? vscode.l10n.t('as it is') : '',
      status,
    }));
    const picked = await vscode.window.showQuickPick(
      // The next status comes first: Enter alone goes on to it.
      [...items.slice(items.findIndex(({ status }) => status === now) + 1), ...items].filter(
        (item, i, all) => all.indexOf(item) === i,
      ),
      { title: vscode.l10n.t('Status of “{0}”', visible(title)) },
    );
    if (picked)
      await desk.change(scene, (decisions, author) =>
        decideArticle(decisions, article.start, title, { status: picked.status }, author),
      );
  });
}

function statuses(): readonly { status: NonNullable<ArticleDecision['status']>; label: string }[] {
  return [
    { status: 'to do', label: vscode.l10n.t('To do') },
    { status: 'in progress', label: vscode.l10n.t('In progress') },
    { status: 'done', label: vscode.l10n.t('Done') },
  ];
}
