import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { findArticles } from '../../../src/core/articles/articles';
import type { Article, ArticleDecision } from '../../../src/core/model';
import { findRepeatsAcross } from '../../../src/core/repeat/across';
import { findRepeats } from '../../../src/core/repeat/repeats';
import { inventArticle, otherAccount, randomFrom, retell, retellings } from '../../bench/retellings';

const plant = [
  'Tidewell to close Marrow Point plant',
  'Tidewell Energy said on Tuesday it would close its plant at Marrow Point by June, ending 60 years of work on the estuary.',
  'The company, which employs 410 people in the town, blamed the price of gas and a turbine that has failed four times since March.',
  '“We have run out of spare parts and patience,” chief executive Nadia Orlov told workers in the canteen, where the tea was free.',
];
const choir = [
  'Bus drivers’ choir wins song prize',
  'A choir of retired bus drivers has won the Pellworm song prize with a piece about a roundabout that nobody could leave.',
  'Judges praised the basses, who had practised for two years in an empty depot, and the soloist, Ingrid Falke, a former inspector.',
];
const footer =
  'The Coast Wire is a service of the Pellworm Press Trust and takes no responsibility for the contents of other sites.';

/** Articles of lines, each line a paragraph, the first a title; structure is given, not recognised. */
function laidOut(articles: readonly (readonly string[])[]): { text: string; articles: Article[] } {
  let text = '';
  const result: Article[] = [];
  for (const lines of articles) {
    const start = text.length;
    const blocks = lines.map((line, index) => {
      const block = {
        kind: index === 0 ? ('title' as const) : ('paragraph' as const),
        start: text.length,
        end: text.length + line.length,
      };
      text += `${line}\n\n`;
      return block;
    });
    result.push({ start, end: text.length, title: { start, end: blocks[0]!.end }, blocks });
  }
  return { text, articles: result };
}

/** Pairs of article and first telling, with the similarity where it is 1. */
function pairs(
  articles: readonly (readonly string[])[],
  decisions: readonly ArticleDecision[] = [],
): string[] {
  const { text, articles: found } = laidOut(articles);
  return findRepeats(text, found, { articles: decisions }).map(
    ({ article, of, similarity }) => `${article} of ${of}${similarity === 1 ? ', same' : ''}`,
  );
}

