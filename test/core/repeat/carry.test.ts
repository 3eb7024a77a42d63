import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noDecisions, type Annotation, type Article, type Decisions } from '../../../src/core/model';
import { carryOver, decisionsToCarry } from '../../../src/core/repeat/carry';
import { compareWords } from '../../../src/core/repeat/differences';

/** A text with «marks»: `«Tarn|COMPANY»` accepted, `«Tarn|-COMPANY»` rejected. */
function telling(marked: string): { text: string; article: Article; decisions: Decisions } {
  const annotations: Annotation[] = [];
  let text = '';
  for (const part of marked.split(/(«[^»]*»)/)) {
    const mark = /^«(.*)\|(-?)(\w+)»$/.exec(part);
    if (mark) {
      const pieces = [{ start: text.length, end: text.length + mark[1]!.length }];
      const status = mark[2] === '-' ? 'rejected' : 'accepted';
      annotations.push({ id: `m${annotations.length}`, pieces, label: mark[3]!, text: mark[1]!, status });
    }
    text += mark ? mark[1]! : part;
  }
  const article = { start: 0, end: text.length, title: { start: 0, end: 0 }, blocks: [] };
  return { text, article, decisions: { ...noDecisions, annotations } };
}

function carried(from: string, to: string): string[] {
  return decisionsToCarry(telling(from), telling(to)).map(
    ({ mark, status }) => `${mark.label} ${mark.text} ${status} at ${mark.pieces[0]!.start}`,
  );
}

suite('labels carried over', () => {
  test('to the same words at the same place of the story', () => {
    assert.deepEqual(
      carried(
        'Ferry sold. «Tarn Motors|COMPANY» bought the «Pellworm|LOC» ferry for «$5 million|MONEY».',
        'Update: Tarn Motors bought the old Pellworm ferry for $6 million.',
      ),
      ['COMPANY Tarn Motors accepted at 8', 'LOC Pellworm accepted at 35'],
    );
  });
  test('rejections too', () => {
    assert.deepEqual(carried('He took «May|-DATE» home.', 'Then he took May home.'), [
      'DATE May rejected at 13',
    ]);
  });
  test('not over what is decided there already, whatever it says', () => {
    assert.deepEqual(carried('At «Tarn Motors|COMPANY» today.', 'At «Tarn|-LOC» Motors today.'), []);
  });
  test('not to words without a neighbour in common', () => {
    assert.deepEqual(carried('The «Tarn|LOC» is deep.', 'A Tarn opened works.'), []);
  });
  test('not to words in other letters, and not across words put in between', () => {
    assert.deepEqual(carried('At «Tarn Motors|COMPANY» today.', 'At TARN MOTORS today.'), []);
    assert.deepEqual(carried('At «Tarn Motors|COMPANY» today.', 'At Tarn Electric Motors today.'), []);
  });
  test('taken over, they are decisions like others', () => {
    const to = telling('So Tarn grew.');
    const found = decisionsToCarry(telling('Then «Tarn|COMPANY» grew.'), to);
    const author = { by: 'ben', on: '2026-11-22', newId: () => 'new' };
    assert.deepEqual(carryOver(to.decisions, found, author).annotations, [
      {
        id: 'new',
        pieces: [{ start: 3, end: 7 }],
        label: 'COMPANY',
        text: 'Tarn',
        number: undefined,
        status: 'accepted',
        by: 'ben',
        on: '2026-11-22',
      },
    ]);
  });
  test('whatever the texts, the words are the same and within the article', () => {
    const word = fc.constantFrom('a', 'b', 'Tarn', '«Tarn|LOC»', '«a b|ORG»', '–', '“b”', '𝒳');
    const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (from, to) => {
        const target = telling(to);
        for (const { mark, from: annotation } of decisionsToCarry(telling(from), target)) {
          const [piece] = mark.pieces;
          assert.equal(target.text.slice(piece!.start, piece!.end), annotation.text);
        }
      }),
    );
  });
});

suite('differences of two tellings', () => {
  const differences = (first: string, again: string): string[] =>
    compareWords(first, again).differences.map(
      (one) =>
        `${first.slice(one.first.start, one.first.end)} → ${again.slice(one.again.start, one.again.end)}`,
    );
  test('words taken out, put in and changed', () => {
    assert.deepEqual(
      differences(
        'It sold four old ferries on Monday.',
        'On Tuesday it sold four ferries, it said, on Monday.',
      ),
      [' → On Tuesday', 'old → ', ' → it said'],
    );
  });
  test('capitals, punctuation and line ends do not count', () => {
    assert.deepEqual(differences('“It sold.”\r\nYes', '"IT SOLD" - yes'), []);
  });
  test('common and different words make up both texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (first, again) => {
        const { common, differences: found } = compareWords(first.join(' '), again.join(' '));
        const shared = common.reduce((sum, { words }) => sum + words, 0);
        assert.equal(shared + found.reduce((sum, { removed }) => sum + removed, 0), first.length);
        assert.equal(shared + found.reduce((sum, { added }) => sum + added, 0), again.length);
      }),
    );
  });
});
