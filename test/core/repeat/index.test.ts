import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/core/repeat/fingerprint';
import { addArticle, candidates, emptyIndex, removeArticle } from '../../../src/core/repeat/index';
import { inventArticle, randomFrom, retell } from '../../bench/retellings';

suite('repeat index', () => {
  const random = randomFrom(7);
  const texts = Array.from({ length: 300 }, () => inventArticle(random, 6));
  const prints = texts.map((lines) => fingerprint(lines.join('\n')));

  test('an article finds itself and its other versions', () => {
    const index = emptyIndex();
    prints.forEach((print) => addArticle(index, print));
    const cut = fingerprint(retell(texts[41]!, 'cut', random).join('\n'));
    assert.deepEqual([candidates(index, prints[17]!), candidates(index, cut)], [[17], [41]]);
  });

  test('what was removed is not found, and its room is used again', () => {
    const index = emptyIndex();
    prints.forEach((print) => addArticle(index, print));
    const entries = index.entryCount;
    removeArticle(index, 17, prints[17]!);
    removeArticle(index, 17, prints[17]!);
    assert.deepEqual(candidates(index, prints[17]!), []);
    assert.equal(addArticle(index, prints[17]!), 300);
    assert.deepEqual([candidates(index, prints[17]!), index.entryCount], [[300], entries]);
  });

  test('an article told a thousand times is found by its first tellings', () => {
    const index = emptyIndex();
    for (let copy = 0; copy < 1000; copy++) addArticle(index, prints[0]!);
    assert.equal(candidates(index, prints[0]!)[0], 0);
  });

  test('the same text has the same fingerprint, whatever its line ends', () => {
    assert.deepEqual(fingerprint(texts[0]!.join('\r\n')), fingerprint(texts[0]!.join('\n')));
  });

  test('texts without words have empty fingerprints', () => {
    assert.deepEqual(fingerprint(' …\n\n“”'), { anchors: new Uint32Array(0), sampled: 0 });
  });
});
