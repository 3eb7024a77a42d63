import type {
  Annotation,
  ArticleDecision,
  Comment,
  Decisions,
  Entity,
  LineDecision,
  NumberValue,
  Orphan,
  Reason,
  Suggestion,
  TellingDecision,
} from '../model';
import type { Span } from '../span';
import {
  features,
  type ExchangeArticle,
  type Format,
  type OutgoingDocument,
  type OutgoingMark,
  type ReadDocument,
  type ReadOptions,
  type ReadProblem,
  type Source,
} from './format';
import { addMark, compareAnnotations, documentOf, problem, readLabel, recordsOf } from './import';
import {
  asBoolean,
  asList,
  asNumber,
  asObject,
  asObjects,
  asString,
  defined,
  oneOf,
  type JsonObject,
} from './json';
import { mapOffsets } from './offsets';
import { isSpanOf } from './export';

/**
 * Our own format, which loses nothing: one text a line, with everything decided about it.
 *
 * `start` and `end` are UTF-16 offsets into `text`, `end` exclusive; `codePoints` says the same place in Unicode
 * code points, which is what Python and most tools count. A mark of several pieces has them in `pieces`, and
 * `start` and `end` around them all. Suggestions stand apart from annotations, and only where asked for.
 */
export const jsonl: Format = {
  id: 'jsonl',
  title: 'JSON Lines, complete',
  extensions: ['.jsonl'],
  unit: 'UTF-16 units',
  carries: features,
  writer: ({ name = 'corpus' }) => ({
    begin: () => [{ path: `${name}.jsonl`, text: '' }],
    document: (document) => [{ path: `${name}.jsonl`, text: JSON.stringify(record(document)) + '\n' }],
  }),
  read: readLines,
};

const version = 'corpus-annotator/jsonl-1';

function record(document: OutgoingDocument): object {
  const { file, sha256, text, articles, marks, entities, relations, decisions } = document;
  const codePoints = mapOffsets(text, 'code points');
  const place = ({ start, end }: Span): object => ({
    start,
    end,
    codePoints: [codePoints.to(start), codePoints.to(end)],
  });
  const mark = (one: OutgoingMark): object => {
    const {
      id,
      pieces,
      label,
      text: quote,
      status,
      number,
      entity,
      by,
      on,
      unsure,
      comments,
      score,
      reason,
      converts,
    } = one;
    return defined({
      id: status === 'suggested' ? undefined : id,
      ...place({ start: pieces[0]!.start, end: pieces.at(-1)!.end }),
      pieces: pieces.length > 1 ? pieces.map(place) : undefined,
      label,
      text: quote,
      status: status === 'suggested' ? undefined : status,
      ...number,
      entity,
      by,
      on,
      unsure,
      comments,
      score,
      reason,
      converts,
    });
  };
  const suggestions = marks.filter(({ status }) => status === 'suggested');
  return defined({
    format: version,
    file,
    sha256,
    text,
    articles,
    entities,
    annotations: marks.filter(({ status }) => status !== 'suggested').map(mark),
    relations,
    articleDecisions: decisions.articles,
    lineDecisions: decisions.structure,
    orphans: decisions.orphans,
    suggestions: suggestions.length > 0 ? suggestions.map(mark) : undefined,
  });
}

function* readLines(source: Source, options: ReadOptions): Generator<ReadDocument | ReadProblem> {
  for (const item of recordsOf(source)) {
    if ('kind' in item) yield item;
    else if (asString(item.record.format) !== version)
      yield problem('syntax', asString(item.record.format) ?? '', item.line);
    else yield* readRecord(item.record, options, item.line);
  }
}

function* readRecord(
  read: JsonObject,
  options: ReadOptions,
  line: number,
): Generator<ReadDocument | ReadProblem> {
  const file = asString(read.file);
  const text = asString(read.text);
  if (file === undefined || text === undefined) {
    yield problem('no text', file ?? '', line);
    return;
  }
  const annotations: Annotation[] = [];
  for (const item of asObjects(read.annotations)) {
    const place = { pieces: piecesOf(item), label: asString(item.label), quote: asString(item.text) };
    yield* addMark(annotations, text, { ...detailsOf(item), id: asString(item.id), ...place }, options, line);
  }
  const suggestions: Suggestion[] = [];
  for (const item of asObjects(read.suggestions)) {
    const suggestion = readSuggestion(text, item, options);
    if (suggestion) suggestions.push(suggestion);
    else yield problem('span', asString(item.text) ?? '', line);
  }
  yield documentOf(file, text, annotations, relationsOf(read.relations), {
    ...defined({ sha256: asString(read.sha256) }),
    decisions: { ...decisionsOf(read), annotations: annotations.sort(compareAnnotations), relations: [] },
    ...(Array.isArray(read.articles) ? { articles: articlesOf(read.articles) } : {}),
    ...(suggestions.length > 0 ? { suggestions } : {}),
  });
}

function detailsOf(item: JsonObject): Omit<Annotation, 'id' | 'pieces' | 'label' | 'text'> {
  return defined({
    status: item.status === 'rejected' ? ('rejected' as const) : ('accepted' as const),
    number: numberOf(item),
    entity: asString(item.entity),
    by: asString(item.by),
    on: asString(item.on),
    unsure: asBoolean(item.unsure),
    comments: commentsOf(item.comments),
  });
}

