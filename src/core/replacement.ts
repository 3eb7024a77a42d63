import type { Folder, Saver } from './ports';
import { textHash, textMark } from './sidecar/hash';

// Saving a file so that at any moment, and after any crash, its old or its new text is found, and no other.
//
// The new text goes whole into a temporary file beside it, which then gets the file's name. File systems reached
// through VS Code take the old file away before that, and some cannot rename over a file at all, or must not, as where
// the name is a link: there the file is written in place. So a crash can leave the file missing or cut short; but
// the temporary file is there until the file is whole. Its name says what it replaces and what it holds:
//
//   harbour.txt.ann.yaml.3fa90c1b22-1k2.77aa01bc0f-1k9.q1x0a7.tmp
//                        before         after          saver
//
// Whoever reads the file looks for temporary files too (`readSaved`): one that is whole, and that replaces what
// is there, is what was saved last. Two savers never replace the file at once: each first puts its temporary file
// there, then looks for others' (`saveFile`).

/** A file as it was saved last. */
export interface SavedFile {
  /** `undefined` where there is none. */
  readonly text: string | undefined;
  /** What stands under the file's own name: another text than `text`, or none, while a save is under way or was cut off. */
  readonly onDisk: string | undefined;
}

/**
 * Reads a file as it was saved last, also in the middle of another's save or after one that was cut off. (Two whole
 * saves within the two looks at the file could still deceive it; whoever watches the file looks again then.)
 */
export async function readSaved(folder: Folder, name: string): Promise<SavedFile> {
  let onDisk = await folder.read(name);
  for (;;) {
    const text = await savedLast(folder, name, onDisk);
    // Another's save may have ended between the look at the file and the look at the temporary files.
    const now = text === onDisk ? await folder.read(name) : onDisk;
    if (now === onDisk) return { text, onDisk };
    onDisk = now;
  }
}

/**
 * Saves a file. `changed`: somebody else saved it since `known` was read, and nothing was done; read again, join and
 * try again.
 *
 * Where it throws, the file is as it was, or else the temporary file stays beside it, from which `readSaved` reads it.
 * What is guaranteed against other programs that write the file at the very moment (git, an editor) is what the
 * look just before the replacement gives: a moment remains that nothing can guard.
 *
 * @param known the file as this saver knows it
 * @param put replaces the file by other means than a rename; the temporary file is there meanwhile
 */
export async function saveFile(
  folder: Folder,
  name: string,
  known: SavedFile,
  text: string,
  saver: Saver,
  put?: () => Promise<void>,
): Promise<'saved' | 'changed'> {
  const temporary = temporaryName(name, known.onDisk, text, saver);
  await writeTemporary(folder, temporary, text);
  const leftovers = await waitForOthers(folder, name, temporary, known, text, saver);
  if (!leftovers || (await folder.read(name)) !== known.onDisk) {
    await folder.remove(temporary);
    return 'changed';
  }
  if (!(await replace(folder, name, temporary, text, put))) return 'changed';
  // Until now they were all that was left of what they hold.
  for (const leftover of leftovers) await folder.remove(leftover);
  return 'saved';
}

/**
 * Takes away the temporary files that nobody needs: older than ten minutes, so that no window is still writing them
 * (a save takes milliseconds; if a clock is wrong by more, the other window notices and saves again), and not what
 * `readSaved` would read.
 */
export async function clearTemporaries(folder: Folder, saver: Saver): Promise<void> {
  const names = await folder.names();
  for (const temporary of temporariesAmong(names)) {
    if (temporary.saver === saver.id || !(await isOld(folder, temporary.name, saver))) continue;
    const name = names.find((candidate) => stemOf(candidate) === temporary.stem) ?? temporary.stem;
    const { text, onDisk } = await readSaved(folder, name);
    const isNeeded = markOf(text) === temporary.after && markOf(onDisk) !== temporary.after;
    if (!isNeeded) await folder.remove(temporary.name);
  }
}

/** Whether a name is that of a temporary file of ours. */
export function isTemporary(name: string): boolean {
  return temporaryPattern.test(name);
}

interface Temporary {
  readonly name: string;
  readonly stem: string;
  /** Marks of the text it replaces and of the text it holds when it is whole. */
  readonly before: string;
  readonly after: string;
  readonly saver: string;
}

const temporaryPattern = /^(.+)\.(none|[\da-f]{10}-[\da-z]+)\.([\da-f]{10}-[\da-z]+)\.([\da-z]+)\.tmp$/s;

const oldAfterMilliseconds = 10 * 60_000;
/** How often one looks whether another's save is over before taking it for dead: some five seconds. */
const mostLooks = 100;

function temporaryName(name: string, before: string | undefined, after: string, saver: Saver): string {
  return `${stemOf(name)}.${markOf(before)}.${markOf(after)}.${saver.id}.tmp`;
}

