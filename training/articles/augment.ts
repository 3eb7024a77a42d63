import type { GoldLine } from './gold';
import { articlesOf, byline, person, pick, stamp, table, type Change, type Random } from './invent';
import {
  addColumns,
  addLists as addListArticles,
  addMail,
  addNotices,
  addPages,
  addPoints,
  addRules,
  addTickers,
  addWire,
  feed,
  numberTitles,
  smallTitles,
  splitTitles,
} from './layouts';

/**
 * The same articles laid out as other sites and agencies lay them out. Each text gets a random mixture of
 * changes, so that the model learns what holds in all layouts and not the habits of one corpus.
 */
export function augmented(lines: readonly GoldLine[], random: Random): GoldLine[] {
  let changed = [...lines];
  const maybe = (chance: number, change: Change): void => {
    if (random() < chance) changed = change(changed, random);
  };
  maybe(0.3, repeatArticles);
  maybe(0.25, cutArticles);
  maybe(0.2, dropHeadings);
  maybe(0.1, shortenTitles);
  maybe(0.25, prefixTitles);
  maybe(0.15, addHeadings);
  maybe(0.12, addDigest);
  maybe(0.4, addTables);
  maybe(0.2, addTableArticles);
  maybe(0.1, addSignedHeads);
  maybe(0.25, addLists);
  maybe(0.04, addKickers);
  maybe(0.3, addBylines);
  maybe(0.25, addDecks);
  maybe(0.35, addFurniture);
  maybe(0.3, addCaptions);
  maybe(0.25, capitaliseTitles);
  maybe(0.25, titleCase);
  maybe(0.3, punctuateTitles);
  maybe(0.15, straightQuotes);
  maybe(0.06, feed);
  maybe(0.12, numberTitles);
  maybe(0.06, smallTitles);
  maybe(0.12, splitTitles);
  maybe(0.2, addColumns);
  maybe(0.15, addListArticles);
  maybe(0.15, addTickers);
  maybe(0.15, addWire);
  maybe(0.12, addNotices);
  maybe(0.1, addPoints);
  maybe(0.5, respace);
  maybe(0.1, addRules);
  maybe(0.08, addPages);
  maybe(0.08, addMail);
  maybe(0.3, wrap);
  return changed;
}

/**
 * Some articles of a text whose articles are all laid out differently, in another order and among articles
 * of another text, with changes that leave the layouts what they are.
 */
export function rearranged(
  lines: readonly GoldLine[],
  others: readonly GoldLine[],
  random: Random,
): GoldLine[] {
  const own = articlesOf(lines).filter(() => random() < 0.8);
  const strangers = articlesOf(others).filter(() => random() < 0.3);
  const mixed = random() < 0.3 ? [...own] : shuffled([...own, ...(random() < 0.5 ? strangers : [])], random);
  let changed = mixed.flatMap((article) =>
    article.map((line, index) =>
      index === 0 ? { ...line, blanksBefore: Math.max(1, line.blanksBefore) } : line,
    ),
  );
  if (changed.length === 0) return [...lines];
  if (random() < 0.3) changed = straightQuotes(changed, random);
  if (random() < 0.15) changed = capitaliseTitles(changed, random);
  if (random() < 0.15) changed = titleCase(changed, random);
  if (random() < 0.2) changed = addFurniture(changed, random);
  if (random() < 0.2) changed = wrap(changed, random);
  if (random() < 0.15) changed = respace(changed, random);
  return changed;
}

/** A text whose articles come from many texts, each few of them laid out in their own way. */
export function patchwork(texts: readonly (readonly GoldLine[])[], random: Random): GoldLine[] {
  return Array.from({ length: 4 + Math.floor(random() * 3) }, () => {
    const articles = articlesOf(pick(random, texts));
    const from = Math.floor(random() * articles.length);
    const some = articles.slice(from, from + 1 + Math.floor(random() * 3)).flat();
    return augmented(some, random).map((line, index) =>
      index === 0 ? { ...line, blanksBefore: Math.max(1, line.blanksBefore) } : line,
    );
  }).flat();
}

