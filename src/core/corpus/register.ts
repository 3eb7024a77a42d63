import { foldName, kindOf } from '../companies/names';
import type { Entity } from '../model';

/** The register of a corpus, ready to be looked for in texts. */
export interface Register {
  readonly entities: readonly Entity[];
  /** The words by which names are looked for, with the names that have them. */
  readonly namesOf: ReadonlyMap<string, readonly RegisteredName[]>;
  /** Entities with a name that has no word of three characters: these may stand anywhere. */
  readonly always: readonly number[];
}

interface RegisteredName {
  /** Index of its entity. */
  readonly entity: number;
  /** All have to stand in a text that names it. */
  readonly words: readonly string[];
}

export function registerOf(entities: readonly Entity[]): Register {
  const namesOf = new Map<string, RegisteredName[]>();
  const always = new Set<number>();
  entities.forEach(({ label, name, aliases = [] }, entity) => {
    for (const each of [name, ...aliases]) {
      const words = wordsToFind(foldName(each, kindOf(label)).words);
      const longest = words.toSorted((a, b) => b.length - a.length)[0];
      if (longest === undefined) always.add(entity);
      else namesOf.set(longest, [...(namesOf.get(longest) ?? []), { entity, words }]);
    }
  });
  return { entities, namesOf, always: [...always] };
}

/**
 * The entries of the register that the text may name, in the register's order: all others change nothing in it. Names
 * are looked for by their words, case and accents aside. Linear in the text's length.
 */
export function entitiesIn(text: string, register: Register): readonly Entity[] {
  const { entities, namesOf, always } = register;
  if (entities.length === 0) return [];
  const wanted = wordsWanted(register);
  const seen = new Set<string>();
  const see = (word: string): void => {
    const folded = foldWord(word);
    if (wanted.has(folded)) seen.add(folded);
  };
  for (const [word] of text.matchAll(joinedWords)) {
    see(word);
    if (joints.test(word)) for (const part of word.split(joints)) see(part);
  }
  const found = new Set(always);
  for (const word of seen) {
    for (const { entity, words } of namesOf.get(word) ?? []) {
      if (words.every((each) => seen.has(each))) found.add(entity);
    }
  }
  return [...found].sort((a, b) => a - b).map((index) => entities[index]!);
}

const prepared = new WeakMap<Register, ReadonlySet<string>>();

function wordsWanted(register: Register): ReadonlySet<string> {
  let wanted = prepared.get(register);
  if (!wanted) {
    const all = [...register.namesOf.values()].flatMap((names) => names.flatMap(({ words }) => words));
    prepared.set(register, (wanted = new Set(all)));
  }
  return wanted;
}

/** Runs of letters and digits, with the dots and quotes that a folded name does without: `U.S.S.R`, `O’Neill`. */
const joinedWords = /[\p{L}\p{M}\p{N}]+(?:[.'’‘`&][\p{L}\p{M}\p{N}]+)*/gu;
const joints = /[.'’‘`&]/u;

/** Of the words of a folded name, those that are told apart from others: the words without their joints. */
function wordsToFind(words: readonly string[]): readonly string[] {
  const parts = words.flatMap((word) => word.match(joinedWords) ?? []).map(foldWord);
  return [...new Set(parts.filter((word) => word.length >= 3 && !unspaced.test(word)))];
}

/** Scripts that do not put blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function foldWord(word: string): string {
  const plain = /^[a-z0-9]*$/i.test(word)
    ? word
    : word
        .normalize('NFKD')
        .replace(/[\p{M}.'’‘`&]/gu, '')
        .normalize('NFC');
  return plain.toLowerCase();
}
