import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folder, Saver } from '../../src/core/ports';
import { readSaved, saveFile } from '../../src/core/replacement';

const name = 'harbour.txt.ann.yaml';
/** Run with this word, this file is the writer that gets killed. */
const writerWord = 'save-until-killed';
const kills = 200;
/** Writers side by side, each in a folder of its own. */
const lanes = 3;

if (process.argv[2] === writerWord) void saveUntilKilled(process.argv[3]!, process.argv[4] === 'in place');
else
  suite('a writer that is killed', () => {
    let folder: string;
    suiteSetup(() => void (folder = mkdtempSync(join(tmpdir(), 'corpus-annotator-kill-'))));
    suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

    test(`killed ${kills} times at any moment, it leaves what it saved last or what it was saving`, async function () {
      this.timeout(120_000);
      const left = { whole: 0, recovered: 0 };
      const done = Array.from({ length: lanes }, async (_, lane) => {
        const path = join(folder, String(lane));
        mkdirSync(path);
        await writeFile(join(path, name), versionText(0));
        for (let kill = lane; kill < kills; kill += lanes) {
          const saved = await killWriter(path, Math.floor(kill / lanes) % 2 === 0 ? 'in place' : 'renaming');
          const { text, onDisk } = await readSaved(diskFolder(path, false), name);
          const found = versionOf(text);
          assert.ok(
            found === saved || found === saved + 1,
            `saved ${saved}, found ${String(text).slice(0, 40)}`,
          );
          left[text === onDisk ? 'whole' : 'recovered']++;
        }
      });
      await Promise.all(done);
      assert.equal(left.whole + left.recovered, kills);
      assert.ok(left.recovered > 0, 'Some kill came in the middle of a save');
    });
  });

/** Starts a writer, kills it at some moment, and tells the last version that it said was saved. */
async function killWriter(path: string, how: 'in place' | 'renaming'): Promise<number> {
  const writer = spawn(process.execPath, [__filename, writerWord, path, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let saved = -1;
  const moment = Math.random() * 30;
  writer.stdout.setEncoding('utf8').on('data', (output: string) => {
    if (saved < 0) setTimeout(() => writer.kill('SIGKILL'), moment);
    saved = Number(output.trim().split('\n').at(-1));
  });
  await new Promise((ended) => writer.on('close', ended));
  assert.ok(saved >= 0, 'The writer saved something');
  return saved;
}

/** Says the version that it finds, then saves version after version and says each. */
async function saveUntilKilled(path: string, inPlace: boolean): Promise<void> {
  const folder = diskFolder(path, inPlace);
  const saver: Saver = {
    id: `p${process.pid}`,
    now: () => Date.now() + 3_600_000,
    pause: () => Promise.resolve(),
  };
  let known = await readSaved(folder, name);
  process.stdout.write(`${versionOf(known.text)}\n`);
  for (let version = versionOf(known.text) + 1; ; version++) {
    const text = versionText(version);
    assert.equal(await saveFile(folder, name, known, text, saver), 'saved');
    known = { text, onDisk: text };
    process.stdout.write(`${version}\n`);
  }
}

function versionText(version: number): string {
  return `version ${version}\n`.repeat(2000);
}

/** Throws where the text is not a version as a whole. */
function versionOf(text: string | undefined): number {
  const version = Number(/^version (\d+)\n/.exec(text ?? '')?.[1]);
  assert.equal(text, versionText(version));
  return version;
}

/** A folder on disk with the very steps of VS Code's provider for files: a rename takes the target away first. */
function diskFolder(path: string, inPlace: boolean): Folder {
  const at = (file: string): string => join(path, file);
  const orMissing = (error: unknown): undefined => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  };
  return {
    names: () => readdir(path),
    read: (file) => readFile(at(file), 'utf8').catch(orMissing),
    write: (file, text) => writeFile(at(file), text),
    async rename(from, to) {
      if (inPlace) throw new Error('The file system cannot');
      await stat(at(from));
      await rm(at(to), { force: true });
      await rename(at(from), at(to));
    },
    remove: (file) => rm(at(file), { force: true }),
    modified: async (file) => (await stat(at(file)).catch(orMissing))?.mtimeMs,
  };
}
