import { resolve, sep } from 'node:path';
import { findArticles } from '../../core/articles/articles';
import { noDecisions, type Decisions } from '../../core/model';
import { wordingOf } from '../../core/repeat/fingerprint';
import {
  storiesOf,
  toldArticles,
  type RepeatedTelling,
  type Telling,
  type ToldText,
} from '../../core/repeat/stories';
import { indexLines } from '../../core/text';
import { percentOf } from '../../words/repeats';
import type { Command } from '../commandLine';
import { createFailures } from '../failures';
import { readPlainText } from '../files';
import { printLine, startProgress } from '../output';
import { createProjects, type Projects } from '../projects';
import { openText } from '../texts';
import { walk } from '../walk';

export const repeatsCommand: Command = {
  name: 'repeats',
  usage: 'PATH… [--json]',
  help: [
    'lists articles that tell an earlier one again, within and across texts',
    '',
    'Of a folder, every text below it is meant; PATH may be - for standard input. Each repeat is a line: where it is,',
    'how much of it is the same, the first telling, its title. “100 %” says that the words are the same. The first',
    'telling is the earliest in the order of the paths and their names that nobody confirmed to be a repeat. What people',
    'confirmed or rejected in the annotations files counts.',
    '',
    '  --json  one JSON object a repeat, one a line; offsets are UTF-16 offsets into the text as read; kind is same,',
    '          retitled, cut, extended or updated',
  ].join('\n'),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(paths, { json }) {
    const failures = createFailures();
    const projects = createProjects();
    const progress = startProgress('Reading');
    const texts: (ToldText & { readonly shown: string })[] = [];
    for await (const file of files(paths)) {
      progress.step();
      try {
        const { text, decisions } = await readDecided(file, projects);
        const lines = indexLines(text);
        const articles = findArticles(text, decisions);
        const wordings = articles.map((article) => wordingOf(text, article));
        const told = toldArticles(articles, wordings, decisions, text, (offset) => lines.place(offset).line);
        texts.push({ file: pathOf(file), shown: file, articles: told });
      } catch (error) {
        failures.tell(file, error);
      }
    }
    progress.end();
    const shownAs = new Map(texts.map(({ file, shown }) => [file, shown]));
    const places = new Map(texts.map(({ file }, index) => [file, index]));
    const print = json ? asJson : asLine;
    const found = storiesOf(texts).flatMap(({ first, repeats }) =>
      repeats.map((again) => ({ first, again })),
    );
    found.sort(
      ({ again: a }, { again: b }) =>
        places.get(a.file)! - places.get(b.file)! || a.article.start - b.article.start,
    );
    for (const { first, again } of found)
      await printLine(print(again, first, (telling) => shownAs.get(telling.file)!));
    return failures.count > 0 ? 1 : 0;

    async function* files(given: readonly string[]): AsyncGenerator<string> {
      if (given.includes('-')) yield '-';
      yield* walk(
        given.filter((path) => path !== '-'),
        projects.hasText,
        failures,
      );
    }
  },
};

async function readDecided(
  file: string,
  projects: Projects,
): Promise<{ text: string; decisions: Decisions }> {
  if (file === '-') return { text: await readPlainText(file), decisions: noDecisions };
  const { facts, decisions } = await openText(file, projects);
  return { text: facts.text, decisions };
}

type ShownAs = (telling: Telling) => string;

function asJson(again: RepeatedTelling, first: Telling, shownAs: ShownAs): string {
  const { similarity, kind, isConfirmed } = again;
  return JSON.stringify({
    ...placeOf(again, shownAs),
    of: placeOf(first, shownAs),
    similarity: Math.round(similarity * 1000) / 1000,
    kind,
    ...(isConfirmed && { confirmed: true }),
  });
}

function placeOf(telling: Telling, shownAs: ShownAs): object {
  const { start, line, title } = telling.article;
  return { file: shownAs(telling), start, line, title };
}

function asLine(again: RepeatedTelling, first: Telling, shownAs: ShownAs): string {
  const same = `${percentOf(again)} %`.padStart(5);
  const { line, title } = again.article;
  return `${shownAs(again)}:${line}  ${same} of ${shownAs(first)}:${first.article.line}  ${title}`;
}

/** The same path for the same file, however it was named; parts are joined by `/`. */
function pathOf(file: string): string {
  return file === '-' ? file : resolve(file).split(sep).join('/');
}
