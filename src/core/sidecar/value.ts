/**
 * A YAML value as the sidecar reads it. Strings are strings; a plain scalar that YAML does not read as a
 * string keeps its source beside its value, so that `1.10` stays `1.10`.
 */
export type Value = string | PlainScalar | readonly Value[] | Fields;

/** A mapping, in the order of its source. No key means anything special. Every Map is one. */
export interface Fields extends Iterable<[string, Value]> {
  readonly size: number;
  get(key: string): Value | undefined;
  has(key: string): boolean;
  keys(): Iterable<string>;
}

/**
 * The fields of one line. A sidecar has as many of them as items: two arrays are a fraction of a Map, and lines with
 * the same keys share theirs.
 */
export class LineFields implements Fields {
  constructor(
    readonly names: readonly string[],
    readonly values: readonly Value[],
  ) {}

  get size(): number {
    return this.names.length;
  }

  get(key: string): Value | undefined {
    const at = this.names.indexOf(key);
    return at < 0 ? undefined : this.values[at];
  }

  has(key: string): boolean {
    return this.names.includes(key);
  }

  keys(): Iterable<string> {
    return this.names;
  }

  *[Symbol.iterator](): Iterator<[string, Value]> {
    for (let i = 0; i < this.names.length; i++) yield [this.names[i]!, this.values[i]!];
  }
}

export interface PlainScalar {
  readonly source: string;
  readonly value: null | boolean | number;
}

export const nullValue: PlainScalar = { source: 'null', value: null };
export const trueValue: PlainScalar = { source: 'true', value: true };

export function isFields(value: Value | undefined): value is Fields {
  return value instanceof LineFields || value instanceof Map;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isPlainScalar(value: Value | undefined): value is PlainScalar {
  return typeof value === 'object' && !isFields(value) && !isList(value);
}

/** What a plain scalar means under YAML 1.2's core schema. */
export function resolvePlain(source: string): string | PlainScalar {
  if (source !== '' && !mayBeTyped(source.charCodeAt(0))) return source;
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
  return isPlainScalar(value) && value.value !== null ? value.source : undefined;
}

const nullPattern = /^(?:~|[Nn]ull|NULL)?$/;
const booleanPattern = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const numberPattern =
  /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Whether a plain scalar that starts with this character may be null, a truth value or a number. */
export function mayBeTyped(code: number): boolean {
  return code < 128 && typedStarts[code]!;
}

const typedStarts = Array.from({ length: 128 }, (_, code) =>
  '~nNtTfF0123456789+-.'.includes(String.fromCharCode(code)),
);

function numberOf(source: string): number {
  if (/nan$/i.test(source)) return NaN;
  if (/inf$/i.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  return Number(source);
}
