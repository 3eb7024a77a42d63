import { fingerprintOf } from '../annotate/fingerprint';
import { indexLines, type LineIndex } from '../text';
import { textHash } from './hash';

/** What a sidecar says of its text, worked out once per version of the text. */
export interface TextFacts {
  /** The text's plain file name. */
  readonly file: string;
  /** As read: without a byte order mark. */
  readonly text: string;
  readonly lines: LineIndex;
  readonly sha256: string;
  /** See ../annotate/fingerprint.ts. */
  readonly fingerprint: string;
}

export function textFacts(file: string, text: string, lines: LineIndex = indexLines(text)): TextFacts {
  let fingerprint: string | undefined;
  return {
    file,
    text,
    lines,
    sha256: textHash(text),
    // Only a text that changed, or a new sidecar, asks for it.
    get fingerprint() {
      return (fingerprint ??= fingerprintOf(text, lines));
    },
  };
}
