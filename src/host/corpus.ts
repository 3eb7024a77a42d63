import * as vscode from 'vscode';
import { emptyCorpus, removeText, setText, type Corpus } from '../core/corpus/corpus';
import type { IndexedText } from '../core/corpus/indexedText';
import { keyOf, type Source } from '../core/corpus/key';
import { entryInSteps, makeEntryInSteps } from '../core/corpus/makeEntry';
import { entitiesIn, registerOf, type Register } from '../core/corpus/register';
import { thingsInSteps, type CorpusThings } from '../core/corpus/things';
import { isText } from '../core/text';
import type { Entity } from '../core/model';
import { createCorpusCache } from './corpusCache';
import { findTexts, isOfCorpus, isOurOwnFile, isSidecar, textOfSidecar } from './corpusFiles';
import type { Documents } from './documents';
import { readText } from './files';
import { createLifetime, delayed, type Disposable } from './lifecycle';
import type { Log } from './log';
import { projectFileName, type Projects } from './projects';
import { homeOf } from './layers';
import { createSlices } from './slices';

/** How far the index is. */
export interface CorpusState {
  readonly kind: 'not read' | 'reading' | 'stopped' | 'read';
  /** Texts that were read, and those that are to be. */
  readonly done: number;
  readonly total: number;
  /** Texts that are not in the index, and why: sentences for people. */
  readonly skipped: ReadonlyMap<string, string>;
}

/**
 * The index of all texts of the window's corpora, by their URIs. Read in the background once somebody wants it, from
 * disk and, for open texts, from the editor; kept up to date from then on. No document is ever opened for it.
 */
export interface CorpusIndex extends Disposable {
  /** What is known so far. Changed in place: draw from it after `onDidChange`. */
  readonly corpus: Corpus;
  readonly state: CorpusState;
  /** Starts reading, unless it was started or a person stopped it. */
  start(): void;
  /** Reads everything that changed, and all that was left when it was stopped. */
  restart(): void;
  stop(): void;
  /** Settles once everything is read that has changed until now, or reading was stopped. */
  settled(): Promise<void>;
  /** What the texts name, joined over the corpus by its register. Worked out once for each version of the index. */
  things(): Promise<CorpusThings>;
  /** The entities of all registers. */
  register(): Promise<readonly Entity[]>;
  /** The text that an entry is of: the open document's, else the file's; `undefined` where it cannot be read. */
  textOf(file: string): Promise<string | undefined>;
  /** The index or its state changed; not more than a few times in a second. */
  readonly onDidChange: vscode.Event<void>;
}

/** What the index draws from. */
export interface CorpusSources {
  readonly documents: Documents;
  readonly projects: Projects;
  readonly log: Log;
  /** Where entries are kept between sessions. */
  readonly storage: vscode.Uri | undefined;
}

/** The editor hands no larger text to extensions, in bytes. */
const largestText = 50 * 1024 * 1024;
/** How many files are read at the same time. */
const filesAtOnce = 16;
/** Changes of files come in bursts: `git checkout`, a folder that is moved. */
const quietMilliseconds = 150;
/** How long drawing from the index waits for more to come. */
const tellMilliseconds = 250;
/** An open text is put into the index anew once its analysis was quiet for so long. */
const openQuietMilliseconds = 500;

