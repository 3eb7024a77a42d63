import type { Annotation, Relation } from '../model';
import type { Span } from '../span';
import { numberOf } from './csv';
import type {
  Format,
  OutgoingDocument,
  OutgoingMark,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Source,
} from './format';
import { addMark, baseName, documentOf, problem, spanFrom } from './import';
import { asList, asObject, asObjects, asString, defined, parseJson, type JsonObject } from './json';
import { jsonItems } from './jsonItems';
import { mapOffsets } from './offsets';

/**
 * Label Studio's tasks, and the labeling configuration that goes with them. What people accepted is an annotation,
 * what is suggested a prediction. Entities and values are text areas of a region. Offsets in code points, line ends
 * as LF, as Label Studio counts CRLF now so, now so.
 */
export const labelStudio: Format = {
  id: 'label-studio',
  title: 'Label Studio',
  extensions: ['.json'],
  unit: 'code points',
  lineFeeds: true,
  carries: ['overlap', 'line breaks', 'relations', 'entity links', 'values', 'suggestions'],
  writer: ({ name = 'corpus' }) => {
    const labels = new Set<string>();
    const types = new Set<string>();
    let count = 0;
    return {
      begin: () => [{ path: `${name}.json`, text: '[' }],
      document: (document, losses) => {
        for (const { label } of document.marks) labels.add(label);
        for (const relation of document.relations) {
          types.add(relation.type);
          if (relation.by !== undefined || relation.on !== undefined) losses.lose('authors', relation.type);
        }
        const separator = count === 0 ? '\n' : ',\n';
        count++;
        return [{ path: `${name}.json`, text: separator + JSON.stringify(task(document, count)) }];
      },
      end: () => [
        { path: `${name}.json`, text: '\n]\n' },
        { path: `${name}.config.xml`, text: configuration(labels, types) },
      ],
    };
  },
  read: readTasks,
};

function task({ file, text, marks, relations, offsets }: OutgoingDocument, id: number): object {
  const region = (mark: OutgoingMark): object[] => {
    const { start, end } = mark.pieces[0]!;
    const place = { start: offsets.to(start), end: offsets.to(end), text: text.slice(start, end) };
    const base = { id: `${id}-${mark.id}`, to_name: 'text' };
    const area = (name: string, value: string | undefined): object[] =>
      value === undefined
        ? []
        : [{ ...base, from_name: name, type: 'textarea', value: { ...place, text: [value] } }];
    const score = defined({ score: mark.score });
    return [
      { ...base, from_name: 'label', type: 'labels', ...score, value: { ...place, labels: [mark.label] } },
      ...area('entity', mark.entity),
      ...area('value', mark.number && String(mark.number.value)),
      ...area('unit', mark.number?.unit),
    ];
  };
  const decided = marks.filter(({ status }) => status === 'accepted');
  const suggested = marks.filter(({ status }) => status === 'suggested');
  const links = relations.map(({ type, from, to }) => ({
    type: 'relation',
    from_id: `${id}-${from}`,
    to_id: `${id}-${to}`,
    direction: 'right',
    labels: [type],
  }));
  const scores = suggested.map(({ score = 0 }) => score);
  const prediction = {
    model_version: 'corpus-annotator',
    score: scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1),
    result: suggested.flatMap(region),
  };
  return {
    id,
    data: { text, source: file },
    predictions: suggested.length > 0 ? [prediction] : [],
    // A text without marks is not said to be annotated.
    annotations:
      decided.length > 0 ? [{ was_cancelled: false, result: [...decided.flatMap(region), ...links] }] : [],
  };
}

function configuration(labels: ReadonlySet<string>, types: ReadonlySet<string>): string {
  const value = (name: string, tag: string): string => `    <${tag} value="${escapeXml(name)}"/>\n`;
  const list = (names: ReadonlySet<string>, tag: string): string =>
    [...names]
      .sort()
      .map((name) => value(name, tag))
      .join('');
  const areas = ['entity', 'value', 'unit'].map(
    (name) =>
      `  <TextArea name="${name}" toName="text" perRegion="true" editable="true" placeholder="${name}"/>\n`,
  );
  const relations = types.size > 0 ? `  <Relations>\n${list(types, 'Relation')}  </Relations>\n` : '';
  return (
    `<View>\n${relations}  <Labels name="label" toName="text">\n${list(labels, 'Label')}  </Labels>\n` +
    `  <Text name="text" value="$text"/>\n${areas.join('')}</View>\n`
  );
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character]!);
}

/** Of several annotations of one task, the first that was not cancelled is read; predictions are not. */
function* readTasks(source: Source, options: ReadOptions): Generator<ReadDocument | ReadProblem> {
  let count = 0;
  for (const { line, text: written } of jsonItems(source.chunks)) {
    const item = asObject(parseJson(written));
    count++;
    if (!item) {
      yield problem('syntax', written.trim(), line);
      continue;
    }
    const data = asObject(item.data);
    const file = asString(data?.source) ?? `${baseName(source.path)}-${count}.txt`;
    const text = asString(data?.text);
    if (text === undefined) {
      yield problem('no text', file, line);
      continue;
    }
    const chosen = asObjects(item.annotations).find((annotation) => annotation.was_cancelled !== true);
    yield* readTask(file, text, asObjects(chosen?.result), options);
  }
}

function* readTask(
  file: string,
  text: string,
  results: readonly JsonObject[],
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  const offsets = mapOffsets(text, 'code points');
  const areas = new Map<string, string>();
  for (const result of results) {
    if (result.type !== 'textarea') continue;
    const [first] = asList(asObject(result.value)?.text);
    areas.set(`${asString(result.from_name)} ${asString(result.id)}`, asString(first) ?? '');
  }
  const annotations: Annotation[] = [];
  const idOf = new Map<unknown, string>();
  for (const result of results) {
    const value = asObject(result.value);
    if (result.type !== 'labels' || !value) continue;
    const id = asString(result.id);
    const area = (name: string): string => areas.get(`${name} ${id}`) ?? '';
    const pieces: Span[] = [spanFrom(offsets, numeric(value.start), numeric(value.end))];
    for (const label of asList(value.labels).map(asString)) {
      const number = numberOf(area('value'), area('unit'), label ?? '');
      const more = defined({ quote: asString(value.text), entity: area('entity') || undefined, number });
      const before = annotations.length;
      yield* addMark(annotations, text, { ...more, pieces, label }, options);
      if (annotations.length > before) idOf.set(id, annotations.at(-1)!.id);
    }
  }
  const relations: Relation[] = [];
  for (const result of results) {
    if (result.type !== 'relation') continue;
    const [label] = asList(result.labels);
    const type = asString(label) ?? 'related';
    const backwards = result.direction === 'left';
    const from = idOf.get(backwards ? result.to_id : result.from_id);
    const to = idOf.get(backwards ? result.from_id : result.to_id);
    if (from === undefined || to === undefined) yield problem('relation', type);
    else relations.push({ id: options.newId(), type, from, to });
  }
  yield documentOf(file, text, annotations, relations);
}

/** Offsets may be strings there. */
function numeric(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
