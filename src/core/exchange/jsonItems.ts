/** An item of a JSON list as it is written, and the line that it begins in, from 1. */
export interface JsonItem {
  readonly line: number;
  readonly text: string;
}

/**
 * The items of a list of JSON that comes in pieces, one at a time, so that no more than one item and one piece are
 * in memory. What is no list is one item. An item is cut out by its brackets and quotes; whether it is JSON is for
 * the caller to see; behind a bracket that is missing, items can't be told apart.
 */
export function* jsonItems(chunks: Iterable<string>): Generator<JsonItem> {
  let isList: boolean | undefined;
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isBegun = false;
  let line = 1;
  let itemLine = 1;
  let parts: string[] = [];
  const item = (last: string): JsonItem[] => {
    const text = parts.join('') + last;
    parts = [];
    return text.trim() === '' ? [] : [{ line: itemLine, text }];
  };
  for (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (code === lineFeed) line++;
      if (isList === undefined) {
        if (isBlank(code)) continue;
        isList = code === openList;
        itemLine = line;
        if (isList) from = at + 1;
        if (isList) continue;
      }
      if (!isList) continue;
      if (!isBegun && !isBlank(code)) {
        isBegun = true;
        itemLine = line;
      }
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (code === backslash) isEscaped = true;
        // JSON has no line ends in strings: behind a quote that is missing, the next line is read afresh.
        else if (code === quote || code === lineFeed) inString = false;
      } else if (code === quote) inString = true;
      else if (code === openList || code === openObject) depth++;
      else if (code === closeList || code === closeObject) depth--;
      else if (code !== comma) continue;
      if (depth < 0 || (depth === 0 && code === comma && !inString)) {
        yield* item(chunk.slice(from, at));
        from = at + 1;
        isBegun = false;
        depth = Math.max(depth, 0);
      }
    }
    parts.push(chunk.slice(from));
  }
  yield* item('');
}

const lineFeed = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === lineFeed || code === 0x0d || code === 0xfeff;
}
