import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, closeAll, drop, host, open, read, run, until } from './texts';

suite('repeated articles', () => {
  teardown(async () => {
    await closeAll();
    await drop('markets.txt.ann.yaml');
  });

  test('each has an entry in Problems on its title, pointing at the first telling', async () => {
    const { editor, analysis } = await open('markets.txt');
    const { document } = editor;
    const line = (article: number): number => document.positionAt(analysis.articles[article]!.start).line;
    const entries = await until('Problems shows them', () => {
      const found = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ code }) => code === 'repeated-article');
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      entries.map(({ range, severity, relatedInformation }) => [
        range.start.line,
        severity,
        relatedInformation![0]!.location.range.start.line,
      ]),
      analysis.repeats.map(({ article, of }) => [
        line(article),
        vscode.DiagnosticSeverity.Information,
        line(of),
      ]),
    );
    assert.match(entries[0]!.message, /repeats the one at line \d+ \(100 % the same\)/);
  });

  test('the line above its title offers to compare, to confirm it and to say that it is none', async () => {
    const { editor, analysis } = await open('markets.txt');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
    );
    const title = editor.document.positionAt(analysis.articles[analysis.repeats[0]!.article]!.start).line;
    const [first, ...others] = lenses
      .filter(({ range }) => range.start.line === title)
      .map(({ command }) => command!.title);
    assert.match(first!, /^Repeats line \d+ \(100 %\)$/);
    assert.deepEqual(others, ['Compare', 'Confirm Repeat', 'Not a Repeat']);
  });

  test('Not a Repeat is kept in the sidecar and obeyed, and can be undone', async () => {
    const { editor, analysis } = await open('markets.txt');
    const again = analysis.articles[analysis.repeats[0]!.article]!;
    await run('rejectRepeat', { uri: editor.document.uri.toString(), start: again.start });
    await until('it is no repeat any more', async () =>
      (await current(editor)).repeats.length === analysis.repeats.length - 1 ? true : undefined,
    );
    await until('it is saved', async () =>
      /repeats: \d+, decision: rejected/.test(await read('markets.txt.ann.yaml').catch(() => ''))
        ? true
        : undefined,
    );
    await run('undo');
    await until('it is one again', async () =>
      (await current(editor)).repeats.length === analysis.repeats.length ? true : undefined,
    );
  });

  test('Compare opens the two articles side by side', async () => {
    const { editor, analysis } = await open('markets.txt');
    const { article, of } = analysis.repeats[0]!;
    await run('compareRepeat', {
      uri: editor.document.uri.toString(),
      start: analysis.articles[article]!.start,
    });
    const tab = await until('the comparison is open', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    });
    const shown = await Promise.all(
      [tab.original, tab.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.deepEqual(
      shown,
      [of, article].map((index) =>
        analysis.text.slice(analysis.articles[index]!.start, analysis.articles[index]!.end).trimEnd(),
      ),
    );
  });

  test('a person says where an article starts and where none does', async () => {
    const { editor, analysis } = await open('markets.txt');
    const second = analysis.articles[1]!;
    const place = editor.document.positionAt(second.start);
    editor.selection = new vscode.Selection(place, place);
    await run('rejectTitle');
    await until('the articles are one', async () =>
      (await current(editor)).articles.length === analysis.articles.length - 1 ? true : undefined,
    );
    await run('startArticle');
    await until('they are two again', async () =>
      (await current(editor)).articles.length === analysis.articles.length ? true : undefined,
    );
  });

  async function current(editor: vscode.TextEditor) {
    const found = await (await host()).documents.analyzed(editor.document);
    assert.ok(found);
    return found;
  }
  test('the text itself is never written', async () => {
    const before = await read('markets.txt');
    const { editor } = await open('markets.txt');
    await run('rejectRepeat', {
      uri: editor.document.uri.toString(),
      start: (await current(editor)).articles.at(-1)!.start,
    });
    await (await host()).sidecars.saved();
    assert.equal(await read('markets.txt'), before);
    assert.ok(at('markets.txt'));
  });
});
