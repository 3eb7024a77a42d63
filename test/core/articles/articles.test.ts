import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { findArticles, findPreamble } from '../../../src/core/articles/articles';
import type { Article, Decisions } from '../../../src/core/model';

const story = [
  'Tidewell Energy said on Tuesday it would close its plant at Marrow Point by June, ending 60 years of work on the estuary.',
  'The company, which employs 410 people in the town, blamed the price of gas and a turbine that has failed four times since March.',
  '“We have run out of spare parts and patience,” chief executive Nadia Orlov told workers in the canteen, where the tea was free.',
];
const other = [
  'A choir of retired bus drivers has won the Pellworm song prize with a piece about a roundabout that nobody could leave.',
  'Judges praised the basses, who had practised for two years in an empty depot, and the soloist, Ingrid Falke, 81, a former inspector.',
];

const third = [
  'The central bank of Arvenia left its main rate at 4.5% for a sixth month, saying that rents were still rising faster than wages.',
  'Eleven of 14 economists had expected a cut. The crown fell 0.7% against the euro, its weakest in 19 weeks, before recovering at noon.',
];

/** Each line with its kind, articles divided by a rule. */
function structure(text: string, decisions?: Pick<Decisions, 'articles' | 'structure'>): string[] {
  return findArticles(text, decisions).flatMap((article, index) => [
    ...(index > 0 ? ['---'] : []),
    ...article.blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end).slice(0, 24)}`),
  ]);
}

const titles = (text: string): string[] =>
  findArticles(text).map(({ title }) => text.slice(title.start, title.end));

suite('articles', () => {
  test('a text is cut at its titles and its lines are told apart', () => {
    const text = [
      'Tidewell to close Marrow Point plant',
      'By Oren Castle',
      ...story,
      'What the town says',
      'Shopkeepers on Quay Street fear for the winter. “Every second coat I sell goes to a fitter,” said Tidewell pensioner Ana Reyes.',
      'The gates at Marrow Point in April. Photo: Jo Lind',
      'Sign up for our weekly newsletter',
      'Bus drivers’ choir wins song prize',
      ...other,
    ].join('\n\n');
    assert.deepEqual(structure(text), [
      'title: Tidewell to close Marrow',
      'noise: By Oren Castle',
      'paragraph: Tidewell Energy said on ',
      'paragraph: The company, which emplo',
      'quotation: “We have run out of spar',
      'heading: What the town says',
      'paragraph: Shopkeepers on Quay Stre',
      'caption: The gates at Marrow Poin',
      'noise: Sign up for our weekly n',
      '---',
      'title: Bus drivers’ choir wins ',
      'paragraph: A choir of retired bus d',
      'paragraph: Judges praised the basse',
    ]);
  });

  test('articles lie next to each other, the last one up to the end of the text', () => {
    const text = `Tidewell to close Marrow Point plant\n\n${story.join('\n\n')}\n\nBus drivers’ choir wins song prize\n\n${other.join('\n\n')}\n\n\n`;
    const [first, second, ...more] = findArticles(text);
    assert.deepEqual([first!.start, first!.end, second!.end, more], [0, second!.start, text.length, []]);
    assert.equal(second!.start, text.indexOf('Bus drivers’'));
  });

  const layouts: readonly (readonly [string, (head: string, lines: readonly string[]) => string])[] = [
    ['no blank lines', (head, lines) => `${head}\n${lines.join('\n')}\n`],
    ['blank lines between articles only', (head, lines) => `${head}\n${lines.join('\n')}\n\n`],
    ['titles in capitals', (head, lines) => `${head.toUpperCase()}\n\n${lines.join('\n\n')}\n\n`],
    [
      'a title that asks',
      (head, lines) =>
        `${head.startsWith('Bus') ? 'Why did a choir of bus drivers win the song prize?' : head}\n\n${lines.join('\n\n')}\n\n`,
    ],
    ['titles that trail off', (head, lines) => `${head}…\n\n${lines.join('\n\n')}\n\n`],
    ['titles in quotation marks', (head, lines) => `“${head}”\n\n${lines.join('\n\n')}\n\n`],
    [
      'lines wrapped at 72 columns',
      (head, lines) => `${head}\n\n${lines.map((line) => wrapped(line, 72)).join('\n\n')}\n\n`,
    ],
    [
      'bylines and dates',
      (head, lines) => `${head}\nBy Oren Castle\n12 March 2024\n\n${lines.join('\n\n')}\n\n`,
    ],
    ['a dateline', (head, lines) => `${head}\n\nPELLWORM, March 3 (Coast Wire) - ${lines.join('\n\n')}\n\n`],
    ['one paragraph each', (head, lines) => `${head}\n\n${lines[0]}\n\n`],
    [
      'agency credits at the end',
      (head, lines) =>
        `${head}\n\n${lines.join('\n\n')}\n\n(Reporting by Oren Castle; editing by Mia Toft)\n\n`,
    ],
    [
      'numbers and rules, as newsletters have them',
      (head, lines) =>
        `${head.startsWith('Tidewell') ? 1 : head.startsWith('Bus') ? 2 : 3}. ${head}\n\n${lines.join('\n\n')}\n\n${'-'.repeat(60)}\n\n`,
    ],
    [
      'points below the title',
      (head, lines) => `${head}\n* Three words more\n* Nobody was asked\n\n${lines.join('\n\n')}\n\n`,
    ],
    [
      'paragraphs indented and wrapped, without blank lines',
      (head, lines) => `${head}\n\n${lines.map((line) => `    ${wrapped(line, 66)}`).join('\n')}\n\n`,
    ],
    ['three blank lines between articles', (head, lines) => `${head}\n\n${lines.join('\n\n')}\n\n\n\n`],
  ];
  for (const [name, layout] of layouts) {
    test(`titles are found with ${name}`, () => {
      const heads = [
        'Tidewell to close Marrow Point plant',
        'Bus drivers’ choir wins song prize',
        'Arvenia holds rates as rents climb',
      ];
      const text = layout(heads[0]!, story) + layout(heads[1]!, other) + layout(heads[2]!, third);
      const wanted = heads.map((head) => layout(head, ['']).split('\n')[0]);
      assert.deepEqual(titles(text), wanted);
    });
  }

  test('a paragraph that was wrapped by hand is one piece, wherever its lines break off', () => {
    const text = [
      'Tidewell to close Marrow Point plant',
      '',
      'Workers at Marrow Point heard of it from a sign on the canteen door. At',
      'Tidewell’s office in Pellworm, nobody picked up the telephone before',
      'Monday, when Nadia Orlov came back from her holiday and said that the',
      'Orlov family had never owned a turbine. Her',
      'brother had.',
      '',
    ].join('\n');
    assert.deepEqual(titles(text), ['Tidewell to close Marrow Point plant']);
    assert.deepEqual(
      findArticles(text)[0]!.blocks.map(({ kind }) => kind),
      ['title', ...Array.from({ length: 5 }, () => 'paragraph')],
    );
  });

  test('what stands before the first article is put as an article of residue', () => {
    const text = `\nSign up for our weekly newsletter\n\nTidewell to close Marrow Point plant\n\n${story.join('\n\n')}`;
    const articles = findArticles(text);
    assert.deepEqual(findPreamble(text, articles), {
      start: 1,
      end: articles[0]!.start,
      title: { start: 1, end: 34 },
      blocks: [{ kind: 'noise', start: 1, end: 34 }],
    });
    const rest = text.slice(articles[0]!.start);
    assert.equal(findPreamble(rest, findArticles(rest)), undefined);
  });

  test('a text without a title is one article, its first line standing in', () => {
    const text = story.join('\n\n');
    const [article, ...more] = findArticles(text);
    assert.deepEqual([article!.start, article!.end, more], [0, text.length, []]);
    assert.deepEqual(article!.title, { start: 0, end: story[0]!.length });
    assert.equal(article!.blocks[0]!.kind, 'paragraph');
  });

  test('residue before the first title belongs to no article', () => {
    const text = `Sign up for our weekly newsletter\n\nTidewell to close Marrow Point plant\n\n${story.join('\n\n')}`;
    assert.equal(findArticles(text)[0]!.start, text.indexOf('Tidewell'));
  });

  test('a text of nothing has no articles', () => {
    assert.deepEqual(
      ['', '\n', '\r\n \t\r\n', '\ufeff', '\ufeff\n\n'].map((text) => findArticles(text)),
      [[], [], [], [], []],
    );
  });

  test('a byte order mark is not part of the title', () => {
    assert.deepEqual(
      findArticles('\ufeffTide turns').map(({ start, title }) => [start, title]),
      [[1, { start: 1, end: 11 }]],
    );
  });

  test('people decide where articles start and do not', () => {
    const text = `Tidewell to close Marrow Point plant\n\n${story.join('\n\n')}\n\nBus drivers’ choir wins song prize\n\n${other.join('\n\n')}`;
    const title = text.indexOf('Bus drivers’');
    const line = text.indexOf('The company');
    const decisions = {
      articles: [
        { start: title, title: '', starts: false },
        { start: line, title: '', starts: true },
      ],
      structure: [],
    };
    assert.deepEqual(
      findArticles(text, decisions).map(({ start }) => start),
      [0, line],
    );
  });

  test('people decide what a line is', () => {
    const text = `Tidewell to close Marrow Point plant\n\n${story.join('\n\n')}\n\nBus drivers’ choir wins song prize\n\n${other.join('\n\n')}`;
    const at = (words: string): number => text.indexOf(words);
    const decisions = {
      articles: [],
      structure: [
        { start: at('The company'), text: '', kind: 'caption' as const },
        { start: at('Bus drivers’'), text: '', kind: 'noise' as const },
        { start: at('Judges'), text: '', kind: 'title' as const },
      ],
    };
    assert.deepEqual(
      findArticles(text, decisions).flatMap(({ blocks }) => blocks.map(({ kind }) => kind)),
      ['title', 'paragraph', 'caption', 'quotation', 'noise', 'paragraph', 'title'],
    );
  });

  test('line ends do not matter', () => {
    const text = `Tidewell to close Marrow Point plant\n\n${story.join('\n\n')}\n\nBus drivers’ choir wins song prize\nBy Oren Castle\n\n${other.join('\n\n')}\n`;
    for (const lineEnd of ['\r\n', '\r'])
      assert.deepEqual(structure(text.replaceAll('\n', lineEnd)), structure(text));
  });

  test('any text gives articles in order, side by side, with a block a line', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...story,
        ...other,
        'Title of a story',
        'By Oren Castle',
        '',
        '',
        ' ',
        '1. 2',
        '▲ A',
        '\u0000',
        '“',
        '\ud83d',
        'Q: Why?',
        '- item',
      ),
      fc.string({ unit: 'binary', maxLength: 90 }),
    );
    const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, lineEnd), { maxLength: 40 }), (pieces) => {
        const text = pieces.flat().join('');
        const articles = findArticles(text);
        assertSideBySide(text, articles);
      }),
      { numRuns: 300 },
    );
  });

  test('texts of one kind of line only are read without trouble', () => {
    for (const text of [
      'word and '.repeat(100_000),
      'A '.repeat(100_000),
      '([{'.repeat(50_000),
      '“a'.repeat(50_000),
      'Alpha beta\n'.repeat(20_000),
      '\n'.repeat(200_000),
      '1.2 \t3\n'.repeat(20_000),
      '\ud800'.repeat(50_000),
    ]) {
      assertSideBySide(text, findArticles(text));
    }
  });

  test('a short title over a list and a title behind the name of a page are titles', () => {
    const text = [
      'Tidewell to close Marrow Point plant',
      ...story,
      'Launch log',
      'Feb 3. Heron 9, Cape Quay, 23 satellites. Its ninth flight\nFeb 5. Gannet, Pellworm. Scrubbed: sheep\nFeb 8. Tern 2, Marrow. 41 seconds, then not',
      'ROWING: Pellworm eight sinks again',
      ...other,
      'Arvenia keeps its rate at 4.5%',
      ...third,
    ].join('\n\n');
    assert.deepEqual(titles(text), [
      'Tidewell to close Marrow Point plant',
      'Launch log',
      'ROWING: Pellworm eight sinks again',
      'Arvenia keeps its rate at 4.5%',
    ]);
  });

  const corpus = '../shared/corpus';
  test('gold texts keep their score', function () {
    if (!existsSync(corpus)) {
      console.log('      skipped: there is no ../shared/corpus');
      this.skip();
    }
    const names = ['techcrunch', 'dev1', 'dev2'].map((name) => `${corpus}/${name}.gold.txt`);
    const training = readdirSync(`${corpus}/train`).map((name) => `${corpus}/train/${name}`);
    let [right, wanted, found] = [0, 0, 0];
    for (const name of [...names, ...training.filter((path) => path.endsWith('.gold.txt'))]) {
      const { text, starts } = goldStarts(readFileSync(name, 'utf8'));
      const got = findArticles(text).map(({ start }) => start);
      right += got.filter((start) => starts.includes(start)).length;
      wanted += starts.length;
      found += got.length;
    }
    assert.ok((2 * right) / (wanted + found) >= 0.97, `${right} of ${wanted} titles, ${found} found`);
  });
});

function wrapped(line: string, width: number): string {
  return line.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n').trimEnd();
}

function assertSideBySide(text: string, articles: readonly Article[]): void {
  articles.forEach(({ start, end, title, blocks }, index) => {
    assert.equal(end, articles[index + 1]?.start ?? text.length);
    assert.equal(blocks[0]!.start, start);
    assert.equal(title.start, start);
    blocks.forEach((block, at) => {
      assert.ok(block.start < block.end && block.end <= (blocks[at + 1]?.start ?? end));
      assert.match(text.slice(block.start, block.end), /^[^\r\n]*[^\s\u0000\u200b\u2060][^\r\n]*$/);
    });
  });
}

/** The text of a gold file and where its articles start. */
function goldStarts(marked: string): { text: string; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  let last = 0;
  for (const match of marked.matchAll(/^⟪(\w+)[^⟫]*⟫\r?\n|⟦[A-Z/]+\|([^|⟧]*)(?:\|[^⟧]*)?⟧/gm)) {
    text += marked.slice(last, match.index) + (match[2] ?? '');
    last = match.index + match[0].length;
    if (match[1] === 'ARTICLE') starts.push(text.length);
  }
  return { text: text + marked.slice(last), starts };
}
