import nlp from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { analyze, noBackground, type Analysis } from '../../src/core/analysis';
import { findArticles } from '../../src/core/articles/articles';
import { companiesOf } from '../../src/core/companies/companies';
import { resolveEntities } from '../../src/core/companies/resolve';
import { joinMarks } from '../../src/core/marks';
import { noDecisions } from '../../src/core/model';
import { names } from '../../src/core/recognize/names/names';
import { numbers } from '../../src/core/recognize/numbers/numbers';
import type { ArticleText, Recognizer } from '../../src/core/recognize/recognizer';
import { emptyTokenRoom, tokenize } from '../../src/core/recognize/tokens';
import { findRepeats } from '../../src/core/repeat/repeats';
import { measure, speed, timesAsFast, type Task, type Tasks } from './measure';
import { figure, printTable, ratio } from './table';
import { benchText } from './texts';

/** In MB: the text that is read, and what of it the slowest peer is given. */
const whole = 10;
const sample = 0.25;

export const recognitionTasks: Tasks = {
  'bare scan for words': () => {
    const { articles, megabytes } = benchText(whole);
    return {
      megabytes,
      work: () =>
        articles.reduce((count, article) => count + (article.match(/[A-Za-z0-9]+/g)?.length ?? 0), 0),
    };
  },
  'whole analysis': () => {
    const { text, megabytes } = benchText(whole);
    return { megabytes, work: () => analyze(text, noDecisions, noBackground) };
  },
  '  tokens': () => {
    const room = emptyTokenRoom();
    return perArticle(({ text }) => tokenize(text, 0, text.length, room));
  },
  '  articles': () => {
    const { text, megabytes } = benchText(whole);
    return { megabytes, work: () => findArticles(text) };
  },
  '  numbers': () => perArticle((article) => recognize(numbers, article)),
  '  names': () => perArticle((article) => recognize(names, article)),
  '  repeats': () => {
    const { text, megabytes } = benchText(whole);
    const articles = findArticles(text);
    return { megabytes, work: () => findRepeats(text, articles) };
  },
  '  marks': () =>
    onAnalysis(
      ({ suggestions }) =>
        () =>
          joinMarks(suggestions, noDecisions),
    ),
  '  companies': () =>
    onAnalysis(({ text, suggestions, articles }) => {
      const marks = joinMarks(suggestions, noDecisions);
      return () => companiesOf(text, marks, articles, resolveEntities(text, marks, articles, []));
    }),
  'wink-nlp: entities': () => {
    const { articles, megabytes } = benchText(whole);
    const wink = winkNLP(model, ['sbd', 'ner']);
    return {
      megabytes,
      work: () => {
        for (const article of articles) wink.readDoc(article).entities().out();
      },
    };
  },
  'compromise: names, numbers': () => {
    const { articles, megabytes } = benchText(sample);
    return {
      megabytes,
      work: () => {
        for (const article of articles) {
          const doc = nlp(article);
          for (const found of [doc.people(), doc.places(), doc.organizations(), doc.numbers()])
            found.out('array');
        }
      },
    };
  },
};

export function recognition(): void {
  const found = Object.keys(recognitionTasks).map((name) => ({ name, measured: measure(name) }));
  const [scan, ours] = found.map(({ measured }) => measured);
  const rows = found.map(({ name, measured }) => {
    if (!measured) return [name, 'failed'];
    const isPart = name.startsWith(' ');
    return [
      name,
      figure(measured.megabytes),
      figure(measured.median),
      figure(speed(measured)),
      scan ? ratio(timesAsFast(measured, scan)) : '',
      ours && !isPart ? ratio(timesAsFast(ours, measured)) : '',
      isPart ? '' : figure(measured.peak),
    ];
  });
  printTable(
    'Recognition: reading a corpus (goals: 2 × wink-nlp, 50 × compromise)',
    ['', 'MB', 'ms', 'MB/s', 'to bare scan', 'analysis is', 'peak MB'],
    rows,
  );
}

/** A part of the analysis that sees one article at a time. */
function perArticle(work: (article: ArticleText) => unknown): Task {
  const { text, megabytes } = benchText(whole);
  const articles = findArticles(text).map(({ start, end, title, blocks }): ArticleText => {
    const own = text.slice(start, end);
    const moved = <T extends { start: number; end: number }>(span: T): T => ({
      ...span,
      start: span.start - start,
      end: span.end - start,
    });
    return {
      text: own,
      tokens: tokenize(own),
      article: { start: 0, end: end - start, title: moved(title), blocks: blocks.map(moved) },
    };
  });
  return {
    megabytes,
    work: () => {
      for (const article of articles) work(article);
    },
  };
}

function recognize(recognizer: Recognizer, article: ArticleText): unknown {
  return recognizer.recognize(article, noBackground.knowledge);
}

/** A part that sees what the others found. */
function onAnalysis(ready: (analysis: Analysis) => () => unknown): Task {
  const { text, megabytes } = benchText(whole);
  return { megabytes, work: ready(analyze(text, noDecisions, noBackground)) };
}
