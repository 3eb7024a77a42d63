import type { Annotation, Comment, NumberValue } from '../model';
import type { Format, Losses, OutgoingDocument, OutgoingMark, ReadOptions, Reading, Source } from './format';
import { addMark, askText, documentOf, problem } from './import';
import { defined } from './json';
import { mapOffsets, type OffsetMap } from './offsets';

/** Comma-separated values by RFC 4180: a row for each mark, offsets in code points, as Python and R count. */
export const csv = table('csv', 'CSV', '.csv', ',');

/** The same table with tabs, quoted like CSV. */
export const tsv = table('tsv', 'TSV', '.tsv', '\t');

/** One cell, quoted where it must be. What a spreadsheet would run as a formula gets a `'` before it. */
export function writeCell(value: string, delimiter: string): string {
  const harmless = /^'*[=+\-@\t\r]/.test(value) && !/^-?\d+(?:\.\d+)?$/.test(value) ? `'${value}` : value;
  return /["\r\n]/.test(harmless) || harmless.includes(delimiter)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}

export function writeRow(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => writeCell(cell, delimiter)).join(delimiter) + '\r\n';
}

/** A row of a table; `line` is where it begins, from 1. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads rows one at a time; quoted cells may hold line ends. A `'` before a formula goes. An open quote ends with the source. */
export function* readRows(chunks: Iterable<string>, delimiter: string): Generator<Row> {
  let line = 1;
  let rowLine = 1;
  let cells: string[] = [];
  let cell: string[] = [];
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let afterReturn = false;
  let first = true;
  const endCell = (): void => {
    cells.push(cell.join('').replace(/^'(?='*[=+\-@\t\r])/, ''));
    cell = [];
    state = 'start';
  };
  for (const chunk of chunks) {
    for (let i = first && chunk.startsWith('\ufeff') ? 1 : 0; i < chunk.length;) {
      if (state === 'quoted') {
        const quote = chunk.indexOf('"', i);
        const part = chunk.slice(i, quote < 0 ? chunk.length : quote);
        cell.push(part);
        for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line++;
        i += part.length + 1;
        if (quote >= 0) state = 'closed';
        continue;
      }
      const character = chunk[i]!;
      if (character === '"' && state === 'closed') {
        cell.push('"');
        state = 'quoted';
      } else if (character === '"' && state === 'start') state = 'quoted';
      else if (character === delimiter) endCell();
      else if (character === '\n' || character === '\r') {
        // The LF of a CRLF belongs to the row that its CR ended.
        if (character === '\n') line++;
        if (character === '\r' || !afterReturn) {
          endCell();
          if (cells.length > 1 || cells[0] !== '') yield { line: rowLine, cells };
          cells = [];
        }
        rowLine = line;
      } else {
        let end = i + 1;
        while (end < chunk.length && !isSpecial(chunk[end]!, delimiter)) end++;
        cell.push(chunk.slice(i, end));
        state = 'plain';
        afterReturn = false;
        i = end;
        continue;
      }
      afterReturn = character === '\r';
      i++;
    }
    if (chunk !== '') first = false;
  }
  if (cells.length > 0 || cell.length > 0 || state !== 'start') {
    endCell();
    yield { line: rowLine, cells };
  }
}

function isSpecial(character: string, delimiter: string): boolean {
  return character === delimiter || character === '"' || character === '\n' || character === '\r';
}

const columns = [
  'doc_id',
  'start',
  'end',
  'unit',
  'quote',
  'label',
  'entity_id',
  'status',
  'annotator',
  'comment',
  'id',
  'date',
  'value',
  'value_unit',
  'score',
] as const;

type Column = (typeof columns)[number];

/** The offset unit as each row states it. */
const unitName = 'code points';

function table(id: string, title: string, extension: string, delimiter: string): Format {
  return {
    id,
    title,
    extensions: [extension],
    unit: 'code points',
    carries: [
      'overlap',
      'line breaks',
      'values',
      'entity links',
      'comments',
      'authors',
      'rejected',
      'suggestions',
    ],
    writer({ name = 'corpus' }) {
      const path = name + extension;
      return {
        begin: () => [{ path, text: writeRow(columns, delimiter) }],
        document(document, losses) {
          losses.lose('text', document.file);
          return [
            {
              path,
              text: document.marks
                .map((mark) => writeRow(cellsOf(document, mark, losses), delimiter))
                .join(''),
            },
          ];
        },
      };
    },
    read: (source, options) => readTable(source, options, delimiter),
  };
}

