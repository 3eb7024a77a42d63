import type {
  Comment,
  Day,
  Decisions,
  Entity,
  Label,
  NumberValue,
  Reason,
  Relation,
  Suggestion,
} from '../model';
import type { Span } from '../span';
import type { LabelMap, LabelNames } from './labels';
import type { OffsetMap, OffsetUnit } from './offsets';

/** What a format may be able to carry besides marks with a place and a label. What it can't is counted as lost. */
export const features = [
  /** Marks that share characters. */
  'overlap',
  /** Marks of several pieces. */
  'pieces',
  /** Marks that cross a line end. */
  'line breaks',
  'relations',
  'comments',
  /** Values and units of numbers. */
  'values',
  /** Which entity a mark stands for. */
  'entity links',
  /** The entities with their names and aliases. */
  'entities',
  /** What people decided about articles and lines. */
  'articles',
  /** Rejected marks. */
  'rejected',
  /** Suggestions, told apart from what people accepted. */
  'suggestions',
  /** Who decided, and when. */
  'authors',
  'unsure',
  /** Annotations whose words were lost in the text. */
  'orphans',
] as const;

export type Feature = (typeof features)[number];

/**
 * What was lost: a feature, or
 * `token boundaries`: the mark was widened to whole tokens or characters, or left out where that would overlap another;
 * `labels`: the format can't write the label, or not as it is;
 * `characters`: characters that the format can't write were replaced;
 * `line ends`: CRLF was written as LF (counted once a text);
 * `suggestion status`: a suggestion was written as if accepted, because the caller asked for it;
 * `article ends`: the mark crosses the end of an article, and the texts were split by articles;
 * `text`: the text itself can't be got back from the format (counted once a text).
 */
export type LossCode =
  | Feature
  | 'token boundaries'
  | 'labels'
  | 'characters'
  | 'line ends'
  | 'suggestion status'
  | 'article ends'
  | 'text';

/** One text with what is known of it, as it goes out to a format or came in from one. */
export interface ExchangeDocument {
  /** The path of the text as the corpus names it, with `/`. */
  readonly file: string;
  /** The SHA-256 of the text as the sidecar defines it, in hex. */
  readonly sha256?: string;
  /** As read: BOM dropped, line ends untouched. All offsets count in it. */
  readonly text: string;
  readonly decisions: Decisions;
  /** The articles found. */
  readonly articles?: readonly ExchangeArticle[];
  readonly suggestions?: readonly Suggestion[];
}

export interface ExchangeArticle extends Span {
  readonly title: string;
  /** Index of the article that this one repeats. */
  readonly repeatOf?: number;
  readonly similarity?: number;
}

/** A mark on its way out: checked against the text, with nothing left that the format can't carry. */
export interface OutgoingMark {
  /** The annotation's id; `s1`, `s2`… for suggestions. */
  readonly id: string;
  /** UTF-16 offsets; sorted, never overlapping each other. */
  readonly pieces: readonly Span[];
  /** As the caller's mapping says. */
  readonly label: Label;
  /** The words as the decision holds them. */
  readonly text: string;
  readonly status: 'accepted' | 'rejected' | 'suggested';
  readonly number?: NumberValue;
  readonly entity?: string;
  readonly by?: string;
  readonly on?: Day;
  readonly unsure?: boolean;
  readonly comments?: readonly Comment[];
  readonly score?: number;
  readonly reason?: Reason;
  readonly converts?: Span;
}

/** A text on its way out. */
export interface OutgoingDocument {
  readonly file: string;
  readonly sha256?: string;
  readonly text: string;
  readonly articles: readonly ExchangeArticle[];
  /** Sorted by first piece, label, id. */
  readonly marks: readonly OutgoingMark[];
  readonly relations: readonly Relation[];
  readonly entities: readonly Entity[];
  readonly decisions: Pick<Decisions, 'articles' | 'structure' | 'orphans'>;
  /** From UTF-16 into the format's unit. */
  readonly offsets: OffsetMap;
}

/** A piece of an output file, to be put behind that file's earlier pieces. Pieces of several files may take turns. */
export interface Chunk {
  /** Path of the file, relative to where the export goes, with `/`. */
  readonly path: string;
  /** To be written as UTF-8. */
  readonly text: string;
}

