import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Folder, Saver } from '../../src/core/ports';
import { clearTemporaries, isTemporary, readSaved, saveFile } from '../../src/core/replacement';

const name = 'harbour.txt.ann.yaml';
const minute = 60_000;

suite('saving a file', () => {
  test('its text is replaced, and nothing else is left', async () => {
    const folder = memoryFolder({ [name]: 'old' });
    assert.equal(await saveFile(folder, name, { text: 'old', onDisk: 'old' }, 'new', saver()), 'saved');
    assert.deepEqual(folder.files(), { [name]: 'new' });
  });

  test('what somebody else saved since is not replaced', async () => {
    const folder = memoryFolder({ [name]: 'theirs' });
    assert.equal(await saveFile(folder, name, { text: 'old', onDisk: 'old' }, 'ours', saver()), 'changed');
    assert.deepEqual(folder.files(), { [name]: 'theirs' });
  });

  test('where a file cannot be renamed over another, it is written in place', async () => {
    const folder = memoryFolder({ [name]: 'old' }, { renames: 'refused' });
    assert.equal(await saveFile(folder, name, { text: 'old', onDisk: 'old' }, 'new', saver()), 'saved');
    assert.deepEqual(folder.files(), { [name]: 'new' });
  });

  test('a name as long as file systems take has room for the temporary file’s', async () => {
    const long = `${'名'.repeat(82)}.ann.yaml`;
    const folder = memoryFolder({});
    await saveFile(folder, long, { text: undefined, onDisk: undefined }, 'new', saver());
    assert.deepEqual(folder.files(), { [long]: 'new' });
    assert.ok(folder.longest <= 255, String(folder.longest));
  });

  for (const renames of ['deleting first', 'refused'] as const)
    test(`cut off anywhere, the old or the new text is found (renames: ${renames})`, async () => {
      const found = new Set<string | undefined>();
      for (const old of [undefined, 'Ä old', 'new t']) {
        const reached = await crashEverywhere(old, 'new text: ä', renames);
        for (const text of reached) {
          found.add(text);
          assert.ok(text === old || text === 'new text: ä', String(text));
        }
      }
      assert.deepEqual([...found].sort(), ['new t', 'new text: ä', 'Ä old', undefined]);
    });

  test('what was saved in full before a crash stays saved, whatever was cut off later', async () => {
    const folder = memoryFolder({ [name]: 'one' }, { crashAt: 2 });
    const crashing = saver('aa');
    await assert.rejects(saveFile(folder, name, { text: 'one', onDisk: 'one' }, 'two', crashing));
    const again = memoryFolder(folder.files());
    const known = await readSaved(again, name);
    assert.deepEqual(known, { text: 'two', onDisk: 'one' });
    // The other window is dead: it is waited for a while, then its file goes.
    assert.equal(await saveFile(again, name, known, 'three', saver('bb')), 'saved');
    assert.deepEqual(again.files(), { [name]: 'three' });
  });

  test('what several dead windows left is not cleared before something newer stands in its place', async () => {
    // Two were ended one after the other before they could replace the file.
    const start = async (): Promise<Record<string, string>> => {
      let files: Record<string, string> = { [name]: 'one' };
      for (const [id, text] of [
        ['aa', 'two'],
        ['bb', 'three'],
      ] as const) {
        const folder = memoryFolder(files, { crashAt: 2 });
        const known = { text: 'one', onDisk: 'one' };
        await saveFile(folder, name, known, text, saver(id)).catch(() => undefined);
        files = folder.files();
      }
      return files;
    };
    const known = { text: 'three', onDisk: 'one' };
    const later = { ...saver('cc'), now: () => 20 * minute };
    for (const renames of ['deleting first', 'refused'] as const) {
      for (let crashAt = 0; ; crashAt++) {
        const folder = memoryFolder(await start(), { crashAt, renames, torn: 2 });
        const outcome = await saveFile(folder, name, known, 'four', later).catch(() => 'dead');
        const { text } = await readSaved(memoryFolder(folder.files()), name);
        assert.ok(text === 'three' || text === 'four', `${String(text)} after ${crashAt} steps`);
        if (outcome === 'dead') continue;
        assert.deepEqual([outcome, folder.files()], ['saved', { [name]: 'four' }]);
        break;
      }
    }
  });

  test('of many who save at once, nobody’s work is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.uniqueArray(fc.stringMatching(/^[a-z]{2}$/), { minLength: 2, maxLength: 4 }),
        async (scheduler, ids) => {
          const folder = memoryFolder({}, { step: () => scheduler.schedule(Promise.resolve()) });
          const done = Promise.all(ids.map((id) => addLines(folder, id, 2)));
          await scheduler.waitFor(done);
          const lines = folder.files()[name]!.split('\n').filter(Boolean).sort();
          assert.deepEqual(lines, ids.flatMap((id) => [`${id} 0`, `${id} 1`]).sort());
          assert.deepEqual(Object.keys(folder.files()), [name]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('whoever reads meanwhile finds some saved text, never a missing or a cut one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.constantFrom('deleting first' as const, 'refused' as const),
        async (scheduler, renames) => {
          const folder = memoryFolder(
            { [name]: 'one' },
            { renames, step: () => scheduler.schedule(Promise.resolve()) },
          );
          const seen: (string | undefined)[] = [];
          const read = async () => {
            for (let look = 0; look < 4; look++) seen.push((await readSaved(folder, name)).text);
          };
          const save = async () => {
            await saveFile(folder, name, { text: 'one', onDisk: 'one' }, 'one two', saver());
          };
          await scheduler.waitFor(Promise.all([read(), save()]));
          for (const text of seen) assert.ok(['one', 'one two'].includes(text ?? ''), String(text));
        },
      ),
      { numRuns: 60 },
    );
  });
});

