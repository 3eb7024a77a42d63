/** How often two observers gave an item which categories: pairs of categories and their counts. */
export type Confusion = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Cohen's kappa (1960), and what it is made of. */
export interface Kappa {
  /** How many items were judged. */
  readonly items: number;
  /** The share of items on which both agree. */
  readonly observed: number;
  /** The share on which they would agree by chance, given how often each uses each category. */
  readonly expected: number;
  /** `undefined` where there are no items, or both put everything into one and the same category. */
  readonly value: number | undefined;
}

export function cohensKappa(confusion: Confusion): Kappa {
  const rows = new Map<string, number>();
  const columns = new Map<string, number>();
  let items = 0;
  let same = 0;
  for (const [first, counts] of confusion) {
    for (const [second, count] of counts) {
      items += count;
      if (first === second) same += count;
      rows.set(first, (rows.get(first) ?? 0) + count);
      columns.set(second, (columns.get(second) ?? 0) + count);
    }
  }
  if (items === 0) return { items, observed: 0, expected: 0, value: undefined };
  let byChance = 0;
  for (const [category, count] of rows) byChance += count * (columns.get(category) ?? 0);
  const observed = same / items;
  const expected = byChance / items ** 2;
  const isOneCategory = byChance === items ** 2;
  return {
    items,
    observed,
    expected,
    value: isOneCategory ? undefined : (observed - expected) / (1 - expected),
  };
}

/** Counts one more item. */
export function count(confusion: Map<string, Map<string, number>>, first: string, second: string): void {
  const row = confusion.get(first) ?? new Map<string, number>();
  confusion.set(first, row.set(second, (row.get(second) ?? 0) + 1));
}
