import assert from 'node:assert/strict';
import { joinMarks, marksAt, overlapping } from '../../src/core/marks';
import type { Annotation, Suggestion } from '../../src/core/model';

const suggestion = (start: number, end: number, label: string): Suggestion => ({
  start,
  end,
  label,
  text: '',
  score: 0.9,
  reason: { kind: 'model' },
});
const annotation = (
  start: number,
  end: number,
  label: string,
  status: Annotation['status'] = 'accepted',
): Annotation => ({
  id: `a${start}${label}`,
  pieces: [{ start, end }],
  label,
  text: '',
  status,
});
const shown = (suggestions: Suggestion[], annotations: Annotation[]): string[] =>
  joinMarks(suggestions, { annotations }).map(
    ({ state, label, start, end }) => `${state} ${label} ${start}-${end}`,
  );

suite('marks', () => {
  test('an accepted mark hides the suggestions that overlap it', () => {
    assert.deepEqual(
      shown([suggestion(0, 4, 'LOC'), suggestion(5, 9, 'ORG')], [annotation(3, 5, 'PERSON')]),
      ['accepted PERSON 3-5', 'suggested ORG 5-9'],
    );
  });
  test('a rejected mark hides the same words under any label, save what people taught, and nothing else', () => {
    const rejected = annotation(0, 4, 'LOC', 'rejected');
    assert.deepEqual(shown([suggestion(0, 4, 'LOC')], [rejected]), ['rejected LOC 0-4']);
    assert.deepEqual(shown([suggestion(0, 4, 'ORG')], [rejected]), ['rejected LOC 0-4']);
    const taught = { ...suggestion(0, 4, 'ORG'), reason: { kind: 'register', entity: 'e' } as const };
    assert.deepEqual(shown([taught], [rejected]), ['rejected LOC 0-4', 'suggested ORG 0-4']);
    assert.deepEqual(shown([suggestion(0, 6, 'LOC')], [rejected]), ['suggested LOC 0-6', 'rejected LOC 0-4']);
  });
  test('a decided mark keeps what the recognisers say of the same words', () => {
    const [mark] = joinMarks([suggestion(0, 4, 'LOC')], { annotations: [annotation(0, 4, 'LOC')] });
    assert.equal(mark!.suggestion?.score, 0.9);
  });
  test('of nested marks the innermost comes first; a mark that only ends at the cursor comes when there is no other', () => {
    const marks = joinMarks([], {
      annotations: [annotation(0, 10, 'ORG'), annotation(2, 5, 'LOC'), annotation(10, 12, 'EVENT')],
    });
    const at = (offset: number): string[] => marksAt(marks, offset).map(({ label }) => label);
    assert.deepEqual(
      [at(3), at(5), at(10), at(12), at(13)],
      [['LOC', 'ORG'], ['ORG'], ['EVENT'], ['EVENT'], []],
    );
  });
  test('of marks that overlap, the outer or the earlier one is boxed; of the same words, none', () => {
    const marks = joinMarks([], {
      annotations: [
        annotation(0, 9, 'ORG'),
        annotation(2, 4, 'LOC'),
        annotation(12, 14, 'ORG'),
        annotation(12, 14, 'LOC'),
        annotation(20, 24, 'ORG'),
        annotation(22, 26, 'LOC'),
      ],
    });
    assert.deepEqual(
      overlapping(marks).map(({ start, end }) => `${start}-${end}`),
      ['0-9', '20-24'],
    );
  });
});
