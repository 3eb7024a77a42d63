import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Story } from '../../src/core/repeat/stories';
import { at, closeAll, drop, freshName, host, open, read, run, until, write } from './texts';

const title = 'Tarn Motors opens works in Oslo';
const told = [
  'OSLO, March 3, 2026 - Tarn Motors opened a works on Tuesday in which four hundred people will build small vans for the post.',
  'The firm said that the first van would leave the line in June, and that it hoped to build nine thousand a year.',
  'Its chief executive, Nadia Orlov, drove the last old van out of the yard to the applause of the whole night shift.',
];
const story = [title, ...told].join('\n\n');
const cut = [title, ...told.slice(0, 2)].join('\n\n');
const other =
  'Rain\n\nIt rained on Pellworm for a ninth day on Monday, and the ferry to the mainland stayed in the harbour until noon.';

suite('repeats over the corpus', () => {
  // One story for all tests: VS Code keeps the texts of an earlier one open for a while, and they are in the index.
  let names: readonly [string, string];
  suiteSetup(async () => {
    names = [freshName('first'), freshName('second')];
    await write(names[0], `${story}\n`);
    await write(names[1], `${other}\n\n\n${cut}\n`);
    await open(names[0]);
    await open(names[1]);
    const { repeats } = await until('the story is known', found);
    Object.assign(again, { uri: at(names[1]).toString(), start: repeats[0]!.article.start });
  });
  suiteTeardown(async () => {
    await closeAll();
    for (const name of names) await drop(`${name}.ann.yaml`, name);
  });

  const found = async (): Promise<Story | undefined> =>
    (await host()).stories.all?.find(({ first }) => first.file.endsWith(names[0]));
  const settled = async (): Promise<Story | undefined> => {
    await (await host()).sidecars.saved();
    await (await host()).stories.settled();
    return found();
  };
  const again = { uri: '', start: 0 };
  const sidecar = (name: string): Promise<string> => read(`${name}.ann.yaml`).catch(() => '');

  test('a story told in two texts is found, with how the second telling differs', async () => {
    const { first, repeats } = (await found())!;
    assert.equal(first.article.title, title);
    assert.deepEqual(
      repeats.map(({ file, kind, isConfirmed, article }) => [
        file.endsWith(names[1]),
        kind,
        isConfirmed,
        article.line,
      ]),
      [[true, 'cut', false, 6]],
    );
  });

  test('its text flags it above the title and in Problems', async () => {
    const lenses = await until('the line above the title names the other text', async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        at(names[1]),
      );
      const titles = all.map(({ command }) => command!.title);
      return titles.some((one) => one.includes(names[0])) ? titles : undefined;
    });
    assert.match(lenses[0]!, new RegExp(`^Repeats ${names[0]}:1 \\(\\d\\d %\\)$`));
    const problems = vscode.languages
      .getDiagnostics(at(names[1]))
      .filter(({ code }) => code === 'repeated-article');
    assert.deepEqual(
      problems.map(({ range, severity, relatedInformation }) => [
        range.start.line,
        severity,
        relatedInformation![0]!.location.uri.path.endsWith(names[0]),
      ]),
      [[5, vscode.DiagnosticSeverity.Information, true]],
    );
  });

  test('Not a Repeat is kept in the sidecar with the path of the other text, obeyed, and undone', async () => {
    await run('rejectRepeat', again);
    await until('it is no repeat any more', async () => ((await settled()) ? undefined : true));
    const line = `tellings: [{file: ${names[0]}, line: 1, title: ${title}, decision: rejected}]`;
    assert.ok((await sidecar(names[1])).includes(line), await sidecar(names[1]));
    await run('repeats.undo');
    await until('it is one again', settled);
    assert.ok(!(await sidecar(names[1])).includes('rejected'));
  });

  test('Confirm Repeat is kept, and looks confirmed', async () => {
    await run('confirmRepeat', again);
    await until('it is confirmed', async () => (await settled())?.repeats[0]!.isConfirmed || undefined);
    const [problem] = await until('Problems has nothing to decide any more', () => {
      const problems = vscode.languages
        .getDiagnostics(at(names[1]))
        .filter(({ code }) => code === 'repeated-article');
      return problems[0]?.severity === vscode.DiagnosticSeverity.Hint ? problems : undefined;
    });
    assert.match(problem!.message, /as was confirmed/);
    await run('repeats.undo');
    await until('it is not', async () => (await settled())?.repeats[0]!.isConfirmed === false || undefined);
  });

  test('Keep One marks the others as repeats in their own sidecars, and is undone in one step', async () => {
    await run('keepOne', again);
    const kept = await until('the second telling is the first one', async () => {
      await (await host()).stories.settled();
      return (await host()).stories.all?.find(({ first }) => first.file.endsWith(names[1]));
    });
    assert.deepEqual(
      kept.repeats.map(({ file, isConfirmed }) => [file.endsWith(names[0]), isConfirmed]),
      [[true, true]],
    );
    await (await host()).sidecars.saved();
    assert.match(
      await sidecar(names[0]),
      /tellings: \[\{file: second-\d+\.txt, line: 6, .*decision: confirmed/,
    );
    await run('repeats.undo');
    assert.ok(await until('the first telling is the first again', settled));
  });

  test('Compare shows both articles, each from its text', async () => {
    await run('compareRepeat', again);
    const tab = await until('the comparison is open', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    });
    const shown = await Promise.all(
      [tab.original, tab.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.deepEqual(shown, [story, cut]);
  });

  test('labels are carried over to the same words, once a person agrees, and taken back in one step', async () => {
    const { sidecars } = await host();
    const first = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.toString() === at(names[0]).toString(),
    )!;
    const start = first.getText().indexOf('Tarn Motors opened');
    const mark = { pieces: [{ start, end: start + 11 }], label: 'COMPANY', text: 'Tarn Motors' };
    const { accept } = await import('../../src/core/annotate/operations');
    await sidecars.change(first, (decisions, author) => accept(decisions, mark, author));
    const asked = vscode.commands.executeCommand('corpusAnnotator.carryLabels', again);
    await until('a person is asked', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return Promise.race([asked.then(() => true), new Promise<undefined>((done) => setTimeout(done, 100))]);
    });
    const second = vscode.window.activeTextEditor!.document;
    const [carried] = sidecars.get(second)!.decisions.annotations;
    assert.equal(carried?.label, 'COMPANY');
    assert.equal(carried.pieces[0]!.start, second.getText().indexOf('Tarn Motors opened'));
    assert.ok(await sidecars.undo(second));
    assert.deepEqual(sidecars.get(second)!.decisions.annotations, []);
  });
});

suite('the overview', () => {
  teardown(closeAll);

  test('opens as a page, once', async () => {
    await run('overview');
    await run('overview');
    const pages = (): string[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview)
        .map(({ label }) => label);
    // VS Code tells of its tabs a little later.
    await until('a page', () => (pages().length > 0 ? true : undefined));
    assert.deepEqual(pages(), ['Corpus Overview']);
  });
});
