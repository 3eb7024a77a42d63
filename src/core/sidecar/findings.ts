import type { Span } from '../span';
import type { ListName } from './document';

/**
 * - `fatal`: the file is not ours to write until a person has mended it.
 * - `error`: one item is not used; it stays in the file as it is.
 * - `warning`: used, but a person should look.
 */
export type Severity = 'fatal' | 'error' | 'warning';

/** What is wrong with a sidecar, by code; offsets are UTF-16 offsets into the sidecar's source. */
export type SidecarFinding = Span & SidecarProblem & { readonly severity: Severity };

export type SidecarProblem =
  /** There is something under the file's name that is no file, or that may not be read. */
  | { readonly code: 'unreadable'; readonly reason: string }
  /** More than `limit` UTF-16 units. */
  | { readonly code: 'too-large'; readonly limit: number }
  /** A control character: not text, or text read in the wrong encoding. */
  | { readonly code: 'not-text'; readonly character: number }
  /** Lines that git left where two branches differ. */
  | { readonly code: 'conflict-marker' }
  /** Not YAML; `reason` is the YAML reader's code. */
  | { readonly code: 'not-yaml'; readonly reason: string }
  | { readonly code: 'too-deep'; readonly limit: number }
  /** YAML that a sidecar does without, because it can hide things. */
  | {
      readonly code: 'refused-yaml';
      readonly what: 'alias' | 'anchor' | 'tag' | 'directive' | 'several documents';
    }
  | { readonly code: 'duplicate-key'; readonly key: string }
  | { readonly code: 'not-a-mapping' }
  | { readonly code: 'no-format' }
  | { readonly code: 'unknown-format'; readonly found: string }
  | { readonly code: 'newer-format'; readonly found: string }
  | { readonly code: 'wrong-type'; readonly key: string; readonly expected: ValueType }
  /** `text.file` is more than a plain file name: never followed. */
  | { readonly code: 'unsafe-file'; readonly found: string }
  /** `text.file` names another text than the one beside it. */
  | { readonly code: 'other-file'; readonly found: string; readonly expected: string }
  | { readonly code: 'missing-key'; readonly key: string }
  | { readonly code: 'bad-value'; readonly key: string; readonly found: string }
  | { readonly code: 'duplicate-id'; readonly id: string }
  /** A line or a position that the text does not have, or that would cut a surrogate pair. */
  | { readonly code: 'outside-text'; readonly id: string; readonly at: string }
  /** Other words stand at the place than the annotation says. */
  | {
      readonly code: 'words-differ';
      readonly id: string;
      readonly expected: string;
      readonly found: string;
    }
  /** No line of the text, or more than one, is the one that the item speaks of. */
  | { readonly code: 'line-not-found'; readonly line: number; readonly expected: string }
  /** The annotation was not found again with certainty. */
  | { readonly code: 'orphan'; readonly id: string }
  /** Two branches decided differently on `keys`; a person has to. */
  | {
      readonly code: 'undecided-conflict';
      readonly item: DecidedItem;
      readonly keys: readonly string[];
      readonly removedBy?: 'ours' | 'theirs';
    }
  /** A relation to an annotation that is not there. */
  | { readonly code: 'dangling-relation'; readonly id: string };

/** One of the decisions on a text. */
export interface DecidedItem {
  readonly list: ListName;
  /** Its id; of articles and lines, which have none, the offset of the line in the text. */
  readonly id: string;
}

export type ValueType =
  'a mapping' | 'a list' | 'a string' | 'a number' | 'true or false' | 'a position' | 'a line' | 'a day';
