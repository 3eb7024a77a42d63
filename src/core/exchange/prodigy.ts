import type { Annotation } from '../model';
import { numberOf } from './csv';
import type {
  Format,
  Losses,
  OutgoingDocument,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Source,
} from './format';
import { addMark, baseName, documentOf, readTexts, spanFrom } from './import';
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
  carries: ['line breaks', 'entity links', 'values'],
  writer: ({ name = 'corpus' }) => ({
    begin: () => [{ path: `${name}.jsonl`, text: '' }],
    document: (document, losses) => [
      { path: `${name}.jsonl`, text: JSON.stringify(record(document, losses)) + '\n' },
    ],
  }),
  read: (source, options) =>
    readTexts(source, (record, text, line) => readRecord(record, text, line, source, options)),
};

function record({ file, text, marks, offsets }: OutgoingDocument, losses: Losses): object {
  const tokens = tokensOf(text);
  const spans = snapToTokens(tokens, marks, losses).map(({ mark, first, end }) => ({
    start: offsets.to(tokens[first]!.start),
    end: offsets.to(tokens[end - 1]!.end),
    token_start: first,
    token_end: end - 1,
    label: mark.label,
    ...defined({ entity: mark.entity, ...mark.number }),
  }));
  return {
    text,
    tokens: tokens.map(({ start, end }, id) => ({
      text: text.slice(start, end),
      start: offsets.to(start),
      end: offsets.to(end),
      id,
      ws: /\s/.test(text.charAt(end)),
    })),
    spans,
    meta: { source: file },
    _view_id: 'ner_manual',
    answer: 'accept',
  };
}

/** What was rejected or ignored there tells nothing here. */
function* readRecord(
  task: JsonObject,
  text: string,
  line: number,
  source: Source,
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  const answer = asString(task.answer);
  if (answer !== undefined && answer !== 'accept') return;
  const offsets = mapOffsets(text, 'code points');
  const annotations: Annotation[] = [];
  for (const span of asObjects(task.spans)) {
    const label = asString(span.label);
    const value = asNumber(span.value);
    const number =
      value === undefined
        ? numberOf(asString(span.value) ?? '', asString(span.unit) ?? '', label ?? '')
        : defined({ value, unit: asString(span.unit) });
    const more = defined({ entity: asString(span.entity), number });
    yield* addMark(
      annotations,
      text,
      { ...more, pieces: [spanFrom(offsets, span.start, span.end)], label },
      options,
      line,
    );
  }
  const file = asString(asObject(task.meta)?.source) ?? `${baseName(source.path)}-${line}.txt`;
  yield documentOf(file, text, annotations);
}
