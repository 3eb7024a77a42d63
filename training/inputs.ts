import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionaryFile, lexiconFiles } from './lexicons';
import { settings } from './names/trainer';

export const textsFolder = 'training/texts';
export const modelFile = 'src/core/recognize/names/model.bin';

/** A 32-bit hash of all that the names model is trained on: texts, sidecars, word lists, settings. */
export function hashInputs(): number {
  const texts = readdirSync(textsFolder)
    .sort()
    .map((name) => join(textsFolder, name));
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of [...texts, ...lexiconFiles, dictionaryFile])
    hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest().readUInt32LE(0);
}
