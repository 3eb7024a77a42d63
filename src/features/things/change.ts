import * as vscode from 'vscode';
import { reject } from '../../core/annotate/operations';
import {
  dropThing,
  entryOf,
  mergeThings,
  refactorRegister,
  refactorSidecar,
  renameThing,
  splitAlias,
  type Refactoring,
} from '../../core/corpus/refactor';
import { markAt } from '../../core/corpus/indexedText';
import { foldedName } from '../../core/corpus/makeEntry';
import type { CorpusThing, CorpusThings } from '../../core/corpus/things';
import { noDecisions } from '../../core/model';
import { bind } from '../../core/sidecar/bind';
import { textFacts } from '../../core/sidecar/facts';
import { readSidecar } from '../../core/sidecar/read';
import { writeSidecar } from '../../core/sidecar/write';
import { authorOf } from '../../host/author';
import { applyChanges, editOf, inverseOf, textNow, type FileChange } from '../../host/bulkEdit';
import { nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import { homeOf, sidecarEnding } from '../../host/layers';
import { projectFileName } from '../../host/projects';
import { say } from '../../host/say';
import { visible } from '../../words/visible';

/** Changes what names stand for, over the register and all sidecars, and takes the last such change back. */
export interface ThingChanges {
  merge(from: CorpusThing, into: CorpusThing): Promise<void>;
  split(thing: CorpusThing, alias: string, things: CorpusThings): Promise<void>;
  /** Where another thing has the name already, the two become one. */
  rename(thing: CorpusThing, name: string, things: CorpusThings): Promise<void>;
  /** Rejects all its mentions under a label. */
  rejectAll(thing: CorpusThing, label: string): Promise<void>;
  /** Makes an entry in corpus.yaml, once the person agreed; opens it. */
  open(thing: CorpusThing): Promise<void>;
  /** The changes that `rename` would make, for VS Code to show and make. */
  renameEdit(thing: CorpusThing, name: string, things: CorpusThings): Promise<vscode.WorkspaceEdit>;
  undo(): Promise<void>;
}

export function createThingChanges(host: Host): ThingChanges {
  let last: readonly FileChange[] = [];

  const apply = async (changes: readonly FileChange[], label: string): Promise<void> => {
    const real = changes.filter(({ before, after }) => before !== after);
    if (real.length === 0) {
      say(vscode.l10n.t('There is nothing to change.'));
      return;
    }
    if (!(await applyChanges(real, label, { preview: true }))) return;
    last = real;
    await tellUndo();
  };
  const tellUndo = async (): Promise<void> => {
    await vscode.commands.executeCommand('setContext', 'corpusAnnotator.renamed', last.length > 0);
  };

  const changesOf = async (refactoring: Refactoring, of: CorpusThing): Promise<readonly FileChange[]> => {
    // Decisions that are only in memory would be missed.
    await host.sidecars.saved();
    const changes = [await registerChange(host, refactoring, of), ...(await sidecarChanges(refactoring))];
    return changes.filter((change) => change !== undefined);
  };
  const refactor = async (refactoring: Refactoring, of: CorpusThing, label: string): Promise<void> =>
    apply(await changesOf(refactoring, of), label);

  const merge = (from: CorpusThing, into: CorpusThing): Promise<void> =>
    refactor(
      mergeThings(from, into),
      into,
      vscode.l10n.t('Merge “{0}” with “{1}”', visible(from.name), visible(into.name)),
    );

  return {
    merge,
    split: (thing, alias, things) =>
      refactor(
        splitAlias(thing, alias, (id) => things.byId.has(id)),
        thing,
        vscode.l10n.t('Split “{0}” from “{1}”', visible(alias), visible(thing.name)),
      ),
    rename(thing, name, things) {
      const other = namedLike(thing, name, things);
      if (other) return merge(thing, other);
      const label = vscode.l10n.t('Rename “{0}” to “{1}”', visible(thing.name), visible(name));
      return refactor(renameThing(thing, name), thing, label);
    },
    async renameEdit(thing, name, things) {
      const other = namedLike(thing, name, things);
      const refactoring = other ? mergeThings(thing, other) : renameThing(thing, name);
      last = (await changesOf(refactoring, other ?? thing)).filter(({ before, after }) => before !== after);
      await tellUndo();
      return editOf(last);
    },
    async rejectAll(thing, label) {
      await host.sidecars.saved();
      const changes: FileChange[] = [];
      const left: string[] = [];
      for (const file of new Set(thing.places.map((place) => place.file))) {
        const change = await rejection(host, thing, file, label);
        if (change === 'changed') left.push(nameOf(vscode.Uri.parse(file, true)));
        else if (change) changes.push(change);
      }
      const register = thing.entity && (await registerChange(host, dropThing(thing), thing));
      if (register) changes.unshift(register);
      if (left.length > 0)
        say(
          vscode.l10n.t('Left out, since they cannot be read or have just changed: {0}', left.join(', ')),
          10_000,
        );
      await apply(changes, vscode.l10n.t('“{0}” is not a company', visible(thing.name)));
    },
    async open(thing) {
      if (!thing.entity) {
        const change = await registerChange(host, { set: [entryOf(thing)], remove: [], move: [] }, thing);
        if (!change) return;
        await apply([change], vscode.l10n.t('Add “{0}” to the register', visible(thing.name)));
      }
      const place = await registerPlace(host, thing);
      if (place) await vscode.window.showTextDocument(place.uri, { selection: place.range });
    },
    async undo() {
      const { back, left } = await inverseOf(last);
      last = [];
      await tellUndo();
      if (back.length > 0) await applyChanges(back, vscode.l10n.t('Undo'), { preview: false });
      if (left.length > 0)
        say(vscode.l10n.t('Left as they are, since they have changed since: {0}', left.join(', ')), 10_000);
    },
  };
}

/** Another thing that has a name already. */
function namedLike(thing: CorpusThing, name: string, { all }: CorpusThings): CorpusThing | undefined {
  const folded = foldedName(name, thing.label);
  return all.find(
    (one) =>
      one.id !== thing.id &&
      [one.name, ...(one.entity?.aliases ?? [])].some((each) => foldedName(each, one.label) === folded),
  );
}

/** Where a thing's entry stands in its corpus.yaml; `undefined` where it has none. */
export async function registerPlace(
  host: Host,
  { id: wanted, places }: Pick<CorpusThing, 'id' | 'places'>,
): Promise<vscode.Location | undefined> {
  const file = places[0] && (await host.projects.file(vscode.Uri.parse(places[0].file, true)));
  const source = file && (await textNow(file.uri));
  if (!file || source === undefined) return undefined;
  const id = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`\\bid:\\s*["']?${id}["']?\\s*[,}\\r\\n]`, 'u').exec(source);
  if (!found) return undefined;
  const line = source.slice(0, found.index).split(/\r\n|\r|\n/).length - 1;
  return new vscode.Location(file.uri, new vscode.Position(line, 0));
}

