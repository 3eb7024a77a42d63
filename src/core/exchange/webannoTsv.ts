import type { Annotation } from '../model';
import { compareSpans, firstEndingAfter, type Span } from '../span';
import type { Format, Losses, OutgoingDocument, OutgoingMark, ReadOptions, Reading, Source } from './format';
import { addMark, askText, documentOf, problem } from './import';
import { defined } from './json';
import { linesOf } from './lines';
import { tokenSentences, tokensOf, type TokenMark } from './tokens';

/**
 * WebAnno TSV 3.3, which INCEpTION reads and writes: one file for each text, a row for each token and each marked part of one, marks
 * as named entities. Offsets in UTF-16 units. What stands between sentences is not kept, so without the text itself it is
 * read as blanks.
 */
export const webannoTsv: Format = {
  id: 'webanno-tsv',
  title: 'WebAnno TSV 3.3',
  extensions: ['.tsv'],
  unit: 'tokens',
  carries: ['overlap', 'entity links'],
  writer: () => ({
    document: (document, losses) => [{ path: `${document.file}.tsv`, text: sheet(document, losses) }],
  }),
  read: readSheet,
};

const layer = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';

function sheet({ file, text, marks }: OutgoingDocument, losses: Losses): string {
  losses.lose('text', file);
  const tokens = tokensOf(text);
  const placed = marks.flatMap((mark) => placedOn(tokens, mark, losses));
  const rows = rowsOf(tokens, placed);
  const numbers = numbered(placed, rows);
  const lines = ['#FORMAT=WebAnno TSV 3.3', `#T_SP=${layer}|identifier|value`, ''];
  tokenSentences(text, tokens, placed).forEach(({ first, end }, sentence) => {
    lines.push('');
    const words = text.slice(tokens[first]!.start, tokens[end - 1]!.end);
    for (const line of words.split('\n')) lines.push(`#Text=${escapeText(line)}`);
    for (let i = first; i < end; i++) {
      const id = `${sentence + 1}-${i - first + 1}`;
      // Parts of a token stand in rows of their own below it.
      rows[i]!.forEach(({ start, end: to, stack }, part) => {
        const column = (value: (mark: OutgoingMark) => string | undefined): string =>
          stack.map((mark) => cellOf(value(mark), numbers.get(mark))).join('|') || '_';
        const cells = [
          part === 0 ? id : `${id}.${part}`,
          `${start}-${to}`,
          text.slice(start, to),
          column(({ entity }) => entity),
          column(({ label }) => label),
        ];
        // INCEpTION ends every row with a tab.
        lines.push(cells.join('\t') + '\t');
      });
    }
  });
  return lines.join('\n') + '\n';
}

function cellOf(value: string | undefined, number: number | undefined): string {
  return (value === undefined ? '*' : escapeValue(value)) + (number === undefined ? '' : `[${number}]`);
}

/** The tokens that a mark touches; none where it lies between tokens. Blanks at its ends are lost, and counted. */
function placedOn(tokens: readonly Span[], mark: OutgoingMark, losses: Losses): TokenMark[] {
  const piece = mark.pieces[0]!;
  const first = firstEndingAfter(tokens, piece.start);
  let end = first;
  while (end < tokens.length && tokens[end]!.start < piece.end) end++;
  if (end === first) {
    losses.drop('token boundaries', mark);
    return [];
  }
  if (piece.start < tokens[first]!.start || piece.end > tokens[end - 1]!.end)
    losses.lose('token boundaries', mark.text);
  return [{ mark, first, end }];
}

/** A token or a part of one, with the marks on it. */
interface Row extends Span {
  readonly stack: OutgoingMark[];
}

/** The rows of each token: first the token itself, then the parts of it that marks lie on. */
function rowsOf(tokens: readonly Span[], marks: readonly TokenMark[]): readonly (readonly Row[])[] {
  const rows = tokens.map(({ start, end }): Row[] => [{ start, end, stack: [] }]);
  for (const { mark, first, end } of marks) {
    const piece = mark.pieces[0]!;
    for (let i = first; i < end; i++) {
      const start = Math.max(piece.start, tokens[i]!.start);
      const to = Math.min(piece.end, tokens[i]!.end);
      const own = rows[i]!;
      const row = own.find((one) => one.start === start && one.end === to);
      if (row) row.stack.push(mark);
      else own.push({ start, end: to, stack: [mark] });
    }
  }
  return rows.map(([whole, ...parts]) => [whole!, ...parts.sort(compareSpans)]);
}

/** Marks get a number where they have several rows or share one. */
function numbered(
  marks: readonly TokenMark[],
  rows: readonly (readonly Row[])[],
): ReadonlyMap<OutgoingMark, number> {
  const numbers = new Map<OutgoingMark, number>();
  for (const { mark, first, end } of marks) {
    const shares = rows[first]!.some(({ stack }) => stack.length > 1 && stack.includes(mark));
    if (shares || end - first > 1) numbers.set(mark, numbers.size + 1);
  }
  return numbers;
}

const textEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '\f': '\\f',
  '\b': '\\b',
};

function escapeText(text: string): string {
  return text.replace(/[\\\t\r\n\f\b]/g, (character) => textEscapes[character]!);
}

function escapeValue(value: string): string {
  return value.replace(/->|[\\[\]|_;*\t\n\r]/g, (reserved) => textEscapes[reserved] ?? `\\${reserved}`);
}

function unescape(text: string): string {
  const letters: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', f: '\f', b: '\b' };
  return text.replace(/\\(->|[\s\S])/g, (_, escaped: string) => letters[escaped] ?? escaped);
}

interface Open {
  start: number;
  end: number;
  readonly line: number;
  label: string | undefined;
  entity: string | undefined;
}

/**
 * Reads the named entities, or where the file has none the first layer of spans, its `value` or else its first
 * feature as the label.
 */
function* readSheet(source: Source, options: ReadOptions): Reading {
  const file = source.path.replace(/\.tsv$/i, '');
  const header: { layer: string; feature: string }[] = [];
  const marks: Open[] = [];
  const byNumber = new Map<string, Open>();
  const parts: string[] = [];
  let length = 0;
  let sentence: string[] = [];
  for (const { number, text: line } of linesOf(source.chunks)) {
    if (line.startsWith('#T_')) addColumns(line, header);
    else if (line.startsWith('#Text=')) sentence.push(unescape(line.slice(6)));
    else if (line.trim() !== '' && !line.startsWith('#')) {
      const cells = line.split('\t');
      const place = /^(\d{1,9})-(\d{1,9})$/.exec(cells[1] ?? '');
      if (!place || cells.length < header.length + 3) {
        yield problem('syntax', line, number);
        continue;
      }
      const [start, end] = [Number(place[1]), Number(place[2])];
      if (sentence.length > 0) {
        const words = sentence.join('\n');
        const gap = Math.max(0, Math.min(start - length, mostGap));
        parts.push(' '.repeat(gap), words);
        length += gap + words.length;
        sentence = [];
      }
      readRow(cells.slice(3), header, { start, end, line: number }, marks, byNumber);
    }
  }
  const text = (yield* askText(file)) ?? parts.join('');
  const annotations: Annotation[] = [];
  for (const { start, end, line, label, entity } of marks) {
    yield* addMark(
      annotations,
      text,
      { ...defined({ entity }), pieces: [{ start, end }], label: label ?? 'MARK' },
      options,
      line,
    );
  }
  yield documentOf(file, text, annotations);
}

/** No gap between sentences is believed to be longer, in UTF-16 units. */
const mostGap = 1_000_000;

function addColumns(line: string, header: { layer: string; feature: string }[]): void {
  const [name = '', ...columns] = line.slice(line.indexOf('=') + 1).split('|');
  for (const feature of columns.length > 0 ? columns : [''])
    header.push({ layer: line.startsWith('#T_SP') ? name : '', feature });
}

function readRow(
  cells: readonly string[],
  header: readonly { layer: string; feature: string }[],
  { start, end, line }: { start: number; end: number; line: number },
  marks: Open[],
  byNumber: Map<string, Open>,
): void {
  const spans = header.filter((column) => column.layer !== '');
  const chosen = spans.some((column) => column.layer === layer) ? layer : spans[0]?.layer;
  if (chosen === undefined) return;
  const at = (feature: string): number =>
    header.findIndex((column) => column.layer === chosen && column.feature === feature);
  const labelAt = at('value') >= 0 ? at('value') : header.findIndex((column) => column.layer === chosen);
  const entities = stackOf(cells[at('identifier')] ?? '_');
  stackOf(cells[labelAt] ?? '_').forEach(({ value, number }, i) => {
    const entity = labelAt === at('identifier') ? undefined : entities[i]?.value;
    const known = number === undefined ? undefined : byNumber.get(number);
    if (known) {
      known.start = Math.min(known.start, start);
      known.end = Math.max(known.end, end);
      return;
    }
    const mark: Open = { start, end, line, label: value, entity };
    marks.push(mark);
    if (number !== undefined) byNumber.set(number, mark);
  });
}

/** The values of a cell, parted by bars, each with its number in brackets; one without a value is `undefined`. */
function stackOf(cell: string): { value: string | undefined; number: string | undefined }[] {
  if (cell === '_' || cell === '') return [];
  const stack: { value: string | undefined; number: string | undefined }[] = [];
  let start = 0;
  let bracket: number | undefined;
  for (let i = 0; i <= cell.length; i++) {
    const character = cell[i];
    if (character === '\\') i++;
    else if (character === '[') bracket = i;
    else if (character === '|' || character === undefined) {
      const end = Math.min(i, cell.length);
      const written = cell.slice(start, bracket ?? end);
      const number = bracket === undefined ? undefined : cell.slice(bracket + 1, end - 1);
      stack.push({ value: written === '*' ? undefined : unescape(written), number });
      start = i + 1;
      bracket = undefined;
    }
  }
  return stack;
}
