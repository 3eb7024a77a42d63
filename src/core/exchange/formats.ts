import { conll } from './conll';
import { csv, tsv } from './csv';
import type { Format } from './format';
import { huggingface } from './huggingface';
import { jsonl } from './jsonl';
import { spacy, spacySpans } from './spacy';

/** All formats. Adding one is its file and its row here. */
export const formats: readonly Format[] = [jsonl, csv, tsv, conll, spacy, spacySpans, huggingface];

export function formatOf(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
