import assert from 'node:assert/strict';
import { join } from 'node:path';
import { saveSidecar, textOfSidecar } from '../../src/cli/sidecarFiles';
import { folderWith, read, removeFolders, sidecarOf } from './run';

const text = 'Tarn Motors and Ada Quill met in Oslo.\n';
const tarn = '{id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}';
const ada = '{id: bbb222, at: 1:17-1:26, label: PERSON, text: Ada Quill, status: accepted}';
const oslo = '{id: ccc333, at: 1:34-1:38, label: LOC, text: Oslo, status: accepted}';
const file = (...items: string[]) => sidecarOf('a.txt', text, ...items);

suite('saving annotations files', () => {
  teardown(removeFolders);

  test('what changed on disk meanwhile is kept', async () => {
    const folder = folderWith({ 'a.txt.ann.yaml': file(tarn, ada) });
    const conflicts = await saveSidecar(join(folder, 'a.txt.ann.yaml'), file(tarn), file(tarn, oslo));
    assert.deepEqual([conflicts, read(folder, 'a.txt.ann.yaml')], [[], file(tarn, ada, oslo)]);
  });

  test('what came meanwhile where nothing was is kept', async () => {
    const folder = folderWith({ 'a.txt.ann.yaml': file(ada) });
    await saveSidecar(join(folder, 'a.txt.ann.yaml'), undefined, file(tarn));
    assert.equal(read(folder, 'a.txt.ann.yaml'), file(tarn, ada));
  });

  test('what was broken meanwhile is not written over', async () => {
    const broken = file('{id: [');
    const folder = folderWith({ 'a.txt.ann.yaml': broken });
    const saving = saveSidecar(join(folder, 'a.txt.ann.yaml'), file(tarn), file(tarn, oslo));
    await assert.rejects(saving, /Nothing is written over it\.$/);
    assert.equal(read(folder, 'a.txt.ann.yaml'), broken);
  });

  test('what was deleted meanwhile comes back whole', async () => {
    const folder = folderWith({});
    await saveSidecar(join(folder, 'a.txt.ann.yaml'), file(tarn), file(tarn, oslo));
    assert.equal(read(folder, 'a.txt.ann.yaml'), file(tarn, oslo));
  });
});

suite('the text of an annotations file', () => {
  teardown(removeFolders);

  for (const [sidecar, found, isLayer] of [
    ['a.txt.ann.yaml', 'a.txt', false],
    ['a.txt.ben.ann.yaml', 'a.txt', true],
    ['a.b.txt.ann.yaml', 'a.b.txt', false],
    ['c.txt.ann.yaml', 'c.txt', false],
  ] as const) {
    test(`${sidecar} is about ${found}`, async () => {
      const folder = folderWith({ 'a.txt': text, 'a.b.txt': text });
      const { file: about, isLayer: layer } = await textOfSidecar(join(folder, sidecar));
      assert.deepEqual([about, layer], [join(folder, found), isLayer]);
    });
  }
});
