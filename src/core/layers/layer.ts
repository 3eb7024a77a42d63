import type { Decisions } from '../model';

/** What one person decided on a text, without seeing what others did. */
export interface Layer {
  /** The person's name. */
  readonly annotator: string;
  readonly decisions: Decisions;
}
