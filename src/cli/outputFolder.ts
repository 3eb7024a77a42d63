import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isInside } from './names';

/** The files that a command writes into a folder, each in as many pieces as come. Older files of the same names go. */
export interface OutputFolder {
  append(path: string, text: string): Promise<void>;
  /** How many files were written. */
  readonly count: number;
}

/** @param folder made where it is not there */
export function createOutputFolder(folder: string): OutputFolder {
  const begun = new Set<string>();
  return {
    async append(path, text) {
      const file = join(folder, path);
      if (!isInside(resolve(folder), resolve(file)))
        throw new Error(`${path} leads out of ${folder}. It is not written.`);
      if (begun.has(path)) return appendFile(file, text);
      begun.add(path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
    get count() {
      return begun.size;
    },
  };
}
