import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openItems } from '../../src/core/layers/compare';
import { textFacts } from '../../src/core/sidecar/facts';
import { itemWords, readingWords } from '../../src/words/layers';
import { inEnglish } from '../../src/words/translate';
import { closeAll, drop, freshName, host, marks, openNew, read, run, until, write } from './texts';

const text = 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz, said Mira Tan.\n';
const { sha256, fingerprint } = textFacts('any.txt', text);
const layer = (...lines: string[]): string =>
  [
    `format: corpus-annotator/1\ntext:\n  sha256: ${sha256}\nannotations:\n`,
    ...lines.map((line) => `- ${line}\n`),
    `fingerprint: ${fingerprint}\n`,
  ].join('');
const graz = '{id: aaa111, at: 3:33-3:37, label: LOC, text: Graz, status: accepted, by: anna}';
const mira = '{id: aaa222, at: 3:44-3:52, label: PERSON, text: Mira Tan, status: accepted, by: anna}';

suite('comparing layers', () => {
  teardown(async () => {
    await (await host()).sidecars.saved();
    await closeAll();
  });

  test('agreements are merged at once, differences wait for a person, and undo takes each back', async () => {
    const { name, editor } = await twoLayers();
    const { comparisons } = await host();
    await run('compareLayers');
    const comparison = await until('the layers are compared', () => comparisons.of(editor.document));
    assert.deepEqual(
      openItems(comparison).map(asWords),
      [
        'Mira Tan: missing: person “Mira Tan” | no mark',
        'Orvane Metals: border: company “Orvane” | company “Orvane Metals”',
      ].reverse(),
    );
    assert.deepEqual(await marks(editor, 'accepted'), ['LOC Graz']);
    await saved(`${name}.ann.yaml`, /text: Graz, status: accepted, by: "?anna, ben/);
    const [item] = openItems(comparison);
    await run('takeReading', { document: editor.document, item }, { layer: 1 });
    await until('it is decided', () => openItems(comparisons.of(editor.document)!).length === 1 || undefined);
    assert.deepEqual(await marks(editor, 'accepted'), ['COMPANY Orvane Metals', 'LOC Graz']);
    await run('undo');
    await until(
      'it is open again',
      () => openItems(comparisons.of(editor.document)!).length === 2 || undefined,
    );
    await run('redo');
    const [last] = await until('it is decided again', () => {
      const items = openItems(comparisons.of(editor.document)!);
      return items.length === 1 ? items : undefined;
    });
    await run('takeReading', { document: editor.document, item: last }, { layer: 1 });
    await saved(`${name}.ann.yaml`, /text: Mira Tan, status: rejected/);
    assert.deepEqual(openItems(comparisons.of(editor.document)!), []);
    await run('stopComparing');
    assert.equal(comparisons.of(editor.document), undefined);
    await dropAll(name);
  });

  test('it follows the text and the layers as they change', async () => {
    const { name, editor } = await twoLayers();
    const { comparisons } = await host();
    await run('compareLayers');
    await until('the layers are compared', () => comparisons.of(editor.document));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Good news\n\n'));
    const [first] = openItems(comparisons.of(editor.document)!);
    assert.equal(editor.document.getText().slice(first!.start, first!.end), 'Orvane Metals');
    await write(`${name}.ben.ann.yaml`, layer(graz, mira));
    await until(
      'Ben’s new layer counts',
      () => openItems(comparisons.of(editor.document)!).length === 1 || undefined,
    );
    await run('stopComparing');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await dropAll(name);
  });

  test('above each difference there is what can be decided', async () => {
    const { name, editor } = await twoLayers();
    await run('compareLayers');
    const lenses = await until('there are lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        editor.document.uri,
        20,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      lenses.map(({ command }) => command!.title),
      [
        '$(git-compare) border',
        'anna: company “Orvane”',
        'ben: company “Orvane Metals”',
        'All',
        'None',
        '$(git-compare) missing',
        'anna: person “Mira Tan”',
        'ben: no mark',
      ],
    );
    await run('stopComparing');
    await dropAll(name);
  });

  test('the report on agreement is a document of its own', async () => {
    const { name } = await twoLayers();
    await run('agreementReport');
    const report = await until('there is a report', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.languageId === 'markdown' ? document.getText() : undefined;
    });
    assert.match(report, /^# Agreement\n\n(?:.*\n\n)?## anna and ben\n/);
    assert.match(report, /\| +LOC +\| +1 +\| +1 +\| +1\.00 +\| +1\.00 +\| +1\.00 +\|/);
    await dropAll(name);
  });

  async function twoLayers() {
    const name = freshName('compared');
    await write(
      `${name}.anna.ann.yaml`,
      layer(graz, mira, '{id: aaa333, at: 3:1-3:7, label: COMPANY, text: Orvane, status: accepted}'),
    );
    await write(
      `${name}.ben.ann.yaml`,
      layer(
        graz.replace('anna', 'ben'),
        '{id: bbb333, at: 3:1-3:14, label: COMPANY, text: Orvane Metals, status: accepted}',
      ),
    );
    const { editor } = await openNew(name, text);
    return { name, editor };
  }

  function asWords(item: Parameters<typeof itemWords>[0]): string {
    return `${itemWords(item, inEnglish)}: ${item.differences.join(' ')}: ${[0, 1].map((i) => readingWords(item, i, inEnglish)).join(' | ')}`;
  }

  async function dropAll(name: string): Promise<void> {
    await closeAll();
    await drop(name, `${name}.ann.yaml`, `${name}.anna.ann.yaml`, `${name}.ben.ann.yaml`);
  }
});

suite('review', () => {
  teardown(closeAll);

  test('its commands decide on the rows that they are given', async () => {
    const name = freshName('reviewed');
    const { editor, analysis } = await openNew(name, text);
    const mark = analysis.marks.find(({ state }) => state === 'suggested')!;
    const row = { kind: 'mark', key: 'any', document: editor.document, mark, section: 'suggestions' };
    await run('review.accept', row);
    assert.deepEqual(await marks(editor, 'accepted'), [`${mark.label} ${mark.text}`]);
    const [article] = analysis.articles;
    const reviewed = { article, title: 'Orvane opens plant', status: 'to do', decided: 0, all: 1 };
    await run('review.finishArticle', { kind: 'article', key: 'any', document: editor.document, reviewed });
    await saved(`${name}.ann.yaml`, /line: 1, title: Orvane opens plant, status: done/);
    await run('review.reveal', row);
    assert.equal(
      vscode.window.activeTextEditor!.document.getText(vscode.window.activeTextEditor!.selection),
      mark.text,
    );
    await drop(name, `${name}.ann.yaml`);
  });
});

async function saved(name: string, content: RegExp): Promise<void> {
  await until(
    `${name} has ${content}`,
    async () => content.test(await read(name).catch(() => '')) || undefined,
  );
}
