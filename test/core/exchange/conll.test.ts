import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conll } from '../../../src/core/exchange/conll';
import { huggingface } from '../../../src/core/exchange/huggingface';
import { example, lossesOf, marked, marksIn, placesOf, readBack, tokenDocument, written } from './examples';

suite('CoNLL-2003', () => {
  test('four columns, blank lines behind sentences, a line before each text', () => {
    const { files, report } = written(conll, [example]);
    assert.equal(
      files['corpus.conll'],
      [
        '-DOCSTART- -X- O O',
        '',
        'A -X- O O',
        '😀 -X- O O',
        'Nestlé -X- O B-ORG',
        'rose -X- O O',
        '3.5 -X- O B-PERCENT',
        '% -X- O I-PERCENT',
        'to -X- O O',
        'CHF100m -X- O B-MONEY',
        '. -X- O O',
        '',
        'Axa -X- O B-ORG',
        'fell -X- O O',
        '. -X- O O',
        '',
        '',
      ].join('\n'),
    );
    assert.deepEqual([report.marks, lossesOf(report)], [4, ['text: 1']]);
  });
  test('the table beside it says where each token stands', () => {
    const { files } = written(conll, [example]);
    assert.deepEqual(files['corpus.offsets.tsv']!.split('\r\n').slice(0, 4), [
      'doc_id\tline\tstart_utf16\tend_utf16\tstart\tend',
      'a.txt\t3\t0\t1\t0\t1',
      'a.txt\t4\t2\t4\t2\t3',
      'a.txt\t5\t5\t11\t4\t10',
    ]);
  });
  test('what tags can’t say is counted: overlaps, parts of tokens, labels with hyphens', () => {
    const given = marked('«ORG Axa»Bank of «LOC-X Ulm» «ORG now» «ORG on»ly');
    const over = {
      ...given.decisions.annotations[0]!,
      id: 'a9',
      pieces: [{ start: 11, end: 18 }],
      text: 'Ulm now',
    };
    const document = {
      ...given,
      decisions: { ...given.decisions, annotations: [...given.decisions.annotations, over] },
    };
    const { files, report } = written(conll, [document]);
    assert.deepEqual(
      files['corpus.conll']!.split('\n').filter((line) => line.includes('-ORG') || line.includes('LOC')),
      ['AxaBank -X- O B-ORG', 'Ulm -X- O B-ORG', 'now -X- O I-ORG', 'only -X- O B-ORG'],
    );
    assert.deepEqual([report.marks, lossesOf(report)], [3, ['overlap: 2', 'text: 1', 'token boundaries: 2']]);
    assert.deepEqual(lossesOf(written(conll, [marked('«LOC-X Ulm»')]).report), ['text: 1', 'labels: 1']);
  });
  test('a sentence does not end inside a mark', () => {
    const { files } = written(conll, [marked('He left «ORG Ahoy! Media».')]);
    assert.equal(files['corpus.conll']!.includes('! -X- O I-ORG\nMedia'), true);
  });
  test('with the table and the text, marks come back just where they were, in every scheme', () => {
    fc.assert(
      fc.property(tokenDocument, fc.constantFrom('iob2', 'iob1', 'bilou', 'bmes'), (document, variant) => {
        const { files } = written(conll, [document], { variant });
        const { documents, problems } = readBack(conll, 'corpus.conll', files, {
          textOf: () => document.text,
        });
        assert.deepEqual([documents.flatMap(placesOf), problems], [placesOf(document), []]);
      }),
    );
  });
  test('without it a text is its tokens joined by blanks', () => {
    const { documents, problems } = readBack(conll, 'x.conll', {
      'x.conll': '-DOCSTART- -X- -X- O\n\nAxa\tB-ORG\nfell\tO\n\nUlm\tI-LOC\n\n\n-DOCSTART-\tO\nNo\tO\nodd\n',
    });
    assert.deepEqual(
      documents.map((document) => [document.file, document.text, marksIn(document)]),
      [
        ['x-1.txt', 'Axa fell\nUlm\n', ['ORG Axa @0', 'LOC Ulm @9']],
        ['x-2.txt', 'No\n', []],
      ],
    );
    assert.deepEqual(problems, [{ code: 'syntax', line: 11, about: 'odd' }]);
  });
});

suite('Hugging Face', () => {
  test('a sentence a line, tags as strings, and the list of tags', () => {
    const { files, report } = written(huggingface, [marked('«ORG Axa» rose.\nIt fell.')]);
    assert.deepEqual(files, {
      'corpus.jsonl':
        '{"id":"a.txt:0","tokens":["Axa","rose","."],"ner_tags":["B-ORG","O","O"],"file":"a.txt","offsets":[[0,3],[4,8],[8,9]]}\n' +
        '{"id":"a.txt:1","tokens":["It","fell","."],"ner_tags":["O","O","O"],"file":"a.txt","offsets":[[10,12],[13,17],[17,18]]}\n',
      'corpus.labels.json': '["O","B-ORG","I-ORG"]\n',
    });
    assert.deepEqual(lossesOf(report), ['text: 1']);
  });
  test('marks come back just where they were', () => {
    fc.assert(
      fc.property(tokenDocument, (document) => {
        const { files } = written(huggingface, [document]);
        const { documents, problems } = readBack(huggingface, 'corpus.jsonl', files, {
          textOf: () => document.text,
        });
        assert.deepEqual([documents.flatMap(placesOf), problems], [placesOf(document), []]);
      }),
    );
  });
  test('tags that are numbers are read by the list of tags; a line without places is a text of its own', () => {
    const files = {
      'x.jsonl': '{"tokens":["Axa","fell"],"ner_tags":[1,0]}\n{"tokens":["a"],"ner_tags":[9]}\n',
      'x.labels.json': '["O","B-ORG"]',
    };
    const { documents, problems } = readBack(huggingface, 'x.jsonl', files);
    assert.deepEqual(
      [documents.map(({ text, file }) => [file, text]), documents.map(marksIn)],
      [[['x-1.txt', 'Axa fell']], [['ORG Axa @0']]],
    );
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [['syntax', 2]],
    );
  });
});
