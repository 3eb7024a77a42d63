import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSidecar } from '../../src/core/sidecar/read';
import * as ui from './driver';

const words = ['Orvane', 'Graz', 'Mira', 'Linz', 'Brightwell', 'Oslo', 'Quill', 'Tarn'];
const text = `Flash\n\n${words.map((word) => `The ${word} was there.`).join('\n')}\n`;

/** What is decided survives whatever ends the window. */
suite('decisions are never lost', () => {
  let vscode: ui.VSCode;
  let decided = 0;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: { files: { 'corpus.yaml': 'labels: {}\n', 'flash.txt': text } },
    });
    await ui.openFile(vscode, 'flash.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  for (const word of words.slice(0, 2))
    test(`the window is reloaded the moment a decision is on disk: ${word}`, async () => {
      await decide(word);
      await eventually(() => onDisk().some((source) => source.includes(`text: ${word}`)));
      await ui.reloadWindow(vscode, { atOnce: true });
      await ui.openFile(vscode, 'flash.txt');
      await ui.waitForText(vscode, new RegExp(`^${decided + 1} of \\d+ decided`));
      decided++;
    });

  for (const word of words.slice(2))
    test(`the extension host is killed right after a decision: ${word}`, async () => {
      await decide(word);
      process.kill(extensionHost(vscode.server.pid), 'SIGKILL');
      await ui.reloadWindow(vscode, { atOnce: true });
      await ui.openFile(vscode, 'flash.txt');
      await ui.waitForText(vscode, /^\d+ of \d+ decided/);
      const shown = Number(/(\d+) of \d+ decided/.exec(await vscode.page.locator('body').innerText())![1]);
      assert.ok(shown === decided || shown === decided + 1, `${decided} were decided, ${shown} are there`);
      decided = shown;
    });

  test('nothing but the text and its annotations is left in the folder', async () => {
    await decide('Flash');
    await ui.waitForText(vscode, new RegExp(`^${decided + 1} of \\d+ decided`));
    await eventually(() => files().join() === 'flash.txt.ann.yaml' && onDisk()[0]!.includes('text: Flash'));
    assert.deepEqual(readSidecar(onDisk()[0]!).findings, []);
  });

  /** The annotations file and what stands for it while it is saved. */
  const files = (): string[] => readdirSync(vscode.folder).filter((name) => name.startsWith('flash.txt.ann'));
  const onDisk = (): string[] =>
    files().flatMap((name) => {
      try {
        return [readFileSync(join(vscode.folder, name), 'utf8')];
      } catch {
        // Renamed since it was listed.
        return [];
      }
    });

  async function decide(word: string): Promise<void> {
    await ui.clickWord(vscode, word);
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('E');
  }
});

async function eventually(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The process among the server's descendants that runs the extensions. */
function extensionHost(server: number): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({ pid: Number(pid), parent: Number(parent), command: command! }));
  const ours = (pid: number): boolean => {
    const found = processes.find((each) => each.pid === pid);
    return pid === server || (found !== undefined && found.parent > 1 && ours(found.parent));
  };
  const host = processes.findLast(
    ({ pid, command }) => command.includes('--type=extensionHost') && ours(pid),
  );
  assert.ok(host, 'There is an extension host');
  return host.pid;
}
