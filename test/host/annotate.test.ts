import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, drop, freshName, host, marks, open, openNew, read, run, select, until } from './texts';

const text = 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz on Monday, said Mira Tan.\n';

suite('annotating', () => {
  let name: string;
  setup(() => void (name = freshName('annotate')));
  teardown(async () => {
    await closeAll();
    await drop(name, `${name}.ann.yaml`);
  });

  test('a selection gets a label, is saved at once, and is there again when the text is opened again', async () => {
    const { editor } = await openNew(name, text);
    select(editor, 'Orvane Metals');
    await run('annotateAs.COMPANY');
    const saved = await savedAnnotations(1);
    assert.match(
      saved[0]!,
      /^- \{id: \w{6}, at: 3:1-3:14, label: COMPANY, text: Orvane Metals, status: accepted, on: \d{4}-\d\d-\d\d\}$/,
    );

    await closeAll();
    const again = await open(name);
    assert.deepEqual(await marks(again.editor, 'accepted'), ['COMPANY Orvane Metals']);
  });

  test('undo and redo go back and forth over everything', async () => {
    const { editor } = await openNew(name, text);
    select(editor, 'Graz');
    await run('annotateAs.LOC');
    select(editor, 'Graz', { caret: true });
    await run('annotateAs.ORG');
    await run('reject');
    await run('remove');
    assert.deepEqual(await decided(editor), []);
    const states: string[][] = [];
    for (const step of ['undo', 'undo', 'undo', 'undo', 'redo', 'redo']) {
      await run(step);
      states.push([...(await decided(editor))]);
    }
    assert.deepEqual(states, [
      ['rejected ORG Graz'],
      ['accepted ORG Graz'],
      ['accepted LOC Graz'],
      [],
      ['accepted LOC Graz'],
      ['accepted ORG Graz'],
    ]);
  });

  test('editing the text moves the annotations along', async () => {
    const { editor } = await openNew(name, text);
    select(editor, 'Mira Tan');
    await run('annotateAs.PERSON');
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'Yesterday '));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Flash: '));
    await editor.document.save();
    await savedAnnotations(1, /at: 3:64-3:72, label: PERSON, text: Mira Tan,/);
  });

  test('a rejected suggestion is not suggested again; an accepted one is decided', async () => {
    const { editor, analysis } = await openNew(
      name,
      'Sales rise\n\nSales rose 4.5% to $1.1 billion at the firm last year.\n',
    );
    assert.ok(analysis.suggestions.length >= 2);
    select(editor, '4.5%', { caret: true });
    await run('reject');
    select(editor, '$1.1 billion', { caret: true });
    await run('accept');
    assert.deepEqual(await decided(editor), ['rejected PERCENT 4.5%', 'accepted MONEY $1.1 billion']);
    assert.ok(!(await marks(editor, 'suggested')).some((mark) => /4\.5%|billion/.test(mark)));
    await savedAnnotations(2, /text: \$1\.1 billion, value: 1100000000, unit: USD, status: accepted/);
  });

  test('a selection of white space alone is refused, and nothing is written', async () => {
    const { editor } = await openNew(name, text);
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    await run('annotateAs.COMPANY');
    assert.deepEqual(await decided(editor), []);
    await (await host()).sidecars.saved();
    await assert.rejects(async () => read(`${name}.ann.yaml`));
  });

  test('blanks at the ends of a selection are left out, and an emoji is not cut', async () => {
    const { editor } = await openNew(name, 'Orvane opens plant\n\nThe 🚀Orvane firm opened a plant.\n');
    const start = editor.document.getText().indexOf('🚀');
    editor.selection = new vscode.Selection(
      editor.document.positionAt(start + 1),
      editor.document.positionAt(start + 9),
    );
    await run('annotateAs.COMPANY');
    assert.deepEqual(await decided(editor), ['accepted COMPANY 🚀Orvane']);
  });

  async function decided(editor: vscode.TextEditor): Promise<readonly string[]> {
    const analysis = await (await host()).documents.analyzed(editor.document);
    return analysis!.marks
      .filter(({ state }) => state !== 'suggested')
      .map(({ state, label, text: words }) => `${state} ${label} ${words}`);
  }

  async function savedAnnotations(count: number, expected = /./): Promise<readonly string[]> {
    return until('the annotations are saved', async () => {
      const source = await read(`${name}.ann.yaml`).catch(() => '');
      const lines = source.split('\n').filter((line) => line.startsWith('- {id:'));
      return lines.length === count && expected.test(source) ? lines : undefined;
    });
  }
});
