import type { Annotation, Relation, Suggestion } from '../model';
import { overlaps, type Span } from '../span';
import { splitsPair } from '../text';
import type {
  Chunk,
  ExchangeDocument,
  Feature,
  Format,
  LossCode,
  Losses,
  OutgoingDocument,
  OutgoingMark,
  WriteOptions,
} from './format';
import { sharedNames, type LabelMap } from './labels';
import { mapOffsets, walkOffsets, type OffsetMap, type OffsetUnit } from './offsets';
import { splitDocument } from './parts';
import { sameWords, toLineFeeds, wordsAt } from './words';

export interface Loss {
  readonly code: LossCode;
  readonly count: number;
  /** The first one, so that a person can look at it. */
  readonly file: string;
  readonly text: string;
}

/**
 * Why a text was not written: `span`: a mark's offsets are outside the text, empty or inside a character;
 * `quote`: the words at a mark's place are not those that were decided on; `offsets`: cut out in the format's own
 * unit, the words are others.
 */
export interface Refusal {
  readonly file: string;
  readonly code: 'span' | 'quote' | 'offsets';
  /** The annotation's id, or `s1`, `s2`… for a suggestion. */
  readonly mark: string;
  readonly expected: string;
  readonly found: string;
}

/** What became of an export. */
export interface ExportReport {
  readonly format: string;
  /** Texts written; their parts, where they were split. */
  readonly documents: number;
  /** Marks written. */
  readonly marks: number;
  /** Marks left out because the caller's label mapping says so. */
  readonly leftOut: number;
  /** In the order in which they first came up. */
  readonly losses: readonly Loss[];
  readonly refused: readonly Refusal[];
}

/** An export under way: each text is added, written and forgotten. */
export interface Export {
  /** What comes before the first text: the files that hold several texts. Given once, with the first text at the latest. */
  begin(): Iterable<Chunk>;
  /**
   * The chunks of one text; none where it is refused. Take them all before adding the next.
   *
   * @param labels to write for this text, where its scheme is another than that of the options
   */
  add(document: ExchangeDocument, labels?: LabelMap): Iterable<Chunk>;
  /** What comes behind the last text. */
  finish(): Iterable<Chunk>;
  report(): ExportReport;
}

/** Throws where the format has no such variant: ask `format.variants` before. */
export function startExport(format: Format, options: WriteOptions = {}): Export {
  if (options.variant !== undefined && !format.variants?.includes(options.variant)) {
    throw new Error(`Format ${format.id} has no variant ${options.variant}.`);
  }
  const writer = format.writer(options);
  const totals = new Map<LossCode, { count: number; file: string; text: string }>();
  const refused: Refusal[] = [];
  let documents = 0;
  let marks = 0;
  let leftOut = 0;
  let begun = false;

  function* begin(): Generator<Chunk> {
    if (!begun && writer.begin) yield* writer.begin();
    begun = true;
  }
  function* addOne(document: ExchangeDocument, labels: LabelMap | undefined): Generator<Chunk> {
    const tally = startTally();
    const prepared = prepare(format, document, { ...options, labels }, tally);
    if ('refusal' in prepared) {
      refused.push(prepared.refusal);
      return;
    }
    yield* begin();
    for (const chunk of writer.document(prepared.outgoing, tally)) yield writable(chunk, tally);
    documents++;
    leftOut += prepared.leftOut;
    marks += prepared.outgoing.marks.length - tally.dropped();
    keep(document.file, tally);
  }
  const keep = (file: string, tally: Tally): void => {
    for (const { code, text, count } of tally.lost) {
      const known = totals.get(code);
      if (known) known.count += count;
      else totals.set(code, { count, file, text: text.slice(0, 200) });
    }
  };
  return {
    begin,
    *add(document, labels = options.labels) {
      if (options.split === undefined) {
        yield* addOne(document, labels);
        return;
      }
      const tally = startTally();
      const parts = splitDocument(document, tally);
      keep(document.file, tally);
      for (const part of parts) yield* addOne(part, labels);
    },
    *finish() {
      yield* begin();
      if (writer.end) yield* writer.end();
    },
    report: () => ({
      format: format.id,
      documents,
      marks,
      leftOut,
      losses: [...totals].map(([code, loss]) => ({ code, ...loss })),
      refused: [...refused],
    }),
  };
}

