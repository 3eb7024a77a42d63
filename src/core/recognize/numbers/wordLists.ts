/** A set of words from a line of them, with blanks between. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Words with their values: `spring=SP summer=SU`. */
export function wordMap(pairs: string): ReadonlyMap<string, string> {
  return new Map(
    pairs.split(' ').map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** Words with the numbers they stand for: `monday=1 tuesday=2`. */
export function numberMap(pairs: string): ReadonlyMap<string, number> {
  return new Map([...wordMap(pairs)].map(([word, value]) => [word, Number(value)]));
}

/** Words that count up: the first stands for `first`, each of the next for `step` more. */
export function countingMap(words: string, first: number, step = 1): ReadonlyMap<string, number> {
  return new Map(words.split(' ').map((word, i) => [word, first + i * step]));
}
