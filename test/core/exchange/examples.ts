import fc from 'fast-check';
import { startExport, type ExportReport } from '../../../src/core/exchange/export';
import type {
  ExchangeDocument,
  Format,
  ReadOptions,
  ReadProblem,
  WriteOptions,
} from '../../../src/core/exchange/format';
import { compareAnnotations, importDocuments } from '../../../src/core/exchange/import';
import {
  noDecisions,
  type Annotation,
  type Decisions,
  type Label,
  type Suggestion,
} from '../../../src/core/model';
import { tokensOf } from '../../../src/core/exchange/tokens';
import { splitsPair } from '../../../src/core/text';

/** Reads `A «COMPANY Corvane» rose`: a text with accepted marks, their ids `a1`, `a2`… */
export function marked(source: string, more: Partial<Decisions> = {}, file = 'a.txt'): ExchangeDocument {
  const annotations: Annotation[] = [];
  let text = '';
  let last = 0;
  for (const match of source.matchAll(/«([A-Z-]+) ([^»]*)»/g)) {
    text += source.slice(last, match.index);
    const words = match[2]!;
    const pieces = [{ start: text.length, end: text.length + words.length }];
    annotations.push({
      id: `a${annotations.length + 1}`,
      pieces,
      label: match[1]!,
      text: words,
      status: 'accepted',
    });
    text += words;
    last = match.index + match[0].length;
  }
  text += source.slice(last);
  return { file, text, decisions: { ...noDecisions, annotations, ...more } };
}

/** The text that the facts about every format are told with. */
export const example = marked('A 😀 «ORG Nestlé» rose «PERCENT 3.5%» to «MONEY CHF100m».\n«ORG Axa» fell.\n');

/** All files that an export writes, and its report. */
export function written(
  format: Format,
  documents: readonly ExchangeDocument[],
  options: WriteOptions = {},
): { files: Record<string, string>; report: ExportReport } {
  const files: Record<string, string> = {};
  const run = startExport(format, options);
  const take = (path: string, text: string): void => void (files[path] = (files[path] ?? '') + text);
  for (const document of documents) for (const { path, text } of run.add(document)) take(path, text);
  for (const { path, text } of run.finish()) take(path, text);
  return { files, report: run.report() };
}

/** Losses as `code: count`. */
export function lossesOf(report: ExportReport): string[] {
  return report.losses.map(({ code, count }) => `${code}: ${count}`);
}

/** Reads a file of an export back; ids that are missing become `n1`, `n2`… */
export function readBack(
  format: Format,
  path: string,
  files: Record<string, string>,
  {
    textOf,
    ...options
  }: Partial<ReadOptions> & { readonly textOf?: (name: string) => string | undefined } = {},
): { documents: ExchangeDocument[]; problems: Omit<ReadProblem, 'kind'>[] } {
  const documents: ExchangeDocument[] = [];
  const problems: Omit<ReadProblem, 'kind'>[] = [];
  let ids = 0;
  const text = files[path] ?? '';
  // Two halves, so that no reader relies on getting a file in one piece.
  const chunks = [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const reading = importDocuments(format, { path, chunks }, { newId: () => `n${++ids}`, ...options });
  let answer: string | undefined;
  for (let step = reading.next(); !step.done; step = reading.next(answer)) {
    const item = step.value;
    answer = undefined;
    if (item.kind === 'wanted')
      answer = item.what === 'companion' ? files[folder + item.name] : textOf?.(item.name);
    else if (item.kind === 'document') documents.push(item.document);
    else {
      const { code, line, about } = item;
      problems.push(line === undefined ? { code, about } : { code, line, about });
    }
  }
  return { documents, problems };
}

/** The marks of a document as `LABEL words @start`. */
export function marksIn({ decisions }: ExchangeDocument): string[] {
  return decisions.annotations.map(
    ({ label, text, pieces }) => `${label} ${text} @${pieces.map(({ start }) => start).join('+')}`,
  );
}

const fragments = [
  'Corvane',
  ' ',
  ' ',
  '🚀',
  'é',
  'e\u0301',
  '\n',
  '\r\n',
  '東京',
  'שלום',
  '3.5%',
  '"',
  "'",
  ',',
  '\t',
  '|',
  '_',
  '\\',
  '.',
  '👩‍🔬',
  '=',
  '#',
  '*',
  '<b>',
  '&amp;',
  '\u2028',
  ';',
];

/** Texts made of what breaks offsets: emoji, combining marks, CRLF, CJK, right-to-left. */
export const hardText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 30 })
  .map((list) => list.join(''));

