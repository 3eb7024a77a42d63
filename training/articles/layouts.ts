import type { GoldLine } from './gold';
import { articlesOf, byline, person, pick, stamp, table, type Change, type Random } from './invent';

const noise = (text: string, blanksBefore = 0): GoldLine => ({ text, kind: 'noise', blanksBefore });
const body = (text: string, blanksBefore = 0): GoldLine => ({ text, kind: 'body', blanksBefore });
const heading = (text: string, blanksBefore = 1): GoldLine => ({ text, kind: 'heading', blanksBefore });
const title = (text: string): GoldLine => ({ text, kind: 'title', blanksBefore: 1 });

/** Puts an article between two others. */
function inserted(lines: readonly GoldLine[], article: readonly GoldLine[], random: Random): GoldLine[] {
  const articles = articlesOf(lines).map(([first, ...rest]) => [
    { ...first!, blanksBefore: Math.max(1, first!.blanksBefore) },
    ...rest,
  ]);
  articles.splice(Math.floor(random() * (articles.length + 1)), 0, [...article]);
  return articles.flat();
}

const sentencesOf = (lines: readonly GoldLine[]): string[] =>
  lines
    .filter(({ kind, text }) => kind === 'body' && text.length > 80)
    .flatMap(({ text }) => text.split(/(?<=[.!?][”"]?) (?=[\p{Lu}“"])/u))
    .filter((sentence) => sentence.length > 30 && sentence.length < 260);

/** Two to seven sentences from all over the text. */
function scattered(lines: readonly GoldLine[], random: Random, least = 2, most = 7): string[] {
  const sentences = sentencesOf(lines);
  if (sentences.length === 0) return ['Nothing was said on Monday about the price of ham.'];
  return Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, () =>
    pick(random, sentences),
  );
}

