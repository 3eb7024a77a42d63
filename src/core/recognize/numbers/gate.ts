import { TokenKind } from '../tokens';
import { months, seasons, weekdays } from './calendar';
import { currencySigns } from './currencies';
import { festivalStarts } from './dates';
import { tens, units } from './numerals';
import { ordinalWords } from './ordinals';
import type { Stream } from './stream';

/**
 * Words that a match may start with. Every other word is passed over without making a string of it, which is
 * what keeps the scan fast: a hash of its letters is looked up in a table filled once.
 */
const starters: readonly string[] = [
  ...units.keys(),
  ...tens.keys(),
  ...ordinalWords.keys(),
  ...months.keys(),
  ...weekdays.keys(),
  ...[...weekdays.keys()].map((word) => word + 's'),
  ...seasons.keys(),
  ...festivalStarts,
  ...[...currencySigns.keys()].filter((sign) => /^\p{L}+$/u.test(sign)).map((sign) => sign.toLowerCase()),
  ...'a an half quarter year week month minus noon midday midnight today tomorrow yesterday tonight the every each'.split(
    ' ',
  ),
  ...'this current last past previous preceding prior next following coming upcoming'.split(' '),
  ...'earlier later recent early late mid end start beginning middle close turn'.split(' '),
  ...'fy cy fiscal financial final q h'.split(' '),
  ...'twenties thirties forties fifties sixties seventies eighties nineties'.split(' '),
  ...'http https www'.split(' '),
];

const size = 8192;
const table: (string | undefined)[] = fill();

/** Whether a match may start with the word at token `i`. */
export function mayStart(s: Stream, i: number): boolean {
  if (s.kinds[i] !== TokenKind.word) return false;
  const start = s.starts[i]!;
  const end = s.ends[i]!;
  if (end - start > 12) return false;
  let hash = 0;
  for (let k = start; k < end; k++) hash = (Math.imul(hash, 31) + fold(s.text.charCodeAt(k))) | 0;
  for (let slot = hash & (size - 1); ; slot = (slot + 1) & (size - 1)) {
    const word = table[slot];
    if (word === undefined) return false;
    if (word.length === end - start && isSame(s.text, start, word)) return true;
  }
}

function isSame(text: string, start: number, word: string): boolean {
  for (let k = 0; k < word.length; k++)
    if (fold(text.charCodeAt(start + k)) !== word.charCodeAt(k)) return false;
  return true;
}

/** Lower case for the letters of English; others stay as they are. */
function fold(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function fill(): (string | undefined)[] {
  const words = new Array<string | undefined>(size).fill(undefined);
  for (const word of new Set(starters)) {
    let hash = 0;
    for (let k = 0; k < word.length; k++) hash = (Math.imul(hash, 31) + word.charCodeAt(k)) | 0;
    let slot = hash & (size - 1);
    while (words[slot] !== undefined) slot = (slot + 1) & (size - 1);
    words[slot] = word;
  }
  return words;
}
