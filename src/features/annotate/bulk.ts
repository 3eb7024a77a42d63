import * as vscode from 'vscode';
import { freePlaces, occurrencesOf } from '../../core/annotate/occurrences';
import { acceptMarks, markOf } from '../../core/annotate/operations';
import { findArticles } from '../../core/articles/articles';
import type { Mark } from '../../core/marks';
import type { Label } from '../../core/model';
import { readValue } from '../../core/recognize/numbers/numbers';
import { newId } from '../../core/sidecar/ids';
import { sameSpan } from '../../core/span';
import { wordAt } from '../../core/text';
import { bulkName } from '../../host/bulk';
import { folderOf, readText } from '../../host/files';
import type { Host } from '../../host/host';
import { say } from '../../host/say';
import { sidecarEnding } from '../../host/layers';
import { visible } from '../../words/visible';
import { articleOf, openSuggestions, type Desk, type Scene } from './desk';
import { pickLabel, spanToMark } from './labels';
import { lineWords, pickPlaces, type Place } from './preview';

/** What is meant by "all", and how much that is. */
interface Group {
  readonly label: string;
  readonly marks: readonly Mark[];
}

/** Decides many at once, after showing them: one step to undo, over all texts. */
export function registerBulk(desk: Desk): void {
  const acceptGroup = async (scene: Scene, current: Mark | undefined, group: Group): Promise<void> => {
    const { document } = scene;
    const places = group.marks.map((mark) => ({ document, span: mark, mark }));
    const title = vscode.l10n.t('Accept {0}: {1}', group.label, group.marks.length);
    const picked = await pickPlaces(places, title, ({ span, mark }) =>
      vscode.l10n.t('{0}, line {1}', mark.label, document.positionAt(span.start).line + 1),
    );
    if (!picked) return;
    const chosen = new Set(picked.map(({ mark }) => mark.suggestion!));
    const isDone = await desk.change(scene, (decisions, author) =>
      acceptMarks(decisions, [...chosen].map(markOf), author),
    );
    if (isDone) desk.goOn(scene, current ?? picked[0]!.mark);
  };
  const accept =
    (name: 'article' | 'name' | 'label') =>
    async (scene: Scene): Promise<void> => {
      const group = groupsOf(scene)[name];
      if (group && group.marks.length > 0) await acceptGroup(scene, scene.current, group);
      else sayNothing();
    };
  desk.command('acceptArticle', accept('article'));
  desk.command('acceptName', accept('name'));
  desk.command('acceptLabel', accept('label'));
  desk.command('acceptAll', async (scene) => {
    const groups = Object.values(groupsOf(scene)).filter(
      (group) => group && group.marks.length > 0,
    ) as Group[];
    if (groups.length === 0) {
      sayNothing();
      return;
    }
    const items = groups.map((group) => ({
      label: group.label,
      description: String(group.marks.length),
      group,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Accept All Suggestions'),
    });
    if (picked) await acceptGroup(scene, scene.current, picked.group);
  });

  const markAll = async (scene: Scene, isInCorpus: boolean): Promise<void> => {
    const wanted = await wordsToMark(desk, scene);
    if (!wanted) return;
    const { words, label } = wanted;
    const documents = isInCorpus ? await textsWith(desk.host, scene.document, words) : [scene.document];
    const places: Place[] = [];
    for (const document of documents) {
      const text = document.getText();
      const { decisions } = await desk.host.sidecars.open(document);
      const free = freePlaces(
        occurrencesOf(text, words),
        decisions.annotations,
        findArticles(text, decisions),
        label,
      );
      for (const span of free) places.push({ document, span });
    }
    if (places.length === 0) {
      say(vscode.l10n.t('Every “{0}” is decided already.', visible(words)));
      return;
    }
    const title = vscode.l10n.t('Mark “{0}” as {1}: {2}', visible(words), label, places.length);
    const picked = await pickPlaces(places, title, lineWords);
    if (picked) await markPlaces(desk, picked, label);
  };
  desk.command('markEverywhere', (scene) => markAll(scene, false));
  desk.command('markInCorpus', (scene) => markAll(scene, true));
}

async function markPlaces(desk: Desk, places: readonly Place[], label: Label): Promise<void> {
  const documents = [...new Set(places.map(({ document }) => document))];
  const bulk = bulkName(
    documents.map(({ uri }) => uri),
    newId(Math.random, () => false),
  );
  let refused = 0;
  for (const document of documents) {
    const text = document.getText();
    const spans = places.filter((place) => place.document === document).map(({ span }) => span);
    const isDone = await desk.change(
      { document },
      (decisions, author) => {
        // The text or its decisions may have become others while the person was choosing.
        const free = document.getText() === text ? freePlaces(spans, decisions.annotations, [], label) : [];
        const marks = free.map((span) => {
          const words = text.slice(span.start, span.end);
          return { pieces: [span], label, text: words, number: readValue(label, words) };
        });
        return acceptMarks(decisions, marks, author);
      },
      documents.length > 1 ? bulk : undefined,
    );
    if (!isDone) refused++;
  }
  if (refused > 0) say(vscode.l10n.t('{0} texts were left as they are: see Problems.', refused));
}

/** The words and the label of the mark that is meant; for words without one, the person chooses the label. */
async function wordsToMark(
  desk: Desk,
  scene: Scene,
): Promise<{ readonly words: string; readonly label: Label } | undefined> {
  const { current, selection, analysis } = scene;
  const isSelected = selection.start < selection.end;
  if (!isSelected && current && current.state !== 'rejected' && current.pieces.length === 1)
    return { words: current.text, label: current.label };
  const span = spanToMark(scene, isSelected ? selection : wordAt(analysis.text, selection.start));
  if (!span) return undefined;
  const words = analysis.text.slice(span.start, span.end);
  const known = analysis.marks.find((mark) => mark.state !== 'rejected' && sameSpan(mark, span));
  const label =
    known?.label ?? (await pickLabel(desk, scene, vscode.l10n.t('Mark every “{0}” as', visible(words))));
  return label === undefined ? undefined : { words, label };
}

/** The suggestions that "all" may mean at the cursor. */
function groupsOf(scene: Scene): Readonly<Record<'article' | 'name' | 'label', Group | undefined>> {
  const { analysis, document, selection, current } = scene;
  const open = openSuggestions(analysis, document);
  const article = articleOf(analysis, selection.start);
  const inArticle = open.filter(({ start }) => article.start <= start && start < article.end);
  const sameName = (mark: Mark): boolean =>
    mark.label === current?.label &&
    (mark.text === current.text || (mark.entity !== undefined && mark.entity === current.entity));
  return {
    article: { label: vscode.l10n.t('all of this article'), marks: inArticle },
    name: current && {
      label: vscode.l10n.t('all that name “{0}”', visible(current.text)),
      marks: open.filter(sameName),
    },
    label: current && {
      label: vscode.l10n.t('all labelled {0}', current.label),
      marks: open.filter(({ label }) => label === current.label),
    },
  };
}

/** The texts of the corpus that have these words, this one first. */
async function textsWith(
  host: Host,
  document: vscode.TextDocument,
  words: string,
): Promise<readonly vscode.TextDocument[]> {
  const file = await host.projects.file(document.uri);
  if (!file) {
    say(vscode.l10n.t('No corpus.yaml stands above this text: it is all of its corpus.'));
    return [document];
  }
  const title = vscode.l10n.t('Looking for “{0}” in the corpus', visible(words));
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
    const found = new Map<string, vscode.Uri>();
    for (const glob of file.project.files) {
      const pattern = new vscode.RelativePattern(folderOf(file.uri), glob);
      for (const uri of await vscode.workspace.findFiles(pattern)) found.set(uri.toString(), uri);
    }
    found.delete(document.uri.toString());
    const documents = [document];
    for (const uri of found.values()) {
      if (uri.path.endsWith(sidecarEnding)) continue;
      const own = await host.projects.file(uri);
      if (own?.uri.toString() !== file.uri.toString()) continue;
      const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      const text = open?.getText() ?? (await readText(uri)) ?? '';
      if (occurrencesOf(text, words).length > 0)
        documents.push(open ?? (await vscode.workspace.openTextDocument(uri)));
    }
    return documents;
  });
}

function sayNothing(): void {
  say(vscode.l10n.t('No suggestion is left there.'));
}
