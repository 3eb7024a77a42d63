import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { memoryFiles, openIn, type MemoryFiles } from './memoryFiles';
import { closeAll, host, run, select, until } from './texts';

const text = 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz, said Mira Tan.\n';
const name = 'harbour.corpus.txt';
const sidecar = `${name}.ann.yaml`;
const graz = '- {id: aaa111, at: 3:33-3:37, label: LOC, text: Graz, status: accepted}\n';
const tan = '- {id: bbb222, at: 3:44-3:52, label: PERSON, text: Mira Tan, status: accepted}\n';
const file = (...lines: string[]): string => `format: corpus-annotator/1\nannotations:\n${lines.join('')}`;

suite('two who write', () => {
  let files: MemoryFiles;
  let editor: vscode.TextEditor;
  setup(async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    editor = await openIn(files, name);
  });
  teardown(async () => {
    files.faults.before = undefined;
    await (await host()).sidecars.saved();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
    files.dispose();
  });

  test('what another adds while nothing is unsaved here shows at once, and Undo still knows ours', async () => {
    await annotate('Orvane Metals', 'COMPANY');
    await saved(/Orvane Metals/);
    files.change(sidecar, files.read(sidecar)!.replace(graz, graz + tan));
    await until('it shows', async () => (await decided()).includes('PERSON Mira Tan') || undefined);
    await run('undo');
    assert.deepEqual(await decided(), ['LOC Graz', 'PERSON Mira Tan']);
  });

  test('different annotations: both are kept', async () => {
    await meanwhile(file(graz, tan), () => annotate('Orvane Metals', 'COMPANY'));
    await saved(/Orvane Metals[^]*aaa111[^]*bbb222/);
    assert.deepEqual(await decided(), ['COMPANY Orvane Metals', 'LOC Graz', 'PERSON Mira Tan']);
  });

  test('different keys of one annotation: both are kept', async () => {
    const theirs = graz.replace('}', ', comments: [{by: ben, text: the city?}]}');
    await meanwhile(file(theirs), async () => {
      select(editor, 'Graz', { caret: true });
      await run('reject');
    });
    await saved(/aaa111[^\n]*status: rejected[^\n]*the city\?/);
    assert.deepEqual(await found(), []);
  });

  for (const [title, label] of [
    ['Keep Ours', 'ORG'],
    ['Take Theirs', 'EVENT'],
  ] as const)
    test(`the same key: both readings are kept, and a quick fix decides: ${title}`, async () => {
      await meanwhile(file(graz.replace('LOC', 'EVENT').replace('}', ', by: ben}')), async () => {
        select(editor, 'Graz', { caret: true });
        await run('annotateAs.ORG');
      });
      await saved(/aaa111[^\n]*label: ORG[^\n]*conflict: \{theirs: \{label: EVENT/);
      await until('it is listed', async () => (await found()).includes('undecided-conflict') || undefined);
      await fix('undecided-conflict', title);
      await saved(new RegExp(`aaa111[^\\n]*label: ${label}[^{}\\n]*\\}\\n`));
      await until('it is not listed any more', async () => (await found()).length === 0 || undefined);
      assert.deepEqual(await decided(), [`${label} Graz`]);
    });

  test('the same key: a decision on it settles it', async () => {
    await meanwhile(file(graz.replace('LOC', 'EVENT')), async () => {
      select(editor, 'Graz', { caret: true });
      await run('annotateAs.ORG');
    });
    await saved(/conflict/);
    select(editor, 'Graz', { caret: true });
    await run('annotateAs.PRODUCT');
    await saved(/aaa111[^\n]*label: PRODUCT[^{}\n]*\}\n/);
  });

  test('a person’s unsaved changes in the file’s own tab are joined there and saved with ours', async () => {
    const buffer = await vscode.workspace.openTextDocument(files.at(sidecar));
    const tab = await vscode.window.showTextDocument(buffer, {
      viewColumn: vscode.ViewColumn.Two,
      preview: false,
    });
    await tab.edit((edit) => {
      edit.insert(new vscode.Position(2, 0), '# by hand\n');
      edit.insert(new vscode.Position(3, 0), tan);
    });
    assert.ok(buffer.isDirty);
    editor = await openIn(files, name);
    await annotate('Orvane Metals', 'COMPANY');
    await saved(/Orvane Metals[^]*# by hand\n- \{id: aaa111[^]*bbb222/);
    assert.ok(!buffer.isDirty);
    assert.equal(buffer.getText(), files.read(sidecar));
    assert.deepEqual(await decided(), ['COMPANY Orvane Metals', 'LOC Graz', 'PERSON Mira Tan']);
  });

  test('changes in the tab that cannot be read yet are left alone, and ours wait until they can', async () => {
    const buffer = await vscode.workspace.openTextDocument(files.at(sidecar));
    const tab = await vscode.window.showTextDocument(buffer, {
      viewColumn: vscode.ViewColumn.Two,
      preview: false,
    });
    const half = '- {id: bbb222, at: [3:44\n';
    await tab.edit((edit) => edit.insert(new vscode.Position(3, 0), half));
    editor = await openIn(files, name);
    await annotate('Orvane Metals', 'COMPANY');
    await until(
      'it is said',
      async () => (await host()).sidecars.get(editor.document)?.failure !== undefined || undefined,
    );
    assert.equal(files.read(sidecar), file(graz));
    const line = buffer.lineAt(3);
    await vscode.window.showTextDocument(buffer, { viewColumn: vscode.ViewColumn.Two });
    const change = new vscode.WorkspaceEdit();
    change.replace(buffer.uri, line.range, tan.trimEnd());
    await vscode.workspace.applyEdit(change);
    await buffer.save();
    await saved(/Orvane Metals[^]*aaa111[^]*bbb222/);
  });

  async function annotate(words: string, label: string): Promise<void> {
    select(editor, words);
    await run(`annotateAs.${label}`);
  }

  /** Another writes the file after we decided and before we save. */
  async function meanwhile(theirs: string, decide: () => Promise<void>): Promise<void> {
    files.faults.before = () => {
      throw new Error('Not yet');
    };
    await decide();
    await until(
      'it is decided',
      async () => (await host()).sidecars.get(editor.document)?.failure !== undefined || undefined,
    );
    files.faults.before = undefined;
    files.change(sidecar, theirs);
  }

  async function saved(expected: RegExp): Promise<void> {
    await until(`${String(expected)} is saved`, () => expected.test(files.read(sidecar) ?? '') || undefined);
    await (await host()).sidecars.saved();
  }

  async function decided(): Promise<readonly string[]> {
    const { decisions } = await (await host()).sidecars.open(editor.document);
    return decisions.annotations.map(({ label, text: words }) => `${label} ${words}`);
  }

  async function found(): Promise<readonly unknown[]> {
    const entries = vscode.languages.getDiagnostics(files.at(sidecar));
    return Promise.resolve(entries.map(({ code }) => code));
  }

  async function fix(code: string, title: string): Promise<void> {
    const entry = vscode.languages.getDiagnostics(files.at(sidecar)).find((each) => each.code === code)!;
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
