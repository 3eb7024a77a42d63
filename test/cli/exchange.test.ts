import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, read, removeFolders, run, sidecarOf } from './run';

const text = 'Tarn 😀 Motors paid $5 million.\r\nAda Quill is in Oslo.\r\n';
const money =
  '{id: aaa111, at: 1:21-1:31, label: MONEY, text: $5 million, value: 5000000, unit: USD, status: accepted, by: anna, on: 2026-11-22}';
const ada =
  '{id: bbb222, at: 2:1-2:10, label: PERSON, text: Ada Quill, status: accepted, comments: [{text: Who is she?}]}';
const sidecar = sidecarOf('a.txt', text, money, ada);

suite('export', () => {
  teardown(removeFolders);

  test('writes the format, tells what is lost, and leaves it as a file', async () => {
    const folder = folderWith({ 'news/a.txt': text, 'news/a.txt.ann.yaml': sidecar, 'news/b.txt': text });
    const { code, out } = await run(folder, ['export', 'news', '--format', 'spacy', '--out', 'out']);
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n').slice(0, 3), [
      'spacy: 1 text, 2 marks',
      'Lost: values of numbers (1), such as “$5 million”. (a.txt)',
      'Lost: who decided, and when (1), such as “anna”. (a.txt)',
    ]);
    const record = JSON.parse(read(folder, 'out/corpus.jsonl')) as { entities: unknown };
    assert.deepEqual(record.entities, [
      [19, 29, 'MONEY'],
      [32, 41, 'PERSON'],
    ]);
    assert.equal(
      read(folder, 'out/losses.yaml'),
      'format: spacy\ntexts: 1\nmarks: 2\nlosses:\n' +
        '- {code: values, count: 1, file: a.txt, text: $5 million}\n' +
        '- {code: authors, count: 1, file: a.txt, text: anna}\n' +
        '- {code: comments, count: 1, file: a.txt, text: Who is she?}\n' +
        'refused: []\n',
    );
  });

  test('strict: what is lost is a failure', async () => {
    const folder = folderWith({ 'a.txt': text, 'a.txt.ann.yaml': sidecar });
    assert.equal((await run(folder, ['export', '.', '--format', 'jsonl', '--strict'])).code, 0);
    assert.equal((await run(folder, ['export', '.', '--format', 'spacy', '--strict'])).code, 1);
  });

  test('suggestions only where they are asked for, and apart', async () => {
    const folder = folderWith({ 'a.txt': 'It cost $5 million.\n' });
    const suggestions = async (...options: string[]): Promise<unknown> => {
      await run(folder, ['export', 'a.txt', '--format', 'jsonl', ...options]);
      const record = JSON.parse(read(folder, 'export/corpus.jsonl')) as Record<string, { text: string }[]>;
      return [record.annotations!.length, record.suggestions?.map(({ text: words }) => words)];
    };
    assert.deepEqual(await suggestions(), [0, undefined]);
    assert.deepEqual(await suggestions('--suggestions', 'apart'), [0, ['$5 million']]);
  });

  test('files are named from the corpus, whichever of them are exported', async () => {
    const folder = folderWith({
      'corpus.yaml': '',
      'news/a.txt': text,
      'news/a.txt.ann.yaml': sidecar,
      'old/a.txt': text,
    });
    await run(folder, ['export', 'news/a.txt', '--format', 'brat', '--out', 'one']);
    assert.deepEqual(readdirSync(join(folder, 'one', 'news')), ['a.ann', 'a.txt']);
  });

  test('a folder with files of other people is not written into', async () => {
    const folder = folderWith({ 'a.txt': text, 'a.txt.ann.yaml': sidecar });
    const { code, err } = await run(folder, ['export', '.', '--format', 'brat', '--out', '.']);
    assert.deepEqual(
      [code, err],
      [1, 'corpus-annotator: . holds other files already. Name a new or empty folder with --out.\n'],
    );
    assert.equal(read(folder, 'a.txt'), text);
  });

  test('a broken annotations file is refused, the others go on', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.ann.yaml': 'format: corpus-annotator/9\n',
      'b.txt': text,
      'b.txt.ann.yaml': sidecarOf('b.txt', text, money),
    });
    const { code, out, err } = await run(folder, ['export', '.', '--format', 'jsonl']);
    assert.deepEqual([code, out], [1, 'jsonl: 1 text, 1 mark\n']);
    assert.match(err, /a\.txt\.ann\.yaml:1:1: This file is of a newer format/);
  });

  test('labels by the names that CoNLL has for them, and back', async () => {
    const words = 'Tarn Motors hired Ada Quill.\n';
    const tarn = '{id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}';
    const quill = '{id: bbb222, at: 1:19-1:28, label: PERSON, text: Ada Quill, status: accepted}';
    const kept = sidecarOf('a.txt', words, tarn, quill);
    const folder = folderWith({ 'a.txt': words, 'a.txt.ann.yaml': kept });
    const { out } = await run(folder, ['export', 'a.txt', '--format', 'conll', '--label', 'PRODUCT=']);
    assert.match(out, /^Labels: PERSON → PER, COMPANY → ORG, EVENT → MISC\.$/m);
    assert.match(out, /^Lost: labels .* \(1\), such as “COMPANY → ORG”\. \(a\.txt\)$/m);
    assert.match(read(folder, 'export/corpus.conll'), /Tarn -X- O B-ORG\nMotors -X- O I-ORG/);
    assert.match(read(folder, 'export/losses.yaml'), /^labels: \{PERSON: PER, COMPANY: ORG, .*PRODUCT: O/m);
    const back = await run(folder, ['import', 'export/corpus.conll', '--format', 'conll']);
    assert.deepEqual([back.code, back.out], [0, 'a.txt: 2 annotations, 0 of them new\n']);
    assert.equal(read(folder, 'a.txt.ann.yaml'), kept);
  });

  test('lists the formats', async () => {
    const { out } = await run(folderWith({}), ['export', '--list']);
    assert.match(out, /^conll {14}CoNLL-2003 \(\.conll\)\n.*\n {19}variants: iob2, iob1, bilou, bmes$/m);
  });
});

