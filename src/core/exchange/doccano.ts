import type { Annotation, Relation } from '../model';
import type {
  Format,
  Losses,
  OutgoingDocument,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Source,
} from './format';
import { addMark, baseName, documentOf, problem, readTexts, spanFrom } from './import';
import { asList, asObjects, asString, type JsonObject } from './json';
import { mapOffsets } from './offsets';

/**
 * JSON Lines for doccano's sequence labelling: `label` holds `[start, end, label]`. Offsets in UTF-16 units, as its
 * page counts them; in grapheme clusters for projects that count these as one character.
 */
export const doccano = doccanoFormat('doccano', 'doccano', false);

/** The form for doccano's projects with relations: `entities` and `relations` with ids. */
export const doccanoRelations = doccanoFormat('doccano-relations', 'doccano with relations', true);

function doccanoFormat(id: string, title: string, related: boolean): Format {
  return {
    id,
    title,
    extensions: ['.jsonl'],
    unit: 'UTF-16 units',
    variants: ['utf16', 'grapheme'],
    unitOf: { grapheme: 'grapheme clusters' },
    // Overlapping marks are dropped without a word by projects that do not allow them, which is the default.
    carries: related ? ['line breaks', 'relations'] : ['line breaks'],
    writer: ({ name = 'corpus' }) => {
      let ids = 0;
      const nextId = (): number => ids++;
      return {
        begin: () => [{ path: `${name}.jsonl`, text: '' }],
        document: (document, losses) => {
          const record = related ? relatedRecord(document, nextId, losses) : plainRecord(document);
          // doccano refuses a text that is empty.
          if (document.text.trim() === '') losses.lose('text', document.file);
          return [{ path: `${name}.jsonl`, text: JSON.stringify(record) + '\n' }];
        },
      };
    },
    read: (source, options) =>
      readTexts(source, (record, text, line) => readRecord(record, text, line, source, options)),
  };
}

function plainRecord({ file, text, marks, offsets }: OutgoingDocument): object {
  const label = marks.map(({ pieces, label }) => [
    offsets.to(pieces[0]!.start),
    offsets.to(pieces[0]!.end),
    label,
  ]);
  return { text, label, file };
}

function relatedRecord(
  { file, text, marks, relations, offsets }: OutgoingDocument,
  nextId: () => number,
  losses: Losses,
): object {
  const idOf = new Map<string, number>();
  const entities = marks.map(({ id: own, pieces, label }) => {
    const id = nextId();
    idOf.set(own, id);
    const { start, end } = pieces[0]!;
    return { id, start_offset: offsets.to(start), end_offset: offsets.to(end), label };
  });
  const linked = relations.map(({ from, to, type, by, on }) => {
    if (by !== undefined || on !== undefined) losses.lose('authors', type);
    return { id: nextId(), from_id: idOf.get(from), to_id: idOf.get(to), type };
  });
  return { text, entities, relations: linked, file };
}

/** Reads both forms; comments of doccano are of the whole text and are left there. */
function* readRecord(
  record: JsonObject,
  text: string,
  line: number,
  source: Source,
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  const offsets = mapOffsets(text, options.variant === 'grapheme' ? 'grapheme clusters' : 'UTF-16 units');
  const annotations: Annotation[] = [];
  for (const label of asList(record.label ?? record.labels)) {
    const [start, end, name] = asList(label);
    yield* addMark(
      annotations,
      text,
      { pieces: [spanFrom(offsets, start, end)], label: asString(name) },
      options,
      line,
    );
  }
  const idOf = new Map<unknown, string>();
  for (const entity of asObjects(record.entities)) {
    const pieces = [spanFrom(offsets, entity.start_offset, entity.end_offset)];
    const before = annotations.length;
    yield* addMark(annotations, text, { pieces, label: asString(entity.label) }, options, line);
    if (annotations.length > before) idOf.set(entity.id, annotations.at(-1)!.id);
  }
  const relations: Relation[] = [];
  for (const relation of asObjects(record.relations))
    yield* readRelation(relation, idOf, relations, options, line);
  yield documentOf(
    asString(record.file) ?? `${baseName(source.path)}-${line}.txt`,
    text,
    annotations,
    relations,
  );
}

function* readRelation(
  relation: JsonObject,
  idOf: ReadonlyMap<unknown, string>,
  relations: Relation[],
  options: ReadOptions,
  line: number,
): Generator<ReadProblem> {
  const type = asString(relation.type);
  const from = idOf.get(relation.from_id);
  const to = idOf.get(relation.to_id);
  if (type === undefined || from === undefined || to === undefined)
    yield problem('relation', type ?? '', line);
  else relations.push({ id: options.newId(), type, from, to });
}
