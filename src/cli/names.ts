import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Projects } from './projects';

/** The folder that all paths lie in, each with its whole corpus: files are named from there, so that no names clash. */
export async function commonRoot(paths: readonly string[], projects: Projects): Promise<string> {
  const folders = await Promise.all(paths.map(folderOf));
  return common(
    await Promise.all(folders.map(async (folder) => (await projects.of(folder))?.folder ?? folder)),
  );
}

/** The folder that all paths lie in. */
export async function commonFolder(paths: readonly string[]): Promise<string> {
  return common(await Promise.all(paths.map(folderOf)));
}

/** The name of a file in a corpus, with `/`. */
export function nameIn(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}

/** Whether a path is a folder or below it. Both are absolute. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function common(folders: readonly string[]): string {
  return folders.reduce(
    (above, folder) => {
      let root = above;
      while (!isInside(root, folder) && dirname(root) !== root) root = dirname(root);
      return root;
    },
    folders[0] ?? resolve('.'),
  );
}

/** A folder itself, of a file the one that it is in. */
async function folderOf(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? resolve(path) : dirname(resolve(path));
}
