import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolveEntities } from '../../../src/core/companies/resolve';
import type { Mark } from '../../../src/core/marks';
import type { Entity } from '../../../src/core/model';
import { articlesOf, marked } from './marked';

/** Each name of the text with the entity it was found to be. */
function resolved(source: string, known: readonly Entity[] = []): string[] {
  const { text, marks } = marked(source);
  const { entityOf } = resolveEntities(text, marks, articlesOf(text), known);
  return marks.map((mark, i) => `${mark.text}: ${entityOf[i]}`);
}

function names(source: string): string[] {
  const { text, marks } = marked(source);
  return [...resolveEntities(text, marks, articlesOf(text), []).entities.values()].map(({ name }) => name);
}

suite('entities: spellings', () => {
  test('case, accents, legal forms and possessives do not count', () => {
    assert.deepEqual(
      resolved('«COMPANY Vela Auto» «COMPANY Vela Auto Inc.» «COMPANY VELA AUTO» «COMPANY Véla Auto’s»'),
      ['Vela Auto: vela-auto', 'Vela Auto Inc.: vela-auto', 'VELA AUTO: vela-auto', 'Véla Auto’s: vela-auto'],
    );
  });
  test('dots and hyphens do not count', () => {
    assert.deepEqual(resolved('«LOC U.S.» «LOC US» «COMPANY Al-Nur» «COMPANY Al Nur»'), [
      'U.S.: us',
      'US: us',
      'Al-Nur: al-nur',
      'Al Nur: al-nur',
    ]);
  });
  test('the name is the fullest one, in its most frequent spelling, never in capitals for a dateline', () => {
    assert.deepEqual(
      names('«LOC VARGO» «LOC Vargo» «COMPANY Bytelane» «COMPANY ByteLane» «COMPANY ByteLane»'),
      ['Vargo', 'ByteLane'],
    );
    assert.deepEqual(names('«COMPANY Oddy’s» «COMPANY Corvane’s» «COMPANY Corvane» «PERSON Auer’s»'), [
      'Oddy’s',
      'Corvane',
      'Auer',
    ]);
  });
  test('names of other scripts keep their letters, names without letters get numbers', () => {
    assert.deepEqual(resolved('«COMPANY 北方汽车» «PERSON Анна Орлова» «COMPANY 🚀»'), [
      '北方汽车: 北方汽车',
      'Анна Орлова: анна-орлова',
      '🚀: name-1f680',
    ]);
  });
  test('firm and product of one name are one thing; a person and a place are others, with ids of their own', () => {
    assert.deepEqual(resolved('«PERSON Oddy» «COMPANY Oddy» «PRODUCT Oddy» «LOC Oddy»'), [
      'Oddy: oddy-person',
      'Oddy: oddy',
      'Oddy: oddy',
      'Oddy: oddy-loc',
    ]);
  });
});

suite('entities: short forms', () => {
  test('a surname stands for the last full name before it, in a title for the first after it', () => {
    assert.deepEqual(
      resolved(
        '«PERSON Auer» quits\n«PERSON Ann Auer» and «PERSON Auer»; «PERSON Ben K. Auer» and «PERSON Ben Auer», «PERSON Auer»',
      ),
      [
        'Auer: ann-auer',
        'Ann Auer: ann-auer',
        'Auer: ann-auer',
        'Ben K. Auer: ben-auer',
        'Ben Auer: ben-auer',
        'Auer: ben-auer',
      ],
    );
  });
  test('a family name may come first, or have several words', () => {
    assert.deepEqual(
      resolved(
        '«PERSON Hsu Wen-liang»; «PERSON Hsu»; «PERSON Ute von der Au»; «PERSON Von der Au»; «PERSON Dr. Au»',
      ),
      [
        'Hsu Wen-liang: hsu-wen-liang',
        'Hsu: hsu-wen-liang',
        'Ute von der Au: ute-von-der-au',
        'Von der Au: ute-von-der-au',
        'Dr. Au: ute-von-der-au',
      ],
    );
  });
  test('a surname alone in another article stands for the only one of that name', () => {
    assert.deepEqual(
      resolved(
        '«PERSON Ann Auer» «PERSON Ian Oddy» «PERSON Eve Oddy»\n---\n«PERSON Auer» «PERSON Oddy»',
      ).slice(3),
      ['Auer: ann-auer', 'Oddy: oddy'],
    );
  });
  test('a firm’s short form stands for its long one in the same article', () => {
    assert.deepEqual(
      resolved('«COMPANY Corvane» falls\n«COMPANY Corvane Bank» fell; «COMPANY Corvane» said'),
      ['Corvane: corvane-bank', 'Corvane Bank: corvane-bank', 'Corvane: corvane-bank'],
    );
  });
  test('a word for a firm may stand before its name', () => {
    assert.deepEqual(resolved('«COMPANY Société Mérel» and «COMPANY Mérel»'), [
      'Société Mérel: societe-merel',
      'Mérel: societe-merel',
    ]);
  });
  test('not where it could be either of two, nor where a division is named after its parent', () => {
    assert.deepEqual(
      resolved(
        '«COMPANY Corvane Bank» «COMPANY Corvane Motors» «COMPANY Corvane»\n---\n\n«COMPANY Oddy», «COMPANY Oddy Music»',
      ),
      [
        'Corvane Bank: corvane-bank',
        'Corvane Motors: corvane-motors',
        'Corvane: corvane',
        'Oddy: oddy',
        'Oddy Music: oddy-music',
      ],
    );
  });
  test('an acronym in brackets stands for the name before it, in the other articles too', () => {
    assert.deepEqual(resolved('«ORG Council for Open Harbours» («ORG COH») met\n---\n«ORG COH» met again'), [
      'Council for Open Harbours: council-for-open-harbours',
      'COH: council-for-open-harbours',
      'COH: council-for-open-harbours',
    ]);
  });
  test('an acronym without brackets stands for the only name with its initials', () => {
    assert.deepEqual(
      resolved(
        'The «LOC United Isles» and the «LOC U.I.»; «ORG North Port Union», «ORG New Potters’ Union», «ORG NPU»',
      ),
      [
        'United Isles: united-isles',
        'U.I.: united-isles',
        'North Port Union: north-port-union',
        'New Potters’ Union: new-potters-union',
        'NPU: npu',
      ],
    );
  });
});

