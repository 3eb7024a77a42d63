import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textFacts } from '../../src/core/sidecar/facts';
import { memoryFiles, openIn, type MemoryFiles } from './memoryFiles';
import { closeAll, host, run, select, until } from './texts';

const before =
  'Orvane opens plant\n\nOrvane Metals opened a plant in Graz, said Mira Tan.\nNothing else was said.\n';
const now =
  'Flash\n\nOrvane opens plant\n\nOrvane Metals opened a works in Linz, said Mira Tan.\nNothing else was said.\n';
const name = 'harbour.corpus.txt';
const sidecar = `${name}.ann.yaml`;
const facts = textFacts(name, before);
const file = [
  `format: corpus-annotator/1\ntext:\n  file: ${name}\n  sha256: ${facts.sha256}\nannotations:\n`,
  '- {id: aaa111, at: 1:1-1:7, label: COMPANY, text: Orvane, status: accepted}\n',
  '- {id: bbb222, at: 3:33-3:37, label: LOC, text: Graz, status: accepted, unsure: true}\n',
  `fingerprint: ${facts.fingerprint}\n`,
].join('');

suite('a text that changed elsewhere', () => {
  let files: MemoryFiles;
  let editor: vscode.TextEditor;
  setup(async () => {
    files = memoryFiles({ [name]: now, [sidecar]: file });
    editor = await openIn(files, name);
  });
  teardown(async () => {
    await (await host()).sidecars.saved();
    await closeAll();
    files.dispose();
  });

  test('what was found again is told in one quiet entry, which goes when the new places are saved', async () => {
    const entry = await listed('moved');
    assert.deepEqual(
      [entry.severity, entry.relatedInformation!.map(({ location }) => location.range.start.line)],
      [vscode.DiagnosticSeverity.Information, [2]],
    );
    assert.equal(files.read(sidecar), file);
    await fix(entry, 'Save Their New Places');
    await until('it is saved', () => /aaa111, at: 3:1-3:7,/.test(files.read(sidecar)!) || undefined);
    await until('the entry goes', () => entryOf('moved') === undefined || undefined);
  });

  test('a lost annotation is placed on the words that are selected, keeps what is known of it, and Undo takes it back', async () => {
    const entry = await listed('orphan');
    assert.equal(entry.severity, vscode.DiagnosticSeverity.Warning);
    select(editor, 'Linz');
    await fix(entry, 'Place Here…');
    await until(
      'it is saved',
      () =>
        /bbb222, at: 5:33-5:37, label: LOC, text: Linz, status: accepted, unsure: true, on/.test(
          files.read(sidecar)!,
        ) || undefined,
    );
    assert.deepEqual(await state(), [['COMPANY Orvane', 'LOC Linz'], []]);
    await until('the entry goes', () => entryOf('orphan') === undefined || undefined);
    await run('undo');
    assert.deepEqual(await state(), [['COMPANY Orvane'], ['LOC Graz']]);
    await until('it is listed again', () => entryOf('orphan'));
  });

  test('with nothing selected it is not placed', async () => {
    const entry = await listed('orphan');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await fix(entry, 'Place Here…');
    assert.deepEqual(await state(), [['COMPANY Orvane'], ['LOC Graz']]);
  });

  test('it can be dropped, and Undo brings it back', async () => {
    await fix(await listed('orphan'), 'Drop');
    await until('it is saved', () => !files.read(sidecar)!.includes('bbb222') || undefined);
    assert.deepEqual(await state(), [['COMPANY Orvane'], []]);
    await run('undo');
    await until('it is saved', () => files.read(sidecar)!.includes('bbb222') || undefined);
    assert.deepEqual(await state(), [['COMPANY Orvane'], ['LOC Graz']]);
  });

  async function state(): Promise<readonly (readonly string[])[]> {
    const { decisions } = await (await host()).sidecars.open(editor.document);
    const said = ({ label, text }: { label: string; text: string }): string => `${label} ${text}`;
    return [decisions.annotations.map(said), decisions.orphans.map(({ annotation }) => said(annotation))];
  }

  function entryOf(code: string): vscode.Diagnostic | undefined {
    return vscode.languages.getDiagnostics(files.at(sidecar)).find((entry) => entry.code === code);
  }

  function listed(code: string): Promise<vscode.Diagnostic> {
    return until(`${code} is listed`, () => entryOf(code));
  }

  async function fix(entry: vscode.Diagnostic, title: string): Promise<void> {
    await vscode.workspace.openTextDocument(files.at(sidecar));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      files.at(sidecar),
      entry.range,
    );
    const action = actions.find((each) => each.title === title);
    assert.ok(action, actions.map((each) => each.title).join());
    const { command, arguments: given = [] } = action.command!;
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
  }
});
