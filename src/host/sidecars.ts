import * as vscode from 'vscode';
import { shiftByEdits, track, type Tracked } from '../core/annotate/edits';
import {
  mapHistory,
  redo,
  redoBulk,
  remember,
  undo,
  undoBulk,
  type Change,
  type History,
} from '../core/annotate/history';
import type { Author } from '../core/annotate/operations';
import { lineEdits } from '../core/lineEdits';
import { noDecisions, type Decisions } from '../core/model';
import type { Folder, Saver } from '../core/ports';
import { clearTemporaries, isTemporary, readSaved, saveFile } from '../core/replacement';
import type { Binding } from '../core/sidecar/bind';
import type { TextFacts } from '../core/sidecar/facts';
import type { SidecarFinding } from '../core/sidecar/findings';
import { newId } from '../core/sidecar/ids';
import { mergeSidecars } from '../core/sidecar/merge';
import { authorOf } from './author';
import { folderAt, folderOf, isReadOnly, nameOf } from './files';
import { askForName, homeOf, nowhere, sidecarUri, type Home, type Owner } from './layers';
import { createLifetime, pause, type Disposable } from './lifecycle';
import type { Log } from './log';
import { onDidChangeSettings } from './settings';
import { factsOf, join, moveTo, newEntry, settle, take, written, type SidecarEntry } from './sidecarEntry';
import { say } from './say';

/** The decisions on a text as they are in memory, and what its sidecar says for itself. */
export interface SidecarState {
  readonly uri: vscode.Uri;
  /** `nobody`: each person has a file of their own, and this one has not said their name. */
  readonly owner: Owner;
  readonly decisions: Decisions;
  /** What is wrong with the file; offsets into `source`. */
  readonly findings: readonly SidecarFinding[];
  /** The file as it was read or written last, or will be in a moment; `undefined` where there is none. */
  readonly source: string | undefined;
  /** Which item of `source` says what; `undefined` where there is none, or it cannot be read. */
  readonly binding: Binding | undefined;
  /** `false` while the file must not be written over. */
  readonly writable: boolean;
  /** Why the decisions are not on disk, for people; `undefined` where they are, or will be in a moment. */
  readonly failure: string | undefined;
  /** Ids of annotations that stand elsewhere in the text than the file says, because the text changed. */
  readonly moved: readonly string[];
}

type Action = (decisions: Decisions, author: Author, facts: TextFacts) => Decisions;

/**
 * Loads, changes, saves and watches the sidecars of the open texts. A decision is saved at once, not when the window
 * goes: in a browser nothing can be written then. See core/replacement.ts for what a crash leaves. What cannot be saved
 * stays in memory, also when its text is closed, and is tried again at the next decision, when the window loses focus,
 * and when something changes in the folder.
 */
export interface Sidecars extends Disposable {
  /** The state of a text's sidecar, read when it is first asked for. */
  open(document: vscode.TextDocument): Promise<SidecarState>;
  get(document: vscode.TextDocument): SidecarState | undefined;
  /**
   * Does an action, remembers it for undo, and saves. Where the file cannot be written, says so and does nothing:
   * then, and only then, `false`.
   *
   * @param bulk what the changes of other texts have too that are undone together with this one
   */
  change(document: vscode.TextDocument, action: Action, bulk?: string): Promise<boolean>;
  /** What a step back, or forth, would change. */
  next(document: vscode.TextDocument, step: 'undo' | 'redo'): Promise<Change | undefined>;
  /**
   * One step back: the last one, or that of an action on many texts, whatever was done here since. `false` where there
   * is none.
   */
  undo(document: vscode.TextDocument, bulk?: string): Promise<boolean>;
  redo(document: vscode.TextDocument, bulk?: string): Promise<boolean>;
  /** Reads the file again, as if it had changed on disk. */
  reload(document: vscode.TextDocument): Promise<void>;
  /** Saves what is not saved, and the places of annotations that the text moved. Says so where that fails. */
  save(document: vscode.TextDocument): Promise<void>;
  /** Writes the sidecar as memory has it into another file. */
  saveAs(document: vscode.TextDocument, target: vscode.Uri): Promise<void>;
  /**
   * From now on, decisions on a text are those in the shared sidecar; or again those of the person at the keyboard, where
   * each has a file of their own. Fails where what is in memory can't be saved first.
   */
  adjudicate(document: vscode.TextDocument, isAdjudicated: boolean): Promise<void>;
  /** Decisions on a text changed, or its file did. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
  /** The file was saved, or could not be; what is wrong with it may be something else now. */
  readonly onDidSave: vscode.Event<vscode.TextDocument>;
  /** Settles when everything is on disk that can be. */
  saved(): Promise<void>;
}

