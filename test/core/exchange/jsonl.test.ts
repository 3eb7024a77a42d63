import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportDocuments } from '../../../src/core/exchange/export';
import type { Chunk, ExchangeDocument } from '../../../src/core/exchange/format';
import { html } from '../../../src/core/exchange/html';
import { jsonl } from '../../../src/core/exchange/jsonl';
import { noDecisions } from '../../../src/core/model';
import { example, hardDocument, lossesOf, marked, readBack, suggestion, written } from './examples';

suite('JSON Lines', () => {
  test('a text is one line, with its offsets in UTF-16 and in code points', () => {
    const { files, report } = written(jsonl, [marked('A 😀 «ORG Nestlé»')]);
    assert.deepEqual(files, {
      'corpus.jsonl':
        '{"format":"corpus-annotator/jsonl-1","file":"a.txt","text":"A 😀 Nestlé","articles":[],"entities":[],' +
        '"annotations":[{"id":"a1","start":5,"end":11,"codePoints":[4,10],"label":"ORG","text":"Nestlé","status":"accepted"}],' +
        '"relations":[],"articleDecisions":[],"lineDecisions":[],"orphans":[]}\n',
    });
    assert.deepEqual([report.documents, report.marks, report.losses, report.refused], [1, 1, [], []]);
  });
  test('nothing is lost: pieces, relations, articles, entities, orphans, suggestions', () => {
    const document: ExchangeDocument = {
      file: 'news/a.txt',
      sha256: 'ab12',
      text: 'One\r\nTwo 😀 three',
      articles: [{ start: 0, end: 17, title: 'One', repeatOf: 0, similarity: 0.5 }],
      decisions: {
        articles: [
          {
            start: 0,
            title: 'One',
            status: 'done',
            starts: true,
            repeats: 0,
            decision: 'rejected',
            by: 'ann',
            on: '2026-11-22',
          },
        ],
        structure: [{ start: 5, text: 'Two 😀 three', kind: 'heading', by: 'ann' }],
        entities: [
          {
            id: 'one',
            label: 'COMPANY',
            name: 'One',
            aliases: ['1'],
            ticker: 'ONE',
            url: 'https://one.example',
            note: 'n',
          },
        ],
        annotations: [
          {
            id: 'x1',
            pieces: [
              { start: 0, end: 3 },
              { start: 9, end: 11 },
            ],
            label: 'COMPANY',
            text: 'One … 😀',
            status: 'accepted',
            entity: 'one',
            unsure: true,
          },
          {
            id: 'x2',
            pieces: [{ start: 5, end: 8 }],
            label: 'CARDINAL',
            text: 'Two',
            status: 'rejected',
            number: { value: 2, unit: 'x' },
            comments: [{ text: 'no', resolved: true }],
          },
        ],
        orphans: [
          {
            at: '7:1-7:4',
            annotation: { id: 'x3', label: 'LOC', text: 'Six', status: 'accepted', number: { value: 6 } },
          },
        ],
        relations: [{ id: 'r1', type: 'raised', from: 'x1', to: 'x2', by: 'bo', on: '2026-11-23' }],
      },
      suggestions: [
        {
          start: 12,
          end: 17,
          label: 'CARDINAL',
          text: 'three',
          score: 0.5,
          reason: { kind: 'accepted', file: 'b.txt', line: 3 },
          number: { value: 3 },
          entity: 'e',
          converts: { start: 5, end: 8 },
        },
      ],
    };
    const { files, report } = written(jsonl, [document], { suggestions: 'apart', name: 'out' });
    assert.deepEqual(report.losses, []);
    assert.deepEqual(readBack(jsonl, 'out.jsonl', files), { documents: [document], problems: [] });
  });
  test('suggestions go out only where asked for', () => {
    const document = { ...example, suggestions: [suggestion(example, 'rose', 'EVENT')] };
    assert.equal(written(jsonl, [document]).files['corpus.jsonl']!.includes('suggestions'), false);
  });
  test('what comes in is what went out, on any text', () => {
    fc.assert(
      fc.property(fc.array(hardDocument, { maxLength: 3 }), (documents) => {
        const { files } = written(jsonl, documents);
        assert.deepEqual(readBack(jsonl, 'corpus.jsonl', files), {
          documents: documents.map((document) => ({ ...document, articles: [] })),
          problems: [],
        });
      }),
    );
  });
  test('a line that is broken is told by its number, a mark by its words; the rest is read', () => {
    const bad = written(jsonl, [example]).files['corpus.jsonl']!.replace('"start":34', '"start":33');
    const { documents, problems } = readBack(jsonl, 'x.jsonl', { 'x.jsonl': `{"a":\n\n${bad}` });
    assert.deepEqual(problems, [
      { code: 'syntax', line: 1, about: '{"a":' },
      { code: 'quote', line: 3, about: 'Axa' },
    ]);
    assert.equal(documents[0]!.decisions.annotations.length, 3);
  });
  test('offsets are moved onto a copy of the text with other line ends, and refused on other words', () => {
    const { files } = written(jsonl, [marked('a\n«ORG Axa»\n')]);
    const onto = (text: string) => readBack(jsonl, 'corpus.jsonl', files, { textOf: () => text });
    assert.deepEqual(onto('a\r\nAxa\r\n').documents[0]!.decisions.annotations[0]!.pieces, [
      { start: 3, end: 6 },
    ]);
    assert.deepEqual(onto('a\nAxe\n').problems, [{ code: 'text differs', about: 'a.txt' }]);
  });
});

