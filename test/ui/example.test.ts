import assert from 'node:assert/strict';
import * as ui from './driver';

suite('VS Code as a person sees it', () => {
  let vscode: ui.VSCode;
  const text =
    'Aurora Pay raised $3.4bn — “the most yet” — in Zürich. 😀 中文公司 提高.\n\nMira Tan leads it.\nhttp://example.org/\n';

  suiteSetup(
    async () => void (vscode = await ui.openVSCode({ workspace: { files: { 'example.txt': text } } })),
  );
  suiteTeardown(() => vscode.close());

  ui.keepPicturesOfFailures(() => vscode);

  test('opens a text', async () => {
    await ui.openFile(vscode, 'example.txt');
    await ui.waitForText(vscode, 'Mira Tan leads it.');
    const spans = await ui.lineSpans(vscode, 'Mira Tan');
    assert.deepEqual(
      spans.map((span) => span.text),
      ['Mira Tan leads it.'],
    );
  });

  test('runs a command of the extension', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Say Hello');
    assert.match(await ui.notification(vscode, 'Hello, corpus'), /Hello, corpus/);
  });

  test('shows a hover', async () => {
    assert.match(await ui.hoverWord(vscode, 'http://example.org/', /link/i), /click/);
  });

  test('lists the files', async () => {
    const rows = await ui.treeRows(vscode, 'corpus');
    assert.ok(rows.some(({ label }) => label === 'example.txt'));
  });

  for (const theme of ['dark', 'high contrast', 'high contrast light', 'light'] as const) {
    test(`changes to the ${theme} theme`, async () => {
      await ui.useTheme(vscode, theme);
      await ui.screenshot(vscode, `example-${theme.replaceAll(' ', '-')}`);
    });
  }

  test('keeps the text open over a reload', async () => {
    await ui.reloadWindow(vscode);
    await ui.waitForText(vscode, 'Mira Tan leads it.');
  });

  test('uses no network', () => {
    assert.deepEqual(vscode.outsideRequests, []);
  });
});
