import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSidecar } from '../../src/core/sidecar/read';
import * as ui from './driver';

const text = `Orvane raises $5 million

Orvane Metals of Graz raised $5 million on Monday, said Mira Tan, its founder. Orvane Metals
will build a plant in Linz, Austria. Shares of Orvane rose 4.5%.
`;

/** What the keys of annotate mode show and do, one after the other, as a person sees it. */
suite('keys of annotate mode', () => {
  let vscode: ui.VSCode;
  const press = (key: string): Promise<void> => vscode.page.keyboard.press(key);
  const onDisk = (): string => readFileSync(join(vscode.folder, 'flash.txt.ann.yaml'), 'utf8');
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: {
        files: {
          'flash.txt': text,
          'second.txt': 'Orvane\n\nMira Tan of Orvane Metals spoke. Mira Tan left.\n',
        },
      },
      settings: { 'corpusAnnotator.annotator': 'editor' },
      size: { width: 1200, height: 700 },
    });
    await ui.openFile(vscode, 'flash.txt');
    await ui.waitForText(vscode, /^0 of \d+ decided/);
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  test('the mark that is meant has a frame, and its label stands in the status bar', async () => {
    await press('F9');
    await ui.waitForText(vscode, /Annotating: company “Orvane”/);
    await press('Enter');
    await ui.waitForText(vscode, /^1 of \d+ decided/);
  });

  test('nested annotations are told apart and chosen in turn', async () => {
    await ui.clickWord(vscode, 'Orvane Metals of');
    await ui.waitForText(vscode, /Annotating: company “Orvane Metals”/);
    for (const key of ['.', '.', 'o']) await press(key);
    await ui.waitForText(vscode, /Annotating: organisation “Orvane Metals of Graz”/);
    await ui.clickWord(vscode, 'Graz', { count: 2 });
    await ui.waitForText(vscode, /\(4 selected\)/);
    await press('l');
    await ui.clickWord(vscode, 'Graz');
    await ui.waitForText(vscode, /1 of 2 here/);
    await press('Tab');
    await ui.waitForText(vscode, /2 of 2 here/);
    await ui.screenshot(vscode, 'nested-light');
  });

  test('a mark explains itself by keyboard', async () => {
    await press('h');
    await vscode.page.locator('.monaco-hover:visible').filter({ hasText: 'accepted' }).first().waitFor();
    await ui.screenshot(vscode, 'describe-light');
    await press('Escape');
  });

  test('a comment that looks like YAML is kept as it is', async () => {
    const comment = '- {not: yaml} # "at all": \'x\' & *y !z';
    await ui.clickWord(vscode, 'Graz');
    await press('Shift+C');
    await ui.answer(vscode, comment);
    await eventually(() => onDisk().includes('comments:'));
    const { document, findings } = readSidecar(onDisk());
    assert.deepEqual(findings, []);
    assert.ok(document);
    const hover = await ui.hoverWord(vscode, 'Graz', /not:\s*yaml/);
    assert.ok(hover.replaceAll('\u00a0', ' ').includes(comment));
  });

  test('two marks are linked by a relation of the scheme, and the hover shows it', async () => {
    await ui.clickWord(vscode, 'Orvane Metals of');
    await press('c');
    await press('Shift+L');
    await vscode.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await ui.screenshot(vscode, 'link-light');
    await ui.pick(vscode, 'raised → $5 million');
    await eventually(() => onDisk().includes('type: raised'));
    await ui.hoverWord(vscode, 'Orvane Metals of', /raised\s*→\s*“\$5\s*million”/);
    await ui.screenshot(vscode, 'relation-light');
  });

  test('every occurrence is shown before it is marked', async () => {
    await ui.clickWord(vscode, 'Mira');
    await press('Shift+W');
    await vscode.page.locator('.quick-input-list .monaco-list-row').nth(2).waitFor();
    await ui.screenshot(vscode, 'everywhere-light');
    await press('Enter');
    await eventually(
      () => readFileSync(join(vscode.folder, 'second.txt.ann.yaml'), 'utf8').split('Mira Tan').length === 3,
    );
    await press('z');
    await eventually(
      () => !readFileSync(join(vscode.folder, 'second.txt.ann.yaml'), 'utf8').includes('Mira Tan'),
    );
  });

  test('the cheat sheet lists what each key does, and does it', async () => {
    await press('Shift+H');
    await vscode.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await ui.screenshot(vscode, 'keys-light');
    await vscode.page.keyboard.type('Next Suggestion');
    await press('Enter');
    await ui.waitForText(vscode, /Annotating: /);
  });

  test('the menu shows the keys', async () => {
    await ui.clickWord(vscode, 'Linz');
    await vscode.page.keyboard.press('Shift+F10');
    await vscode.page.getByText('Corpus Annotator').filter({ visible: true }).last().hover();
    await vscode.page.getByText('Accept Mark').filter({ visible: true }).first().waitFor();
    await ui.screenshot(vscode, 'menu-light');
    await press('Escape');
    await press('Escape');
  });

  for (const theme of ['dark', 'high contrast', 'high contrast light'] as const)
    test(`what is meant can be seen in the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.clickWord(vscode, 'Graz');
      await ui.waitForText(vscode, /1 of 2 here/);
      await ui.screenshot(vscode, `annotating-${theme.replaceAll(' ', '-')}`);
    });
});

async function eventually(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      if (holds()) return;
    } catch {
      // The file is not there yet.
    }
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
