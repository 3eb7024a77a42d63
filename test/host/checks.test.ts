import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { memoryFiles, openIn, type MemoryFiles } from './memoryFiles';
import { closeAll, host, run, until } from './texts';

const text = [
  'Orvane opens plant',
  'Orvane Metals opened a plant in Graz, 10 miles (160 km) off, for $5 million. Graz was glad.',
  'Orvane sells Orvane in Linz.',
  '',
].join('\n');
const name = 'harbour.corpus.txt';
const sidecar = `${name}.ann.yaml`;
const annotations = [
  '{id: aaa111, at: 1:1-1:7, label: COMPANY, text: Orvane, status: accepted}',
  '{id: bbb222, at: 2:33-2:37, label: TOWN, text: Graz, status: accepted}',
  '{id: ccc333, at: 2:66-2:76, label: MONEY, text: $5 million, value: 5000, unit: USD, status: accepted}',
  '{id: ddd444, at: 3:1-3:7, label: COMPANY, text: Orvane, status: accepted}',
  '{id: eee555, at: 3:14-3:20, label: PRODUCT, text: Orvane, entity: orvane, status: accepted}',
];
const file = `format: corpus-annotator/1\nannotations:\n${annotations.map((line) => `- ${line}\n`).join('')}`;
const project = 'labels:\n  COMPANY: {}\n  LOC: {}\n  PRODUCT: {}\n  MONEY: {}\n  QUANTITY: {}\n';

suite('checks of a text', () => {
  let files: MemoryFiles;
  let editor: vscode.TextEditor;
  setup(async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file, 'corpus.yaml': project });
    editor = await openIn(files, name);
  });
  teardown(async () => {
    await settings().update('checks.off', undefined, vscode.ConfigurationTarget.Global);
    await (await host()).sidecars.saved();
    await closeAll();
    files.dispose();
  });

  test('are listed at their words, most of them quietly', async () => {
    assert.deepEqual(await listed(), [
      'unknown-label Graz 0',
      'conversion-differs 160 km 1',
      'value-differs $5 million 1',
      'left-unmarked Graz 2',
      'labelled-differently Orvane 2',
    ]);
    const outside = await until('the entity is listed', () =>
      entriesOf(sidecar).find(isOf('unknown-entity')),
    );
    assert.equal(outside.range.start.line, 6);
  });

  for (const [code, title, expected] of [
    ['unknown-label', 'Relabel as place', /bbb222[^\n]*label: LOC/],
    ['value-differs', 'Set the Value to 5000000 USD', /ccc333[^\n]*value: 5000000, unit: USD/],
    ['left-unmarked', 'Mark as TOWN', /at: 2:78-2:82, label: TOWN, text: Graz/],
    ['left-unmarked', 'Not Graz Here', /at: 2:78-2:82, label: TOWN, text: Graz, status: rejected/],
    ['labelled-differently', 'Relabel as company', /eee555[^\n]*label: COMPANY/],
    [
      'labelled-differently',
      'Relabel the Other 2 as product',
      /aaa111[^\n]*label: PRODUCT[^]*ddd444[^\n]*PRODUCT/,
    ],
    [
      'conversion-differs',
      'Flag as Unsure',
      /text: 160 km, value: 160, unit: km, status: accepted, unsure: true/,
    ],
  ] as const)
    test(`${code}: ${title}; Undo brings it back`, async () => {
      await listed();
      await fix(code, title);
      await until('it is saved', () => expected.test(files.read(sidecar)!) || undefined);
      await until('the entry goes', () => !entriesOf(name).some(isOf(code)) || undefined);
      await run('undo');
      await until('it is listed again', () => entriesOf(name).find(isOf(code)));
      await until('it is saved', () => !expected.test(files.read(sidecar)!) || undefined);
    });

  test('a corpus.yaml that changes is heeded at once', async () => {
    await listed();
    files.change(
      'corpus.yaml',
      `${project}  TOWN: {}\nentities:\n- {id: orvane, label: COMPANY, name: Orvane}\n`,
    );
    await until('the label is known', () => !entriesOf(name).some(isOf('unknown-label')) || undefined);
    await until('the entity is known', () => !entriesOf(sidecar).some(isOf('unknown-entity')) || undefined);
    files.change('corpus.yaml', 'labels: 5\n');
    await until('what is wrong in it is listed', () => entriesOf('corpus.yaml').length > 0 || undefined);
    files.change('corpus.yaml', undefined);
    await until('it is listed no more', () => entriesOf('corpus.yaml').length === 0 || undefined);
    await until('the label is unknown again', () => entriesOf(name).find(isOf('unknown-label')));
  });

  test('can be switched off one by one', async () => {
    await listed();
    const off = ['labelled-differently', 'left-unmarked'];
    await settings().update('checks.off', off, vscode.ConfigurationTarget.Global);
    await until(
      'they go',
      () => !entriesOf(name).some(({ code }) => off.includes(code as string)) || undefined,
    );
    assert.equal(checksOf(name).length, 3);
  });

  test('follow the text as it is edited', async () => {
    await listed();
    await editor.edit((edit) => edit.replace(rangeOf('160 km'), '16 km'));
    await until('the entry goes', () => !entriesOf(name).some(isOf('conversion-differs')) || undefined);
    await vscode.commands.executeCommand('undo');
    await until('it is there again', () => entriesOf(name).find(isOf('conversion-differs')));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  function settings(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration('corpusAnnotator');
  }

  function rangeOf(words: string): vscode.Range {
    const start = editor.document.getText().indexOf(words);
    return new vscode.Range(
      editor.document.positionAt(start),
      editor.document.positionAt(start + words.length),
    );
  }

  function entriesOf(of: string): vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(files.at(of));
  }

  function checksOf(of: string): vscode.Diagnostic[] {
    return entriesOf(of).filter(({ code }) => code !== 'repeated-article');
  }

  /** Code, words and severity of each, once the text is checked. */
  async function listed(): Promise<readonly string[]> {
    const entries = await until('the text is checked', () => {
      const found = checksOf(name);
      return found.length > 0 ? found : undefined;
    });
    return entries.map(
      ({ code, range, severity }) => `${code as string} ${editor.document.getText(range)} ${severity}`,
    );
  }

  async function fix(code: string, title: string): Promise<void> {
    const entry = entriesOf(name).find(isOf(code))!;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      files.at(name),
      entry.range,
    );
    const action = actions.find((each) => each.title === title);
    assert.ok(action, actions.map((each) => each.title).join());
    const { command, arguments: given = [] } = action.command!;
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
  }
});

function isOf(wanted: string): (entry: vscode.Diagnostic) => boolean {
  return ({ code }) => code === wanted;
}
