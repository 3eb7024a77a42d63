import type { Wording } from '../repeat/fingerprint';
import type { IndexedArticle, IndexedText } from './indexedText';

/** An entry as one line of text, to be kept between sessions. */
export function storeEntry(entry: IndexedText): string {
  return JSON.stringify({
    ...entry,
    articles: entry.articles.map((article) => ({ ...article, wording: storeWording(article.wording) })),
  });
}

/** The entry that a line says; `undefined` where the line is no entry, cut off or of another version. */
export function restoreEntry(line: string): IndexedText | undefined {
  try {
    const { articles, ...entry } = JSON.parse(line) as Stored;
    const parts: readonly (keyof typeof entry)[] = ['key', 'length', 'things', 'labels', 'marks', 'numbers'];
    const isWhole = parts.every((part) => part in entry);
    if (!isWhole) return undefined;
    return {
      ...entry,
      articles: articles.map((article) => ({ ...article, wording: restoreWording(article.wording) })),
    };
  } catch {
    // What cannot be read is made anew.
    return undefined;
  }
}

/** The key of an entry's line, without reading all of it. */
export function keyOfLine(line: string): string | undefined {
  return /^\{"key":"([^"]+)"/.exec(line)?.[1];
}

type StoredWording = Omit<Wording, Column> & Readonly<Record<Column, string>>;
type Stored = Omit<IndexedText, 'articles'> & {
  readonly articles: readonly (Omit<IndexedArticle, 'wording'> & { readonly wording: StoredWording })[];
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
