import type {
  Annotation,
  ArticleDecision,
  BlockKind,
  Comment,
  Conflict,
  Entity,
  LineDecision,
  NumberValue,
  Relation,
  TellingDecision,
} from '../model';
import type { Item } from './document';
import { emitValue } from './emit';
import type { SidecarProblem, ValueType } from './findings';
import { parsePosition, type Stretch } from './position';
import {
  asString,
  isFields,
  isList,
  isPlainScalar,
  numeric,
  trueValue,
  type Fields,
  type Value,
} from './value';

/** An annotation as the sidecar has it: placed by lines and columns. */
export interface AnnotationRecord {
  readonly annotation: Omit<Annotation, 'pieces'>;
  readonly at: readonly Stretch[];
  /** Set where its position is of another text: the first digits of that one's SHA-256, or `true`. */
  readonly orphan: string | undefined;
}

/** An article or line decision as the sidecar has it: placed by its line. */
export interface ArticleRecord {
  readonly line: number;
  readonly repeatsLine?: number;
  readonly decision: Omit<ArticleDecision, 'start' | 'repeats'>;
}

export interface LineRecord {
  readonly line: number;
  readonly decision: Omit<LineDecision, 'start'>;
}

export type Report = (problem: SidecarProblem) => void;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads an item; reports and gives `undefined` where it can't be used. */
export function readAnnotation(fields: Fields, report: Report): AnnotationRecord | undefined {
  const reading = { fields, report, failed: false };
  const id = readString(reading, 'id', true);
  const at = parsePosition(fields.get('at'));
  if (!at) reportValue(fields, 'at', 'a position', report);
  const label = readString(reading, 'label', true);
  const text = readString(reading, 'text', true);
  const status = readOneOf(reading, 'status', statuses) ?? 'accepted';
  const annotation: Mutable<Omit<Annotation, 'pieces'>> = { id: id!, label: label!, text: text!, status };
  // Most annotations have few of the rest: each is set only where there is one.
  if (fields.has('value')) set(annotation, 'number', readNumber(fields, report));
  if (fields.has('entity')) set(annotation, 'entity', readString(reading, 'entity'));
  if (fields.has('by')) set(annotation, 'by', readString(reading, 'by'));
  if (fields.has('on')) set(annotation, 'on', readString(reading, 'on'));
  if (fields.has('unsure')) set(annotation, 'unsure', readFlag(reading, 'unsure') || undefined);
  if (fields.has('comments')) set(annotation, 'comments', readComments(fields, report));
  if (fields.has('conflict')) set(annotation, 'conflict', readConflict(fields));
  const orphan = readString(reading, 'orphan');
  return reading.failed || !at ? undefined : { annotation, at, orphan };
}

const statuses = ['accepted', 'rejected'] as const;

function set<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

export function readRelation(fields: Fields, report: Report): Relation | undefined {
  const reading = { fields, report, failed: false };
  const relation = {
    id: readString(reading, 'id', true)!,
    type: readString(reading, 'type', true)!,
    from: readString(reading, 'from', true)!,
    to: readString(reading, 'to', true)!,
    ...present('by', readString(reading, 'by')),
    ...present('on', readString(reading, 'on')),
    ...present('conflict', readConflict(fields)),
  };
  return reading.failed ? undefined : relation;
}

export function readEntity(fields: Fields, report: Report): Entity | undefined {
  const reading = { fields, report, failed: false };
  const entity = {
    id: readString(reading, 'id', true)!,
    label: readString(reading, 'label', true)!,
    name: readString(reading, 'name', true)!,
    ...present('aliases', readStrings(reading, 'aliases')),
    ...present('ticker', readString(reading, 'ticker')),
    ...present('url', readString(reading, 'url')),
    ...present('note', readString(reading, 'note')),
    ...present('conflict', readConflict(fields)),
  };
  return reading.failed ? undefined : entity;
}