suite('entities: what people know', () => {
  const register: Entity[] = [{ id: 'corvane', label: 'COMPANY', name: 'Corvane Bank', aliases: ['CVB'] }];
  test('the register’s names outrank everything found', () => {
    assert.deepEqual(resolved('«COMPANY Corvane Bank PLC», «ORG CVB» or «COMPANY Corvane»', register), [
      'Corvane Bank PLC: corvane',
      'CVB: corvane',
      'Corvane: corvane',
    ]);
  });
  test('a long form that only the register’s short form explains goes with it', () => {
    assert.deepEqual(resolved('«COMPANY CVB Group» and «COMPANY CVB»', register), [
      'CVB Group: corvane',
      'CVB: corvane',
    ]);
  });
  test('what a person decided once holds for the same name, unless decided otherwise', () => {
    assert.deepEqual(
      resolved(
        '«COMPANY=vela-auto Vela» «COMPANY Vela»\n---\n«COMPANY=vela-tv Vela» «COMPANY Vela»\n---\n«COMPANY Vela»',
      ),
      ['Vela: vela-auto', 'Vela: vela-auto', 'Vela: vela-tv', 'Vela: vela-tv', 'Vela: vela'],
    );
  });
  test('a name whose slug is an id that a person gave already is that entity', () => {
    assert.deepEqual(resolved('«PERSON=ann-auer Auer» is «PERSON Ann Auer», not «COMPANY Ann Auer»'), [
      'Auer: ann-auer',
      'Ann Auer: ann-auer',
      'Ann Auer: ann-auer-company',
    ]);
  });
  test('numbers are no entities', () => {
    assert.deepEqual(resolved('«MONEY $5» for «COMPANY Vela»'), ['$5: undefined', 'Vela: vela']);
  });
});

suite('entities: any input', () => {
  test('every name gets one entity that lists it', () => {
    const word = fc.constantFrom(
      'Vela',
      'Auto',
      'Inc.',
      'VA',
      'U.S.',
      'of',
      '’s',
      'Ann',
      '🚀',
      '\ud83d',
      '北',
      '(',
      '&',
    );
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    const label = fc.constantFrom('PERSON', 'COMPANY', 'LOC', 'ORG', 'MONEY');
    fc.assert(
      fc.property(fc.array(fc.tuple(label, name)), (list) => {
        let text = '';
        const marks = list.map(([label, words]): Mark => {
          const start = text.length;
          text += words + ' (';
          const span = { start, end: start + words.length };
          return { ...span, pieces: [span], state: 'suggested', label, text: words };
        });
        const { entityOf, entities } = resolveEntities(text, marks, [{ start: 0, end: text.length }], []);
        assert.equal(entityOf.length, marks.length);
        const counted = new Map<string, number>();
        entityOf.forEach((id, i) => {
          assert.equal(id === undefined, marks[i]!.label === 'MONEY');
          if (id !== undefined) counted.set(id, (counted.get(id) ?? 0) + 1);
        });
        for (const [id, entity] of entities) {
          assert.equal(entity.id, id);
          assert.equal(
            entity.aliases.reduce((sum, { count }) => sum + count, 0),
            counted.get(id),
          );
        }
      }),
    );
  });
});
