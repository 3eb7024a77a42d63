import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failures } from './failures';

/**
 * The files that the paths mean: files as they are named, and of folders every wanted file below, in the order of
 * their names. Hidden folders and `node_modules` are left out; folders that links lead to are entered once, so that
 * circles end. What can't be read is told of, and left out. No file comes twice.
 *
 * @param wanted says whether a file of a folder is meant
 */
export async function* walk(
  paths: readonly string[],
  wanted: (file: string) => boolean | Promise<boolean>,
  failures: Failures,
): AsyncGenerator<string> {
  const entered = new Set<string>();
  const given = new Set<string>();
  for (const path of paths) {
    for await (const file of walkPath(path, true)) {
      if (given.has(file)) continue;
      given.add(file);
      yield file;
    }
  }

  async function* walkPath(path: string, isNamed: boolean): AsyncGenerator<string> {
    try {
      const found = await stat(path);
      if (!found.isDirectory()) {
        if (isNamed || (found.isFile() && (await wanted(path)))) yield path;
        return;
      }
      const real = await realpath(path);
      if (entered.has(real)) return;
      entered.add(real);
    } catch (error) {
      // A link that leads nowhere is nothing of ours, unless somebody asked for it.
      if (isNamed || (await wanted(path))) failures.tell(path, error);
      return;
    }
    for (const name of await namesIn(path)) yield* walkPath(join(path, name), false);
  }

  async function namesIn(folder: string): Promise<readonly string[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() || !isPassedBy(entry.name))
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      failures.tell(folder, error);
      return [];
    }
  }
}

function isPassedBy(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