/** The change of the corpus.yaml that a thing's texts are below; where there is none yet, one comes to be. */
async function registerChange(
  host: Host,
  refactoring: Refactoring,
  { places }: CorpusThing,
): Promise<FileChange | undefined> {
  const text = vscode.Uri.parse(places[0]!.file, true);
  const folder = vscode.workspace.getWorkspaceFolder(text)?.uri ?? vscode.Uri.joinPath(text, '..');
  const uri = (await host.projects.file(text))?.uri ?? vscode.Uri.joinPath(folder, projectFileName);
  const before = await textNow(uri);
  const after = refactorRegister(before ?? '', refactoring);
  if (after === undefined) {
    const open = vscode.l10n.t('Open corpus.yaml');
    const message = vscode.l10n.t(
      'corpus.yaml cannot be read, so nothing is written over it. Mend it first.',
    );
    if ((await vscode.window.showErrorMessage(message, open)) === open)
      await vscode.window.showTextDocument(uri);
    throw new vscode.CancellationError();
  }
  return { uri, before, after };
}

async function sidecarChanges(refactoring: Refactoring): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  for (const uri of await vscode.workspace.findFiles(`**/*${sidecarEnding}`)) {
    const before = await textNow(uri);
    const after = before && refactorSidecar(before, refactoring);
    // What cannot be read is told of in Problems, and never written over.
    if (before !== undefined && after !== undefined) changes.push({ uri, before, after });
  }
  return changes;
}

/** The sidecar of a text with all mentions of a thing rejected; `changed` where the index does not know it as it is. */
async function rejection(
  host: Host,
  thing: CorpusThing,
  file: string,
  label: string,
): Promise<FileChange | 'changed' | undefined> {
  const uri = vscode.Uri.parse(file, true);
  const home = homeOf(uri).uri;
  const text = await host.corpus.textOf(file);
  const before = await textNow(home);
  const own = thing.places.filter((place) => place.file === file);
  if (text === undefined || text.length !== own[0]!.text.length) return 'changed';
  const { document } = before === undefined ? { document: undefined } : readSidecar(before);
  if (before !== undefined && !document?.writable) return 'changed';
  const facts = textFacts(nameOf(uri), text);
  const binding = document && bind(document, facts);
  let decisions = binding?.decisions ?? noDecisions;
  const author = authorOf(uri);
  for (const { text: entry, thing: index } of own) {
    for (const at of entry.things[index]!.marks) {
      const mark = markAt(entry, at);
      if (mark.label !== label) continue;
      const { start, end } = mark;
      const rejected = { pieces: [{ start, end }], label, text: text.slice(start, end) };
      decisions = reject(decisions, rejected, author);
    }
  }
  const after = writeSidecar(binding, decisions, facts);
  return { uri: home, before, after };
}