export function readArticle(fields: Fields, report: Report): ArticleRecord | undefined {
  const reading = { fields, report, failed: false };
  const line = readLineNumber(reading, 'line', true);
  const repeatsLine = readLineNumber(reading, 'repeats');
  const decision = {
    title: readString(reading, 'title', true)!,
    ...present('starts', readFlag(reading, 'starts')),
    ...present('status', readOneOf(reading, 'status', ['to do', 'in progress', 'done'] as const)),
    ...present('decision', readOneOf(reading, 'decision', verdicts)),
    ...present('tellings', readTellings(fields, report)),
    ...present('by', readString(reading, 'by')),
    ...present('on', readString(reading, 'on')),
    ...present('conflict', readConflict(fields)),
  };
  return reading.failed ? undefined : { line: line!, ...present('repeatsLine', repeatsLine), decision };
}

const verdicts = ['confirmed', 'rejected'] as const;

export function readLine(fields: Fields, report: Report): LineRecord | undefined {
  const reading = { fields, report, failed: false };
  const line = readLineNumber(reading, 'line', true);
  const decision = {
    text: readString(reading, 'text', true)!,
    kind: readOneOf(reading, 'kind', blockKinds, true)!,
    ...present('by', readString(reading, 'by')),
    ...present('on', readString(reading, 'on')),
    ...present('conflict', readConflict(fields)),
  };
  return reading.failed ? undefined : { line: line!, decision };
}

/** The keys that the sidecar knows of an annotation, without `conflict`; `at` as `Orphan.at` has it. */
export function annotationFields(
  annotation: Omit<Annotation, 'pieces'>,
  at: Value,
  orphan: string | undefined,
  previous: Fields | undefined,
): Map<string, Value> {
  const fields = new Map<string, Value>([
    ['id', annotation.id],
    ['at', at],
    ['label', annotation.label],
    ['text', annotation.text],
  ]);
  const { number } = annotation;
  if (number) fields.set('value', typeof number.value === 'number' ? numeric(number.value) : number.value);
  if (number?.unit !== undefined) fields.set('unit', number.unit);
  setStrings(fields, { entity: annotation.entity, status: annotation.status });
  if (annotation.unsure) fields.set('unsure', trueValue);
  if (orphan !== undefined) fields.set('orphan', orphan === 'true' ? trueValue : orphan);
  setStrings(fields, { by: annotation.by, on: annotation.on });
  if (annotation.comments && annotation.comments.length > 0) {
    const known = previous?.get('comments');
    fields.set(
      'comments',
      annotation.comments.map((comment) => commentValue(comment, known)),
    );
  }
  return fields;
}

export function relationFields({ id, type, from, to, by, on }: Relation): Map<string, Value> {
  return setStrings(new Map(), { id, type, from, to, by, on });
}

export function entityFields(entity: Entity): Map<string, Value> {
  const { id, label, name, aliases, ticker, url, note } = entity;
  const fields = setStrings(new Map(), { id, label, name });
  if (aliases && aliases.length > 0) fields.set('aliases', aliases);
  return setStrings(fields, { ticker, url, note });
}

export function articleFields(
  article: ArticleDecision,
  line: number,
  repeatsLine: number | undefined,
  previous: Fields | undefined,
): Map<string, Value> {
  const fields = new Map<string, Value>([
    ['line', numeric(line)],
    ['title', article.title],
  ]);
  if (article.starts !== undefined) fields.set('starts', flag(article.starts));
  setStrings(fields, { status: article.status });
  if (repeatsLine !== undefined) fields.set('repeats', numeric(repeatsLine));
  setStrings(fields, { decision: article.decision });
  if (article.tellings && article.tellings.length > 0) {
    const known = previous?.get('tellings');
    fields.set(
      'tellings',
      article.tellings.map((telling) => tellingValue(telling, known)),
    );
  }
  return setStrings(fields, { by: article.by, on: article.on });
}

