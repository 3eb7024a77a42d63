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
  Source,
} from './format';
import { defined } from './json';
import { ontoText, sameWords, wordsAt } from './words';

/**
 * Reads one file of a format: texts and problems as they come. Where the corpus has the text (`textOf`), the
 * offsets are moved onto its line ends; where its words are others, the text is refused.
 */
export function* importDocuments(
  format: Format,
  source: Source,
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  if (!format.read) throw new Error(`Format ${format.id} is only written, not read.`);
  for (const item of format.read(source, options)) {
    if (item.kind === 'problem') {
      yield item;
      continue;
    }
    const { document } = item;
    const text = options.textOf?.(document.file);
    const settled = text === undefined ? document : ontoText(document, text);
    if (settled) yield { kind: 'document', document: settled };
    else yield problem('text differs', document.file);
  }
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
export function readMark(
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

/** The label to read, `null` where its marks are left out. */
export function readLabel(label: Label, { labels }: ReadOptions): Label | null {
  return labels && Object.hasOwn(labels, label) ? (labels[label] ?? null) : label;
}

export function isProblem(value: object): value is ReadProblem {
  return 'kind' in value && value.kind === 'problem';
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
