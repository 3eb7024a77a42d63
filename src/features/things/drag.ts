import * as vscode from 'vscode';
import type { ThingChanges } from './change';
import type { Row } from './rows';
import type { ShownThings } from './shown';

const mimeType = 'application/vnd.corpus-annotator.thing';

/** One thing dragged onto another becomes one with it. */
export function createThingDrag(
  shown: ShownThings,
  changes: ThingChanges,
): vscode.TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [mimeType],
    dropMimeTypes: [mimeType],
    handleDrag([row], data) {
      if (row?.kind === 'thing') data.set(mimeType, new vscode.DataTransferItem(row.thing.id));
    },
    async handleDrop(target, data) {
      const id = await data.get(mimeType)?.asString();
      const from = id === undefined ? undefined : shown.things?.byId.get(id);
      const into = thingOf(target);
      if (from && into && from.id !== into.id) await changes.merge(from, into);
    },
  };
}

/** The thing that a row is of, or below. */
function thingOf(row: Row | undefined) {
  for (let at = row; at; at = 'parent' in at ? at.parent : undefined)
    if (at.kind === 'thing') return at.thing;
  return undefined;
}