/** What a text is known by in a temporary file's name. */
function markOf(text: string | undefined): string {
  return text === undefined ? 'none' : `${textMark(text)}-${text.length.toString(36)}`;
}

/** The file's name, shortened where the temporary file's would be too long (255 bytes mostly). */
function stemOf(name: string): string {
  const characters = Array.from(name);
  return characters.length <= 50
    ? name
    : `${characters.slice(0, 30).join('')}~${textHash(name).slice(0, 10)}`;
}

function temporariesAmong(names: readonly string[]): Temporary[] {
  return names.flatMap((name) => {
    const [, stem, before, after, saver] = temporaryPattern.exec(name) ?? [];
    return saver === undefined ? [] : [{ name, stem: stem!, before: before!, after: after!, saver }];
  });
}

async function temporariesOf(folder: Folder, name: string): Promise<Temporary[]> {
  const stem = stemOf(name);
  return temporariesAmong(await folder.names()).filter((temporary) => temporary.stem === stem);
}

async function savedLast(
  folder: Folder,
  name: string,
  onDisk: string | undefined,
  own?: string,
): Promise<string | undefined> {
  const whole: { text: string; before: string; modified: number }[] = [];
  for (const { name: temporary, before, after } of await temporariesOf(folder, name)) {
    if (temporary === own) continue;
    const modified = (await folder.modified(temporary)) ?? 0;
    const text = await folder.read(temporary);
    if (text !== undefined && markOf(text) === after) whole.push({ text, before, modified });
  }
  if (whole.length === 0) return onDisk;
  whole.sort((a, b) => b.modified - a.modified);
  const replacing = (text: string) => whole.find(({ before }) => before === markOf(text));
  const cutFrom = (text: string) => whole.find((held) => isCutFrom(text, held.text));
  let text = onDisk;
  for (;;) {
    const next = text === undefined ? whole[0] : (replacing(text) ?? (text === onDisk && cutFrom(text)));
    if (!next) return text;
    text = next.text;
    whole.splice(whole.indexOf(next), 1);
  }
}

/** Whether a text is what a cut-off write of another left; a character that was cut through reads as none. */
function isCutFrom(text: string, whole: string): boolean {
  return text.length < whole.length && whole.startsWith(text.replace(/[\0\ufffd]$/, ''));
}

async function writeTemporary(folder: Folder, temporary: string, text: string): Promise<void> {
  try {
    await folder.write(temporary, text);
  } catch (error) {
    // What keeps it from being written may keep it from being removed; the first failure is the one to tell.
    await folder.remove(temporary).catch(() => undefined);
    throw error;
  }
}

/** Puts the temporary file in the file's place; `false` where somebody took us for dead, and the temporary file away. */
async function replace(
  folder: Folder,
  name: string,
  temporary: string,
  text: string,
  put: (() => Promise<void>) | undefined,
): Promise<boolean> {
  if (put) await put();
  else {
    try {
      await folder.rename(temporary, name);
      return true;
    } catch {
      if ((await folder.read(temporary)) !== text) return false;
      await folder.write(name, text);
    }
  }
  await folder.remove(temporary);
  return true;
}

/**
 * Waits until nobody else is saving the file. Of two who see each other, the one with the greater id steps back. Who
 * does not end is taken for dead.
 *
 * @returns the temporary files of the dead and of earlier saves of ours that failed, or `undefined` where we stepped
 *   back, or something else was saved last than we know
 */
async function waitForOthers(
  folder: Folder,
  name: string,
  own: string,
  known: SavedFile,
  text: string,
  saver: Saver,
): Promise<readonly string[] | undefined> {
  const dead = new Set<string>();
  let isBack = false;
  for (let look = 0; ; look++) {
    const others: Temporary[] = [];
    const leftovers: string[] = [];
    for (const temporary of await temporariesOf(folder, name)) {
      if (temporary.name === own) continue;
      const isOurs = temporary.saver === saver.id;
      if (isOurs || dead.has(temporary.name) || (await isOld(folder, temporary.name, saver)))
        leftovers.push(temporary.name);
      else others.push(temporary);
    }
    if (others.length === 0) {
      if (isBack) return undefined;
      const isKnown =
        leftovers.length === 0 ||
        (await savedLast(folder, name, await folder.read(name), own)) === known.text;
      return isKnown ? leftovers : undefined;
    }
    if (look >= mostLooks) {
      for (const other of others) dead.add(other.name);
      if (isBack) await folder.write(own, text);
      isBack = false;
      look = 0;
    } else if (!isBack && others.some((other) => other.saver < saver.id)) {
      await folder.remove(own);
      isBack = true;
    }
    await saver.pause();
  }
}

async function isOld(folder: Folder, name: string, saver: Saver): Promise<boolean> {
  const modified = await folder.modified(name);
  return modified === undefined || saver.now() - modified > oldAfterMilliseconds;
}
