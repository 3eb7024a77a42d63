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
export function remember(history: History, before: Decisions, after: Decisions): History {
  const change = difference(before, after);
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

/** The history with every remembered item moved, as the text's edits moved it. */
export function mapHistory(history: History, move: (items: Decisions) => Decisions): History {
  const moved = ({ before, after }: Change): Change => ({ before: move(before), after: move(after) });
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

/** Entities, orphans and relations keep the order in which they came. */
const order: Record<List, (a: never, b: never) => number> = {
  articles: (a: { start: number }, b: { start: number }) => a.start - b.start,
  structure: (a: { start: number }, b: { start: number }) => a.start - b.start,
  entities: () => 0,
  annotations: compareAnnotations,
  orphans: () => 0,
  relations: () => 0,
};

function difference(before: Decisions, after: Decisions): Change | undefined {
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
