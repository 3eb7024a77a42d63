import assert from 'node:assert/strict';
import { emptyCorpus, setText } from '../../../src/core/corpus/corpus';
import { makeEntry } from '../../../src/core/corpus/makeEntry';
import {
  mergeThings,
  refactorRegister,
  refactorSidecar,
  renameThing,
  splitAlias,
} from '../../../src/core/corpus/refactor';
import { thingsOf, type CorpusThing } from '../../../src/core/corpus/things';
import type { Entity } from '../../../src/core/model';

const text = [
  'Corvane Bank meets Tarn Motors',
  '',
  'Corvane Bank plc said it would lend to Tarn Motors Inc.',
  '',
].join('\n');
const corvane: Entity = { id: 'corvane', label: 'COMPANY', name: 'Corvane Bank', aliases: ['CB'] };
const register = `files: ["*.txt"]
# Those that matter.
entities:
- {id: corvane, label: COMPANY, name: Corvane Bank, aliases: [CB]}
- {id: tarn, label: COMPANY, name: Tarn Motors, ticker: TRN}
`;

suite('changes of what names stand for', () => {
  test('merging puts the names of one into the entry of the other, and takes its entry out', () => {
    const change = mergeThings(
      registered({ id: 'tarn', name: 'Tarn Motors', ticker: 'TRN' }),
      registered(corvane),
    );
    assert.equal(
      refactorRegister(register, change),
      `files: ["*.txt"]
# Those that matter.
entities:
- {id: corvane, label: COMPANY, name: Corvane Bank, aliases: [CB, Tarn Motors], ticker: TRN}
`,
    );
  });

  test('what nobody registered gets an entry with all its names', () => {
    const { all } = things();
    const [bank, motors] = ['Corvane Bank', 'Tarn Motors'].map((name) =>
      all.find((one) => one.name.startsWith(name))!,
    );
    assert.deepEqual(mergeThings(motors!, bank!), {
      set: [{ id: 'corvane-bank', label: 'COMPANY', name: 'Corvane Bank', aliases: ['Tarn Motors'] }],
      remove: [],
      move: [{ from: [], to: 'corvane-bank' }],
    });
  });

  test('a merge is what the index says afterwards', () => {
    const { all } = things();
    const [bank, motors] = ['Corvane Bank', 'Tarn Motors'].map((name) =>
      all.find((one) => one.name.startsWith(name))!,
    );
    const { set } = mergeThings(motors!, bank!);
    const after = things(set);
    assert.equal(after.byId.get('corvane-bank')?.mentions, 4);
    assert.equal(after.all.length, all.length - 1);
  });

  test('annotations follow, in whatever sidecar, and nothing else of it changes', () => {
    const change = mergeThings(registered({ id: 'tarn', name: 'Tarn Motors' }), registered(corvane));
    assert.equal(
      refactorSidecar(
        `# by hand
entities:
- {id: other, label: COMPANY, name: Other}
- {id: tarn, label: COMPANY, name: Tarn}
annotations:
- {id: aaaaaa, at: 1:20-1:31, label: COMPANY, text: Tarn Motors, entity: tarn, status: accepted} # sure
- {id: bbbbbb, at: 1:1-1:13, label: COMPANY, text: Corvane Bank, entity: other, status: accepted}
`,
        change,
      ),
      `# by hand
entities:
- {id: other, label: COMPANY, name: Other}
annotations:
- {id: aaaaaa, at: 1:20-1:31, label: COMPANY, text: Tarn Motors, entity: corvane, status: accepted} # sure
- {id: bbbbbb, at: 1:1-1:13, label: COMPANY, text: Corvane Bank, entity: other, status: accepted}
`,
    );
    assert.equal(refactorSidecar('nothing of it: {', change), 'nothing of it: {');
    assert.equal(refactorSidecar('entities: [{id: tarn', change), undefined);
  });

  test('an alias that is split off has an entry of its own, and its annotations follow', () => {
    const change = splitAlias(registered(corvane), 'CB', (id) => id === 'cb');
    assert.deepEqual(change, {
      set: [
        { id: 'corvane', label: 'COMPANY', name: 'Corvane Bank' },
        { id: 'cb-2', label: 'COMPANY', name: 'CB' },
      ],
      remove: [],
      move: [{ from: ['corvane'], to: 'cb-2', folded: 'thing\ncb' }],
    });
    const sidecar = (id: string): string =>
      `annotations:\n- {id: aaaaaa, at: 1:1-1:3, label: COMPANY, text: CB, entity: ${id}, status: accepted}\n` +
      '- {id: bbbbbb, at: 2:1-2:13, label: COMPANY, text: Corvane Bank, entity: corvane, status: accepted}\n';
    assert.equal(refactorSidecar(sidecar('corvane'), change), sidecar('cb-2'));
  });

  test('the name itself may be split off: an alias becomes the name', () => {
    const { set } = splitAlias(registered(corvane), 'Corvane Bank', () => false);
    assert.deepEqual(set, [
      { id: 'corvane', label: 'COMPANY', name: 'CB' },
      { id: 'corvane-bank', label: 'COMPANY', name: 'Corvane Bank' },
    ]);
  });

  test('a new name keeps the old one as an alias', () => {
    assert.deepEqual(renameThing(registered(corvane), 'Corvane').set, [
      { ...corvane, name: 'Corvane', aliases: ['CB', 'Corvane Bank'] },
    ]);
  });

  test('the last entry of a register leaves an empty one', () => {
    const gone = { set: [], remove: ['a'], move: [] };
    assert.equal(refactorRegister('entities:\n- {id: a, label: ORG, name: A}\n', gone), 'entities: []\n');
    assert.equal(refactorRegister('entities: [{id: a, label: ORG, name: A}]\n', gone), 'entities: []\n');
    assert.equal(
      refactorRegister('entities: [{id: b, label: ORG, name: B}, {id: a, label: ORG, name: A}]\n', gone),
      'entities: [{id: b, label: ORG, name: B}]\n',
    );
  });
});

function registered(entity: Partial<Entity> & Pick<Entity, 'id' | 'name'>): CorpusThing {
  const whole: Entity = { label: 'COMPANY', ...entity };
  const { id, label, name } = whole;
  return {
    id,
    label,
    name,
    entity: whole,
    aliases: [],
    labels: [],
    mentions: 0,
    decided: 0,
    articles: 0,
    places: [],
  };
}

function things(entities: readonly Entity[] = []) {
  const corpus = emptyCorpus();
  setText(corpus, 'a.txt', makeEntry({ text, sidecar: undefined, entities }));
  return thingsOf(corpus, entities);
}
