import type { Span } from '../span';
import { splitsPair, type LineColumn, type LineIndex } from '../text';

/** What a sidecar knows of where an annotation stood. */
export interface AnchorRecord {
  readonly at: readonly { readonly from: LineColumn; readonly to: LineColumn }[];
  /** The marked words; pieces are joined by ` … `. */
  readonly words: string;
  /** The position is of an even earlier version of the text than the others. */
  readonly orphan: boolean;
}

/** What a sidecar knows of a line. */
export interface LineRecord {
  readonly line: number;
  /** The line's words; may be cut off, ending in `…`. */
  readonly words: string;
}

export type Anchor =
  | { readonly kind: 'same' | 'moved'; readonly pieces: readonly Span[] }
  /**
   * - `outside`: the text, which is the sidecar's, has no such place.
   * - `words`: other words stand there: `found`.
   * - `changed`: the text changed, and where the words went is not certain.
   */
  | { readonly kind: 'lost'; readonly why: 'outside' | 'words' | 'changed'; readonly found?: string };

export interface Anchoring {
  readonly annotations: readonly Anchor[];
  /** The line of each line record, from 1. */
  readonly lines: readonly (number | undefined)[];
  /** Where a line of the sidecar's text is now. */
  lineOf(line: number): number | undefined;
}

export interface Evidence {
  /** Whether the text is the one that the records speak of. */
  readonly sameText: boolean;
  /** Of the text that the records speak of; see fingerprint.ts. */
  readonly fingerprint: string | undefined;
}

/** Finds records in a text. */
export function reanchor(
  records: { readonly annotations: readonly AnchorRecord[]; readonly lines: readonly LineRecord[] },
  text: string,
  lines: LineIndex,
  evidence: Evidence,
): Anchoring {
  const sameLine = (line: number): number | undefined =>
    evidence.sameText && line <= lines.lineCount ? line : undefined;
  return {
    annotations: records.annotations.map((record) => inPlace(record, text, lines)),
    lines: records.lines.map(({ line, words }) => {
      const isThere =
        line <= lines.lineCount && saysLine(words, text.slice(lines.lineStart(line), lines.lineEnd(line)));
      return isThere ? line : undefined;
    }),
    lineOf: sameLine,
  };
}

function inPlace(record: AnchorRecord, text: string, lines: LineIndex): Anchor {
  const pieces: Span[] = [];
  for (const { from, to } of record.at) {
    const start = lines.offset(from);
    const end = lines.offset(to);
    if (
      start === undefined ||
      end === undefined ||
      start >= end ||
      splitsPair(text, start) ||
      splitsPair(text, end)
    ) {
      return { kind: 'lost', why: 'outside' };
    }
    pieces.push({ start, end });
  }
  const found = wordsOf(pieces, text);
  if (found === unifyLineEnds(record.words)) return { kind: 'same', pieces };
  return { kind: 'lost', why: 'words', found };
}

function wordsOf(pieces: readonly Span[], text: string): string {
  return unifyLineEnds(pieces.map(({ start, end }) => text.slice(start, end)).join(' … '));
}

function unifyLineEnds(words: string): string {
  return words.includes('\r') ? words.replace(/\r\n?/g, '\n') : words;
}

function saysLine(words: string, line: string): boolean {
  const said = words.trim();
  const found = line.trim();
  return said === found || (said.endsWith('…') && said.length > 1 && found.startsWith(said.slice(0, -1)));
}
