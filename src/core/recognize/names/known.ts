import type { Label } from '../../model';
import type { Knowledge, KnownName } from '../recognizer';
import { tokenize, type Tokens } from '../tokens';
import { mix } from './hash';

/** A place where a known name stands, as tokens. */
export interface KnownPlace {
  readonly from: number;
  readonly to: number;
  /** Accepted under these labels; more than one where people accepted the name as different things. */
  readonly known: readonly KnownName[];
}

/** Known names, ready to be found in texts. */
export interface KnownNames {
  /** Every place of every known name; of names that overlap, only the longest, then the first. */
  find(tokens: Tokens): readonly KnownPlace[];
  /** Whether people rejected this name under this label. */
  isRejected(name: string, label: Label): boolean;
  readonly hasRejected: boolean;
  /** The accepted names, cut into words. */
  readonly accepted: readonly { readonly words: readonly string[]; readonly label: Label }[];
}

interface Pattern {
  readonly words: readonly string[];
  readonly known: KnownName[];
}

const prepared = new WeakMap<Knowledge, KnownNames>();

/** Makes known names ready once for each knowledge. */
export function knownNames(knowledge: Knowledge): KnownNames {
  let known = prepared.get(knowledge);
  if (!known) prepared.set(knowledge, (known = prepare(knowledge)));
  return known;
}

function prepare({ names }: Knowledge): KnownNames {
  const byFirst = new Map<string, Pattern[]>();
  const rejected = new Set<string>();
  const accepted: { words: readonly string[]; label: Label }[] = [];
  const patternOf = new Map<string, Pattern>();
  for (const known of names) {
    if (known.rejected) {
      rejected.add(`${known.label} ${known.name}`);
      continue;
    }
    const words = wordsOf(known.name);
    if (words.length === 0) continue;
    accepted.push({ words, label: known.label });
    const same = patternOf.get(known.name);
    if (same) {
      if (same.known.every(({ label }) => label !== known.label)) same.known.push(known);
      continue;
    }
    const pattern = { words, known: [known] };
    patternOf.set(known.name, pattern);
    const patterns = byFirst.get(words[0]!);
    if (patterns) patterns.push(pattern);
    else byFirst.set(words[0]!, [pattern]);
  }
  for (const patterns of byFirst.values()) patterns.sort((a, b) => b.words.length - a.words.length);
  const firsts = new Set([...byFirst.keys()].map((word) => firstKey(word.charCodeAt(0), word.length)));

  return {
    accepted,
    hasRejected: rejected.size > 0,
    isRejected: (name, label) => rejected.has(`${label} ${name}`),
    find(tokens) {
      if (byFirst.size === 0) return [];
      const { text, count, starts, ends } = tokens;
      const places: KnownPlace[] = [];
      for (let i = 0; i < count;) {
        const start = starts[i]!;
        const length = ends[i]! - start;
        const patterns = firsts.has(firstKey(text.charCodeAt(start), length))
          ? byFirst.get(text.slice(start, start + length))
          : undefined;
        const match = patterns?.find(({ words }) => standsAt(words, tokens, i));
        if (!match) {
          i++;
          continue;
        }
        places.push({ from: i, to: i + match.words.length, known: match.known });
        i += match.words.length;
      }
      return places;
    },
  };
}

function firstKey(code: number, length: number): number {
  return mix(code, length);
}

/** Names match whole words; a gap is a gap, however wide, but stays within the line. */
function standsAt(words: readonly string[], { text, count, starts, ends }: Tokens, at: number): boolean {
  if (at + words.length > count) return false;
  for (let k = 1; k < words.length; k++) {
    if (text.slice(starts[at + k], ends[at + k]) !== words[k]) return false;
  }
  return true;
}

function wordsOf(name: string): string[] {
  const { text, count, starts, ends } = tokenize(name);
  return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]));
}
