import assert from 'node:assert/strict';
import { noDecisions, type TellingDecision } from '../../../src/core/model';
import { wordingOf } from '../../../src/core/repeat/fingerprint';
import { pathAt, pathFrom } from '../../../src/core/repeat/paths';
import { decideTelling, storiesOf, type ToldArticle, type ToldText } from '../../../src/core/repeat/stories';

const plant = [
  'Tidewell to close Marrow Point plant',
  'Tidewell Energy said on Tuesday it would close its plant at Marrow Point by June, ending 60 years of work on the estuary.',
  'The company, which employs 410 people in the town, blamed the price of gas and a turbine that has failed four times since March.',
  '“We have run out of spare parts and patience,” chief executive Nadia Orlov told workers in the canteen, where the tea was free.',
].join('\n');
const choir = [
  'Bus drivers’ choir wins song prize',
  'A choir of retired bus drivers has won the Pellworm song prize with a piece about a roundabout that nobody could leave.',
  'Judges praised the basses, who had practised for two years in an empty depot, and the soloist, Ingrid Falke, a former inspector.',
].join('\n');
const rain =
  'Rain\nIt rained on Pellworm for a ninth day, and the ferry to the mainland stayed in the harbour until noon.';

/** A text of articles, each given as its lines; they stand on lines 1, 11, 21… */
function text(file: string, articles: readonly string[], decided: Partial<ToldArticle>[] = []): ToldText {
  return {
    file,
    articles: articles.map((article, index) => ({
      start: index * 1000,
      end: index * 1000 + article.length,
      line: index * 10 + 1,
      title: article.split('\n')[0]!,
      wording: wordingOf(article),
      ...decided[index],
    })),
  };
}

/** `first ← repeat kind` by file and line. */
function stories(...texts: ToldText[]): string[] {
  return storiesOf(texts).map(({ first, repeats }) => {
    const others = repeats.map(
      ({ file, article, kind, isConfirmed }) =>
        `${file}:${article.line} ${kind}${isConfirmed ? ', confirmed' : ''}`,
    );
    return `${first.file}:${first.article.line} ← ${others.join('; ')}`;
  });
}

const telling = (file: string, decision: TellingDecision['decision']): Partial<ToldArticle> => ({
  tellings: [{ file, line: 1, title: plant.split('\n')[0]!, decision }],
});

suite('stories', () => {
  test('tellings across texts, with how each differs from the first', () => {
    const retitled = plant.replace(/^.*\n/, 'Marrow Point to lose its turbines\n');
    const cut = plant.split('\n').slice(0, 3).join('\n');
    const extended = `${plant}\nUnions will meet on Friday to decide on a strike at both sites.`;
    const updated = plant.replace('410', '470').replace('Tuesday', 'Wednesday');
    const asLines = (...articles: string[]) => articles;
    assert.deepEqual(
      stories(
        text('a.txt', asLines(rain, plant)),
        text('b/c.txt', asLines(plant, cut)),
        text('d.txt', asLines(extended, updated, choir)),
      ),
      ['a.txt:11 ← b/c.txt:1 same; b/c.txt:11 cut; d.txt:1 extended; d.txt:11 updated'],
    );
    // Without its structure a title is part of what is told.
    assert.deepEqual(stories(text('a.txt', [plant]), text('b.txt', [retitled])), [
      'a.txt:1 ← b.txt:1 updated',
    ]);
  });
  test('what people rejected across texts is no repeat', () => {
    const rejected = text('b/c.txt', [plant], [telling('../a.txt', 'rejected')]);
    assert.deepEqual(stories(text('a.txt', [plant]), rejected), []);
    const first = text('a.txt', [plant], [telling('b/c.txt', 'rejected')]);
    assert.deepEqual(stories(first, text('b/c.txt', [plant])), []);
  });
  test('what people confirmed across texts is one, however little it has in common', () => {
    const confirmed = text('b/c.txt', [choir], [telling('../a.txt', 'confirmed')]);
    assert.deepEqual(stories(text('a.txt', [plant]), confirmed), ['a.txt:1 ← b/c.txt:1 updated, confirmed']);
  });
  test('the first telling is the one that is confirmed to repeat none', () => {
    const first = text('a.txt', [plant], [telling('b.txt', 'confirmed')]);
    assert.deepEqual(stories(first, text('b.txt', [plant]), text('c.txt', [plant])), [
      'b.txt:1 ← a.txt:1 same, confirmed; c.txt:1 same',
    ]);
  });
  test('two texts that repeat each other for certain keep the earlier one', () => {
    const a = text('a.txt', [plant], [telling('b.txt', 'confirmed')]);
    const b = text('b.txt', [plant], [telling('a.txt', 'confirmed')]);
    assert.deepEqual(stories(a, b), ['a.txt:1 ← b.txt:1 same, confirmed']);
  });
  test('a decision finds its telling by the title, nearest to its line, and not where that is gone', () => {
    const moved = text('a.txt', [choir, plant, rain]);
    assert.deepEqual(stories(moved, text('b.txt', [rain, plant], [{}, telling('a.txt', 'rejected')])), [
      'a.txt:21 ← b.txt:1 same',
    ]);
    assert.deepEqual(
      stories(text('a.txt', [choir]), text('b.txt', [plant], [telling('a.txt', 'confirmed')])),
      [],
    );
  });
  test('a decision goes into the text of the telling; a second one in the same text has a place too', () => {
    const [a, b] = [text('a.txt', [plant, plant]), text('b/c.txt', [plant])];
    const author = { by: 'ben', on: '2026-11-22', newId: () => 'x' };
    const of = ({ file, articles }: ToldText, index: number) => ({ file, article: articles[index]! });
    const title = plant.split('\n')[0]!;
    assert.deepEqual(decideTelling(noDecisions, of(b, 0), of(a, 1), 'rejected', author).articles, [
      {
        start: 0,
        title,
        tellings: [{ file: '../a.txt', line: 11, title, decision: 'rejected' }],
        by: 'ben',
        on: '2026-11-22',
      },
    ]);
    const three = text('a.txt', [plant, choir, plant]);
    const once = decideTelling(noDecisions, of(three, 2), of(three, 0), 'rejected', author);
    const twice = decideTelling(once, of(three, 2), of(three, 1), 'rejected', author);
    assert.deepEqual(twice.articles, [
      {
        start: 2000,
        title,
        repeats: 0,
        decision: 'rejected',
        tellings: [{ file: 'a.txt', line: 11, title: choir.split('\n')[0], decision: 'rejected' }],
        by: 'ben',
        on: '2026-11-22',
      },
    ]);
  });
  test('paths lead from the folder of one text to another', () => {
    const cases: [from: string, to: string, path: string][] = [
      ['a.txt', 'b.txt', 'b.txt'],
      ['a/b.txt', 'a/c.txt', 'c.txt'],
      ['a/b.txt', 'c.txt', '../c.txt'],
      ['/x/a/b.txt', '/x/c/d/e.txt', '../c/d/e.txt'],
    ];
    for (const [from, to, path] of cases) {
      assert.equal(pathFrom(from, to), path);
      assert.equal(pathAt(from, path), to);
    }
  });
});
