// Trains the names model: npm run train. With --check: tells whether the model in the repository is the one
// that training makes of today's inputs, without writing it.
import { readFileSync, writeFileSync } from 'node:fs';
import { encodeModel } from '../src/core/recognize/names/model';
import { examplesOf, readTexts } from './corpus';
import { hashInputs, modelFile, textsFolder } from './inputs';
import { readLexicons } from './lexicons';
import { prepareAll, settings, train } from './names/trainer';

const lexicon = readLexicons();
const examples = readTexts(textsFolder).flatMap(examplesOf);
const data = train(prepareAll(examples, lexicon, settings), lexicon, settings);
const bytes = encodeModel({ ...data, inputs: hashInputs() });
const summary = `${examples.length} articles, ${data.features.length} features, ${(bytes.length / 1000).toFixed(0)} kB`;
if (process.argv.includes('--check')) {
  const same = Buffer.compare(bytes, readFileSync(modelFile)) === 0;
  console.log(
    same
      ? `${modelFile} is up to date: ${summary}`
      : `${modelFile} is not what training makes: run npm run train`,
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(modelFile, bytes);
  console.log(`${modelFile}: ${summary}`);
}
