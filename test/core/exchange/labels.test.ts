import assert from 'node:assert/strict';
import { conll } from '../../../src/core/exchange/conll';
import { labelsIn, labelsOut, withLabelsHere } from '../../../src/core/exchange/labels';
import { newsLabels } from '../../../src/core/project/project';
import { lossesOf, marked, marksIn, readBack, written } from './examples';

suite('what labels are called elsewhere', () => {
  const out = labelsOut(newsLabels, 'conll');
  const document = marked('«PERSON Ada» left «COMPANY Axa» for «ORG Nato»');

  test('the scheme says it; where two labels become one, that is counted', () => {
    const { files, report } = written(conll, [document], { labels: out });
    const tags = [...files['corpus.conll']!.matchAll(/ (B-\w+)$/gm)].map(([, tag]) => tag);
    assert.deepEqual(tags, ['B-PER', 'B-ORG', 'B-ORG']);
    assert.deepEqual(lossesOf(report), ['labels: 1', 'text: 1']);
    assert.equal(report.losses[0]!.text, 'COMPANY → ORG');
  });
  test('the way back: a name of one label is that label, one of several is what is called so', () => {
    const { files } = written(conll, [document], { labels: out });
    const { documents } = readBack(conll, 'corpus.conll', files, {
      labels: labelsIn(newsLabels, 'conll'),
      textOf: () => document.text,
    });
    assert.deepEqual(documents.map(marksIn), [['PERSON Ada @0', 'ORG Axa @9', 'ORG Nato @17']]);
    const [came] = documents;
    assert.deepEqual(
      marksIn({ ...came!, decisions: withLabelsHere(came!.decisions, document.decisions, out) }),
      ['PERSON Ada @0', 'COMPANY Axa @9', 'ORG Nato @17'],
    );
  });
  test('OntoNotes has no companies; O leaves a label out; what the scheme does not say stays', () => {
    assert.equal(labelsOut(newsLabels, 'ontonotes').COMPANY, 'ORG');
    const own = [{ name: 'SHIP', conll: 'MISC' }, { name: 'CREW', conll: 'O' }, { name: 'PORT' }];
    assert.deepEqual(labelsOut(own, 'conll'), { SHIP: 'MISC', CREW: null, PORT: 'PORT' });
    assert.deepEqual(labelsIn(own, 'conll'), { MISC: 'SHIP' });
    assert.deepEqual(labelsIn(newsLabels, 'own'), {});
  });
});
