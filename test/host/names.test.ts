import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, closeAll, drop, freshName, host, open, read, run, select, until, write } from './texts';

suite('names as symbols of the corpus', () => {
  suiteSetup(async () => {
    await open('technology.txt');
    await (await host()).corpus.settled();
  });
  suiteTeardown(closeAll);

  /** Opens a text and gives the place of a name, once the index has the text as it is in the editor. */
  const placeOf = async (file: string, name: string): Promise<[vscode.Uri, vscode.Position]> => {
    const { editor } = await open(file);
    const { corpus } = await host();
    await until(
      'the index has the open text',
      () => corpus.corpus.texts.get(editor.document.uri.toString())?.key.startsWith('open-') || undefined,
    );
    select(editor, name, { caret: true });
    return [editor.document.uri, editor.selection.active];
  };

  test('Go to Definition opens the entry in corpus.yaml', async () => {
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      ...(await placeOf('markets.txt', 'Trevanick Foods')),
    );
    const lines = (await read('corpus.yaml')).split('\n');
    assert.deepEqual(
      found.map(({ uri, range }) => [uri.path.split('/').at(-1), lines[range.start.line]!.slice(0, 14)]),
      [['corpus.yaml', '- {id: trevanic']].map(([file, line]) => [file, line!.slice(0, 14)]),
    );
  });

  test('Find All References lists the mentions in all texts, each on its words', async () => {
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      ...(await placeOf('markets.txt', 'Norrfjord')),
    );
    const mentions = found.filter(({ uri }) => uri.path.endsWith('.txt'));
    assert.ok(new Set(mentions.map(({ uri }) => uri.toString())).size > 1);
    for (const { uri, range } of mentions) {
      const line = (await read(uri.path.split('/').at(-1)!)).split('\n')[range.start.line]!;
      assert.match(line.slice(range.start.character, range.end.character), /^Norrfjord/);
    }
  });

  test('Rename changes the register and no text', async () => {
    const [uri, position] = await placeOf('markets.txt', 'Trevanick Foods');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      position,
      'Trevanick Group',
    );
    assert.deepEqual(
      edit.entries().map(([changed]) => changed.path.split('/').at(-1)),
      ['corpus.yaml'],
    );
  });

  test('Ctrl+T finds names and titles of texts that are not open', async () => {
    const symbols = await until('they are found', async () => {
      const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'tindvik',
      );
      return found.length > 0 ? found : undefined;
    });
    assert.ok(
      symbols.some(({ name, kind }) => name === 'Tindvik Energi' && kind === vscode.SymbolKind.Class),
    );
    assert.ok(symbols.some(({ kind }) => kind === vscode.SymbolKind.File));
  });

  test('the other mentions of a name are highlighted', async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      ...(await placeOf('markets.txt', 'Trevanick Foods')),
    );
    assert.ok(found.length > 5);
  });

  test('the card of a name says what the corpus says of it', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      ...(await placeOf('markets.txt', 'Norrfjord')),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value))
      .join('\n');
    assert.match(
      text.replaceAll('&nbsp;', ' '),
      /In the corpus\*\*: Norrfjord Lines, named \d+ times in \d+ articles of 2 texts/,
    );
    assert.match(text, /companies\.reveal\?/);
  });

  test('what is no company is rejected in all texts, in one step that can be taken back', async () => {
    const name = freshName('names');
    await write(name, 'Zelvane Bank opens\n\nZelvane Bank Inc. said it had opened.\n');
    const { corpus } = await host();
    const thing = await until('it is in the index', async () =>
      (await corpus.things()).all.find((one) => one.name.startsWith('Zelvane Bank')),
    );
    const done = run('things.notOne', { kind: 'thing', thing });
    await until('it is applied', async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      return (await read(`${name}.ann.yaml`).catch(() => '')).includes('status: rejected') || undefined;
    });
    await done;
    const sidecar = await read(`${name}.ann.yaml`);
    assert.equal(sidecar.match(/text: Zelvane Bank.*status: rejected/g)?.length, 2);
    await run('things.undo');
    await until(
      'it is as it was',
      async () => !(await read(`${name}.ann.yaml`).catch(() => '')).includes('rejected') || undefined,
    );
    await closeAll();
    await drop(name, `${name}.ann.yaml`);
    assert.ok(at(name));
  });
});
