import * as vscode from 'vscode';
import type { Span } from '../../core/span';
import { nameOf } from '../../host/files';
import { visible } from '../../words/visible';

/** Words that an action would mark. */
export interface Place {
  readonly document: vscode.TextDocument;
  readonly span: Span;
}

/** How many characters are shown before and behind the words. */
const before = 24;
const behind = 60;

/** Shows what an action would mark, all of it chosen; the person leaves out what is wrong, or refuses. */
export async function pickPlaces<T extends Place>(
  places: readonly T[],
  title: string,
  describe: (place: T) => string,
): Promise<readonly T[] | undefined> {
  const items = places.map((place) => ({ ...itemOf(place, describe(place)), picked: true, place }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Enter marks what is chosen, Escape nothing'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked && picked.length > 0 ? picked.map(({ place }) => place) : undefined;
}

/** Where a place is, for a list of places in several texts. */
export function lineWords({ document, span }: Place): string {
  return `${nameOf(document.uri)}:${document.positionAt(span.start).line + 1}`;
}

function itemOf({ document, span }: Place, description: string): vscode.QuickPickItem {
  const start = document.positionAt(span.start);
  const end = document.positionAt(span.end);
  const line = document.lineAt(start.line).text;
  const lead = visible(line.slice(Math.max(0, start.character - before), start.character));
  const tail = visible(document.lineAt(end.line).text.slice(end.character, end.character + behind));
  const cut = start.character > before ? '…' : '';
  const words = visible(document.getText(new vscode.Range(start, end)));
  return { label: `${cut}${lead}“${words}”${tail}`, description };
}
