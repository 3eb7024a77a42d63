import type { Annotation } from '../model';
import type { Span } from '../span';
import { numberOf } from './csv';
import type {
  Format,
  Losses,
  OutgoingDocument,
  OutgoingMark,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Source,
} from './format';
import { addMark, baseName, documentOf, problem, recordsOf, spanFrom } from './import';
import { asNumber, asObject, asObjects, asString, defined, type JsonObject } from './json';
import { mapOffsets } from './offsets';
import { snapToTokens, tokensOf } from './tokens';

/**
 * JSON Lines as Prodigy's `ner.manual` keeps them: tokens, and spans that begin and end with them. Offsets in code
 * points, `end` exclusive, but `token_end` is the last token itself. The entity and value of a span are keys of
 * their own, which Prodigy keeps.
 */
export const prodigy: Format = {
  id: 'prodigy',
  title: 'Prodigy',
  extensions: ['.jsonl'],
  unit: 'code points',
  carries: ['line breaks', 'entity links', 'values', 'rejected', 'unsure'],
  writer: ({ name = 'corpus' }) => ({
    begin: () => [{ path: `${name}.jsonl`, text: '' }],
    document: (document, losses) => [{ path: `${name}.jsonl`, text: tasksOf(document, losses) }],
  }),
  read: readTasks,
};

function tasksOf({ file, text, marks, offsets }: OutgoingDocument, losses: Losses): string {
  const tokens = tokensOf(text);
  const span = (mark: OutgoingMark, { start, end }: Span): object => ({
    start: offsets.to(start),
    end: offsets.to(end),
    label: mark.label,
    ...defined({ entity: mark.entity, ...mark.number, unsure: mark.unsure }),
  });
  const meta = { source: file };
  const accepted = snapToTokens(
    tokens,
    marks.filter(({ status }) => status !== 'rejected'),
    losses,
  );
  const manual = {
    text,
    tokens: tokens.map(({ start, end }, id) => ({
      text: text.slice(start, end),
      start: offsets.to(start),
      end: offsets.to(end),
      id,
      ws: /\s/.test(text.charAt(end)),
    })),
    spans: accepted.map(({ mark, first, end }) => ({
      ...span(mark, { start: tokens[first]!.start, end: tokens[end - 1]!.end }),
      token_start: first,
      token_end: end - 1,
    })),
    meta,
    _view_id: 'ner_manual',
    answer: 'accept',
  };
  const binary = marks
    .filter(({ status }) => status === 'rejected')
    .map((mark) => ({
      text,
      spans: [span(mark, mark.pieces[0]!)],
      meta,
      _view_id: 'ner',
      answer: 'reject',
    }));
  return [manual, ...binary].map((task) => JSON.stringify(task) + '\n').join('');
}

/**
 * Reads the tasks; those of one text that follow one another come together. A rejected task of a single span rejects
 * that span; of a rejected one with several nobody knows which are wrong, and an ignored one was not decided on:
 * their spans are told of and not read.
 */
function* readTasks(source: Source, options: ReadOptions): Generator<ReadDocument | ReadProblem> {
  let open: { file: string; text: string; annotations: Annotation[] } | undefined;
  for (const item of recordsOf(source)) {
    if ('kind' in item) {
      yield item;
      continue;
    }
    const { line, record: task } = item;
    const text = asString(task.text);
    if (text === undefined) {
      yield problem('no text', baseName(source.path), line);
      continue;
    }
    const named = asString(asObject(task.meta)?.source);
    const isSame = open !== undefined && open.text === text && (named === undefined || named === open.file);
    if (!isSame) {
      if (open) yield documentOf(open.file, open.text, open.annotations);
      open = { file: named ?? `${baseName(source.path)}-${line}.txt`, text, annotations: [] };
    }
    yield* readSpans(task, text, open!.annotations, options, line);
  }
  if (open) yield documentOf(open.file, open.text, open.annotations);
}

function* readSpans(
  task: JsonObject,
  text: string,
  annotations: Annotation[],
  options: ReadOptions,
  line: number,
): Generator<ReadProblem> {
  const spans = asObjects(task.spans);
  const answer = asString(task.answer) ?? 'accept';
  const isRead = answer === 'accept' || (answer === 'reject' && spans.length === 1);
  if (!isRead && spans.length > 0) yield problem('undecided', text.trim().slice(0, 80), line);
  if (!isRead) return;
  const offsets = mapOffsets(text, 'code points');
  for (const span of spans) {
    const label = asString(span.label);
    const value = asNumber(span.value);
    const number =
      value === undefined
        ? numberOf(asString(span.value) ?? '', asString(span.unit) ?? '', label ?? '')
        : defined({ value, unit: asString(span.unit) });
    const more = defined({
      entity: asString(span.entity),
      number,
      unsure: span.unsure === true ? true : undefined,
      status: answer === 'reject' ? ('rejected' as const) : undefined,
    });
    yield* addMark(
      annotations,
      text,
      { ...more, pieces: [spanFrom(offsets, span.start, span.end)], label },
      options,
      line,
    );
  }
}
