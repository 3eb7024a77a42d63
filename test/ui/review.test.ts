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
const other = 'Ferry line sold\n\nNorrfjord Lines sold its ferries to Tarn Motors on Monday.\n';
const sidecar = `format: corpus-annotator/1
annotations:
- {id: aaa111, at: 3:1-3:14, label: COMPANY, text: Orvane Metals, status: accepted, by: anna, on: 2026-11-20, comments: [{by: ben, on: 2026-11-21, text: "a subsidiary?"}]}
- {id: aaa222, at: 3:33-3:37, label: LOC, text: Graz, status: accepted, unsure: true, by: ben, on: 2026-11-21}
- {id: aaa333, at: 4:30-4:39, label: LOC, text: Overthere, status: accepted, by: ben, on: 2026-11-21}
`;

suite('the Review view', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: {
        from: 'nothing',
        files: {
          'corpus.yaml': 'files: ["*.txt"]\n',
          'paper.txt': text,
          'paper.txt.ann.yaml': sidecar,
          'other.txt': other,
        },
      },
      settings: { 'corpusAnnotator.annotator': 'Cleo' },
      size: { width: 1400, height: 1400 },
    });
    await ui.openFile(vscode, 'paper.txt');
    await ui.waitForText(vscode, /^2 of \d+ decided/);
    await ui.runCommand(vscode, 'Corpus Annotator: Focus on Review View');
    // The other views make room.
    await ui.clickText(vscode, 'Companies');
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  const rows = async (): Promise<readonly string[]> =>
    (await ui.treeRows(vscode, 'Review')).map(({ label, description }) => `${label} ${description}`);
  /** Nothing while a save is between two files. */
  const onDisk = (): string => {
    try {
      return readFileSync(join(vscode.folder, 'paper.txt.ann.yaml'), 'utf8');
    } catch {
      return '';
    }
  };

  test('lists what is left to do', async () => {
    await eventually(async () => (await rows()).some((row) => row.startsWith('Lost Annotations')));
    await eventually(async () =>
      (await rows()).some((row) => /^Ferry line sold 0\/\d+ · other\.txt$/.test(row)),
    );
    const all = await rows();
    for (const row of [
      'Articles 2',
      'Smelter opens in Graz 2/7 · paper.txt',
      'Open Comments 1',
      'Orvane Metals ben, 2026-11-21: a subsidiary? · line 3 · paper.txt',
      'Unsure 1',
      'Graz LOC · line 3 · paper.txt',
      'Overthere LOC · paper.txt',
    ])
      assert.ok(all.includes(row), `${row} in ${all.join(' | ')}`);
    await ui.screenshot(vscode, 'review-light');
  });

  test('each row leads to its place, and its keys decide there and then', async () => {
    await ui.clickTreeRow(vscode, 'Review', 'Velda Works');
    await ui.waitForText(vscode, /Ln 4, Col \d+ \(11 selected\)/);
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('Enter');
    await eventually(() => /text: Velda Works, status: accepted, by: Cleo/.test(onDisk()));
    await eventually(async () => !(await rows()).some((row) => row.startsWith('Velda Works')));
  });

  test('an article is marked as done', async () => {
    await ui.clickRowAction(vscode, 'Review', 'Smelter opens in Graz', 'Mark Article as Done');
    await eventually(() => /title: Smelter opens in Graz, status: done/.test(onDisk()));
    await eventually(async () => (await rows()).includes('Done 1'));
  });

  test('a filter says what it shows, and can be taken off', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Filter Review…');
    await ui.check(vscode, 'LOC');
    await ui.waitForText(vscode, 'Labels: LOC');
    await eventually(async () => !(await rows()).some((row) => row.startsWith('$5 million')));
    await ui.screenshot(vscode, 'review-filtered');
    await ui.runCommand(vscode, 'Corpus Annotator: Clear Filter');
    await eventually(async () => (await rows()).some((row) => row.startsWith('$5 million')));
  });

  for (const theme of ['dark', 'high contrast'] as const)
    test(`it can be read in the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.screenshot(vscode, `review-${theme.replaceAll(' ', '-')}`);
      assert.ok((await rows()).includes('Open Comments 1'));
    });
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`Waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
