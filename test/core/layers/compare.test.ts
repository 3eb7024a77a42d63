import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adjudicate, mergeAgreements, type Choice } from '../../../src/core/layers/adjudicate';
import { compareLayers, openItems, type Item } from '../../../src/core/layers/compare';
import type { Author } from '../../../src/core/annotate/operations';
import { noDecisions, type Annotation, type Decisions } from '../../../src/core/model';
import { runs } from '../runs';

const text = 'Tarn Motors hired Ada Quill in Oslo for $5 million.';
let ids = 0;
const cleo: Author = {
  by: 'cleo',
  on: '2026-11-22',
  newId: (taken) => (taken('new') ? `new${++ids}` : 'new'),
};

suite('comparing layers', () => {
  test('tells what layers differ in', () => {
    const anna = [
      mark('Tarn Motors', 'COMPANY'),
      mark('Ada Quill', 'PERSON'),
      mark('Oslo', 'LOC'),
      mark('$5 million', 'MONEY', { number: { value: 5_000_000, unit: 'USD' } }),
      mark('hired', 'EVENT', { entity: 'hire' }),
    ];
    const ben = [
      mark('Tarn', 'COMPANY'),
      mark('Ada Quill', 'ORG'),
      mark('$5 million', 'MONEY', { number: { value: 5, unit: 'USD' } }),
      mark('hired', 'EVENT'),
    ];
    assert.deepEqual(differences(anna, ben), [
      'Tarn Motors COMPANY | Tarn COMPANY: border',
      'hired EVENT | hired EVENT: link',
      'Ada Quill PERSON | Ada Quill ORG: label',
      'Oslo LOC | –: missing',
      '$5 million MONEY | $5 million MONEY: value',
    ]);
  });

  test('marks that overlap under different labels are one place where they share half of the longer', () => {
    assert.deepEqual(differences([mark('Tarn Motors', 'COMPANY')], [mark('Motors', 'PRODUCT')]), [
      'Tarn Motors COMPANY | Motors PRODUCT: border label',
    ]);
    assert.deepEqual(differences([mark('Tarn Motors hired Ada Quill', 'EVENT')], [mark('Ada', 'PERSON')]), [
      'Tarn Motors hired Ada Quill EVENT | –: missing',
      '– | Ada PERSON: missing',
    ]);
  });

  test('each mark meets one other: the same place first, then the one that it shares most with', () => {
    assert.deepEqual(
      differences(
        [mark('Tarn', 'COMPANY'), mark('Tarn Motors', 'COMPANY')],
        [mark('Tarn Motors', 'COMPANY')],
      ),
      ['Tarn COMPANY | –: missing'],
    );
    assert.deepEqual(
      differences([mark('Ada', 'PERSON'), mark('Quill', 'PERSON')], [mark('da Quill', 'PERSON')]),
      ['Ada PERSON | –: missing', 'Quill PERSON | da Quill PERSON: border'],
    );
  });

  test('who rejects a mark that another sets differs from them; a rejection alone is agreed', () => {
    const rejection = mark('Oslo', 'LOC', { status: 'rejected' });
    assert.deepEqual(differences([mark('Oslo', 'LOC')], [rejection]), ['Oslo LOC | not Oslo LOC: missing']);
    assert.deepEqual(differences([], [rejection]), []);
  });

  test('an entity is the same where its name is, whatever its id', () => {
    const of = (id: string, name: string): Decisions => ({
      ...noDecisions,
      annotations: [mark('Tarn', 'COMPANY', { entity: id })],
      entities: [{ id, label: 'COMPANY', name }],
    });
    assert.deepEqual(described(compared(of('t1', 'Tarn Motors'), of('t2', 'Tarn Motors'))), []);
    assert.deepEqual(described(compared(of('t1', 'Tarn Motors'), of('t2', 'Tarn Oil'))), [
      'Tarn COMPANY | Tarn COMPANY: link',
    ]);
  });

  test('compares any number of layers', () => {
    const items = openItems(
      compareLayers(
        [
          layer('anna', [mark('Oslo', 'LOC')]),
          layer('ben', [mark('Oslo', 'LOC')]),
          layer('cleo', [mark('Oslo', 'ORG')]),
        ],
        noDecisions,
      ),
    );
    assert.deepEqual(described(items), ['Oslo LOC | Oslo LOC | Oslo ORG: label']);
  });
});