function wordsOf(sentence: string, count: number): string {
  const words = sentence
    .split(' ')
    .slice(0, count)
    .join(' ')
    .replace(/[^\p{L}\d]+$/u, '')
    .replace(/^[^\p{L}\d]+/u, '');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What a feed reader shows: a title, a date, the first sentences, a link. */
export const feed: Change = (lines, random) => {
  const close = pick(random, [
    'Read more...',
    'Read more',
    'Continue reading',
    'Full story »',
    '[Link]',
    'More »',
  ]);
  const day = (): string =>
    pick(random, [
      'Mon, 02 Mar 2026 07:10:00 GMT',
      'Fri, 13 Jun 2025 18:02:11 +0000',
      '2025-11-04T06:30:00Z',
    ]);
  const dots = pick(random, [' […]', '…', '', ' [...]']);
  return articlesOf(lines).flatMap((article) => {
    const [first, ...rest] = article;
    const story = rest.find(({ kind, text }) => kind === 'body' && text.length > 80);
    if (first!.kind !== 'title' || !story) return article;
    const told = story.text
      .split(/(?<=[.!?]) /)
      .slice(0, 1 + Math.floor(random() * 2))
      .join(' ');
    return [
      { ...first!, blanksBefore: Math.max(1, first!.blanksBefore) },
      ...(random() < 0.8 ? [noise(day())] : []),
      body(told + dots),
      ...(random() < 0.8 ? [noise(close)] : []),
    ];
  });
};

/** Newsletters number their items. */
export const numberTitles: Change = (lines, random) => {
  const style = pick(random, ['# ', '1. ', '1) ', '1: ', '+++ ', '*** ', '>> ', '■ ', '1/ ', '## ', '[1] ']);
  let number = 0;
  const chance = random() < 0.6 ? 1 : 0.3;
  return lines.map((line) => {
    if (line.kind !== 'title' || random() > chance) return line;
    number++;
    const tail = style === '+++ ' || (style === '*** ' && random() < 0.5) ? ` ${style.trim()}` : '';
    return {
      ...line,
      blanksBefore: Math.max(1, line.blanksBefore),
      text: style.replace('1', String(number)) + line.text + tail,
    };
  });
};

export const smallTitles: Change = (lines) =>
  lines.map((line) => (line.kind === 'title' ? { ...line, text: line.text.toLowerCase() } : line));

/** Titles that the page breaks in two, or that open with what they are about. */
export const splitTitles: Change = (lines, random) => {
  const upper = random() < 0.5;
  return lines.flatMap((line) => {
    if (line.kind !== 'title' || line.text.length < 35 || random() < 0.4) return [line];
    const text = upper ? line.text.toUpperCase() : line.text;
    const words = text.split(' ');
    const at = 2 + Math.floor(random() * Math.max(1, words.length - 4));
    const colon = random() < 0.3 ? ':' : '';
    return [
      {
        ...line,
        text:
          words
            .slice(0, at)
            .join(' ')
            .replace(/[,:;]$/, '') + colon,
      },
      { text: words.slice(at).join(' '), kind: 'deck' as const, blanksBefore: 0 },
    ];
  });
};

const columns = [
  'In brief',
  'NEWS IN BRIEF',
  'WE SAID, YOU SAID',
  'YESTERDAY’S NUMBERS',
  'Correction',
  'Notebook',
  'Readers’ questions',
  'CROSSWORD No. 1,204',
  'Saturday quiz',
  'Weather',
  'Appointments',
  'CORRECTIONS',
  'Corrections and clarifications',
  'WE WERE WRONG',
  'Letters',
  'LETTERS TO THE EDITOR',
  'From the postbag',
  'Readers write',
  'The week ahead',
  'What to watch this week',
  'DIARY DATES',
  'Round the parishes',
  'VILLAGE NOTES',
  'Court list',
  'Planning applications',
  'Births, marriages and deaths',
  'On this day',
  'Overheard',
  'You asked, we answered',
  'Ten years ago',
  'Lost and found',
  'SPORTS DESK NOTES',
  'Quotes of the week',
  'TRANSFER NEWS',
  'The numbers',
  'Who is in, who is out',
  'Things we learned',
  'IN MEMORIAM',
  'Questions and answers',
];
/** Standing columns: many short pieces under one title, with or without heads of their own. */
export const addColumns: Change = (lines, random) => {
  const pieces = scattered(lines, random, 3, 8);
  const headed = random() < 0.6;
  const gapBelow = random() < 0.8 ? 0 : 1;
  const upper = random() < 0.4;
  const signed = random() < 0.3;
  const gapBetween = random() < 0.6 ? 1 : 0;
  const heads = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'And finally'];
  const dated = random() < 0.25;
  const items = pieces.flatMap((piece, index) => {
    const words = dated ? heads[index % heads.length]! : wordsOf(piece, 1 + Math.floor(random() * 3));
    const head = upper ? words.toUpperCase() : words;
    const sign = signed
      ? [
          body(
            `${pick(random, ['- ', '— ', ''])}${person(random)}, ${pick(random, ['Brel', 'Upper Tarn', 'Leeds'])}`,
          ),
        ]
      : [];
    if (!headed) return [body(piece, index === 0 ? 1 : gapBetween), ...sign];
    return [heading(head), body(piece, gapBelow), ...sign];
  });
  const deck =
    random() < 0.25
      ? [
          {
            text: pick(random, [
              'What our readers think',
              'Brel, Leeds, Port Ellory',
              'EARNINGS, WEEK 12',
              '(and what they cost)',
            ]),
            kind: 'deck' as const,
            blanksBefore: 0,
          },
        ]
      : [];
  const end =
    random() < 0.4
      ? [
          noise(
            pick(random, [
              'Letters may be edited',
              'Send us yours, with a daytime telephone number',
              'Next week: the harbour',
              'Write to the usual address',
              'Compiled by the night desk',
            ]),
            1,
          ),
        ]
      : [];
  return inserted(lines, [title(pick(random, columns)), ...deck, ...items, ...end], random);
};

