import { isFields, isList, type Fields, type Value } from './value';

/** Writes a mapping on one line, `{id: a, text: "b, c"}`. */
export function emitFields(fields: Fields): string {
  let line = '{';
  for (const [key, value] of fields) {
    line += `${line.length > 1 ? ', ' : ''}${emitKey(key)}: ${emitValue(value)}`;
  }
  return line + '}';
}

export function emitValue(value: Value): string {
  if (typeof value === 'string') return emitString(value);
  if (isList(value)) return `[${value.map(emitValue).join(', ')}]`;
  if (isFields(value)) return emitFields(value);
  return value.source === '' ? 'null' : value.source;
}

/**
 * Writes a string on one line such that every YAML reader reads it back: plain where no rule of YAML is in
 * the way, double-quoted with JSON's escapes otherwise. Holds for any string, lone surrogates included.
 */
export function emitString(text: string): string {
  return isPlainSafe(text) ? text : quoted(text);
}

/** Our own keys are plain, `on` too, which YAML 1.1 took for a truth value. */
export function emitKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : emitString(key);
}

function isPlainSafe(text: string): boolean {
  if (simplePattern.test(text)) return true;
  return (
    plainPattern.test(text) && !/\s$/.test(text.slice(-1)) && !hidden.test(text) && !typedPattern.test(text)
  );
}

/** What most strings are: words longer than any that means something, positions, days. Only for speed. */
const simplePattern =
  /^(?:[A-Za-z][\w $%.’-]{4,}[\w%.’]|[1-9]\d*:[1-9]\d*-[1-9]\d*:[1-9]\d*|\d{4}-\d\d-\d\d)$/;

/** No indicator in front, no blank at the ends, no `: `, ` #`, trailing colon or flow indicator anywhere. */
const plainPattern =
  /^(?![-?:,[\]{}#&*!|>'"%@`=<\s])(?:[^\s,[\]{}:#]|[ \u00a0](?!#)|:(?=[^\s,[\]{}])|(?<! )#)+$/u;

/** What a reader may drop, change or show as nothing. */
const hidden = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u;

/** What YAML 1.2, or the YAML 1.1 readers that are still about, take for something else than a string. */
const typedPattern =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?[.\d][\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|0o[0-7]+|[-+]?0x[\da-f_]+|[-+]?0b[01_]+|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|[-+]?\.inf|\.nan|\.+)$/i;

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