suite('adjudication', () => {
  test('what all agree on is merged, signed by all, with all that was said; what they differ in is not', () => {
    const anna = [
      mark('Oslo', 'LOC', { by: 'Anna', on: '2026-11-20', comments: [{ text: 'sure' }] }),
      mark('Tarn', 'COMPANY'),
      mark('hired', 'EVENT', { status: 'rejected', by: 'Anna' }),
    ];
    const ben = [mark('Oslo', 'LOC', { by: 'Ben', on: '2026-11-21', unsure: true })];
    const merged = mergeAgreements([layer('anna', anna), layer('ben', ben)], noDecisions, cleo);
    assert.deepEqual(summary(merged), ['rejected EVENT hired by Anna', 'accepted LOC Oslo by Anna, Ben']);
    const { on, comments, unsure } = merged.annotations[1]!;
    assert.deepEqual(
      { on, comments, unsure },
      { on: '2026-11-21', comments: [{ text: 'sure' }], unsure: true },
    );
    assert.deepEqual(
      summary(mergeAgreements([layer('anna', anna), layer('ben', ben)], merged, cleo)),
      summary(merged),
    );
  });

  test('the chosen reading is signed by who chose; a reading of another label is kept as rejected', () => {
    const decided = decide([mark('Oslo', 'LOC', { by: 'anna' })], [mark('Oslo', 'ORG', { by: 'ben' })], {
      layer: 1,
    });
    assert.deepEqual(summary(decided), ['rejected LOC Oslo by cleo', 'accepted ORG Oslo by cleo']);
  });

  test('borders that were not chosen are no rejections', () => {
    const decided = decide([mark('Tarn', 'COMPANY')], [mark('Tarn Motors', 'COMPANY')], { layer: 0 });
    assert.deepEqual(summary(decided), ['accepted COMPANY Tarn by cleo']);
  });

  test('where no reading is right, each is recorded as rejected', () => {
    const decided = decide([mark('Oslo', 'LOC')], [mark('Oslo', 'ORG')], 'none');
    assert.deepEqual(summary(decided), ['rejected LOC Oslo by cleo', 'rejected ORG Oslo by cleo']);
    const missing = decide([mark('Oslo', 'LOC')], [], { layer: 1 });
    assert.deepEqual(summary(missing), ['rejected LOC Oslo by cleo']);
  });

  test('all readings can be right', () => {
    const decided = decide([mark('Tarn Motors', 'COMPANY')], [mark('Motors', 'PRODUCT')], 'all');
    assert.deepEqual(summary(decided), [
      'accepted COMPANY Tarn Motors by cleo',
      'accepted PRODUCT Motors by cleo',
    ]);
  });

  test('what is decided can be decided again', () => {
    const layers = [layer('anna', [mark('Oslo', 'LOC')]), layer('ben', [mark('Oslo', 'ORG')])];
    const first = choose(layers, noDecisions, 0, { layer: 0 });
    const comparison = compareLayers(layers, first);
    assert.deepEqual(openItems(comparison), []);
    const again = adjudicate(comparison, first, comparison.marks[0]!, { layer: 1 }, cleo);
    assert.deepEqual(summary(again), ['rejected LOC Oslo by cleo', 'accepted ORG Oslo by cleo']);
  });

  test('what the shared sidecar says already stands, also where it is a third reading', () => {
    const layers = [layer('anna', [mark('Oslo', 'LOC')]), layer('ben', [mark('Oslo', 'ORG')])];
    const shared = { ...noDecisions, annotations: [mark('in Oslo', 'EVENT'), mark('Ada', 'PERSON')] };
    assert.deepEqual(openItems(compareLayers(layers, shared)), []);
    assert.equal(mergeAgreements(layers, shared, cleo).annotations.length, 2);
  });

  test('a relation that both have comes with its ends, also when these are decided later', () => {
    const anna = {
      ...noDecisions,
      annotations: [mark('Tarn', 'COMPANY', { id: 'a1' }), mark('$5 million', 'MONEY', { id: 'a2' })],
      relations: [{ id: 'r1', type: 'raised', from: 'a1', to: 'a2' }],
    };
    const ben = {
      ...noDecisions,
      annotations: [mark('Tarn Motors', 'COMPANY', { id: 'b1' }), mark('$5 million', 'MONEY', { id: 'b2' })],
      relations: [{ id: 'r2', type: 'raised', from: 'b1', to: 'b2' }],
    };
    const layers = [
      { annotator: 'anna', decisions: anna },
      { annotator: 'ben', decisions: ben },
    ];
    const merged = mergeAgreements(layers, noDecisions, cleo);
    assert.deepEqual([summary(merged), merged.relations], [['accepted MONEY $5 million by anna, ben'], []]);
    const decided = choose(layers, merged, 0, { layer: 1 });
    assert.deepEqual(
      decided.relations,
      [{ id: 'r1', type: 'raised', from: 'b1', to: 'a2', by: 'anna, ben', on: undefined }].map(
        ({ id, type, from, to, by }) => ({ id, type, from, to, by }),
      ),
    );
  });

  test('a relation that only one has is a difference', () => {
    const annotations = [mark('Tarn', 'COMPANY', { id: 'a1' }), mark('$5 million', 'MONEY', { id: 'a2' })];
    const layers = [
      {
        annotator: 'anna',
        decisions: {
          ...noDecisions,
          annotations,
          relations: [{ id: 'r1', type: 'raised', from: 'a1', to: 'a2' }],
        },
      },
      layer('ben', annotations),
    ];
    const merged = mergeAgreements(layers, noDecisions, cleo);
    assert.deepEqual(described(openItems(compareLayers(layers, merged))), ['raised: link']);
    const decided = choose(layers, merged, 0, { layer: 0 });
    assert.deepEqual(
      decided.relations.map(({ by, from, to }) => [by, from, to]),
      [['cleo', 'a1', 'a2']],
    );
    assert.deepEqual(openItems(compareLayers(layers, decided)), []);
  });

  test('an entity comes with the mark that names it', () => {
    const anna = {
      ...noDecisions,
      annotations: [mark('Tarn', 'COMPANY', { entity: 'tarn' })],
      entities: [{ id: 'tarn', label: 'COMPANY', name: 'Tarn Motors' }],
    };
    const layers = [{ annotator: 'anna', decisions: anna }, layer('ben', [])];
    assert.deepEqual(choose(layers, noDecisions, 0, { layer: 0 }).entities, anna.entities);
  });

  test('every difference can be decided, and then nothing is open; what is merged is what somebody said', () => {
    const marks = fc
      .array(
        fc.tuple(
          fc.integer({ min: 0, max: 40 }),
          fc.integer({ min: 1, max: 10 }),
          fc.constantFrom('A', 'B'),
          fc.boolean(),
        ),
        { maxLength: 8 },
      )
      .map((spans) => {
        const unique = new Map(spans.map((span) => [`${span[0]} ${span[1]} ${span[2]}`, span]));
        return [...unique.values()]
          .map(([start, length, label, isRejected]): Annotation => ({
            id: `m${++ids}`,
            pieces: [{ start, end: start + length }],
            label,
            text: text.slice(start, start + length),
            status: isRejected ? 'rejected' : 'accepted',
          }))
          .sort((a, b) => a.pieces[0]!.start - b.pieces[0]!.start);
      });
    const choices = fc.array(fc.constantFrom<Choice>({ layer: 0 }, { layer: 1 }, 'all', 'none'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(marks, marks, choices, (anna, ben, wanted) => {
        const layers = [layer('anna', anna), layer('ben', ben)];
        let shared = mergeAgreements(layers, noDecisions, cleo);
        for (let step = 0; ; step++) {
          const comparison = compareLayers(layers, shared);
          const [item] = openItems(comparison);
          if (!item) break;
          assert.ok(step <= anna.length + ben.length);
          shared = adjudicate(comparison, shared, item, wanted[step % wanted.length]!, cleo);
        }
        const said = new Set([...anna, ...ben].map(key));
        const keys = shared.annotations.map(key);
        assert.ok(keys.every((each) => said.has(each)));
        assert.equal(new Set(keys).size, keys.length);
        assert.equal(new Set(shared.annotations.map(({ id }) => id)).size, keys.length);
      }),
      { numRuns: runs(300) },
    );
  });
});

function mark(words: string, label: string, more: Partial<Annotation> = {}): Annotation {
  const start = text.indexOf(words);
  const pieces = [{ start, end: start + words.length }];
  return { id: `m${++ids}`, pieces, label, text: words, status: 'accepted', ...more };
}

function layer(annotator: string, annotations: readonly Annotation[]) {
  return { annotator, decisions: { ...noDecisions, annotations } };
}

function compared(anna: Decisions, ben: Decisions): readonly Item[] {
  return openItems(
    compareLayers(
      [
        { annotator: 'anna', decisions: anna },
        { annotator: 'ben', decisions: ben },
      ],
      noDecisions,
    ),
  );
}

function differences(anna: readonly Annotation[], ben: readonly Annotation[]): readonly string[] {
  return described(compared({ ...noDecisions, annotations: anna }, { ...noDecisions, annotations: ben }));
}

function described(items: readonly Item[]): readonly string[] {
  return items.map((item) => {
    if (item.kind === 'link') return `${item.type}: ${item.differences.join(' ')}`;
    const readings = item.readings.map((reading) =>
      reading ? `${reading.status === 'rejected' ? 'not ' : ''}${reading.text} ${reading.label}` : '–',
    );
    return `${readings.join(' | ')}: ${item.differences.join(' ')}`;
  });
}

function choose(
  layers: Parameters<typeof compareLayers>[0],
  shared: Decisions,
  index: number,
  choice: Choice,
): Decisions {
  const comparison = compareLayers(layers, shared);
  return adjudicate(comparison, shared, openItems(comparison)[index]!, choice, cleo);
}

function decide(anna: readonly Annotation[], ben: readonly Annotation[], choice: Choice): Decisions {
  return choose([layer('anna', anna), layer('ben', ben)], noDecisions, 0, choice);
}

function summary({ annotations }: Decisions): readonly string[] {
  return annotations.map(({ status, label, text: words, by }) => `${status} ${label} ${words} by ${by}`);
}

function key({ pieces, label }: Annotation): string {
  return `${pieces[0]!.start}-${pieces[0]!.end} ${label}`;
}