suite('reading a file that is being saved', () => {
  const before = async (old: string | undefined, text: string): Promise<Record<string, string>> => {
    const folder = memoryFolder(old === undefined ? {} : { [name]: old }, { crashAt: 2 });
    await saveFile(folder, name, { text: old, onDisk: old }, text, saver()).catch(() => undefined);
    return folder.files();
  };

  test('a whole temporary file that replaces what is there is what was saved last', async () => {
    const files = await before('old', 'new');
    assert.equal((await readSaved(memoryFolder(files), name)).text, 'new');
  });

  test('one whose file was saved by somebody else since says nothing', async () => {
    const files = { ...(await before('old', 'new')), [name]: 'newer' };
    assert.equal((await readSaved(memoryFolder(files), name)).text, 'newer');
  });

  test('one that is cut off says nothing', async () => {
    const files = await before(undefined, 'new text');
    const cut = Object.fromEntries(Object.entries(files).map(([key, text]) => [key, text.slice(0, 4)]));
    assert.equal((await readSaved(memoryFolder(cut), name)).text, undefined);
  });

  test('a file that was taken away is gone', async () => {
    assert.deepEqual(await readSaved(memoryFolder({}), name), { text: undefined, onDisk: undefined });
  });

  test('temporary files that nobody needs go after ten minutes; those of a save under way stay', async () => {
    const temporaries = Object.keys(await before('old', 'new')).filter(isTemporary);
    for (const [age, other, left] of [
      [9 * minute, 'newer', 2],
      [11 * minute, 'newer', 1],
      [11 * minute, 'old', 2],
    ] as const) {
      const folder = memoryFolder({ [name]: other, [temporaries[0]!]: 'new' });
      await clearTemporaries(folder, { ...saver('other'), now: () => age });
      assert.equal(Object.keys(folder.files()).length, left, `${age} ${other}`);
    }
  });
});

async function crashEverywhere(
  old: string | undefined,
  text: string,
  renames: 'deleting first' | 'refused',
): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for (let crashAt = 0; ; crashAt++) {
    // Of a text that is being written, any number of its bytes may be there.
    for (let torn = 0; torn <= new TextEncoder().encode(text).length; torn++) {
      const folder = memoryFolder(old === undefined ? {} : { [name]: old }, { renames, crashAt, torn });
      const outcome = await saveFile(folder, name, { text: old, onDisk: old }, text, saver()).catch(
        () => 'dead',
      );
      found.push((await readSaved(memoryFolder(folder.files()), name)).text);
      if (outcome === 'saved') return found;
      if (!folder.wasWriting) break;
    }
  }
}

/** Adds lines to the file as people with a window each do: read, join, save, again where it changed. */
async function addLines(folder: Folder, id: string, count: number): Promise<void> {
  for (let line = 0; line < count; line++) {
    for (;;) {
      const known = await readSaved(folder, name);
      // As sidecars are joined: what is there already, from a save that was taken up before it was over, is not added again.
      const lines = new Set(`${known.text ?? ''}${id} ${line}\n`.split('\n'));
      const text = [...lines].join('\n');
      if (
        (await saveFile(folder, name, known, text, { ...saver(id), pause: () => folder.remove('') })) ===
        'saved'
      )
        break;
    }
  }
}

function saver(id = 'me'): Saver {
  return { id, now: () => 0, pause: () => Promise.resolve() };
}

interface Behaviour {
  /** What a rename over a file does. */
  readonly renames?: 'deleting first' | 'refused';
  /** The step that fails, and all behind it: the process is dead. */
  readonly crashAt?: number;
  /** How many bytes a write that fails has written. */
  readonly torn?: number;
  /** Is awaited in front of every step. */
  readonly step?: () => Promise<unknown>;
}

/** A folder in memory whose steps are those of VS Code's own on disk: none but the smallest is one. */
function memoryFolder(
  start: Readonly<Record<string, string>>,
  { renames = 'deleting first', crashAt = Infinity, torn = Infinity, step: wait }: Behaviour = {},
) {
  const files = new Map(Object.entries(start));
  /** When each was written, in the order of the names at the start. */
  const times = new Map(Object.keys(start).map((file, index) => [file, index]));
  let steps = 0;
  const state = { wasWriting: false, longest: 0 };
  const step = async (write?: () => void): Promise<void> => {
    await wait?.();
    state.wasWriting = write !== undefined;
    if (steps++ < crashAt) return;
    if (steps - 1 === crashAt) write?.();
    throw new Error('dead');
  };
  const folder: Folder = {
    async names() {
      await step();
      return [...files.keys()];
    },
    async read(file) {
      await step();
      return files.get(file);
    },
    async write(file, text) {
      state.longest = Math.max(state.longest, new TextEncoder().encode(file).length);
      const written = new TextEncoder().encode(text);
      await step(() => files.set(file, new TextDecoder().decode(written.slice(0, torn))));
      files.set(file, '');
      await step(() => files.set(file, new TextDecoder().decode(written.slice(0, torn))));
      files.set(file, text);
      times.set(file, times.size);
    },
    async rename(from, to) {
      if (renames === 'refused') throw new Error('There is such a file');
      await step();
      files.delete(to);
      await step();
      const text = files.get(from);
      if (text === undefined) throw new Error('There is no such file');
      files.set(to, text);
      files.delete(from);
    },
    async remove(file) {
      await step();
      files.delete(file);
    },
    async modified(file) {
      await step();
      return files.has(file) ? (times.get(file) ?? times.size) : undefined;
    },
  };
  return Object.assign(folder, {
    files: () => Object.fromEntries(files),
    get wasWriting() {
      return state.wasWriting;
    },
    get longest() {
      return state.longest;
    },
  });
}
