import assert from 'node:assert/strict';
import fc from 'fast-check';
import { doccano, doccanoRelations } from '../../../src/core/exchange/doccano';
import type { ExchangeDocument } from '../../../src/core/exchange/format';
import { labelStudio } from '../../../src/core/exchange/labelStudio';
import { prodigy } from '../../../src/core/exchange/prodigy';
import { webAnnotation } from '../../../src/core/exchange/webAnnotation';
import { noDecisions, type Annotation, type Relation } from '../../../src/core/model';
import {
  example,
  hardDocument,
  lossesOf,
  marked,
  marksIn,
  placesOf,
  readBack,
  suggestion,
  tokenDocument,
  written,
} from './examples';

const related: ExchangeDocument = marked('«ORG Axa» made «MONEY $5»', {
  relations: [{ id: 'r1', type: 'raised', from: 'a1', to: 'a2' }],
});
const rich: ExchangeDocument = {
  ...related,
  decisions: {
    ...related.decisions,
    annotations: related.decisions.annotations.map((annotation, i): Annotation =>
      i === 0
        ? {
            ...annotation,
            entity: 'axa',
            by: 'ann',
            on: '2026-11-22',
            comments: [{ by: 'bo', on: '2026-11-23', text: 'sure?' }],
          }
        : { ...annotation, number: { value: 5, unit: 'USD' } },
    ),
  },
};

function withAccepted(document: ExchangeDocument): ExchangeDocument {
  const annotations = document.decisions.annotations.filter(({ status }) => status === 'accepted');
  return { ...document, decisions: { ...document.decisions, annotations } };
}

/** Relations by the words they join. */
function links({ decisions: { annotations, relations } }: ExchangeDocument): string[] {
  const words = (id: string): string => annotations.find((annotation) => annotation.id === id)!.text;
  return relations.map(({ type, from, to }: Relation) => `${words(from)} ${type} ${words(to)}`);
}

suite('Prodigy', () => {
  test('tokens and spans; the last token is named itself', () => {
    const { files, report } = written(prodigy, [marked('«ORG Axa Bank» 😀.')]);
    assert.deepEqual(JSON.parse(files['corpus.jsonl']!), {
      text: 'Axa Bank 😀.',
      tokens: [
        { text: 'Axa', start: 0, end: 3, id: 0, ws: true },
        { text: 'Bank', start: 4, end: 8, id: 1, ws: true },
        { text: '😀', start: 9, end: 10, id: 2, ws: false },
        { text: '.', start: 10, end: 11, id: 3, ws: false },
      ],
      spans: [{ start: 0, end: 8, token_start: 0, token_end: 1, label: 'ORG' }],
      meta: { source: 'a.txt' },
      _view_id: 'ner_manual',
      answer: 'accept',
    });
    assert.deepEqual(report.losses, []);
  });
  test('answers: accepted and rejected marks go and come, each rejected one as a task of its own', () => {
    const [axa, money] = marked('«ORG Axa» has «MONEY $5»').decisions.annotations;
    const document = {
      ...marked('«ORG Axa» has «MONEY $5»'),
      decisions: { ...noDecisions, annotations: [axa!, { ...money!, status: 'rejected' as const }] },
    };
    const { files, report } = written(prodigy, [document]);
    const tasks = files['corpus.jsonl']!.trim().split('\n');
    const answers = tasks.map((line) => {
      const { answer, spans, _view_id } = JSON.parse(line) as Record<string, { label: string }[]>;
      return [_view_id, answer, spans!.map(({ label }) => label)];
    });
    assert.deepEqual(answers, [
      ['ner_manual', 'accept', ['ORG']],
      ['ner', 'reject', ['MONEY']],
    ]);
    const { documents, problems } = readBack(prodigy, 'corpus.jsonl', files);
    assert.deepEqual(
      [
        documents.map(({ decisions }) => decisions.annotations.map(({ label, status }) => [label, status])),
        problems,
        report.losses,
      ],
      [
        [
          [
            ['ORG', 'accepted'],
            ['MONEY', 'rejected'],
          ],
        ],
        [],
        [],
      ],
    );
  });
  test('of an ignored task, and of a rejected one with several spans, nothing is read, and that is told', () => {
    const spans = [
      { start: 0, end: 3, label: 'ORG' },
      { start: 8, end: 10, label: 'MONEY' },
    ];
    const line = (answer: string, some: object[]): string =>
      JSON.stringify({ text: 'Axa has $5', spans: some, answer }) + '\n';
    const { documents, problems } = readBack(prodigy, 'x.jsonl', {
      'x.jsonl': line('ignore', [spans[0]!]) + line('reject', spans) + line('ignore', []),
    });
    assert.deepEqual(
      [documents.map(marksIn), problems],
      [
        [[]],
        [
          { code: 'undecided', line: 1, about: 'Axa has $5' },
          { code: 'undecided', line: 2, about: 'Axa has $5' },
        ],
      ],
    );
  });
  test('entities and values come back', () => {
    const { files, report } = written(prodigy, [rich]);
    const { documents } = readBack(prodigy, 'corpus.jsonl', files);
    assert.deepEqual(
      documents.map(({ decisions }) => decisions.annotations.map(({ entity, number }) => [entity, number])),
      [
        [
          ['axa', undefined],
          [undefined, { value: 5, unit: 'USD' }],
        ],
      ],
    );
    assert.deepEqual(lossesOf(report), ['comments: 1', 'authors: 1', 'relations: 1']);
  });
  test('marks of whole tokens come back just where they were', () => {
    fc.assert(
      fc.property(tokenDocument, (document) => {
        const { documents, problems } = readBack(prodigy, 'corpus.jsonl', written(prodigy, [document]).files);
        assert.deepEqual([documents.map(placesOf), problems], [[placesOf(document)], []]);
      }),
    );
  });
});