/** A title and a list below it. */
export const addLists: Change = (lines, random) => {
  const sentences = scattered(lines, random, 3, 9);
  const sign = pick(random, ['', '', '* ', '- ', '• ', '# ', 'A: ']);
  const amount = 2 + Math.floor(random() * 900);
  const ends =
    random() < 0.5
      ? ['', '', `: ${person(random)}`, '.', ' (2)']
      : [
          `: $${amount} a month`,
          `: ${amount},500 kroner`,
          `, £${amount}`,
          `: ${amount % 100} percent`,
          ': ask',
          ` (${amount})`,
        ];
  const items = sentences.map((sentence, index) => {
    const words = wordsOf(sentence, 3 + Math.floor(random() * 8));
    const mark =
      sign === '# ' ? `${index + 1}. ` : sign === 'A: ' ? `${wordsOf(sentence, 1).toUpperCase()}: ` : sign;
    return body(`${mark}${words}${pick(random, ends)}`, index === 0 && random() < 0.6 ? 1 : 0);
  });
  const source = sentences[0]!;
  const text = pick(random, [
    `THE LIST: ${items.length} ${wordsOf(source, 3).toLowerCase()}`,
    `${items.length} things about ${wordsOf(source, 3)}`,
    `What we know about ${wordsOf(source, 2)}`,
    `Factbox: ${wordsOf(source, 5)}`,
    `${wordsOf(source, 5)} in numbers`,
    `LOST: ${wordsOf(source, 4)}`,
    `BRIEF-${wordsOf(source, 7)}`,
    wordsOf(source, 6),
  ]);
  return inserted(lines, [title(text), ...(random() < 0.2 ? [noise(byline(random))] : []), ...items], random);
};

/** Live pages and tickers: entries with the time before them, newest first or last. */
export const addTickers: Change = (lines, random) => {
  const entries = scattered(lines, random, 3, 8);
  const separator = pick(random, ['.', ':']);
  const tail = pick(random, [' ', ' - ', ' GMT ', ' p.m. ', 'h ', ' | ']);
  const headed = random() < 0.45;
  const gap = random() < 0.7 ? 1 : 0;
  const items = entries.map((entry, index) => {
    const time = `${8 + index}${separator}${10 + Math.floor(random() * 49)}${tail}`;
    const head = random() < 0.7 ? time + wordsOf(entry, 2 + Math.floor(random() * 4)) : time.trim();
    return headed ? [heading(head), body(entry)] : [body(time + entry, index === 0 ? 1 : gap)];
  });
  if (random() < 0.5) items.reverse();
  const ordered = items.flat();
  const source = entries[0]!;
  const text = pick(random, [
    `As it happened: ${wordsOf(source, 5)}`,
    `LIVE: ${wordsOf(source, 5)}`,
    `${wordsOf(source, 6)} - live updates`,
    `${wordsOf(source, 4)}: the day minute by minute`,
    `TICKER: ${wordsOf(source, 4)}`,
    `${wordsOf(source, 5)}, as we saw it`,
    `MARKETS LIVE: ${wordsOf(source, 4)}`,
  ]);
  const front = random() < 0.5 ? [noise(stamp(random), random() < 0.5 ? 0 : 1)] : [];
  return inserted(lines, [title(text), ...front, ...ordered], random);
};

/** Results, standings and closing prices as agencies send them, under titles in capitals. */
export const addWire: Change = (lines, random) => {
  const subject = wordsOf(pick(random, scattered(lines, random)), 2 + Math.floor(random() * 2));
  const text = pick(random, [
    `SOCCER-${subject} RESULTS AND STANDINGS`,
    `TABLE-${subject} Q2 results`,
    `RACING-RESULTS FROM ${subject}`,
    `RESULTS: ${subject}`,
    `How they stand: ${subject}`,
    `${subject}: results and tables`,
    `FIXTURES, ${subject}`,
    `CLOSING PRICES`,
    `${subject} at a glance`,
    `TODAY'S NUMBERS`,
    `SCOREBOARD`,
    `Weekend scores`,
    `GRAIN REPORT: ${subject} UP FOR A WEEK`,
  ]);
  const under = pick(random, [
    [],
    [],
    [noise(`${pick(random, ['March', 'June', 'May'])} ${1 + Math.floor(random() * 28)} (Meridian Sport)`)],
    [body('(Dollars per tonne; previous week in brackets)')],
    [body('4 p.m. Carrow, Thursday')],
    [noise('Prices supplied by Meridian')],
  ]);
  const upper = random() < 0.6;
  const rows = Array.from({ length: 1 + Math.floor(random() * 3) }, () => table(random)).flat();
  const tight = random() < 0.3;
  return inserted(
    lines,
    [
      title(upper ? text.toUpperCase() : text),
      ...under,
      ...rows.map((row) => (tight ? { ...row, blanksBefore: 0 } : row)),
    ],
    random,
  );
};

