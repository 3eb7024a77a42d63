import * as vscode from 'vscode';
import type { Background } from '../core/analysis';
import { knowledgeOf, type Lesson } from '../core/recognize/knowledge';
import { lessonsOf, lessonsOfSidecar } from '../core/sidecar/lessons';
import { readSidecar } from '../core/sidecar/read';
import { indexLines } from '../core/text';
import { isAnnotated } from './documents';
import { folderOf, nameOf, readText } from './files';
import { createLifetime, type Disposable } from './lifecycle';
import type { Log } from './log';
import type { Projects } from './projects';
import { sidecarEnding, type Sidecars } from './sidecars';

/** What the corpus knows besides each text: its register, and what people decided in all its texts. */
export interface Backgrounds extends Disposable {
  /** Its parts are the same objects as long as nothing changed. */
  of(document: vscode.TextDocument): Promise<Background>;
  /** What people taught changed, somewhere. */
  readonly onDidLearn: vscode.Event<void>;
}

/** Of more annotations files than this, the rest teaches nothing until it is opened. */
const mostSidecars = 2000;

export function createBackgrounds(projects: Projects, sidecars: Sidecars, log: Log): Backgrounds {
  const lifetime = createLifetime();
  const didLearn = lifetime.keep(new vscode.EventEmitter<void>());
  /** The lessons of the files on disk, by the folder of their corpus. */
  const onDisk = new Map<string, Promise<Map<string, readonly Lesson[]>>>();
  const last = new Map<string, Background>();

  const lessonsBelow = (folder: vscode.Uri): Promise<Map<string, readonly Lesson[]>> => {
    const key = folder.toString();
    const lessons = onDisk.get(key) ?? readLessons(folder, log);
    onDisk.set(key, lessons);
    return lessons;
  };

  const watcher = lifetime.keep(vscode.workspace.createFileSystemWatcher(`**/*${sidecarEnding}`));
  const learn = (uri: vscode.Uri): void => {
    // What an open text has decided is known from memory, before it is on disk.
    if (openTexts().some((document) => sidecars.get(document)?.uri.toString() === uri.toString())) return;
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
      const known = new Map(file ? await lessonsBelow(folderOf(file.uri)) : []);
      const folder = file && folderOf(file.uri).path;
      for (const open of openTexts()) {
        const state = sidecars.get(open);
        const near = open === document || (folder !== undefined && open.uri.path.startsWith(`${folder}/`));
        if (state && near)
          known.set(
            state.uri.toString(),
            lessonsOf(state.decisions, nameOf(open.uri), indexLines(open.getText())),
          );
      }
      const register = file?.project.entities ?? [];
      const knowledge = knowledgeOf([...known.values()].flat(), register);
      const key = file?.uri.toString() ?? document.uri.toString();
      const before = last.get(key);
      if (before?.register === register && sameContent(before.knowledge, knowledge)) return before;
      const background = { knowledge, register };
      last.set(key, background);
      return background;
    },
    onDidLearn: didLearn.event,
    dispose: () => lifetime.dispose(),
  };
}

function openTexts(): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(isAnnotated);
}

async function readLessons(folder: vscode.Uri, log: Log): Promise<Map<string, readonly Lesson[]>> {
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, `**/*${sidecarEnding}`),
    null,
    mostSidecars,
  );
  const lessons = new Map<string, readonly Lesson[]>();
  for (const uri of found) {
    try {
      const { document } = readSidecar((await readText(uri)) ?? '');
      if (document)
        lessons.set(uri.toString(), lessonsOfSidecar(document, nameOf(uri).slice(0, -sidecarEnding.length)));
    } catch (error) {
      log.failure(`Reading ${uri.toString()}`, error);
    }
  }
  return lessons;
}

function sameContent(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
