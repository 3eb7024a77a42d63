import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SidecarState } from '../../src/host/sidecars';
import { memoryFiles, openIn, type MemoryFiles } from './memoryFiles';
import { at, closeAll, drop, freshName, host, open, openNew, read, run, select, until, write } from './texts';

const text = 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz, said Mira Tan.\n';
const name = 'harbour.corpus.txt';
const sidecar = `${name}.ann.yaml`;
const graz = '- {id: aaa111, at: 3:33-3:37, label: LOC, text: Graz, status: accepted}\n';
const file = (...lines: string[]): string => `format: corpus-annotator/1\nannotations:\n${lines.join('')}`;

suite('saving', () => {
  let files: MemoryFiles;
  teardown(async () => {
    files.faults.before = undefined;
    await (await host()).sidecars.saved();
    await closeAll();
    files.dispose();
  });

  test('in a virtual workspace: whole in a file of its own, then renamed, and nothing else is left', async () => {
    files = memoryFiles({ [name]: text });
    const editor = await openIn(files, name);
    await annotate(editor, 'Graz', 'LOC');
    await saved(/label: LOC, text: Graz/);
    assert.deepEqual(files.names(), [name, sidecar]);
    assert.match(
      files.log.join(),
      /^write harbour\.corpus\.txt\.ann\.yaml\.none\..*\.tmp,rename .*\.ann\.yaml$/,
    );
  });

  test('where the file system cannot rename, the file is written in place', async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    files.faults.before = (operation) => {
      if (operation === 'rename')
        throw vscode.FileSystemError.NoPermissions('No file gets another name here');
    };
    const editor = await openIn(files, name);
    await annotate(editor, 'Mira Tan', 'PERSON');
    await saved(/aaa111[^]*Mira Tan/);
    assert.deepEqual(files.names(), [name, sidecar]);
  });

  test('what is there already is not written', async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    const editor = await openIn(files, name);
    await (await host()).sidecars.save(editor.document);
    await annotate(editor, 'Mira Tan', 'PERSON');
    await run('undo');
    await (await host()).sidecars.saved();
    files.log.length = 0;
    await (await host()).sidecars.save(editor.document);
    await (await host()).sidecars.saved();
    assert.deepEqual(files.log, []);
  });

  test('what cannot be saved is kept, is not told twice, and is saved with the next decision', async () => {
    files = memoryFiles({ [name]: text });
    files.faults.before = fullDisk;
    const editor = await openIn(files, name);
    await annotate(editor, 'Graz', 'LOC');
    const failed = await until('it is said that it failed', async () => failing(await state(editor)));
    assert.match(failed.failure!, /full/);
    assert.deepEqual(files.names(), [name]);
    files.faults.before = undefined;
    await annotate(editor, 'Mira Tan', 'PERSON');
    await saved(/Graz[^]*Mira Tan/);
    await until(
      'nothing is said any more',
      async () => (await state(editor)).failure === undefined || undefined,
    );
  });

  test('it is saved by itself when something changes in the folder', async () => {
    files = memoryFiles({ [name]: text });
    files.faults.before = fullDisk;
    const editor = await openIn(files, name);
    await annotate(editor, 'Graz', 'LOC');
    await until('it failed', async () => failing(await state(editor)));
    files.faults.before = undefined;
    files.change('other.txt', 'Something else.\n');
    await saved(/text: Graz/);
  });

  test('it is kept when its text is closed, and there when it is opened again', async () => {
    files = memoryFiles({ [name]: text });
    files.faults.before = fullDisk;
    const editor = await openIn(files, name);
    await annotate(editor, 'Graz', 'LOC');
    await until('it failed', async () => failing(await state(editor)));
    await closeAll();
    const again = await openIn(files, name);
    assert.deepEqual(decided(await state(again)), ['LOC Graz']);
    files.faults.before = undefined;
    await (await host()).sidecars.save(again.document);
    assert.match(files.read(sidecar)!, /text: Graz/);
  });

  test('it can be saved elsewhere', async () => {
    files = memoryFiles({ [name]: text });
    files.faults.before = (_operation, written) => {
      if (written.startsWith(sidecar)) throw vscode.FileSystemError.NoPermissions(files.at(written));
    };
    const editor = await openIn(files, name);
    await annotate(editor, 'Graz', 'LOC');
    await until('it failed', async () => failing(await state(editor)));
    await (await host()).sidecars.saveAs(editor.document, files.at('rescued.ann.yaml'));
    assert.match(files.read('rescued.ann.yaml')!, /text: Graz/);
  });

  test('a read-only file is not replaced; what cannot be saved is saved once it may be', async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    files.faults.readOnly = sidecar;
    const editor = await openIn(files, name);
    await annotate(editor, 'Mira Tan', 'PERSON');
    const failed = await until('it failed', async () => failing(await state(editor)));
    assert.match(failed.failure!, /read-only/);
    assert.equal(files.read(sidecar), file(graz));
    files.faults.readOnly = undefined;
    await (await host()).sidecars.save(editor.document);
    assert.match(files.read(sidecar)!, /aaa111[^]*Mira Tan/);
  });

  test('after Revert File, the file speaks of the text on disk again', async () => {
    files = memoryFiles({ [name]: text });
    const editor = await openIn(files, name);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Late\n\n'));
    await annotate(editor, 'Graz', 'LOC');
    await saved(/at: 5:33-5:37/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await saved(/at: 3:33-3:37/);
    assert.deepEqual((await state(editor)).moved, []);
    assert.deepEqual(decided(await state(editor)), ['LOC Graz']);
  });

  test('a text that has no file yet is to be saved first', async () => {
    files = memoryFiles({});
    const document = await vscode.workspace.openTextDocument({ content: text });
    await vscode.window.showTextDocument(document);
    await run('annotateFile');
    assert.equal(document.languageId, 'plaintext');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('closing the text saves at once', async () => {
    files = memoryFiles({ [name]: text });
    const editor = await openIn(files, name);
    await annotate(editor, 'Graz', 'LOC');
    await closeAll();
    await saved(/text: Graz/);
  });

  test('a save that was cut off is ended when the text is opened', async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    await cutOff(async (editor) => annotate(editor, 'Mira Tan', 'PERSON'));
    assert.deepEqual(files.names().length, 3);
    // Another window than the one that was ended.
    const temporary = files.names()[2]!;
    files.change(temporary.replace(/\w+\.tmp$/, 'dead00.tmp'), files.read(temporary));
    files.change(temporary, undefined);
    files.change(sidecar, undefined);
    const again = await openIn(files, name);
    // VS Code keeps a closed text for a while; then it is the file that is read again.
    await (await host()).sidecars.reload(again.document);
    assert.deepEqual(decided(await state(again)), ['LOC Graz', 'PERSON Mira Tan']);
    await saved(/aaa111[^]*Mira Tan/);
  });

  test('in the gap of another window’s rename the file is not taken for deleted', async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    await cutOff(async (editor) => annotate(editor, 'Mira Tan', 'PERSON'));
    const temporary = files.names()[2]!;
    const theirs = files.read(temporary)!;
    files.change(temporary, undefined);
    const editor = await openIn(files, name);
    files.change(temporary.replace(/\w+\.tmp$/, 'other0.tmp'), theirs);
    files.change(sidecar, undefined);
    await (await host()).sidecars.reload(editor.document);
    assert.deepEqual(decided(await state(editor)), ['LOC Graz', 'PERSON Mira Tan']);
    files.change(temporary.replace(/\w+\.tmp$/, 'other0.tmp'), undefined);
    files.change(sidecar, theirs);
    await (await host()).sidecars.reload(editor.document);
    assert.deepEqual(decided(await state(editor)), ['LOC Graz', 'PERSON Mira Tan']);
  });

  test('a file that was taken away takes its decisions along, and Undo brings them back', async () => {
    files = memoryFiles({ [name]: text, [sidecar]: file(graz) });
    const editor = await openIn(files, name);
    files.change(sidecar, undefined);
    await until('they are gone', async () => decided(await state(editor)).length === 0 || undefined);
    await run('undo');
    await saved(/aaa111, at: 3:33-3:37, label: LOC, text: Graz/);
  });

  test('a file that is not UTF-8 is not written over', async () => {
    files = memoryFiles({ [name]: text });
    await vscode.workspace.fs.writeFile(
      files.at(sidecar),
      new Uint8Array([...encode(file(graz)), 0xe4, 0x0a]),
    );
    const editor = await openIn(files, name);
    assert.deepEqual(
      [(await state(editor)).writable, (await state(editor)).findings.map(({ code }) => code)],
      [false, ['not-text']],
    );
  });

  async function saved(expected: RegExp): Promise<void> {
    await until(`${String(expected)} is saved`, () => expected.test(files.read(sidecar) ?? '') || undefined);
    await (await host()).sidecars.saved();
  }

  /** Leaves a whole temporary file beside the sidecar as it was, as a window leaves it that is ended in the middle. */
  async function cutOff(change: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
    const before = files.read(sidecar)!;
    files.faults.before = (operation, target) => {
      if (operation !== 'write' || target === sidecar) throw new Error('The window is ended');
    };
    const editor = await openIn(files, name);
    await change(editor);
    await until('it failed', async () => failing(await state(editor)));
    await until(
      'the temporary file stays',
      () => files.names().some((each) => each.endsWith('.tmp')) || undefined,
    );
    const temporary = files.names().find((each) => each.endsWith('.tmp'))!;
    const left = files.read(temporary)!;
    files.faults.before = undefined;
    await run('undo');
    await (await host()).sidecars.save(editor.document);
    await closeAll();
    files.change(sidecar, before);
    files.change(temporary, left);
  }
});