export interface WriteOptions {
  /** Name of the output, without extension, for formats that put all texts into one file. Default: `corpus`. */
  readonly name?: string;
  /**
   * `none` (default); `apart`: where the format can tell them from accepted marks, else they are counted as lost;
   * `mixed`: also as if accepted, where it can't, which is counted.
   */
  readonly suggestions?: 'none' | 'apart' | 'mixed';
  /** Labels to write instead; `null` leaves the label's marks out. */
  readonly labels?: LabelMap;
  /** One of the format's variants; its first one by default. */
  readonly variant?: string;
  /** Makes a text of each article, named after its place: `a.txt#char=4333,12970`. */
  readonly split?: 'articles';
}

/** Where a format says what it loses. */
export interface Losses {
  /** Counts something lost from a text; `text` shows what it was about. */
  lose(code: LossCode, text: string, count?: number): void;
  /** Counts a mark that is left out. */
  drop(code: LossCode, mark: OutgoingMark): void;
}

/** Writes texts one by one, so that no more than one is in memory. */
export interface Writer {
  begin?(): Iterable<Chunk>;
  document(document: OutgoingDocument, losses: Losses): Iterable<Chunk>;
  end?(): Iterable<Chunk>;
}

/** A file to be read. */
export interface Source {
  readonly path: string;
  /** The file's contents, decoded from UTF-8, in pieces of any size. */
  readonly chunks: Iterable<string>;
}

/**
 * What a reader asks for besides its source; the answer, `undefined` where there is none, is what its `next` is
 * called with. `text`: the text of this name, which the source does not have; `same text`: the corpus's copy of a
 * text that the source has; `companion`: the contents of the file of this name beside the source.
 */
export interface Wanted {
  readonly kind: 'wanted';
  readonly what: 'text' | 'same text' | 'companion';
  readonly name: string;
}

/** A file being read: texts and problems as they come, and questions in between. */
export type Reading = Generator<ReadDocument | ReadProblem | Wanted, void, string | undefined>;

export interface ReadOptions {
  /** Makes an id for an annotation or relation that comes without one; never the same twice. */
  readonly newId: () => string;
  /** Labels to read as others; `null` leaves the label's marks out. */
  readonly labels?: LabelMap;
  /** Put on annotations that name nobody. */
  readonly by?: string;
  readonly on?: Day;
  /** One of the format's variants; its first one by default. */
  readonly variant?: string;
}

/**
 * `syntax`: not of the format (`line` of the source says where);
 * `no text`: the text is not in the source, and the corpus has none;
 * `text differs`: the text in the source is not the corpus's;
 * `span`: offsets outside the text, empty, inside a character, or no numbers;
 * `quote`: the words at the offsets are not those that the source says;
 * `label`, `relation`, `value`: missing or not to be read;
 * `undecided`: nothing is wrong, but nobody decided on it there, so it is not read.
 */
export type ReadCode =
  'syntax' | 'no text' | 'text differs' | 'span' | 'quote' | 'label' | 'relation' | 'value' | 'undecided';

export interface ReadProblem {
  readonly kind: 'problem';
  readonly code: ReadCode;
  /** Line of the source, from 1, where known. */
  readonly line?: number;
  /** The file, id or words it is about. */
  readonly about: string;
}

export interface ReadDocument {
  readonly kind: 'document';
  readonly document: ExchangeDocument;
}

/** One format. A format is one file of this folder and one row in `formats.ts`. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** Of the files it writes and reads, with the dot; the first one is the main one. */
  readonly extensions: readonly string[];
  readonly unit: OffsetUnit;
  /** The unit of a variant that has another. */
  readonly unitOf?: Readonly<Record<string, OffsetUnit>>;
  /** Whose names its tools expect for labels; the scheme says which those are. Left out: the scheme’s own. */
  readonly labelNames?: LabelNames;
  readonly carries: readonly Feature[];
  /** Variants of the format; the first one is the default. */
  readonly variants?: readonly string[];
  /** The tool behind the format counts CRLF wrongly: the text goes out with LF. */
  readonly lineFeeds?: boolean;
  readonly writer: (options: WriteOptions) => Writer;
  /** Reads one file. Missing where the format is only written. */
  readonly read?: (source: Source, options: ReadOptions) => Reading;
}
