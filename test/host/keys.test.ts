import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Annotation, Relation } from '../../src/core/model';
import { closeAll, drop, freshName, host, openNew, read, run, select, until, write } from './texts';

const text =
  'Orvane raises $5 million\n\nOrvane Metals of Graz raised $5 million on Monday, said Mira Tan of Orvane Metals.\n';

/** What the keys of annotate mode do, by their commands. */
suite('annotating by keyboard', () => {
  let name: string;
  let others: string[] = [];
  setup(() => void (name = freshName('keys')));
  teardown(async () => {
    await closeAll();
    await drop(...[name, ...others].flatMap((each) => [each, `${each}.ann.yaml`]));
    others = [];
  });

  test('borders move by word and character, and each step can be undone', async () => {
    const { editor } = await openNew(name, text);
    select(editor, 'Metals of Graz');
    await run('annotateAs.COMPANY');
    select(editor, 'Metals of Graz', { caret: true });
    const steps = ['extendStart', 'shrinkEnd', 'shrinkEnd', 'extendEndByCharacter', 'shrinkEndByCharacter'];
    const words: string[] = [];
    for (const step of steps) {
      await run(step);
      words.push((await annotations(editor))[0]!.text);
    }
    assert.deepEqual(words, [
      'Orvane Metals of Graz',
      'Orvane Metals of',
      'Orvane Metals',
      'Orvane Metals o',
      'Orvane Metals',
    ]);
    for (let i = 0; i < 4; i++) await run('undo');
    assert.deepEqual(await texts(editor), ['Orvane Metals of Graz']);
  });

  test('an annotation is split, merged, and has several pieces', async () => {
    const { editor } = await openNew(name, text);
    select(editor, 'Orvane Metals');
    await run('annotateAs.COMPANY');
    caretAt(editor, text.indexOf('Metals'));
    await run('split');
    assert.deepEqual(await texts(editor), ['Orvane', 'Metals']);
    caretAt(editor, text.indexOf('Orvane Metals') + 1);
    await run('merge');
    assert.deepEqual(await texts(editor), ['Orvane Metals']);
    select(editor, 'Monday');
    await run('addPiece');
    assert.deepEqual(await texts(editor), ['Orvane Metals … Monday']);
    caretAt(editor, text.indexOf('Monday') + 1);
    await run('removePiece');
    assert.deepEqual(await texts(editor), ['Orvane Metals']);
  });

  test('nested annotations are chosen in turn, and the one that is chosen is decided', async () => {
    const { editor } = await openNew(name, text);
    for (const [words, label] of [
      ['Orvane Metals of Graz', 'ORG'],
      ['Graz raised', 'EVENT'],
    ] as const) {
      select(editor, words);
      await run(`annotateAs.${label}`);
    }
    caretAt(editor, text.indexOf('Graz') + 1);
    await run('nextMarkHere');
    await run('reject');
    assert.deepEqual(await states(editor), ['rejected ORG', 'accepted EVENT']);
    await run('nextMarkHere');
    await run('reject');
    assert.deepEqual(await states(editor), ['rejected ORG', 'rejected EVENT']);
  });

  test('a doubt, an article’s status and a link are saved', async () => {
    const { editor } = await openNew(name, text);
    select(editor, 'Orvane Metals');
    await run('annotateAs.COMPANY');
    caretAt(editor, text.indexOf('Orvane Metals') + 1);
    await run('toggleUnsure');
    await chosen('setArticleStatus');
    await chosen('link');
    const [relation] = await until('a link is made', async () => {
      const { relations } = await decisions(editor);
      return relations.length > 0 ? relations : undefined;
    });
    assert.ok(relation);
    assert.equal(await words(editor, relation), 'Orvane Metals raised $5 million');
    const source = await until('it is saved', async () => {
      const saved = await read(`${name}.ann.yaml`).catch(() => '');
      return saved.includes('type: raised') ? saved : undefined;
    });
    assert.match(source, /line: 1, title: Orvane raises \$5 million, status: in progress/);
    assert.match(source, /text: Orvane Metals, .*unsure: true/);
    await run('unlink');
    assert.deepEqual((await decisions(editor)).relations, []);
  });

  test('every occurrence in the corpus is marked, and undone in all its texts at once', async () => {
    const other = freshName('keys');
    others = [other];
    await write(other, 'Zorvina opens plant\n\nThe Zorvina plant, not zorvina’s or Zorvinas, is Zorvina.\n');
    const { editor } = await openNew(name, 'Zorvina\n\nZorvina of Graz.\n');
    select(editor, 'Zorvina');
    await run('annotateAs.PRODUCT');
    caretAt(editor, 1);
    await chosen('markInCorpus');
    const both = [`${name}.ann.yaml`, `${other}.ann.yaml`];
    const counts = async (): Promise<number[]> =>
      Promise.all(
        both.map(async (file) => (await read(file).catch(() => '')).split('text: Zorvina').length - 1),
      );
    await until('both texts are marked', async () => (await counts()).join() === '2,3' || undefined);
    await run('undo');
    await until('both are as before', async () => (await counts()).join() === '1,0' || undefined);
    await run('redo');
    await until('both are marked again', async () => (await counts()).join() === '2,3' || undefined);
  });

  test('all suggestions of the article are accepted as one step', async () => {
    const { editor, analysis } = await openNew(name, text);
    assert.ok(analysis.suggestions.length > 2);
    await chosen('acceptArticle');
    await until('all are accepted', async () =>
      (await annotations(editor)).length === analysis.suggestions.length ? true : undefined,
    );
    await run('undo');
    assert.deepEqual(await annotations(editor), []);
  });

  test('a key without a label, blanks, and a selection across articles mark nothing', async () => {
    const { editor } = await openNew(
      name,
      `${text}\n\n\nGraz votes on a new bridge\n\nThe town of Graz votes on Monday.\n`,
    );
    const analysis = (await (await host()).documents.analyzed(editor.document))!;
    select(editor, 'Graz');
    await run('key', '9');
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    await run('key', 'c');
    if (analysis.articles.length > 1) {
      const { start } = analysis.articles[1]!;
      const at = (offset: number): vscode.Position => editor.document.positionAt(offset);
      editor.selection = new vscode.Selection(at(start - 10), at(start + 10));
      await run('key', 'c');
    }
    assert.deepEqual(await annotations(editor), []);
  });

  test('a broken annotations file is not written, whatever key is pressed', async () => {
    const broken = 'format: corpus-annotator/1\nannotations:\n- {id: [\n';
    others = [];
    await write(`${name}.ann.yaml`, broken);
    const { editor } = await openNew(name, text);
    select(editor, 'Graz', { caret: true });
    for (const key of ['key', 'accept', 'reject', 'toggleUnsure', 'extendEnd', 'split', 'undo'])
      await run(key, ...(key === 'key' ? ['l'] : []));
    await (await host()).sidecars.saved();
    assert.equal(await read(`${name}.ann.yaml`), broken);
  });

  test('the mode makes the text read-only, and leaves it as it was', async () => {
    const { editor } = await openNew(name, text);
    const insert = (): Thenable<boolean> => vscode.commands.executeCommand<boolean>('type', { text: 'q' });
    await run('toggleAnnotating');
    await insert();
    assert.equal(editor.document.getText(), text);
    await run('toggleAnnotating');
    await insert();
    await until('typing writes again', () => editor.document.getText() !== text || undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  async function decisions(editor: vscode.TextEditor) {
    return (await (await host()).sidecars.open(editor.document)).decisions;
  }
  async function annotations(editor: vscode.TextEditor): Promise<readonly Annotation[]> {
    return (await decisions(editor)).annotations;
  }
  async function texts(editor: vscode.TextEditor): Promise<readonly string[]> {
    return (await annotations(editor)).map((annotation) => annotation.text);
  }
  async function states(editor: vscode.TextEditor): Promise<readonly string[]> {
    return (await annotations(editor)).map(({ status, label }) => `${status} ${label}`);
  }
  async function words(editor: vscode.TextEditor, { type, from, to }: Relation): Promise<string> {
    const all = await annotations(editor);
    const text = (id: string): string => all.find((each) => each.id === id)!.text;
    return `${text(from)} ${type} ${text(to)}`;
  }
});

function caretAt(editor: vscode.TextEditor, offset: number): void {
  const place = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(place, place);
}

/** Runs a command that asks, and takes what it offers first. */
async function chosen(command: string): Promise<void> {
  let isDone = false;
  const done = run(command).then(() => void (isDone = true));
  await until(`${command} has been answered`, async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return isDone || undefined;
  });
  await done;
}
