import * as vscode from 'vscode';
import { defaultProject, type Project } from '../core/project/project';
import { readProject, type ProjectFinding } from '../core/project/read';
import { exists, folderOf, readText } from './files';
import { createLifetime, type Disposable } from './lifecycle';
import type { Log } from './log';

export const projectFileName = 'corpus.yaml';

/** A project file as it was read. */
export interface ProjectFile {
  readonly uri: vscode.Uri;
  readonly source: string;
  readonly project: Project;
  /** Offsets into `source`. */
  readonly findings: readonly ProjectFinding[];
}

/** The nearest corpus.yaml at or above a text, and what it says. */
export interface Projects extends Disposable {
  /** The project of a text; the news scheme where no corpus.yaml is found. */
  of(text: vscode.Uri): Promise<Project>;
  file(text: vscode.Uri): Promise<ProjectFile | undefined>;
  /** Some corpus.yaml came, changed or went. */
  readonly onDidChange: vscode.Event<void>;
}

/** No corpus lies deeper below its file. */
const mostLevels = 40;

export function createProjects(log: Log): Projects {
  const lifetime = createLifetime();
  const didChange = lifetime.keep(new vscode.EventEmitter<void>());
  const byFolder = new Map<string, Promise<ProjectFile | undefined>>();

  const inFolder = (folder: vscode.Uri, levels: number): Promise<ProjectFile | undefined> => {
    const key = folder.toString();
    const found = byFolder.get(key) ?? find(folder, levels);
    byFolder.set(key, found);
    return found;
  };
  const find = async (folder: vscode.Uri, levels: number): Promise<ProjectFile | undefined> => {
    const uri = vscode.Uri.joinPath(folder, projectFileName);
    if (!vscode.workspace.getWorkspaceFolder(uri)) watch(new vscode.RelativePattern(folder, projectFileName));
    if (await exists(uri)) return read(uri, log);
    const isRoot = vscode.workspace.workspaceFolders?.some(
      (root) => root.uri.toString() === folder.toString(),
    );
    const above = folderOf(folder);
    return isRoot || levels === 0 || above.path === folder.path ? undefined : inFolder(above, levels - 1);
  };

  const forget = (): void => {
    byFolder.clear();
    didChange.fire();
  };
  /** The folders outside the workspace that are watched one by one. */
  const watched = new Set<string>();
  const watch = (pattern: vscode.GlobPattern): void => {
    if (typeof pattern !== 'string') {
      const key = pattern.baseUri.toString();
      if (watched.has(key)) return;
      watched.add(key);
    }
    const watcher = lifetime.keep(vscode.workspace.createFileSystemWatcher(pattern));
    lifetime.keep(watcher.onDidChange(forget));
    lifetime.keep(watcher.onDidCreate(forget));
    lifetime.keep(watcher.onDidDelete(forget));
  };
  watch(`**/${projectFileName}`);

  const file = (text: vscode.Uri): Promise<ProjectFile | undefined> => inFolder(folderOf(text), mostLevels);
  return {
    file,
    of: async (text) => (await file(text))?.project ?? defaultProject,
    onDidChange: didChange.event,
    dispose: () => lifetime.dispose(),
  };
}

async function read(uri: vscode.Uri, log: Log): Promise<ProjectFile | undefined> {
  try {
    const source = (await readText(uri)) ?? '';
    return { uri, source, ...readProject(source) };
  } catch (error) {
    log.failure(`Reading ${uri.toString()}`, error);
    return undefined;
  }
}
