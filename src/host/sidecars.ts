import * as vscode from 'vscode';
import { shiftByEdits, track, type Tracked } from '../core/annotate/edits';
import { mapHistory, noHistory, redo, remember, undo, type History } from '../core/annotate/history';
import type { Author } from '../core/annotate/operations';
import { noDecisions, type Decisions } from '../core/model';
import { bind, type Binding } from '../core/sidecar/bind';
import { textFacts, type TextFacts } from '../core/sidecar/facts';
import type { SidecarFinding } from '../core/sidecar/findings';
import { newId } from '../core/sidecar/ids';
import { mergeSidecars } from '../core/sidecar/merge';
import { readSidecar } from '../core/sidecar/read';
import { writeSidecar } from '../core/sidecar/write';
import { nameOf, readText, replaceText, settleReplacement } from './files';
import { createLifetime, delayed, type Delayed, type Disposable } from './lifecycle';
import type { Log } from './log';
import { readSettings } from './settings';

/** What is added to a text file's name. */
export const sidecarEnding = '.ann.yaml';

/** The decisions on a text as they are in memory, and what its sidecar says for itself. */
export interface SidecarState {
  readonly uri: vscode.Uri;
  readonly decisions: Decisions;
  /** What is wrong with the file; offsets into `source`. */
  readonly findings: readonly SidecarFinding[];
  /** The file as it was read or written last; `undefined` where there is none. */
  readonly source: string | undefined;
  /** `false` while the file must not be written over. */
  readonly writable: boolean;
}

type Action = (decisions: Decisions, author: Author) => Decisions;

/** Loads, changes, saves and watches the sidecars of the open texts. */
export interface Sidecars extends Disposable {
  /** The state of a text's sidecar, read when it is first asked for. */
  open(document: vscode.TextDocument): Promise<SidecarState>;
  get(document: vscode.TextDocument): SidecarState | undefined;
  /** Does an action, remembers it for undo, and saves. Where the file cannot be written, says so and does nothing. */
  change(document: vscode.TextDocument, action: Action): Promise<void>;
  /** `false` where there is nothing to undo. */
  undo(document: vscode.TextDocument): Promise<boolean>;
  redo(document: vscode.TextDocument): Promise<boolean>;
  /** Reads the file again, as if it had changed on disk. */
  reload(document: vscode.TextDocument): Promise<void>;
  /** Decisions or findings of a text changed. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
  /** Settles when everything is on disk that can be. */
  saved(): Promise<void>;
}

/** One open text's sidecar. Steps that read or write the file follow one another in `queue`. */
interface Entry {
  readonly document: vscode.TextDocument;
  readonly uri: vscode.Uri;
  readonly save: Delayed;
  /** The decisions, with the memory of what edits of the text took away. */
  tracked: Tracked;
  /** The text that `tracked` counts in. */
  text: string;
  history: History;
  findings: readonly SidecarFinding[];
  source: string | undefined;
  /** What `source` says, put onto the text; `undefined` where there is no file or it cannot be read. */
  binding: Binding | undefined;
  writable: boolean;
  /** Whether memory holds decisions that the file does not. */
  unsaved: boolean;
  queue: Promise<void>;
}

/** Decisions made in one breath are saved together. */
const saveMilliseconds = 50;

export function sidecarUri(text: vscode.Uri): vscode.Uri {
  return text.with({ path: text.path + sidecarEnding });
}

