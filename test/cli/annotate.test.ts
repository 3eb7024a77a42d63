import assert from 'node:assert/strict';
import { readdirSync, symlinkSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, read, removeFolders, run, sidecarOf } from './run';

const text = 'It cost $5 million, not $6 million, and 7% of it is paid.\n';
const kept =
  '{id: aaa111, at: 1:9-1:19, label: MONEY, text: $5 million, status: rejected, colour: red} # ask Ada';

suite('annotate', () => {
  teardown(removeFolders);

  test('accepts suggestions and keeps what people decided, to the letter', async () => {
    const folder = folderWith({ 'a.txt': text, 'a.txt.ann.yaml': sidecarOf('a.txt', text, kept) });
    const { code, out } = await run(folder, [
      'annotate',
      'a.txt',
      '--by',
      'robot',
      '--label',
      'MONEY,PERCENT',
    ]);
    assert.deepEqual([code, out], [0, 'a.txt: 2 accepted\n']);
    const [first, ...others] = annotationsIn(read(folder, 'a.txt.ann.yaml'));
    assert.equal(first, `- ${kept}`);
    assert.deepEqual(
      others.map((line) => line.replace(/id: \w{6}/, 'id').replace(/on: [\d-]{10}/, 'on')),
      [
        '- {id, at: 1:25-1:35, label: MONEY, text: $6 million, value: 6000000, unit: USD, status: accepted, by: robot, on}',
        '- {id, at: 1:41-1:43, label: PERCENT, text: 7%, value: 7, unit: "%", status: accepted, by: robot, on}',
      ],
    );
    assert.equal(read(folder, 'a.txt'), text);
    assert.deepEqual(readdirSync(folder).sort(), ['a.txt', 'a.txt.ann.yaml']);
  });

  test('a second time there is nothing to accept, and nothing is written', async () => {
    const folder = folderWith({ 'a.txt': text });
    await run(folder, ['annotate', '.', '--label', 'MONEY']);
    const before = read(folder, 'a.txt.ann.yaml');
    const { out } = await run(folder, ['annotate', '.', '--label', 'MONEY']);
    assert.deepEqual([out, read(folder, 'a.txt.ann.yaml')], ['a.txt: 0 accepted\n', before]);
  });

  test('a broken annotations file is refused and left as it is', async () => {
    const broken = sidecarOf('a.txt', text, '{id: aaa111, at: [');
    const folder = folderWith({ 'a.txt': text, 'a.txt.ann.yaml': broken, 'b.txt': text });
    const { code, out, err } = await run(folder, ['annotate', '.', '--label', 'MONEY']);
    assert.deepEqual([code, out], [1, 'b.txt: 2 accepted\n']);
    assert.match(err, /^corpus-annotator: a\.txt: a\.txt\.ann\.yaml:7:1: .* Nothing is written over it\.\n$/);
    assert.equal(read(folder, 'a.txt.ann.yaml'), broken);
  });

  test('texts are what corpus.yaml says', async () => {
    const folder = folderWith({
      'corpus.yaml': 'files: ["news/**/*.txt"]\n',
      'news/2026/a.txt': text,
      'notes.txt': text,
      'news/b.md': text,
    });
    const { out } = await run(folder, ['annotate', '.', '--label', 'MONEY']);
    assert.equal(out, 'news/2026/a.txt: 2 accepted\n');
  });

  test('a label that the corpus does not have is wrong usage', async () => {
    const { code, err } = await run(folderWith({ 'a.txt': text }), ['annotate', '.', '--label', 'MONY']);
    assert.equal(code, 2);
    assert.match(err, /There is no label MONY; there are PERSON, COMPANY, /);
  });

  test('an annotations file that is a link stays one', async () => {
    const folder = folderWith({ 'a.txt': text, 'kept/a.yaml': sidecarOf('a.txt', text, kept) });
    symlinkSync(join('kept', 'a.yaml'), join(folder, 'a.txt.ann.yaml'));
    await run(folder, ['annotate', 'a.txt', '--label', 'MONEY']);
    assert.ok(lstatSync(join(folder, 'a.txt.ann.yaml')).isSymbolicLink());
    assert.equal(annotationsIn(read(folder, 'kept/a.yaml')).length, 2);
  });
});

function annotationsIn(source: string): readonly string[] {
  return source.split('\n').filter((line) => line.startsWith('- {'));
}
