import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from './driver';

/** What a person does in the first hour, on the sample corpus, in this order. */
suite('the first hour', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      theme: 'light',
      settings: { 'corpusAnnotator.annotator': 'editor' },
      size: { width: 1400, height: 900 },
    });
  });
  suiteTeardown(() => vscode.close());

  /** What is underlined in the line of the screen that has these words. */
  const underlined = async (words: string): Promise<readonly string[]> =>
    (await ui.lineSpans(vscode, words))
      .filter(({ textDecoration }) => textDecoration.includes('underline'))
      .map(({ text }) => text);
  const sidecar = (): string => join(vscode.folder, 'markets.txt.ann.yaml');

  test('a text of the corpus shows its marks', async () => {
    await ui.openFile(vscode, 'markets.txt');
    await ui.waitForText(vscode, /\d+ of \d+ decided/);
    assert.ok((await underlined('the maker of')).includes('Trevanick Foods plc'));
    assert.ok((await underlined('cut its profit forecast')).includes('Tuesday'));
    await ui.screenshot(vscode, 'marks-light');
  });

  test('a mark explains itself on hover', async () => {
    const card = (await ui.hoverWord(vscode, '11.6%', /percentage/)).replaceAll('\u00a0', ' ');
    assert.match(card, /suggestion, score/);
    assert.match(card, /11\.6 percent/);
    assert.match(card, /Accept/);
    await ui.screenshot(vscode, 'hover-light');
  });

  test('Problems lists the repeated articles', async () => {
    const rows = await ui.problems(vscode, /repeats the one at line/);
    assert.equal(rows.filter((row) => /repeats the one at line/.test(row)).length, 2);
    await ui.screenshot(vscode, 'problems-light');
    await vscode.page.keyboard.press('ControlOrMeta+J');
  });

  test('the companies view lists companies, their articles and mentions, and goes there', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Focus on Companies View');
    const [first] = await ui.treeRows(vscode, 'Companies');
    assert.ok(first);
    await ui.clickTreeRow(vscode, 'Companies', first.label);
    await eventually(async () => {
      const levels = (await ui.treeRows(vscode, 'Companies')).map(({ level }) => level);
      return [1, 2, 3].every((level) => levels.includes(level));
    });
    await ui.screenshot(vscode, 'companies-light');
  });

  test('a name is annotated by keyboard and saved beside the text', async () => {
    await ui.openFile(vscode, 'markets.txt');
    await ui.clickWord(vscode, 'own-label');
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('R');
    await vscode.page.waitForFunction(() => document.body.innerText.includes('1 of'));
    await ui.screenshot(vscode, 'annotated-light');
    await eventually(
      () =>
        existsSync(sidecar()) &&
        /label: PRODUCT, text: own-label, status: accepted, by: editor/.test(readFileSync(sidecar(), 'utf8')),
    );
  });

  test('it is there again when the window is reloaded', async () => {
    await ui.reloadWindow(vscode);
    await ui.waitForText(vscode, /^1 of \d+ decided/);
  });

  for (const theme of ['dark', 'high contrast', 'high contrast light'] as const) {
    test(`marks can be told apart in the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.screenshot(vscode, `marks-${theme.replaceAll(' ', '-')}`);
      assert.ok((await underlined('cut its profit forecast')).includes('Tuesday'));
    });
  }

  test('the decisions are exported, and the result opens', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Export…');
    await ui.pick(vscode, 'This Text');
    await ui.pick(vscode, 'JSON Lines, complete');
    await ui.pick(vscode, 'Decisions only');
    await ui.pick(vscode, 'As in the scheme');
    await ui.pick(vscode, 'export/jsonl');
    await ui.waitForText(vscode, /^\w+\.jsonl$/);
    const folder = join(vscode.folder, 'export', 'jsonl');
    const [name] = readdirSync(folder).filter((each) => each.endsWith('.jsonl'));
    const [line] = readFileSync(join(folder, name!), 'utf8').split('\n');
    const exported = JSON.parse(line!) as { annotations: { text: string; label: string }[] };
    assert.deepEqual(
      exported.annotations.map(({ label, text }) => `${label} ${text}`),
      ['PRODUCT own-label'],
    );
  });

  test('nothing of it used the network', () => {
    assert.deepEqual(vscode.outsideRequests, []);
  });
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
