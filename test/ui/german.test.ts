import assert from 'node:assert/strict';
import * as ui from './driver';

suite('VS Code in German', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({ language: 'de', size: { width: 1400, height: 900 } });
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  test('commands, status, hovers and problems speak German', async () => {
    await ui.openFile(vscode, 'markets.txt');
    await ui.waitForText(vscode, /\d+ von \d+ entschieden/);
    const card = (await ui.hoverWord(vscode, '11.6%', /Vorschlag/)).replaceAll('\u00a0', ' ');
    assert.match(card, /Prozentangabe · Vorschlag, Wertung/);
    assert.match(card, /11,6 Prozent/);
    assert.match(card, /Annehmen/);
    await ui.screenshot(vscode, 'german');
    await ui.runCommand(vscode, 'Corpus Annotator: Zum nächsten Vorschlag gehen');
    const rows = await ui.problems(vscode, /wiederholt den in Zeile/);
    assert.equal(rows.filter((row) => /Dieser Artikel wiederholt den in Zeile \d+/.test(row)).length, 2);
  });
});
