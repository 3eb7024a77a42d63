import type { Topic } from '../companies/facts';
import type { Span } from '../span';
import {
  markAt,
  markSize,
  type IndexedFact,
  type IndexedMark,
  type IndexedNumber,
  type IndexedText,
} from './indexedText';
import type { CorpusThing } from './things';

/** What a sentence of the corpus says of a thing. */
export interface CorpusFact {
  readonly kind: IndexedFact['kind'];
  readonly file: string;
  readonly text: IndexedText;
  readonly sentence: Span;
  /** Where the other thing, or the number, stands. */
  readonly mark: IndexedMark;
  /** Index of the other thing in `text`; -1 for a number. */
  readonly other: number;
  /** What a number is about. */
  readonly about?: Topic;
  readonly number?: IndexedNumber;
  /** What somebody is called: of a company its people, of a person where they are it. */
  readonly role?: string;
}

/**
 * What the corpus says of a thing: of a company, the numbers, people, places and companies named with it; of anything
 * else, the companies that are said to have to do with it. In the order of the files' names and of the texts.
 */
export function factsOf({ places }: Pick<CorpusThing, 'places'>): CorpusFact[] {
  const found: CorpusFact[] = [];
  for (const { file, text, thing } of places) {
    const own = text.things[thing]!;
    for (const { kind, mark: index, sentence, about, role } of own.facts ?? []) {
      const mark = markAt(text, index);
      const number = kind === 'number' ? numberAt(text, index) : undefined;
      if (kind === 'number' ? number : mark.thing >= 0)
        found.push({ kind, file, text, sentence, mark, other: mark.thing, ...said({ about, role, number }) });
    }
    if (!own.facts) found.push(...factsAbout(file, text, thing));
  }
  return found;
}

/** The number that a mark is; `undefined` where it has no value. */
export function numberAt({ numbers }: IndexedText, mark: number): IndexedNumber | undefined {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]!.mark < mark) low = middle + 1;
    else high = middle;
  }
  return numbers[low]?.mark === mark ? numbers[low] : undefined;
}

/** What the companies of a text are said to have to do with one of its other things. */
function factsAbout(file: string, text: IndexedText, thing: number): CorpusFact[] {
  const found: CorpusFact[] = [];
  text.things.forEach(({ facts, marks }, company) => {
    for (const { kind, mark, sentence, role } of facts ?? []) {
      if (kind === 'number' || text.marks[mark * markSize + 6] !== thing) continue;
      // The company's own name in the sentence.
      const named = marks.find((index) => {
        const start = text.marks[index * markSize]!;
        return start >= sentence.start && start < sentence.end;
      });
      if (named === undefined) continue;
      found.push({
        kind: 'company',
        file,
        text,
        sentence,
        mark: markAt(text, named),
        other: company,
        ...said({ role }),
      });
    }
  });
  return found;
}

/** Without the keys of what is not said. */
function said<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