/** Steps that read or write the file follow one another in `queue`. */
interface Entry extends SidecarEntry {
  readonly owner: Owner;
  readonly folder: Folder;
  readonly name: string;
  /** Whether a save waits in the queue. */
  isAsked: boolean;
  readonly watcher: Disposable;
  queue: Promise<void>;
  failure: string | undefined;
  /** Whether the person knows of the failure. */
  isTold: boolean;
  /** Whether the text is closed: the entry goes once it is saved. */
  isClosed: boolean;
  /** Whether what stands under the file's name is none that can be read: a folder, say. */
  isUnreadable: boolean;
  /** Whether the places in the file are those of a text that is not on disk yet. */
  isAhead: boolean;
}

/** How often a save begins anew because somebody else saved first. */
const mostAttempts = 20;

export function createSidecars(log: Log): Sidecars {
  const lifetime = createLifetime();
  const entries = new Map<string, Entry>();
  const opening = new Map<string, Promise<Entry>>();
  /** The texts whose shared sidecar is worked on, although each person has one of their own. */
  const adjudicated = new Set<string>();
  const clearedFolders = new Set<string>();
  /** What can be undone in texts that are closed, as long as they stay as they are. */
  const histories = new Map<string, { readonly text: string; readonly history: History }>();
  const didChange = lifetime.keep(new vscode.EventEmitter<vscode.TextDocument>());
  const didSave = lifetime.keep(new vscode.EventEmitter<vscode.TextDocument>());
  const saver: Saver = {
    id: newId(Math.random, () => false),
    now: () => Date.now(),
    pause: () => pause(50),
  };

  /** At once, if nothing else is being read or written; what is decided until then is saved together. */
  const saveSoon = (entry: Entry): void => {
    if (entry.isAsked) return;
    entry.isAsked = true;
    log.run(`Saving ${entry.uri.toString()}`, () =>
      enqueue(entry, () => {
        entry.isAsked = false;
        return save(entry);
      }),
    );
  };

  const homeFor = ({ uri }: vscode.TextDocument): Home =>
    adjudicated.has(uri.toString()) ? { uri: sidecarUri(uri), owner: 'everybody' } : homeOf(uri);

  const load = async (document: vscode.TextDocument): Promise<Entry> => {
    const { uri, owner } = homeFor(document);
    const folder = owner === 'nobody' ? nowhere : folderAt(folderOf(uri));
    const name = nameOf(uri);
    if (owner !== 'nobody') clear(folderOf(uri), folder);
    let unreadable: unknown;
    const file = await readSaved(folder, name).catch((error: unknown) => {
      unreadable = error;
      return { text: undefined, onDisk: undefined };
    });
    const entry: Entry = {
      ...newEntry(document, uri),
      owner,
      folder,
      name,
      isAsked: false,
      watcher: watch(folderOf(uri), (changed) => onChangeInFolder(entry, changed)),
      queue: Promise.resolve(),
      failure: undefined,
      isTold: false,
      isClosed: false,
      isUnreadable: unreadable !== undefined,
      isAhead: false,
      bufferBase: file.text,
    };
    take(entry, file);
    if (entry.isUnreadable) refuse(entry, unreadable);
    const left = histories.get(uri.toString());
    if (left?.text === entry.text) entry.history = left.history;
    histories.delete(uri.toString());
    if (entry.unsaved) {
      log.info(`Ending a save that was cut off: ${uri.toString()}`);
      saveSoon(entry);
    }
    return entry;
  };

  /** Without a file that can be read there is nothing to add to, and nothing that may be replaced. */
  const refuse = (entry: Entry, error: unknown): void => {
    log.failure(`Reading ${entry.uri.toString()}`, error);
    const reason = error instanceof Error ? error.message : String(error);
    entry.writable = false;
    entry.findings = [{ code: 'unreadable', reason, start: 0, end: 0, severity: 'fatal' }];
  };

  /** Once a folder: what saves that were cut off left there and nobody needs. */
  const clear = (uri: vscode.Uri, folder: Folder): void => {
    if (clearedFolders.has(uri.toString())) return;
    clearedFolders.add(uri.toString());
    log.run(`Clearing temporary files in ${uri.toString()}`, () => clearTemporaries(folder, saver));
  };

  const onChangeInFolder = (entry: Entry, changed: vscode.Uri): void => {
    if (changed.toString() === entry.uri.toString())
      log.run(`Reading ${entry.uri.toString()}`, () => reread(entry));
    else if (entry.failure !== undefined && !isTemporary(nameOf(changed))) saveSoon(entry);
  };

  const opened = (document: vscode.TextDocument): Promise<Entry> => {
    const key = document.uri.toString();
    const known = entries.get(key);
    if (known) {
      if (known.document !== document) moveTo(known, document);
      known.isClosed = document.isClosed;
      return Promise.resolve(known);
    }
    const waiting = opening.get(key) ?? load(document);
    opening.set(key, waiting);
    return waiting.then(
      (entry) => {
        opening.delete(key);
        if (!document.isClosed) entries.set(key, entry);
        else entry.watcher.dispose();
        return entry;
      },
      (error: unknown) => {
        opening.delete(key);
        throw error;
      },
    );
  };

  const apply = (entry: Entry, decisions: Decisions, history: History): void => {
    entry.tracked = { ...entry.tracked, decisions };
    entry.history = history;
    entry.unsaved = true;
    saveSoon(entry);
    didChange.fire(entry.document);
  };

  /** Takes up the file when it is another one than we know: joined with what memory has that the file has not. */
  const refresh = async (entry: Entry): Promise<void> => {
    const file = await readSaved(entry.folder, entry.name);
    if (!bufferOf(entry.uri)?.isDirty) entry.bufferBase = file.text;
    const isSame = file.text === entry.file.text && !entry.isUnreadable;
    if (entry.isUnreadable) take(entry, file);
    else if (isSame || (entry.unsaved && file.text === undefined)) entry.file = file;
    else if (entry.unsaved) join(entry, file);
    else takeInstead(entry, file);
    entry.isUnreadable = false;
    if (file.text !== file.onDisk) entry.unsaved = true;
    if (!isSame) didChange.fire(entry.document);
  };

  const reread = async (entry: Entry): Promise<void> => {
    await enqueue(entry, refresh);
    if (entry.unsaved) saveSoon(entry);
  };

  const takeInstead = (entry: Entry, file: typeof entry.file): void => {
    const { decisions } = entry.tracked;
    take(entry, file);
    if (file.text !== undefined || decisions === noDecisions) return;
    // Somebody took the file away: that may be meant, and it may not.
    entry.history = remember(entry.history, decisions, noDecisions);
    const message = vscode.l10n.t('{0} is gone. Undo Last Decision brings its decisions back.', entry.name);
    say(message, 10_000);
  };

  const save = async (entry: Entry): Promise<void> => {
    if (!entry.unsaved) {
      leave(entry);
      return;
    }
    try {
      // The file is as we know it, mostly: then the decision is on disk before anything is read.
      for (let attempt = 0; entry.writable; attempt++) {
        if ((await saveOnce(entry, saver)) === 'saved') break;
        await refresh(entry);
        if (attempt >= mostAttempts) throw new Error(vscode.l10n.t('Others keep changing it.'));
      }
      Object.assign(entry, { failure: undefined, isTold: false });
    } catch (error) {
      log.failure(`Saving ${entry.uri.toString()}`, error);
      entry.failure = error instanceof Error ? error.message : String(error);
      if (!entry.isTold) log.run('Telling of a failed save', () => tellFailure(entry));
      entry.isTold = true;
    }
    didSave.fire(entry.document);
    leave(entry);
  };

  /** A closed text's entry goes, once nothing of it is in memory alone. */
  const leave = (entry: Entry): void => {
    const key = entry.document.uri.toString();
    if (!entry.isClosed || entry.unsaved || entries.get(key) !== entry) return;
    entries.delete(key);
    histories.set(entry.uri.toString(), { text: entry.text, history: entry.history });
    entry.watcher.dispose();
  };

  /** The decisions stay in memory; the person chooses what to do besides what is tried anyway. */
  const tellFailure = async (entry: Entry): Promise<void> => {
    const again = vscode.l10n.t('Try Again');
    const elsewhere = vscode.l10n.t('Save Annotations As…');
    const message = vscode.l10n.t(
      'The annotations of {0} could not be saved: {1} They are kept while this window is open.',
      nameOf(entry.document.uri),
      entry.failure ?? '',
    );
    const chosen = await vscode.window.showErrorMessage(message, again, elsewhere);
    if (chosen === again) await saveNow(entry);
    if (chosen === elsewhere)
      await vscode.commands.executeCommand('corpusAnnotator.saveAs', entry.document.uri);
  };

  const saveNow = async (entry: Entry): Promise<void> => {
    const hasPlaces = (entry.binding?.moved.length ?? 0) > 0;
    if (hasPlaces) entry.unsaved = true;
    entry.isTold = false;
    await enqueue(entry, save);
  };

  /** Where decisions on a text belong may be another file now. What memory has is saved where it belonged first. */
  const moveHome = async (entry: Entry): Promise<void> => {
    const { document } = entry;
    const key = document.uri.toString();
    const home = homeFor(document);
    if (home.owner === entry.owner && home.uri.toString() === entry.uri.toString()) return;
    await enqueue(entry, save);
    if (entry.unsaved) throw new Error(entry.failure ?? vscode.l10n.t('Its annotations are not saved yet.'));
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    entry.watcher.dispose();
    await opened(document);
    didChange.fire(document);
  };

  /** The text is again as it is on disk, by Revert File or Undo: what was saved meanwhile speaks of another. */
  const catchUp = (entry: Entry): void => {
    if (!entry.isAhead || entry.document.isDirty) return;
    entry.isAhead = false;
    entry.unsaved = true;
    saveSoon(entry);
  };

  const changeEntry = async (
    document: vscode.TextDocument,
    step: (entry: Entry) => { decisions: Decisions; history: History } | undefined,
  ): Promise<'done' | 'refused' | 'nothing'> => {
    if (homeFor(document).owner === 'nobody') {
      log.run('Asking for a name', () => askForName(document.uri));
      return 'refused';
    }
    await moveHome(await opened(document));
    const entry = await opened(document);
    if (!entry.writable) {
      // The message stays until it is read: nothing waits for that.
      log.run('Telling of a broken annotations file', () => tellBroken(entry));
      return 'refused';
    }
    const next = step(entry);
    if (!next) return 'nothing';
    if (next.decisions !== entry.tracked.decisions) apply(entry, next.decisions, next.history);
    return 'done';
  };
  const stepBack = async (
    document: vscode.TextDocument,
    step: (entry: Entry) => { decisions: Decisions; history: History } | undefined,
  ): Promise<boolean> => (await changeEntry(document, step)) !== 'nothing';

  lifetime.keep(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const entry = entries.get(document.uri.toString());
      if (!entry) return;
      if (contentChanges.length === 0) {
        catchUp(entry);
        return;
      }
      const before = entry.text;
      const after = document.getText();
      const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        end: rangeOffset + rangeLength,
        inserted: text.length,
      }));
      const shifted = (tracked: Tracked): Tracked => shiftByEdits(tracked, edits, before, after);
      entry.text = after;
      entry.tracked = shifted(entry.tracked);
      entry.history = mapHistory(entry.history, (items) => shifted(track(items)).decisions);
      catchUp(entry);
    }),
  );
  // Positions and the text's hash hold for the text on disk: they are written when the text is.
  lifetime.keep(
    vscode.workspace.onDidSaveTextDocument((document) => {
      const entry = entries.get(document.uri.toString());
      if (!entry || entry.file.text === undefined) return;
      entry.unsaved = true;
      saveSoon(entry);
    }),
  );
  lifetime.keep(
    vscode.workspace.onDidCloseTextDocument((document) => {
      const entry = entries.get(document.uri.toString());
      if (!entry) return;
      entry.isClosed = true;
      saveSoon(entry);
    }),
  );
  lifetime.keep(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) return;
      for (const entry of entries.values()) if (entry.unsaved) saveSoon(entry);
    }),
  );

  lifetime.keep(
    onDidChangeSettings(() => {
      for (const entry of entries.values())
        log.run(`Finding the annotations of ${entry.document.uri.toString()}`, () => moveHome(entry));
    }),
  );

  return {
    async open(document) {
      return stateOf(await opened(document));
    },
    get(document) {
      const entry = entries.get(document.uri.toString());
      return entry && stateOf(entry);
    },
    async change(document, action, bulk) {
      const result = await changeEntry(document, (entry) => {
        const { decisions } = entry.tracked;
        const changed = action(decisions, authorOf(document), factsOf(entry));
        return { decisions: changed, history: remember(entry.history, decisions, changed, bulk) };
      });
      return result !== 'refused';
    },
    async next(document, step) {
      const { history } = await opened(document);
      return (step === 'undo' ? history.done : history.undone).at(-1);
    },
    undo: (document, bulk) =>
      stepBack(document, ({ tracked: { decisions }, history }) =>
        bulk === undefined ? undo(history, decisions) : undoBulk(history, decisions, bulk),
      ),
    redo: (document, bulk) =>
      stepBack(document, ({ tracked: { decisions }, history }) =>
        bulk === undefined ? redo(history, decisions) : redoBulk(history, decisions, bulk),
      ),
    async reload(document) {
      await reread(await opened(document));
    },
    async save(document) {
      await saveNow(await opened(document));
    },
    async saveAs(document, target) {
      const entry = await opened(document);
      if (target.toString() === entry.uri.toString()) return saveNow(entry);
      const folder = folderAt(folderOf(target));
      const name = nameOf(target);
      await saveFile(folder, name, await readSaved(folder, name), written(entry), saver);
    },
    async adjudicate(document, isAdjudicated) {
      const key = document.uri.toString();
      const entry = await opened(document);
      if (isAdjudicated) adjudicated.add(key);
      else adjudicated.delete(key);
      await moveHome(entry);
    },
    onDidChange: didChange.event,
    onDidSave: didSave.event,
    async saved() {
      await Promise.all([...entries.values()].map((entry) => enqueue(entry, save)));
    },
    dispose() {
      for (const entry of entries.values()) {
        entry.watcher.dispose();
      }
      lifetime.dispose();
    },
  };
}

