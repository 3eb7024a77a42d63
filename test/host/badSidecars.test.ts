import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, closeAll, drop, freshName, host, open, read, run, select, until, write } from './texts';

const text = 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz.\n';

/** What is wrong with a file, and the code and line of the entry in Problems. */
const broken: Readonly<Record<string, readonly [source: string, code: string, line: number]>> = {
  'not YAML': [
    'format: corpus-annotator/1\nannotations:\n- {id: a1b2c3, at: 3:1-3:5, label: [COMPANY}\n',
    'not-yaml',
    3,
  ],
  'not ours': ['name: something else\n', 'no-format', 1],
  'of a newer format': ['format: corpus-annotator/2\n', 'newer-format', 1],
  'an alias bomb': [
    'format: corpus-annotator/1\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
    'refused-yaml',
    2,
  ],
};

suite('a broken sidecar', () => {
  let name: string;
  let sidecar: string;
  setup(() => {
    name = freshName('broken');
    sidecar = `${name}.ann.yaml`;
  });
  teardown(async () => {
    await closeAll();
    await drop(name, sidecar);
  });

  for (const [what, [source, code, line]] of Object.entries(broken)) {
    test(`${what}: shown at its line, never written over, annotating is refused`, async () => {
      await write(name, text);
      await write(sidecar, source);
      const { editor } = await open(name);
      const entries = await until('Problems shows it', () => {
        const found = vscode.languages.getDiagnostics(at(sidecar));
        return found.length > 0 ? found : undefined;
      });
      assert.ok(
        entries.some((entry) => entry.code === code && entry.range.start.line + 1 === line),
        JSON.stringify(entries.map((entry) => [entry.code, entry.range.start.line + 1])),
      );
      select(editor, 'Orvane Metals');
      void run('annotateAs.COMPANY');
      await until('it is refused', async () =>
        (await host()).sidecars.get(editor.document)?.writable === false ? true : undefined,
      );
      await (await host()).sidecars.saved();
      assert.equal(await read(sidecar), source);
    });
  }

  test('positions outside the text: the entry is shown, the others are used, and it stays in the file', async () => {
    await write(name, text);
    await write(
      sidecar,
      [
        'format: corpus-annotator/1',
        'annotations:',
        '- {id: aaaaa1, at: 3:1-3:14, label: COMPANY, text: Orvane Metals, status: accepted}',
        '- {id: aaaaa2, at: 99:1-99:5, label: LOC, text: Graz, status: accepted}',
        '',
      ].join('\n'),
    );
    const { editor } = await open(name);
    await until('Problems shows it', () =>
      vscode.languages.getDiagnostics(at(sidecar)).some(({ range }) => range.start.line === 3)
        ? true
        : undefined,
    );
    select(editor, 'plant in Graz');
    await run('annotateAs.EVENT');
    const saved = await until('it is saved', async () => {
      const source = await read(sidecar).catch(() => '');
      return source.includes('EVENT') ? source : undefined;
    });
    assert.match(saved, /id: aaaaa1, at: 3:1-3:14/);
    assert.match(saved, /id: aaaaa2, at: 99:1-99:5/);
  });
});