suite('doccano', () => {
  test('offsets in UTF-16 units', () => {
    assert.equal(
      written(doccano, [example]).files['corpus.jsonl'],
      '{"text":"A 😀 Nestlé rose 3.5% to CHF100m.\\nAxa fell.\\n","label":[[5,11,"ORG"],[17,21,"PERCENT"],[25,32,"MONEY"],[34,37,"ORG"]],"file":"a.txt"}\n',
    );
  });
  test('offsets in grapheme clusters, for projects that count these', () => {
    const document = marked('👩‍🔬 e\u0301 \r\n«ORG Nestle\u0301» «LOC Zu»\u0308rich');
    const { files, report } = written(doccano, [document], { variant: 'grapheme' });
    const { label } = JSON.parse(files['corpus.jsonl']!) as { label: unknown };
    assert.deepEqual(label, [
      [5, 11, 'ORG'],
      [12, 14, 'LOC'],
    ]);
    // The umlaut’s dots stand behind the mark: with them the character is whole.
    assert.deepEqual(lossesOf(report), ['token boundaries: 1']);
    const { documents } = readBack(doccano, 'corpus.jsonl', files, { variant: 'grapheme' });
    assert.deepEqual(documents.map(marksIn), [['ORG Nestle\u0301 @11', 'LOC Zu\u0308 @19']]);
  });
  test('relations have numbers for ids, unique in the whole file', () => {
    const { files, report } = written(doccanoRelations, [related, related]);
    const record = (first: number): string =>
      `{"text":"Axa made $5","entities":[{"id":${first},"start_offset":0,"end_offset":3,"label":"ORG"},{"id":${first + 1},"start_offset":9,"end_offset":11,"label":"MONEY"}],` +
      `"relations":[{"id":${first + 2},"from_id":${first},"to_id":${first + 1},"type":"raised"}],"file":"a.txt"}\n`;
    assert.equal(files['corpus.jsonl'], record(0) + record(3));
    assert.deepEqual(
      [readBack(doccanoRelations, 'corpus.jsonl', files).documents.flatMap(links), report.losses],
      [['Axa raised $5', 'Axa raised $5'], []],
    );
  });
  test('a label out of the text is told, the rest is read', () => {
    const { documents, problems } = readBack(doccano, 'x.jsonl', {
      'x.jsonl': '{"text":"Axa","label":[[0,3,"ORG"],[0,4,"ORG"],[2,1,"X"]],"Comments":["no"]}\n',
    });
    assert.deepEqual(
      [documents.map(marksIn), problems.map(({ code }) => code)],
      [[['ORG Axa @0']], ['span', 'span']],
    );
  });
  test('marks that do not overlap come back just where they were, on any text', () => {
    fc.assert(
      fc.property(
        tokenDocument,
        fc.constantFrom(doccano, doccanoRelations),
        fc.constantFrom('utf16', 'grapheme'),
        (document, format, variant) => {
          const { files, report } = written(format, [document], { variant });
          // What ends inside a character as readers see it is widened, and counted.
          fc.pre(!lossesOf(report).some((loss) => loss.startsWith('token boundaries')));
          const { documents, problems } = readBack(format, 'corpus.jsonl', files, { variant });
          assert.deepEqual([documents.map(placesOf), problems], [[placesOf(document)], []]);
        },
      ),
    );
  });
});