suite('exports', () => {
  test('no file is written outside the folder of the export', () => {
    const paths = ['../../a.txt', '/etc/a.txt', 'C:\\x\\a.txt', 'b/./a.txt'].flatMap((file) =>
      Object.keys(written(html, [{ ...example, file }]).files),
    );
    assert.deepEqual(paths, ['a.txt.html', 'etc/a.txt.html', 'C/x/a.txt.html', 'b/a.txt.html']);
  });
  test('a text whose words are not those decided on is refused, the others are written', () => {
    const moved = { ...example, file: 'b.txt', text: 'x' + example.text };
    const { report } = written(jsonl, [moved, example]);
    assert.deepEqual(
      [report.documents, report.refused],
      [1, [{ file: 'b.txt', code: 'quote', mark: 'a1', expected: 'Nestlé', found: ' Nestl' }]],
    );
  });
  test('a mark outside the text, empty or inside a character refuses the text', () => {
    const codes = [
      [0, 99],
      [2, 2],
      [2, 3],
      [-1, 2],
    ].map(([start, end]) => {
      const annotations = [{ ...example.decisions.annotations[0]!, pieces: [{ start: start!, end: end! }] }];
      const { report } = written(jsonl, [{ ...example, decisions: { ...noDecisions, annotations } }]);
      return report.refused[0]!.code;
    });
    assert.deepEqual(codes, ['span', 'span', 'span', 'span']);
  });
  test('labels are mapped or left out', () => {
    const { files, report } = written(jsonl, [example], { labels: { ORG: 'COMPANY', PERCENT: null } });
    const labels = readBack(jsonl, 'corpus.jsonl', files).documents[0]!.decisions.annotations.map(
      ({ label }) => label,
    );
    assert.deepEqual([labels, report.leftOut, lossesOf(report)], [['COMPANY', 'MONEY', 'COMPANY'], 1, []]);
  });
  test('texts are taken one at a time, each written before the next is asked for', async () => {
    const log: string[] = [];
    function* texts(): Generator<ExchangeDocument> {
      for (const file of ['a.txt', 'b.txt']) {
        log.push(`read ${file}`);
        yield { ...example, file };
      }
    }
    const chunks: Chunk[] = [];
    const run = exportDocuments(jsonl, texts());
    let step = await run.next();
    for (; !step.done; step = await run.next()) {
      chunks.push(step.value);
      if (step.value.text !== '') log.push('wrote');
    }
    assert.deepEqual([log, step.value.documents], [['read a.txt', 'wrote', 'read b.txt', 'wrote'], 2]);
  });
});
