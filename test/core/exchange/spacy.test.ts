import assert from 'node:assert/strict';
import fc from 'fast-check';
import { spacy, spacySpans } from '../../../src/core/exchange/spacy';
import { example, hardDocument, lossesOf, marked, marksIn, readBack, written } from './examples';

suite('spaCy', () => {
  test('entities in code points, and a script that makes a DocBin', () => {
    const { files, report } = written(spacy, [example]);
    assert.equal(
      files['corpus.jsonl'],
      '{"text":"A 😀 Nestlé rose 3.5% to CHF100m.\\nAxa fell.\\n","entities":[[4,10,"ORG"],[16,20,"PERCENT"],[24,31,"MONEY"],[33,36,"ORG"]],"links":{},"meta":{"file":"a.txt"}}\n',
    );
    assert.deepEqual(Object.keys(files), ['corpus.jsonl', 'to_docbin.py']);
    // CHF100m before a full stop is what its tokenizer cuts otherwise.
    assert.deepEqual(lossesOf(report), ['token boundaries: 1']);
  });
  test('marks lose the blanks at their ends', () => {
    const { files, report } = written(spacy, [marked('a«ORG  Axa »b«LOC  »')]);
    assert.deepEqual((JSON.parse(files['corpus.jsonl']!) as { entities: unknown }).entities, [[2, 5, 'ORG']]);
    assert.deepEqual([report.marks, lossesOf(report)], [1, ['token boundaries: 2']]);
  });
  test('span groups carry overlaps, entities do not', () => {
    const document = marked('«ORG Axa» «ORG Bank»');
    const both = {
      ...document.decisions.annotations[0]!,
      id: 'b',
      pieces: [{ start: 0, end: 8 }],
      text: 'Axa Bank',
    };
    const overlapping = {
      ...document,
      decisions: { ...document.decisions, annotations: [...document.decisions.annotations, both] },
    };
    const marks = (format: typeof spacy) =>
      readBack(format, 'corpus.jsonl', written(format, [overlapping]).files).documents.flatMap(marksIn);
    assert.deepEqual(marks(spacySpans), ['ORG Axa @0', 'ORG Axa Bank @0', 'ORG Bank @4']);
    assert.deepEqual(marks(spacy), ['ORG Axa Bank @0']);
  });
  test('marks come back where they were, on any text, their outer blanks aside', () => {
    fc.assert(
      fc.property(hardDocument, (document) => {
        const { files } = written(spacySpans, [document]);
        const { documents, problems } = readBack(spacySpans, 'corpus.jsonl', files);
        const places = (list: typeof document.decisions.annotations): string[] =>
          list
            .filter(({ text, status }) => text.trim() !== '' && status === 'accepted')
            .map(
              ({ pieces: [piece], text, label }) =>
                `${piece!.start + text.indexOf(text.trim())} ${text.trim()} ${label}`,
            )
            .sort();
        assert.deepEqual(
          [places(documents[0]!.decisions.annotations), problems],
          [places(document.decisions.annotations), []],
        );
      }),
    );
  });
});
