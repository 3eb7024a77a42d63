import * as vscode from 'vscode';
import { moveBorder, type Border, type Step } from '../../core/annotate/borders';
import type { Author } from '../../core/annotate/operations';
import { annotated, joinPieces, merge, reshape, split } from '../../core/annotate/spans';
import type { Mark } from '../../core/marks';
import type { Decisions } from '../../core/model';
import { contains, type Span } from '../../core/span';
import { say } from '../../host/say';
import { articleOf, sayNoMark, type Desk, type Scene } from './desk';
import { spanToMark } from './labels';

/** Changes which words a mark has: moves its borders, splits and merges, adds pieces. A suggestion is accepted with it. */
export function registerShapes(desk: Desk): void {
  const shape = async (
    scene: Scene,
    mark: Mark,
    reshaped: (decisions: Decisions, id: string, author: Author) => Decisions,
    refused: string,
  ): Promise<void> => {
    const outcome = { id: '', isRefused: false };
    const isDone = await desk.change(scene, (decisions, author) => {
      const own = annotated(decisions, mark, author);
      const next = reshaped(own.decisions, own.id, author);
      Object.assign(outcome, { id: own.id, isRefused: next === own.decisions });
      return next === own.decisions ? decisions : next;
    });
    if (isDone && outcome.isRefused) say(refused);
    else if (isDone) desk.keepTo(scene, outcome.id);
  };
  const taken = (): string => vscode.l10n.t('These words have an annotation of that label already.');

  const move = async (scene: Scene, border: Border, direction: 1 | -1, step: Step): Promise<void> => {
    const { current, analysis, selection } = scene;
    if (!current) {
      sayNoMark();
      return;
    }
    const { pieces } = current;
    const touched = pieces.findIndex(({ start, end }) => start <= selection.start && selection.start <= end);
    const index = touched >= 0 ? touched : border === 'start' ? 0 : pieces.length - 1;
    const article = articleOf(analysis, current.start);
    const within = {
      start: pieces[index - 1]?.end ?? article.start,
      end: pieces[index + 1]?.start ?? Math.min(article.end, analysis.text.length),
    };
    const moved = moveBorder(analysis.text, pieces[index]!, border, direction, step, within);
    if (!moved) {
      say(vscode.l10n.t('The border cannot go further.'));
      return;
    }
    const all = joinPieces(pieces.with(index, moved));
    await shape(scene, current, (now, id, author) => reshape(now, id, all, analysis.text, author), taken());
  };
  desk.command('extendEnd', (scene) => move(scene, 'end', 1, 'word'));
  desk.command('shrinkEnd', (scene) => move(scene, 'end', -1, 'word'));
  desk.command('extendStart', (scene) => move(scene, 'start', -1, 'word'));
  desk.command('shrinkStart', (scene) => move(scene, 'start', 1, 'word'));
  desk.command('extendEndByCharacter', (scene) => move(scene, 'end', 1, 'character'));
  desk.command('shrinkEndByCharacter', (scene) => move(scene, 'end', -1, 'character'));
  desk.command('extendStartByCharacter', (scene) => move(scene, 'start', -1, 'character'));
  desk.command('shrinkStartByCharacter', (scene) => move(scene, 'start', 1, 'character'));

  desk.command('split', async (scene) => {
    const { current, selection, analysis } = scene;
    if (!current) {
      sayNoMark();
      return;
    }
    await shape(
      scene,
      current,
      (now, id, author) => split(now, id, selection.start, analysis.text, author),
      vscode.l10n.t('Put the cursor inside the mark, where it is to be split.'),
    );
  });
  desk.command('merge', async (scene) => {
    const { current, analysis } = scene;
    if (!current) {
      sayNoMark();
      return;
    }
    const { end } = articleOf(analysis, current.start);
    const other = analysis.marks.find(
      (mark) =>
        mark.state !== 'rejected' &&
        mark.start >= current.start &&
        mark.end <= end &&
        !contains(current, mark),
    );
    if (!other) {
      say(vscode.l10n.t('No mark follows in this article.'));
      return;
    }
    await shape(
      scene,
      current,
      (now, id, author) => {
        const second = annotated(now, other, author);
        const merged = merge(second.decisions, id, second.id, analysis.text, author);
        return merged === second.decisions ? now : merged;
      },
      taken(),
    );
  });
  desk.command('addPiece', async (scene) => {
    const { analysis, selection } = scene;
    const piece = spanToMark(scene, selection);
    if (!piece) return;
    const article = articleOf(analysis, piece.start);
    const nearest = analysis.marks
      .filter((mark) => mark.state === 'accepted' && contains(article, mark))
      .toSorted((a, b) => distance(a, piece) - distance(b, piece))[0];
    if (!nearest) {
      say(vscode.l10n.t('This article has no annotation that the selection could be a piece of.'));
      return;
    }
    const pieces = joinPieces([...nearest.pieces, piece]);
    await shape(
      scene,
      nearest,
      (now, id, author) => reshape(now, id, pieces, analysis.text, author),
      taken(),
    );
  });
  desk.command('removePiece', async (scene) => {
    const { current, selection, analysis } = scene;
    const isHere = ({ start, end }: Span): boolean => start <= selection.start && selection.start <= end;
    const left = current?.pieces.filter((piece) => !isHere(piece)) ?? [];
    if (!current || left.length === 0) {
      say(vscode.l10n.t('There is no annotation of several pieces at the cursor.'));
      return;
    }
    await shape(scene, current, (now, id, author) => reshape(now, id, left, analysis.text, author), taken());
  });
}

/** How many characters lie between two spans. */
function distance(a: Span, b: Span): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}
