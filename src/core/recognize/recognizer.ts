import type { Article, Label, Reason, Suggestion } from '../model';
import type { Tokens } from './tokens';

/** One article as the recognisers get it: its own text, offsets counted from its start. */
export interface ArticleText {
  readonly text: string;
  readonly tokens: Tokens;
  /** The article's structure, its offsets counted from the start of `text`. */
  readonly article: Article;
}

/** A name that people decided on, in the corpus's register or by accepting and rejecting marks. */
export interface KnownName {
  /** The words as written; matched whole, with case. */
  readonly name: string;
  readonly label: Label;
  readonly entity?: string;
  /** Set where people rejected the name under this label: it is not suggested. */
  readonly rejected?: boolean;
  readonly reason: Reason;
}

/** An article whose names people went through: what they did not mark is no name. */
export interface DecidedArticle extends Omit<ArticleText, 'tokens'> {
  /** The accepted names, offsets counted from the start of `text`; sorted by start. */
  readonly marks: readonly { readonly start: number; readonly end: number; readonly label: Label }[];
}

/** What the project's people have taught; outranks every model. */
export interface Knowledge {
  readonly names: readonly KnownName[];
  /** Articles that teach how this corpus's people label, beyond the names they hold. */
  readonly examples?: readonly DecidedArticle[];
}

/** Finds one family of marks. Pure: the same article and knowledge give the same suggestions. */
export interface Recognizer {
  readonly id: string;
  /** Sorted by start, never overlapping each other, never outside the text, never splitting a surrogate pair. */
  recognize(article: ArticleText, knowledge: Knowledge): readonly Suggestion[];
}
