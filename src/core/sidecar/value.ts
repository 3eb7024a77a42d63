/**
 * A YAML value as the sidecar reads it. Strings are strings; a plain scalar that YAML does not read as a
 * string keeps its source beside its value, so that `1.10` stays `1.10`.
 */
export type Value = string | PlainScalar | readonly Value[] | Fields;

/** A mapping, in the order of its source. A Map, so that no key means anything special. */
export type Fields = ReadonlyMap<string, Value>;

export interface PlainScalar {
  readonly source: string;
  readonly value: null | boolean | number;
}

export const nullValue: PlainScalar = { source: 'null', value: null };
export const trueValue: PlainScalar = { source: 'true', value: true };

export function isFields(value: Value | undefined): value is Fields {
  return value instanceof Map;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isPlainScalar(value: Value | undefined): value is PlainScalar {
  return typeof value === 'object' && !isFields(value) && !isList(value);
}

/** What a plain scalar means under YAML 1.2's core schema. */
export function resolvePlain(source: string): string | PlainScalar {
  if (!mayBeTyped[Math.min(source.charCodeAt(0), 127)] && source !== '') return source;
  if (nullPattern.test(source)) return { source, value: null };
  if (booleanPattern.test(source)) return { source, value: /^t/i.test(source) };
  if (!numberPattern.test(source)) return source;
  return { source, value: numberOf(source) };
}

export function numeric(value: number): PlainScalar {
  return { source: String(value), value };
}

/** Whether two values are the same data; the order of keys and the way they are written do not count. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string') return false;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (isFields(a)) return isFields(b) && sameFields(a, b);
  return isPlainScalar(b) && Object.is(a.value, b.value);
}

export function sameFields(a: Fields, b: Fields): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (!sameValue(value, b.get(key))) return false;
  return true;
}

/** The scalar as a person wrote it: `text: 2020` is the words “2020”. */
export function asString(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return isPlainScalar(value) && value.source !== '' ? value.source : undefined;
}

const nullPattern = /^(?:~|[Nn]ull|NULL)?$/;
const booleanPattern = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const numberPattern =
  /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** First characters of whatever may be null, a truth value or a number. */
const mayBeTyped = Array.from({ length: 128 }, (_, code) =>
  '~nNtTfF0123456789+-.'.includes(String.fromCharCode(code)),
);

function numberOf(source: string): number {
  if (/nan$/i.test(source)) return NaN;
  if (/inf$/i.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  return Number(source);
}
