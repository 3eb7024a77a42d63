import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entity } from '../../../src/core/model';
import { applyEdits, editEntity, editLabels } from '../../../src/core/project/edit';
import { labelsByKey } from '../../../src/core/project/keys';
import { defaultProject, newsLabels } from '../../../src/core/project/project';
import { readProject } from '../../../src/core/project/read';

const source = `files: ["articles/**/*.txt"]
labels:
  COMPANY: {color: charts.blue, key: 1, conll: ORG, description: A commercial organisation}
  PLACE:
entities:
- {id: tarn, label: COMPANY, name: Tarn Motors, aliases: [Tarn], ticker: 700} # the maker
relations: {raised: {from: [COMPANY], to: COMPANY}}
guidelines: GUIDELINES.md
`;
const tarn: Entity = { id: 'tarn', label: 'COMPANY', name: 'Tarn Motors', aliases: ['Tarn'], ticker: '700' };

suite('corpus.yaml', () => {
  test('is read', () => {
    assert.deepEqual(readProject(source), {
      project: {
        files: ['articles/**/*.txt'],
        labels: [
          {
            name: 'COMPANY',
            color: 'charts.blue',
            key: '1',
            conll: 'ORG',
            ontonotes: 'ORG',
            description: 'A commercial organisation',
          },
          { name: 'PLACE' },
        ],
        entities: [tarn],
        relations: [{ type: 'raised', from: ['COMPANY'], to: ['COMPANY'] }],
        guidelines: 'GUIDELINES.md',
      },
      findings: [],
    });
  });

  test('says what is wrong, and where', () => {
    const wrong = `labels:
  A: {key: 1}
  B: {key: "1", colour: red}
  C: {key: ctrl}
files: [../x/*.txt, 'a/*.txt']
entities: [{id: x, label: Z, name: X}, {id: x, label: A, name: Y}, {id: y}, 5]
guideline: x
relations: []
`;
    const { project, findings } = readProject(wrong);
    assert.deepEqual(
      findings.map(({ code, start, end }) => `${code} ${wrong.slice(start, end)}`),
      [
        'shared-key B',
        'unknown-key colour',
        'bad-label-key ctrl',
        'outside-corpus ../x/*.txt',
        'unknown-label Z',
        'duplicate-id {id: x, label: A, name: Y}',
        'missing-key {id: y}',
        'wrong-type 5',
        'unknown-key guideline',
        'wrong-type []',
      ],
    );
    assert.deepEqual(project.files, ['a/*.txt']);
    assert.deepEqual(project.entities, [{ id: 'x', label: 'Z', name: 'X' }]);
  });

  test('a label of the news scheme is as it is there; the others have the keys that are free', () => {
    const { labels } = readProject(
      'labels: {GENE: {key: c}, COMPANY: , LOC: {color: charts.red}, DISEASE: }\n',
    ).project;
    const news = (name: string) => newsLabels.find((label) => label.name === name);
    assert.deepEqual(
      labels.map(({ name, color }) => [name, color]),
      [
        ['GENE', undefined],
        ['COMPANY', news('COMPANY')!.color],
        ['LOC', 'charts.red'],
        ['DISEASE', undefined],
      ],
    );
    assert.deepEqual(
      [...labelsByKey(labels)],
      [
        ['c', 'GENE'],
        ['1', 'COMPANY'],
        ['l', 'LOC'],
        ['2', 'DISEASE'],
      ],
    );
  });

  test('without a word, the news scheme holds', () => {
    for (const silent of ['', '# later\n', 'labels:\n']) {
      assert.deepEqual(readProject(silent), { project: defaultProject, findings: [] });
    }
    const keys = defaultProject.labels.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });

  test('a file that is not YAML is not used', () => {
    assert.deepEqual(
      ['a: [', '- x', 'a: *b', 'a: &b 1', '['.repeat(100), 'a: \0'].map((text) => {
        const { project, findings } = readProject(text);
        assert.equal(project, defaultProject);
        return findings[0]!.code;
      }),
      ['not-yaml', 'not-a-mapping', 'refused-yaml', 'refused-yaml', 'too-deep', 'not-text'],
    );
  });

  test('an entity is brought up to date in place', () => {
    assert.equal(edited(source, tarn), source);
    assert.equal(
      edited(source, { ...tarn, name: 'Tarn Motors, Inc.', aliases: undefined, note: 'founded: 1911' }),
      source.replace(
        'name: Tarn Motors, aliases: [Tarn], ticker: 700',
        'name: "Tarn Motors, Inc.", ticker: 700, note: "founded: 1911"',
      ),
    );
    const block = `entities:\r\n  - id: tarn\r\n    aliases: # old\r\n    - Tarn\r\n    label: COMPANY\r\n    name: Tarn # so\r\n    mine: 5\r\n`;
    assert.equal(
      edited(block, { id: 'tarn', label: 'COMPANY', name: 'Tarn Motors', ticker: 'TRN' }),
      `entities:\r\n  - id: tarn\r\n    label: COMPANY\r\n    name: Tarn Motors # so\r\n    mine: 5\r\n    ticker: TRN\r\n`,
    );
  });

  test('a new entity goes behind the last', () => {
    const oslo: Entity = { id: 'oslo', label: 'PLACE', name: 'Oslo' };
    const line = '- {id: oslo, label: PLACE, name: Oslo}\n';
    assert.equal(edited(source, oslo), source.replace('# the maker\n', `# the maker\n${line}`));
    assert.equal(edited('', oslo), `entities:\n${line}`);
    assert.equal(edited('files: x', oslo), `files: x\nentities:\n${line}`);
    assert.equal(edited('entities: # none\nfiles: x\n', oslo), `entities: # none\n${line}files: x\n`);
    assert.equal(edited('{"entities": []}', oslo), '{"entities": [{id: oslo, label: PLACE, name: Oslo}]}');
    assert.equal(editEntity('a: [', oslo), undefined);
  });

  test('labels are added to the scheme; the news scheme is written out where it held until then', () => {
    const more = (before: string): string => applyEdits(before, editLabels(before, ['GPE', 'a b'])!);
    assert.equal(more(source), source.replace('  PLACE:\n', '  PLACE:\n  GPE: {}\n  a b: {}\n'));
    assert.equal(more('labels: {A: {key: 1}} # two\n'), 'labels: {A: {key: 1}, GPE: {}, a b: {}} # two\n');
    for (const before of ['', 'files: x', 'labels:\nfiles: x\n', '{files: x}\n', 'files: x\r\n']) {
      const { project, findings } = readProject(more(before));
      assert.deepEqual(
        [project.labels, findings],
        [[...newsLabels, { name: 'GPE' }, { name: 'a b' }], []],
        before,
      );
    }
    assert.equal(editLabels('labels: [A]', ['GPE']), undefined);
    assert.equal(editLabels('a: [', ['GPE']), undefined);
  });

  test('whatever an entity is called, it is read back', () => {
    const words = fc.string({ unit: 'binary', minLength: 1 });
    const sources = fc.constantFrom(source, '', 'entities: []\n', source.replaceAll('\n', '\r\n'));
    fc.assert(
      fc.property(sources, words, fc.option(words, { nil: undefined }), (before, name, note) => {
        const entity: Entity = { id: 'tarn', label: 'COMPANY', name, ...(note !== undefined && { note }) };
        const after = edited(before, entity);
        assert.deepEqual(
          readProject(after).project.entities.find(({ id }) => id === 'tarn'),
          entity,
        );
        assert.equal(edited(after, entity), after);
      }),
    );
  });
});

function edited(text: string, entity: Entity): string {
  const edits = editEntity(text, entity);
  assert.ok(edits);
  return applyEdits(text, edits);
}
