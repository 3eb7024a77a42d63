import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  compileLexicon,
  kinds,
  readEntries,
  type Kind,
  type LexiconData,
} from '../src/core/recognize/names/lexicon';

/** Files of the word lists, in order. */
export const lexiconFiles = kinds.map((kind) => `src/core/recognize/names/lexicons/${kind}.txt`);

/** The English spelling dictionary (SCOWL, in the form of Hunspell). */
export const dictionaryFile = join(
  dirname(createRequire(join(process.cwd(), 'package.json')).resolve('dictionary-en')),
  'index.dic',
);

/** Reads the word lists of the names recogniser and the ordinary words of English, and compiles them. */
export function readLexicons(): LexiconData {
  const lists = new Map<Kind, string[]>(
    kinds.map((kind, i) => [kind, readEntries(readFileSync(lexiconFiles[i]!, 'utf8'))]),
  );
  return compileLexicon(lists, ordinaryWords(readFileSync(dictionaryFile, 'utf8')));
}

/** The dictionary's words in lower case, with the endings that its flags allow, roughly. */
function ordinaryWords(dictionary: string): string[] {
  const words = new Set<string>();
  for (const line of dictionary.split('\n').slice(1)) {
    const [word = '', flags = ''] = line.split('/');
    if (!/^[a-z]{2,}$/.test(word)) continue;
    const stem = word.endsWith('e') ? word.slice(0, -1) : word;
    words.add(word);
    if (/[SM]/.test(flags)) words.add(plural(word));
    if (flags.includes('D')) words.add(stem + 'ed');
    if (flags.includes('G')) words.add(stem + 'ing');
    if (flags.includes('R')) words.add(stem + 'er');
  }
  return [...words];
}

function plural(word: string): string {
  if (word.endsWith('y')) return word.slice(0, -1) + 'ies';
  return /(s|x|ch|sh)$/.test(word) ? word + 'es' : word + 's';
}