export function lineFields(decision: LineDecision, line: number): Map<string, Value> {
  const fields = new Map<string, Value>([['line', numeric(line)]]);
  return setStrings(fields, { text: decision.text, kind: decision.kind, by: decision.by, on: decision.on });
}

/** Where an annotation's item says that it is, for sorting; `undefined` where it does not say. */
export function positionOf(item: Item): readonly Stretch[] | undefined {
  return parsePosition(item.fields?.get('at'));
}

export function lineOf(fields: Fields): number | undefined {
  const value = fields.get('line');
  return isPlainScalar(value) && isLineNumber(value.value) ? value.value : undefined;
}

/** What the other side of a merge says, for people to read. */
export function readConflict(fields: Fields): Conflict | undefined {
  const conflict = fields.get('conflict');
  if (conflict === undefined) return undefined;
  if (!isFields(conflict)) return { theirs: [] };
  const theirs = conflict.get('theirs');
  if (asString(theirs) === 'removed') return { removedBy: 'theirs', theirs: [] };
  if (asString(conflict.get('ours')) === 'removed') return { removedBy: 'ours', theirs: [] };
  if (!isFields(theirs)) return { theirs: [] };
  return {
    theirs: Array.from(theirs, ([key, value]) => ({
      key,
      value: isPlainScalar(value) && value.value === null ? undefined : emitValue(value),
    })),
  };
}

export const blockKinds: readonly BlockKind[] = [
  'title',
  'heading',
  'caption',
  'noise',
  'quotation',
  'paragraph',
];

/** An item that is being read. */
interface Reading {
  readonly fields: Fields;
  readonly report: Report;
  failed: boolean;
}

function fail(reading: Reading, key: string, expected: ValueType): void {
  reading.failed = true;
  reportValue(reading.fields, key, expected, reading.report);
}

function readString(reading: Reading, key: string, required = false): string | undefined {
  const value = reading.fields.get(key);
  if (value === undefined && !required) return undefined;
  const string = asString(value);
  if (string === undefined) fail(reading, key, 'a string');
  return string;
}

function readStrings(reading: Reading, key: string): readonly string[] | undefined {
  const value = reading.fields.get(key);
  if (value === undefined) return undefined;
  const strings = isList(value) ? value.map(asString) : [];
  if (!isList(value)) fail(reading, key, 'a list');
  else if (strings.includes(undefined)) fail(reading, key, 'a string');
  return strings as string[];
}

function readFlag(reading: Reading, key: string): boolean | undefined {
  const value = reading.fields.get(key);
  if (value === undefined) return undefined;
  if (isPlainScalar(value) && typeof value.value === 'boolean') return value.value;
  fail(reading, key, 'true or false');
  return undefined;
}

function readLineNumber(reading: Reading, key: string, required = false): number | undefined {
  const value = reading.fields.get(key);
  if (value === undefined && !required) return undefined;
  if (isPlainScalar(value) && isLineNumber(value.value)) return value.value;
  fail(reading, key, 'a line');
  return undefined;
}

function readOneOf<T extends string>(
  reading: Reading,
  key: string,
  known: readonly T[],
  required = false,
): T | undefined {
  const string = readString(reading, key, required);
  if (string === undefined) return undefined;
  if ((known as readonly string[]).includes(string)) return string as T;
  reading.failed = true;
  reading.report({ code: 'bad-value', key, found: string });
  return undefined;
}

function reportValue(fields: Fields, key: string, expected: ValueType, report: Report): void {
  const value = fields.get(key);
  if (value === undefined) report({ code: 'missing-key', key });
  else if (expected === 'a position' && typeof value === 'string')
    report({ code: 'bad-value', key, found: value });
  else report({ code: 'wrong-type', key, expected });
}

function isLineNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

