import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from './driver';

/** Companies over the open text and the whole corpus, and what a person does to them. */
suite('the companies of a corpus', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({ theme: 'light', size: { width: 1400, height: 900 } });
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  const labels = async (): Promise<readonly string[]> =>
    (await ui.treeRows(vscode, 'Companies')).map(({ label }) => label);
  const register = (): string => readFileSync(join(vscode.folder, 'corpus.yaml'), 'utf8');

  test('a company shows its articles, numbers, people and places', async () => {
    await ui.openFile(vscode, 'markets.txt');
    await ui.waitForText(vscode, /\d+ of \d+ decided/);
    await ui.runCommand(vscode, 'Corpus Annotator: Focus on Companies View');
    // The other views leave no room for the rows: a row that is not drawn cannot be found.
    for (const view of ['Repeats', 'Review'])
      await vscode.page.locator('.pane-header.expanded', { hasText: view }).click();
    await ui.clickTreeRow(vscode, 'Companies', 'Trevanick Foods');
    await eventually(async () => (await labels()).includes('Numbers'));
    await ui.clickTreeRow(vscode, 'Companies', 'Numbers');
    await ui.screenshot(vscode, 'companies-text-light');
  });

  test('the whole corpus, with companies of texts that are not open', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Show Names of the Whole Corpus');
    await eventually(async () => (await labels()).includes('Norrfjord Lines'));
    await ui.screenshot(vscode, 'companies-corpus-light');
  });

  test('a filter leaves the names that have it', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Filter Names…');
    await vscode.page.getByPlaceholder('Part of a name').fill('norr');
    await eventually(async () => (await labels()).every((label) => !label.includes('Trevanick')));
    await vscode.page.keyboard.press('Enter');
    await ui.screenshot(vscode, 'companies-filter-light');
    await ui.runCommand(vscode, 'Corpus Annotator: Clear Filter of Names');
    await eventually(async () => (await labels()).includes('Trevanick Foods'));
  });

  for (const theme of ['dark', 'high contrast'] as const) {
    test(`they can be read in the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.screenshot(vscode, `companies-corpus-${theme.replaceAll(' ', '-')}`);
    });
  }

  test('links in a circle, broken links, binaries, a text of 51 MB and names alike but for case harm nothing', async () => {
    await ui.useTheme(vscode, 'light');
    const row = async () =>
      (await ui.treeRows(vscode, 'Companies')).find(({ label }) => label === 'Trevanick Foods');
    const before = await row();
    const below = join(vscode.folder, 'below');
    const at = (name: string): string => join(below, name);
    mkdirSync(below);
    symlinkSync(vscode.folder, at('circle'));
    symlinkSync('nowhere.txt', at('broken.txt'));
    writeFileSync(at('binary.txt'), Buffer.from([0, 1, 2, 255, 254, 0]));
    writeFileSync(at('large.txt'), Buffer.alloc(51 * 1024 * 1024, 'Trevanick Foods said so.\n'));
    mkdirSync(at('folder.txt'));
    const text = 'Quorvane Bank opens\n\nQuorvane Bank Inc. said it had opened.\n';
    // In two Unicode forms of one name, and in two cases.
    for (const name of ['caf\u00e9.txt', 'cafe\u0301.txt', 'News.txt', 'news.txt'])
      writeFileSync(at(name), text);
    writeFileSync(at('corpus.yaml'), 'files: ["**/*.txt"]\n');
    await eventually(async () => (await labels()).includes('Quorvane Bank'));
    assert.deepEqual(await row(), before);
    await ui.screenshot(vscode, 'companies-bad-input-light');
  });

  test('a company is dragged onto another: a preview, one step, and one step back', async () => {
    await ui.useTheme(vscode, 'light');
    const before = register();
    const row = (name: string) => vscode.page.locator('.pane .monaco-list-row', { hasText: name }).first();
    await row('Tindvik Energi').dragTo(row('Norrfjord Lines'));
    await ui.waitForText(vscode, 'Refactor Preview');
    await ui.screenshot(vscode, 'companies-merge-light');
    assert.equal(register(), before);
    await vscode.page.getByRole('button', { name: 'Apply' }).click();
    await eventually(
      () => /id: norrfjord.*Tindvik Energi/.test(register()) && !/id: tindvik/.test(register()),
    );
    await eventually(async () => !(await labels()).includes('Tindvik Energi'));
    await ui.runCommand(vscode, 'Corpus Annotator: Undo Last Change of Names');
    await eventually(() => register() === before);
    await eventually(async () => (await labels()).includes('Tindvik Energi'));
  });
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
