import type { Entity, Label } from '../model';
import { emitFields, emitKey, emitValue } from '../sidecar/emit';
import { entityFields } from '../sidecar/records';
import { asString, sameValue, type Value } from '../sidecar/value';
import { readYaml, type YamlNode, type YamlPair } from '../sidecar/yaml';
import { newsLabels } from './project';

/** A replacement in a source: the characters from `start` to `end` by `text` (UTF-16 offsets). */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edits that put an entity into the register of a corpus.yaml, or bring the one with its id up to date:
 * just the values that differ, everything else stays as people wrote it. To be applied together; in order,
 * never overlapping. `undefined` where the file can't be read, and so must not be written.
 *
 * @param source of corpus.yaml; empty where there is none yet
 */
export function editEntity(source: string, entity: Entity): readonly SourceEdit[] | undefined {
  const { root, problems } = readYaml(source, 0);
  if (problems.length > 0) return undefined;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const line = `- ${emitFields(entityFields(entity))}`;
  if (!root || (!root.pairs && asString(root.value) === undefined)) {
    return [append(source, `entities:${eol}${line}${eol}`, eol)];
  }
  const register = root.pairs?.find(({ key }) => key === 'entities');
  if (!root.pairs) return undefined;
  if (!register) {
    if (isFlow(source, root)) return [insertIntoFlow(source, root, `entities: [${line.slice(2)}]`)];
    return [append(source, `entities:${eol}${line}${eol}`, eol)];
  }
  const known = register.node.items?.find((item) => idOf(item) === entity.id);
  if (known?.pairs) return alter(source, known, entity, eol);
  return addTo(source, register, line, eol);
}

/**
 * The edits that take entries out of a list called `entities`, of a corpus.yaml or a sidecar; none where there are no
 * such entries. `undefined` where the file can't be read, and so must not be written.
 */
export function removeEntities(
  source: string,
  isRemoved: (id: string) => boolean,
): readonly SourceEdit[] | undefined {
  const { root, problems } = readYaml(source, 0);
  if (problems.length > 0) return undefined;
  const register = root?.pairs?.find(({ key }) => key === 'entities');
  const items = register?.node.items ?? [];
  const removed = items.filter((item) => {
    const id = idOf(item);
    return id !== undefined && isRemoved(id);
  });
  if (!register || removed.length === 0) return [];
  const isInLine = isFlow(source, register.node);
  if (removed.length === items.length) {
    const start = isInLine ? register.node.start : register.keySpan.end;
    const end = contentEnd(source, register.node);
    return [{ start, end, text: isInLine ? '[]' : ': []' }];
  }
  return removed.map((item) => {
    if (isInLine) return removalFromFlow(source, items, item);
    const start = lineStart(source, item.start);
    const end = lineEnd(source, contentEnd(source, item));
    return { start, end: source.indexOf('\n', end) + 1 || source.length, text: '' };
  });
}

/** An item of `[a, b]` goes with the comma behind it, the last one with the comma in front. */
function removalFromFlow(source: string, items: readonly YamlNode[], item: YamlNode): SourceEdit {
  const index = items.indexOf(item);
  const next = items[index + 1];
  if (next) return { start: item.start, end: next.start, text: '' };
  return { start: items[index - 1]!.end, end: item.end, text: '' };
}

/**
 * The edits that add labels to the scheme of a corpus.yaml. Where it has none of its own, the news scheme, which
 * held until then, is written out before them. `undefined` where the file can't be read, and so must not be written.
 *
 * @param source of corpus.yaml; empty where there is none yet
 */
export function editLabels(source: string, labels: readonly Label[]): readonly SourceEdit[] | undefined {
  const { root, problems } = readYaml(source, 0);
  if (problems.length > 0) return undefined;
  const isEmpty = !root || (!root.pairs && asString(root.value) === undefined);
  if (!isEmpty && !root.pairs) return undefined;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const added = labels.map((name) => `${emitKey(name)}: {}`);
  const scheme = [
    ...newsLabels.map(
      ({ name, ...rest }) => `${emitKey(name)}: ${emitFields(new Map(Object.entries(rest)))}`,
    ),
    ...added,
  ];
  const own = root?.pairs?.find(({ key }) => key === 'labels');
  if (!own) {
    if (!isEmpty && isFlow(source, root))
      return [insertIntoFlow(source, root, `labels: {${scheme.join(', ')}}`)];
    return [append(source, `labels:${eol}${scheme.map((line) => `  ${line}${eol}`).join('')}`, eol)];
  }
  const { keySpan, node } = own;
  const last = node.pairs?.at(-1);
  if (node.pairs && isFlow(source, node)) return [insertIntoFlow(source, node, added.join(', '))];
  if (last) {
    const first = node.pairs![0]!.keySpan.start;
    const indent = ' '.repeat(first - lineStart(source, first));
    const at = lineEnd(source, Math.max(last.keySpan.end, contentEnd(source, last.node)));
    return [{ start: at, end: at, text: added.map((line) => eol + indent + line).join('') }];
  }
  if (asString(node.value) !== undefined || node.items) return undefined;
  const at = lineEnd(source, Math.max(keySpan.end, node.end));
  return [{ start: at, end: at, text: scheme.map((line) => `${eol}  ${line}`).join('') }];
}

