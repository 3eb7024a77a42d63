import * as vscode from 'vscode';
import type { Background } from '../core/analysis';
import { layerIn } from '../core/layers/names';
import type { Decisions, Reason } from '../core/model';
import { knowledgeOf, type Lesson } from '../core/recognize/knowledge';
import type { Knowledge } from '../core/recognize/recognizer';
import { lessonsOf, lessonsOfSidecar } from '../core/sidecar/lessons';
import { readSidecar } from '../core/sidecar/read';
import type { LineColumn } from '../core/text';
import { isAnnotated } from './documents';
import { folderOf, nameOf, readText } from './files';
import { createLifetime, type Disposable } from './lifecycle';
import type { Log } from './log';
import type { Projects } from './projects';
import { layerOf, sidecarEnding } from './layers';
import { say } from './say';
import { findBelow } from './search';
import type { Sidecars } from './sidecars';

/** What the corpus knows besides each text: its register, and what people decided in all its texts. */
export interface Backgrounds extends Disposable {
  /** Its parts are the same objects as long as nothing changed. */
  of(document: vscode.TextDocument): Promise<Background>;
  /** What people taught changed, somewhere. */
  readonly onDidLearn: vscode.Event<void>;
}

/** What one file teaches. */
interface Taught {
  /** Whose layer it is; `undefined` where everybody shares it. */
  readonly layer: string | undefined;
  readonly lessons: readonly Lesson[];
}

/** Of more annotations files than this, the rest teaches nothing until it is opened. */
const mostSidecars = 2000;

export function createBackgrounds(projects: Projects, sidecars: Sidecars, log: Log): Backgrounds {
  const lifetime = createLifetime();
  const didLearn = lifetime.keep(new vscode.EventEmitter<void>());
  /** The lessons of the files on disk, by the folder of their corpus. */
  const onDisk = new Map<string, Promise<Map<string, Taught>>>();
  /** Files that changed since they were read, while their texts were open. */
  const outdated = new Set<string>();
  const last = new Map<string, Learned>();
  /** What the decisions on open texts teach, as long as these stay the same. */
  const fromOpen = new WeakMap<vscode.TextDocument, { decisions: Decisions; lessons: readonly Lesson[] }>();

  const lessonsOfOpen = (document: vscode.TextDocument, decisions: Decisions): readonly Lesson[] => {
    let known = fromOpen.get(document);
    if (known?.decisions !== decisions) {
      const lessons = lessonsOf(decisions, nameOf(document.uri), { place: placeIn(document) });
      fromOpen.set(document, (known = { decisions, lessons }));
    }
    return known.lessons;
  };

  const lessonsBelow = async (folder: vscode.Uri): Promise<ReadonlyMap<string, Taught>> => {
    const key = folder.toString();
    const reading = onDisk.get(key) ?? readLessons(folder, log);
    onDisk.set(key, reading);
    const lessons = await reading;
    for (const file of outdated) {
      if (isOpen(file) || !file.startsWith(`${key}/`)) continue;
      outdated.delete(file);
      const taught = await readTaught(vscode.Uri.parse(file, true), log);
      if (taught) lessons.set(file, taught);
      else lessons.delete(file);
    }
    return lessons;
  };
  const isOpen = (file: string): boolean =>
    openTexts().some((document) => sidecars.get(document)?.uri.toString() === file);

  const watcher = lifetime.keep(vscode.workspace.createFileSystemWatcher(`**/*${sidecarEnding}`));
  const learn = (uri: vscode.Uri): void => {
    // What an open text has decided is known from memory, before it is on disk, and read once the text is closed.
    if (isOpen(uri.toString())) {
      outdated.add(uri.toString());
      return;
    }
    onDisk.clear();
    didLearn.fire();
  };
  lifetime.keep(watcher.onDidChange(learn));
  lifetime.keep(watcher.onDidCreate(learn));
  lifetime.keep(watcher.onDidDelete(learn));
  lifetime.keep(projects.onDidChange(() => didLearn.fire()));
  // A decision in one text teaches the others that are open.
  lifetime.keep(
    sidecars.onDidChange(() => {
      if (openTexts().length > 1) didLearn.fire();
    }),
  );

  return {
    async of(document) {
      const file = await projects.file(document.uri);
      // In independent layers, people learn from their own decisions alone.
      const { owner, uri } = await sidecars.open(document);
      const layer = owner === 'oneself' ? layerIn(nameOf(uri), nameOf(document.uri)) : undefined;
      const known = new Map<string, readonly Lesson[]>();
      if (file && owner !== 'nobody')
        for (const [key, taught] of await lessonsBelow(folderOf(file.uri)))
          if (taught.layer === layer) known.set(key, taught.lessons);
      const folder = file && folderOf(file.uri).path;
      for (const open of openTexts()) {
        const state = sidecars.get(open);
        const near = open === document || (folder !== undefined && open.uri.path.startsWith(`${folder}/`));
        if (state?.owner === owner && near)
          known.set(state.uri.toString(), lessonsOfOpen(open, state.decisions));
      }
      const register = file?.project.entities ?? [];
      const lessons = [...known.values()];
      const key = `${owner} ${(file?.uri ?? document.uri).toString()}`;
      const before = last.get(key);
      const labels = file?.project.labels.map(({ name }) => name);
      const isKnown =
        before?.background.register === register && before.background.labels?.join() === labels?.join();
      if (isKnown && sameItems(before.lessons, lessons)) return before.background;
      const knowledge = knowledgeOf(lessons.flat(), register);
      const background =
        isKnown && teachesTheSame(before.background.knowledge, knowledge)
          ? before.background
          : { knowledge, register, ...(labels && { labels }) };
      last.set(key, { lessons, background });
      return background;
    },
    onDidLearn: didLearn.event,
    dispose: () => lifetime.dispose(),
  };
}

