import type { Format } from './format';
import { formats } from './formats';
import { asList, asObject, parseJson } from './json';

/**
 * The formats that a file may be of, the likeliest first: by its name, and by what it begins with. Any, where its
 * name tells nothing.
 *
 * @param head the first few thousand characters of the file, or all of it
 */
export function guessFormats(path: string, head: string): readonly Format[] {
  const readable = formats.filter(({ read }) => read);
  const ending = readable.filter(({ extensions }) => path.endsWith(extensions[0]!));
  const named = ending.length > 0 ? ending : readable;
  const sign = signs.find(({ id, test }) => named.some((format) => format.id === id) && test(head));
  const first = named.filter(({ id }) => id === sign?.id);
  return [...first, ...named.filter((format) => !first.includes(format))];
}

interface Sign {
  readonly id: string;
  readonly test: (head: string) => boolean;
}

/** What gives a format away among those of the same ending, the most telling first. */
const signs: readonly Sign[] = [
  { id: 'jsonl', test: has('"format":"corpus-annotator/jsonl') },
  {
    id: 'huggingface',
    test: record(({ ner_tags, tags, tokens }) => Boolean(tokens) && Boolean(ner_tags ?? tags)),
  },
  { id: 'spacy-spans', test: record(({ spans }) => asObject(spans) !== undefined) },
  { id: 'prodigy', test: record(({ spans, answer }) => Array.isArray(spans) || answer !== undefined) },
  {
    id: 'doccano-relations',
    test: record(({ entities }) => asObject(asList(entities)[0])?.start_offset !== undefined),
  },
  { id: 'spacy', test: record(({ entities }) => Array.isArray(entities)) },
  { id: 'doccano', test: record(({ label, labels }) => Array.isArray(label ?? labels)) },
  { id: 'conll', test: (head) => /^-DOCSTART-/m.test(head) },
  { id: 'webanno-tsv', test: (head) => /^\ufeff?#FORMAT=WebAnno/.test(head) },
  { id: 'tsv', test: (head) => /^[^\n]*doc_id\t/.test(head) },
  { id: 'uima-cas', test: has('"%FEATURE_STRUCTURES"') },
  {
    id: 'label-studio',
    test: (head) => /^\s*\[?\s*\{/.test(head) && /"(?:data|annotations)"\s*:/.test(head),
  },
];

function has(words: string): (head: string) => boolean {
  return (head) => head.includes(words);
}

/** Looks at the first line, which is a record of its own. */
function record(test: (record: Readonly<Record<string, unknown>>) => boolean): (head: string) => boolean {
  return (head) => {
    const first = asObject(parseJson(head.slice(0, head.indexOf('\n') < 0 ? undefined : head.indexOf('\n'))));
    return first !== undefined && test(first);
  };
}
