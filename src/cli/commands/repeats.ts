import { findArticles } from '../../core/articles/articles';
import { noDecisions, type Decisions } from '../../core/model';
import { wordingOf, type Wording } from '../../core/repeat/fingerprint';
import { decidedPairs, firstTellings } from '../../core/repeat/repeats';
import { indexLines } from '../../core/text';
import type { Command } from '../commandLine';
import { createFailures } from '../failures';
import { readPlainText } from '../files';
import { printLine, startProgress } from '../output';
import { createProjects, type Projects } from '../projects';
import { openText } from '../texts';
import { walk } from '../walk';

/** An article as the table names it. */
interface Telling {
  readonly file: string;
  readonly start: number;
  readonly line: number;
  readonly title: string;
}

export const repeatsCommand: Command = {
  name: 'repeats',
  usage: 'PATH… [--json]',
  help: [
    'lists articles that tell an earlier one again, within and across texts',
    '',
    'Of a folder, every text below it is meant; PATH may be - for standard input. Each repeat is a line: where it is,',
    'how much of it is the same, the first telling, its title. “100 %” says that the words are the same. The first',
    'telling is the earliest in the order of the paths and their names. What people confirmed or rejected in the',
    'annotations files counts.',
    '',
    '  --json  one JSON object a repeat, one a line; offsets are UTF-16 offsets into the text as read',
  ].join('\n'),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(paths, { json }) {
    const failures = createFailures();
    const projects = createProjects();
    const progress = startProgress('Reading');
    const tellings: Telling[] = [];
    const wordings: Wording[] = [];
    const confirmed = new Map<number, number>();
    const rejected = new Map<number, ReadonlySet<number>>();
    for await (const file of files(paths)) {
      progress.step();
      try {
        const { text, decisions } = await readDecided(file, projects);
        const lines = indexLines(text);
        const articles = findArticles(text, decisions);
        const first = tellings.length;
        const decided = decidedPairs(articles, decisions);
        for (const [article, of] of decided.confirmed) confirmed.set(first + article, first + of);
        for (const [article, others] of decided.rejected)
          rejected.set(first + article, new Set([...others].map((other) => first + other)));
        for (const article of articles) {
          const { start, title } = article;
          tellings.push({
            file,
            start,
            line: lines.place(start).line,
            title: text.slice(title.start, title.end),
          });
          wordings.push(wordingOf(text, article));
        }
      } catch (error) {
        failures.tell(file, error);
      }
    }
    progress.end();
    for (const { article, of, similarity } of firstTellings(wordings, confirmed, rejected)) {
      await printLine((json ? asJson : asLine)(tellings[article]!, tellings[of]!, similarity));
    }
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

function asJson(again: Telling, first: Telling, similarity: number): string {
  return JSON.stringify({ ...again, of: first, similarity: Math.round(similarity * 1000) / 1000 });
}

/** Never rounded up to 100, which says that the words are the same. */
function asLine(again: Telling, first: Telling, similarity: number): string {
  const same = `${Math.floor(similarity * 100)} %`.padStart(5);
  return `${again.file}:${again.line}  ${same} of ${first.file}:${first.line}  ${again.title}`;
}
