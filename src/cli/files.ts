import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';

/** A text as the command line reads it: UTF-8, its byte order mark dropped, line ends untouched. */
export async function readTextFile(file: string): Promise<string> {
  const text =
    file === '-' ? await readAll(process.stdin) : new TextDecoder('utf-8').decode(await readFile(file));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Tells of a file that could not be used; the others go on. */
export function tellOfFile(file: string, error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file. Check the path.'
      : code === 'EISDIR'
        ? 'this is a folder. Name the texts in it.'
        : code === 'EACCES'
          ? 'it may not be read. Check its permissions.'
          : message;
  process.stderr.write(`corpus-annotator: ${file}: ${reason}\n`);
}

/** Writes a line and waits until the reader has room, so that memory stays small. */
export async function printLine(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}
