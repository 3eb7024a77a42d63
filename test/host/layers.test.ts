import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, drop, freshName, host, marks, openNew, read, run, select, until, write } from './texts';

const text = 'Orvane opens plant\n\nOrvane Metals opened a plant in Graz, said Mira Tan.\n';

suite('independent layers', () => {
  teardown(async () => {
    await configure({ annotator: undefined, independentLayers: undefined });
    await (await host()).sidecars.saved();
    await closeAll();
  });

  test('each person has a file of their own, and sees nothing of the others’', async () => {
    const name = freshName('layers');
    await configure({ annotator: 'Anna', independentLayers: true });
    const { editor } = await openNew(name, text);
    await annotate(editor, 'Graz', 'LOC');
    await saved(`${name}.anna.ann.yaml`, /text: Graz, status: accepted, by: Anna/);
    await configure({ annotator: 'Ben Orr' });
    await until('Ben sees no decision', async () => (await decided(editor)).length === 0 || undefined);
    await annotate(editor, 'Mira Tan', 'PERSON');
    await saved(`${name}.ben_orr.ann.yaml`, /text: Mira Tan, status: accepted, by: Ben Orr/);
    assert.doesNotMatch(await read(`${name}.ben_orr.ann.yaml`), /Graz/);
    await configure({ annotator: 'ANNA' });
    await until('Anna’s are back', async () => (await decided(editor)).join() === 'LOC Graz' || undefined);
    await assert.rejects(read(`${name}.ann.yaml`));
    await drop(name, `${name}.anna.ann.yaml`, `${name}.ben_orr.ann.yaml`);
  });

  test('what others accept in their layers is not suggested; what everybody shares is, without layers', async () => {
    const [first, second] = [freshName('taught'), freshName('taught')];
    const layer = (by: string): string =>
      `format: corpus-annotator/1\nannotations:\n- {id: aaa111, at: 1:1-1:13, label: COMPANY, text: Quexil Zandro, status: accepted, by: ${by}}\n`;
    await write(first, 'Quexil Zandro met.\n');
    await write(`${first}.anna.ann.yaml`, layer('anna'));
    await configure({ annotator: 'ben', independentLayers: true });
    const { editor } = await openNew(second, 'Yesterday, all of quexil zandro, Quexil Zandro and more.\n');
    const { documents } = await host();
    const taught = async (): Promise<boolean> =>
      (await documents.analyzed(editor.document))!.suggestions.some(
        ({ reason }) => reason.kind === 'accepted',
      );
    assert.equal(await taught(), false);
    await configure({ annotator: 'anna' });
    await until('Anna learns from her own', async () => (await taught()) || undefined);
    await configure({ independentLayers: false });
    await until('layers teach nobody else', async () => !(await taught()) || undefined);
    await drop(first, `${first}.anna.ann.yaml`, second, `${second}.anna.ann.yaml`);
  });

  test('who adjudicates works on the shared file, and then on their own again', async () => {
    const name = freshName('shared');
    await configure({ annotator: 'anna', independentLayers: true });
    const { editor } = await openNew(name, text);
    await annotate(editor, 'Graz', 'LOC');
    const { sidecars } = await host();
    await sidecars.adjudicate(editor.document, true);
    assert.deepEqual(await decided(editor), []);
    await annotate(editor, 'Mira Tan', 'PERSON');
    await saved(`${name}.ann.yaml`, /text: Mira Tan/);
    await sidecars.adjudicate(editor.document, false);
    assert.deepEqual(await decided(editor), ['LOC Graz']);
    assert.doesNotMatch(await read(`${name}.anna.ann.yaml`), /Mira Tan/);
    await drop(name, `${name}.ann.yaml`, `${name}.anna.ann.yaml`);
  });

  test('a person without a name sees nothing of the shared file and writes nothing', async () => {
    const name = freshName('nameless');
    const shared =
      'format: corpus-annotator/1\nannotations:\n- {id: aaa111, at: 3:33-3:37, label: LOC, text: Graz, status: accepted}\n';
    await write(`${name}.ann.yaml`, shared);
    await configure({ independentLayers: true });
    const { editor } = await openNew(name, text);
    assert.deepEqual(await decided(editor), []);
    assert.equal((await (await host()).sidecars.open(editor.document)).owner, 'nobody');
    await (await host()).sidecars.save(editor.document);
    assert.equal(await read(`${name}.ann.yaml`), shared);
    await configure({ annotator: 'anna' });
    await annotate(editor, 'Mira Tan', 'PERSON');
    await saved(`${name}.anna.ann.yaml`, /text: Mira Tan/);
    assert.equal(await read(`${name}.ann.yaml`), shared);
    await drop(name, `${name}.ann.yaml`, `${name}.anna.ann.yaml`);
  });
});

async function configure(settings: {
  annotator?: string | undefined;
  independentLayers?: boolean | undefined;
}): Promise<void> {
  for (const [key, value] of Object.entries(settings))
    await vscode.workspace
      .getConfiguration('corpusAnnotator')
      .update(key, value, vscode.ConfigurationTarget.Workspace);
}

async function annotate(editor: vscode.TextEditor, words: string, label: string): Promise<void> {
  select(editor, words);
  await run(`annotateAs.${label}`);
}

function decided(editor: vscode.TextEditor): Promise<readonly string[]> {
  return marks(editor, 'accepted');
}

async function saved(name: string, content: RegExp): Promise<void> {
  await until(`${name} has ${content}`, async () => {
    const source = await read(name).catch(() => '');
    return content.test(source) || undefined;
  });
}
