import type { Span } from '../span';
import { splitsPair, type LineColumn, type LineIndex } from '../text';
import { isList, type Value } from './value';

/** A stretch of a text as the sidecar says it, `7:15-7:24`. */
export interface Stretch {
  readonly from: LineColumn;
  /** Behind the last character. */
  readonly to: LineColumn;
}

/** Reads `7:15-7:24`, or a list of them; `undefined` where it is neither. */
export function parsePosition(value: Value | undefined): readonly Stretch[] | undefined {
  if (typeof value === 'string') {
    const stretch = parseStretch(value);
    return stretch && [stretch];
  }
  if (!isList(value) || value.length === 0) return undefined;
  const stretches: Stretch[] = [];
  for (const item of value) {
    const stretch = typeof item === 'string' ? parseStretch(item) : undefined;
    if (!stretch) return undefined;
    stretches.push(stretch);
  }
  return stretches;
}

/** The position as one string, as `Orphan.at` has it: `3:1-3:5, 3:9-3:12`. */
export function formatStretches(stretches: readonly Stretch[]): string {
  return stretches.map(formatStretch).join(', ');
}

/** The position as the sidecar's `at`, from such a string. */
export function positionValue(at: string): Value {
  const parts = at.split(', ');
  return parts.length === 1 ? at : parts;
}

export function formatSpan(span: Span, lines: LineIndex): string {
  return formatStretch({ from: lines.place(span.start), to: lines.place(span.end) });
}

/** The offsets of a stretch, or `undefined` where the text has no such place or it would cut a character. */
export function spanOfStretch(stretch: Stretch, text: string, lines: LineIndex): Span | undefined {
  const start = lines.offset(stretch.from);
  const end = lines.offset(stretch.to);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return splitsPair(text, start) || splitsPair(text, end) ? undefined : { start, end };
}

export function comparePlaces(a: LineColumn, b: LineColumn): number {
  return a.line - b.line || a.column - b.column;
}

/** Read by hand: every annotation has one, and a regular expression takes three times as long. */
function parseStretch(source: string): Stretch | undefined {
  const reader = { source, at: 0 };
  const fromLine = readNumber(reader, 0x3a);
  const fromColumn = readNumber(reader, 0x2d);
  const toLine = readNumber(reader, 0x3a);
  const toColumn = readNumber(reader, -1);
  if (!fromLine || !fromColumn || !toLine || !toColumn) return undefined;
  return { from: { line: fromLine, column: fromColumn }, to: { line: toLine, column: toColumn } };
}

/** A number from 1 up to nine digits, and the character behind it (-1: the end); 0 where there is none. */
function readNumber(reader: { readonly source: string; at: number }, behind: number): number {
  const { source, at } = reader;
  let value = 0;
  let end = at;
  for (; end < source.length && end < at + 9; end++) {
    const digit = source.charCodeAt(end) - 0x30;
    if (digit < 0 || digit > 9 || (digit === 0 && end === at)) break;
    value = value * 10 + digit;
  }
  const isClosed = behind < 0 ? end === source.length : source.charCodeAt(end) === behind;
  reader.at = end + 1;
  return isClosed && end > at ? value : 0;
}

function formatStretch({ from, to }: Stretch): string {
  return `${from.line}:${from.column}-${to.line}:${to.column}`;
}