function shuffled<T>(list: T[], random: Random): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

/** Tells some articles again, at once or later, word for word or with another number. */
const repeatArticles: Change = (lines, random) => {
  const articles = articlesOf(lines);
  for (let copies = 1 + Math.floor(random() * 2); copies > 0; copies--) {
    const from = Math.floor(random() * articles.length);
    const copy = articles[from]!.map((line, index) =>
      index === 0 && line.blanksBefore === 0 ? { ...line, blanksBefore: 1 } : line,
    );
    articles.splice(
      random() < 0.5 ? from + 1 : from + 1 + Math.floor(random() * (articles.length - from)),
      0,
      copy,
    );
  }
  return articles.flat();
};

/** Keeps only the first paragraphs of many articles, as in flashes and briefs. */
const cutArticles: Change = (lines, random) => {
  let keep = Infinity;
  let bodies = 0;
  return lines.filter((line) => {
    if (line.kind === 'title') {
      keep = random() < 0.6 ? 1 + Math.floor(random() * 3) : Infinity;
      bodies = 0;
    }
    if (line.kind === 'body') bodies++;
    return bodies <= keep || line.kind === 'title';
  });
};

const dropHeadings: Change = (lines) => lines.filter(({ kind }) => kind !== 'heading');

/** Magazine titles: the first or last words of the title alone. */
const shortenTitles: Change = (lines, random) =>
  lines.map((line) => {
    if (line.kind !== 'title' || random() > 0.3) return line;
    const words = line.text.split(' ');
    const keep = 2 + Math.floor(random() * 3);
    const text = (random() < 0.5 ? words.slice(0, keep) : words.slice(-keep))
      .join(' ')
      .replace(/^[^\p{L}\d]+|[^\p{L}\d?!]+$/gu, '');
    return text.length < 5 ? line : { ...line, text: text[0]!.toUpperCase() + text.slice(1) };
  });

const prefixes = [
  'Q&A: ',
  'UPDATE 1-',
  'Exclusive: ',
  'Review: ',
  'Analysis: ',
  'BRIEF-',
  'Opinion | ',
  'Interview: ',
  'Explainer: ',
  'LIVE: ',
  'Obituary: ',
  'Factbox - ',
  'Market report: ',
  'BREAKING: ',
  'Feature | ',
  'Ask the expert: ',
  'Letter from Carrow: ',
];
const prefixTitles: Change = (lines, random) =>
  lines.map((line) => {
    if (line.kind !== 'title' || random() > 0.3) return line;
    const quoted = random() < 0.3 ? `“${line.text}”` : line.text;
    return { ...line, text: random() < 0.8 ? pick(random, prefixes) + quoted : quoted };
  });

