import { LineFields, mayBeTyped, resolvePlain, type Value } from './value';

/** A mapping read from one line, and where it ends. */
export interface FlowMapping {
  readonly fields: LineFields;
  /** Offset behind the closing brace. */
  readonly end: number;
}

/**
 * Reads a flow mapping that stands on one line, the way the sidecar writes them and people mostly do.
 * Whatever is not plainly that gives `undefined`, and YAML's own reader decides: this one is here for speed,
 * and what it accepts it reads as YAML does.
 *
 * @param start offset of the opening brace
 * @param like the fields of a line that this one is likely to resemble: keys and words that are the same are shared
 */
export function readFlowMapping(
  source: string,
  start: number,
  like: LineFields = nothing,
): FlowMapping | undefined {
  const reader = { source, at: start };
  const fields = readMapping(reader, 0, like);
  return fields && { fields, end: reader.at };
}

interface Reader {
  readonly source: string;
  at: number;
}

const mostNested = 4;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const closeList = 0x5d;
const openMapping = 0x7b;
const closeMapping = 0x7d;

const nothing = new LineFields([], []);

function readMapping(reader: Reader, depth: number, like: LineFields): LineFields | undefined {
  const { source } = reader;
  if (depth > mostNested || source.charCodeAt(reader.at) !== openMapping) return undefined;
  reader.at++;
  if (source.charCodeAt(reader.at) === closeMapping) {
    reader.at++;
    return nothing;
  }
  /** The keys, as long as they are those of `like`; then a list of their own. */
  let names = like.names;
  const values: Value[] = [];
  for (;;) {
    const count = values.length;
    const known = names === like.names ? names[count] : undefined;
    if (known === undefined || !skipKey(reader, known)) {
      const key = readKey(reader);
      if (names === like.names) names = names.slice(0, count);
      if (key === undefined || names.includes(key)) return undefined;
      (names as string[]).push(key);
    }
    const value = readValue(reader, depth, known === undefined ? undefined : like.values[count]);
    if (value === undefined) return undefined;
    values.push(value);
    const code = source.charCodeAt(reader.at);
    if (code === closeMapping) {
      reader.at++;
      return new LineFields(names.length === values.length ? names : names.slice(0, values.length), values);
    }
    if (code !== comma || source.charCodeAt(reader.at + 1) !== space) return undefined;
    reader.at += 2;
  }
}

function readList(reader: Reader, depth: number): readonly Value[] | undefined {
  const { source } = reader;
  if (depth > mostNested) return undefined;
  const list: Value[] = [];
  reader.at++;
  if (source.charCodeAt(reader.at) === closeList) {
    reader.at++;
    return list;
  }
  for (;;) {
    const value = readValue(reader, depth, undefined);
    if (value === undefined) return undefined;
    list.push(value);
    const code = source.charCodeAt(reader.at);
    if (code === closeList) {
      reader.at++;
      return list;
    }
    if (code !== comma || source.charCodeAt(reader.at + 1) !== space) return undefined;
    reader.at += 2;
  }
}

/** A key of ASCII letters, digits, `_` and `-`, its colon and one space. */
function readKey(reader: Reader): string | undefined {
  const { source, at } = reader;
  let end = at;
  while (isKeyCharacter(source.charCodeAt(end))) end++;
  if (end === at || !isLetter(source.charCodeAt(at))) return undefined;
  if (source.charCodeAt(end) !== colon || source.charCodeAt(end + 1) !== space) return undefined;
  reader.at = end + 2;
  return source.slice(at, end);
}

/** Passes a key, its colon and one space, if it is this one. */
function skipKey(reader: Reader, key: string): boolean {
  const { source, at } = reader;
  const end = at + key.length;
  if (source.charCodeAt(end) !== colon || source.charCodeAt(end + 1) !== space) return false;
  if (!source.startsWith(key, at)) return false;
  reader.at = end + 2;
  return true;
}

/** @param like a value that this one may well be */
function readValue(reader: Reader, depth: number, like: Value | undefined): Value | undefined {
  const code = reader.source.charCodeAt(reader.at);
  if (code === quote) return readQuoted(reader);
  if (code === openList) return readList(reader, depth + 1);
  if (code === openMapping) return readMapping(reader, depth + 1, nothing);
  return readPlain(reader, like);
}

function readQuoted(reader: Reader): string | undefined {
  const { source, at } = reader;
  let escapes = false;
  let end = at + 1;
  for (; ; end++) {
    const code = source.charCodeAt(end);
    if (code === quote) break;
    if (code === 0x5c) {
      escapes = true;
      end++;
    } else if (!(code >= space) || isHidden(code)) return undefined;
  }
  reader.at = end + 1;
  if (!escapes) return source.slice(at + 1, end);
  try {
    return JSON.parse(source.slice(at, end + 1)) as string;
  } catch {
    // An escape that only YAML knows.
    return undefined;
  }
}

function readPlain(reader: Reader, like: Value | undefined): Value | undefined {
  const { source, at } = reader;
  const first = source.charCodeAt(at);
  if (!(first > space) || (first < 128 && notFirst[first])) return undefined;
  let end = at;
  for (; ; end++) {
    const code = source.charCodeAt(end);
    if (code === comma || code === closeMapping || code === closeList) break;
    if (!(code >= space) || code === openList || code === openMapping || isHidden(code)) return undefined;
    if (code === colon && endsKey(source.charCodeAt(end + 1))) return undefined;
    if (code === 0x23 && source.charCodeAt(end - 1) === space) return undefined;
  }
  if (source.charCodeAt(end - 1) === space) return undefined;
  reader.at = end;
  if (
    typeof like === 'string' &&
    like.length === end - at &&
    !mayBeTyped(first) &&
    source.startsWith(like, at)
  )
    return like;
  return resolvePlain(source.slice(at, end));
}

/** Characters that no plain scalar starts with here: YAML's indicators. */
const notFirst = Array.from({ length: 128 }, (_, code) =>
  '-?:,[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(code)),
);

function endsKey(code: number): boolean {
  return (
    !(code > space) ||
    code === comma ||
    code === openList ||
    code === closeList ||
    code === openMapping ||
    code === closeMapping
  );
}

function isHidden(code: number): boolean {
  return (code >= 0x7f && code <= 0x9f) || code === 0x2028 || code === 0x2029 || code === 0xfeff;
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

function isKeyCharacter(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x2d;
}
