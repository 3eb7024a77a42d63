import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ui from './driver';

const words = 'Tarn Motors paid $5 million to Ada Quill.\n';

/** Decisions go out to a tool and come back from one, all by hand. */
suite('export and import', () => {
  let vscode: ui.VSCode;
  suiteSetup(async () => {
    vscode = await ui.openVSCode({
      workspace: {
        from: 'nowhere',
        files: {
          'corpus.yaml': '',
          'news/harbour.txt': words,
          'news/harbour.txt.ann.yaml':
            'format: corpus-annotator/1\ntext: {file: harbour.txt}\nannotations:\n' +
            '- {id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted, comments: [{text: Who?}]}\n' +
            '- {id: bbb222, at: 1:32-1:41, label: PERSON, text: Ada Quill, status: accepted}\n',
          'old/quay.txt': 'Oslo is wet.\n',
          'from/task.jsonl':
            `${JSON.stringify({
              text: words,
              label: [
                [0, 11, 'COMPANY'],
                [17, 27, 'MONEY'],
              ],
            })}\n` +
            `{"text": "broken\n` +
            `${JSON.stringify({ text: 'Rain in Bergen.\n', label: [[8, 14, 'GPE']], file: 'new/rain.txt' })}\n`,
        },
      },
      size: { width: 1400, height: 900 },
    });
  });
  suiteTeardown(() => vscode.close());
  ui.keepPicturesOfFailures(() => vscode);

  test('Export…: which texts, which format, what, names of labels, where; the losses are told', async () => {
    await ui.openFile(vscode, 'harbour.txt');
    await ui.waitForText(vscode, /\d+ of \d+ decided/);
    await ui.runCommand(vscode, 'Corpus Annotator: Export…');
    await ui.waitForText(vscode, 'Export: Which Texts');
    await ui.screenshot(vscode, 'export-which');
    await ui.pick(vscode, 'The Corpus');
    await ui.waitForText(vscode, 'Export: Format');
    await ui.screenshot(vscode, 'export-format');
    await ui.pick(vscode, 'CoNLL-2003 (iob2)');
    await ui.waitForText(vscode, 'Export: What');
    await ui.pick(vscode, 'Decisions only');
    await ui.waitForText(vscode, /COMPANY → ORG/);
    await ui.screenshot(vscode, 'export-labels');
    await ui.pick(vscode, 'As in CoNLL-2003');
    await ui.waitForText(vscode, 'Export: Where');
    await ui.pick(vscode, 'export/conll');
    const told = await ui.notification(vscode, 'This format cannot carry everything.');
    assert.match(
      told,
      /Exported: 1 text, with 2 marks\. Lost: .*COMPANY → ORG.*Lost: comments \(1\), such as “Who\?”/,
    );
    await ui.waitForText(vscode, 'corpus.conll');
    await ui.screenshot(vscode, 'export-done');
    const at = (name: string): string => readFileSync(join(vscode.folder, 'export/conll', name), 'utf8');
    assert.match(at('corpus.conll'), /^Tarn -X- O B-ORG\nMotors -X- O I-ORG\n/m);
    assert.match(
      at('losses.yaml'),
      /^losses:\n.*\{code: labels, count: 1, .*\n[^]*\{code: comments, count: 1,/m,
    );
  });

  test('Import…: the format is guessed, a preview shows what would happen, and then it happens', async () => {
    await ui.runCommand(vscode, 'Corpus Annotator: Import…');
    await ui.waitForText(vscode, 'Import: What');
    await ui.pick(vscode, 'Files…');
    await ui.answer(vscode, join(vscode.folder, 'from/task.jsonl'));
    await ui.waitForText(vscode, 'as task.jsonl looks');
    await ui.pick(vscode, 'doccano (utf16)');
    await ui.waitForText(vscode, 'Import: Preview');
    await ui.waitForText(vscode, /2 new annotations in 2 texts, 1 new text, 0 conflicts/);
    await ui.screenshot(vscode, 'import-preview');
    assert.ok(!existsSync(join(vscode.folder, 'new/rain.txt')));
    await ui.pick(vscode, 'GPE (1)');
    await ui.pick(vscode, 'Add to corpus.yaml');
    await ui.waitForText(vscode, 'is added to the scheme');
    await ui.pick(vscode, 'Import');
    assert.match(
      await ui.notification(vscode, 'Imported:'),
      /Imported: 2 new annotations in 2 texts\. Not read: 1 line; see Problems\./,
    );
    const read = (name: string): string => readFileSync(join(vscode.folder, name), 'utf8');
    assert.match(read('news/harbour.txt.ann.yaml'), /at: 1:18-1:28, label: MONEY, text: \$5 million/);
    assert.match(read('news/harbour.txt.ann.yaml'), /aaa111.*COMPANY.*Who\?/);
    assert.equal(read('new/rain.txt'), 'Rain in Bergen.\n');
    assert.match(read('new/rain.txt.ann.yaml'), /at: 1:9-1:15, label: GPE, text: Bergen/);
    assert.match(read('corpus.yaml'), /^ {2}GPE: \{\}$/m);
    const rows = await ui.problems(vscode, /This is not of the format/);
    assert.ok(
      rows.some((row) => /Ln 2/.test(row)),
      rows.join('\n'),
    );
    await ui.screenshot(vscode, 'import-done');
  });
});
