import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from './driver';

const text = [
  'Smelter opens in Graz',
  '',
  'Orvane Metals opened a plant in Graz on Tuesday, said Mira Tan, who leads the firm.',
  'It paid $5 million to Velda Works for the land.',
  '',
].join('\n');

/** Two people annotate the same text blind, a third compares and decides, all by keyboard but for one lens. */
suite('two annotators', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: { files: { 'paper.txt': text } },
      settings: { 'corpusAnnotator.annotator': 'Anna', 'corpusAnnotator.independentLayers': true },
      size: { width: 1400, height: 900 },
    });
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  /** Nothing where the file is not there: in a save there is a moment between two files, too. */
  const read = (name: string): string => {
    try {
      return readFileSync(join(vscode.folder, name), 'utf8');
    } catch {
      return '';
    }
  };
  /** Waits for the decision: then the caret goes on to the next suggestion. */
  const annotate = async (by: string, words: string, key: string, label: string): Promise<void> => {
    await ui.selectWords(vscode, words);
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press(key);
    const decision = `label: ${label}, text: ${words}, status: accepted, by: ${by}`;
    await eventually(() => read(`paper.txt.${by.toLowerCase()}.ann.yaml`).includes(decision));
  };

  test('each writes a layer of their own', async () => {
    await ui.openFile(vscode, 'paper.txt');
    await ui.waitForText(vscode, /\d+ of \d+ decided/);
    await annotate('Anna', 'Orvane Metals', 'C', 'COMPANY');
    await annotate('Anna', 'Mira Tan', 'P', 'PERSON');
    await annotate('Anna', 'Velda Works', 'C', 'COMPANY');

    await ui.changeSettings(vscode, { 'corpusAnnotator.annotator': 'Ben' });
    await ui.openFile(vscode, 'paper.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
    await annotate('Ben', 'Orvane', 'C', 'COMPANY');
    await annotate('Ben', 'Mira Tan', 'P', 'PERSON');
    await annotate('Ben', 'Velda Works', 'O', 'ORG');
    assert.equal(read('paper.txt.ann.yaml'), '');
  });

  test('a third compares: what both say is merged, what they differ in is shown side by side', async () => {
    await ui.changeSettings(vscode, { 'corpusAnnotator.annotator': 'Cleo' });
    await ui.openFile(vscode, 'paper.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
    await ui.runCommand(vscode, 'Corpus Annotator: Focus on Review View');
    await ui.openFile(vscode, 'paper.txt');
    await ui.runCommand(vscode, 'Corpus Annotator: Compare Layers');
    await ui.waitForText(vscode, 'anna: company “Velda Works”');
    await eventually(() =>
      /text: Mira Tan, status: accepted, by: "?Anna, Ben/.test(read('paper.txt.ann.yaml')),
    );
    await ui.screenshot(vscode, 'compare-light');
    const rows = await ui.treeRows(vscode, 'Review');
    assert.ok(
      rows.some(({ label }) => label === 'Differences of Layers'),
      JSON.stringify(rows),
    );
  });

  for (const theme of ['dark', 'high contrast', 'high contrast light'] as const)
    test(`the readings can be told apart in the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.waitForText(vscode, 'anna: company “Velda Works”');
      await ui.screenshot(vscode, `compare-${theme.replaceAll(' ', '-')}`);
    });

  test('the third decides, by keyboard and by lens, and the shared file says who', async () => {
    await ui.clickWord(vscode, 'who leads');
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('K');
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('W');
    await ui.waitForText(vscode, '“Velda Works”: Which Is Right?');
    await ui.screenshot(vscode, 'compare-decide');
    await vscode.page.keyboard.press('Enter');
    await eventually(() =>
      /label: COMPANY, text: Velda Works, status: accepted, by: Cleo/.test(read('paper.txt.ann.yaml')),
    );
    await ui.clickText(vscode, 'anna: company “Orvane Metals”');
    await eventually(() =>
      /text: Orvane Metals, status: accepted, by: Cleo/.test(read('paper.txt.ann.yaml')),
    );
    assert.match(read('paper.txt.ann.yaml'), /label: ORG, text: Velda Works, status: rejected, by: Cleo/);
    await ui.waitForText(vscode, '0 differences');
  });

  test('undo opens the last one again', async () => {
    await ui.clickWord(vscode, 'who leads');
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('Z');
    await ui.waitForText(vscode, '1 difference');
    await eventually(() => !/Orvane Metals/.test(read('paper.txt.ann.yaml')));
    assert.match(read('paper.txt.ben.ann.yaml'), /text: Orvane, status: accepted, by: Ben/);
  });

  test('the report says how well they agree', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Agreement Report');
    await ui.waitForText(vscode, /^##\sanna\sand\sben$/);
    await ui.screenshot(vscode, 'agreement');
  });
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
