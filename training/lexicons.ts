import { existsSync, readFileSync } from 'node:fs';
import { compileLexicon, kinds, readEntries, type Kind, type LexiconData } from '../src/core/recognize/names/lexicon';
import { readTexts } from './corpus';

const folder = 'src/core/recognize/names/lexicons';

/** Reads the word lists of the names recogniser and compiles them. */
export function readLexicons(): LexiconData {
  const lists = new Map<Kind, string[]>();
  for (const kind of kinds) lists.set(kind, readList(kind));
  const mode = process.env['DICT'] ?? '';
  let words = readList('ordinary-words');
  if (mode.includes('train')) words.push(...lowerWords());
  if (mode.includes('en')) {
    for (const line of readFileSync('/tmp/den/package/index.dic', 'utf8').split('\n').slice(1)) {
      const [word = '', flags = ''] = line.split('/');
      if (!/^[a-z]{2,}$/.test(word)) continue;
      words.push(word);
      if (/[SM]/.test(flags)) words.push(word.endsWith('y') ? word.slice(0, -1) + 'ies' : /(s|x|ch|sh)$/.test(word) ? word + 'es' : word + 's');
      if (/D/.test(flags)) words.push(word.endsWith('e') ? word + 'd' : word + 'ed');
      if (/G/.test(flags)) words.push(word.endsWith('e') ? word.slice(0, -1) + 'ing' : word + 'ing');
      if (/R/.test(flags)) words.push(word.endsWith('e') ? word + 'r' : word + 'er');
    }
  }
  words = [...new Set(words)];
  console.log('ordinary', words.length);
  return compileLexicon(lists, words);
}

function lowerWords(): string[] {
  const found = new Set<string>();
  for (const { text } of readTexts('training/texts')) for (const [word] of text.matchAll(/(?<![\p{L}\p{M}])\p{Ll}{2,}(?![\p{L}\p{M}])/gu)) found.add(word);
  return [...found];
}

function readList(name: string): string[] {
  const file = `${folder}/${name}.txt`;
  return existsSync(file) ? readEntries(readFileSync(file, 'utf8')) : [];
}