suite('saving on disk', () => {
  teardown(closeAll);

  test('a folder that became a file: kept, and saved by itself once the folder is back', async function () {
    const disk = nodeFiles();
    if (!disk) this.skip();
    const folder = freshName('folder').replace('.txt', '');
    const { editor } = await openNew(`${folder}/harbour.corpus.txt`, text);
    disk.renameSync(at(folder).path, `${at(folder).path}-away`);
    disk.writeFileSync(at(folder).path, 'Not a folder.\n');
    await annotate(editor, 'Graz', 'LOC');
    await until('it failed', async () => failing(await state(editor)));
    disk.unlinkSync(at(folder).path);
    disk.renameSync(`${at(folder).path}-away`, at(folder).path);
    await until(
      'it is saved',
      async () =>
        /text: Graz/.test(await read(`${folder}/harbour.corpus.txt.ann.yaml`).catch(() => '')) || undefined,
    );
    await closeAll();
    await vscode.workspace.fs.delete(at(folder), { recursive: true });
  });

  test('a folder by the name of the annotations file is told of, and annotating refused until it is gone', async () => {
    const named = freshName('named');
    await vscode.workspace.fs.createDirectory(at(`${named}.ann.yaml`));
    await write(named, text);
    const { editor: again } = await open(named);
    assert.ok((await (await host()).documents.analyzed(again.document))!.marks.length > 0);
    const listed = await until('it is listed', () =>
      vscode.languages.getDiagnostics(at(`${named}.ann.yaml`)).find(({ code }) => code === 'unreadable'),
    );
    assert.match(listed.message, /cannot be read/);
    await vscode.workspace.fs.delete(at(`${named}.ann.yaml`), { recursive: true });
    await until('it may be written', async () => (await state(again)).writable || undefined);
    await annotate(again, 'Graz', 'LOC');
    await until(
      'it is saved',
      async () => /text: Graz/.test(await read(`${named}.ann.yaml`).catch(() => '')) || undefined,
    );
    await closeAll();
    await drop(named, `${named}.ann.yaml`);
  });

  test('a sidecar that is a link stays one', async function () {
    const disk = nodeFiles();
    if (!disk) this.skip();
    const linked = freshName('linked');
    await write('elsewhere.yaml', file(graz));
    const path = (each: string): string => at(each).path;
    disk.symlinkSync(path('elsewhere.yaml'), path(`${linked}.ann.yaml`));
    await write(linked, text);
    const { editor } = await open(linked);
    await annotate(editor, 'Mira Tan', 'PERSON');
    await until(
      'it is saved where the link leads',
      async () => /aaa111[^]*Mira Tan/.test(await read('elsewhere.yaml')) || undefined,
    );
    assert.ok(disk.lstatSync(path(`${linked}.ann.yaml`)).isSymbolicLink());
    await closeAll();
    await drop(linked, `${linked}.ann.yaml`, 'elsewhere.yaml');
  });
});

/** Node's own files, which the worker host does not have: other programs than VS Code, to the extension. */
function nodeFiles() {
  return typeof process === 'object' && typeof process.getBuiltinModule === 'function'
    ? process.getBuiltinModule('node:fs')
    : undefined;
}

async function annotate(editor: vscode.TextEditor, words: string, label: string): Promise<void> {
  select(editor, words);
  await run(`annotateAs.${label}`);
}

async function state(editor: vscode.TextEditor): Promise<SidecarState> {
  return (await host()).sidecars.open(editor.document);
}

function failing(found: SidecarState): SidecarState | undefined {
  return found.failure === undefined ? undefined : found;
}

function decided({ decisions }: SidecarState): readonly string[] {
  return decisions.annotations.map(({ label, text: words }) => `${label} ${words}`);
}

function fullDisk(operation: string): void {
  if (operation === 'write') throw new Error('The disk is full');
}

function encode(source: string): Uint8Array {
  return new TextEncoder().encode(source);
}