export function createSidecars(log: Log): Sidecars {
  const lifetime = createLifetime();
  const entries = new Map<string, Entry>();
  const opening = new Map<string, Promise<Entry>>();
  const didChange = lifetime.keep(new vscode.EventEmitter<vscode.TextDocument>());

  const load = async (document: vscode.TextDocument): Promise<Entry> => {
    const uri = sidecarUri(document.uri);
    const entry: Entry = {
      document,
      uri,
      save: delayed(saveMilliseconds, () => log.run(`Saving ${uri.toString()}`, () => enqueue(entry, save))),
      tracked: track(noDecisions),
      text: document.getText(),
      history: noHistory,
      findings: [],
      source: undefined,
      binding: undefined,
      writable: true,
      unsaved: false,
      queue: Promise.resolve(),
    };
    try {
      await settleReplacement(uri);
    } catch (error) {
      // A folder that cannot be written is read all the same.
      log.failure(`Ending a cut-off save of ${uri.toString()}`, error);
    }
    take(entry, await readText(uri));
    return entry;
  };

  const opened = (document: vscode.TextDocument): Promise<Entry> => {
    const key = document.uri.toString();
    const known = entries.get(key);
    if (known) return Promise.resolve(known);
    const waiting = opening.get(key) ?? load(document);
    opening.set(key, waiting);
    return waiting.then(
      (entry) => {
        opening.delete(key);
        if (!document.isClosed) entries.set(key, entry);
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
    entry.save.ask();
    didChange.fire(entry.document);
  };

  /** Takes up the file when it is another one than we know: joined with what memory has that the file has not. */
  const refresh = async (entry: Entry): Promise<void> => {
    const source = await readText(entry.uri);
    if (source === entry.source) return;
    if (!entry.unsaved) {
      take(entry, source);
      entry.history = noHistory;
    } else if (source !== undefined) {
      join(entry, source);
      entry.save.ask();
    }
    didChange.fire(entry.document);
  };

  const save = async (entry: Entry): Promise<void> => {
    if (!entry.unsaved) return;
    await refresh(entry);
    if (!entry.writable) return;
    const text = written(entry);
    const { decisions } = entry.tracked;
    try {
      if (text !== entry.source) await write(entry.uri, text);
    } catch (error) {
      log.failure(`Saving ${entry.uri.toString()}`, error);
      log.run('Telling of a failed save', () => tellFailure(entry, error));
      return;
    }
    // Memory keeps its own, which knows what undo in the text would bring back.
    const { tracked } = entry;
    take(entry, text);
    Object.assign(entry, { tracked, unsaved: tracked.decisions !== decisions });
  };

  /** The decisions stay in memory; the person chooses when to try again. */
  const tellFailure = async (entry: Entry, error: unknown): Promise<void> => {
    const again = vscode.l10n.t('Try Again');
    const message = vscode.l10n.t(
      'The annotations of {0} could not be saved: {1} They are kept while this window is open.',
      nameOf(entry.document.uri),
      error instanceof Error ? error.message : String(error),
    );
    const chosen = await vscode.window.showErrorMessage(message, again);
    if (chosen === again) await enqueue(entry, save);
  };

  const changeEntry = async (
    document: vscode.TextDocument,
    step: (entry: Entry) => { decisions: Decisions; history: History } | undefined,
  ): Promise<boolean> => {
    const entry = await opened(document);
    if (!entry.writable) {
      await tellBroken(entry);
      return true;
    }
    const next = step(entry);
    if (!next) return false;
    if (next.decisions !== entry.tracked.decisions) apply(entry, next.decisions, next.history);
    return true;
  };

  lifetime.keep(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const entry = entries.get(document.uri.toString());
      if (!entry || contentChanges.length === 0) return;
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
    }),
  );
  // Positions and the text's hash hold for the text on disk: they are written when the text is.
  lifetime.keep(
    vscode.workspace.onDidSaveTextDocument((document) => {
      const entry = entries.get(document.uri.toString());
      if (!entry || entry.source === undefined) return;
      entry.unsaved = true;
      entry.save.ask();
    }),
  );
  lifetime.keep(
    vscode.workspace.onDidCloseTextDocument((document) => {
      const entry = entries.get(document.uri.toString());
      if (!entry) return;
      entries.delete(document.uri.toString());
      entry.save.dispose();
      log.run(`Saving ${entry.uri.toString()}`, () => enqueue(entry, save));
    }),
  );
  const watcher = lifetime.keep(vscode.workspace.createFileSystemWatcher(`**/*${sidecarEnding}`));
  const changedOnDisk = (uri: vscode.Uri): void => {
    const entry = [...entries.values()].find((candidate) => candidate.uri.toString() === uri.toString());
    if (entry) log.run(`Reading ${uri.toString()}`, () => enqueue(entry, refresh));
  };
  lifetime.keep(watcher.onDidChange(changedOnDisk));
  lifetime.keep(watcher.onDidCreate(changedOnDisk));
  lifetime.keep(watcher.onDidDelete(changedOnDisk));
  lifetime.keep(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused)
        for (const entry of entries.values())
          log.run(`Saving ${entry.uri.toString()}`, () => enqueue(entry, save));
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
    async change(document, action) {
      await changeEntry(document, ({ tracked: { decisions }, history }) => {
        const changed = action(decisions, authorOf(document));
        return { decisions: changed, history: remember(history, decisions, changed) };
      });
    },
    undo: (document) => changeEntry(document, ({ tracked, history }) => undo(history, tracked.decisions)),
    redo: (document) => changeEntry(document, ({ tracked, history }) => redo(history, tracked.decisions)),
    async reload(document) {
      await enqueue(await opened(document), refresh);
    },
    onDidChange: didChange.event,
    async saved() {
      await Promise.all([...entries.values()].map((entry) => enqueue(entry, save)));
    },
    dispose() {
      for (const entry of entries.values()) entry.save.dispose();
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

/** Memory becomes what the file says. */
function take(entry: Entry, source: string | undefined): void {
  const reading = source === undefined ? undefined : readSidecar(source);
  const binding = reading?.document && bind(reading.document, factsOf(entry.document));
  entry.source = source;
  entry.unsaved = false;
  entry.binding = binding;
  entry.writable = reading === undefined || reading.document?.writable === true;
  entry.text = entry.document.getText();
  entry.tracked = track(binding?.decisions ?? noDecisions);
  entry.findings = [...(reading?.findings ?? []), ...(binding?.findings ?? [])];
}

/** Joins the file as it is now with what memory decided since it was read: three ways, item by item. */
function join(entry: Entry, theirs: string): void {
  const merge = mergeSidecars(entry.source ?? '', written(entry), theirs);
  if (merge.kind === 'refused') {
    // Nothing is written over a file that cannot be read whole; memory keeps what it has until it is mended.
    Object.assign(entry, { writable: false, findings: merge.findings });
    return;
  }
  take(entry, merge.source);
  const { tracked, findings } = entry;
  take(entry, theirs);
  Object.assign(entry, { tracked, findings, unsaved: true });
}

/** The sidecar as memory has it. */
function written({ document, binding, tracked: { decisions } }: Entry): string {
  return writeSidecar(binding, decisions, factsOf(document));
}

function factsOf(document: vscode.TextDocument): TextFacts {
  return textFacts(nameOf(document.uri), document.getText());
}

/** A sidecar that is open in an editor is changed there, so that no unsaved buffer turns stale. */
async function write(uri: vscode.Uri, text: string): Promise<void> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (!open) return replaceText(uri, text);
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(open.positionAt(0), open.positionAt(open.getText().length));
  edit.replace(uri, all, text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await open.save())) {
    throw new Error(vscode.l10n.t('The open annotations file could not be changed.'));
  }
}

function stateOf({ uri, tracked: { decisions }, findings, source, writable }: Entry): SidecarState {
  return { uri, decisions, findings, source, writable };
}

function authorOf(document: vscode.TextDocument): Author {
  const { annotator } = readSettings(document);
  return {
    ...(annotator && { by: annotator }),
    on: today(),
    newId: (taken) => newId(Math.random, taken),
  };
}

/** The day in the person's own time zone. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
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
