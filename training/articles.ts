/**
 * Trains the model that tells the lines of a text apart, and scores it. Bundle it first:
 *
 *   npx esbuild training/articles.ts --bundle --platform=node --outfile=dist/training/articles.cjs
 *   node dist/training/articles.cjs train FOLDER         trains on all gold texts of a folder, writes weights.ts
 *   node dist/training/articles.cjs cross FOLDER GOLD…   trains on files 1–3 of each domain, scores on 4, 5 and others
 *   node dist/training/articles.cjs score GOLD…          scores the stored model and lists what is wrong
 *   node dist/training/articles.cjs explain GOLD WORDS   shows what speaks for which state in a line
 *
 * The same texts give the same weights. Each text is taught as it stands and in many invented layouts.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import {
  decide,
  states,
  weightsOf,
  type State,
  type StructureModel,
  type Weights,
} from '../src/core/articles/decide';
import { findArticles } from '../src/core/articles/articles';
import { findRepeats } from '../src/core/repeat/repeats';
import { featureNames, readFeatures } from '../src/core/articles/features';
import { structureModel } from '../src/core/articles/weights';
import { joinWrappedLines, readLines } from '../src/core/articles/lines';
import { augmented, randomFrom } from './articles/augment';
import { readGoldLines, textOfLines, type GoldLine } from './articles/gold';
import { train, type Example } from './articles/crf';

const rounds = 120;

/** Added to the score of titles, as it serves best on held-out texts: the training texts have few short titles. */
const titlePrior = 0.7;

const [command, ...paths] = process.argv.slice(2);
if (command === 'score') scoreStored(paths);
else if (command === 'cross') cross(paths[0]!, paths.slice(1));
else if (command === 'train') trainAll(paths[0]!);
else if (command === 'explain') explain(paths[0]!, paths[1]!);
else throw new Error('Say train, cross, score or explain.');

function goldFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.gold.txt'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function trainAll(folder: string): void {
  const texts = goldFiles(folder).map(readGoldLines);
  writeFileSync('src/core/articles/weights.ts', printed(modelOf(train(examplesOf(texts)))));
}

function cross(folder: string, others: readonly string[]): void {
  const files = goldFiles(folder);
  const held = files.filter((name) => /[45]\.gold/.test(name));
  const weights = weightsOf(
    modelOf(train(examplesOf(files.filter((name) => !held.includes(name)).map(readGoldLines)))),
  );
  console.log('held out', ...report(held.map(readGoldLines), weights));
  const random = randomFrom(77);
  const hard = held.flatMap((name) => [0, 1, 2, 3].map(() => augmented(readGoldLines(name), random)));
  console.log('held out, laid out anew', ...report(hard, weights));
  for (const other of others) console.log(other, ...report([readGoldLines(other)], weights));
}

function examplesOf(texts: readonly (readonly GoldLine[])[]): Example[] {
  const random = randomFrom(20);
  const examples: Example[] = [];
  for (const lines of texts) {
    examples.push(exampleOf(lines));
    for (let round = 0; round < rounds; round++) examples.push(exampleOf(augmented(lines, random)));
  }
  return examples;
}

function exampleOf(gold: readonly GoldLine[]): Example {
  const text = textOfLines(gold);
  const units = joinWrappedLines(text, readLines(text));
  const labels = Uint8Array.from({ length: units.count }, (_, unit) =>
    states.indexOf(taughtKind(gold[units.firstLine[unit]!]!)),
  );
  return { features: readFeatures(text, units), labels };
}

