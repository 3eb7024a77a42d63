import { functionWords } from './functionWords';
import { isWord, kindAt, lower, type Stream } from './stream';

/** Whether the noun of a number that ends at token `i` is left out: the text stops or goes on without one. */
export function isGoneOn(s: Stream, i: number): boolean {
  return !isWord(s, i) || functionWords.has(lower(s, i)) || kindAt(s, i) === 0;
}