const name = fc.constantFrom('ann', 'Bo Ek', 'émile');
const remark = fc
  .tuple(name, fc.constantFrom('check', 'a, "b"\nc', '=1+1', ''))
  .map(([by, text]) => ({ by, text }));

/** A text with marks: one piece each, maybe overlapping, with values, entities and comments. */
export const hardDocument: fc.Arbitrary<ExchangeDocument> = hardText.chain((text) => {
  // Nothing marks one half of a CRLF: no place of a sidecar lies between.
  const splits = (at: number): boolean => splitsPair(text, at) || text.slice(at - 1, at + 1) === '\r\n';
  const cuts = Array.from({ length: text.length + 1 }, (_, at) => at).filter((at) => at === 0 || !splits(at));
  const span = fc.tuple(fc.constantFrom(...cuts), fc.constantFrom(...cuts)).filter(([a, b]) => a !== b);
  const mark = fc.record({
    span,
    label: fc.constantFrom<Label>('PERSON', 'COMPANY', 'MONEY'),
    number: fc.option(fc.constantFrom({ value: 1.5 }, { value: '4..5', unit: 'USD' }), { nil: undefined }),
    entity: fc.option(fc.constantFrom('corvane', 'bo-ek'), { nil: undefined }),
    by: fc.option(name, { nil: undefined }),
    comments: fc.option(fc.array(remark, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    status: fc.constantFrom('accepted' as const, 'accepted' as const, 'rejected' as const),
  });
  return fc.array(mark, { maxLength: 6 }).map((marks): ExchangeDocument => {
    const annotations = marks.map(({ span: [a, b], ...rest }, i): Annotation => {
      const piece = { start: Math.min(a, b), end: Math.max(a, b) };
      const given = { id: `a${i + 1}`, pieces: [piece], text: text.slice(piece.start, piece.end), ...rest };
      return Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      ) as unknown as Annotation;
    });
    return {
      file: 'a.txt',
      text,
      decisions: { ...noDecisions, annotations: annotations.sort(compareAnnotations) },
    };
  });
});

export function suggestion(document: ExchangeDocument, words: string, label: Label, score = 0.9): Suggestion {
  const start = document.text.indexOf(words);
  return { start, end: start + words.length, label, text: words, score, reason: { kind: 'model' } };
}

/** The places and labels of all marks: what every format carries at least. */
export function placesOf({ decisions }: ExchangeDocument): unknown[] {
  return decisions.annotations.map(({ pieces, label }) => [pieces, label]);
}

/** A text with accepted marks made of whole tokens, none overlapping, none over a line end. */
export const tokenDocument: fc.Arbitrary<ExchangeDocument> = hardText.chain((text) => {
  const tokens = tokensOf(text);
  return fc
    .array(fc.record({ skip: fc.nat(3), take: fc.nat(2), label: fc.constantFrom('ORG', 'MONEY') }), {
      maxLength: 5,
    })
    .map((runs) => {
      const annotations: Annotation[] = [];
      let at = 0;
      for (const { skip, take, label } of runs) {
        const first = tokens[at + skip];
        const last = tokens[at + skip + take];
        at += skip + take + 1;
        const words = first && last && text.slice(first.start, last.end);
        if (!words || /[\r\n]/.test(words)) continue;
        const pieces = [{ start: first.start, end: last.end }];
        annotations.push({
          id: `a${annotations.length + 1}`,
          pieces,
          label,
          text: words,
          status: 'accepted',
        });
      }
      return { file: 'a.txt', text, decisions: { ...noDecisions, annotations } };
    });
});
