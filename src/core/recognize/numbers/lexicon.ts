/**
 * Words known by number, so that the words of a text are told apart without making strings of them.
 * Number 0 stands for every other word.
 */
export interface Lexicon {
  /** Words in lower case, by number; the first is empty. */
  readonly words: readonly string[];
  /** Open hash table of numbers; its size is a power of two. */
  readonly slots: Uint16Array;
  /** How many UTF-16 units the longest word has. */
  readonly longest: number;
}

export function lexiconOf(words: Iterable<string>): Lexicon {
  const all = ['', ...new Set(words)];
  const slots = new Uint16Array(2 ** Math.ceil(Math.log2(4 * all.length)));
  let longest = 0;
  for (let number = 1; number < all.length; number++) {
    const word = all[number]!;
    longest = Math.max(longest, word.length);
    let slot = hashOf(word, 0, word.length) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number;
  }
  return { words: all, slots, longest };
}

/** The number of the word at `start`, in whatever case it is written; 0 where it is not known. */
export function wordNumber(
  { words, slots, longest }: Lexicon,
  text: string,
  start: number,
  end: number,
): number {
  if (end - start > longest) return 0;
  const mask = slots.length - 1;
  for (let slot = hashOf(text, start, end) & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot]!;
    if (number === 0 || isSame(words[number]!, text, start, end)) return number;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let k = start; k < end; k++) hash = (Math.imul(hash, 31) + fold(text.charCodeAt(k))) | 0;
  return hash ^ (hash >>> 15);
}

function isSame(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let k = 0; k < word.length; k++)
    if (fold(text.charCodeAt(start + k)) !== word.charCodeAt(k)) return false;
  return true;
}

/** Lower case for the letters of English; others stay as they are. */
function fold(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
