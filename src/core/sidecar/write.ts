import type { Conflict, Decisions } from '../model';
import { sameSpan, type Span } from '../span';
import { speaksOf, type Binding, type Bound, type BoundAnnotation } from './bind';
import { itemsOf, keyOrder, listNames, type Item, type ListName } from './document';
import type { TextFacts } from './facts';
import { layOut, type Entry } from './layout';
import { comparePlaces, formatSpan, formatStretches, parsePosition, positionValue } from './position';
import { annotationFields, articleFields, entityFields, lineFields, relationFields } from './records';
import { sameValue, type Fields, type Value } from './value';

/**
 * Writes what people decided as a sidecar's source. What did not change since `previous` was read is written
 * byte for byte as it was, so one decision changes one line; without any change the result is
 * `previous.document.source`.
 *
 * @param previous what was read and bound, `undefined` where there is no sidecar yet. It must be writable:
 *   there is nothing that a sidecar with fatal findings may be overwritten with.
 * @param facts of the text that the offsets in `decisions` count in
 * @throws RangeError where `previous` is not writable
 */
export function writeSidecar(previous: Binding | undefined, decisions: Decisions, facts: TextFacts): string {
  if (previous && !previous.document.writable) throw new RangeError('The sidecar has fatal findings.');
  const wanted: Record<ListName, readonly Wanted[]> = {
    articles: wantedArticles(previous, decisions, facts),
    structure: wantedLines(previous, decisions, facts),
    entities: decisions.entities.map((entity) =>
      wantedById('entities', previous?.items.entities, entity, entityFields),
    ),
    annotations: wantedAnnotations(previous, decisions, facts),
    relations: decisions.relations.map((relation) =>
      wantedById('relations', previous?.items.relations, relation, relationFields),
    ),
  };
  const lists = new Map<ListName, readonly Entry[] | undefined>();
  for (const list of listNames) lists.set(list, entriesOf(list, previous, wanted[list]));
  return layOut(previous?.document, lists, facts);
}

/** An item as it should be. */
interface Wanted {
  readonly item: Item | undefined;
  /** `undefined`: as it is. */
  readonly fields: Fields | undefined;
  readonly key: SortKey;
}

/** What items are sorted by; compared in order. */
type SortKey = readonly (number | string)[];

function wantedAnnotations(previous: Binding | undefined, decisions: Decisions, facts: TextFacts): Wanted[] {
  const sameText = previous !== undefined && previous.facts.sha256 === facts.sha256;
  const inFile = previous && speaksOf(previous.document, facts);
  const wanted: Wanted[] = [];
  for (const annotation of decisions.annotations) {
    const { pieces, label, id } = annotation;
    const key = [pieces[0]!.start, -pieces[0]!.end, label, id];
    const bound = previous?.items.annotations.get(id);
    const stands = bound && sameText && inFile && !bound.orphaned && samePieces(bound, pieces);
    if (stands && bound.decision === annotation) {
      wanted.push({ item: bound.item, fields: undefined, key });
      continue;
    }
    const at = stands
      ? bound.fields.get('at')!
      : positionValue(pieces.map((piece) => formatSpan(piece, facts.lines)).join(', '));
    const orphan = stands ? bound.record.orphan : undefined;
    const fields = annotationFields(annotation, at, orphan, bound?.fields);
    wanted.push({
      ...changedItem('annotations', bound, boundAnnotationFields, fields, annotation.conflict),
      key,
    });
  }
  for (const { annotation, at, of } of decisions.orphans) {
    const bound = previous?.items.annotations.get(annotation.id);
    const place = parsePosition(positionValue(at))?.[0];
    const start = place ? facts.lines.lineStart(place.from.line) + place.from.column - 1 : 0;
    const end = place ? facts.lines.lineStart(place.to.line) + place.to.column - 1 : 0;
    const key = [start, -end, annotation.label, annotation.id];
    const stands = bound && formatStretches(bound.record.at) === at;
    // In the very text that the file speaks of, a place with other words says by itself that it is lost.
    const orphan = of ?? (stands && inFile ? undefined : 'true');
    const value = stands ? bound.fields.get('at')! : positionValue(at);
    const fields = annotationFields(annotation, value, orphan, bound?.fields);
    wanted.push({
      ...changedItem('annotations', bound, boundAnnotationFields, fields, annotation.conflict),
      key,
    });
  }
  return wanted;
}