/** A number's value that makes no sense is reported, and the mark used without it. */
function readNumber(fields: Fields, report: Report): NumberValue | undefined {
  const value = fields.get('value');
  if (value === undefined) return undefined;
  const unit = fields.get('unit');
  const unitText = asString(unit);
  if (unit !== undefined && unitText === undefined)
    report({ code: 'wrong-type', key: 'unit', expected: 'a string' });
  const parsed = isPlainScalar(value) && typeof value.value === 'number' ? value.value : asString(value);
  if (parsed === undefined) {
    report({ code: 'wrong-type', key: 'value', expected: 'a number' });
    return undefined;
  }
  return { value: parsed, ...present('unit', unitText) };
}

function readComments(fields: Fields, report: Report): readonly Comment[] | undefined {
  const value = fields.get('comments');
  if (value === undefined) return undefined;
  const comments = isList(value) ? value.map(readComment) : [undefined];
  if (comments.every((comment) => comment !== undefined)) return comments;
  report({ code: 'wrong-type', key: 'comments', expected: 'a list' });
  return comments.filter((comment) => comment !== undefined);
}

function readComment(value: Value): Comment | undefined {
  if (!isFields(value)) return undefined;
  const text = asString(value.get('text'));
  if (text === undefined) return undefined;
  const resolved = value.get('resolved');
  return {
    ...present('by', asString(value.get('by'))),
    ...present('on', asString(value.get('on'))),
    text,
    ...present('resolved', isPlainScalar(resolved) && resolved.value === true ? true : undefined),
  };
}

/** Writes a comment, as it stood where the file has it already: others' keys in it stay. */
function commentValue(comment: Comment, known: Value | undefined): Value {
  const same = isList(known) ? known.find((value) => sameComment(readComment(value), comment)) : undefined;
  if (same) return same;
  const fields = setStrings(new Map(), { by: comment.by, on: comment.on, text: comment.text });
  if (comment.resolved) fields.set('resolved', trueValue);
  return fields;
}

function sameComment(a: Comment | undefined, b: Comment): boolean {
  return (
    a?.by === b.by && a?.on === b.on && a?.text === b.text && (a.resolved ?? false) === (b.resolved ?? false)
  );
}

function readTellings(fields: Fields, report: Report): readonly TellingDecision[] | undefined {
  const value = fields.get('tellings');
  if (value === undefined) return undefined;
  const tellings = isList(value) ? value.map(readTelling) : [undefined];
  if (tellings.includes(undefined)) report({ code: 'wrong-type', key: 'tellings', expected: 'a list' });
  return tellings.filter((telling) => telling !== undefined);
}

function readTelling(value: Value): TellingDecision | undefined {
  if (!isFields(value)) return undefined;
  const [file, title] = [asString(value.get('file')), asString(value.get('title'))];
  const line = lineOf(value);
  const decision = verdicts.find((verdict) => verdict === asString(value.get('decision')));
  return file !== undefined && title !== undefined && line !== undefined && decision
    ? { file, line, title, decision }
    : undefined;
}

/** Writes what was decided about a telling elsewhere, as it stood where the file has it already. */
function tellingValue(telling: TellingDecision, known: Value | undefined): Value {
  const { file, line, title, decision } = telling;
  const fields: Fields = new Map<string, Value>([
    ['file', file],
    ['line', numeric(line)],
    ['title', title],
    ['decision', decision],
  ]);
  const isSame = (value: Value): boolean => {
    const read = readTelling(value);
    return read?.file === file && read.line === line && read.title === title && read.decision === decision;
  };
  return (isList(known) ? known.find(isSame) : undefined) ?? fields;
}

function setStrings(
  fields: Map<string, Value>,
  strings: Readonly<Record<string, string | undefined>>,
): Map<string, Value> {
  for (const [key, value] of Object.entries(strings)) if (value !== undefined) fields.set(key, value);
  return fields;
}

function flag(value: boolean): Value {
  return { source: String(value), value };
}

function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}