/** A source after edits that are in order and do not overlap. */
export function applyEdits(source: string, edits: readonly SourceEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    result += source.slice(at, start) + text;
    at = end;
  }
  return result + source.slice(at);
}

function idOf(node: YamlNode): string | undefined {
  return asString(node.pairs?.find(({ key }) => key === 'id')?.node.value);
}

function addTo(
  source: string,
  { keySpan, node }: YamlPair,
  line: string,
  eol: string,
): SourceEdit[] | undefined {
  const last = node.items?.at(-1);
  if (node.items && isFlow(source, node)) return [insertIntoFlow(source, node, line.slice(2))];
  if (last) {
    const indent = ' '.repeat(node.start - lineStart(source, node.start));
    const at = lineEnd(source, contentEnd(source, last));
    return [{ start: at, end: at, text: eol + indent + line }];
  }
  if (asString(node.value) !== undefined || node.pairs) return undefined;
  const at = lineEnd(source, Math.max(keySpan.end, node.end));
  return [{ start: at, end: at, text: eol + line }];
}

function alter(source: string, node: YamlNode, entity: Entity, eol: string): readonly SourceEdit[] {
  const wanted = entityFields(entity);
  const pairs = node.pairs!;
  const edits: SourceEdit[] = [];
  for (const { key, keySpan, node: value } of pairs) {
    const now = wanted.get(key);
    if (now === undefined || agrees(value.value, now)) continue;
    const start = valueStart(source, keySpan.end, value);
    edits.push({
      start,
      end: contentEnd(source, value),
      text: (start < value.start ? ' ' : '') + emitValue(now),
    });
  }
  for (const pair of pairs) {
    // What people wrote and the entity no longer has goes; keys of others stay.
    if (removable.has(pair.key) && !wanted.has(pair.key)) edits.push(removal(source, node, pair));
  }
  const added = [...wanted].filter(([key]) => !pairs.some((pair) => pair.key === key));
  if (added.length > 0) edits.push(addition(source, node, added, eol));
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

const removable = new Set(['aliases', 'ticker', 'url', 'note']);

function addition(
  source: string,
  node: YamlNode,
  added: readonly [string, Value][],
  eol: string,
): SourceEdit {
  const fields = added.map(([key, value]) => `${emitKey(key)}: ${emitValue(value)}`);
  if (isFlow(source, node)) return insertIntoFlow(source, node, fields.join(', '));
  const first = node.pairs![0]!.keySpan.start;
  const indent = ' '.repeat(first - lineStart(source, first));
  const last = node.pairs!.at(-1)!;
  const at = lineEnd(source, Math.max(last.keySpan.end, contentEnd(source, last.node)));
  return { start: at, end: at, text: fields.map((field) => eol + indent + field).join('') };
}

function removal(source: string, node: YamlNode, pair: YamlPair): SourceEdit {
  const { keySpan } = pair;
  const pairs = node.pairs!;
  const next = pairs[pairs.indexOf(pair) + 1];
  if (pair === pairs[0] && next) return { start: keySpan.start, end: next.keySpan.start, text: '' };
  const end = Math.max(keySpan.end, contentEnd(source, pair.node));
  if (isFlow(source, node)) return { start: source.lastIndexOf(',', keySpan.start), end, text: '' };
  const start = lineStart(source, keySpan.start) - 1;
  return { start: source[start - 1] === '\r' ? start - 1 : start, end, text: '' };
}

/** Where a value is put instead: a list below its key goes beside the key, where any indent will do. */
function valueStart(source: string, keyEnd: number, value: YamlNode): number {
  const colon = source.indexOf(':', keyEnd);
  const between = source.slice(colon + 1, value.start);
  return colon >= 0 && colon < value.start && !between.includes('#') ? colon + 1 : value.start;
}

/** Behind the node's last character; a block scalar ends in front of its last line end. */
function contentEnd(source: string, node: YamlNode): number {
  let end = node.end;
  while (end > node.start && (source[end - 1] === '\n' || source[end - 1] === '\r')) end--;
  return end;
}

/** The same data, however it is written: `ticker: 700` says the same as `ticker: "700"`. */
function agrees(value: Value, wanted: Value): boolean {
  return sameValue(value, wanted) || (typeof wanted === 'string' && asString(value) === wanted);
}

function isFlow(source: string, node: YamlNode): boolean {
  return source[node.start] === '{' || source[node.start] === '[';
}

function insertIntoFlow(source: string, node: YamlNode, text: string): SourceEdit {
  let at = node.end - 1;
  while (/\s/.test(source[at - 1]!)) at--;
  const isEmpty = (node.items ?? node.pairs ?? []).length === 0;
  const hasComma = source[at - 1] === ',';
  return { start: at, end: at, text: (isEmpty ? '' : hasComma ? ' ' : ', ') + text };
}

function append(source: string, text: string, eol: string): SourceEdit {
  const isOpen = source !== '' && !source.endsWith('\n');
  return { start: source.length, end: source.length, text: (isOpen ? eol : '') + text };
}

function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the last character of the line, comments included. */
function lineEnd(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  if (end < 0) return source.length;
  return source[end - 1] === '\r' ? end - 1 : end;
}
