/**
 * Trains the model that tells the lines of a text apart, and scores it:
 *
 *   npm run train:structure            trains on all texts of `training/texts` and `training/layouts`, writes weights.ts
 *   npm run train:structure -- …
 *     cross N [TEXT…]                  trains on all but every Nth text and scores on those, N times
 *     hold WORDS [TEXT…]               trains on the texts without WORDS (divided by commas) in their names, scores on the others
 *     score TEXT…                      scores the stored model and lists what is wrong
 *     explain TEXT WORDS               shows what speaks for which state in the line that holds the words
 *
 * A text is a .txt file with its sidecar, or a .gold.txt file. The same texts give the same weights. Each text is
 * taught as it stands and in many invented layouts; those of `training/layouts` are all laid out differently.
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
import { finish } from '../src/core/steps';
import { joinWrappedLines, readLines } from '../src/core/articles/lines';
import { augmented, patchwork, rearranged } from './articles/augment';
import { pick, randomFrom } from './articles/invent';
import { readGoldLines, textOfLines, type GoldLine } from './articles/gold';
import { train, type Example } from './articles/crf';

const rounds = 80;
/** How often each text is taught as it stands: most texts are laid out much as these are. */
const copies = 30;

const [command = 'train', ...paths] = process.argv.slice(2);
if (command === 'score') scoreStored(paths);
else if (command === 'cross') cross(Number(paths[0]), given(paths.slice(1)));
else if (command === 'hold') hold(paths[0]!.split(','), given(paths.slice(1)));
else if (command === 'train') trainAll(given(paths));
else if (command === 'explain') explain(paths[0]!, paths[1]!);
else throw new Error('Say train, cross, score or explain.');