function boundAnnotationFields(bound: BoundAnnotation): Map<string, Value> {
  return annotationFields(
    bound.record.annotation,
    bound.fields.get('at')!,
    bound.record.orphan,
    bound.fields,
  );
}

function samePieces(bound: BoundAnnotation, pieces: readonly Span[]): boolean {
  const old = 'pieces' in bound.decision ? bound.decision.pieces : [];
  return (
    old === pieces || (old.length === pieces.length && old.every((piece, i) => sameSpan(piece, pieces[i]!)))
  );
}

function wantedById<T extends { readonly id: string; readonly conflict?: Conflict }>(
  list: ListName,
  items: ReadonlyMap<string, Bound<T>> | undefined,
  decision: T,
  fieldsOf: (decision: T) => Map<string, Value>,
): Wanted {
  const bound = items?.get(decision.id);
  const key = [decision.id];
  if (bound && bound.decision === decision) return { item: bound.item, fields: undefined, key };
  const boundFields = (old: Bound<T>) => fieldsOf(old.decision);
  return { ...changedItem(list, bound, boundFields, fieldsOf(decision), decision.conflict), key };
}

function wantedArticles(previous: Binding | undefined, decisions: Decisions, facts: TextFacts): Wanted[] {
  const lineOf = (offset: number): number => facts.lines.place(offset).line;
  const find = lineFinder(previous?.items.articles ?? [], (decision) => decision.title);
  return decisions.articles.map((article) => {
    const line = lineOf(article.start);
    const repeats = article.repeats === undefined ? undefined : lineOf(article.repeats);
    const bound = find(line, article.title);
    const boundFields = (old: NonNullable<typeof bound>) =>
      articleFields(old.decision, lineIn(old.fields, 'line')!, lineIn(old.fields, 'repeats'), old.fields);
    const fields = articleFields(article, line, repeats, bound?.fields);
    return { ...changedItem('articles', bound, boundFields, fields, article.conflict), key: [line] };
  });
}

function wantedLines(previous: Binding | undefined, decisions: Decisions, facts: TextFacts): Wanted[] {
  const find = lineFinder(previous?.items.structure ?? [], (decision) => decision.text);
  return decisions.structure.map((decision) => {
    const line = facts.lines.place(decision.start).line;
    const bound = find(line, decision.text);
    const boundFields = (old: NonNullable<typeof bound>) =>
      lineFields(old.decision, lineIn(old.fields, 'line')!);
    return {
      ...changedItem('structure', bound, boundFields, lineFields(decision, line), decision.conflict),
      key: [line],
    };
  });
}

/**
 * Lines have no ids: an item is the one of the same line and words, else of the same words, else of the same
 * line. Each is found once.
 */
function lineFinder<T extends Bound<unknown>>(
  items: readonly T[],
  wordsOf: (decision: T['decision']) => string,
) {
  const left = new Set(items);
  const byLine = new Map<number, T>();
  const byWords = new Map<string, T[]>();
  for (const item of items) {
    byLine.set(lineIn(item.fields, 'line')!, item);
    const words = wordsOf(item.decision);
    byWords.set(words, [...(byWords.get(words) ?? []), item]);
  }
  return (line: number, words: string): T | undefined => {
    const here = byLine.get(line);
    const found =
      here && left.has(here) && wordsOf(here.decision) === words
        ? here
        : (byWords.get(words)?.find((item) => left.has(item)) ?? (here && left.has(here) ? here : undefined));
    if (found) left.delete(found);
    return found;
  };
}

function lineIn(fields: Fields, key: string): number | undefined {
  const value = fields.get(key);
  return typeof value === 'object' && 'value' in value && typeof value.value === 'number'
    ? value.value
    : undefined;
}

/**
 * The item's fields with just those keys changed that a person changed: what we read against what is wanted.
 * Keys that we don't know, or could not make sense of, stay where they are.
 */
function changedItem<B extends { readonly item: Item; readonly fields: Fields }>(
  list: ListName,
  bound: B | undefined,
  fieldsOf: (bound: B) => Fields,
  wanted: Fields,
  conflict: Conflict | undefined,
): Omit<Wanted, 'key'> {
  if (!bound) return { item: undefined, fields: wanted };
  const read = fieldsOf(bound);
  const fields = new Map(bound.fields);
  let changed = false;
  if (!conflict && fields.delete('conflict')) changed = true;
  for (const key of keyOrder[list]) {
    const value = wanted.get(key);
    if (sameValue(read.get(key), value)) continue;
    changed = true;
    if (value === undefined) fields.delete(key);
    else fields.set(key, value);
  }
  return { item: bound.item, fields: changed ? inOrder(fields, bound.fields, keyOrder[list]) : undefined };
}

