import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Block, BlockKind } from '../../../../src/core/model';
import { names } from '../../../../src/core/recognize/names/names';
import type { ArticleText, Knowledge, KnownName } from '../../../../src/core/recognize/recognizer';
import { tokenize } from '../../../../src/core/recognize/tokens';
import { splitsPair } from '../../../../src/core/text';

const nothing: Knowledge = { names: [] };

/** An article whose first line is its title and whose other lines are paragraphs. */
function articleOf(text: string): ArticleText {
  const blocks: Block[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const kind: BlockKind = blocks.length === 0 ? 'title' : 'paragraph';
    if (line.trim() !== '') blocks.push({ start: index, end: index + line.length, kind });
  }
  const { start, end } = blocks[0] ?? { start: 0, end: 0 };
  return {
    text,
    tokens: tokenize(text),
    article: { start: 0, end: text.length, title: { start, end }, blocks },
  };
}

/** The text with its marks: `«LOC Paris» slept`. */
function marked(text: string, knowledge = nothing): string {
  let out = '';
  let last = 0;
  for (const { start, end, label } of names.recognize(articleOf(text), knowledge)) {
    out += `${text.slice(last, start)}«${label} ${text.slice(start, end)}»`;
    last = end;
  }
  return out + text.slice(last);
}

function accepted(name: string, label: string): KnownName {
  return { name, label, reason: { kind: 'accepted', file: 'a.txt', line: 3 } };
}

suite('names', () => {
  test('people, companies and places of a news text are marked, titles and nationalities are not', () => {
    const text = [
      'Bakery chain rises',
      '',
      'President Emmanuel Macron met the French baker Lucie Fontaine in Lyon on Monday.',
      'Fontaine, 42, sold her shares to Microsoft, said a spokesman for the company in Seattle.',
    ].join('\n');
    assert.equal(
      marked(text),
      [
        'Bakery chain rises',
        '',
        'President «PERSON Emmanuel Macron» met the French baker «PERSON Lucie Fontaine» in «LOC Lyon» on Monday.',
        '«PERSON Fontaine», 42, sold her shares to «COMPANY Microsoft», said a spokesman for the company in «LOC Seattle».',
      ].join('\n'),
    );
  });
  test('the words around an unknown name tell what it is', () => {
    assert.equal(
      marked(
        'Deal\n\nShares of Zorvane Holdings rose 4% after the insurer, based in Toronto, raised its dividend.',
      ),
      'Deal\n\nShares of «COMPANY Zorvane Holdings» rose 4% after the insurer, based in «LOC Toronto», raised its dividend.',
    );
  });
  test('the possessive and the hyphened ending stay outside', () => {
    assert.equal(
      marked('Trade\n\nChina’s exports fell, said a Berlin-based analyst.'),
      'Trade\n\n«LOC China»’s exports fell, said a «LOC Berlin»-based analyst.',
    );
  });
  test('sentences that begin with ordinary words have no names', () => {
    const text = 'Weather\n\nRain is expected. Umbrellas are advised. Nobody was surprised.';
    assert.equal(marked(text), text);
  });
  test('empty texts and lonely marks have no names', () => {
    for (const text of ['', '\n\n', '.', '«»', '\ud83d', '’’’---&&&'])
      assert.deepEqual(names.recognize(articleOf(text), nothing), []);
  });
});

