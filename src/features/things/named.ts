import * as vscode from 'vscode';
import type { CorpusThing, CorpusThings, ThingMention } from '../../core/corpus/things';
import { isName, marksAt, type Mark } from '../../core/marks';
import type { Host } from '../../host/host';

/** A name in an open text, and what it stands for in the whole corpus. */
export interface Named {
  readonly mark: Mark;
  readonly thing: CorpusThing;
  readonly things: CorpusThings;
}

/** The name at a place; `undefined` where there is none, or the index does not have the text yet. */
export async function namedAt(
  host: Host,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<Named | undefined> {
  const analysis = await host.documents.analyzed(document);
  const offset = document.offsetAt(position);
  const mark =
    analysis &&
    marksAt(analysis.marks, offset).find(
      (each) => isName(each) && each.entity !== undefined && each.state !== 'rejected',
    );
  if (!mark) return undefined;
  const file = document.uri.toString();
  const things = await host.corpus.things();
  const index = host.corpus.corpus.texts.get(file)?.things.findIndex(({ id }) => id === mark.entity) ?? -1;
  const thing = index < 0 ? undefined : things.of(file, index);
  return thing && { mark, thing, things };
}

export function locationOf({ file, line, column, start, end }: Omit<ThingMention, 'text'>): vscode.Location {
  const from = new vscode.Position(line - 1, column - 1);
  // A name that goes over a line end is shown from its start.
  return new vscode.Location(
    vscode.Uri.parse(file, true),
    new vscode.Range(from, from.translate(0, end - start)),
  );
}
