import * as vscode from 'vscode';
import { link, mayLink, relationsOf, sameLink, unlink } from '../../core/annotate/relations';
import { annotated } from '../../core/annotate/spans';
import type { Mark } from '../../core/marks';
import type { RelationDefinition } from '../../core/project/project';
import { isShown, readSettings } from '../../host/settings';
import { say } from '../../host/say';
import { relationWords } from '../../words/marks';
import { visible } from '../../words/visible';
import { articleOf, sayNoMark, type Desk, type Scene } from './desk';

interface LinkItem extends vscode.QuickPickItem {
  readonly type: string;
  readonly from: Mark;
  readonly to: Mark;
}

/** Links the mark that is meant to another of its article, by a relation of the scheme, and takes links away. */
export function registerRelations(desk: Desk): void {
  desk.command('link', async (scene) => {
    const { current, document, analysis } = scene;
    if (!current || current.state === 'rejected') {
      sayNoMark();
      return;
    }
    const { relations } = await desk.host.projects.of(document.uri);
    if (relations.length === 0) {
      say(vscode.l10n.t('This corpus has no relations. Name them in corpus.yaml, under “relations”.'));
      return;
    }
    const items = linksFrom(scene, current, relations).filter(({ type, from, to }) => {
      const ends = { type, from: from.annotation?.id ?? '', to: to.annotation?.id ?? '' };
      return !analysis.decisions.relations.some((known) => sameLink(known, ends));
    });
    if (items.length === 0) {
      say(
        vscode.l10n.t('No relation of this corpus joins {0} to another mark of this article.', current.label),
      );
      return;
    }
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Link “{0}”', visible(current.text)),
      placeHolder: vscode.l10n.t('Type to find a relation or words'),
      matchOnDescription: true,
    });
    if (!picked) return;
    let id = '';
    const isDone = await desk.change(scene, (decisions, author) => {
      const from = annotated(decisions, picked.from, author);
      const to = annotated(from.decisions, picked.to, author);
      id = picked.from === current ? from.id : to.id;
      return link(to.decisions, { type: picked.type, from: from.id, to: to.id }, author);
    });
    if (isDone) desk.keepTo(scene, id);
  });
  desk.command('unlink', async (scene) => {
    const { analysis, current } = scene;
    const id = current?.annotation?.id;
    const relations = id === undefined ? [] : relationsOf(analysis.decisions, id);
    const said = current ? relationWords(current, analysis.decisions, vscode.l10n.t) : [];
    const items = relations.map((relation, i) => ({ label: said[i]!, relation }));
    if (items.length === 0) {
      say(vscode.l10n.t('The annotation at the cursor is linked to none.'));
      return;
    }
    const picked =
      items.length === 1
        ? items[0]
        : await vscode.window.showQuickPick(items, {
            title: vscode.l10n.t('Unlink “{0}”', visible(current!.text)),
          });
    if (picked) await desk.change(scene, (decisions) => unlink(decisions, picked.relation.id));
  });
}

/** All links that the scheme allows between a mark and the others of its article, the nearest first. */
function linksFrom(
  { analysis, document }: Scene,
  current: Mark,
  relations: readonly RelationDefinition[],
): readonly LinkItem[] {
  const settings = readSettings(document);
  const article = articleOf(analysis, current.start);
  const { line: home } = document.positionAt(current.start);
  /** What is in the same paragraph is nearer than anything else. */
  const farness = ({ start }: Mark): number =>
    Math.abs(start - current.start) + (document.positionAt(start).line === home ? 0 : article.end);
  return analysis.marks
    .filter(
      (mark) =>
        mark !== current &&
        mark.state !== 'rejected' &&
        isShown(mark, settings) &&
        article.start <= mark.start &&
        mark.end <= article.end,
    )
    .toSorted((a, b) => farness(a) - farness(b))
    .flatMap((other) =>
      relations.flatMap((definition): LinkItem[] => {
        const { type } = definition;
        const line = document.positionAt(other.start).line + 1;
        const item = (arrow: string, from: Mark, to: Mark): LinkItem => ({
          label: `${type} ${arrow} ${visible(other.text)}`,
          description: vscode.l10n.t('{0}, line {1}', other.label, line),
          type,
          from,
          to,
        });
        return [
          ...(mayLink(definition, current.label, other.label) ? [item('→', current, other)] : []),
          ...(mayLink(definition, other.label, current.label) ? [item('←', other, current)] : []),
        ];
      }),
    );
}
