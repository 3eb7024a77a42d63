import { brat, bratInception } from './brat';
import { conll } from './conll';
import { csv, tsv } from './csv';
import { doccano, doccanoRelations } from './doccano';
import type { Format } from './format';
import { html } from './html';
import { huggingface } from './huggingface';
import { jsonl } from './jsonl';
import { labelStudio } from './labelStudio';
import { markdown } from './markdown';
import { prodigy } from './prodigy';
import { spacy, spacySpans } from './spacy';
import { uimaCas } from './uimaCas';
import { webannoTsv } from './webannoTsv';
import { webAnnotation } from './webAnnotation';

/** All formats. Adding one is its file and its row here. */
export const formats: readonly Format[] = [
  jsonl,
  csv,
  tsv,
  conll,
  spacy,
  spacySpans,
  brat,
  bratInception,
  prodigy,
  doccano,
  doccanoRelations,
  labelStudio,
  webAnnotation,
  huggingface,
  uimaCas,
  webannoTsv,
  markdown,
  html,
];

export function formatOf(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