/** Interviewers' questions without a speaker's mark are headings in some gold texts and unmarked in others. */
function taughtKind({ kind, text }: GoldLine): State {
  return kind === 'body' && text.length < 100 && /^[\p{Lu}][^“”"]*\?$/u.test(text) && !/^[QA][.:]/.test(text)
    ? 'heading'
    : kind;
}

function scoreStored(files: readonly string[]): void {
  const weights = weightsOf(structureModel);
  const gold = files.map(readGoldLines);
  gold.forEach((lines, index) => {
    for (const error of errorsOf(lines)) console.log(`${files[index]!.split('/').pop()}  ${error}`);
  });
  console.log(...report(gold, weights));
  console.log(repeatReport(gold));
}

/** Prints what speaks for which state in the line of a gold text that holds some words. */
function explain(file: string, words: string, weights = weightsOf(structureModel)): void {
  const text = textOfLines(readGoldLines(file));
  const units = joinWrappedLines(text, readLines(text));
  const features = readFeatures(text, units);
  for (let unit = 0; unit < units.count; unit++) {
    const line = text.slice(
      units.lines.starts[units.firstLine[unit]!]!,
      units.lines.ends[units.firstLine[unit]!]!,
    );
    if (!line.includes(words)) continue;
    const sum = states.map(() => 0);
    console.log(line, '\n', states.join('  '));
    for (let at = features.firstOfUnit[unit]!; at < features.firstOfUnit[unit + 1]!; at++) {
      const feature = features.active[at]!;
      const row = [...weights.features.subarray(feature * states.length, (feature + 1) * states.length)];
      row.forEach((value, state) => (sum[state]! += value));
      console.log(row.map((value) => value.toFixed(2).padStart(6)).join(''), ' ', featureNames[feature]);
    }
    console.log(sum.map((value) => value.toFixed(2).padStart(6)).join(''), '  sum');
  }
}

/** Repeats as the whole chain finds them: a pair is right when both titles are. */
function repeatReport(texts: readonly (readonly GoldLine[])[]): string {
  let [wanted, found, right] = [0, 0, 0];
  for (const gold of texts) {
    const text = textOfLines(gold);
    const articles = findArticles(text);
    const titles: number[] = [];
    const pairs = new Set<string>();
    let offset = 0;
    for (const line of gold) {
      offset += line.blanksBefore;
      if (line.kind === 'title') titles.push(offset);
      if (line.repeats !== undefined) pairs.add(`${offset} ${titles[line.repeats]}`);
      offset += line.text.length + 1;
    }
    const got = findRepeats(text, articles).map(
      ({ article, of }) => `${articles[article]!.start} ${articles[of]!.start}`,
    );
    wanted += pairs.size;
    found += got.length;
    right += got.filter((pair) => pairs.has(pair)).length;
  }
  return `repeats ${((200 * right) / (wanted + found)).toFixed(1)} (${right}/${wanted}, +${found - right})`;
}

function errorsOf(gold: readonly GoldLine[]): string[] {
  const found = findArticles(textOfLines(gold)).flatMap((article) =>
    article.blocks.map((block, index) => (index === 0 ? { ...block, kind: 'title' } : block)),
  );
  const kindAt = new Map(found.map((block) => [block.start, block.kind as string]));
  const errors: string[] = [];
  let offset = 0;
  for (const line of gold) {
    offset += line.blanksBefore;
    const got = (kindAt.get(offset) ?? 'noise').replace('quotation', 'body').replace('paragraph', 'body');
    if (got !== line.kind && !(line.kind === 'deck'))
      errors.push(`${line.kind.padEnd(8)} found ${got.padEnd(8)} ${line.text.slice(0, 90)}`);
    offset += line.text.length + 1;
  }
  return errors;
}

function report(texts: readonly (readonly GoldLine[])[], weights: Weights): string[] {
  const right = new Map<string, number>();
  const found = new Map<string, number>();
  const wanted = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const gold of texts) {
    const text = textOfLines(gold);
    const units = joinWrappedLines(text, readLines(text));
    const path = decide(readFeatures(text, units), weights, new Uint8Array(units.count));
    const got: string[] = gold.map(() => 'body');
    for (let unit = 0; unit < units.count; unit++) {
      const state = states[path[unit]!]!;
      for (let line = units.firstLine[unit]!; line < units.firstLine[unit + 1]!; line++) {
        got[line] = state === 'title' && line > units.firstLine[unit]! ? 'deck' : state;
      }
    }
    gold.forEach((line, index) => {
      const state = got[index]!;
      count(wanted, line.kind);
      count(found, state);
      if (state === line.kind) count(right, state);
    });
  }
  return states.map((state) => {
    const [r, f, w] = [right, found, wanted].map((map) => map.get(state) ?? 0);
    return `${state} ${((200 * r!) / (f! + w! || 1)).toFixed(1)} (${r}/${w}, +${f! - r!})`;
  });
}

/** Weights with two decimals; features that say next to nothing are left out. */
function modelOf({ features, transitions }: Weights): StructureModel {
  const rows = (values: Float64Array, count: number): number[][] =>
    Array.from({ length: count }, (_, row) =>
      [...values.subarray(row * states.length, (row + 1) * states.length)].map(
        (value) => Math.round(value * 100) / 100 + 0,
      ),
    );
  const table = rows(features, featureNames.length);
  featureNames.forEach((name, index) => {
    if (name.endsWith('bias')) table[index]![0]! += titlePrior;
  });
  return {
    features: Object.fromEntries(
      featureNames
        .map((name, index) => [name, table[index]!] as const)
        .filter(([, row]) => row.some((value) => Math.abs(value) >= 0.03)),
    ),
    transitions: rows(transitions, states.length + 1),
  };
}

function printed(model: StructureModel): string {
  const rows = Object.entries(model.features).map(([name, row]) => `    '${name}': [${row.join(', ')}],`);
  return `import type { StructureModel } from './decide';

/** Written by training/articles.ts; columns: ${states.join(', ')}. */
// prettier-ignore
export const structureModel: StructureModel = {
  features: {
${rows.join('\n')}
  },
  transitions: [
${model.transitions.map((row) => `    [${row.join(', ')}],`).join('\n')}
  ],
};
`;
}
