import type { Count } from '../companies/resolve';
import type { Wording } from '../repeat/fingerprint';
import type { IndexedArticle, IndexedNumber, IndexedText, IndexedThing } from './indexedText';

/**
 * An entry as one line of text, to be kept between sessions: what lists and counts need, and behind a tab each what is
 * asked for of a few texts at a time, so that it is read only then.
 */
export function storeEntry({ marks, numbers, ...entry }: IndexedText): string {
  const head = {
    ...entry,
    things: entry.things.map(storeThing),
    articles: entry.articles.map((article) => ({ ...article, wording: undefined })),
  };
  const wordings = entry.articles.map(({ wording }) => storeWording(wording));
  return [head, marks, numbers, ...wordings].map((part) => JSON.stringify(part)).join('\t');
}

/** The entry that a line says; `undefined` where the line is no entry, cut off or of another version. */
export function restoreEntry(line: string): IndexedText | undefined {
  try {
    const [head = '', marks = '', numbers = '', ...wordings] = line.split('\t');
    const { articles, things, ...entry } = JSON.parse(head) as Stored;
    const ends = [marks, numbers, ...wordings].every((part) => part.endsWith(']') || part.endsWith('}'));
    if (!ends || wordings.length !== articles.length || !('labels' in entry)) return undefined;
    let readMarks: readonly number[] | undefined;
    let readNumbers: readonly IndexedNumber[] | undefined;
    return {
      ...entry,
      articles: articles.map((article, i) => withWording(article, wordings[i]!)),
      things: things.map(restoreThing),
      get marks() {
        return (readMarks ??= JSON.parse(marks) as number[]);
      },
      get numbers() {
        return (readNumbers ??= JSON.parse(numbers) as IndexedNumber[]);
      },
    };
  } catch {
    // What cannot be read is made anew.
    return undefined;
  }
}

function withWording(article: Omit<IndexedArticle, 'wording'>, stored: string): IndexedArticle {
  let wording: Wording | undefined;
  return {
    ...article,
    get wording() {
      return (wording ??= restoreWording(JSON.parse(stored) as StoredWording));
    },
  };
}

/** Most things have one name under one label. */
function storeThing(thing: IndexedThing): StoredThing {
  const { aliases, labels, ...rest } = thing;
  const isOnly = (counts: readonly Count[], text: string): boolean =>
    counts.length === 1 && counts[0]!.text === text && counts[0]!.count === thing.marks.length;
  return {
    ...rest,
    ...(!isOnly(aliases, thing.name) && { aliases }),
    ...(!isOnly(labels, thing.label) && { labels }),
  };
}

function restoreThing(stored: StoredThing): IndexedThing {
  const count = stored.marks.length;
  return {
    ...stored,
    aliases: stored.aliases ?? [{ text: stored.name, count }],
    labels: stored.labels ?? [{ text: stored.label, count }],
  };
}

/** The key of an entry's line, without reading all of it. */
export function keyOfLine(line: string): string | undefined {
  return /^\{"key":"([^"]+)"/.exec(line)?.[1];
}

type StoredWording = Omit<Wording, Column> & Readonly<Record<Column, string>>;
type StoredThing = Omit<IndexedThing, 'aliases' | 'labels'> &
  Partial<Pick<IndexedThing, 'aliases' | 'labels'>>;
type Stored = Omit<IndexedText, 'articles' | 'things' | 'marks' | 'numbers'> & {
  readonly articles: readonly Omit<IndexedArticle, 'wording'>[];
  readonly things: readonly StoredThing[];
};

type Column = 'shingles' | 'paragraphOf' | 'paragraphs' | 'paragraphSizes' | 'lead';

function storeWording(wording: Wording): StoredWording {
  return {
    whole: wording.whole,
    shingles: toText(wording.shingles),
    paragraphOf: toText(wording.paragraphOf),
    paragraphs: toText(wording.paragraphs),
    paragraphSizes: toText(wording.paragraphSizes),
    lead: toText(wording.lead),
  };
}

function restoreWording(stored: StoredWording): Wording {
  return {
    whole: stored.whole,
    shingles: new Uint32Array(toNumbers(stored.shingles)),
    paragraphOf: new Uint16Array(toNumbers(stored.paragraphOf)),
    paragraphs: new Uint32Array(toNumbers(stored.paragraphs)),
    paragraphSizes: new Uint32Array(toNumbers(stored.paragraphSizes)),
    lead: new Uint32Array(toNumbers(stored.lead)),
  };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i;

/** The bytes in base 64, without padding; core has no `btoa`. Little-endian, as every machine that VS Code runs on. */
function toText(numbers: Uint32Array | Uint16Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  let text = '';
  let at = 0;
  for (; at + 2 < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    text +=
      digits[three >>> 18]! +
      digits[(three >>> 12) & 63]! +
      digits[(three >>> 6) & 63]! +
      digits[three & 63]!;
  }
  if (at === bytes.length) return text;
  const rest = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8);
  text += digits[rest >>> 18]! + digits[(rest >>> 12) & 63]!;
  return at + 1 < bytes.length ? text + digits[(rest >>> 6) & 63]! : text;
}

function toNumbers(text: string): ArrayBuffer {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    bits = (bits << 6) | values[text.charCodeAt(i) & 127]!;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = (bits >>> count) & 255;
  }
  return bytes.buffer;
}
