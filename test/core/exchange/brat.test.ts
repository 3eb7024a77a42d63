import assert from 'node:assert/strict';
import fc from 'fast-check';
import { brat, bratInception } from '../../../src/core/exchange/brat';
import type { ExchangeDocument } from '../../../src/core/exchange/format';
import type { Annotation } from '../../../src/core/model';
import { example, hardDocument, lossesOf, marked, marksIn, readBack, written } from './examples';

function withAnnotation(document: ExchangeDocument, i: number, more: Partial<Annotation>): ExchangeDocument {
  const annotations = document.decisions.annotations.map((annotation, at) =>
    at === i ? { ...annotation, ...more } : annotation,
  );
  return { ...document, decisions: { ...document.decisions, annotations } };
}

suite('brat', () => {
  test('the text as it is, and a line for each mark, link, value, comment and relation', () => {
    const detailed = withAnnotation(example, 2, {
      number: { value: 100000000, unit: 'CHF' },
      unsure: true,
      comments: [{ text: 'check' }],
    });
    const linked = withAnnotation(detailed, 0, { entity: 'nestle' });
    const { files, report } = written(brat, [
      {
        ...linked,
        file: 'news/a.txt',
        decisions: { ...linked.decisions, relations: [{ id: 'r', type: 'rose to', from: 'a1', to: 'a3' }] },
      },
    ]);
    assert.deepEqual(files, {
      'news/a.txt': example.text,
      'news/a.ann':
        'T1\tORG 4 10\tNestlé\nN1\tReference T1 entity:nestle\tnestle\nT2\tPERCENT 16 20\t3.5%\n' +
        'T3\tMONEY 24 31\tCHF100m\nA1\tValue T3 100000000\nA2\tUnit T3 CHF\nA3\tUnsure T3\n#1\tAnnotatorNotes T3\tcheck\n' +
        'T4\tORG 33 36\tAxa\nR1\trose_to Arg1:T1 Arg2:T3\n',
      'annotation.conf':
        '[entities]\nMONEY\nORG\nPERCENT\n\n[relations]\nrose_to\tArg1:<ENTITY>, Arg2:<ENTITY>\n\n[events]\n\n' +
        '[attributes]\nValue\tArg:<ENTITY>\nUnit\tArg:<ENTITY>\nUnsure\tArg:<ENTITY>\n',
    });
    assert.deepEqual(lossesOf(report), ['labels: 1']);
  });
  test('a mark over a line end is written in fragments, and read as one', () => {
    const { files } = written(brat, [marked('«ORG Axa \r\n Bank»')]);
    assert.equal(files['a.ann'], 'T1\tORG 0 4;6 11\tAxa   Bank\n');
    assert.deepEqual(readBack(brat, 'a.ann', files).documents.map(marksIn), [['ORG Axa \r\n Bank @0']]);
  });
  test('what a line can’t hold is replaced and counted', () => {
    const { files, report } = written(brat, [
      withAnnotation(marked('«ORG Axa» «LOC-A \n»'), 0, {
        label: 'A B',
        comments: [{ by: 'ann', text: 'a\u2028b' }, { text: '' }],
      }),
    ]);
    assert.equal(files['a.ann'], 'T1\tA_B 0 3\tAxa\n#1\tAnnotatorNotes T1\ta b\n');
    assert.deepEqual(
      [report.marks, lossesOf(report)],
      [1, ['labels: 1', 'characters: 1', 'authors: 1', 'comments: 1', 'line breaks: 1']],
    );
  });
  test('INCEpTION gets offsets in UTF-16, marks and comments alone', () => {
    const { files, report } = written(bratInception, [
      withAnnotation(example, 0, { entity: 'nestle', label: 'Société', comments: [{ text: 'x' }] }),
    ]);
    assert.equal(
      files['a.ann'],
      'T1\tSoci_t_ 5 11\tNestlé\n#1\tAnnotatorNotes T1\tx\nT2\tPERCENT 17 21\t3.5%\nT3\tMONEY 25 32\tCHF100m\nT4\tORG 34 37\tAxa\n',
    );
    assert.deepEqual(
      [Object.keys(files), lossesOf(report)],
      [
        ['a.txt', 'a.ann'],
        ['entity links: 1', 'labels: 1'],
      ],
    );
  });
  test('reads what brat writes: pieces, events, notes with tabs, attributes', () => {
    const files = {
      'a.txt': example.text,
      'a.ann':
        'T1\tORG 4 10\tNestlé\r\nT5\tPHRASE 4 10;16 20\tNestlé 3.5%\nT9\tRise 11 15\trose\nN1\tReference T1 LEI:KY37\t\t\tNestlé S.A.\n' +
        'A2\tNegation T1\n#1\tAnnotatorNotes T1\t\tsee\tthis\nE1\tRise:T9 Theme:T1\n*\tEquiv T1 T5\nT6\tORG 4 9\tNestlé\nT7 odd\nR1\tis Arg1:T1 Arg2:T6\n',
    };
    const { documents, problems } = readBack(brat, 'a.ann', files);
    assert.deepEqual(documents[0]!.decisions.annotations, [
      {
        id: 'n1',
        pieces: [{ start: 5, end: 11 }],
        label: 'ORG',
        text: 'Nestlé',
        status: 'accepted',
        entity: 'LEI:KY37',
        comments: [{ text: 'Negation' }, { text: 'see\tthis' }],
      },
      {
        id: 'n2',
        pieces: [
          { start: 5, end: 11 },
          { start: 17, end: 21 },
        ],
        label: 'PHRASE',
        text: 'Nestlé … 3.5%',
        status: 'accepted',
      },
      { id: 'n3', pieces: [{ start: 12, end: 16 }], label: 'Rise', text: 'rose', status: 'accepted' },
    ]);
    assert.deepEqual(documents[0]!.decisions.relations, [{ id: 'n4', type: 'Theme', from: 'n3', to: 'n1' }]);
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [
        ['relation', 8],
        ['quote', 9],
        ['syntax', 10],
        ['relation', 11],
      ],
    );
  });
  test('a missing text is told', () => {
    assert.deepEqual(readBack(brat, 'x/a.ann', { 'x/a.ann': 'T1\tORG 0 1\tA\n' }).problems, [
      { code: 'no text', about: 'x/a.txt' },
    ]);
  });
  test('marks come back just where they were, on any text', () => {
    fc.assert(
      fc.property(hardDocument, fc.constantFrom(brat, bratInception), (document, format) => {
        const kept = document.decisions.annotations.filter(
          ({ text, status }) =>
            status === 'accepted' && text === text.trim() && (format === brat || !/[\r\n\u2028]/.test(text)),
        );
        const given = { ...document, decisions: { ...document.decisions, annotations: kept } };
        const { files } = written(format, [given]);
        const { documents, problems } = readBack(format, 'a.ann', files);
        const bare = (list: readonly Annotation[]): unknown[] =>
          list.map(({ pieces, label, number, entity }) => ({
            pieces,
            label,
            ...(format === brat && { number, entity }),
          }));
        assert.deepEqual([bare(documents[0]!.decisions.annotations), problems], [bare(kept), []]);
      }),
    );
  });
});
