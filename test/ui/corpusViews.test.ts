import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import * as ui from './driver';

const story = [
  'Tarn Motors opens works in Oslo',
  'OSLO, March 3, 2026 - Tarn Motors opened a works on Tuesday in which four hundred people will build small vans for the post.',
  'The firm said that the first van would leave the line in June, and that it hoped to build nine thousand a year.',
  'Its chief executive, Nadia Orlov, drove the last old van out of the yard to the applause of the whole night shift.',
];
const bridge = [
  'Bridge over the Quill closed until May',
  'BRIGHTWELL, April 14, 2026 - The bridge over the Quill was closed to lorries on Wednesday after divers found cracks in a pier.',
  'Engineers will drive steel sheets round the pier and fill it, which the county expects to take until the end of May.',
];
const text = (...articles: (readonly string[])[]) =>
  `${articles.map((lines) => lines.join('\n\n')).join('\n\n\n')}\n`;

/** What a person does with a whole corpus: its repeats, and its charts. */
suite('repeats and overview of a corpus', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: {
        files: {
          'wire-1.txt': text(story, bridge),
          'wire-2.txt': text(bridge, story.slice(0, 3)),
          'wire-3.txt': text([
            ...story.map((line) => line.replace('four hundred', 'five hundred')),
            bridge[2]!,
          ]),
        },
      },
      settings: { 'corpusAnnotator.annotator': 'editor' },
      size: { width: 1400, height: 900 },
    });
    await ui.openFile(vscode, 'wire-2.txt');
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  const rows = () => ui.treeRows(vscode, 'Repeats');
  const sidecar = (name: string): string => {
    const path = join(vscode.folder, `${name}.ann.yaml`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  /** The page of charts, in its frames. */
  const page = (): FrameLocator => vscode.page.frameLocator('iframe.webview').frameLocator('iframe');

  test('the Repeats view lists stories, and their tellings with how they differ', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Focus on Repeats View');
    await eventually(async () => (await rows()).length >= 2);
    await ui.clickTreeRow(vscode, 'Repeats', story[0]!);
    await eventually(async () => (await rows()).some(({ label }) => label === 'wire-3.txt:1'));
    const all = await rows();
    const first = all.findIndex(({ label }) => label === story[0]);
    assert.deepEqual(
      all
        .slice(first, first + 4)
        .map(({ label, description }) => [label, description.replace(/\d\d %/, 'N %')]),
      [
        [story[0], 'told 3 times'],
        ['wire-1.txt:1', 'first telling'],
        ['wire-2.txt:8', 'N % · cut'],
        ['wire-3.txt:1', 'N % · changed'],
      ],
    );
    await ui.screenshot(vscode, 'repeats-light');
  });

  test('a telling is confirmed from its row, and looks so', async () => {
    const row = vscode.page.locator('.monaco-list-row').filter({ hasText: 'wire-2.txt:8' });
    await row.hover();
    await row.getByRole('button', { name: 'Confirm Repeat' }).click();
    await eventually(() => /decision: confirmed/.test(sidecar('wire-2.txt')));
    await eventually(async () =>
      (await rows()).some(
        ({ label, description }) => label === 'wire-2.txt:8' && /^confirmed/.test(description),
      ),
    );
    await ui.clickTreeRow(vscode, 'Repeats', 'wire-2.txt:8');
    await ui.waitForText(vscode, /Repeats wire-1\.txt:1, confirmed/);
    await ui.screenshot(vscode, 'repeats-confirmed');
  });

  test('labels are carried over after a look at them', async () => {
    await ui.openFile(vscode, 'wire-1.txt');
    // Lines shift while the text comes in the place of another one.
    await eventually(async () => {
      await ui.clickWord(vscode, 'Nadia');
      return vscode.page.getByText('Ln 7,').isVisible();
    });
    await ui.runCommand(vscode, 'Corpus Annotator: Accept Mark');
    await eventually(() => /text: Nadia Orlov, status: accepted/.test(sidecar('wire-1.txt')));
    await ui.clickWord(vscode, 'June');
    await ui.runCommand(vscode, 'Corpus Annotator: Reject Mark');
    await eventually(() => /text: June, .*status: rejected/.test(sidecar('wire-1.txt')));
    await ui.openFile(vscode, 'wire-3.txt');
    await ui.clickWord(vscode, 'five hundred');
    await ui.runCommand(vscode, 'Corpus Annotator: Carry Labels Over…');
    await ui.waitForText(vscode, 'Carry Labels Over from wire-1.txt:1');
    await ui.screenshot(vscode, 'carry-labels');
    await vscode.page.keyboard.press('Enter');
    await eventually(() => /text: Nadia Orlov, status: accepted/.test(sidecar('wire-3.txt')));
    assert.match(sidecar('wire-3.txt'), /text: June, .*status: rejected/);
  });

  for (const theme of ['light', 'dark', 'high contrast', 'high contrast light'] as const) {
    test(`the overview can be read in the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.runCommand(vscode, 'Corpus Annotator: Corpus Overview');
      await page().getByRole('heading', { name: 'Companies Named Most' }).waitFor();
      await page().getByText('repeated articles', { exact: true }).waitFor();
      await ui.screenshot(vscode, `overview-${theme.replaceAll(' ', '-')}`);
      await page().getByRole('heading', { name: 'Repeated Articles' }).scrollIntoViewIfNeeded();
      await ui.screenshot(vscode, `overview-${theme.replaceAll(' ', '-')}-below`);
    });
  }

  test('a bar is reached by the keyboard and leads to its list', async () => {
    const bar = page().getByRole('link', { name: /^place: / });
    await bar.focus();
    await vscode.page.keyboard.press('Enter');
    await ui.waitForText(vscode, /^\d+ places$/);
    await ui.screenshot(vscode, 'overview-list');
    await vscode.page.keyboard.press('Escape');
  });

  test('the charts have a table for a twin', async () => {
    await page().getByText('As a table').first().click();
    const row = page().getByRole('row', { name: /Trevanick Foods/ });
    assert.match(await row.innerText(), /named \d+ times in \d+ articles/);
  });

  test('it follows the corpus, and keeps the focus and what is unfolded', async () => {
    const bar = page().getByRole('link', { name: /^place: / });
    await bar.focus();
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(vscode.folder, 'wire-4.txt'), text(bridge));
    await page()
      .locator('dl > div:first-child', { hasText: /^7\s*texts$/ })
      .waitFor();
    assert.equal(await bar.evaluate((element) => element.ownerDocument.activeElement === element), true);
    assert.equal(await page().locator('details[open]').count(), 1);
  });

  test('the charts are saved as SVG', async () => {
    await page().getByRole('button', { name: 'Save as SVG…' }).click();
    await ui.answer(vscode, join(vscode.folder, 'corpus.svg'));
    await eventually(() => existsSync(join(vscode.folder, 'corpus.svg')));
    const svg = readFileSync(join(vscode.folder, 'corpus.svg'), 'utf8');
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg, /Trevanick Foods/);
    assert.doesNotMatch(svg, /var\(|<script/);
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
