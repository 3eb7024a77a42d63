import { dirname, join, resolve } from 'node:path';
import type { Project } from '../core/project/project';
import { readProject } from '../core/project/read';
import { readFileIfThere } from './files';
import { matchesGlob } from './glob';
import { nameIn } from './names';
import { isSidecarName } from './sidecarFiles';

export const projectFileName = 'corpus.yaml';

/** A corpus.yaml, and the folder that it is in. */
export interface ProjectFile {
  /** Absolute. */
  readonly folder: string;
  readonly project: Project;
}

/** Finds the project of each folder, and reads it once. */
export interface Projects {
  /** The nearest corpus.yaml at or above a folder; `undefined` where there is none up to the root. */
  readonly of: (folder: string) => Promise<ProjectFile | undefined>;
  /** Whether a file is a text of its corpus: what `files` says, without corpus.yaml every `.txt`. */
  readonly hasText: (file: string) => Promise<boolean>;
}

export function createProjects(): Projects {
  const byFolder = new Map<string, Promise<ProjectFile | undefined>>();
  const of = (folder: string): Promise<ProjectFile | undefined> => {
    const known = byFolder.get(folder) ?? find(folder);
    byFolder.set(folder, known);
    return known;
  };
  const find = async (folder: string): Promise<ProjectFile | undefined> => {
    const source = await readFileIfThere(join(folder, projectFileName));
    if (source !== undefined) return { folder, project: readProject(source).project };
    const above = dirname(folder);
    return above === folder ? undefined : of(above);
  };
  return {
    of: (folder) => of(resolve(folder)),
    hasText: async (file) => {
      if (isSidecarName(file)) return false;
      const found = await of(resolve(dirname(file)));
      if (!found) return file.endsWith('.txt');
      const name = nameIn(found.folder, resolve(file));
      return found.project.files.some((glob) => matchesGlob(name, glob));
    },
  };
}
