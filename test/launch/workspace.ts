// Folders that tests may write to.
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from './lifetime';

/**
 * A fresh copy of the sample corpus (or of the folder `from`) with `files` written over it: path inside the folder → text.
 * Removed by `remove`, or when this process ends.
 */
export function copyWorkspace({ from = 'samples', files = {} }: WorkspaceContents = {}): Workspace {
  const folder = temporaryFolder();
  const path = join(folder.path, 'corpus');
  mkdirSync(path);
  if (existsSync(from)) cpSync(resolve(from), path, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: folder.remove };
}

export interface WorkspaceContents {
  readonly from?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export interface Workspace {
  readonly path: string;
  readonly remove: () => void;
}
