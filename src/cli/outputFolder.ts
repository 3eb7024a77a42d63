import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { lossesName } from '../core/exchange/lossesFile';
import { exists, isNotThere } from './files';
import { isInside } from './names';

/** The files that a command writes into a folder, each in as many pieces as come. */
export interface OutputFolder {
  /** Puts text behind what this run wrote into the file; a file of an earlier run is begun anew. */
  append(path: string, text: string): Promise<void>;
  /** Writes the report that marks the folder as ours. */
  report(text: string): Promise<void>;
  /** Whether a file lies in the folder. */
  holds(file: string): boolean;
}

/**
 * A folder to write into: a new or empty one, or one that holds the report of an earlier run. Any other is refused, so
 * that no text or other file of people's own is ever written over.
 */
export async function openOutputFolder(folder: string): Promise<OutputFolder> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isNotThere(error)) return [];
    throw error;
  });
  if (names.length > 0 && !(await exists(join(folder, lossesName)))) {
    throw new Error(`${folder} holds other files already. Name a new or empty folder with --out.`);
  }
  const root = resolve(folder);
  const begun = new Set<string>();
  return {
    async append(path, text) {
      const file = join(folder, path);
      if (!isInside(root, resolve(file)))
        throw new Error(`${path} leads out of ${folder}. It is not written.`);
      if (begun.has(path)) return appendFile(file, text);
      begun.add(path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
    async report(text) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, lossesName), text);
    },
    holds: (file) => isInside(root, resolve(file)),
  };
}
