import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { mentionsOf, thingsOf } from '../../src/core/corpus/things';
import { at, closeAll, drop, freshName, host, open, run, select, until, write } from './texts';

const text =
  'Quorvane Bank buys Tarn Motors\n\nQuorvane Bank Inc. said it bought Tarn Motors for $2 billion.\n';

suite('the index of the corpus', () => {
  teardown(async () => {
    await closeAll();
    await drop('technology.txt.ann.yaml');
  });

  test('holds all texts of the corpus once one is open, without opening them', async () => {
    await open('technology.txt');
    const { corpus } = await host();
    await corpus.settled();
    assert.deepEqual(
      [...corpus.corpus.texts.keys()]
        .filter((file) => /(industry|markets|technology)\.txt$/.test(file))
        .sort(),
      ['industry.txt', 'markets.txt', 'technology.txt'].map((name) => at(name).toString()),
    );
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ uri }) => uri.path.endsWith('markets.txt')).length,
      0,
    );
  });

  test('follows files that come, change, are renamed and go', async () => {
    await open('technology.txt');
    const name = freshName('indexed');
    const renamed = freshName('renamed');
    const uri = await write(name, text);
    await until('it is in the index', () =>
      mentionsIn(uri, 'Quorvane Bank').then((count) => count === 2 || undefined),
    );
    await write(name, text + '\nQuorvane Bank closed early.\n');
    await until('it has changed', () =>
      mentionsIn(uri, 'Quorvane Bank').then((count) => count === 3 || undefined),
    );
    await vscode.workspace.fs.rename(uri, at(renamed));
    await until('it has its new name', () =>
      mentionsIn(at(renamed), 'Quorvane Bank').then((count) => count === 3 || undefined),
    );
    await until('its old name is gone', async () => !(await has(uri)) || undefined);
    await drop(renamed);
    await until('it is gone', async () => !(await has(at(renamed))) || undefined);
  });

  test('follows a corpus of its own in a folder that comes, is renamed and goes', async () => {
    await open('technology.txt');
    await write('below/corpus.yaml', 'files: ["**/*.txt"]\n');
    await write('below/deep/inside.txt', text);
    await until('it is in the index', async () => (await has(at('below/deep/inside.txt'))) || undefined);
    await vscode.workspace.fs.rename(at('below'), at('moved'));
    await until('it is where it is now', async () => (await has(at('moved/deep/inside.txt'))) || undefined);
    await until('it is not where it was', async () => !(await has(at('below/deep/inside.txt'))) || undefined);
    await vscode.workspace.fs.delete(at('moved'), { recursive: true });
    await until('it is gone', async () => !(await has(at('moved/deep/inside.txt'))) || undefined);
  });

  test('an open text counts as it stands in the editor, its decisions too', async () => {
    const { editor } = await open('technology.txt');
    const uri = editor.document.uri;
    const end = new vscode.Position(editor.document.lineCount, 0);
    await editor.edit((edit) => edit.insert(end, '\n\nQuorvane Bank said it was open on Mondays.\n'));
    await until('the new name is in the index', () =>
      mentionsIn(uri, 'Quorvane Bank').then((count) => count === 1 || undefined),
    );
    select(editor, 'Quorvane Bank', { caret: true });
    await run('reject');
    await until('it names nothing', () =>
      mentionsIn(uri, 'Quorvane Bank').then((count) => count === 0 || undefined),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('a text with a sidecar of its own counts, decisions and all', async () => {
    await open('technology.txt');
    const name = freshName('decided').replace('.txt', '.text');
    const uri = await write(name, text);
    await write(
      `${name}.ann.yaml`,
      `format: corpus-annotator/1\ntext:\n  file: ${name}\nannotations:\n- {id: aaaaaa, at: 1:1-1:14, label: COMPANY, text: Quorvane Bank, status: accepted}\n`,
    );
    await until('its decision counts', async () => {
      const { corpus } = await host();
      const thing = thingsOf(corpus.corpus).all.find((one) => one.name.startsWith('Quorvane Bank'));
      return thing?.decided === 1 && thing.places.some(({ file }) => file === uri.toString())
        ? true
        : undefined;
    });
    await drop(name, `${name}.ann.yaml`);
    await until('it is gone', async () => !(await has(uri)) || undefined);
  });

  test('binary data and what is no UTF-8 harm nothing; skipped texts are told', async () => {
    await open('technology.txt');
    const name = freshName('binary');
    const uri = await write(name, new Uint8Array([0, 1, 2, 255, 254, 0]));
    await until(
      'it is skipped',
      async () => (await host()).corpus.state.skipped.has(uri.toString()) || undefined,
    );
    assert.equal(await has(uri), false);
    await drop(name);
    await until('it is forgotten', async () =>
      (await host()).corpus.state.skipped.has(uri.toString()) ? undefined : true,
    );
  });
});

async function has(uri: vscode.Uri): Promise<boolean> {
  return (await host()).corpus.corpus.texts.has(uri.toString());
}

async function mentionsIn(uri: vscode.Uri, name: string): Promise<number> {
  const { corpus } = await host();
  return thingsOf(corpus.corpus)
    .all.filter((thing) => thing.name.startsWith(name))
    .flatMap((thing) => mentionsOf(thing))
    .filter(({ file }) => file === uri.toString()).length;
}
