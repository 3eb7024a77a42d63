import assert from 'node:assert/strict';
import { companiesOf, groupMentions, mergeGroups } from '../../../src/core/companies/companies';
import { resolveEntities } from '../../../src/core/companies/resolve';
import type { Entity } from '../../../src/core/model';
import { articlesOf, marked } from './marked';

function analysed(source: string, known: readonly Entity[] = []) {
  const { text, marks } = marked(source);
  const articles = articlesOf(text);
  return { text, marks, articles, resolution: resolveEntities(text, marks, articles, known) };
}

function companies(source: string) {
  const { text, marks, articles, resolution } = analysed(source);
  return companiesOf(text, marks, articles, resolution);
}

suite('companies', () => {
  test('a company has its articles, mentions, spellings and labels', () => {
    const [vela] = companies(
      '«COMPANY=vela Vela Auto» rose\n«COMPANY Vela» fell\n---\n«PRODUCT Vela Auto» is sold',
    );
    assert.deepEqual(
      {
        ...vela,
        facts: undefined,
        articles: vela!.articles.map(({ article, marks }) => [article, marks.map(({ text }) => text)]),
      },
      {
        id: 'vela',
        label: 'COMPANY',
        name: 'Vela Auto',
        entity: undefined,
        aliases: [
          { text: 'Vela Auto', count: 2 },
          { text: 'Vela', count: 1 },
        ],
        labels: [
          { text: 'COMPANY', count: 2 },
          { text: 'PRODUCT', count: 1 },
        ],
        mentions: 3,
        decided: 1,
        undecided: 2,
        articles: [
          [0, ['Vela Auto', 'Vela']],
          [1, ['Vela Auto']],
        ],
        facts: undefined,
      },
    );
  });
  test('the same code groups people and places', () => {
    const { marks, articles, resolution } = analysed(
      '«PERSON Ann Auer» of «LOC Vargo». «PERSON Auer» left «LOC Vargo».',
    );
    const named = (label: string) =>
      groupMentions(label, marks, articles, resolution).map(({ name, mentions }) => [name, mentions]);
    assert.deepEqual(
      [named('PERSON'), named('LOC'), named('COMPANY')],
      [[['Ann Auer', 2]], [['Vargo', 2]], []],
    );
  });
});

suite('facts', () => {
  const facts = (source: string) => companies(source)[0]!.facts;

  test('numbers of the same sentence, with what they are about', () => {
    const { numbers } = facts(
      '«COMPANY Vela» raised «MONEY $1.1 billion» at a valuation of «MONEY $9 billion» on «DATE Monday». ' +
        '«COMPANY Vela» has «CARDINAL 340» employees. Oil cost «MONEY $80».',
    );
    assert.deepEqual(
      numbers.map(({ mark, about }) => [mark.text, about]),
      [
        ['$1.1 billion', 'raised'],
        ['$9 billion', 'valuation'],
        ['340', 'staff'],
      ],
    );
  });
  test('people with their roles', () => {
    const { people } = facts(
      '«PERSON Ann Auer», «CARDINAL 42», chief executive of «COMPANY Vela», left. «COMPANY Vela»’s chief financial officer, «PERSON Ian Oddy», stayed. ' +
        '«COMPANY Vela» founder «PERSON Eve Lunt» wept. «PERSON Bo Ek» of «COMPANY Vela» met «PERSON Al Roe».',
    );
    assert.deepEqual(
      people.map(({ mark, role }) => [mark.text, role]),
      [
        ['Ann Auer', 'chief executive'],
        ['Ian Oddy', 'chief financial officer'],
        ['Eve Lunt', 'founder'],
        ['Bo Ek', undefined],
      ],
    );
  });
  test('roles around the company, and no verb in a role', () => {
    const { people } = facts(
      '«PERSON Ann Auer», «COMPANY Vela»’s Chief Executive, and the head of research at «COMPANY Vela», «PERSON Ian Oddy», met. ' +
        '«COMPANY Vela» hired chief executive «PERSON Eve Lunt».',
    );
    assert.deepEqual(
      people.map(({ mark, role }) => [mark.text, role]),
      [
        ['Ann Auer', 'Chief Executive'],
        ['Ian Oddy', 'head of research'],
      ],
    );
  });
  test('places it is of, and companies it is named with', () => {
    const { places, companies: others } = facts(
      '«LOC Vargo»-based electric car maker «COMPANY Vela» sued «COMPANY Oddy». «COMPANY Vela», based in «LOC Port Lunt», won in «LOC Ostby».',
    );
    assert.deepEqual(
      [places.map(({ mark }) => mark.text), others.map(({ mark }) => mark.text)],
      [['Vargo', 'Port Lunt'], ['Oddy']],
    );
  });
  test('a sentence is told by its span', () => {
    const source = 'Hello. «COMPANY Vela» made «MONEY $5». Bye.';
    const { sentence } = facts(source).numbers[0]!;
    assert.equal(marked(source).text.slice(sentence.start, sentence.end), 'Vela made $5.');
  });
});

suite('companies of several texts', () => {
  test('texts are joined by the register’s id or by name', () => {
    const register: Entity[] = [{ id: 'cvb', label: 'COMPANY', name: 'Corvane Bank' }];
    const groups = (source: string) => {
      const { marks, articles, resolution } = analysed(source, register);
      return groupMentions('COMPANY', marks, articles, resolution);
    };
    const merged = mergeGroups([
      { file: 'a.txt', groups: groups('«COMPANY Vela» and «COMPANY Corvane Bank»') },
      { file: 'b.txt', groups: groups('«COMPANY Vela Inc.» and «COMPANY Corvane Bank plc»') },
    ]);
    assert.deepEqual(
      merged.map(({ id, name, mentions, files }) => [id, name, mentions, files.map(({ file }) => file)]),
      [
        ['cvb', 'Corvane Bank', 2, ['a.txt', 'b.txt']],
        ['vela', 'Vela', 2, ['a.txt', 'b.txt']],
      ],
    );
  });
});
