import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSidecar } from '../../src/core/sidecar/read';
import * as ui from './driver';

/** A person's session by keyboard alone. */
suite('annotate mode', () => {
  let vscode: ui.VSCode;
  let keys = 0;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      settings: { 'corpusAnnotator.annotator': 'editor' },
      size: { width: 1400, height: 900 },
    });
    await ui.openFile(vscode, 'markets.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  const press = async (key: string): Promise<void> => {
    keys++;
    await vscode.page.keyboard.press(key);
  };
  const sidecar = (): string => join(vscode.folder, 'markets.txt.ann.yaml');
  const onDisk = (): string => (existsSync(sidecar()) ? readFileSync(sidecar(), 'utf8') : '');
  const saved = (): number => (onDisk().match(/^- \{id: \w+, at/gm) ?? []).length;

  test('no plain key is taken outside the mode', async () => {
    await ui.openFile(vscode, 'technology.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
    await vscode.page.keyboard.press('ControlOrMeta+Home');
    const text = join(vscode.folder, 'technology.txt');
    for (const key of ['1234567890abcdefghijklmnopqrstuvwxyz.,'.split(''), 'Tab', 'Enter'].flat())
      await vscode.page.keyboard.press(key);
    await vscode.page.keyboard.press('ControlOrMeta+S');
    await eventually(() => /^1234567890abcdefghijklmnopqrstuvwxyz\.,\s+\n/.test(readFileSync(text, 'utf8')));
    await ui.openFile(vscode, 'markets.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
    await vscode.page.keyboard.press('ControlOrMeta+Home');
  });

  test('the menu shows the keys that act outside the mode too', async () => {
    await ui.clickWord(vscode, 'Dunmallow');
    await vscode.page.keyboard.press('Shift+F10');
    await vscode.page.getByText('Corpus Annotator').filter({ visible: true }).last().hover();
    await vscode.page.getByText('Accept Mark').filter({ visible: true }).first().waitFor();
    await ui.screenshot(vscode, 'menu-outside-light');
    await vscode.page.getByText('Alt+A Enter').filter({ visible: true }).first().waitFor();
    await vscode.page.keyboard.press('Escape');
    await vscode.page.keyboard.press('Escape');
    await vscode.page.keyboard.press('Escape');
    await vscode.page.keyboard.press('ControlOrMeta+Home');
  });

  test('sixty decisions take sixty-one keys, and all of them are saved', async () => {
    keys = 0;
    await press('F9');
    await ui.waitForText(vscode, /Annotating: /);
    for (let i = 0; i < 22; i++) await press(i === 0 ? 'c' : i === 7 ? 'x' : 'Enter');
    await ui.waitForText(vscode, /^22 of \d+ decided/);
    await eventually(() => saved() === 22);
    // Each key acted on the suggestion that was next when it was pressed.
    assert.deepEqual(
      onDisk()
        .split('\n')
        .filter((line) => /^- \{id: \w+, at/.test(line))
        .flatMap((line, i) => (line.includes('status: rejected') ? [i] : [])),
      [7],
    );
    await vscode.page.mouse.move(700, 895);
    await ui.screenshot(vscode, 'annotate-mode-light');
    const cycle = ['Enter', 'x', 'Enter', 'c', 'Enter', 'l'];
    for (let i = 22; i < 60; i++) await press(cycle[i % cycle.length]!);
    await ui.waitForText(vscode, /^60 of \d+ decided/);
    assert.equal(keys, 61);
    await eventually(() => saved() === 60);
    assert.deepEqual(readSidecar(onDisk()).findings, []);
    assert.equal((onDisk().match(/status: rejected/g) ?? []).length, 7);
  });

  test('undo and redo go through all of it', async () => {
    const all = onDisk();
    for (let i = 0; i < 60; i++) await press('z');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
    for (let i = 0; i < 60; i++) await press('y');
    await ui.waitForText(vscode, /^60 of \d+ decided/);
    await eventually(() => onDisk() === all);
  });

  test('it is all there when the window is reloaded', async () => {
    const all = onDisk();
    await ui.reloadWindow(vscode);
    await ui.waitForText(vscode, /^60 of \d+ decided/);
    assert.equal(onDisk(), all);
  });
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