/** Company notices and releases: much that is not the story between the title and the story. */
export const addNotices: Change = (lines, random) => {
  const front = [
    'FOR IMMEDIATE RELEASE',
    'Press release',
    'RNS Number: 3302T',
    'Tidewell Energy PLC',
    '14 May 2025',
    'Not for distribution in any other country',
    'Media contact: press@tidewell.example',
    'Embargoed until 07:00',
    'Regulatory announcement',
    'Inside information',
  ];
  return articlesOf(lines).flatMap((article) => {
    if (article[0]!.kind !== 'title' || random() > 0.25) return article;
    const gap = random() < 0.5 ? 0 : 1;
    const chosen = front
      .filter(() => random() < 0.3)
      .map((text, index) => noise(text, index === 0 ? 1 : gap));
    const close =
      random() < 0.5
        ? [
            heading(`About ${pick(random, ['Tidewell', 'Marrow Point Foods', 'Carrow Labs'])}`),
            body(pick(random, scattered(lines, random)), random() < 0.6 ? 0 : 1),
          ]
        : [];
    const mark =
      random() < 0.4 ? [noise(pick(random, ['ENDS', '# # #', '###', '- Ends -', '*****']), 1)] : [];
    return [article[0]!, ...chosen, ...article.slice(1), ...close, ...mark];
  });
};

/** Rules between the articles. */
export const addRules: Change = (lines, random) => {
  const sign = pick(random, ['-', '-', '=', '*', '_', '~', '—', '* ', '- ']);
  const rule = sign.repeat(pick(random, [3, 5, 20, 60, 72])).trim();
  const gap = random() < 0.7 ? 1 : 0;
  return lines.flatMap((line, index) => {
    if (line.kind !== 'title' || (index === 0 && random() < 0.7)) return [line];
    return [noise(rule, gap), { ...line, blanksBefore: gap }];
  });
};

/** Running heads and page numbers in the middle of stories. */
export const addPages: Change = (lines, random) => {
  const paper = pick(random, [
    'The Carrow Ledger',
    'BREL WEEKLY',
    'Tidewater Gazette | Spring',
    'Harbour News',
  ]);
  const gap = random() < 0.5 ? 1 : 0;
  let page = Math.floor(random() * 30);
  return lines.flatMap((line, index) => {
    if (line.kind !== 'body' || lines[index + 1]?.kind !== 'body' || random() > 0.06) return [line];
    page++;
    const number = pick(random, [
      `Page ${page}`,
      String(page),
      `- ${page} -`,
      `${page} / 48`,
      `${paper}   ${page}`,
    ]);
    return random() < 0.5 ? [line, noise(paper, gap), noise(number)] : [line, noise(number, gap)];
  });
};

/** The head and foot of a mailed newsletter. */
export const addMail: Change = (lines, random) => {
  const head = [
    'View this email in your browser',
    'Having trouble reading this? Open it on the web',
    'THE HARBOUR BRIEFING',
    'From: desk@harbour.example',
    'Subject: What the tide brought',
    'Good morning. It is Tuesday',
    'Forwarded this? Sign up here',
  ].filter(() => random() < 0.35);
  const foot = [
    'You are receiving this because you signed up on our site',
    'Unsubscribe | Update your preferences',
    'The Harbour Briefing, 12 Dock Road, Carrow',
    'Tell a friend',
    'Copyright © 2025 Carrow Media',
    'See you tomorrow',
  ].filter(() => random() < 0.5);
  return [
    ...head.map((text) => noise(text)),
    ...lines.map((line, index) => (index === 0 ? { ...line, blanksBefore: 1 } : line)),
    ...foot.map((text, index) => noise(text, index === 0 ? 1 : 0)),
  ];
};

/** What a story says in short, as bullets right below its title. */
export const addPoints: Change = (lines, random) => {
  const sign = pick(random, ['*', '* ', '- ', '• ', '– ', '> ', '']);
  const gap = random() < 0.7 ? 0 : 1;
  return articlesOf(lines).flatMap((article) => {
    if (article[0]!.kind !== 'title' || random() > 0.5) return article;
    const points = scattered(article, random, 2, 4).map((sentence, index) =>
      body(`${sign}${wordsOf(sentence, 4 + Math.floor(random() * 6))}`, index === 0 ? gap : 0),
    );
    const rest = article.slice(1).map((line, index) => (index === 0 ? { ...line, blanksBefore: 1 } : line));
    return [article[0]!, ...points, ...rest];
  });
};
