import assert from 'node:assert/strict';
import { adoptIds } from '../../../src/core/exchange/adopt';
import type { Annotation, Decisions } from '../../../src/core/model';
import { marked } from './examples';

suite('adopting ids', () => {
  const present = marked('«COMPANY Tarn» rose, «LOC Oslo» fell.').decisions;

  test('the same mark has the id and the signature that it has here', () => {
    const [tarn, oslo] = present.annotations;
    const here = [{ ...tarn!, by: 'anna', comments: [{ text: 'Sure', by: 'anna' }] }, oslo!];
    const there = [{ ...tarn!, id: 'T7', by: 'ben', comments: [{ text: 'Sure' }] }];
    assert.deepEqual(adopted(there, here), [here[0]]);
  });

  test('another decision keeps its own signature', () => {
    const there: Annotation[] = [{ ...present.annotations[0]!, id: 'T7', status: 'rejected', by: 'ben' }];
    assert.deepEqual(adopted(there), [{ ...there[0]!, id: 'a1' }]);
  });

  test('an id that something else has here is replaced, in relations too', () => {
    const rose = { ...present.annotations[0]!, id: 'a2', pieces: [{ start: 5, end: 9 }], text: 'rose' };
    const relation = { id: 'r1', type: 'did', from: 'a1', to: 'a2' };
    const { annotations, relations } = adoptIds(
      { ...present, annotations: [present.annotations[0]!, rose], relations: [relation] },
      { ...present, relations: [{ ...relation, type: 'saw' }] },
      counting(),
    );
    assert.deepEqual(
      [annotations.map(({ id }) => id), relations],
      [['a1', 'n1'], [{ ...relation, id: 'n2', to: 'n1' }]],
    );
  });

  test('a mark that was resized elsewhere keeps its id, so that the two are compared', () => {
    const longer = { ...present.annotations[0]!, pieces: [{ start: 0, end: 9 }], text: 'Tarn rose' };
    assert.deepEqual(adopted([longer]), [longer]);
  });

  function adopted(there: readonly Annotation[], here = present.annotations): readonly Annotation[] {
    const arriving: Decisions = { ...present, annotations: there };
    return adoptIds(arriving, { ...present, annotations: here }, counting()).annotations;
  }
});

function counting(): () => string {
  let count = 0;
  return () => `n${++count}`;
}