suite('repeats', () => {
  test('the same words are a repeat of similarity 1', () => {
    assert.deepEqual(pairs([plant, choir, plant]), ['2 of 0, same']);
  });
  test('quote marks, capitals and line ends are not words', () => {
    const loud = plant.map((line) => line.replace(/[“”]/g, '"').toUpperCase());
    assert.deepEqual(pairs([plant, loud]), ['1 of 0, same']);
  });
  test('a corrected number is a repeat, and not the same words', () => {
    assert.deepEqual(pairs([plant, plant.map((line) => line.replace('410', '470'))]), ['1 of 0']);
  });
  test('a retitled telling is a repeat', () => {
    assert.deepEqual(pairs([plant, ['Marrow Point to lose its turbines', ...plant.slice(1)]]), ['1 of 0']);
  });
  test('a telling cut to its beginning is a repeat', () => {
    assert.deepEqual(pairs([plant, plant.slice(0, 2)]), ['1 of 0']);
  });
  test('a fuller version repeats the flash', () => {
    assert.deepEqual(
      pairs([
        plant.slice(0, 2),
        choir,
        [...plant, 'Unions will meet on Friday to decide on a strike at both sites.'],
      ]),
      ['2 of 0'],
    );
  });
  test('all versions repeat the first telling', () => {
    assert.deepEqual(pairs([plant, [...plant, choir[1]!], plant.slice(0, 3)]), ['1 of 0', '2 of 0']);
  });
  test('another account with the same quotation and figures is a first telling', () => {
    const account = [
      'End of the line for 410 at estuary turbine hall',
      'By summer the lights will be out at Marrow Point, where 410 people keep an old turbine alive with wire and luck.',
      'Their chief executive came to the canteen to say so. “We have run out of spare parts and patience,” she told them.',
      'The hall, opened when Marrow Point still had a railway, is to become a museum of itself, the council hopes.',
    ];
    assert.deepEqual(pairs([plant, account]), []);
  });
  test('a shared last paragraph makes no repeat', () => {
    assert.deepEqual(
      pairs([
        [...plant.slice(0, 2), footer],
        [...choir.slice(0, 2), footer],
      ]),
      [],
    );
    assert.deepEqual(
      pairs([
        [...plant.slice(0, 2), footer],
        [...choir.slice(0, 2), footer],
        ['Rain', 'It rained on Pellworm for a ninth day.', footer],
      ]),
      [],
    );
  });
  test('what a release says about its sender makes no repeat', () => {
    const about = `${footer} It employs 310 people in nine countries, has been listed in Dublin since 1998, and counts ferries and lighthouses among its clients.`;
    const text = [
      ...plant.slice(0, 2),
      'About the Coast Wire',
      about,
      ...choir.slice(0, 2),
      'About the Coast Wire',
      about,
    ].join('\n\n');
    assert.deepEqual(findRepeats(text, findArticles(text)), []);
  });
  test('articles of a few words repeat only when all words are the same', () => {
    assert.deepEqual(
      pairs([
        ['Rain', 'It rained.'],
        ['Snow', 'It rained.'],
        ['Rain', 'It rained.'],
        ['', ''],
      ]),
      ['2 of 0, same'],
    );
  });
  test('people decide on pairs', () => {
    const { articles } = laidOut([plant, choir, plant]);
    const [first, second, third] = articles.map(({ start }) => start);
    const decided = (
      start: number,
      repeats: number,
      decision: 'confirmed' | 'rejected',
    ): ArticleDecision[] => [{ start, title: '', repeats, decision }];
    assert.deepEqual(pairs([plant, choir, plant], decided(third!, first!, 'rejected')), []);
    assert.deepEqual(pairs([plant, choir, plant], decided(second!, first!, 'confirmed')), [
      '1 of 0',
      '2 of 0, same',
    ]);
    assert.deepEqual(pairs([plant, choir, plant], decided(third!, second!, 'confirmed')), ['2 of 1']);
  });
  test('a similarity lies above 0 and is 1 for the same words alone', () => {
    const { text, articles } = laidOut([plant, plant.slice(0, 2), plant]);
    const [cut, same] = findRepeats(text, articles).map(({ similarity }) => similarity);
    assert.ok(cut! > 0.1 && cut! < 0.6 && same === 1);
  });

  test('every retelling of an invented article is found, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(), fc.shuffledSubarray([...retellings], { minLength: 1 }), (seed, chosen) => {
        const random = randomFrom(seed);
        const invented = chosen.map(() => inventArticle(random, 5 + Math.floor(random() * 6)));
        const accounts = invented.map((lines) => otherAccount(lines, random));
        const retold = invented.map((lines, index) => retell(lines, chosen[index]!, random));
        const wanted = chosen.map((_, index) => `${2 * chosen.length + index} of ${index}`);
        assert.deepEqual(
          pairs([...invented, ...accounts, ...retold]).map((pair) => pair.replace(', same', '')),
          wanted,
          chosen.join(', '),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('repeats across files keep the keys they came with', () => {
    const articles = [plant, choir, plant].map((lines, index) => ({
      key: 'abc'[index]!,
      text: lines.join('\r\n'),
    }));
    assert.deepEqual(findRepeatsAcross(articles), [{ key: 'c', of: 'a', similarity: 1 }]);
  });

  const corpus = '../shared/corpus';
  test('gold texts: all repeats and no others', function () {
    if (!existsSync(corpus)) {
      console.log('      skipped: there is no ../shared/corpus');
      this.skip();
    }
    const names = [
      ...['techcrunch', 'dev1', 'dev2'].map((name) => `${corpus}/${name}.gold.txt`),
      ...readdirSync(`${corpus}/train`).map((name) => `${corpus}/train/${name}`),
    ];
    for (const name of names.filter((path) => path.endsWith('.gold.txt'))) {
      const { text, starts, repeats } = goldRepeats(readFileSync(name, 'utf8'));
      const articles = findArticles(text, {
        articles: starts.map((start) => ({ start, title: '', starts: true })),
        structure: [],
      });
      const index = (start: number): number => articles.findIndex((article) => article.start === start);
      const found = findRepeats(text, articles).map(({ article, of }) => [article, of]);
      assert.deepEqual(
        found,
        repeats.map(([article, of]) => [index(starts[article!]!), index(starts[of!]!)]),
        name,
      );
    }
  });
});

function goldRepeats(marked: string): { text: string; starts: number[]; repeats: number[][] } {
  const starts: number[] = [];
  const repeats: number[][] = [];
  let text = '';
  let last = 0;
  for (const match of marked.matchAll(/^⟪(\w+)(?: repeats (\d+))?⟫\r?\n|⟦[A-Z/]+\|([^|⟧]*)(?:\|[^⟧]*)?⟧/gm)) {
    text += marked.slice(last, match.index) + (match[3] ?? '');
    last = match.index + match[0].length;
    if (match[2]) repeats.push([starts.length, Number(match[2]) - 1]);
    if (match[1] === 'ARTICLE') starts.push(text.length);
  }
  return { text: text + marked.slice(last), starts, repeats };
}
