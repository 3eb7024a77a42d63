import { noDecisions, type Annotation, type Label, type Relation } from '../model';
import { compareSpans, overlaps, type Span } from '../span';
import { isSpanOf } from './export';
import type {
  ExchangeDocument,
  Format,
  ReadCode,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Reading,
  Source,
  Wanted,
} from './format';
import { asNumber, asObject, asString, defined, parseJson, type JsonObject } from './json';
import { linesOf } from './lines';
import { mapOffsets, type OffsetMap } from './offsets';
import { moveAnnotation, readPartName } from './parts';
import { readTags } from './tokens';
import { ontoText, sameWords, wordsAt } from './words';

/**
 * Reads one file of a format: texts and problems as they come. Where the corpus has the text, the offsets are moved
 * onto its line ends; where its words are others, the text is refused. The parts of a split text that follow one
 * another come as one text, if the corpus has it.
 */
export function* importDocuments(format: Format, source: Source, options: ReadOptions): Reading {
  if (!format.read) throw new Error(`Format ${format.id} is only written, not read.`);
  const placeOf = partPlaces();
  const reading = format.read(source, options);
  let whole: { file: string; text: string; parts: ExchangeDocument[] } | undefined;
  let answer: string | undefined;
  try {
    for (;;) {
      const step = reading.next(answer);
      if (step.done) break;
      const item = step.value;
      answer = undefined;
      if (item.kind === 'problem') yield item;
      else if (item.kind === 'wanted')
        answer =
          item.what === 'text'
            ? ((yield* placeOf(item.name))?.text ?? (yield* askText(item.name)))
            : yield item;
      else {
        const place = yield* placeOf(item.document.file);
        const text = place?.text ?? (yield { kind: 'wanted', what: 'same text', name: item.document.file });
        const document = text === undefined ? item.document : ontoText(item.document, text);
        if (whole && whole.file !== place?.file) {
          yield joined(whole);
          whole = undefined;
        }
        if (!document) yield problem('text differs', item.document.file);
        else if (!place) yield { kind: 'document', document };
        else {
          whole ??= { file: place.file, text: place.whole, parts: [] };
          whole.parts.push(moved(document, place.start));
        }
      }
    }
  } finally {
    reading.return();
  }
  if (whole) yield joined(whole);
}

type Asking = Generator<Wanted, string | undefined, string | undefined>;

/** Asks for the text of a file of the corpus. */
export function* askText(name: string): Asking {
  return yield { kind: 'wanted', what: 'text', name };
}

/** Asks for the contents of a file beside the source. */
export function* askCompanion(name: string): Asking {
  return yield { kind: 'wanted', what: 'companion', name };
}

interface PartPlace {
  readonly file: string;
  /** The text of the whole file. */
  readonly whole: string;
  /** The text of the part. */
  readonly text: string;
  /** Where the part begins: UTF-16 offset. */
  readonly start: number;
}

/** Finds the places of parts in their whole texts; the last text is remembered, as parts come one after another. */
function partPlaces(): (name: string) => Generator<Wanted, PartPlace | undefined, string | undefined> {
  let last: { file: string; whole: string; offsets: OffsetMap } | undefined;
  return function* (name) {
    const part = readPartName(name);
    if (!part) return undefined;
    if (last?.file !== part.file) {
      const whole = yield* askText(part.file);
      last =
        whole === undefined
          ? undefined
          : { file: part.file, whole, offsets: mapOffsets(whole, 'code points') };
    }
    const start = last?.offsets.from(part.start);
    const end = last?.offsets.from(part.end);
    if (!last || start === undefined || end === undefined) return undefined;
    return { file: part.file, whole: last.whole, text: last.whole.slice(start, end), start };
  };
}

function moved(document: ExchangeDocument, by: number): ExchangeDocument {
  const annotations = document.decisions.annotations.map((annotation) => moveAnnotation(annotation, by));
  return { ...document, decisions: { ...document.decisions, annotations } };
}

function joined({
  file,
  text,
  parts,
}: {
  file: string;
  text: string;
  parts: readonly ExchangeDocument[];
}): ReadDocument {
  const entities = new Map(
    parts.flatMap(({ decisions }) => decisions.entities.map((entity) => [entity.id, entity] as const)),
  );
  const annotations = parts.flatMap(({ decisions }) => decisions.annotations);
  const relations = parts.flatMap(({ decisions }) => decisions.relations);
  const decisions = { ...noDecisions, entities: [...entities.values()] };
  return documentOf(file, text, annotations, relations, { decisions });
}

export function problem(code: ReadCode, about: string, line?: number): ReadProblem {
  const short = about.length > 200 ? about.slice(0, 200) : about;
  return line === undefined
    ? { kind: 'problem', code, about: short }
    : { kind: 'problem', code, line, about: short };
}

