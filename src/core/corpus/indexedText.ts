import type { Topic } from '../companies/facts';
import type { Count } from '../companies/resolve';
import type { ArticleDecision, Day, Label, NumberValue, TellingDecision } from '../model';
import type { Wording } from '../repeat/fingerprint';
import type { Span } from '../span';

/**
 * What the index of a corpus keeps of one text: enough to count, list and find, without the text. Made of the text,
 * its sidecar and the entries of the register that it names, and of nothing else, so that the same `key` is the same
 * entry, whatever the file is called. Offsets are UTF-16 offsets into the text.
 */
export interface IndexedText {
  /** Of what it was made: see key.ts. */
  readonly key: string;
  /** UTF-16 units. */
  readonly length: number;
  /** In order. Empty for what is no text. */
  readonly articles: readonly IndexedArticle[];
  /** What the names stand for, in the order of their first mentions. */
  readonly things: readonly IndexedThing[];
  /** The labels of the marks. */
  readonly labels: readonly Label[];
  /** Names, numbers and decisions, `markSize` numbers each: see `markAt`. Sorted by start. */
  readonly marks: readonly number[];
  /** Numbers that have a value, in order. */
  readonly numbers: readonly IndexedNumber[];
  /** Why the sidecar could not be read whole; its decisions do not count then. */
  readonly isBroken?: boolean;
}

export interface IndexedArticle extends Span {
  /** Of its title, from 1. */
  readonly line: number;
  readonly title: string;
  /** The first whole date that stands at its head: `2020-07-30`. */
  readonly date?: Day;
  readonly status?: ArticleDecision['status'];
  /** Indexes of articles of the same text: what people decided on repeats. */
  readonly confirmed?: number;
  readonly rejected?: readonly number[];
  /** The same about articles of other texts. */
  readonly tellings?: readonly TellingDecision[];
  readonly counts: readonly LabelCount[];
  readonly wording: Wording;
}

/** How many marks of a label there are, by what people decided. */
export interface LabelCount {
  readonly label: Label;
  readonly suggested: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** One thing that the text names. Rejected marks name nothing. */
export interface IndexedThing {
  readonly id: string;
  readonly label: Label;
  readonly name: string;
  /** The kind and the name as names are compared: the same for the same thing in another text. */
  readonly folded: string;
  /** Whether its id is of the register or the sidecar, and not made of its name. */
  readonly isEntry?: boolean;
  /** The spellings seen, the most frequent first. */
  readonly aliases: readonly Count[];
  /** The labels it was seen under, the most frequent first. */
  readonly labels: readonly Count[];
  /** Indexes of the marks that name it, in order. */
  readonly marks: readonly number[];
  /** Indexes of the articles that name it, ascending; -1 for what stands before the first one. */
  readonly articles: readonly number[];
  /** How many of its marks people accepted. */
  readonly decided: number;
  /** Of companies, where the text says anything of them. */
  readonly facts?: readonly IndexedFact[];
}

/** What a sentence says of a thing, with another mark. */
export interface IndexedFact {
  readonly kind: 'number' | 'person' | 'place' | 'company';
  /** Index of the other mark. */
  readonly mark: number;
  readonly sentence: Span;
  readonly about?: Topic;
  readonly role?: string;
}

export interface IndexedNumber extends NumberValue {
  /** Index of its mark. */
  readonly mark: number;
  readonly text: string;
}

export const markStates = ['suggested', 'accepted', 'rejected'] as const;

/** One mark of an indexed text. */
export interface IndexedMark extends Span {
  /** Of its start, from 1. */
  readonly line: number;
  readonly column: number;
  readonly state: (typeof markStates)[number];
  readonly label: Label;
  /** Index of the thing it names; -1 for none. */
  readonly thing: number;
}

/** How many numbers say one mark: start, end, line, column, state, label, thing. */
export const markSize = 7;

export function markCount({ marks }: IndexedText): number {
  return marks.length / markSize;
}

/** The mark with an index, from 0. */
export function markAt({ marks, labels }: IndexedText, index: number): IndexedMark {
  const at = index * markSize;
  return {
    start: marks[at]!,
    end: marks[at + 1]!,
    line: marks[at + 2]!,
    column: marks[at + 3]!,
    state: markStates[marks[at + 4]!]!,
    label: labels[marks[at + 5]!]!,
    thing: marks[at + 6]!,
  };
}

/** The index of the article that holds an offset, or -1 before the first. */
export function articleIndexAt({ articles }: Pick<IndexedText, 'articles'>, offset: number): number {
  let low = 0;
  let high = articles.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (articles[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
