/** A line of a source, without its line end; `number` counts from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a source that comes in pieces, one at a time, so that no more than one line and one piece are in
 * memory. LF and CRLF end lines; a BOM at the very start is dropped. What stands behind the last line end is a
 * line if it is not empty.
 */
export function* linesOf(chunks: Iterable<string>): Generator<Line> {
  let number = 0;
  let parts: string[] = [];
  let first = true;
  for (const given of chunks) {
    const chunk = first && given.startsWith('\ufeff') ? given.slice(1) : given;
    if (given !== '') first = false;
    let from = 0;
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      parts.push(chunk.slice(from, at));
      yield { number: ++number, text: withoutReturn(parts.join('')) };
      parts = [];
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.slice(from));
  }
  const rest = parts.join('');
  if (rest !== '') yield { number: number + 1, text: withoutReturn(rest) };
}

/** A whole source as one string, a BOM at its start dropped. */
export function wholeOf(chunks: Iterable<string>): string {
  const all = [...chunks].join('');
  return all.startsWith('\ufeff') ? all.slice(1) : all;
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
