import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../launch/browser';
import { temporaryFolder } from '../launch/lifetime';

suite('npm start', () => {
  // Processes are counted by what Linux tells of them.
  const onLinux = existsSync('/proc/self/environ');
  const folder = temporaryFolder();
  // A name that only stands when every part of the address is encoded rightly.
  const corpus = join(folder.path, 'my corpus, 100% #1 é?');
  const text = join(corpus, 'first text & more #2.txt');
  suiteSetup(() => {
    mkdirSync(corpus);
    writeFileSync(text, 'Mira Tan leads Aurora Pay.\n');
  });
  suiteTeardown(() => folder.remove());

  test('opens a text in its folder', async () => {
    const started = start([text]);
    const address = await addressOf(started);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('.view-line', { hasText: 'Mira' }).waitFor();
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'first text' }).waitFor();
    await browser.close();
    started.process.kill('SIGINT');
    await once(started.process, 'exit');
    if (onLinux) await gone(started);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`leaves nothing running and no files behind on ${signal}`, async function () {
      if (!onLinux) return this.skip();
      const started = start([corpus]);
      await addressOf(started);
      assert.ok(processesOf(started).length > 1);
      started.process.kill(signal);
      assert.deepEqual(await once(started.process, 'exit'), [0, null]);
      await gone(started);
      assert.deepEqual(readdirSync(started.temporary), []);
    });
  }

  test('leaves nothing running when it is killed', async function () {
    if (!onLinux) return this.skip();
    const started = start([corpus]);
    await addressOf(started);
    started.process.kill('SIGKILL');
    await once(started.process, 'exit');
    await gone(started);
  });

  test('says what is wrong with its arguments', async () => {
    const missing = start([join(corpus, 'missing.txt')]);
    let said = '';
    missing.process.stderr?.setEncoding('utf8').on('data', (piece: string) => (said += piece));
    assert.deepEqual(await once(missing.process, 'close'), [1, null]);
    assert.match(said, /^There is no .*missing\.txt/);
  });

  interface Started {
    readonly process: ChildProcess;
    /** Where it and all it starts put their temporary files, by which they are known. */
    readonly temporary: string;
  }

  let count = 0;
  function start(words: readonly string[]): Started {
    const temporary = join(folder.path, `tmp${++count}`);
    mkdirSync(temporary);
    const env = { ...process.env, TMPDIR: temporary, BROWSER: 'none' };
    return { process: spawn(process.execPath, ['dist/launch/start.js', ...words], { env }), temporary };
  }

  function addressOf({ process: { stdout, stderr } }: Started): Promise<string> {
    return new Promise((found, failed) => {
      let said = '';
      const hear = (piece: string) => {
        said += piece;
        const address = /http:\S+/.exec(said)?.[0];
        if (address) found(address);
      };
      stdout?.setEncoding('utf8').on('data', hear);
      stderr?.setEncoding('utf8').on('data', hear);
      stdout?.on('end', () => failed(new Error(`No address: ${said}`)));
    });
  }

  /** The processes that have this start's temporary folder in their environment. */
  function processesOf({ temporary }: Started): string[] {
    return readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(temporary);
      } catch {
        return false;
      }
    });
  }

  /** Waits until none is left; mocha's limit ends the wait. */
  async function gone(started: Started): Promise<void> {
    while (processesOf(started).length > 0) await sleep(20);
  }
});
