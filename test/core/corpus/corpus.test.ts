import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyCorpus, removeText, setText, type Corpus } from '../../../src/core/corpus/corpus';
import { keyOf } from '../../../src/core/corpus/key';
import { makeEntry } from '../../../src/core/corpus/makeEntry';
import { entitiesIn, registerOf } from '../../../src/core/corpus/register';
import { repeatsOf } from '../../../src/core/corpus/repeats';
import { restoreEntry, storeEntry } from '../../../src/core/corpus/stored';
import { mentionsOf, thingsOf } from '../../../src/core/corpus/things';
import { articlesOf, totalsOf } from '../../../src/core/corpus/totals';
import type { Entity } from '../../../src/core/model';

const harbour = [
  'Corvane Bank opens a branch in Utrecht',
  '30 July 2020',
  '',
  'Corvane Bank plc, the Utrecht-based lender, said on Thursday that its revenue rose to $1.1 billion.',
  'Ann Auer, chief executive of Corvane Bank, told reporters that Tarn Motors Inc. would be its first customer.',
  '',
].join('\n');
const motors = [
  'Tarn Motors recalls 4,000 cars',
  '',
  'Tarn Motors Inc. said it would recall 4,000 cars after CORVANE BANK asked it to look at the brakes.',
  '',
].join('\n');
const decided = `format: corpus-annotator/1
text:
  file: motors.txt
annotations:
- {id: aaaaaa, at: 3:1-3:12, label: COMPANY, text: Tarn Motors, status: accepted}
- {id: bbbbbb, at: 3:56-3:68, label: COMPANY, text: CORVANE BANK, status: rejected}
`;
const corvane: Entity = { id: 'corvane', label: 'COMPANY', name: 'Corvane Bank', aliases: ['Corvane'] };

