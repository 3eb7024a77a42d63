import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csv, readRows, tsv, writeRow } from '../../../src/core/exchange/csv';
import { example, hardDocument, lossesOf, marksIn, readBack, suggestion, written } from './examples';

suite('CSV', () => {
  test('a row for each mark, offsets in code points', () => {
    const { files, report } = written(csv, [example]);
    assert.equal(
      files['corpus.csv'],
      'doc_id,start,end,unit,quote,label,entity_id,status,annotator,comment,id,date,value,value_unit,score\r\n' +
        'a.txt,4,10,code points,Nestlé,ORG,,accepted,,,a1,,,,\r\n' +
        'a.txt,16,20,code points,3.5%,PERCENT,,accepted,,,a2,,,,\r\n' +
        'a.txt,24,31,code points,CHF100m,MONEY,,accepted,,,a3,,,,\r\n' +
        'a.txt,33,36,code points,Axa,ORG,,accepted,,,a4,,,,\r\n',
    );
    assert.deepEqual(lossesOf(report), ['text: 1']);
  });
  test('suggestions are told apart, and not read as decisions', () => {
    const { files } = written(csv, [{ ...example, suggestions: [suggestion(example, 'rose', 'EVENT')] }], {
      suggestions: 'apart',
    });
    assert.match(files['corpus.csv']!, /^a.txt,11,15,code points,rose,EVENT,,suggested,,,,,,,0.9\r$/m);
    assert.equal(
      readBack(csv, 'corpus.csv', files, { textOf: () => example.text }).documents[0]!.decisions.annotations
        .length,
      4,
    );
  });
  test('cells come back as they were, none is a formula, quotes as in RFC 4180', () => {
    const cells = ['a,b', 'say "no"', 'two\r\nlines', '=1+1', "'=1", '-3', '-3%', '@x', '', "'"];
    const row = writeRow(cells, ',');
    assert.equal(row, `"a,b","say ""no""","two\r\nlines",'=1+1,''=1,-3,'-3%,'@x,,'\r\n`);
    assert.deepEqual([...readRows([row], ',')], [{ line: 1, cells }]);
  });
  test('rows are read whatever the line ends and however the source is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\t', '\n', '\r', '=', "'", '-', '1') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 })),
        fc.nat(40),
        fc.constantFrom(',', '\t'),
        (rows, cut, delimiter) => {
          const source = rows.map((cells) => writeRow(cells, delimiter)).join('');
          assert.deepEqual(
            [...readRows([source.slice(0, cut), source.slice(cut)], delimiter)].map(({ cells }) => cells),
            rows,
          );
        },
      ),
    );
    assert.deepEqual(
      [...readRows(['\ufeffa,b\nc,d\r', '\ne,"f'], ',')],
      [
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['c', 'd'] },
        { line: 3, cells: ['e', 'f'] },
      ],
    );
  });
  test('marks of one piece come back with values, entities, authors and status, on any text', () => {
    fc.assert(
      fc.property(hardDocument, fc.constantFrom(csv, tsv), (document, format) => {
        const { files } = written(format, [document]);
        const { documents, problems } = readBack(format, `corpus.${format.id}`, files, {
          textOf: () => document.text,
        });
        const bare = document.decisions.annotations.map((annotation) => ({
          ...annotation,
          ...(annotation.comments && {
            comments: annotation.comments.flatMap(({ text }) => ({ text: text.replace('\n', ' ') })),
          }),
        }));
        // One empty comment is no comment in a table.
        const expected = bare.map(({ comments, ...rest }) =>
          comments && !(comments.length === 1 && comments[0]!.text === '') ? { ...rest, comments } : rest,
        );
        assert.deepEqual([documents[0]?.decisions.annotations ?? [], problems], [expected, []]);
      }),
    );
  });
  test('a text that is missing and a row that is wrong are told by their lines', () => {
    const table =
      'doc_id,start,end,quote,label\na.txt,4,9,Nestlé,ORG\na.txt,x,9,,ORG\na.txt,4,10,Nestlé,\nb.txt,0,1,,ORG\n';
    const textOf = (file: string): string | undefined => (file === 'a.txt' ? example.text : undefined);
    const { documents, problems } = readBack(csv, 't.csv', { 't.csv': table }, { textOf });
    assert.deepEqual(problems, [
      { code: 'quote', line: 2, about: 'Nestlé' },
      { code: 'span', line: 3, about: 'ORG' },
      { code: 'label', line: 4, about: 'Nestlé' },
      { code: 'no text', line: 5, about: 'b.txt' },
    ]);
    assert.deepEqual(documents.map(marksIn), [[]]);
  });
});
