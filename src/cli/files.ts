import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { access, readFile, realpath, rename, rm, stat, open } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { isText } from '../core/text';

/** A file as the command line reads it: UTF-8, its byte order mark dropped, line ends untouched. `-` is standard input. */
export async function readTextFile(file: string): Promise<string> {
  const text =
    file === '-' ? await readAll(process.stdin) : new TextDecoder('utf-8').decode(await readFile(file));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** A text to be marked: binary data is refused. */
export async function readPlainText(file: string): Promise<string> {
  const text = await readTextFile(file);
  if (!isText(text)) throw new Error('this is not a text in UTF-8. Nothing is marked in it.');
  return text;
}

/** A file that need not be there; `undefined` where it is not. */
export async function readFileIfThere(file: string): Promise<string | undefined> {
  try {
    return await readTextFile(file);
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** The same at once, for core, which asks for files while it reads another. */
export function readIfThere(file: string): string | undefined {
  try {
    return new TextDecoder('utf-8').decode(readFileSync(file));
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** A file in pieces, so that one of any size can be read. */
export function* chunksOf(file: string): Generator<string> {
  const decoder = new TextDecoder('utf-8');
  const bytes = new Uint8Array(1 << 20);
  const handle = openSync(file, 'r');
  try {
    for (;;) {
      const length = readSync(handle, bytes);
      if (length === 0) break;
      yield decoder.decode(bytes.subarray(0, length), { stream: true });
    }
    yield decoder.decode();
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a file so that a crash leaves the old one or the new one, whole: into a temporary file beside it, then
 * renamed over it. A link stays a link, and the permissions stay.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const mode = await stat(target).then(
    (old) => old.mode & 0o777,
    () => 0o666,
  );
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

export function isNotThere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
