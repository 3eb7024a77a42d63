/**
 * Seven numbers for each key: an open hash table, emptied in constant time to be used again. Keys are hashes
 * already, or small numbers.
 */
export interface Sums {
  /** Two numbers a slot: the round in which it was taken, and its key. */
  slots: Int32Array;
  /** Eight numbers a slot, the last one unused. */
  values: Float64Array;
  round: number;
  taken: number;
}

/** Numbers of a key: one for each label, and one for all. */
export const width = 7;

export function noSums(): Sums {
  return { slots: new Int32Array(2 * 64), values: new Float64Array(8 * 64), round: 1, taken: 0 };
}

export function clearSums(sums: Sums): void {
  sums.taken = 0;
  if (++sums.round === 0x7fffffff) {
    sums.slots.fill(0);
    sums.round = 1;
  }
}

/** Where a key's numbers begin in `values`, put there as zeros where it has none. */
export function sumOf(sums: Sums, key: number): number {
  const found = slotOf(sums, key);
  if (sums.slots[2 * found] === sums.round) return found << 3;
  if (sums.taken * 4 >= sums.slots.length) {
    grow(sums);
    return sumOf(sums, key);
  }
  sums.taken++;
  sums.slots[2 * found] = sums.round;
  sums.slots[2 * found + 1] = key;
  sums.values.fill(0, found << 3, (found << 3) + width);
  return found << 3;
}

/** Where a key's numbers begin in `values`; -1 where it has none. */
export function sumAt(sums: Sums, key: number): number {
  if (sums.taken === 0) return -1;
  const found = slotOf(sums, key);
  return sums.slots[2 * found] === sums.round ? found << 3 : -1;
}

/** The slot of a key, or the free one where it belongs. */
function slotOf({ slots, round }: Sums, key: number): number {
  const mask = (slots.length >> 1) - 1;
  let slot = key & mask;
  while (slots[2 * slot] === round && slots[2 * slot + 1] !== key) slot = (slot + 1) & mask;
  return slot;
}

function grow(sums: Sums): void {
  const { slots, values, round } = sums;
  sums.slots = new Int32Array(2 * slots.length);
  sums.values = new Float64Array(2 * values.length);
  for (let slot = 0; 2 * slot < slots.length; slot++) {
    if (slots[2 * slot] !== round) continue;
    const key = slots[2 * slot + 1]!;
    const target = slotOf(sums, key);
    sums.slots[2 * target] = round;
    sums.slots[2 * target + 1] = key;
    for (let k = 0; k < width; k++) sums.values[(target << 3) + k] = values[(slot << 3) + k]!;
  }
}
