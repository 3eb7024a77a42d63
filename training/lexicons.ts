import { existsSync, readFileSync } from 'node:fs';
import {
  compileLexicon,
  kinds,
  readEntries,
  type Kind,
  type LexiconData,
} from '../src/core/recognize/names/lexicon';

const folder = 'src/core/recognize/names/lexicons';

/** Reads the word lists of the names recogniser and compiles them. */
export function readLexicons(): LexiconData {
  const lists = new Map<Kind, string[]>();
  for (const kind of kinds) lists.set(kind, readList(kind));
  return compileLexicon(lists, readList('ordinary-words'));
}

function readList(name: string): string[] {
  const file = `${folder}/${name}.txt`;
  return existsSync(file) ? readEntries(readFileSync(file, 'utf8')) : [];
}