function cellsOf({ file, text, offsets }: OutgoingDocument, mark: OutgoingMark, losses: Losses): string[] {
  const { start, end } = mark.pieces[0]!;
  const { value, unit = '' } = mark.number ?? {};
  const cells: Record<Column, string> = {
    doc_id: file,
    start: String(offsets.to(start)),
    end: String(offsets.to(end)),
    unit: unitName,
    quote: text.slice(start, end),
    label: mark.label,
    entity_id: mark.entity ?? '',
    status: mark.status,
    annotator: mark.by ?? '',
    comment: (mark.comments ?? []).map((comment) => remark(comment, losses)).join('\n'),
    id: mark.status === 'suggested' ? '' : mark.id,
    date: mark.on ?? '',
    value: value === undefined ? '' : String(value),
    value_unit: unit,
    score: mark.score === undefined ? '' : String(mark.score),
  };
  return columns.map((column) => cells[column]);
}

/** One line for each comment; who made it and when is lost. */
function remark({ text, by, on, resolved }: Comment, losses: Losses): string {
  if (by !== undefined || on !== undefined || resolved !== undefined) losses.lose('authors', text);
  if (!/[\r\n]/.test(text)) return text;
  losses.lose('characters', text);
  return text.replace(/[\r\n]+/g, ' ');
}

function* readTable(source: Source, options: ReadOptions, delimiter: string): Reading {
  let header: readonly string[] | undefined;
  let file: string | undefined;
  let text: string | undefined;
  let offsets: OffsetMap | undefined;
  let annotations: Annotation[] = [];
  for (const { line, cells } of readRows(source.chunks, delimiter)) {
    if (!header) {
      header = cells;
      const missing = (['doc_id', 'start', 'end', 'label'] as const).find(
        (column) => !cells.includes(column),
      );
      if (missing) {
        yield problem('syntax', missing, line);
        return;
      }
      continue;
    }
    const names = header;
    const cell = (column: Column): string => cells[names.indexOf(column)] ?? '';
    if (cell('doc_id') !== file) {
      if (file !== undefined && text !== undefined) yield documentOf(file, text, annotations);
      file = cell('doc_id');
      text = yield* askText(file);
      annotations = [];
      offsets = text === undefined ? undefined : mapOffsets(text, unitName);
      if (text === undefined) yield problem('no text', file, line);
    }
    // Suggestions are computed anew at any time.
    if (text === undefined || offsets === undefined || cell('status') === 'suggested') continue;
    if (cell('unit') !== '' && cell('unit') !== unitName) {
      yield problem('syntax', cell('unit'), line);
      continue;
    }
    const piece = { start: offset(cell('start'), offsets), end: offset(cell('end'), offsets) };
    const quote = cell('quote');
    yield* addMark(
      annotations,
      text,
      {
        ...defined({
          id: cell('id') || undefined,
          quote: quote || undefined,
          entity: cell('entity_id') || undefined,
          by: cell('annotator') || undefined,
          on: cell('date') || undefined,
          number: numberOf(cell('value'), cell('value_unit'), cell('label')),
          comments:
            cell('comment') === ''
              ? undefined
              : cell('comment')
                  .split('\n')
                  .map((words) => ({ text: words })),
        }),
        pieces: [piece],
        label: cell('label'),
        status: cell('status') === 'rejected' ? 'rejected' : 'accepted',
      },
      options,
      line,
    );
  }
  if (file !== undefined && text !== undefined) yield documentOf(file, text, annotations);
}

function offset(cell: string, offsets: OffsetMap): number {
  return /^\d{1,15}$/.test(cell) ? (offsets.from(Number(cell)) ?? NaN) : NaN;
}

/** Dates stay strings (`2018`), as do ranges; other numbers are numbers. */
export function numberOf(value: string, unit: string, label: string): NumberValue | undefined {
  if (value === '') return undefined;
  const plain = label !== 'DATE' && label !== 'TIME' && /^-?\d{1,15}(?:\.\d+)?(?:e[+-]?\d+)?$/.test(value);
  return defined({ value: plain ? Number(value) : value, unit: unit || undefined });
}
