import * as vscode from 'vscode';
import { filesOf } from '../../core/corpus/corpus';
import { markAt, markCount, type IndexedArticle, type IndexedMark } from '../../core/corpus/indexedText';
import { mentionsOf } from '../../core/corpus/things';
import { isIn } from '../../core/overview/periods';
import { nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import { say } from '../../host/say';
import { labelName } from '../../words/labels';
import { statusWords, type Destination } from '../../words/overview';
import { visible } from '../../words/visible';

/** One thing of a list, and where it is. Offsets count in the text with the URI `file`. */
interface Place extends vscode.QuickPickItem {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** No list shows more. */
const mostPlaces = 1000;

/** Opens what a bar counts: a list to choose from, or the view that has it. */
export async function openList(host: Host, destination: Destination): Promise<void> {
  switch (destination.list) {
    case 'repeats':
      await vscode.commands.executeCommand('corpusAnnotator.repeats.focus');
      return;
    case 'company': {
      const thing = (await host.corpus.things()).byId.get(destination.id);
      if (thing) await choose(visible(thing.name), await markPlaces(host, mentionsOf(thing)));
      return;
    }
    case 'label': {
      const { label } = destination;
      await choose(labelName(label, vscode.l10n.t), await markPlaces(host, marksOf(host, label)));
      return;
    }
    case 'status': {
      const { status } = destination;
      const isMeant = (article: IndexedArticle): boolean => (article.status ?? 'to do') === status;
      await choose(statusWords(status, vscode.l10n.t), articlePlaces(host, isMeant));
      return;
    }
    case 'period': {
      const isMeant = ({ date }: IndexedArticle): boolean => date !== undefined && isIn(date, destination);
      await choose(destination.name, articlePlaces(host, isMeant));
      return;
    }
  }
}

interface MarkInFile extends IndexedMark {
  readonly file: string;
}

/** The marks of a label, undecided ones first. */
function marksOf({ corpus: { corpus } }: Host, label: string): readonly MarkInFile[] {
  const open: MarkInFile[] = [];
  const decided: MarkInFile[] = [];
  for (const file of filesOf(corpus)) {
    const text = corpus.texts.get(file)!;
    for (let index = 0; index < markCount(text) && open.length < mostPlaces; index++) {
      const mark = markAt(text, index);
      if (mark.label === label) (mark.state === 'suggested' ? open : decided).push({ ...mark, file });
    }
  }
  return [...open, ...decided];
}

/** Marks with the words around them. */
async function markPlaces(host: Host, marks: readonly MarkInFile[]): Promise<Place[]> {
  const texts = new Map<string, string | undefined>();
  const places: Place[] = [];
  for (const { file, start, end, line, state } of marks.slice(0, mostPlaces)) {
    if (!texts.has(file)) texts.set(file, await host.corpus.textOf(file));
    const text = texts.get(file);
    if (text === undefined) continue;
    const before = text.slice(Math.max(0, start - 40), start).replace(/^.*\n/s, '');
    const after = text.slice(end, end + 60).replace(/\n.*$/s, '');
    places.push({
      label: `${iconOf(state)} ${visible(text.slice(start, end))}`,
      description: `${nameOf(vscode.Uri.parse(file, true))}:${line}`,
      detail: visible(`${before}${text.slice(start, end)}${after}`.trim()),
      file,
      start,
      end,
    });
  }
  return places;
}

function iconOf(state: IndexedMark['state']): string {
  return state === 'suggested' ? '$(circle-outline)' : state === 'accepted' ? '$(pass)' : '$(circle-slash)';
}

function articlePlaces({ corpus: { corpus } }: Host, isMeant: (article: IndexedArticle) => boolean): Place[] {
  return filesOf(corpus).flatMap((file) =>
    corpus.texts
      .get(file)!
      .articles.filter(isMeant)
      .map((article): Place => ({
        label: visible(article.title),
        description: `${nameOf(vscode.Uri.parse(file, true))}:${article.line}${article.date ? ` · ${article.date}` : ''}`,
        file,
        start: article.start,
        end: article.start + article.title.length,
      })),
  );
}

/** Lets a person choose one, and goes there. */
async function choose(title: string, places: readonly Place[]): Promise<void> {
  if (places.length === 0) {
    say(vscode.l10n.t('There is nothing of it any more.'));
    return;
  }
  const placeHolder =
    places.length >= mostPlaces
      ? vscode.l10n.t('The first {0} places', mostPlaces)
      : places.length === 1
        ? vscode.l10n.t('1 place')
        : vscode.l10n.t('{0} places', places.length);
  const place = await vscode.window.showQuickPick(places.slice(0, mostPlaces), {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!place) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.file, true));
  const selection = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  await vscode.window.showTextDocument(document, { selection });
}
