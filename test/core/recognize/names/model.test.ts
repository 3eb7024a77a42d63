import assert from 'node:assert/strict';
import {
  compileLexicon,
  extendPhrase,
  kindBit,
  openLexicon,
} from '../../../../src/core/recognize/names/lexicon';
import {
  best,
  expect,
  labelCount,
  outside,
  transitionsOf,
} from '../../../../src/core/recognize/names/lattice';
import { decodeModel, encodeModel } from '../../../../src/core/recognize/names/model';
import modelBytes from '../../../../src/core/recognize/names/model.bin';
import { foldedKey } from '../../../../src/core/recognize/names/words';
import { hashInputs } from '../../../../training/inputs';

suite('names model', () => {
  test('a model file is read and written to the byte', () => {
    assert.deepEqual(Buffer.from(encodeModel(decodeModel(modelBytes))), Buffer.from(modelBytes));
  });
  test('the model is trained on the texts, word lists and settings of today (else: npm run train)', () => {
    assert.equal(decodeModel(modelBytes).inputs, hashInputs());
  });
  test('the model is small', () => {
    assert.ok(modelBytes.length < 1_000_000);
  });
  test('a phrase of the word lists has its kinds, whatever its accents; an acronym only in capitals', () => {
    const lexicon = openLexicon(
      compileLexicon(
        new Map([
          ['cities', ['São Paulo']],
          ['organisations', ['WHO']],
        ]),
        ['rain'],
      ),
    );
    const kindsOf = (...words: string[]) => lexicon.kindsOf(words.map(foldedKey).reduce(extendPhrase, 0));
    assert.equal(kindsOf('Sao', 'Paulo'), kindBit('cities'));
    assert.equal(kindsOf('WHO'), kindBit('organisations'));
    assert.equal(kindsOf('Who'), 0);
    assert.equal(lexicon.isOrdinary(foldedKey('rain')), true);
  });
});

suite('names lattice', () => {
  const flat = transitionsOf(new Float64Array((outside + 1) * labelCount));
  // Two tokens; the first, the second, or both are one piece.
  const lattice = (scores: number[]) => ({
    start: 0,
    end: 2,
    from: [0, 0, 1],
    to: [1, 2, 2],
    scores: Float64Array.from(scores),
  });

  test('the best reading takes the piece with the highest score', () => {
    const scores = new Array<number>(3 * labelCount).fill(-5);
    scores[1 * labelCount + 2] = 4;
    assert.deepEqual(best(lattice(scores), flat), [{ piece: 1, label: 2 }]);
  });
  test('probabilities of all pieces over a token and of none add up to one', () => {
    const { pieces } = expect(lattice(new Array<number>(3 * labelCount).fill(0)), flat);
    // Ways to read two tokens: one piece (6), or each outside or a piece (7 × 7): 55.
    assert.deepEqual(
      [pieces[0], pieces[labelCount]].map((p) => p!.toFixed(6)),
      [(7 / 55).toFixed(6), (1 / 55).toFixed(6)],
    );
  });
});
