/**
 * Numbers of 32 bits that ascend (unsigned), to be looked up: for each beginning of so many bits, where the numbers
 * with it begin. Hashes are spread evenly, so that few share a beginning.
 */
export interface SortedHashes {
  readonly hashes: Uint32Array;
  readonly firsts: Uint32Array;
  /** A bit for each longer beginning: most hashes that are asked for are not there, as this tells at once. */
  readonly filter: Int32Array;
}

const bits = 15;
const filterBits = 19;

export function openHashes(hashes: Uint32Array): SortedHashes {
  const firsts = new Uint32Array((1 << bits) + 1);
  const filter = new Int32Array(1 << (filterBits - 5));
  let next = 0;
  for (let i = 0; i < hashes.length; i++) {
    const bit = hashes[i]! >>> (32 - filterBits);
    filter[bit >>> 5]! |= 1 << (bit & 31);
    const beginning = hashes[i]! >>> (32 - bits);
    while (next <= beginning) firsts[next++] = i;
  }
  firsts.fill(hashes.length, next);
  return { hashes, firsts, filter };
}

/** The index of a hash, in 32 bits of either sign; -1 where it is not there. */
export function indexOfHash({ hashes, firsts, filter }: SortedHashes, hash: number): number {
  const bit = hash >>> (32 - filterBits);
  if ((filter[bit >>> 5]! & (1 << (bit & 31))) === 0) return -1;
  const beginning = hash >>> (32 - bits);
  const end = firsts[beginning + 1]!;
  for (let i = firsts[beginning]!; i < end; i++) if ((hashes[i]! | 0) === (hash | 0)) return i;
  return -1;
}