/** Section heads made of the words of the paragraph that follows. */
const addHeadings: Change = (lines, random) =>
  lines.flatMap((line, index) => {
    const inside = line.kind === 'body' && lines[index - 1]?.kind === 'body' && line.text.length > 150;
    if (!inside || random() > 0.15) return [line];
    const words = line.text.split(' ');
    const from = Math.floor(random() * (words.length - 6));
    const text = words
      .slice(from, from + 1 + Math.floor(random() * 5))
      .join(' ')
      .replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
    if (text.length < 4 || /[.!;:“”"]/.test(text)) return [line];
    return [
      { text: text[0]!.toUpperCase() + text.slice(1), kind: 'heading' as const, blanksBefore: 1 },
      line,
    ];
  });

const digests = [
  'In brief',
  'News in brief',
  'Business briefs',
  'Around the region',
  'World round-up',
  'The week in numbers',
  'MARKET BRIEFS',
  'Also today',
  'Short takes',
  'Court diary',
  'Sport in brief',
  'What else happened',
  'Company briefs',
  'Bulletin',
  'Seven days',
  'Notebook',
];
/** One article of many small items, each with a head of its own. */
const addDigest: Change = (lines, random) => {
  const starts = lines.flatMap(({ kind }, index) => (kind === 'title' ? [index] : []));
  const items = Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick(random, starts)).flatMap(
    (start) => {
      const story = lines.slice(start + 1).find(({ kind, text }) => kind === 'body' && text.length > 100);
      if (!story) return [];
      const words = lines[start]!.text.split(' ');
      const head = words.slice(0, 1 + Math.floor(random() * 4)).join(' ');
      return [
        { text: head.replace(/[,:;]$/, ''), kind: 'heading' as const, blanksBefore: 1 },
        { text: story.text, kind: 'body' as const, blanksBefore: random() < 0.7 ? 1 : 0 },
      ];
    },
  );
  const at = pick(random, starts);
  const intro =
    random() < 0.3
      ? [
          {
            text: 'What else our desks heard this week, in a few lines each.',
            kind: 'body' as const,
            blanksBefore: 1,
          },
        ]
      : [];
  return [
    ...lines.slice(0, at),
    { text: pick(random, digests), kind: 'title', blanksBefore: at === 0 ? 0 : 1 },
    ...intro,
    ...items,
    ...lines
      .slice(at)
      .map((line, index) => (index === 0 ? { ...line, blanksBefore: Math.max(1, line.blanksBefore) } : line)),
  ];
};

const addTables: Change = (lines, random) =>
  lines.flatMap((line, index) => {
    const atEnd = lines[index + 1]?.kind === 'title' || index === lines.length - 1;
    if (line.kind !== 'body' || random() > (atEnd ? 0.2 : 0.03)) return [line];
    return [line, ...table(random), ...(random() < 0.4 ? table(random) : [])];
  });

/** Articles that are nothing but tables under a title. */
const addTableArticles: Change = (lines, random) => {
  const starts = lines.flatMap(({ kind }, index) => (kind === 'title' ? [index] : []));
  const at = pick(random, starts);
  const under = random() < 0.5 ? [{ text: stamp(random), kind: 'body' as const, blanksBefore: 0 }] : [];
  const title = pick(random, [
    'Markets at the close',
    'HOW THEY FINISHED',
    'Weekend results',
    'Fixtures and results',
    'Closing prices',
    'The numbers',
    'Results at a glance',
    'League tables',
    'Currencies and metals',
    'Company results, week 12',
    'Today’s runners',
  ]);
  return [
    ...lines.slice(0, at),
    { text: title, kind: 'title', blanksBefore: at === 0 ? 0 : 1 },
    ...under,
    ...Array.from({ length: 1 + Math.floor(random() * 3) }, () => table(random)).flat(),
    ...lines
      .slice(at)
      .map((line, index) => (index === 0 ? { ...line, blanksBefore: Math.max(1, line.blanksBefore) } : line)),
  ];
};

/** Sections whose heads carry a sign, a number or a person, with their text right below. */
const addSignedHeads: Change = (lines, random) => {
  const sign = pick(random, ['▲ ', '▼ ', '► ', '# ', '1. ', '', '', '* ']);
  const upper = random() < 0.6;
  return lines.flatMap((line, index) => {
    if (line.kind !== 'body' || lines[index - 1]?.kind === 'body' || line.text.length > 400 || random() > 0.5)
      return [line];
    const head = `${person(random)}${pick(random, ['', ', 34, Leeds', ', 61, Port Ellory'])}`;
    return [
      {
        text: sign + (upper ? head.toUpperCase() : head),
        kind: 'heading' as const,
        blanksBefore: line.blanksBefore,
      },
      { ...line, blanksBefore: 0 },
    ];
  });
};

const addLists: Change = (lines, random) =>
  lines.flatMap((line) => {
    if (line.kind !== 'body' || line.text.length < 150 || random() > 0.08) return [line];
    const bullet = pick(random, ['- ', '• ', '* ', '– ', '', '#. ']);
    const parts = line.text.split(/(?<=[.!?]) (?=\p{Lu})/u).filter((part) => part.length < 130);
    if (parts.length < 2) return [line];
    const bare = random() < 0.6;
    const gap = random() < 0.3 ? 1 : 0;
    return [
      line,
      ...parts.map((part, index) => ({
        text: (bullet === '#. ' ? `${index + 1}. ` : bullet) + (bare ? part.replace(/[.!?]$/, '') : part),
        kind: 'body' as const,
        blanksBefore: index === 0 ? 1 : gap,
      })),
    ];
  });

const kickers = [
  'MARKETS',
  'Business',
  'SPORT',
  'Opinion',
  'World news',
  'ENERGY',
  'Science',
  'LAW',
  'Exclusive',
  'Analysis',
  'TECHNOLOGY',
  'Retail',
  'Local',
  'POLITICS',
  'The long read',
  'Health',
  'BREAKING',
  'Companies',
  'Explainer',
  'Interview',
  'Europe',
  'CULTURE',
  'Court report',
  'Football',
  'LIVE',
];
const addKickers: Change = (lines, random) => {
  const always = random() < 0.6;
  return lines.flatMap((line) => {
    if (line.kind !== 'title' || (!always && random() < 0.6)) return [line];
    return [
      { text: pick(random, kickers), kind: 'noise' as const, blanksBefore: line.blanksBefore },
      { ...line, blanksBefore: random() < 0.5 ? 0 : 1 },
    ];
  });
};

const addBylines: Change = (lines, random) => {
  const before = random() < 0.02;
  const result: GoldLine[] = [];
  for (const line of lines) {
    if (line.kind !== 'title' || random() < 0.25) {
      result.push(line);
      continue;
    }
    const signs = [byline(random), ...(random() < 0.4 ? [stamp(random)] : [])];
    if (random() < 0.2) signs.reverse();
    const noise = signs.map((text) => ({
      text,
      kind: 'noise' as const,
      blanksBefore: random() < 0.5 ? 0 : 1,
    }));
    if (before)
      result.push(
        ...noise.map((sign, index) => (index === 0 ? { ...sign, blanksBefore: line.blanksBefore } : sign)),
        { ...line, blanksBefore: random() < 0.5 ? 0 : 1 },
      );
    else result.push(line, ...noise);
  }
  return result;
};

const taglines = [
  'A weekly look at the people behind the tills',
  'Our columnist on what the harbour hears',
  'Five readers who tried it (and one who did not)',
  'Everything you wanted to know and were afraid to ask',
  'The week’s best and worst, picked by our desk',
  'What it means for your rent, your bills and your dog',
  'Shares fall; regulator to meet; no comment from the owner',
  'Fine waived; mayor apologises',
  'An occasional series on lost trades',
  'Live updates from the count',
];
/** A standfirst or second title line, made of the words of the story's own sentences. */
const addDecks: Change = (lines, random) => {
  const sameLine = random() < 0.4;
  const result: GoldLine[] = [];
  lines.forEach((line, index) => {
    result.push(line);
    if (line.kind !== 'title' || random() < 0.3) return;
    const stories = lines.slice(index + 1, index + 8);
    const clauses = stories
      .filter(({ kind }) => kind === 'body')
      .slice(1)
      .flatMap(({ text }) => text.split(/(?<=[.!?]) |, |; | — /).slice(1))
      .filter((part) => part.length > 30 && part.length < 130 && !/[“"‘]/.test(part));
    if (clauses.length === 0) return;
    const words =
      random() < 0.25
        ? pick(random, taglines)
        : pick(random, clauses)
            .split(' ')
            .filter(() => random() > 0.15)
            .join(' ');
    const text = words[0]!.toUpperCase() + words.slice(1).replace(/[.!?]$/, '') + (random() < 0.2 ? '.' : '');
    result.push({ text, kind: 'deck', blanksBefore: sameLine ? 0 : 1 });
  });
  return result;
};

const furniture = [
  'Advertisement',
  'ADVERTISEMENT',
  'Story continues below',
  'Sign up for our daily newsletter',
  'Read more: what the ruling means for savers',
  'RELATED: Five charts on the price of bread',
  'Share',
  'Share this article',
  'Follow us on Facebook',
  'Most read',
  'More to follow…',
  'More to come',
  '###',
  '-ENDS-',
  'Copyright 2023 Carrow Media Ltd. All rights reserved.',
  '(Reporting by Ines Falk; Editing by Tomasz Wrona)',
  'This article was updated to add a comment from the company.',
  'Correction: a previous version misspelled the mayor’s name.',
  'See also: harbour dispute drags on',
  'Get the best of our journalism in your inbox every Sunday',
  'Our Standards: Fair Dealing',
  'Skip to main content',
  'View comments',
  'Recommended for you',
  'Listen to this article',
  '4 comments',
  'Tags: energy, grid, Carrow',
  '* * *',
  '—',
  'Download the app',
  'Already a subscriber? Log in',
  'Topics: retail, wages',
  'Watch: inside the new reactor',
  'Additional reporting by Marta Quill in Leeds',
  'For more information, contact press@hexley.example',
  'Accept cookies',
  'Editor’s note: names have been changed.',
  'Supported by',
  'Loading...',
  'Back to top',
];
const addFurniture: Change = (lines, random) =>
  lines.flatMap((line, index) => {
    const atEnd = lines[index + 1]?.kind === 'title' || index === lines.length - 1;
    if (line.kind !== 'body' || random() > (atEnd ? 0.35 : 0.06)) return [line];
    if (atEnd && random() < 0.2) {
      const text = `${person(random)}${pick(random, ['', ', a former teacher,'])} ${pick(random, ['writes about money', 'is the author of two books on tides', 'teaches law at Carrow', 'covers the courts for the Ledger', 'is a columnist', 'is away'])}${pick(random, ['.', ''])}`;
      return [line, { text, kind: 'noise' as const, blanksBefore: 1 }];
    }
    const pieces = Array.from({ length: random() < 0.7 ? 1 : 2 }, () => ({
      text: pick(random, furniture),
      kind: 'noise' as const,
      blanksBefore: random() < 0.7 ? 1 : 0,
    }));
    return [line, ...pieces];
  });

const agencies = [
  'Getty Images',
  'Carrow Press',
  'Reuters',
  'AFP',
  'Shutterstock',
  'Foto Alpina',
  'Rift Pictures',
  'the company',
  'handout',
];
/** Picture captions after titles or paragraphs: a credit alone, or a description with or without one. */
const addCaptions: Change = (lines, random) => {
  const style = Math.floor(random() * 5);
  return lines.flatMap((line, index) => {
    const chance = line.kind === 'title' ? 0.3 : line.kind === 'body' && line.text.length > 120 ? 0.06 : 0;
    if (random() > chance) return [line];
    const scene = lines[(index * 7 + 3) % lines.length]!.text.split(/[,.;:—]/)[0]!
      .replace(/[“”"]/g, '')
      .trim();
    const name = pick(random, [
      person(random),
      pick(random, agencies),
      `${person(random)}/${pick(random, agencies)}`,
    ]);
    const credit = pick(random, [
      `Photo: ${name}`,
      `Photograph: ${name}`,
      `Picture: ${name}`,
      `Image Credits: ${name}`,
      `Source: ${name}`,
      `Illustration by ${name}`,
      `Credit: ${name}`,
      `(Photo by ${name})`,
    ]);
    const second = lines[(index * 5 + 11) % lines.length]!.text.split(/(?<=[.!?]) /)[0]!;
    if (style === 4 && scene.length > 15 && scene.length < 90 && second.length < 80) {
      return [
        line,
        {
          text: `${scene}. ${second.replace(/[.!?]$/, '')}${pick(random, ['', '', '.'])}`,
          kind: 'caption' as const,
          blanksBefore: 1,
        },
      ];
    }
    const described = scene.length > 15 && scene.length < 90 && style > 0;
    const text = described ? `${scene}${pick(random, ['. ', ', ', ' | ', '. '])}${credit}` : credit;
    return [line, { text, kind: 'caption' as const, blanksBefore: random() < 0.7 ? 1 : 0 }];
  });
};

const capitaliseTitles: Change = (lines, random) => {
  const share = random() < 0.5 ? 1 : 0.4;
  const headingsToo = random() < 0.4;
  return lines.map((line) =>
    (line.kind === 'title' && random() < share) || (headingsToo && line.kind === 'heading')
      ? { ...line, text: line.text.toUpperCase() }
      : line,
  );
};

const titleCase: Change = (lines, random) => {
  const headingsToo = random() < 0.5;
  return lines.map((line) =>
    line.kind === 'title' || (headingsToo && line.kind === 'heading')
      ? {
          ...line,
          text: line.text.replace(
            /(?<= )(?!(?:a|an|and|as|at|by|for|in|of|on|or|the|to)\b)\p{Ll}/gu,
            (letter) => letter.toUpperCase(),
          ),
        }
      : line,
  );
};

const punctuateTitles: Change = (lines, random) =>
  lines.map((line) => {
    if (line.kind !== 'title' || random() > 0.3 || /[?!.…:]$/.test(line.text)) return line;
    if (random() < 0.5) return { ...line, text: line.text + pick(random, ['…', '...', '!', '.', '?']) };
    const asked = line.text[0]!.toLowerCase() + line.text.slice(1);
    return {
      ...line,
      text: `${pick(random, ['Why ', 'Can ', 'How did ', 'Will ', 'What if ', 'Is it true that ', 'Who says '])}${asked}?`,
    };
  });

const straightQuotes: Change = (lines) =>
  lines.map((line) => ({ ...line, text: line.text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'") }));

/** Other blank lines than one between all lines. */
const respace: Change = (lines, random) => {
  const style = Math.floor(random() * 6);
  return lines.map((line, index) => {
    if (index === 0) return { ...line, blanksBefore: random() < 0.2 ? 1 + Math.floor(random() * 3) : 0 };
    const after = lines[index - 1]!.kind;
    const head = line.kind === 'title';
    const blanksBefore = [
      0,
      head ? 1 : 0,
      after === 'title' || after === 'heading' || after === 'deck' ? 0 : 1,
      head ? 3 : 1,
      random() < 0.15 ? 2 : 1,
      head || line.kind === 'heading' ? 1 : 0,
    ][style]!;
    return { ...line, blanksBefore };
  });
};

/** Breaks long lines at a fixed width; each piece keeps the kind of its line. */
const wrap: Change = (lines, random) => {
  const width = pick(random, [60, 66, 72, 72, 76, 80]);
  const indent = random() < 0.15 ? '  ' : '';
  return lines.flatMap((line) => {
    const pieces: string[] = [];
    let piece = line.kind === 'body' ? indent : '';
    for (const word of line.text.split(' ')) {
      if (piece.trim() !== '' && piece.length + 1 + word.length > width) {
        pieces.push(piece);
        piece = word;
      } else piece = piece.trim() === '' ? piece + word : `${piece} ${word}`;
    }
    pieces.push(piece);
    const second = line.kind === 'title' ? 'deck' : line.kind;
    return pieces.map((text, index) => ({
      text,
      kind: index === 0 ? line.kind : second,
      blanksBefore: index === 0 ? line.blanksBefore : 0,
    }));
  });
};
