import type { ListName } from './document';
import { emitValue } from './emit';
import type { SideItem } from './sides';
import { asString, isList, nullValue, sameValue, type Fields, type Value } from './value';

export interface FieldMerge {
  /** With a `conflict` where there is one. */
  readonly fields: Fields;
  /** The keys that both sides changed differently. */
  readonly conflicting: readonly string[];
}

/** Keys that say one thing together, and are taken from one side together. */
const units: readonly (readonly string[])[] = [
  ['at', 'text', 'orphan'],
  ['value', 'unit'],
  ['by', 'on'],
];

/** Keys whose values are sets: what either side added is in, what either took out is not. */
const sets = new Set(['comments', 'also', 'aliases', 'tellings']);

/** Merges two versions of one item key by key. */
export function mergeFields(
  list: ListName,
  base: SideItem | undefined,
  ours: SideItem,
  theirs: SideItem,
): FieldMerge {
  const before: Fields = base?.fields ?? new Map();
  const [our, their] = [ours.fields!, theirs.fields!];
  const merged = new Map<string, Value>();
  const other = new Map<string, Value>();
  const take = (unit: readonly string[], from: Fields): void => {
    for (const key of unit) if (from.has(key)) merged.set(key, from.get(key)!);
  };
  let author: 'same' | 'both' = 'same';

  for (const unit of unitsOf(before, our, their)) {
    const key = unit[0]!;
    if (same(unit, our, their) || same(unit, before, their)) take(unit, our);
    else if (same(unit, before, our)) take(unit, their);
    else if (key === 'at' && list === 'annotations' && positionOf(base, ours, theirs)) {
      take(unit, positionOf(base, ours, theirs)!);
    } else if (key === 'by') author = 'both';
    else if (sets.has(key) && [our, their].every((side) => isList(side.get(key) ?? []))) {
      const items = mergeSets(before.get(key), our.get(key), their.get(key));
      if (items.length > 0) merged.set(key, items);
    } else {
      take(unit, our);
      for (const part of unit) {
        if (!sameValue(our.get(part), their.get(part))) other.set(part, their.get(part) ?? nullValue);
      }
    }
  }
  const conflicting = [...other.keys()];
  if (author === 'both') {
    // Who decided last signs what both changed; where they disagree, each signs their own reading.
    if (conflicting.length === 0) take(['by', 'on'], later(our, their));
    else {
      take(['by', 'on'], our);
      for (const key of ['by', 'on']) if (their.has(key)) other.set(key, their.get(key)!);
    }
  }
  if (conflicting.length === 0) return { fields: merged, conflicting };
  return {
    fields: merged.set('conflict', conflictValue('theirs', other, merged.get('conflict'))),
    conflicting,
  };
}

/** The `conflict` of an item; one that was there already stays inside it. */
export function conflictValue(side: 'ours' | 'theirs', reading: Value, earlier: Value | undefined): Value {
  const conflict = new Map<string, Value>([[side, reading]]);
  return earlier === undefined ? conflict : conflict.set('earlier', earlier);
}

/** Merges two versions of a comment or another stretch of the source. */
export function mergeText(base: string, ours: string, theirs: string, whenBoth: 'both' | 'least'): string {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const [first, second] = ours < theirs ? [ours, theirs] : [theirs, ours];
  return whenBoth === 'least' ? first : first + second;
}

function unitsOf(...sides: readonly Fields[]): readonly (readonly string[])[] {
  const keys = new Set(sides.flatMap((side) => [...side.keys()]));
  const single = [...keys].filter((key) => !units.some((unit) => unit.includes(key))).map((key) => [key]);
  return [...units.filter((unit) => unit.some((key) => keys.has(key))), ...single];
}

function same(unit: readonly string[], a: Fields, b: Fields): boolean {
  return unit.every((key) => sameValue(a.get(key), b.get(key)));
}

/** Whose position counts where the texts differ: that of the side that knows one for the text merged into. */
function positionOf(base: SideItem | undefined, ours: SideItem, theirs: SideItem): Fields | undefined {
  if (ours.isAstray !== theirs.isAstray && sameValue(ours.fields!.get('text'), theirs.fields!.get('text'))) {
    return ours.isAstray ? theirs.fields : ours.fields;
  }
  if (!base?.isAstray) return undefined;
  const words = base.fields!.get('text');
  const [ourWords, theirWords] = [ours.fields!.get('text'), theirs.fields!.get('text')];
  if (sameValue(words, ourWords) !== sameValue(words, theirWords)) {
    return sameValue(words, ourWords) ? theirs.fields : ours.fields;
  }
  return undefined;
}

function mergeSets(base: Value | undefined, ours: Value | undefined, theirs: Value | undefined): Value[] {
  const items = [base, ours, theirs].map(
    (value) => new Map((isList(value) ? value : []).map((item) => [emitValue(item), item])),
  );
  const [before, our, their] = items as [Map<string, Value>, Map<string, Value>, Map<string, Value>];
  const kept = [...before].filter(([key]) => our.has(key) && their.has(key));
  const added = [...new Map([...our, ...their])].filter(([key]) => !before.has(key));
  added.sort(([a], [b]) => (a < b ? -1 : 1));
  return [...kept, ...added].map(([, item]) => item);
}

function later(ours: Fields, theirs: Fields): Fields {
  const sign = (side: Fields): string =>
    `${asString(side.get('on')) ?? ''} ${asString(side.get('by')) ?? ''}`;
  return sign(ours) >= sign(theirs) ? ours : theirs;
}