/**
 * Writes texts that come one after another, from memory or from a disk, and returns the report. No more than one
 * text is held at a time.
 */
export async function* exportDocuments(
  format: Format,
  documents: Iterable<ExchangeDocument> | AsyncIterable<ExchangeDocument>,
  options: WriteOptions = {},
): AsyncGenerator<Chunk, ExportReport> {
  const run = startExport(format, options);
  for await (const document of documents) yield* run.add(document);
  yield* run.finish();
  return run.report();
}

/** The losses of one text, kept until it is sure that the text is written. */
interface Tally extends Losses {
  readonly lost: readonly { code: LossCode; text: string; count: number }[];
  dropped(): number;
}

function startTally(): Tally {
  const lost: { code: LossCode; text: string; count: number }[] = [];
  let dropped = 0;
  return {
    lost,
    dropped: () => dropped,
    lose(code, text, count = 1) {
      if (count > 0) lost.push({ code, text, count });
    },
    drop(code, mark) {
      dropped++;
      lost.push({ code, text: mark.text, count: 1 });
    },
  };
}

/**
 * The chunk as it can be written. UTF-8 can't hold half a surrogate pair: U+FFFD stands for it, which is one
 * character and one UTF-16 unit too. A path never leads out of the folder that the export goes to, whatever a file
 * is called in the documents.
 */
function writable({ path, text }: Chunk, losses: Losses): Chunk {
  const lone = /\p{Cs}/u.exec(text);
  if (lone) losses.lose('characters', text.slice(Math.max(0, lone.index - 20), lone.index + 20));
  return { path: pathInside(path), text: lone ? text.replace(/\p{Cs}/gu, '\ufffd') : text };
}

function pathInside(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/').replace(/^([a-z]):/i, '$1') || 'unnamed';
}

type Prepared =
  { readonly outgoing: OutgoingDocument; readonly leftOut: number } | { readonly refusal: Refusal };

function prepare(format: Format, given: ExchangeDocument, options: WriteOptions, losses: Losses): Prepared {
  const document = format.lineFeeds ? toLineFeeds(given) : given;
  if (document !== given) losses.lose('line ends', given.file);
  const { file, sha256, text, decisions } = document;
  const chosen = chooseMarks(format, document, options, losses);
  const wrong = firstWrong(file, text, chosen);
  if (wrong) return { refusal: wrong };

  const mapped = mapLabels(chosen, options.labels, losses);
  const unit = unitOf(format, options.variant);
  const offsets = mapOffsets(text, unit);
  const placeable = unit === 'grapheme clusters' ? widened(mapped, offsets, losses) : mapped;
  const carried = carriedMarks(format.carries, placeable, text, losses);
  const shifted = firstShifted(unit, file, text, carried, offsets);
  if (shifted) return { refusal: shifted };

  const can = (feature: Feature): boolean => format.carries.includes(feature);
  const counted = <T>(feature: Feature, list: readonly T[], show: (item: T) => string): readonly T[] => {
    if (can(feature) || list.length === 0) return list;
    losses.lose(feature, show(list[0]!), list.length);
    return [];
  };
  // Their names may be of use even to a format that can't carry them as such.
  counted('entities', decisions.entities, ({ name }) => name);
  const outgoing: OutgoingDocument = {
    file,
    sha256,
    text,
    articles: document.articles ?? [],
    marks: carried,
    relations: carriedRelations(can('relations'), decisions.relations, carried, losses),
    entities: decisions.entities,
    decisions: {
      articles: counted('articles', decisions.articles, ({ title }) => title),
      structure: counted('articles', decisions.structure, (line) => line.text),
      orphans: counted('orphans', decisions.orphans, ({ annotation }) => annotation.text),
    },
    offsets,
  };
  return { outgoing, leftOut: chosen.length - mapped.length };
}

