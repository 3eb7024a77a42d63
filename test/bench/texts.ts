import { readTexts } from '../../training/corpus';
import { createRandom } from '../../training/random';

/** Articles to measure with, and the text that they make. */
export interface BenchText {
  readonly articles: readonly string[];
  readonly text: string;
  readonly megabytes: number;
}

/**
 * A text of about so many MB (10^6 bytes of UTF-8): the articles of the training corpus over and over. From the
 * second round on, two long words in three become others in the same case and every number another one, so
 * that no article is like one before it, and names come in new combinations as they do in a large corpus.
 */
export function benchText(megabytes: number): BenchText {
  const random = createRandom(1);
  const originals = readTexts('training/texts').map(({ text }) => `${text.trimEnd()}\n\n`);
  const vocabulary = vocabularyOf(originals);
  const articles: string[] = [];
  let bytes = 0;
  for (let i = 0; bytes < megabytes * 1e6; i++) {
    const original = originals[i % originals.length]!;
    const article = i < originals.length ? original : varied(original, vocabulary, random);
    articles.push(article);
    bytes += Buffer.byteLength(article);
  }
  const text = articles.join('');
  return { articles, text, megabytes: bytes / 1e6 };
}

/**
 * A text of about so many characters that begins with one article of about 5,000: its title and its paragraphs
 * are those of several.
 */
export function textToEdit(characters: number): { text: string; articleEnd: number } {
  const { articles } = benchText((characters * 1.1 + 20_000) / 1e6);
  let article = articles[0]!;
  let next = 1;
  for (; article.length < 5000; next++) {
    const [, ...paragraphs] = articles[next]!.split('\n\n').filter((line) => line.length > 150);
    article += `${paragraphs.join('\n\n')}\n\n`;
  }
  let text = article;
  for (; text.length < characters && next < articles.length; next++) text += articles[next]!;
  return { text, articleEnd: article.length };
}

interface Vocabulary {
  readonly small: readonly string[];
  readonly capital: readonly string[];
}

function vocabularyOf(texts: readonly string[]): Vocabulary {
  const words = [...new Set(texts.flatMap((text) => text.match(/\p{L}{4,}/gu) ?? []))];
  return {
    small: words.filter((word) => /^\p{Ll}+$/u.test(word)),
    capital: words.filter((word) => /^\p{Lu}\p{Ll}+$/u.test(word)),
  };
}

function varied(text: string, { small, capital }: Vocabulary, random: () => number): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)]!;
  return text.replace(/(?<!\p{L})(?:\p{Lu}\p{Ll}{3,}|\p{Ll}{4,})(?!\p{L})|\d/gu, (found) => {
    if (/\d/.test(found)) return String(1 + Math.floor(random() * 9));
    if (random() > 2 / 3) return found;
    return pick(/^\p{Lu}/u.test(found) ? capital : small);
  });
}
