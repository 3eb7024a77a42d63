import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from './driver';

suite('bad input, as a person meets it', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: {
        files: {
          'corpus.yaml': 'labels: {}\n',
          'broken.txt': 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz on Monday.\n',
          'broken.txt.ann.yaml': 'format: corpus-annotator/2\n',
        },
      },
    });
    writeFileSync(
      join(vscode.folder, 'large.txt'),
      'Orvane opened a plant in Graz on Monday.\n'.repeat(1_500_000),
    );
  });
  suiteTeardown(() => vscode.close());

  test('annotating beside a sidecar of a newer format is refused, with the way out', async () => {
    await ui.openFile(vscode, 'broken.txt');
    await ui.waitForText(vscode, 'Annotations file broken');
    await ui.clickWord(vscode, 'Graz');
    await vscode.page.keyboard.press('Alt+A');
    await vscode.page.keyboard.press('L');
    await ui.notification(vscode, /nothing is written over it/);
    await vscode.page.getByRole('button', { name: 'Open Annotations File' }).click();
    await ui.waitForText(vscode, /corpus-annotator\/2/);
    await ui.problems(vscode, /newer format/);
    await ui.screenshot(vscode, 'broken-sidecar');
  });

  test('a text of more than 50 MB: it is said once that nothing can be marked', async () => {
    // VS Code itself asks before it shows so large a text.
    await vscode.page.keyboard.press('ControlOrMeta+P');
    await ui.pick(vscode, 'large.txt');
    assert.match(await ui.notification(vscode, /larger than 50 MB/), /large\.txt/);
  });
});
