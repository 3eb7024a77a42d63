import { slugOf } from '../companies/names';
import type { Entity } from '../model';
import { applyEdits, editEntity, removeEntities, type SourceEdit } from '../project/edit';
import { emitValue } from '../sidecar/emit';
import { asString } from '../sidecar/value';
import { readYaml, type YamlNode } from '../sidecar/yaml';
import { foldedName } from './makeEntry';
import type { CorpusThing } from './things';

/** A change of what names stand for, over the register and all sidecars. */
export interface Refactoring {
  /** Entries of the register as they are to be. */
  readonly set: readonly Entity[];
  /** Ids that are to be nobody's. */
  readonly remove: readonly string[];
  /** What annotations that point to an id point to instead. */
  readonly move: readonly Move[];
}

interface Move {
  readonly from: readonly string[];
  readonly to: string;
  /** Only annotations of this name, as names are compared. */
  readonly folded?: string;
}

type Thing = Pick<CorpusThing, 'id' | 'label' | 'name' | 'entity' | 'places'>;

/** Makes one thing of two: the names of `from` become names of `into`. */
export function mergeThings(from: Thing, into: Thing): Refactoring {
  const kept = entryOf(into);
  const gone = entryOf(from);
  const entity = {
    ...kept,
    ...carried(gone, kept),
    aliases: distinct(kept, [...(kept.aliases ?? []), gone.name, ...(gone.aliases ?? [])]),
  };
  const ids = idsOf(from).filter((id) => id !== entity.id);
  return { set: [entity], remove: ids, move: [{ from: ids, to: entity.id }] };
}

/**
 * Makes a thing of its own of one of a thing's names.
 *
 * @param isTaken whether an id is in use anywhere in the corpus
 */
export function splitAlias(thing: Thing, alias: string, isTaken: (id: string) => boolean): Refactoring {
  const folded = foldedName(alias, thing.label);
  const whole = entryOf(thing);
  const others = [whole.name, ...(whole.aliases ?? [])].filter(
    (name) => foldedName(name, thing.label) !== folded,
  );
  const [name = whole.name, ...aliases] = others;
  const slug = slugOf(folded.slice(folded.indexOf('\n') + 1));
  let id = slug;
  for (let n = 2; isTaken(id) || id === whole.id; n++) id = `${slug}-${n}`;
  const kept = withAliases({ ...whole, name }, aliases);
  return {
    set: [kept, { id, label: thing.label, name: alias }],
    remove: [],
    move: [{ from: [whole.id], to: id, folded }],
  };
}

/** Gives a thing another name; the old one stays as an alias. */
export function renameThing(thing: Thing, name: string): Refactoring {
  const old = entryOf(thing);
  const names = [...(old.aliases ?? []), old.name].filter((alias) => alias !== name);
  return { set: [{ ...old, name, aliases: names }], remove: [], move: [] };
}

/** Takes a thing out of the register. */
export function dropThing({ entity }: Thing): Refactoring {
  return { set: [], remove: entity ? [entity.id] : [], move: [] };
}

/** The entry that a thing has in the register, or would have. */
export function entryOf({ id, label, name, entity, places }: Thing): Entity {
  if (entity) return entity;
  const names = places.map(({ text, thing }) => text.things[thing]!.name);
  return withAliases({ id, label, name }, distinct({ id, label, name }, names));
}

/** A corpus.yaml after a refactoring; `undefined` where it can't be read, and so must not be written. */
export function refactorRegister(source: string, { set, remove }: Refactoring): string | undefined {
  let result = source;
  const kept = new Set(set.map(({ id }) => id));
  const gone = remove.filter((id) => !kept.has(id));
  const removals = gone.length > 0 ? removeEntities(result, (id) => gone.includes(id)) : [];
  if (!removals) return undefined;
  result = applyEdits(result, removals);
  for (const entity of set) {
    const edits = editEntity(result, entity);
    if (!edits) return undefined;
    result = applyEdits(result, edits);
  }
  return result;
}

/** A sidecar after a refactoring; `undefined` where it can't be read, and so must not be written. */
export function refactorSidecar(source: string, { remove, move }: Refactoring): string | undefined {
  const ids = new Set([...remove, ...move.flatMap(({ from }) => from)]);
  // Most sidecars name none of the ids: they need not be read.
  if (![...ids].some((id) => source.includes(id))) return source;
  const { root, problems } = readYaml(source, 0);
  if (problems.length > 0) return undefined;
  const annotations = root?.pairs?.find(({ key }) => key === 'annotations')?.node.items ?? [];
  const edits = annotations.flatMap((item): SourceEdit[] => {
    const entity = valueOf(item, 'entity');
    const id = entity && asString(entity.value);
    const to = id === undefined ? undefined : target(move, id, item);
    return entity && to !== undefined ? [{ start: entity.start, end: entity.end, text: emitValue(to) }] : [];
  });
  const moved = applyEdits(source, edits);
  const removals = removeEntities(moved, (id) => remove.includes(id));
  return removals && applyEdits(moved, removals);
}

function target(move: readonly Move[], id: string, item: YamlNode): string | undefined {
  const name = asString(valueOf(item, 'text')?.value) ?? '';
  const label = asString(valueOf(item, 'label')?.value) ?? '';
  return move.find(
    ({ from, folded }) => from.includes(id) && (folded === undefined || foldedName(name, label) === folded),
  )?.to;
}

function valueOf(item: YamlNode, key: string): YamlNode | undefined {
  return item.pairs?.find((pair) => pair.key === key)?.node;
}

/** The ids that entries of the register and of sidecars have for a thing. */
function idsOf({ id, entity, places }: Thing): readonly string[] {
  const entries = places.map(({ text, thing }) => text.things[thing]!).filter(({ isEntry }) => isEntry);
  return [...new Set([...(entity ? [id] : []), ...entries.map((entry) => entry.id)])];
}

/** What only the entry that goes says. */
function carried(gone: Entity, kept: Entity): Partial<Entity> {
  const { ticker = gone.ticker, url = gone.url, note = gone.note } = kept;
  return {
    ...(ticker !== undefined && { ticker }),
    ...(url !== undefined && { url }),
    ...(note !== undefined && { note }),
  };
}

/** The names without the entry's own, each once. */
function distinct({ name }: Entity, names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((each) => each !== name);
}

function withAliases(entity: Entity, aliases: readonly string[]): Entity {
  const { id, label, name } = entity;
  return { id, label, name, ...(aliases.length > 0 && { aliases }), ...carried(entity, entity) };
}
