import { analyze, noBackground, type Analysis } from '../../core/analysis';
import { noDecisions, type Article } from '../../core/model';
import { normalForm } from '../../words/numbers';
import { UsageError, type Command } from '../commandLine';
import { createFailures } from '../failures';
import { readPlainText } from '../files';
import { printLine } from '../output';
import { createProjects, type Projects } from '../projects';
import { analyzeText, openText } from '../texts';

export const analyzeCommand: Command = {
  name: 'analyze',
  usage: 'FILE… [--json] [--with-decisions]',
  help: [
    'prints what the recognisers find in texts',
    '',
    'FILE may be - for standard input.',
    '',
    '  --json            one JSON object a file, one a line: its articles and its marks, with UTF-16 offsets into the',
    '                    text as read (byte order mark dropped, line ends untouched, end exclusive)',
    '  --with-decisions  what people see: what they decided in the annotations file and what corpus.yaml names counts,',
    '                    and each mark says whether it is suggested, accepted or rejected',
  ].join('\n'),
  options: { json: { type: 'boolean' }, 'with-decisions': { type: 'boolean' } },
  operands: 1,
  async run(files, { json, 'with-decisions': withDecisions }) {
    if (withDecisions && files.includes('-'))
      throw new UsageError('Standard input has no annotations file: --with-decisions needs a file.');
    const failures = createFailures();
    const projects = withDecisions ? createProjects() : undefined;
    for (const file of files) {
      try {
        const analysis = await analyzeFile(file, projects);
        await (json
          ? printLine(JSON.stringify({ file, ...asJson(analysis, projects !== undefined) }))
          : printTable(file, analysis, projects !== undefined));
      } catch (error) {
        failures.tell(file, error);
      }
    }
    return failures.count > 0 ? 1 : 0;
  },
};

/** With projects, decisions count; without, there is the text alone. */
async function analyzeFile(file: string, projects: Projects | undefined): Promise<Analysis> {
  if (projects) return analyzeText(await openText(file, projects));
  return analyze(await readPlainText(file), noDecisions, noBackground);
}

/** What `--json` prints of one text; ranges of values are written `4-6`, as the guidelines write them. */
function asJson({ text, lines, articles, repeats, marks }: Analysis, withState: boolean): object {
  /** An article ends with its last line that is not blank. */
  const endOf = ({ blocks, end }: Article): number =>
    Math.min(end, lines.lineStart(lines.place(blocks.at(-1)?.end ?? end).line + 1));
  return {
    articles: articles.map((article, index) => {
      const { start, title } = article;
      const repeat = repeats.find(({ article }) => article === index);
      return {
        start,
        end: endOf(article),
        title: text.slice(title.start, title.end),
        ...(repeat && { repeatOf: repeat.of, similarity: round(repeat.similarity) }),
      };
    }),
    spans: marks.map(({ start, end, state, label, text: words, number, entity, suggestion }) => ({
      start,
      end,
      label,
      text: words,
      ...(withState && { state }),
      ...(number && { value: spelledRange(number.value), unit: number.unit }),
      entity,
      score: suggestion && round(suggestion.score),
    })),
  };
}

async function printTable(
  file: string,
  { text, lines, articles, repeats, marks }: Analysis,
  withState: boolean,
): Promise<void> {
  const place = (offset: number): string => {
    const { line, column } = lines.place(offset);
    return `${file}:${line}:${column}`;
  };
  for (const [index, { start, title }] of articles.entries()) {
    const repeat = repeats.find(({ article }) => article === index);
    const again =
      repeat &&
      `  repeats line ${lines.place(articles[repeat.of]!.start).line} (${Math.floor(repeat.similarity * 100)} %)`;
    await printLine(`${place(start)}  ARTICLE   ${text.slice(title.start, title.end)}${again ?? ''}`);
  }
  for (const { start, state, label, text: words, number } of marks) {
    const value = number ? `  = ${normalForm(number)}` : '';
    const decided = withState ? `  (${state})` : '';
    await printLine(`${place(start)}  ${label.padEnd(8)}  ${words}${value}${decided}`);
  }
}

function spelledRange(value: number | string): number | string {
  return typeof value === 'string' ? value.replace('..', '-') : value;
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