export function createCorpusIndex({ documents, projects, log, storage }: CorpusSources): CorpusIndex {
  const lifetime = createLifetime();
  const slices = createSlices();
  const cache = createCorpusCache(storage, slices, log);
  const corpus = emptyCorpus();
  const didChange = lifetime.keep(new vscode.EventEmitter<void>());
  const didSettle = lifetime.keep(new vscode.EventEmitter<void>());
  const skipped = new Map<string, string>();
  /** Texts that are to be read. */
  const pending = new Set<string>();
  const registers = new WeakMap<readonly Entity[], Register>();
  let kind: CorpusState['kind'] = 'not read';
  let done = 0;
  let isRunning = false;
  let isSearchNeeded = false;
  /** Whether there are entries that are not kept yet. */
  let hasNew = false;
  let search = new vscode.CancellationTokenSource();
  let openVersion = 0;
  let things:
    { readonly version: number; readonly register: string; readonly made: Promise<CorpusThings> } | undefined;

  let isTelling: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    isTelling ??= setTimeout(() => {
      isTelling = undefined;
      didChange.fire();
    }, tellMilliseconds);
  };

  const openDocument = (file: string): vscode.TextDocument | undefined =>
    documents.all().find(({ uri }) => uri.toString() === file);

  const registerFor = async (uri: vscode.Uri): Promise<Register> => {
    const entities = (await projects.of(uri)).entities;
    const known = registers.get(entities) ?? registerOf(entities);
    registers.set(entities, known);
    return known;
  };

  /** What an entry of a file is made of; `undefined` where the file is no text of the index. */
  const sourceOf = async (uri: vscode.Uri): Promise<Source | undefined> => {
    const file = uri.toString();
    const skip = (why: string): undefined => {
      skipped.set(file, why);
      log.info(`${file}: ${why}`);
    };
    try {
      const { size, type } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.File) === 0) return undefined;
      if (size > largestText) {
        skip(vscode.l10n.t('Larger than 50 MB.'));
        return;
      }
      const text = await readText(uri);
      if (text === undefined) return undefined;
      if (!isText(text)) {
        skip(vscode.l10n.t('Binary data.'));
        return;
      }
      const sidecar = await readText(homeOf(uri).uri);
      return { text, sidecar, entities: entitiesIn(text, await registerFor(uri)) };
    } catch (error) {
      // It went while it was looked at, or was never there: a sidecar alone.
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      skip(error instanceof Error ? error.message : String(error));
      return;
    }
  };

  const entryOf = async (file: string, source: Source): Promise<IndexedText | undefined> => {
    const key = keyOf(source);
    const known = corpus.texts.get(file);
    if (known?.key === key) return known;
    const kept = await cache.get(key);
    if (kept) return kept;
    hasNew = true;
    return slices.run(makeEntryInSteps(source, key), isStopped);
  };

  const entryOfOpen = async (document: vscode.TextDocument): Promise<IndexedText | undefined> => {
    const analysis = documents.current(document);
    if (!analysis) return undefined;
    return slices.run(entryInSteps(analysis, `open-${++openVersion}`), isStopped);
  };

  const isStopped = (): boolean => kind === 'stopped';

  const readOne = async (file: string, source: Promise<Source | undefined>): Promise<void> => {
    const document = openDocument(file);
    const read = await source;
    const entry = document ? await entryOfOpen(document) : read && (await entryOf(file, read));
    if (isStopped()) return;
    // What the editor is still reading comes with its analysis.
    if (entry) setText(corpus, file, entry);
    else if (!document && !read) removeText(corpus, file);
  };

  /** Reads what is pending, until nothing is. */
  const run = async (): Promise<void> => {
    if (isRunning || kind === 'stopped') return;
    isRunning = true;
    done = 0;
    kind = 'reading';
    tell();
    try {
      while (!isStopped() && (isSearchNeeded || pending.size > 0)) {
        if (isSearchNeeded) await searchTexts();
        const files = [...pending].slice(0, filesAtOnce);
        const sources = files.map((file) => {
          skipped.delete(file);
          return openDocument(file) ? Promise.resolve(undefined) : sourceOf(vscode.Uri.parse(file, true));
        });
        for (const [i, file] of files.entries()) {
          // Asked for anew while it is read, it is read again.
          pending.delete(file);
          await readOne(file, sources[i]!);
          if (isStopped()) {
            for (const left of files.slice(i)) pending.add(left);
            break;
          }
          done++;
        }
        tell();
      }
      if (!isStopped()) kind = 'read';
      if (kind === 'read' && hasNew) {
        hasNew = false;
        await cache.keep(fromFiles(corpus));
      }
    } finally {
      isRunning = false;
      didSettle.fire();
      tell();
    }
    if (pending.size > 0 || isSearchNeeded) runSoon();
  };
  const runSoon = (): void => log.run('Reading the corpus', run);

  const searchTexts = async (): Promise<void> => {
    isSearchNeeded = false;
    const { token } = search;
    const texts = await findTexts(projects, token);
    if (token.isCancellationRequested) return;
    for (const document of documents.all()) texts.add(document.uri.toString());
    for (const file of corpus.texts.keys()) if (!texts.has(file)) removeText(corpus, file);
    for (const file of skipped.keys()) if (!texts.has(file)) skipped.delete(file);
    for (const file of texts) pending.add(file);
    done = 0;
  };

  const changes = lifetime.keep(delayed(quietMilliseconds, runSoon));
  const touch = (file: string): void => {
    pending.add(file);
    changes.ask();
  };
  const searchAgain = (): void => {
    isSearchNeeded = true;
    changes.ask();
  };

  const watch = (): void => {
    const watcher = lifetime.keep(vscode.workspace.createFileSystemWatcher('**/*'));
    lifetime.keep(watcher.onDidChange((uri) => hear(uri)));
    lifetime.keep(watcher.onDidCreate((uri) => hear(uri, 'created')));
    lifetime.keep(watcher.onDidDelete((uri) => hear(uri, 'deleted')));
    lifetime.keep(projects.onDidChange(searchAgain));
    lifetime.keep(vscode.workspace.onDidChangeWorkspaceFolders(searchAgain));
    lifetime.keep(documents.onDidClose(({ uri }) => closed(uri)));
    lifetime.keep(documents.onDidAnalyze(({ uri }) => opened(uri)));
  };
  const hear = (uri: vscode.Uri, what?: 'created' | 'deleted'): void => {
    const file = uri.toString();
    if (isSidecar(uri)) {
      log.run(`Looking what ${file} is about`, async () => touch((await textOfSidecar(uri)).toString()));
      return;
    }
    if (isOurOwnFile(uri)) return;
    if (corpus.texts.has(file) || skipped.has(file)) {
      touch(file);
      return;
    }
    // A folder comes and goes as one change.
    if (what === 'deleted') {
      const below = `${file}/`;
      for (const known of corpus.texts.keys()) if (known.startsWith(below)) touch(known);
      return;
    }
    log.run(`Looking whether ${file} is of a corpus`, async () => {
      if (await isOfCorpus(projects, uri)) touch(file);
      else if (what === 'created' && (await isFolder(uri))) searchAgain();
    });
  };

  const quietOpen = new Set<string>();
  const openTexts = lifetime.keep(
    delayed(openQuietMilliseconds, () => {
      for (const file of quietOpen) pending.add(file);
      quietOpen.clear();
      runSoon();
    }),
  );
  const opened = (uri: vscode.Uri): void => {
    quietOpen.add(uri.toString());
    openTexts.ask();
  };
  const closed = (uri: vscode.Uri): void => {
    log.run(`Looking whether ${uri.toString()} stays in the index`, async () => {
      const stays = (await isOfCorpus(projects, uri)) || (await readText(homeOf(uri).uri)) !== undefined;
      if (stays) touch(uri.toString());
      else if (!openDocument(uri.toString())) {
        removeText(corpus, uri.toString());
        tell();
      }
    });
  };

  let registerRead: Promise<readonly Entity[]> | undefined;
  lifetime.keep(projects.onDidChange(() => (registerRead = undefined)));
  const register = (): Promise<readonly Entity[]> => (registerRead ??= readRegister(projects));

  const start = (): void => {
    if (kind !== 'not read') return;
    kind = 'reading';
    watch();
    isSearchNeeded = true;
    runSoon();
  };

  return {
    corpus,
    get state() {
      return { kind, done, total: done + pending.size, skipped };
    },
    start,
    restart() {
      if (kind === 'not read') {
        start();
        return;
      }
      kind = 'reading';
      search = new vscode.CancellationTokenSource();
      isSearchNeeded = true;
      runSoon();
    },
    stop() {
      if (kind !== 'reading') return;
      kind = 'stopped';
      search.cancel();
      tell();
    },
    settled() {
      if (kind === 'stopped' || (kind === 'read' && !isRunning && pending.size === 0))
        return Promise.resolve();
      return new Promise((resolve) => {
        const waiting = didSettle.event(() => {
          if (kind === 'reading' || (kind === 'read' && pending.size > 0)) return;
          waiting.dispose();
          resolve();
        });
      });
    },
    async things() {
      const entities = await register();
      const said = JSON.stringify(entities);
      if (things?.version !== corpus.version || things.register !== said) {
        const made = slices.run(thingsInSteps(corpus, entities)).then((all) => all!);
        things = { version: corpus.version, register: said, made };
      }
      return things.made;
    },
    register,
    async textOf(file) {
      const document = openDocument(file);
      if (document) return document.getText();
      try {
        return await readText(vscode.Uri.parse(file, true));
      } catch (error) {
        log.failure(`Reading ${file}`, error);
        return undefined;
      }
    },
    onDidChange: didChange.event,
    dispose() {
      kind = 'stopped';
      if (isTelling !== undefined) clearTimeout(isTelling);
      search.dispose();
      lifetime.dispose();
    },
  };
}

/** The entries that were made of files, as they are on disk. */
function fromFiles({ texts }: Corpus): readonly IndexedText[] {
  return [...texts.values()].filter(({ key }) => !key.startsWith('open-'));
}

async function readRegister(projects: Projects): Promise<readonly Entity[]> {
  const found = await vscode.workspace.findFiles(`**/${projectFileName}`);
  const files = await Promise.all(found.sort(byUri).map((uri) => projects.file(uri)));
  return files.flatMap((file) => file?.project.entities ?? []);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // It went again.
    return false;
  }
}

function byUri(a: vscode.Uri, b: vscode.Uri): number {
  return a.toString() < b.toString() ? -1 : 1;
}
