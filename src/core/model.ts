import type { Span } from './span';

/** The labels of names in the news scheme. */
export const entityLabels = ['PERSON', 'COMPANY', 'ORG', 'LOC', 'PRODUCT', 'EVENT'] as const;
/** The labels of numbers in the news scheme. */
export const numberLabels = ['MONEY', 'PERCENT', 'QUANTITY', 'ORDINAL', 'CARDINAL', 'DATE', 'TIME'] as const;

export type EntityLabel = (typeof entityLabels)[number];
export type NumberLabel = (typeof numberLabels)[number];
/** A label: one of the news scheme, or one that a corpus defines for itself. */
export type Label = string;

export function isEntityLabel(label: Label): label is EntityLabel {
  return (entityLabels as readonly string[]).includes(label);
}

export function isNumberLabel(label: Label): label is NumberLabel {
  return (numberLabels as readonly string[]).includes(label);
}

/**
 * What a number means. MONEY: amount and ISO 4217 code; PERCENT: number and `%`; QUANTITY: number and unit;
 * CARDINAL, ORDINAL: number; DATE, TIME: a TIMEX3 value (`2020-06-30`, `P5Y`). A range is a string of two
 * values joined by `..` (`4..6`); a score keeps its dash (`6-3`).
 */
export interface NumberValue {
  readonly value: number | string;
  readonly unit?: string;
}

/** Why a recogniser suggests a mark. */
export type Reason =
  | { readonly kind: 'grammar' }
  | { readonly kind: 'model' }
  /** A person accepted the same name elsewhere. `line` counts from 1. */
  | { readonly kind: 'accepted'; readonly file: string; readonly line: number; readonly by?: string }
  /** The register of corpus.yaml names it. */
  | { readonly kind: 'register'; readonly entity: string };

/** What a recogniser found. Never stored: it is computed again at any time. */
export interface Suggestion extends Span {
  readonly label: Label;
  /** The marked words. */
  readonly text: string;
  /** Calibrated: of the suggestions with score 0.9, about nine in ten are right. */
  readonly score: number;
  readonly reason: Reason;
  readonly number?: NumberValue;
  /** The id of the entity that a name stands for, one for all its mentions. */
  readonly entity?: string;
  /** The amount that this one converts: `2.44 billion yuan ($350 million)`. */
  readonly converts?: Span;
}

/** What a line of an article is. */
export type BlockKind =
  | 'title'
  | 'heading'
  | 'caption'
  /** Bylines, agency lines, advertisements, scraping residue. */
  | 'noise'
  | 'quotation'
  | 'paragraph';

/** One line that is not blank, without its line end. */
export interface Block extends Span {
  readonly kind: BlockKind;
}

/** One article of a text: from its title to the next article's title, blank lines between them included. */
export interface Article extends Span {
  /** The title line; of an article without a title, its first line. */
  readonly title: Span;
  readonly blocks: readonly Block[];
}

/** That an article tells an earlier article of the same text again. */
export interface Repeat {
  /** Index of the article that repeats. */
  readonly article: number;
  /** Index of the first telling; smaller than `article`. */
  readonly of: number;
  /** In (0, 1]: 1 for the same words. */
  readonly similarity: number;
}

/** A calendar day, `2026-11-22`, in the person's own time zone. */
export type Day = string;

/** A remark of a person on one annotation. */
export interface Comment {
  readonly by?: string;
  readonly on?: Day;
  readonly text: string;
  readonly resolved?: boolean;
}

/**
 * What another branch decided on the same thing, kept beside ours until a person decides. Deciding is
 * leaving it out.
 */
export interface Conflict {
  /** One side took the thing out while the other changed it. */
  readonly removedBy?: 'ours' | 'theirs';
  /** Their values by the sidecar's keys, as YAML on one line; `undefined` where they took the key out. */
  readonly theirs: readonly { readonly key: string; readonly value: string | undefined }[];
}

/**
 * A person's decision on a mark. `rejected` ones are kept, so that they are not suggested again.
 * The id is short and random, unique in its text.
 */
export interface Annotation {
  readonly id: string;
  /** At least one; several where the mark is interrupted. Sorted, never overlapping each other. */
  readonly pieces: readonly Span[];
  readonly label: Label;
  /** The marked words as they stood when the decision was made; pieces are joined by ` … `. */
  readonly text: string;
  readonly status: 'accepted' | 'rejected';
  readonly number?: NumberValue;
  readonly entity?: string;
  readonly by?: string;
  readonly on?: Day;
  readonly unsure?: boolean;
  readonly comments?: readonly Comment[];
  readonly conflict?: Conflict;
}

/** An annotation whose words were not found again with certainty after the text changed elsewhere. */
export interface Orphan {
  readonly annotation: Omit<Annotation, 'pieces'>;
  /** Where it stood, as the sidecar says it: `7:15-7:24`. */
  readonly at: string;
  /** The text it stood in, by the first digits of its SHA-256, where that is known. */
  readonly of?: string;
}

/** A directed link between two annotations of one text, by their ids. */
export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly by?: string;
  readonly on?: Day;
  readonly conflict?: Conflict;
}

/** A thing that names stand for: one entry for all its names. */
export interface Entity {
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly ticker?: string;
  readonly url?: string;
  readonly note?: string;
  readonly conflict?: Conflict;
}

/** What people decided about one article, or about a line that is or is not one's title. */
export interface ArticleDecision {
  /** Offset of the title line. */
  readonly start: number;
  readonly title: string;
  readonly status?: 'to do' | 'in progress' | 'done';
  /** `true`: an article starts here; `false`: none does. */
  readonly starts?: boolean;
  /** Offset of the title that this article repeats (or, rejected, does not repeat). */
  readonly repeats?: number;
  readonly decision?: 'confirmed' | 'rejected';
  /** What people decided about tellings of the same story elsewhere, one for each of them at most. */
  readonly tellings?: readonly TellingDecision[];
  readonly by?: string;
  readonly on?: Day;
  readonly conflict?: Conflict;
}

/** Whether an article tells the same story again as one in another text (or a further one in its own). */
export interface TellingDecision {
  /** The other text's path from the folder of this one, parts joined by `/`. */
  readonly file: string;
  /** The other title's line, from 1, as it was when this was decided. */
  readonly line: number;
  readonly title: string;
  readonly decision: 'confirmed' | 'rejected';
}

/** What people decided that one line is, where it is not what the recogniser says. */
export interface LineDecision {
  /** Offset of the line. */
  readonly start: number;
  readonly text: string;
  readonly kind: BlockKind;
  readonly by?: string;
  readonly on?: Day;
  readonly conflict?: Conflict;
}

/** Everything that people decided about one text: what its sidecar holds, as offsets into the text. */
export interface Decisions {
  readonly articles: readonly ArticleDecision[];
  readonly structure: readonly LineDecision[];
  readonly entities: readonly Entity[];
  /** Sorted by first piece, label, id. */
  readonly annotations: readonly Annotation[];
  readonly orphans: readonly Orphan[];
  readonly relations: readonly Relation[];
}

export const noDecisions: Decisions = {
  articles: [],
  structure: [],
  entities: [],
  annotations: [],
  orphans: [],
  relations: [],
};