/** Keys of the source keep their order; new ones come in front of the first that our order has behind them. */
function inOrder(fields: ReadonlyMap<string, Value>, source: Fields, order: readonly string[]): Fields {
  const keys = [...source.keys()].filter((key) => fields.has(key));
  for (const key of fields.keys()) {
    if (source.has(key)) continue;
    const rank = order.indexOf(key);
    const before = keys.findIndex((other) => order.indexOf(other) > rank);
    const lastKnown = keys.findLastIndex((other) => order.includes(other));
    keys.splice(before >= 0 ? before : lastKnown + 1, 0, key);
  }
  return new Map(keys.map((key) => [key, fields.get(key)!]));
}

/** The list's items as they should be written, `undefined` where nothing changes. */
function entriesOf(
  list: ListName,
  previous: Binding | undefined,
  wanted: readonly Wanted[],
): readonly Entry[] | undefined {
  const items = itemsOf(previous?.document, list);
  const byItem = new Map<Item, Wanted>();
  const added: Wanted[] = [];
  for (const entry of wanted) {
    if (entry.item) byItem.set(entry.item, entry);
    else added.push(entry);
  }
  const inUse = previous ? itemsInUse(previous, list) : new Set<Item>();
  const removed = [...inUse].some((item) => !byItem.has(item));
  if (added.length === 0 && !removed && wanted.every((entry) => !entry.fields)) return undefined;

  const kept: Sortable[] = [];
  for (const item of items) {
    const entry = byItem.get(item);
    if (!entry && inUse.has(item)) {
      kept.push({ entry: { item, fields: undefined, removed: true }, key: kept.at(-1)?.key ?? [] });
      continue;
    }
    // What is not in use has no place of its own: it stays behind the item above it.
    const key = entry?.key ?? kept.at(-1)?.key ?? [];
    kept.push({ entry: { item, fields: entry?.fields, removed: false }, key });
  }
  return arrange(list, previous, kept, added).map(({ entry }) => entry);
}

interface Sortable {
  readonly entry: Entry;
  readonly key: SortKey;
}

function itemsInUse({ items }: Binding, list: ListName): Set<Item> {
  return new Set(Array.from(items[list].values(), ({ item }: { item: Item }) => item));
}

/** Puts new items into their places, and moved ones too unless a person keeps the file in an order of their own. */
function arrange(
  list: ListName,
  previous: Binding | undefined,
  kept: Sortable[],
  added: readonly Wanted[],
): readonly Sortable[] {
  const fresh = added
    .map(({ fields, key }): Sortable => ({ entry: { item: undefined, fields, removed: false }, key }))
    .sort((a, b) => compareKeys(a.key, b.key));
  const sorted = isSorted(kept);
  if (!sorted && previous && wasSorted(list, previous)) kept.sort((a, b) => compareKeys(a.key, b.key));
  const arranged: Sortable[] = [];
  let next = 0;
  kept.forEach((item) => {
    while (next < fresh.length && compareKeys(fresh[next]!.key, item.key) < 0) arranged.push(fresh[next++]!);
    arranged.push(item);
  });
  return [...arranged, ...fresh.slice(next)];
}

function isSorted(items: readonly Sortable[]): boolean {
  return items.every((item, i) => i === 0 || compareKeys(items[i - 1]!.key, item.key) <= 0);
}

/** Whether the file had the list in our order when it was read. */
function wasSorted(list: ListName, previous: Binding): boolean {
  if (list === 'annotations') {
    const bound = [...previous.items.annotations.values()];
    return bound.every((item, i) => {
      if (i === 0) return true;
      const a = bound[i - 1]!.record;
      const b = item.record;
      return (
        (comparePlaces(a.at[0]!.from, b.at[0]!.from) || comparePlaces(b.at[0]!.to, a.at[0]!.to)) < 0 ||
        comparePlaces(a.at[0]!.from, b.at[0]!.from) === 0
      );
    });
  }
  if (list === 'articles' || list === 'structure') {
    const lines = previous.items[list].map(({ fields }) => lineIn(fields, 'line')!);
    return lines.every((line, i) => i === 0 || lines[i - 1]! <= line);
  }
  return false;
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    if (b[i] === undefined) return 1;
    return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length < b.length ? -1 : 0;
}