/** The texts named, or all there are, in the order of their names. */
function given(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  return ['training/layouts', 'training/texts'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
}

function trainAll(files: readonly string[]): void {
  writeFileSync('src/core/articles/weights.ts', printed(modelOf(train(examplesOf(files)))));
}

/** Cross-validation over files: each is scored once, by a model that was not trained on it. */
function cross(parts: number, files: readonly string[]): void {
  for (let part = 0; part < parts; part++) {
    const held = files.filter((_, index) => index % parts === part);
    const weights = weightsOf(modelOf(train(examplesOf(files.filter((file) => !held.includes(file))))));
    reportFiles(held, weights);
  }
}

function hold(words: readonly string[], files: readonly string[]): void {
  const held = files.filter((file) => words.some((word) => file.includes(word)));
  const weights = weightsOf(modelOf(train(examplesOf(files.filter((file) => !held.includes(file))))));
  reportFiles(held, weights);
}

/** What is wrong in each file, then how much is right. */
function reportFiles(files: readonly string[], weights: Weights): void {
  const nameOf = (file: string): string => file.split('/').pop()!;
  for (const file of files)
    for (const error of errorsOf(readGoldLines(file), weights)) console.log(`${nameOf(file)}  ${error}`);
  for (const file of files) console.log(nameOf(file).padEnd(24), ...report([readGoldLines(file)], weights));
}

/** Each text as it stands, laid out anew, and with its articles in other company and order. */
function examplesOf(files: readonly string[]): Example[] {
  const random = randomFrom(20);
  const texts = files.map(readGoldLines);
  const ordinary = texts.filter((_, index) => !files[index]!.includes('layouts'));
  const examples: Example[] = [];
  files.forEach((file, index) => {
    const lines = texts[index]!;
    const asItStands = exampleOf(lines);
    for (let copy = 0; copy < copies; copy++) examples.push(asItStands);
    const hasManyLayouts = !ordinary.includes(lines);
    for (let round = 0; round < (hasManyLayouts ? 2 : 1) * rounds; round++) {
      if (hasManyLayouts) examples.push(exampleOf(rearranged(lines, pick(random, texts), random)));
      else if (round % 3 === 0) examples.push(exampleOf(patchwork(ordinary, random)));
      else examples.push(exampleOf(augmented(lines, random)));
    }
  });
  return examples;
}

function exampleOf(gold: readonly GoldLine[]): Example {
  const text = textOfLines(gold);
  const units = finish(joinWrappedLines(text, readLines(text)));
  const labels = Uint8Array.from({ length: units.count }, (_, unit) =>
    states.indexOf(taughtKind(gold, units.firstLine[unit]!)),
  );
  return { features: finish(readFeatures(text, units)), labels };
}

/**
 * The gold texts mark neither standfirsts nor, in some, interviewers' questions: short lines without a stop
 * right below a title are taught as what continues it, questions as headings.
 */
function taughtKind(gold: readonly GoldLine[], index: number): State {
  const { kind, text } = gold[index]!;
  if (kind === 'noise') return standsBeforeStory(gold, index) ? 'lead' : 'noise';
  if (kind !== 'body') return kind;
  if (text.length < 100 && /^[\p{Lu}][^“”"]*\?(?: \([^()]*\))?$/u.test(text) && !/^[QA][.:]/.test(text))
    return 'heading';
  if (text.length > 120 || /[.,;]$|^[-•*–]|\s{2,}\S/.test(text)) return kind;
  let title = index;
  while (gold[title]!.kind === 'body' && title > 0 && index - title < 3 && gold[title]!.blanksBefore === 0)
    title--;
  return gold[title]!.kind === 'title' ? 'deck' : kind;
}

function standsBeforeStory(gold: readonly GoldLine[], index: number): boolean {
  let before = index;
  while (before > 0 && ['noise', 'caption', 'deck'].includes(gold[before]!.kind)) before--;
  return gold[before]!.kind === 'title';
}

function scoreStored(files: readonly string[]): void {
  const weights = weightsOf(structureModel);
  const gold = files.map(readGoldLines);
  gold.forEach((lines, index) => {
    for (const error of errorsOf(lines, weights)) console.log(`${files[index]!.split('/').pop()}  ${error}`);
  });
  console.log(...report(gold, weights));
  console.log(repeatReport(gold));
}

/** Prints what speaks for which state in the line of a gold text that holds some words. */
function explain(file: string, words: string, weights = weightsOf(structureModel)): void {
  const text = textOfLines(readGoldLines(file));
  const units = finish(joinWrappedLines(text, readLines(text)));
  const features = finish(readFeatures(text, units));
  for (let unit = 0; unit < units.count; unit++) {
    const line = text.slice(
      units.lines.starts[units.firstLine[unit]!],
      units.lines.ends[units.firstLine[unit]!],
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

function errorsOf(gold: readonly GoldLine[], weights: Weights): string[] {
  return foundStates(gold, weights).flatMap((state, index) => {
    const { kind, text } = gold[index]!;
    if (kindOf(state) === kind || (isStory(state) && isStory(kind))) return [];
    return [`${kind.padEnd(8)} found ${state.padEnd(8)} ${text.slice(0, 90)}`];
  });
}

function kindOf(state: State): State {
  return state === 'deck' ? 'body' : state === 'lead' ? 'noise' : state;
}

function isStory(state: State): boolean {
  return state === 'body' || state === 'deck';
}

/** What the model takes each line for. */
function foundStates(gold: readonly GoldLine[], weights: Weights): State[] {
  const text = textOfLines(gold);
  const units = finish(joinWrappedLines(text, readLines(text)));
  const path = finish(decide(finish(readFeatures(text, units)), weights, new Uint8Array(units.count)));
  let unit = 0;
  return gold.map((_, line) => {
    while (units.firstLine[unit + 1]! <= line) unit++;
    const state = states[path[unit]!]!;
    return state === 'title' && line > units.firstLine[unit]! ? 'deck' : state;
  });
}

function report(texts: readonly (readonly GoldLine[])[], weights: Weights): string[] {
  const right = new Map<string, number>();
  const found = new Map<string, number>();
  const wanted = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const gold of texts) {
    foundStates(gold, weights).forEach((state, index) => {
      const [got, want] = [kindOf(state), kindOf(gold[index]!.kind)];
      count(wanted, want);
      count(found, got);
      if (got === want) count(right, got);
    });
  }
  return states
    .filter((state) => kindOf(state) === state)
    .map((state) => {
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
