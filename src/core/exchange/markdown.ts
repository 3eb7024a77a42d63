import { indexLines } from '../text';
import type { Format, OutgoingDocument, OutgoingMark } from './format';

/** A report for people, of all texts one after another: how many marks of each label, and every mark with its line. */
export const markdown: Format = {
  id: 'markdown',
  title: 'Markdown report',
  extensions: ['.md'],
  unit: 'lines and columns',
  carries: [
    'overlap',
    'pieces',
    'line breaks',
    'comments',
    'values',
    'entity links',
    'authors',
    'rejected',
    'suggestions',
    'unsure',
  ],
  writer: ({ name = 'corpus' }) => {
    const path = `${name}.md`;
    return {
      begin: () => [{ path, text: '# Annotations\n' }],
      document: (document, losses) => {
        losses.lose('text', document.file);
        return [{ path, text: section(document) }];
      },
    };
  },
};

function section({ file, text, marks, articles }: OutgoingDocument): string {
  const lines = indexLines(text);
  const counts = new Map<string, Record<OutgoingMark['status'], number>>();
  for (const { label, status } of marks) {
    const count = counts.get(label) ?? { accepted: 0, suggested: 0, rejected: 0 };
    count[status]++;
    counts.set(label, count);
  }
  const parts = [`\n## ${escaped(file)}\n`];
  if (articles.length > 0) {
    parts.push('\n| line | article | repeats |\n| ---: | --- | --- |\n');
    for (const { start, title, repeatOf } of articles) {
      const repeated = repeatOf === undefined ? undefined : articles[repeatOf];
      parts.push(
        row([
          String(lines.place(start).line),
          title,
          repeated ? `line ${lines.place(repeated.start).line}` : '',
        ]),
      );
    }
  }
  if (counts.size === 0) parts.push('\nNo marks.\n');
  else {
    parts.push('\n| label | accepted | suggested | rejected |\n| --- | ---: | ---: | ---: |\n');
    const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [label, { accepted, suggested, rejected }] of sorted) {
      parts.push(row([label, String(accepted), String(suggested), String(rejected)]));
    }
    parts.push(
      '\n| line | words | label | value | entity | status | by | comments |\n| ---: | --- | --- | --- | --- | --- | --- | --- |\n',
    );
    for (const mark of marks) parts.push(row(cellsOf(mark, lines.place(mark.pieces[0]!.start).line)));
  }
  return parts.join('');
}

function cellsOf(
  { text, label, number, entity, status, unsure, by, on, comments }: OutgoingMark,
  line: number,
): string[] {
  const value =
    number === undefined ? '' : [number.value, number.unit].filter((part) => part !== undefined).join(' ');
  const said = (comments ?? []).map((comment) =>
    comment.by === undefined ? comment.text : `${comment.by}: ${comment.text}`,
  );
  const who = [by, on].filter((part) => part !== undefined).join(', ');
  return [
    String(line),
    text,
    label,
    value,
    entity ?? '',
    unsure ? `${status}, unsure` : status,
    who,
    said.join('; '),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(' | ')} |\n`;
}

/** Text that Markdown shows as it is, on one line. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]|#~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
}