suite('names that people know', () => {
  test('an accepted name outranks the model, everywhere at once, and says why', () => {
    const knowledge = { names: [{ ...accepted('Lyon', 'PRODUCT'), entity: 'lyon-app' }] };
    const text = 'Report\n\nShe lives in Lyon. In Lyon it rains.';
    const found = names
      .recognize(articleOf(text), knowledge)
      .map(({ label, text, reason, entity }) => ({ label, text, reason, entity }));
    const lyon = { label: 'PRODUCT', text: 'Lyon', reason: knowledge.names[0]!.reason, entity: 'lyon-app' };
    assert.deepEqual(found, [lyon, lyon]);
  });
  test('a name of the register is found though it is written in lower case', () => {
    const knowledge = {
      names: [{ name: 'petol', label: 'PRODUCT', reason: { kind: 'register', entity: 'petol' } as const }],
    };
    assert.equal(
      marked('Fuel\n\nHe paid for petol with a drill.', knowledge),
      'Fuel\n\nHe paid for «PRODUCT petol» with a drill.',
    );
  });
  test('of known names that overlap, the longer stands', () => {
    const knowledge = { names: [accepted('Orla', 'PERSON'), accepted('Orla Foods', 'COMPANY')] };
    assert.equal(
      marked('Food\n\nThen Orla Foods grew.', knowledge),
      'Food\n\nThen «COMPANY Orla Foods» grew.',
    );
  });
  test('names match whole words, with case', () => {
    const knowledge = { names: [accepted('petol', 'PRODUCT')] };
    assert.equal(
      marked('Fuel\n\nthe petols and the petolite', knowledge),
      'Fuel\n\nthe petols and the petolite',
    );
  });
  test('a rejected name is not suggested under that label', () => {
    const text = 'Report\n\nShe lives in Lyon, near Paris.';
    const knowledge = { names: [{ ...accepted('Lyon', 'LOC'), rejected: true }] };
    const labels = names
      .recognize(articleOf(text), knowledge)
      .filter(({ text }) => text === 'Lyon')
      .map(({ label }) => label);
    assert.equal(labels.includes('LOC'), false);
    assert.ok(marked(text, knowledge).includes('«LOC Paris»'));
  });
  test('a name accepted as two things is what the model says it is', () => {
    const knowledge = { names: [accepted('Lyon', 'ORG'), accepted('Lyon', 'LOC')] };
    assert.equal(marked('Report\n\nShe lives in Lyon.', knowledge), 'Report\n\nShe lives in «LOC Lyon».');
  });
  test('the surname of a known person is known with the person', () => {
    const knowledge = { names: [accepted('Maren Vogelsang', 'PERSON')] };
    assert.equal(marked('Vote\n\nVogelsang spoke.', { names: [] }), 'Vote\n\nVogelsang spoke.');
    assert.equal(marked('Vote\n\nVogelsang spoke.', knowledge), 'Vote\n\n«PERSON Vogelsang» spoke.');
  });
});

suite('names of any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'Anna',
      'Paris',
      'U.S.',
      'the',
      'of',
      ' ',
      ' ',
      ' ',
      '\n',
      '.',
      ',',
      '’s',
      '-',
      '&',
      '(',
      '“',
      '3',
      'McDonald',
      'IBM',
      'said',
      '🚀',
      '\ud83d',
      'É',
      '日本',
    ],
  );
  const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

  test('marks are in order, inside the text, of its words, and split no character', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end, text: words, score } of names.recognize(articleOf(text), nothing)) {
          assert.ok(start >= last && end > start && end <= text.length);
          assert.equal(words, text.slice(start, end));
          assert.ok(!splitsPair(text, start) && !splitsPair(text, end));
          assert.ok(score >= 0 && score <= 1);
          last = end;
        }
      }),
    );
  });
  test('the same text gives the same marks, with LF as with CRLF', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = (one: string) =>
          names.recognize(articleOf(one), nothing).map(({ label, text, score }) => ({ label, text, score }));
        assert.deepEqual(found(text), found(text));
        assert.deepEqual(found(text.replaceAll('\n', '\r\n')), found(text));
      }),
    );
  });
  test('odd texts are read without an error', () => {
    for (const text of [
      'A'.repeat(20_000),
      'Ab '.repeat(20_000),
      'A.'.repeat(20_000),
      '('.repeat(20_000),
      'X-'.repeat(20_000),
      '\ud800'.repeat(2_000),
    ]) {
      assert.ok(Array.isArray(names.recognize(articleOf(text), nothing)));
    }
  });
});