function openTexts(): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(isAnnotated);
}

async function readLessons(folder: vscode.Uri, log: Log): Promise<Map<string, Taught>> {
  const found = await findBelow(folder, sidecarEnding);
  if (found.length > mostSidecars) {
    const message = vscode.l10n.t(
      'There are {0} annotations files: only {1} of them teach what to suggest in other texts.',
      found.length,
      mostSidecars,
    );
    say(message, 10_000);
    log.info(message);
  }
  const taught = new Map<string, Taught>();
  for (const uri of found.slice(0, mostSidecars)) {
    const one = await readTaught(uri, log);
    if (one) taught.set(uri.toString(), one);
  }
  return taught;
}

async function readTaught(uri: vscode.Uri, log: Log): Promise<Taught | undefined> {
  try {
    const { document } = readSidecar((await readText(uri)) ?? '');
    if (!document) return undefined;
    const file = nameOf(uri).slice(0, -sidecarEnding.length);
    return { layer: await layerOf(uri), lessons: lessonsOfSidecar(document, file) };
  } catch (error) {
    log.failure(`Reading ${uri.toString()}`, error);
    return undefined;
  }
}

/** A background with the lessons that it was made of, by file. */
interface Learned {
  readonly lessons: readonly (readonly Lesson[])[];
  readonly background: Background;
}

function placeIn(document: vscode.TextDocument): (offset: number) => LineColumn {
  return (offset) => {
    const { line, character } = document.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
}

/**
 * Whether two bodies of knowledge say the same, whatever the lines that it was learned in: these change with every
 * line that is typed above them, and all texts would have to be read anew.
 */
function teachesTheSame(a: Knowledge, b: Knowledge): boolean {
  return (
    a.names.length === b.names.length &&
    a.names.every((one, i) => {
      const other = b.names[i]!;
      return (
        one.name === other.name &&
        one.label === other.label &&
        one.entity === other.entity &&
        one.rejected === other.rejected &&
        sameReason(one.reason, other.reason)
      );
    })
  );
}

function sameReason(a: Reason, b: Reason): boolean {
  return a.kind === 'accepted' && b.kind === 'accepted'
    ? a.file === b.file && a.by === b.by
    : JSON.stringify(a) === JSON.stringify(b);
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