suite('Label Studio', () => {
  test('accepted marks are an annotation, suggestions a prediction, and the configuration names the labels', () => {
    const document = { ...related, text: related.text + ' 😀 Ulm' };
    const { files, report } = written(
      labelStudio,
      [{ ...document, suggestions: [suggestion(document, 'Ulm', 'LOC')] }],
      { suggestions: 'apart' },
    );
    assert.deepEqual(JSON.parse(files['corpus.json']!), [
      {
        id: 1,
        data: { text: 'Axa made $5 😀 Ulm', source: 'a.txt' },
        predictions: [
          {
            model_version: 'corpus-annotator',
            score: 0.9,
            result: [
              {
                id: '1-s1',
                to_name: 'text',
                from_name: 'label',
                type: 'labels',
                score: 0.9,
                value: { start: 14, end: 17, text: 'Ulm', labels: ['LOC'] },
              },
            ],
          },
        ],
        annotations: [
          {
            was_cancelled: false,
            result: [
              {
                id: '1-a1',
                to_name: 'text',
                from_name: 'label',
                type: 'labels',
                value: { start: 0, end: 3, text: 'Axa', labels: ['ORG'] },
              },
              {
                id: '1-a2',
                to_name: 'text',
                from_name: 'label',
                type: 'labels',
                value: { start: 9, end: 11, text: '$5', labels: ['MONEY'] },
              },
              { type: 'relation', from_id: '1-a1', to_id: '1-a2', direction: 'right', labels: ['raised'] },
            ],
          },
        ],
      },
    ]);
    assert.match(
      files['corpus.config.xml']!,
      /<Labels name="label" toName="text">\s+<Label value="LOC"\/>\s+<Label value="MONEY"\/>\s+<Label value="ORG"\/>/,
    );
    assert.deepEqual(report.losses, []);
  });
  test('CRLF goes out as LF and comes back onto the text’s own line ends', () => {
    const document = marked('a\r\n«ORG Axa\r\nBank»\r\n');
    const { files, report } = written(labelStudio, [document]);
    assert.deepEqual(lossesOf(report), ['line ends: 1']);
    const [task] = JSON.parse(files['corpus.json']!) as [{ data: { text: string } }];
    assert.equal(task.data.text, 'a\nAxa\nBank\n');
    assert.deepEqual(
      readBack(labelStudio, 'corpus.json', files, { textOf: () => document.text }).documents.map(placesOf),
      [placesOf(document)],
    );
  });
  test('a task that is broken is told with its line, the rest goes on', () => {
    const tasks = '[\n{"data": {"text": Axa}},\n{"data": {}},\n7,\n{"data": {"text": "Ulm"}}\n]';
    const { documents, problems } = readBack(labelStudio, 'x.json', { 'x.json': tasks });
    assert.deepEqual(
      [documents.map(({ text }) => text), problems.map(({ code, line }) => [code, line])],
      [
        ['Ulm'],
        [
          ['syntax', 2],
          ['no text', 3],
          ['syntax', 4],
        ],
      ],
    );
  });
  test('no texts are an empty list', () => {
    assert.deepEqual(JSON.parse(written(labelStudio, []).files['corpus.json']!), []);
  });
  test('marks, entities and values come back, on any text', () => {
    fc.assert(
      fc.property(hardDocument, (hard) => {
        const document = withAccepted(hard);
        const { files } = written(labelStudio, [document]);
        const { documents, problems } = readBack(labelStudio, 'corpus.json', files, {
          textOf: () => document.text,
        });
        const bare = ({ decisions }: ExchangeDocument): unknown[] =>
          decisions.annotations
            .map(({ pieces, label, entity, number }) => JSON.stringify([pieces, label, entity, number]))
            .sort();
        assert.deepEqual([documents.map(bare), problems], [[bare(document)], []]);
      }),
    );
  });
});

