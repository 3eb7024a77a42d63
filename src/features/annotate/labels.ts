import * as vscode from 'vscode';
import { accept, markOf, relabel, setStatus, spanOfSelection } from '../../core/annotate/operations';
import type { Mark } from '../../core/marks';
import { entityLabels, numberLabels, type Label } from '../../core/model';
import { keysByLabel, labelsByKey } from '../../core/project/keys';
import { readValue } from '../../core/recognize/numbers/numbers';
import { sameSpan, type Span } from '../../core/span';
import { wordAt } from '../../core/text';
import { say } from '../../host/say';
import { labelName } from '../../words/labels';
import { visible } from '../../words/visible';
import { markMeant, sayNoMark, type Desk, type Scene } from './desk';

/** Gives labels: to what is selected, to the mark that is meant, or to the word at the cursor. */
export function registerLabels(desk: Desk): void {
  const label = async (scene: Scene, wanted: Label): Promise<void> => {
    const { labels } = await desk.host.projects.of(scene.document.uri);
    if (!labels.some(({ name }) => name === wanted)) {
      const known = labels.map(({ name }) => name).join(', ');
      say(vscode.l10n.t('This corpus has no label {0}. It has: {1}', wanted, known));
      return;
    }
    const selected = scene.selections.filter(({ start, end }) => start < end);
    if (selected.length === 0 && scene.current) return relabelMark(desk, scene, scene.current, wanted);
    const words = selected.length > 0 ? selected : [wordAt(scene.analysis.text, scene.selection.start)];
    for (const stretch of words) await labelWords(desk, scene, stretch, wanted);
  };

  desk.command('annotate', async (scene) => {
    const wanted = await pickLabel(desk, scene, vscode.l10n.t('Annotate as'));
    if (wanted !== undefined) await label(scene, wanted);
  });
  for (const wanted of [...entityLabels, ...numberLabels]) {
    desk.command(`annotateAs.${wanted}`, (scene) => label(scene, wanted));
  }
  desk.command('relabel', async (scene, argument) => {
    const mark = markMeant(scene, argument);
    if (!mark) return sayNoMark();
    const title = vscode.l10n.t('Relabel “{0}” as', visible(mark.text));
    const wanted = await pickLabel(desk, scene, title, mark.label);
    if (wanted !== undefined) await relabelMark(desk, scene, mark, wanted);
  });
  desk.command('key', async (scene, key) => {
    if (typeof key !== 'string') return;
    const { labels } = await desk.host.projects.of(scene.document.uri);
    const wanted = labelsByKey(labels).get(key.toLowerCase());
    if (wanted !== undefined) return label(scene, wanted);
    say(vscode.l10n.t('No label of this corpus is on the key {0}. Show Annotate Keys lists them.', key));
  });
}

/** Says why words cannot be marked, where they cannot. */
export function spanToMark({ analysis }: Scene, selected: Span): Span | undefined {
  const span = spanOfSelection(analysis.text, selected, analysis.articles);
  if (span === 'nothing selected') say(vscode.l10n.t('Select the words to annotate first.'));
  else if (span === 'across articles')
    say(vscode.l10n.t('An annotation lies within one article; this selection reaches into the next.'));
  else return span;
  return undefined;
}

async function labelWords(desk: Desk, scene: Scene, selected: Span, label: Label): Promise<void> {
  const span = spanToMark(scene, selected);
  if (!span) return;
  const { analysis } = scene;
  const marked = analysis.marks.find((mark) => mark.state !== 'rejected' && sameSpan(mark, span));
  if (marked) return relabelMark(desk, scene, marked, label);
  const text = analysis.text.slice(span.start, span.end);
  const number = readValue(label, text);
  await desk.change(scene, (decisions, author) =>
    accept(decisions, { pieces: [span], label, text, number }, author),
  );
}

async function relabelMark(desk: Desk, scene: Scene, mark: Mark, label: Label): Promise<void> {
  const { annotation, suggestion } = mark;
  const number = readValue(label, mark.text);
  const isDone = await desk.change(scene, (decisions, author) => {
    if (!annotation) {
      const wanted = markOf(suggestion!);
      return accept(decisions, label === mark.label ? wanted : { ...wanted, label, number }, author);
    }
    return label === mark.label
      ? setStatus(decisions, annotation.id, 'accepted', author)
      : relabel(decisions, annotation.id, label, number, author);
  });
  if (isDone && !annotation) desk.goOn(scene, mark);
}

/** Lets the person choose a label; each is shown with its key. */
export async function pickLabel(
  { host }: Desk,
  { document }: Scene,
  title: string,
  now?: Label,
): Promise<Label | undefined> {
  const { labels } = await host.projects.of(document.uri);
  const keys = keysByLabel(labels);
  const items = labels.map(({ name, description }) => ({
    label: name,
    description: [
      keys.get(name)?.toUpperCase(),
      name === now ? vscode.l10n.t('as it is') : (description ?? labelName(name, vscode.l10n.t)),
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Type to find a label'),
  });
  return picked?.label;
}
