import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { noDecisions, type Decisions } from '../../../src/core/model';
import { bind } from '../../../src/core/sidecar/bind';
import { keyOrder, listNames, sectionOrder } from '../../../src/core/sidecar/document';
import { textFacts } from '../../../src/core/sidecar/facts';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { writeSidecar } from '../../../src/core/sidecar/write';

const facts = textFacts('harbour.txt', 'Tarn opens\nTarn Motors raised $5 million.\nTarn opens\n');
const everything: Decisions = {
  articles: [
    { start: 0, title: 'Tarn opens', starts: true, status: 'in progress', by: 'anna', on: '2026-11-22' },
    {
      start: 42,
      title: 'Tarn opens',
      repeats: 0,
      decision: 'confirmed',
      tellings: [{ file: '../wire.txt', line: 8, title: 'Tarn opens again', decision: 'rejected' }],
    },
  ],
  structure: [{ start: 0, text: 'Tarn opens', kind: 'heading', by: 'anna', on: '2026-11-22' }],
  entities: [
    {
      id: 'tarn',
      label: 'COMPANY',
      name: 'Tarn Motors',
      aliases: ['Tarn'],
      ticker: 'TRN',
      url: 'https://tarn.example',
      note: 'x',
    },
  ],
  annotations: [
    {
      id: 'aaa111',
      pieces: [
        { start: 11, end: 15 },
        { start: 16, end: 22 },
      ],
      label: 'COMPANY',
      text: 'Tarn … Motors',
      entity: 'tarn',
      status: 'rejected',
      unsure: true,
      by: 'anna',
      on: '2026-11-22',
      comments: [{ by: 'ben', on: '2026-11-22', text: 'why?', resolved: true }],
    },
    {
      id: 'bbb222',
      pieces: [{ start: 30, end: 40 }],
      label: 'MONEY',
      text: '$5 million',
      number: { value: 5e6, unit: 'USD' },
      status: 'accepted',
    },
  ],
  orphans: [
    {
      annotation: { id: 'ccc333', label: 'LOC', text: 'Oslo', status: 'accepted' },
      at: '9:1-9:5',
      of: '0123abcd',
    },
  ],
  relations: [{ id: 'ddd444', type: 'raised', from: 'aaa111', to: 'bbb222', by: 'anna', on: '2026-11-22' }],
};

suite('schemas', () => {
  const sidecar = validator('sidecar');
  const corpus = validator('corpus');

  test('what is written is valid, and read back whole', () => {
    const source = writeSidecar(undefined, everything, facts);
    assert.deepEqual(sidecar(source), []);
    const { document } = readSidecar(source);
    assert.deepEqual(bind(document!, facts).decisions, everything);
    assert.deepEqual(sidecar(writeSidecar(undefined, noDecisions, facts)), []);
  });

  test('a merge with conflicts is valid, too', () => {
    const base = writeSidecar(undefined, everything, facts);
    const ours =
      base.replaceAll('status: rejected', 'status: accepted').replace('note: x', 'note: y') + 'extra: 1\n';
    const theirs =
      base
        .replaceAll('unsure: true', 'status2: 1')
        .replace('note: x', 'note: z')
        .replace(/^- \{id: bbb.*\n/m, '') + 'extra: 2\n';
    const result = mergeSidecars(base, ours.replace('5000000', '6'), theirs);
    assert.ok(result.kind === 'merged');
    assert.equal(result.conflicts.length, 3);
    assert.deepEqual(sidecar(result.source), []);
  });

  test('every annotations file and corpus.yaml of the repository is valid', () => {
    const files = ['samples', 'training'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
    );
    const checked = files.filter((file) => /\.ann\.yaml$|\/corpus\.yaml$/.test(file));
    assert.ok(checked.length > 30);
    const faults = checked.flatMap((file) => {
      const validate = file.endsWith('.ann.yaml') ? sidecar : corpus;
      return validate(readFileSync(file, 'utf8')).map((fault) => [file, fault]);
    });
    assert.deepEqual(faults, []);
  });

  test('the schema knows the keys that the program knows', () => {
    const schema = read('sidecar') as { properties: Record<string, { items: { properties: object } }> };
    assert.deepEqual(Object.keys(schema.properties).sort(), [...sectionOrder].sort());
    for (const list of listNames) {
      assert.deepEqual(Object.keys(schema.properties[list]!.items.properties), [
        ...keyOrder[list],
        'conflict',
      ]);
    }
  });

  test('what is wrong is seen', () => {
    for (const wrong of [
      'format: corpus-annotator/2',
      'format: corpus-annotator/1\ntext: {file: ../x}',
      'format: corpus-annotator/1\nannotations: [{id: a, at: 0:1-1:2, label: X, text: y}]',
      'format: corpus-annotator/1\nannotations: [{id: a, at: 1:1-1:2, label: X, text: y, status: maybe}]',
    ]) {
      assert.notDeepEqual(sidecar(wrong), []);
    }
    assert.deepEqual(
      corpus('labels: {A: {key: 1, color: charts.red}, B:}\nfiles: [a/*.txt]\nrelations: {r: {from: A}}'),
      [],
    );
    assert.notDeepEqual(corpus('guideline: x'), []);
    assert.notDeepEqual(corpus('files: ../x'), []);
  });
});

function read(name: string): object {
  return JSON.parse(readFileSync(`media/${name}.schema.json`, 'utf8')) as object;
}

function validator(name: string): (source: string) => unknown[] {
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(read(name));
  return (source) => (validate(parse(source)) ? [] : validate.errors!);
}