suite('import', () => {
  teardown(removeFolders);

  for (const format of ['jsonl', 'brat', 'csv', 'label-studio']) {
    test(`${format}: what went out comes back, into an empty folder and onto itself`, async () => {
      const folder = folderWith({ 'news/a.txt': text, 'news/a.txt.ann.yaml': sidecar });
      await run(folder, ['export', 'news', '--format', format, '--out', 'out']);
      const again = await run(folder, ['import', 'out', '--format', format, '--out', 'news']);
      assert.deepEqual([again.code, again.out, again.err], [0, 'a.txt: 2 annotations, 0 of them new\n', '']);
      assert.equal(read(folder, 'news/a.txt.ann.yaml'), sidecar);
      const fresh = await run(folder, ['import', 'out', '--format', format, '--out', 'new']);
      if (format === 'csv') return;
      assert.deepEqual([fresh.code, fresh.out], [0, 'a.txt: 2 annotations, 2 of them new; its text too\n']);
      assert.match(read(folder, 'new/a.txt.ann.yaml'), /at: 1:21-1:31, label: MONEY, text: \$5 million,/);
    });
  }

  test('what both decided differently is kept with both readings', async () => {
    const folder = folderWith({
      'news/a.txt': text,
      'news/a.txt.ann.yaml': sidecar,
      'there/a.txt': text,
      'there/a.txt.ann.yaml': sidecar.replace('value: 5000000', 'value: 5'),
    });
    await run(folder, ['export', 'there', '--format', 'jsonl']);
    const { code, out } = await run(folder, ['import', 'export', '--format', 'jsonl', '--out', 'news']);
    assert.deepEqual(
      [code, out],
      [1, 'a.txt: 2 annotations, 0 of them new\n  annotations aaa111: both changed value.\n'],
    );
    assert.match(
      read(folder, 'news/a.txt.ann.yaml'),
      /value: 5000000, .*conflict: \{theirs: \{value: 5\}\}\}/,
    );
  });

  test('a dry run writes nothing', async () => {
    const folder = folderWith({ 'news/a.txt': text, 'news/a.txt.ann.yaml': sidecar });
    await run(folder, ['export', 'news', '--format', 'jsonl', '--out', 'out']);
    const { out } = await run(folder, ['import', 'out', '--format', 'jsonl', '--out', 'new', '--dry-run']);
    assert.equal(out, 'a.txt: 2 annotations, 2 of them new; its text too\n');
    assert.equal(existsSync(join(folder, 'new')), false);
  });

  for (const name of ['../a.txt', '/tmp/a.txt', '.git/a.txt', 'a.txt.ann.yaml', 'b\\..\\a.txt']) {
    test(`a text named ${name} is refused`, async () => {
      const folder = folderWith({
        'x.jsonl': JSON.stringify({ text: 'Oslo', label: [[0, 4, 'LOC']], file: name }),
      });
      const { code, err } = await run(folder, ['import', 'x.jsonl', '--format', 'doccano', '--out', 'new']);
      assert.equal(code, 1);
      assert.match(err, /this is no name of a text below the corpus\. Nothing is written for it\.\n$/);
      assert.deepEqual(readdirSync(folder), ['x.jsonl']);
    });
  }

  test('a text of other words, and lines that are none, are told of', async () => {
    const line = (file: string, words: string) =>
      JSON.stringify({ text: words, label: [[0, 4, 'LOC']], file }) + '\n';
    const folder = folderWith({ 'a.txt': 'Oslo is wet.\n', 'x.jsonl': `${line('a.txt', 'Oslo')}no\n` });
    const { code, err } = await run(folder, ['import', 'x.jsonl', '--format', 'doccano']);
    assert.deepEqual(
      [code, err.split('\n')],
      [
        1,
        [
          'corpus-annotator: x.jsonl: The corpus has another text by the name “a.txt”. Nothing is marked in it.',
          'corpus-annotator: x.jsonl:2: This is not of the format: “no”.',
          '',
        ],
      ],
    );
  });

  test('labels that the scheme does not have are told, read as others, or added to it', async () => {
    const line = JSON.stringify({ text: 'Oslo', label: [[0, 4, 'GPE']], file: 'a.txt' });
    const folder = folderWith({ 'x.jsonl': line, 'corpus.yaml': 'labels: {LOC: {}}\n' });
    const told = async (...options: string[]): Promise<readonly string[]> =>
      (await run(folder, ['import', 'x.jsonl', '--format', 'doccano', ...options])).out
        .split('\n')
        .slice(1, 2);
    assert.deepEqual(await told('--dry-run'), ['Labels that the scheme does not have: GPE (1).']);
    assert.deepEqual(await told('--dry-run', '--label', 'GPE=LOC'), ['']);
    assert.deepEqual(await told('--add-labels'), ['Added to corpus.yaml: GPE (1).']);
    assert.equal(read(folder, 'corpus.yaml'), 'labels: {LOC: {}, GPE: {}}\n');
    assert.deepEqual(await told(), ['']);
  });

  test('standard input', async () => {
    const folder = folderWith({ 'a.txt': 'Oslo is wet.\n' });
    const input = JSON.stringify({ text: 'Oslo is wet.\n', label: [[0, 4, 'LOC']], file: 'a.txt' });
    const { out } = await run(folder, ['import', '-', '--format', 'doccano', '--by', 'ben'], input);
    assert.equal(out, 'a.txt: 1 annotation, 1 of them new\n');
    assert.match(
      read(folder, 'a.txt.ann.yaml'),
      /at: 1:1-1:5, label: LOC, text: Oslo, status: accepted, by: ben/,
    );
  });
});
