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
  noChoices,
  outside,
  transitionsOf,
  weightOf,
} from '../../../../src/core/recognize/names/lattice';
import { decodeModel, encodeModel } from '../../../../src/core/recognize/names/model';
import modelBytes from '../../../../src/core/recognize/names/model.bin';
import { foldedKey } from '../../../../src/core/recognize/names/folding';
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
  const stretches = {
    count: 1,
    starts: Int32Array.of(0),
    ends: Int32Array.of(2),
    firsts: Int32Array.of(0, 3),
    from: Int32Array.of(0, 0, 1),
    to: Int32Array.of(1, 2, 2),
  };

  test('the best reading takes the piece with the highest score', () => {
    const scores = new Float64Array(3 * labelCount).fill(-5);
    scores[1 * labelCount + 2] = 4;
    const choices = noChoices();
    best(stretches, 0, scores, flat, choices);
    assert.deepEqual([choices.count, choices.pieces[0], choices.labels[0]], [1, 1, 2]);
  });
  test('probabilities of all pieces over a token and of none add up to one', () => {
    const weights = new Float64Array(3 * labelCount).fill(weightOf(0));
    const probabilities = new Float64Array(weights.length);
    expect(stretches, 0, weights, flat, probabilities);
    // Ways to read two tokens: one piece (6), or each outside or a piece (7 × 7): 55.
    assert.deepEqual(
      [probabilities[0], probabilities[labelCount]].map((p) => p!.toFixed(6)),
      [(7 / 55).toFixed(6), (1 / 55).toFixed(6)],
    );
  });
});
