import { analyze, noBackground, type Analysis } from '../../core/analysis';
import { noDecisions, type NumberValue } from '../../core/model';
import { isText } from '../../core/text';
import { printLine, readTextFile, tellOfFile } from '../files';
import type { Command } from '../commandLine';

export const analyzeCommand: Command = {
  name: 'analyze',
  usage: 'FILE… [--json]',
  help: [
    'prints what the recognisers find in texts',
    '',
    'FILE may be - for standard input. With --json, one JSON object a file, one a line: its articles and its',
    'marks, with UTF-16 offsets into the text as read (byte order mark dropped, line ends untouched, end exclusive).',
  ].join('\n'),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(files, { json }) {
    let failed = false;
    for (const file of files) {
      try {
        const text = await readTextFile(file);
        if (!isText(text)) throw new Error('this is not a text in UTF-8. Nothing is marked in it.');
        const analysis = analyze(text, noDecisions, noBackground);
        await (json ? printLine(JSON.stringify({ file, ...asJson(analysis) })) : printTable(file, analysis));
      } catch (error) {
        tellOfFile(file, error);
        failed = true;
      }
    }
    return failed ? 1 : 0;
  },
};

/** What `--json` prints of one text; ranges of values are written `4-6`, as the guidelines write them. */
function asJson({ text, articles, repeats, marks }: Analysis): object {
  return {
    articles: articles.map(({ start, end, title }, index) => {
      const repeat = repeats.find(({ article }) => article === index);
      return {
        start,
        end,
        title: text.slice(title.start, title.end),
        ...(repeat && { repeatOf: repeat.of, similarity: round(repeat.similarity) }),
      };
    }),
    spans: marks.map(({ start, end, label, text: words, number, entity, suggestion }) => ({
      start,
      end,
      label,
      text: words,
      ...(number && { value: spelledRange(number.value), unit: number.unit }),
      entity,
      score: suggestion && round(suggestion.score),
    })),
  };
}

async function printTable(file: string, { text, lines, articles, repeats, marks }: Analysis): Promise<void> {
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
  for (const { start, label, text: words, number } of marks) {
    await printLine(
      `${place(start)}  ${label.padEnd(8)}  ${words}${number ? `  = ${valueText(number)}` : ''}`,
    );
  }
}

function valueText({ value, unit }: NumberValue): string {
  return unit ? `${value} ${unit}` : String(value);
}

function spelledRange(value: number | string): number | string {
  return typeof value === 'string' ? value.replace('..', '-') : value;
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