function piecesOf(item: JsonObject): Span[] {
  const list = Array.isArray(item.pieces) ? asObjects(item.pieces) : [item];
  return list.map(spanOf);
}

/** Offsets that are no numbers become NaN, which is of no text. */
function spanOf(item: JsonObject): Span {
  return { start: asNumber(item.start) ?? NaN, end: asNumber(item.end) ?? NaN };
}

/** Marks have `value` and `unit` themselves, orphans in a `number`. */
function numberOf(item: JsonObject): NumberValue | undefined {
  const from = asObject(item.number) ?? item;
  const value = asNumber(from.value) ?? asString(from.value);
  return value === undefined ? undefined : defined({ value, unit: asString(from.unit) });
}

function commentsOf(value: unknown): Comment[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return asObjects(value).map((item) =>
    defined({
      by: asString(item.by),
      on: asString(item.on),
      text: asString(item.text) ?? '',
      resolved: asBoolean(item.resolved),
    }),
  );
}

function relationsOf(value: unknown): Decisions['relations'] {
  return asObjects(value).map((item) =>
    defined({
      id: asString(item.id) ?? '',
      type: asString(item.type) ?? '',
      from: asString(item.from) ?? '',
      to: asString(item.to) ?? '',
      by: asString(item.by),
      on: asString(item.on),
    }),
  );
}

function articlesOf(value: unknown): ExchangeArticle[] {
  return asObjects(value).map((item) =>
    defined({
      ...spanOf(item),
      title: asString(item.title) ?? '',
      repeatOf: asNumber(item.repeatOf),
      similarity: asNumber(item.similarity),
    }),
  );
}

function readSuggestion(text: string, item: JsonObject, options: ReadOptions): Suggestion | undefined {
  const span = spanOf(item);
  const label = asString(item.label);
  if (label === undefined || !isSpanOf(text, span)) return undefined;
  return defined({
    ...span,
    label: readLabel(label, options) ?? label,
    text: text.slice(span.start, span.end),
    score: asNumber(item.score) ?? 0,
    reason: (asObject(item.reason) as Reason | undefined) ?? { kind: 'model' as const },
    number: numberOf(item),
    entity: asString(item.entity),
    converts: asObject(item.converts) && spanOf(asObject(item.converts)!),
  });
}

/** What people decided besides marks; entries of the wrong shape are left out. */
function decisionsOf(read: JsonObject): Pick<Decisions, 'articles' | 'structure' | 'entities' | 'orphans'> {
  return {
    articles: present(asObjects(read.articleDecisions).map(articleDecisionOf)),
    structure: present(asObjects(read.lineDecisions).map(lineDecisionOf)),
    entities: present(asObjects(read.entities).map(entityOf)),
    orphans: present(asObjects(read.orphans).map(orphanOf)),
  };
}

function articleDecisionOf(item: JsonObject): ArticleDecision | undefined {
  const start = asNumber(item.start);
  const title = asString(item.title);
  if (start === undefined || title === undefined) return undefined;
  return defined({
    start,
    title,
    status: oneOf(item.status, ['to do', 'in progress', 'done'] as const),
    starts: asBoolean(item.starts),
    repeats: asNumber(item.repeats),
    decision: oneOf(item.decision, verdicts),
    tellings: Array.isArray(item.tellings) ? present(asObjects(item.tellings).map(tellingOf)) : undefined,
    by: asString(item.by),
    on: asString(item.on),
  });
}

const verdicts = ['confirmed', 'rejected'] as const;

function tellingOf(item: JsonObject): TellingDecision | undefined {
  const [file, line, title] = [asString(item.file), asNumber(item.line), asString(item.title)];
  const decision = oneOf(item.decision, verdicts);
  return file !== undefined && line !== undefined && title !== undefined && decision
    ? { file, line, title, decision }
    : undefined;
}

function lineDecisionOf(item: JsonObject): LineDecision | undefined {
  const start = asNumber(item.start);
  const text = asString(item.text);
  const kind = oneOf(item.kind, ['title', 'heading', 'caption', 'noise', 'quotation', 'paragraph'] as const);
  if (start === undefined || text === undefined || kind === undefined) return undefined;
  return defined({ start, text, kind, by: asString(item.by), on: asString(item.on) });
}

function entityOf(item: JsonObject): Entity | undefined {
  const id = asString(item.id);
  const label = asString(item.label);
  const name = asString(item.name);
  if (id === undefined || label === undefined || name === undefined) return undefined;
  const aliases = Array.isArray(item.aliases) ? present(asList(item.aliases).map(asString)) : undefined;
  return defined({
    id,
    label,
    name,
    aliases,
    ticker: asString(item.ticker),
    url: asString(item.url),
    note: asString(item.note),
  });
}

function orphanOf(item: JsonObject): Orphan | undefined {
  const at = asString(item.at);
  const annotation = asObject(item.annotation);
  const label = asString(annotation?.label);
  const text = asString(annotation?.text);
  if (at === undefined || annotation === undefined || label === undefined || text === undefined)
    return undefined;
  return { at, annotation: { ...detailsOf(annotation), id: asString(annotation.id) ?? '', label, text } };
}

function present<T>(list: readonly (T | undefined)[]): T[] {
  return list.filter((item) => item !== undefined);
}
