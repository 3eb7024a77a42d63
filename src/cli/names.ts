import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Projects } from './projects';

/** The folder that all paths lie in, each with its whole corpus: files are named from there, so that no names clash. */
export async function commonRoot(paths: readonly string[], projects: Projects): Promise<string> {
  const folders = await Promise.all(
    paths.map(async (path) => {
      const folder = (await isFolder(path)) ? resolve(path) : dirname(resolve(path));
      return (await projects.of(folder))?.folder ?? folder;
    }),
  );
  return folders.reduce((common, folder) => {
    let root = common;
    while (!isInside(root, folder) && dirname(root) !== root) root = dirname(root);
    return root;
  });
}

/** The name of a file in a corpus, with `/`. */
export function nameIn(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}

/** Whether a path is a folder or below it. Both are absolute. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
