import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, closeAll, drop, freshName, host, open, openNew, run, until } from './texts';

suite('reading a text', () => {
  teardown(closeAll);

  test('the texts of a corpus get our language by themselves', async () => {
    const { editor } = await open('markets.txt');
    assert.equal(editor.document.languageId, 'corpus-text');
  });

  test('the outline has an article an entry, its sections below it', async () => {
    const { editor, analysis } = await open('markets.txt');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      editor.document.uri,
    );
    assert.deepEqual(
      symbols.map(({ range }) => range.start.line),
      analysis.articles.map(({ start }) => editor.document.positionAt(start).line),
    );
    assert.ok(symbols.some(({ children }) => children.length > 0));
  });

  test('articles and sections fold', async () => {
    const { editor, analysis } = await open('markets.txt');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      editor.document.uri,
    );
    const starts = new Set(folds.map(({ start }) => start));
    for (const { start } of analysis.articles) assert.ok(starts.has(editor.document.positionAt(start).line));
  });

  test('a hover says what a mark is, what it is worth, and why it is there', async () => {
    const { editor } = await openNew(
      freshName('hover'),
      'Sales rise\n\nSales rose to $1.1 billion at the firm last year.\n',
    );
    const position = editor.document.positionAt(editor.document.getText().indexOf('1.1'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      position,
    );
    const card = hovers
      .flatMap(({ contents }) =>
        contents.map((content) => (content as vscode.MarkdownString).value.replaceAll('&nbsp;', ' ')),
      )
      .join('\n');
    for (const part of [
      /amount of money/,
      /suggestion, score/,
      /1\.1 billion US dollars/,
      /1100000000/,
      /Accept/,
      /Reject/,
      /Relabel/,
    ])
      assert.match(card, part);
  });

  test('an edit costs its own article alone', async () => {
    const { editor, analysis } = await open('markets.txt');
    const last = analysis.articles.at(-1)!;
    await editor.edit((edit) => edit.insert(editor.document.positionAt(last.end), ' Nobody objected.'));
    const after = (await (await host()).documents.analyzed(editor.document))!;
    const kept = [...after.parts.values()].filter((part) => [...analysis.parts.values()].includes(part));
    assert.equal(kept.length, analysis.parts.size - 1);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  const odd: Readonly<Record<string, string | Uint8Array>> = {
    'an empty file': '',
    'only blank lines': '\n\n \n\r\n\n',
    'no title': 'this text goes on and on, and it has no title at all, and ends with a full stop.\n',
    'one long line': 'Orvane rose 4% in May. '.repeat(20_000),
    'a byte order mark': '\ufeffOrvane opens plant\n\nOrvane opened a plant.\n',
    'mixed line ends': 'Orvane opens plant\r\n\rOrvane opened\na plant in May.\r\n',
  };
  for (const [what, content] of Object.entries(odd)) {
    test(`${what} is read without a fault`, async () => {
      const name = freshName('odd');
      await vscode.workspace.fs.writeFile(
        at(name),
        typeof content === 'string' ? new TextEncoder().encode(content) : content,
      );
      const { editor, analysis } = await open(name);
      assert.equal(analysis.text, editor.document.getText());
      for (const { start, end, text } of analysis.suggestions)
        assert.equal(analysis.text.slice(start, end), text);
      await closeAll();
      await drop(name);
    });
  }

  test('any other text is annotated on demand', async () => {
    const name = freshName('other').replace('.txt', '.md');
    await vscode.workspace.fs.writeFile(
      at(name),
      new TextEncoder().encode('Orvane opens plant\n\nOrvane rose 4% on Monday.\n'),
    );
    await vscode.window.showTextDocument(at(name));
    await run('annotateFile');
    const document = await until('it has our language', () =>
      vscode.workspace.textDocuments.find(
        ({ uri, languageId }) => uri.path.endsWith(name) && languageId === 'corpus-text',
      ),
    );
    assert.ok(await (await host()).documents.analyzed(document));
    await closeAll();
    await drop(name);
  });
});