/** A mark as a source tells it. */
export type IncomingMark = Partial<Omit<Annotation, 'pieces' | 'label' | 'text'>> & {
  /** UTF-16 offsets. */
  readonly pieces: readonly Span[];
  readonly label: Label | undefined;
  /** The words, if the source tells them. */
  readonly quote?: string;
};

/**
 * Makes an annotation of a mark that a source tells, or says what is wrong with it; `undefined` where the caller's
 * label mapping leaves it out.
 */
function readMark(
  text: string,
  mark: IncomingMark,
  options: ReadOptions,
  line?: number,
): Annotation | ReadProblem | undefined {
  const { pieces: given, label, quote, ...rest } = mark;
  const about = quote ?? rest.id ?? label ?? '';
  if (label === undefined || label === '') return problem('label', about, line);
  const pieces = [...given].sort(compareSpans);
  const bad = pieces.some((piece, i) => !isSpanOf(text, piece) || (i > 0 && overlaps(pieces[i - 1]!, piece)));
  if (pieces.length === 0 || bad) return problem('span', about, line);
  const words = wordsAt(text, pieces);
  if (quote !== undefined && !sameWords(quote, words)) return problem('quote', quote, line);
  const mapped = readLabel(label, options);
  if (mapped === null) return undefined;
  const annotation: Annotation = {
    ...rest,
    id: rest.id ?? options.newId(),
    pieces,
    label: mapped,
    text: quote ?? words,
    status: rest.status ?? 'accepted',
    by: rest.by ?? options.by,
    on: rest.on ?? options.on,
  };
  return defined(annotation);
}

/** Reads a mark into `annotations`, or says what is wrong with it. */
export function* addMark(
  annotations: Annotation[],
  text: string,
  mark: IncomingMark,
  options: ReadOptions,
  line?: number,
): Generator<ReadProblem> {
  const read = readMark(text, mark, options, line);
  if (!read) return;
  if (isProblem(read)) yield read;
  else annotations.push(read);
}

/** Reads the marks that the tags of a run of tokens make. `spans` are the tokens' places. */
export function* addTagged(
  annotations: Annotation[],
  text: string,
  spans: readonly Span[],
  tags: readonly string[],
  options: ReadOptions,
  line?: number,
): Generator<ReadProblem> {
  for (const { first, end, label } of readTags(tags)) {
    const piece = { start: spans[first]!.start, end: spans[end - 1]!.end };
    yield* addMark(annotations, text, { pieces: [piece], label }, options, line);
  }
}

/** The objects of a source of JSON Lines; a line that is none is a problem. */
export function* recordsOf(source: Source): Generator<{ line: number; record: JsonObject } | ReadProblem> {
  for (const { number, text } of linesOf(source.chunks)) {
    if (text.trim() === '') continue;
    const record = asObject(parseJson(text));
    yield record ? { line: number, record } : problem('syntax', text, number);
  }
}

/** Reads each record of a source of JSON Lines that has its text in `text`. */
export function* readTexts(
  source: Source,
  read: (record: JsonObject, text: string, line: number) => Iterable<ReadDocument | ReadProblem>,
): Generator<ReadDocument | ReadProblem> {
  for (const item of recordsOf(source)) {
    if ('kind' in item) yield item;
    else {
      const text = asString(item.record.text);
      if (text === undefined) yield problem('no text', baseName(source.path), item.line);
      else yield* read(item.record, text, item.line);
    }
  }
}

/** A span of offsets in a format's unit, as a source tells them; NaN, which is of no text, where they are none. */
export function spanFrom(offsets: OffsetMap, start: unknown, end: unknown): Span {
  return {
    start: offsets.from(asNumber(start) ?? NaN) ?? NaN,
    end: offsets.from(asNumber(end) ?? NaN) ?? NaN,
  };
}

/** The name of a file without folders and extension. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** The label to read, `null` where its marks are left out. */
export function readLabel(label: Label, { labels }: ReadOptions): Label | null {
  return labels && Object.hasOwn(labels, label) ? (labels[label] ?? null) : label;
}

function isProblem(value: Annotation | ReadProblem): value is ReadProblem {
  return 'kind' in value;
}

/** A document that has annotations and relations alone, sorted as the model wants. */
export function documentOf(
  file: string,
  text: string,
  annotations: readonly Annotation[],
  relations: readonly Relation[] = [],
  more: Partial<ExchangeDocument> = {},
): ReadDocument {
  const sorted = [...annotations].sort(compareAnnotations);
  return {
    kind: 'document',
    document: {
      ...more,
      file,
      text,
      decisions: { ...noDecisions, ...more.decisions, annotations: sorted, relations },
    },
  };
}

export function compareAnnotations(a: Annotation, b: Annotation): number {
  const one = a.pieces[0]!;
  const other = b.pieces[0]!;
  return (
    one.start - other.start || one.end - other.end || compareText(a.label, b.label) || compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
