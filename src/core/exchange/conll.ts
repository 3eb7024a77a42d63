import type { Annotation } from '../model';
import type { Span } from '../span';
import { readRows, writeRow } from './csv';
import type {
  Format,
  Losses,
  OutgoingDocument,
  OutgoingMark,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Reading,
  Source,
} from './format';
import { addTagged, askCompanion, askText, baseName, documentOf, problem } from './import';
import { linesOf } from './lines';
import { mapOffsets } from './offsets';
import { snapToTokens, tagsOf, tokenSentences, tokensOf, type TagScheme } from './tokens';

/**
 * The format of the CoNLL-2003 shared task: a token a line, in four columns parted by single spaces, the mark's tag
 * in the last; a blank line behind each sentence; `-DOCSTART-` before each text. It has no offsets, so these go into
 * a table beside it, which readers of the format do not see: `corpus.offsets.tsv`, with each token's line, its text's
 * file, and its offsets in UTF-16 units and in code points. With that table and the texts it is read back exactly;
 * without, a text is its tokens joined by blanks.
 */
export const conll: Format = {
  id: 'conll',
  title: 'CoNLL-2003',
  extensions: ['.conll'],
  unit: 'tokens',
  labelNames: 'conll',
  carries: [],
  variants: ['iob2', 'iob1', 'bilou', 'bmes'],
  writer: ({ name = 'corpus', variant }) => {
    const scheme = (variant ?? 'iob2') as TagScheme;
    let line = 1;
    return {
      begin: () => [
        { path: `${name}.conll`, text: '' },
        { path: `${name}.offsets.tsv`, text: writeRow(offsetColumns, '\t') },
      ],
      document(document, losses) {
        const written = tokenLines(document, losses, scheme, line);
        line += written.lines;
        return [
          { path: `${name}.conll`, text: written.tokens },
          { path: `${name}.offsets.tsv`, text: written.offsets },
        ];
      },
    };
  },
  read: readConll,
};

const offsetColumns = ['doc_id', 'line', 'start_utf16', 'end_utf16', 'start', 'end'];

/** A label that every reader of tags takes: no hyphens, as some cut the tag there, and no blanks. Others are counted. */
export function tagLabel(mark: OutgoingMark, losses: Losses): OutgoingMark {
  const label = mark.label.replace(/[\s\p{Pd}\p{Cc}]+/gu, '_');
  if (label === mark.label) return mark;
  losses.lose('labels', mark.label);
  return { ...mark, label };
}

function tokenLines(
  { file, text, marks }: OutgoingDocument,
  losses: Losses,
  scheme: TagScheme,
  from: number,
): { tokens: string; offsets: string; lines: number } {
  losses.lose('text', file);
  const tokens = tokensOf(text);
  const snapped = snapToTokens(
    tokens,
    marks.map((mark) => tagLabel(mark, losses)),
    losses,
  );
  const sentences = tokenSentences(text, tokens, snapped);
  const tags = tagsOf(tokens.length, snapped, scheme, sentences);
  const codePoints = mapOffsets(text, 'code points');
  const lines = ['-DOCSTART- -X- O O', ''];
  const offsets: string[] = [];
  for (const { first, end } of sentences) {
    for (let i = first; i < end; i++) {
      const token = tokens[i]!;
      lines.push(`${text.slice(token.start, token.end)} -X- O ${tags[i]}`);
      const place = [token.start, token.end, codePoints.to(token.start), codePoints.to(token.end)];
      offsets.push(writeRow([file, String(from + lines.length - 1), ...place.map(String)], '\t'));
    }
    lines.push('');
  }
  return { tokens: lines.join('\n') + '\n', offsets: offsets.join(''), lines: lines.length };
}

interface TokenLine {
  readonly line: number;
  readonly text: string;
  readonly tag: string;
}

/** The sentences of one text. */
type TokenText = readonly (readonly TokenLine[])[];

function* readConll(source: Source, options: ReadOptions): Reading {
  const name = baseName(source.path);
  const table = yield* askCompanion(`${name}.offsets.tsv`);
  const places = table === undefined ? undefined : readPlaces(table);
  let count = 0;
  for (const sentences of textsOf(source)) {
    if ('kind' in sentences) yield sentences;
    else if (places) yield* readPlaced(sentences, places, options);
    else yield* readRebuilt(sentences, `${name}-${++count}.txt`, options);
  }
}

function* textsOf(source: Source): Generator<TokenText | ReadProblem> {
  let sentences: TokenLine[][] = [];
  let sentence: TokenLine[] = [];
  for (const { number, text } of linesOf(source.chunks)) {
    const cells = text.trim().split(/[ \t]+/);
    const starts = cells[0] === '-DOCSTART-';
    if (text.trim() === '' || starts) {
      if (sentence.length > 0) sentences.push(sentence);
      sentence = [];
      if (starts && sentences.length > 0) {
        yield sentences;
        sentences = [];
      }
    } else if (cells.length < 2) yield problem('syntax', text, number);
    else sentence.push({ line: number, text: cells[0]!, tag: cells.at(-1)! });
  }
  if (sentence.length > 0) sentences.push(sentence);
  if (sentences.length > 0) yield sentences;
}

interface Place extends Span {
  readonly file: string;
}

/** The places of the tokens by their lines. */
function readPlaces(table: string): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  let header: readonly string[] | undefined;
  for (const { cells } of readRows([table], '\t')) {
    if (!header) {
      header = cells;
      continue;
    }
    const names = header;
    const cell = (column: string): string => cells[names.indexOf(column)] ?? '';
    const place = {
      file: cell('doc_id'),
      start: Number(cell('start_utf16')),
      end: Number(cell('end_utf16')),
    };
    places.set(Number(cell('line')), place);
  }
  return places;
}

function* readPlaced(
  sentences: TokenText,
  places: ReadonlyMap<number, Place>,
  options: ReadOptions,
): Reading {
  const first = sentences[0]![0]!;
  const file = places.get(first.line)?.file;
  const text = file === undefined ? undefined : yield* askText(file);
  if (file === undefined || text === undefined) {
    yield problem('no text', file ?? first.text, first.line);
    return;
  }
  const annotations: Annotation[] = [];
  for (const sentence of sentences) {
    const spans = sentence.map(({ line }) => places.get(line) ?? { file, start: NaN, end: NaN });
    const odd = sentence.findIndex(
      ({ text: words }, i) => spans[i]!.file !== file || text.slice(spans[i]!.start, spans[i]!.end) !== words,
    );
    if (odd >= 0) yield problem('quote', sentence[odd]!.text, sentence[odd]!.line);
    else yield* addTagged(annotations, text, spans, tagsIn(sentence), options, sentence[0]!.line);
  }
  yield documentOf(file, text, annotations);
}

function* readRebuilt(
  sentences: TokenText,
  file: string,
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  let length = 0;
  const parts: string[] = [];
  const places = sentences.map((sentence) =>
    sentence.map(({ text: words }, i) => {
      const start = length;
      length += words.length + 1;
      parts.push(words, i === sentence.length - 1 ? '\n' : ' ');
      return { start, end: start + words.length };
    }),
  );
  const text = parts.join('');
  const annotations: Annotation[] = [];
  for (const [i, sentence] of sentences.entries())
    yield* addTagged(annotations, text, places[i]!, tagsIn(sentence), options, sentence[0]!.line);
  yield documentOf(file, text, annotations);
}

function tagsIn(sentence: readonly TokenLine[]): string[] {
  return sentence.map(({ tag }) => tag);
}