/** Steps on one file never overlap. */
function enqueue(entry: Entry, step: (entry: Entry) => Promise<void>): Promise<void> {
  const done = entry.queue.then(() => step(entry));
  entry.queue = done.catch(() => undefined);
  return done;
}

/** Writes what memory has, joined with what the person is writing into the sidecar's own tab. */
async function saveOnce(entry: Entry, saver: Saver): Promise<'saved' | 'changed'> {
  const { tracked, file } = entry;
  const ours = written(entry);
  const buffer = bufferOf(entry.uri);
  const text = buffer?.isDirty ? joinedWith(buffer, entry.bufferBase, ours) : ours;
  if (text !== file.onDisk || buffer?.isDirty) {
    if (await isReadOnly(entry.uri)) throw new Error(vscode.l10n.t('The file is read-only.'));
    // A tab that shows the file as it is is changed there, so that it never turns stale; one that is about to
    // be read again is not.
    const isInTab = buffer && (buffer.isDirty || buffer.getText() === file.onDisk);
    const put = isInTab ? () => writeInTab(buffer, text) : undefined;
    if ((await saveFile(entry.folder, entry.name, file, text, saver, put)) === 'changed') return 'changed';
  }
  if (text === ours) settle(entry, text, tracked);
  else if (entry.tracked.decisions === tracked.decisions) take(entry, { text, onDisk: text });
  else join(entry, { text, onDisk: text }, ours);
  if (!bufferOf(entry.uri)?.isDirty) entry.bufferBase = text;
  entry.isAhead = entry.document.isDirty;
  return 'saved';
}