function chooseMarks(
  format: Format,
  document: ExchangeDocument,
  options: WriteOptions,
  losses: Losses,
): OutgoingMark[] {
  const marks: OutgoingMark[] = [];
  for (const annotation of document.decisions.annotations) {
    if (annotation.status === 'rejected' && !format.carries.includes('rejected'))
      losses.lose('rejected', annotation.text);
    else marks.push(annotation satisfies Annotation);
  }
  const suggestions =
    options.suggestions === undefined || options.suggestions === 'none' ? [] : (document.suggestions ?? []);
  const apart = format.carries.includes('suggestions');
  suggestions.forEach((suggestion, i) => {
    if (apart) marks.push(suggested(suggestion, i));
    else if (options.suggestions === 'mixed') {
      losses.lose('suggestion status', suggestion.text);
      marks.push(suggested(suggestion, i));
    } else losses.lose('suggestions', suggestion.text);
  });
  return marks.sort(compareMarks);
}

function suggested({ start, end, ...suggestion }: Suggestion, i: number): OutgoingMark {
  return { ...suggestion, id: `s${i + 1}`, pieces: [{ start, end }], status: 'suggested' };
}

function compareMarks(a: OutgoingMark, b: OutgoingMark): number {
  const one = a.pieces[0];
  const other = b.pieces[0];
  if (!one || !other) return (one ? 1 : 0) - (other ? 1 : 0);
  return (
    one.start - other.start || one.end - other.end || compareText(a.label, b.label) || compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstWrong(file: string, text: string, marks: readonly OutgoingMark[]): Refusal | undefined {
  for (const { id, pieces, text: expected } of marks) {
    const found = wordsAt(text, pieces);
    const code = pieces.length === 0 || pieces.some((piece) => !isSpanOf(text, piece)) ? 'span' : 'quote';
    if (code === 'span' || !sameWords(expected, found)) return { file, code, mark: id, expected, found };
  }
  return undefined;
}

/** Whether a span is of this text: not empty, inside it, and cutting no surrogate pair. */
export function isSpanOf(text: string, { start, end }: Span): boolean {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return false;
  return (
    start >= 0 && start < end && end <= text.length && !splitsPair(text, start) && !splitsPair(text, end)
  );
}

/** Where several labels get one name, nobody can tell them apart again: that is counted. */
function mapLabels(
  marks: readonly OutgoingMark[],
  labels: LabelMap | undefined,
  losses: Losses,
): readonly OutgoingMark[] {
  if (!labels) return marks;
  const shared = sharedNames(
    labels,
    marks.map(({ label }) => label),
  );
  const mapped: OutgoingMark[] = [];
  for (const mark of marks) {
    const label = Object.hasOwn(labels, mark.label) ? labels[mark.label] : mark.label;
    if (label === null || label === undefined) continue;
    if (label !== mark.label && shared.has(label)) losses.lose('labels', `${mark.label} → ${label}`);
    mapped.push(label === mark.label ? mark : { ...mark, label });
  }
  return mapped;
}

/** Marks that begin or end inside a character as readers see it, widened to the whole of it, which is counted. */
function widened(
  marks: readonly OutgoingMark[],
  { to, from }: OffsetMap,
  losses: Losses,
): readonly OutgoingMark[] {
  return marks.map((mark) => {
    const whole = mark.pieces.map(({ start, end }) => {
      const behind = to(start);
      return { start: from(from(behind) === start ? behind : behind - 1)!, end: from(to(end))! };
    });
    if (whole.every(({ start, end }, i) => start === mark.pieces[i]!.start && end === mark.pieces[i]!.end))
      return mark;
    losses.lose('token boundaries', mark.text);
    return { ...mark, pieces: whole };
  });
}

/** Leaves out the marks that the format can't carry, and from the others what it can't. */
function carriedMarks(
  carries: readonly Feature[],
  marks: readonly OutgoingMark[],
  text: string,
  losses: Losses,
): OutgoingMark[] {
  const can = new Set<Feature>(carries);
  const whole = marks.filter((mark) => {
    if (mark.pieces.length > 1 && !can.has('pieces')) {
      losses.lose('pieces', mark.text);
      return false;
    }
    const broken =
      !can.has('line breaks') && mark.pieces.some(({ start, end }) => /[\r\n]/.test(text.slice(start, end)));
    if (broken) losses.lose('line breaks', mark.text);
    return !broken;
  });
  const apart = can.has('overlap') ? whole : withoutOverlaps(whole, losses);
  return apart.map((mark) => {
    const left: { -readonly [K in keyof OutgoingMark]: OutgoingMark[K] } = { ...mark };
    if (mark.comments && !can.has('comments')) {
      losses.lose('comments', mark.comments[0]?.text ?? '', mark.comments.length);
      delete left.comments;
    }
    if (mark.number && !can.has('values')) {
      losses.lose('values', mark.text);
      delete left.number;
    }
    if (mark.entity !== undefined && !can.has('entity links')) {
      losses.lose('entity links', mark.entity);
      delete left.entity;
    }
    if ((mark.by !== undefined || mark.on !== undefined) && !can.has('authors')) {
      losses.lose('authors', mark.by ?? mark.on ?? '');
      delete left.by;
      delete left.on;
    }
    if (mark.unsure && !can.has('unsure')) {
      losses.lose('unsure', mark.text);
      delete left.unsure;
    }
    return left;
  });
}

/** What the offsets of a format count, or of one of its variants. */
export function unitOf({ unit, unitOf }: Format, variant: string | undefined): OffsetUnit {
  return (variant === undefined ? undefined : unitOf?.[variant]) ?? unit;
}

/** Of marks that share characters, what people accepted stays before what is suggested, then the longer one, then the first. */
function withoutOverlaps(marks: readonly OutgoingMark[], losses: Losses): readonly OutgoingMark[] {
  const rank = (mark: OutgoingMark): number => (mark.status === 'suggested' ? 1 : 0);
  const length = ({ pieces }: OutgoingMark): number =>
    pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  const best = [...marks].sort((a, b) => rank(a) - rank(b) || length(b) - length(a) || compareMarks(a, b));
  const taken: Span[] = [];
  const kept = new Set<OutgoingMark>();
  for (const mark of best) {
    // What people rejected is nothing that another mark could share characters with.
    if (mark.status === 'rejected') {
      kept.add(mark);
      continue;
    }
    const places = mark.pieces.map((piece) => ({ piece, at: placeFor(taken, piece) }));
    if (
      places.some(
        ({ piece, at }) =>
          (taken[at] && overlaps(taken[at], piece)) || (taken[at - 1] && overlaps(taken[at - 1]!, piece)),
      )
    ) {
      losses.lose('overlap', mark.text);
      continue;
    }
    for (const piece of mark.pieces) taken.splice(placeFor(taken, piece), 0, piece);
    kept.add(mark);
  }
  return kept.size === marks.length ? marks : marks.filter((mark) => kept.has(mark));
}

/** The first index whose span starts at or after `span`. */
function placeFor(taken: readonly Span[], span: Span): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (taken[middle]!.start < span.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cuts every mark out of the text in the format's own unit, by another way than the one that made the offsets. */
function firstShifted(
  unit: OffsetUnit,
  file: string,
  text: string,
  marks: readonly OutgoingMark[],
  offsets: OffsetMap,
): Refusal | undefined {
  const ends = new Set<number>();
  for (const { pieces } of marks)
    for (const { start, end } of pieces) ends.add(offsets.to(start)).add(offsets.to(end));
  const sorted = [...ends].sort((a, b) => a - b);
  const walked = walkOffsets(text, unit, sorted);
  const back = new Map(sorted.map((offset, i) => [offset, walked[i]!]));
  for (const mark of marks) {
    const cut = mark.pieces.map(({ start, end }) => ({
      start: back.get(offsets.to(start))!,
      end: back.get(offsets.to(end))!,
    }));
    const found = cut.some(({ start, end }) => start < 0 || end < 0) ? '' : wordsAt(text, cut);
    if (found !== wordsAt(text, mark.pieces))
      return { file, code: 'offsets', mark: mark.id, expected: mark.text, found };
  }
  return undefined;
}

function carriedRelations(
  can: boolean,
  relations: readonly Relation[],
  marks: readonly OutgoingMark[],
  losses: Losses,
): readonly Relation[] {
  const written = new Set(marks.map(({ id }) => id));
  return relations.filter((relation) => {
    if (can && written.has(relation.from) && written.has(relation.to)) return true;
    losses.lose('relations', relation.type);
    return false;
  });
}
