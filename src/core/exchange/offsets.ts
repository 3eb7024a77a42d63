/** What a format counts its offsets in. `tokens`: it has no offsets, only the order of its tokens. */
export type OffsetUnit =
  | 'UTF-16 units'
  | 'code points'
  | 'UTF-8 bytes'
  | 'grapheme clusters'
  | 'tokens'
  | 'lines and columns'
  | 'none';

/** Turns UTF-16 offsets of one text into offsets of another unit, and back. */
export interface OffsetMap {
  /** The offset in the unit. Offsets outside the text count as its nearest end; one inside a character, as behind it. */
  readonly to: (offset: number) => number;
  /** The UTF-16 offset, or `undefined` where the text has no such offset or it lies inside a character. */
  readonly from: (offset: number) => number | undefined;
  /** The text's length in the unit. */
  readonly length: number;
}

/** Reads the text once; each look-up then costs at most 256 steps and a search. Units that are not counted are UTF-16. */
export function mapOffsets(text: string, unit: OffsetUnit): OffsetMap {
  if (unit === 'grapheme clusters') return mapClusters(text);
  if (unit !== 'code points' && unit !== 'UTF-8 bytes') return identity(text.length);
  const bytes = unit === 'UTF-8 bytes';
  // Units before each 256th UTF-16 offset; the whole of a pair counts with its first half.
  const marks = new Float64Array((text.length >>> stride) + 1);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if ((i & strideMask) === 0) marks[i >>> stride] = count;
    count += width(text, i, bytes);
  }
  if ((text.length & strideMask) === 0) marks[text.length >>> stride] = count;
  if (count === text.length) return identity(text.length);

  const to = (offset: number): number => {
    const end = Math.min(Math.max(offset, 0), text.length);
    let at = marks[end >>> stride]!;
    for (let i = end & ~strideMask; i < end; i++) at += width(text, i, bytes);
    return at;
  };
  const from = (offset: number): number | undefined => {
    if (!Number.isInteger(offset) || offset < 0 || offset > count) return undefined;
    let low = 0;
    let high = marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (marks[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    let i = low << stride;
    let at = marks[low]!;
    while (at < offset && i < text.length) at += width(text, i++, bytes);
    if (at !== offset) return undefined;
    return isSecondHalf(text, i) ? i + 1 : i;
  };
  return { to, from, length: count };
}

/**
 * Finds the UTF-16 offsets of offsets in a unit by walking the text character by character: slower than an
 * `OffsetMap`, and independent of it, so that one checks the other. `offsets` are sorted; where the text has no
 * such offset the result is -1.
 */
export function walkOffsets(text: string, unit: OffsetUnit, offsets: readonly number[]): number[] {
  if (unit !== 'code points' && unit !== 'UTF-8 bytes' && unit !== 'grapheme clusters')
    return offsets.map((offset) => (offset <= text.length ? offset : -1));
  const found: number[] = [];
  let at = 0;
  let index = 0;
  const take = (): void => {
    for (; found.length < offsets.length && offsets[found.length]! <= at;) {
      found.push(offsets[found.length] === at ? index : -1);
    }
  };
  take();
  for (const character of unit === 'grapheme clusters' ? clustersOf(text) : text) {
    if (found.length === offsets.length) break;
    at += unit === 'UTF-8 bytes' ? utf8Length(character.codePointAt(0)!) : 1;
    index += character.length;
    take();
  }
  while (found.length < offsets.length) found.push(-1);
  return found;
}

const stride = 8;
const strideMask = (1 << stride) - 1;

function identity(length: number): OffsetMap {
  return {
    to: (offset) => Math.min(Math.max(offset, 0), length),
    from: (offset) => (Number.isInteger(offset) && offset >= 0 && offset <= length ? offset : undefined),
    length,
  };
}

/** What readers take for one character: with combining marks, joiners and flags, and CR with LF. */
function* clustersOf(text: string): Generator<string> {
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text))
    yield segment;
}

function mapClusters(text: string): OffsetMap {
  const starts: number[] = [];
  let end = 0;
  for (const cluster of clustersOf(text)) {
    starts.push(end);
    end += cluster.length;
  }
  starts.push(end);
  return {
    to(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (starts[middle]! < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    from: (offset) => (Number.isInteger(offset) ? starts[offset] : undefined),
    length: starts.length - 1,
  };
}

/** Units of the UTF-16 unit at `i`: a pair's first half counts for both. */
function width(text: string, i: number, bytes: boolean): number {
  const code = text.charCodeAt(i);
  if (code < 0xd800 || code > 0xdfff) return bytes ? utf8Length(code) : 1;
  if (isSecondHalf(text, i)) return 0;
  return bytes ? (isSecondHalf(text, i + 1) ? 4 : 3) : 1;
}

function isSecondHalf(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (!(code >= 0xdc00 && code <= 0xdfff) || i === 0) return false;
  const before = text.charCodeAt(i - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** A lone surrogate is written as U+FFFD, three bytes. */
function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