suite('Web Annotation', () => {
  test('a page for each text; quote and code points say the place', () => {
    const entities = [{ id: 'axa', label: 'ORG', name: 'Axa', url: 'https://axa.example/' }];
    const document = {
      ...rich,
      file: 'my news/a.txt',
      text: rich.text + ' 😀',
      decisions: { ...rich.decisions, entities },
    };
    const { files } = written(webAnnotation, [document]);
    const page = JSON.parse(files['my news/a.txt.jsonld']!) as {
      '@context': string;
      type: string;
      items: unknown[];
    };
    assert.deepEqual(
      [page['@context'], page.type, page.items.length],
      ['http://www.w3.org/ns/anno.jsonld', 'AnnotationPage', 2],
    );
    assert.deepEqual(page.items[0], {
      id: 'urn:corpus-annotator:my%20news%2Fa.txt:a1',
      type: 'Annotation',
      motivation: 'tagging',
      created: '2026-11-22T00:00:00Z',
      creator: { type: 'Person', name: 'ann' },
      body: [
        { type: 'TextualBody', value: 'ORG', purpose: 'tagging' },
        { type: 'SpecificResource', source: 'urn:corpus-annotator:entity:axa', purpose: 'identifying' },
        { type: 'SpecificResource', source: 'https://axa.example/', purpose: 'identifying' },
        {
          type: 'TextualBody',
          value: 'sure?',
          purpose: 'commenting',
          creator: { type: 'Person', name: 'bo' },
          created: '2026-11-23T00:00:00Z',
        },
      ],
      target: {
        type: 'SpecificResource',
        source: 'my%20news/a.txt',
        selector: [
          { type: 'TextQuoteSelector', exact: 'Axa', prefix: '', suffix: ' made $5 😀' },
          { type: 'TextPositionSelector', start: 0, end: 3 },
        ],
      },
    });
    const { documents, problems } = readBack(webAnnotation, 'my news/a.txt.jsonld', files, {
      textOf: () => document.text,
    });
    assert.deepEqual(
      [documents[0]!.decisions.annotations, documents[0]!.file, problems],
      [document.decisions.annotations, 'my news/a.txt', []],
    );
  });
  test('offsets of others are read in UTF-16 too, and a quote alone where it is found once', () => {
    const item = (exact: string, more: object[]): object => ({
      type: 'Annotation',
      body: { type: 'TextualBody', value: 'ORG', purpose: 'tagging' },
      target: { source: 'a.txt', selector: [{ type: 'TextQuoteSelector', exact }, ...more] },
    });
    const files = {
      'x.jsonld': JSON.stringify([
        item('Nestlé', [{ type: 'TextPositionSelector', start: 5, end: 11 }]),
        item('Axa', []),
        item('l', []),
      ]),
    };
    const { documents, problems } = readBack(webAnnotation, 'x.jsonld', files, {
      textOf: () => example.text,
    });
    assert.deepEqual(
      [documents.map(marksIn), problems],
      [[['ORG Nestlé @5', 'ORG Axa @34']], [{ code: 'span', about: 'l' }]],
    );
  });
  test('marks come back with all that they carry, on any text', () => {
    fc.assert(
      fc.property(hardDocument, (hard) => {
        const document = withAccepted(hard);
        const { files } = written(webAnnotation, [document]);
        const { documents, problems } = readBack(webAnnotation, 'a.txt.jsonld', files, {
          textOf: () => document.text,
        });
        assert.deepEqual(
          [documents[0]?.decisions.annotations ?? [], problems],
          [document.decisions.annotations, []],
        );
      }),
    );
  });
});