function joinedWith(buffer: vscode.TextDocument, base: string | undefined, ours: string): string {
  const merge = mergeSidecars(base ?? '', ours, buffer.getText());
  if (merge.kind === 'merged') return merge.source;
  throw new Error(vscode.l10n.t('It is open with changes of yours that cannot be read.'));
}

async function writeInTab(buffer: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text: line } of lineEdits(buffer.getText(), text)) {
    edit.replace(buffer.uri, new vscode.Range(buffer.positionAt(start), buffer.positionAt(end)), line);
  }
  if (!(await vscode.workspace.applyEdit(edit)) || !(await buffer.save())) {
    throw new Error(vscode.l10n.t('The open annotations file could not be changed.'));
  }
}

/** The sidecar's own text document, where it is open. */
function bufferOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );
}

/** Hears what changes in a folder, also outside the folders that the window opened. */
function watch(folder: vscode.Uri, hear: (changed: vscode.Uri) => void): Disposable {
  const lifetime = createLifetime();
  const watcher = lifetime.keep(
    vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*')),
  );
  lifetime.keep(watcher.onDidChange(hear));
  lifetime.keep(watcher.onDidCreate(hear));
  lifetime.keep(watcher.onDidDelete(hear));
  return lifetime;
}

function stateOf({ uri, owner, tracked, findings, file, writable, failure, binding }: Entry): SidecarState {
  return {
    uri,
    owner,
    decisions: tracked.decisions,
    findings,
    source: binding?.document.source ?? file.text,
    binding,
    writable,
    failure,
    moved: binding?.moved ?? [],
  };
}

async function tellBroken(entry: Entry): Promise<void> {
  const open = vscode.l10n.t('Open Annotations File');
  const message = vscode.l10n.t(
    '{0} cannot be read, so nothing is written over it. Mend it, then annotate.',
    nameOf(entry.uri),
  );
  if ((await vscode.window.showErrorMessage(message, open)) === open)
    await vscode.window.showTextDocument(entry.uri);
}
