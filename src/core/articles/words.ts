import type { Steps } from '../steps';
import { CharacterKind, characterKind, isLetter } from './characters';
import type { Units } from './lines';

/**
 * The telling words of a text in their order: numbers of two digits or more and words of four letters or
 * more that are not everyday ones, each as a hash of its first letters (so that inflected forms agree).
 */
export interface Words {
  readonly count: number;
  /** Hashes below `wordClasses`. */
  readonly hashes: Uint16Array;
  /** 1 for words that the text writes with a capital only. */
  readonly names: Uint8Array;
  /** Index of the first word of each unit; one more entry than units. */
  readonly firstOfUnit: Uint32Array;
}

export const wordClasses = 1 << 16;

/** Letters that count of a word. */
const stemLength = 6;

const everyday = tableOf(
  (
    'about above according across after again against ahead almost along already also although always among another around ' +
    'asked away back because been before began behind being below between both came cannot come comes could days does doing done ' +
    'down during each early else enough even ever every first four from gave gets gives goes going gone good have having hers ' +
    'here high himself into itself just keep kept knew know known last late later least less like little long made make makes ' +
    'making many more most much must near nearly need neither never next none nothing once only onto other others over part past ' +
    'people perhaps quite rather really said same says second seem seen several shall should since some something soon still such ' +
    'take taken takes tell than that their them then there these they thing things think third this those though thought three ' +
    'through time told took toward towards under until upon used using very want wanted well went were what when where whether ' +
    'which while whose will with within without would year years yesterday your monday tuesday wednesday thursday friday saturday ' +
    'sunday january february march april june july august september october november december today week weeks month months ' +
    'million billion percent cent company companies'
  ).split(' '),
);

/** Collects the telling words of a text in one pass, pausing often. */
export function* readWords(text: string, units: Units): Steps<Words> {
  const { lines, firstLine } = units;
  let hashes = new Uint16Array(4096);
  let names = new Uint8Array(4096);
  const firstOfUnit = new Uint32Array(units.count + 1);
  const seenInLowerCase = new Uint8Array(wordClasses);
  let count = 0;
  for (let unit = 0; unit < units.count; unit++) {
    if ((unit & 0xff) === 0xff) yield;
    firstOfUnit[unit] = count;
    const end = lines.inkEnds[firstLine[unit + 1]! - 1]!;
    for (let at = lines.inkStarts[firstLine[unit]!]!; at < end;) {
      const kind = characterKind(text.charCodeAt(at));
      const start = at++;
      let hash = seed;
      if (isLetter(kind)) {
        for (at = start; at < end; at++) {
          const code = text.charCodeAt(at);
          const letter = characterKind(code);
          if (letter !== CharacterKind.lower && letter !== CharacterKind.upper) break;
          if (at - start < stemLength) hash = mix(hash, lowerCase(code, letter));
        }
        if (at - start < 4) continue;
      } else if (kind === CharacterKind.digit) {
        while (at < end && characterKind(text.charCodeAt(at)) === CharacterKind.digit) at++;
        if (at - start < 2) continue;
        for (let digit = start; digit < at && digit < start + 12; digit++) {
          hash = mix(hash, text.charCodeAt(digit));
        }
      } else continue;
      const folded = fold(hash);
      if (everyday[folded] === 1) continue;
      if (kind === CharacterKind.lower) seenInLowerCase[folded] = 1;
      if (count === hashes.length) {
        hashes = grown(hashes, new Uint16Array(count * 2));
        names = grown(names, new Uint8Array(count * 2));
      }
      hashes[count] = folded;
      names[count++] = kind === CharacterKind.upper ? 1 : 0;
    }
  }
  firstOfUnit[units.count] = count;
  for (let word = 0; word < count; word++) {
    if (names[word] === 1 && seenInLowerCase[hashes[word]!] === 1) names[word] = 0;
  }
  return { count, hashes, names, firstOfUnit };
}

/** Counts the words of a stretch that moves forward through the text. */
export interface Window {
  /** How often each word (by hash) stands in the stretch. */
  readonly counts: Uint16Array;
  from: number;
  to: number;
}

export function emptyWindow(): Window {
  return { counts: new Uint16Array(wordClasses), from: 0, to: 0 };
}

/** Moves both ends of the window forward; never back. */
export function moveWindow(window: Window, words: Words, from: number, to: number): void {
  for (; window.to < to; window.to++) window.counts[words.hashes[window.to]!]!++;
  for (; window.from < from && window.from < window.to; window.from++) {
    window.counts[words.hashes[window.from]!]!--;
  }
}

const seed = 0x811c9dc5;

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function fold(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 16)) & (wordClasses - 1);
}

function tableOf(words: readonly string[]): Uint8Array {
  const table = new Uint8Array(wordClasses);
  for (const word of words) table[hashOf(word)] = 1;
  return table;
}

function hashOf(word: string): number {
  let hash = seed;
  for (let at = 0; at < word.length && at < stemLength; at++) hash = mix(hash, word.charCodeAt(at));
  return fold(hash);
}

function lowerCase(code: number, kind: number): number {
  if (kind === CharacterKind.lower) return code;
  return code < 0x80 ? code + 32 : String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

function grown<T extends Uint8Array | Uint16Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
