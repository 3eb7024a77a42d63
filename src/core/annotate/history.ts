import type { Annotation, Decisions } from '../model';
import { compareAnnotations } from './operations';

/**
 * What one action changed, item by item, so that it can be undone after later text edits and merges too:
 * only the items it names are put back, all others stay as they are now.
 */
export interface Change {
  /** The items as they were: their state before the action. */
  readonly before: Decisions;
  /** The same items after it. */
  readonly after: Decisions;
  /** What the changes of other texts have too that were made by the same action. */
  readonly bulk?: string;
}

/** Actions done and undone, the newest last. */
export interface History {
  readonly done: readonly Change[];
  readonly undone: readonly Change[];
}

export const noHistory: History = { done: [], undone: [] };

/** More steps than anybody counts back; older ones are forgotten. */
const longest = 1000;

/** Remembers an action; what was undone before it can no longer be redone. */
export function remember(history: History, before: Decisions, after: Decisions, bulk?: string): History {
  const difference = differenceOf(before, after);
  const change = difference && { ...difference, ...(bulk !== undefined && { bulk }) };
  return change ? { done: [...history.done, change].slice(-longest), undone: [] } : history;
}

/** The state and history with the last action taken back, or `undefined` where there is none. */
export function undo(
  history: History,
  decisions: Decisions,
): { history: History; decisions: Decisions } | undefined {
  const change = history.done.at(-1);
  if (!change) return undefined;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, change] },
    decisions: exchange(decisions, change.after, change.before),
  };
}

/** The state and history with the last undone action done again, or `undefined` where there is none. */
export function redo(
  history: History,
  decisions: Decisions,
): { history: History; decisions: Decisions } | undefined {
  const change = history.undone.at(-1);
  if (!change) return undefined;
  return {
    history: { done: [...history.done, change], undone: history.undone.slice(0, -1) },
    decisions: exchange(decisions, change.before, change.after),
  };
}

/**
 * Takes back what an action on many texts changed here, whatever was done since: only what is still as the action
 * left it. `undefined` where it changed nothing here.
 */
export function undoBulk(
  history: History,
  decisions: Decisions,
  bulk: string,
): { history: History; decisions: Decisions } | undefined {
  const change = history.done.findLast((done) => done.bulk === bulk);
  if (!change) return undefined;
  return {
    history: {
      done: history.done.filter((done) => done !== change),
      undone: [...history.undone, change],
    },
    decisions: exchangeUntouched(decisions, change.after, change.before),
  };
}

/** Does again what `undoBulk` took back. */
export function redoBulk(
  history: History,
  decisions: Decisions,
  bulk: string,
): { history: History; decisions: Decisions } | undefined {
  const change = history.undone.findLast((undone) => undone.bulk === bulk);
  if (!change) return undefined;
  return {
    history: {
      done: [...history.done, change],
      undone: history.undone.filter((undone) => undone !== change),
    },
    decisions: exchangeUntouched(decisions, change.before, change.after),
  };
}

/** The history with every remembered item moved, as the text's edits moved it. */
export function mapHistory(history: History, move: (items: Decisions) => Decisions): History {
  const moved = (change: Change): Change => ({
    ...change,
    before: move(change.before),
    after: move(change.after),
  });
  return { done: history.done.map(moved), undone: history.undone.map(moved) };
}

/** The lists of Decisions, and what identifies an item of each. */
const lists = {
  articles: (item: Decisions['articles'][number]) => String(item.start),
  structure: (item: Decisions['structure'][number]) => String(item.start),
  entities: (item: Decisions['entities'][number]) => item.id,
  annotations: (item: Annotation) => item.id,
  orphans: (item: Decisions['orphans'][number]) => item.annotation.id,
  relations: (item: Decisions['relations'][number]) => item.id,
};
type List = keyof typeof lists;

/** Entities and orphans keep the order in which they came. */
const order: Record<List, (a: never, b: never) => number> = {
  articles: (a: { start: number }, b: { start: number }) => a.start - b.start,
  structure: (a: { start: number }, b: { start: number }) => a.start - b.start,
  entities: () => 0,
  annotations: compareAnnotations,
  orphans: () => 0,
  relations: (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1),
};

function differenceOf(before: Decisions, after: Decisions): Change | undefined {
  const change = { before: {} as Record<List, unknown[]>, after: {} as Record<List, unknown[]> };
  let changed = false;
  for (const list of Object.keys(lists) as List[]) {
    const old = new Set<unknown>(before[list]);
    const now = new Set<unknown>(after[list]);
    change.before[list] = before[list].filter((item) => !now.has(item));
    change.after[list] = after[list].filter((item) => !old.has(item));
    changed ||= change.before[list].length + change.after[list].length > 0;
  }
  return changed ? (change as unknown as Change) : undefined;
}

/** The state with the items of `old` replaced by those of `put`. */
function exchange(decisions: Decisions, old: Decisions, put: Decisions): Decisions {
  const result = { ...decisions } as Record<List, unknown>;
  for (const list of Object.keys(lists) as List[]) {
    result[list] = exchangeList(
      decisions[list],
      old[list],
      put[list],
      lists[list] as (item: unknown) => string,
      list,
    );
  }
  return result as unknown as Decisions;
}

/** The same, but items that are others now than in `old` stay, and so does what took their place. */
function exchangeUntouched(decisions: Decisions, old: Decisions, put: Decisions): Decisions {
  const touched = {} as Record<List, Set<string>>;
  for (const list of Object.keys(lists) as List[]) {
    const key = lists[list] as (item: unknown) => string;
    const now = new Map(decisions[list].map((item) => [key(item), JSON.stringify(item)]));
    const then = new Map(old[list].map((item) => [key(item), JSON.stringify(item)]));
    const keys = [...then.keys(), ...put[list].map(key)];
    touched[list] = new Set(keys.filter((each) => now.get(each) !== then.get(each)));
  }
  const untouched = (items: Decisions): Decisions => {
    const result = {} as Record<List, unknown>;
    for (const list of Object.keys(lists) as List[]) {
      const key = lists[list] as (item: unknown) => string;
      result[list] = items[list].filter((item) => !touched[list].has(key(item)));
    }
    return result as unknown as Decisions;
  };
  return exchange(decisions, untouched(old), untouched(put));
}

function exchangeList<T>(
  now: readonly T[],
  old: readonly T[],
  put: readonly T[],
  key: (item: T) => string,
  list: List,
): readonly T[] {
  if (old.length + put.length === 0) return now;
  const gone = new Set([...old, ...put].map(key));
  const kept = now.filter((item) => !gone.has(key(item)));
  return [...kept, ...put].sort(order[list] as (a: T, b: T) => number);
}
