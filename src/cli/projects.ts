import { dirname, join, resolve } from 'node:path';
import { readProject, type Project } from '../core/project/project';
import { readFileIfThere } from './files';

export const projectFileName = 'corpus.yaml';

/** The nearest corpus.yaml at or above a file or in a folder. */
export interface ProjectFile {
  readonly folder: string;
  readonly project: Project;
}

/** Finds the project of each folder, and reads it once. */
export interface Projects {
  /** `undefined` where there is no corpus.yaml up to the root. */
  of(folder: string): Promise<ProjectFile | undefined>;
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
  return { of: (folder) => of(resolve(folder)) };
}
