import assert from 'node:assert/strict';
import { folderWith, removeFolders, run, sidecarOf } from './run';

const text = 'Tarn Motors hired Ada Quill in Oslo.\n';
const tarn = '{id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}';
const tarnAlone = '{id: aaa222, at: 1:1-1:5, label: COMPANY, text: Tarn, status: accepted}';
const ada = '{id: bbb111, at: 1:19-1:28, label: PERSON, text: Ada Quill, status: accepted}';
const oslo = '{id: ccc111, at: 1:32-1:36, label: LOC, text: Oslo, status: rejected}';
const layer = (...items: string[]): string => sidecarOf('a.txt', text, ...items);

suite('agreement', () => {
  teardown(removeFolders);

  test('of a folder, all layers are compared, and the shared sidecars are none', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.ann.yaml': layer(oslo),
      'a.txt.anna.ann.yaml': layer(tarn, ada, oslo),
      'a.txt.ben_orr.ann.yaml': layer(tarnAlone, ada),
      'b.txt': text,
      'b.txt.anna.ann.yaml': sidecarOf('b.txt', text, ada),
    });
    const { code, out, err } = await run(folder, ['agreement', '.']);
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^# Agreement\n\nOne text has one layer only, and is left out\.\n\n## anna and ben orr\n\nOne text\.\n/,
    );
    assert.match(out, /^\| +COMPANY +\| +1 +\| +1 +\| +0\.00 +\| +1\.00 +\| +0\.\d\d +\|$/m);
    assert.match(out, /^\| +PERSON +\| +1 +\| +1 +\| +1\.00 +\| +1\.00 +\| +1\.00 +\|$/m);
    assert.match(out, /^\| +\*\*all labels\*\* +\| +2 +\| +2 +\| +0\.50 +\| +1\.00 +\|/m);
    assert.match(
      out,
      /^Cohen’s kappa over tokens: \*\*0\.\d\d\*\*\. Of 8 tokens, 87\.5 % have the same label/m,
    );
    assert.match(out, /^- rejections, which count as no mark: 1$/m);
  });

  test('two files are compared where they are named, also the shared one', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.ann.yaml': layer(tarn, ada),
      'old/a.txt': text,
      'old/a.txt.ann.yaml': layer(tarn),
    });
    const { code, out } = await run(folder, ['agreement', 'a.txt.ann.yaml', 'old/a.txt.ann.yaml', '--json']);
    assert.equal(code, 0);
    const { annotators, exactF1, labels } = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual([annotators, exactF1], [['a.txt.ann.yaml', 'old/a.txt.ann.yaml'], 0.666667]);
    assert.deepEqual((labels as Record<string, unknown>).PERSON, {
      marks: [1, 0],
      exactF1: 0,
      overlapF1: 0,
      // 9 characters of 37; observed 9² / 37², expected 2 / 37 · 9² · (10 + 2 + 29) / (74 · 73 − 9 · 8).
      alpha: Math.round((1 - 81 / 1369 / (((2 / 37) * 81 * 41) / 5330)) * 1e6) / 1e6,
    });
  });

  test('what is not defined is null in JSON and said in words in the report', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.anna.ann.yaml': layer(),
      'a.txt.ben.ann.yaml': layer(),
    });
    const json = await run(folder, ['agreement', '.', '--json']);
    const { kappa, alpha, exactF1, tokens } = JSON.parse(json.out) as Record<string, unknown>;
    assert.deepEqual([kappa, alpha, exactF1, tokens], [null, null, null, 8]);
    const { out } = await run(folder, ['agreement', '.']);
    assert.match(out, /Neither marked anything, so that F1 and alpha are not defined\./);
    assert.match(out, /kappa is not defined: both give all 8 tokens the same label, or none\./);
  });

  test('where there is nothing to compare, it says what to do', async () => {
    const folder = folderWith({ 'a.txt': text, 'a.txt.anna.ann.yaml': layer(ada) });
    const { code, out, err } = await run(folder, ['agreement', '.']);
    assert.equal(code, 0);
    assert.match(out, /No text has the layers of two annotators/);
    assert.match(err, /Name a folder that has some, or two annotations files\./);
  });

  test('a layer that cannot be read is told of', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.anna.ann.yaml': layer('{id: ['),
      'a.txt.ben.ann.yaml': layer(ada),
    });
    const { code, err } = await run(folder, ['agreement', '.']);
    assert.equal(code, 1);
    assert.match(err, /a\.txt\.anna\.ann\.yaml: a\.txt\.anna\.ann\.yaml:\d+:\d+: /);
  });
});