suite('the index of a corpus', () => {
  test('joins what texts name under one name, case and legal form aside', () => {
    const { all } = thingsOf(corpusOf({ 'a.txt': { text: harbour }, 'b.txt': { text: motors } }));
    const companies = all.filter(({ labels }) => labels.some(({ text }) => text === 'COMPANY'));
    assert.deepEqual(
      companies.map(({ name, mentions, articles, newest }) => ({ name, mentions, articles, newest })),
      [
        { name: 'Corvane Bank', mentions: 4, articles: 2, newest: '2020-07-30' },
        { name: 'Tarn Motors', mentions: 3, articles: 2, newest: '2020-07-30' },
      ],
    );
  });

  test('says where each mention stands', () => {
    const corpus = corpusOf({ 'a.txt': { text: harbour }, 'b.txt': { text: motors } });
    const tarn = thingsOf(corpus).all.find(({ name }) => name === 'Tarn Motors')!;
    assert.deepEqual(
      mentionsOf(tarn).map(({ file, line, column, article, state }) => [file, line, column, article, state]),
      [
        ['a.txt', 5, 64, 0, 'suggested'],
        ['b.txt', 1, 1, 0, 'suggested'],
        ['b.txt', 3, 1, 0, 'suggested'],
      ],
    );
  });

  test('the register gives a name its id and its label', () => {
    const corpus = corpusOf({ 'a.txt': { text: harbour }, 'b.txt': { text: motors } }, [corvane]);
    const { byId } = thingsOf(corpus, [corvane]);
    assert.deepEqual(byId.get('corvane')?.entity, corvane);
    assert.equal(byId.get('corvane')?.mentions, 4);
  });

  test('a register that joins two names shows before the texts are read again', () => {
    const corpus = corpusOf({ 'a.txt': { text: harbour }, 'b.txt': { text: motors } });
    const { byId } = thingsOf(corpus, [{ ...corvane, aliases: ['Tarn Motors'] }]);
    assert.equal(byId.get('corvane')?.mentions, 7);
  });

  test('decisions count: a rejected mark names nothing', () => {
    const corpus = corpusOf({ 'b.txt': { text: motors, sidecar: decided } });
    const names = thingsOf(corpus).all;
    assert.deepEqual(
      names
        .filter(({ name }) => name === 'Tarn Motors' || name === 'CORVANE BANK')
        .map(({ name, mentions, decided }) => [name, mentions, decided]),
      [['Tarn Motors', 2, 1]],
    );
    const companies = totalsOf(corpus).labels.find(({ label }) => label === 'COMPANY');
    assert.deepEqual([companies?.accepted, companies?.rejected], [1, 1]);
  });

  test('a sidecar that cannot be read is told, and decides nothing', () => {
    const corpus = corpusOf({ 'b.txt': { text: motors, sidecar: 'annotations: [{' } });
    assert.deepEqual(totalsOf(corpus).broken, ['b.txt']);
  });

  test('repeats are found across texts', () => {
    const corpus = corpusOf({
      'a.txt': { text: harbour },
      'b.txt': { text: motors },
      'c.txt': { text: harbour },
    });
    assert.deepEqual(
      repeatsOf(corpus).map(({ article, of, similarity }) => [article.file, of.file, similarity]),
      [['c.txt', 'a.txt', 1]],
    );
  });

  test('binary data is no text', () => {
    const { articles, things, marks } = makeEntry({
      text: 'Corvane\0Bank',
      sidecar: undefined,
      entities: [],
    });
    assert.deepEqual([articles, things, marks], [[], [], []]);
  });

  test('an entry comes back from its line as it was; any other line is none', () => {
    const entry = makeEntry({ text: harbour, sidecar: undefined, entities: [corvane] });
    const line = storeEntry(entry);
    assert.deepEqual(restoreEntry(line), entry);
    assert.equal(restoreEntry(line.slice(0, -5)), undefined);
    assert.equal(restoreEntry('{}'), undefined);
    assert.equal(restoreEntry('null'), undefined);
  });

  test('the register’s entries are looked for by their words, whatever their case, accents, dots and quotes', () => {
    const names = ['Société Mérand', 'O’Neill', 'U.S. Steel', 'Tarn Motors', 'Li', '比亚迪', 'Corvane Bank'];
    const register = registerOf(names.map((name) => ({ id: name, label: 'COMPANY', name })));
    const found = (text: string): string[] => entitiesIn(text, register).map(({ name }) => name);
    // Names without a word of three characters, or in a script without blanks, may stand anywhere.
    assert.deepEqual(found('SOCIETE Merand and ONeill'), ['Société Mérand', 'O’Neill', 'Li', '比亚迪']);
    assert.deepEqual(found('US steel, Tarn'), ['U.S. Steel', 'Li', '比亚迪']);
    assert.deepEqual(found('the motors of Tarn'), ['Tarn Motors', 'Li', '比亚迪']);
  });

  test('the same words with other line ends are another entry', () => {
    const source = { sidecar: undefined, entities: [] };
    assert.notEqual(keyOf({ text: 'a\nb', ...source }), keyOf({ text: 'a\r\nb', ...source }));
  });

  test('however texts come, change, go and are renamed, the index is the one made from scratch', () => {
    const file = fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt');
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('set' as const),
        file,
        text: fc.constantFrom(harbour, motors, harbour + motors, '', motors.replaceAll('\n', '\r\n')),
        sidecar: fc.constantFrom(undefined, decided, 'annotations: [{'),
      }),
      fc.record({ kind: fc.constant('remove' as const), file }),
      fc.record({ kind: fc.constant('rename' as const), file, to: file }),
      fc.record({ kind: fc.constant('store' as const), file }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const corpus = emptyCorpus();
        const sources = new Map<string, GivenText>();
        for (const change of steps) {
          const entry = corpus.texts.get(change.file);
          const source = sources.get(change.file);
          if (change.kind === 'set') {
            sources.set(change.file, change);
            setText(corpus, change.file, entryOfText(change));
          } else if (change.kind === 'store') {
            if (entry) setText(corpus, change.file, restoreEntry(storeEntry(entry))!);
          } else {
            sources.delete(change.file);
            removeText(corpus, change.file);
            if (change.kind === 'rename' && entry && source) {
              sources.set(change.to, source);
              setText(corpus, change.to, entry);
            }
          }
        }
        assert.deepEqual(whole(corpus), whole(fromScratch(sources)));
      }),
      { numRuns: 30 },
    );
  }).timeout(10_000);
});

interface GivenText {
  readonly text: string;
  readonly sidecar?: string | undefined;
}

const made = new Map<string, ReturnType<typeof makeEntry>>();

function entryOfText({ text, sidecar }: GivenText, register: readonly Entity[] = []) {
  const source = { text, sidecar, entities: entitiesIn(text, registerOf(register)) };
  const entry = made.get(keyOf(source)) ?? makeEntry(source);
  made.set(keyOf(source), entry);
  return entry;
}

function corpusOf(texts: Readonly<Record<string, GivenText>>, register: readonly Entity[] = []): Corpus {
  const corpus = emptyCorpus();
  for (const [file, text] of Object.entries(texts)) setText(corpus, file, entryOfText(text, register));
  return corpus;
}

function fromScratch(sources: ReadonlyMap<string, GivenText>): Corpus {
  const corpus = emptyCorpus();
  for (const [file, { text, sidecar }] of sources)
    setText(corpus, file, makeEntry({ text, sidecar, entities: [] }));
  return corpus;
}

/** Everything that can be asked of an index. */
function whole(corpus: Corpus) {
  const { all } = thingsOf(corpus);
  return {
    totals: totalsOf(corpus),
    things: all,
    mentions: all.map((thing) => mentionsOf(thing)),
    articles: [...articlesOf(corpus)],
    repeats: repeatsOf(corpus),
  };
}
