// Tells how good the recognisers are: npm run evaluate [-- --errors] [-- --adapt] [-- --gold FOLDER]
// Names: by cross-validation over the training texts, and with the model in the repository on gold texts
// that lie outside the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entityLabels } from '../src/core/model';
import { decodeModel, openModel } from '../src/core/recognize/names/model';
import { createNamesRecognizer } from '../src/core/recognize/names/names';
import type { Knowledge, KnownName, Recognizer } from '../src/core/recognize/recognizer';
import { readGoldExamples, readTexts, type Example } from './corpus';
import { modelFile, textsFolder } from './inputs';
import { readLexicons } from './lexicons';
import { reliability, type Outcome } from './names/calibration';
import { f1, score, summary, total, type Tallies } from './names/evaluation';
import { prepareAll, settings, train } from './names/trainer';

const folds = 3;
const nothing: Knowledge = { names: [] };
const flags = process.argv.slice(2);
const errors: string[] | undefined = flags.includes('--errors') ? [] : undefined;
const goldFolders = [
  '../shared/corpus',
  ...flags.flatMap((flag, i) => (flag === '--gold' ? [flags[i + 1]!] : [])),
];

console.log('Names');
if (!flags.includes('--gold-only')) crossValidate();
const committed = createNamesRecognizer(() => openModel(decodeModel(readFileSync(modelFile))));
for (const folder of goldFolders) {
  if (!existsSync(folder)) {
    console.log(`${folder} is not here: skipped`);
    continue;
  }
  const all: Tallies = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.gold.txt'))) {
    const examples = readGoldExamples(join(folder, file));
    const tallies: Tallies = new Map();
    for (const example of examples)
      for (const sums of [tallies, all])
        scoreNames(committed, example, nothing, sums, sums === all ? undefined : errors);
    console.log(`${file.padEnd(24)} ${summary(tallies)}`);
    if (flags.includes('--adapt')) adapt(committed, examples);
  }
  console.log(`${`all of ${folder}`.padEnd(24)} ${summary(all)}`);
}
for (const error of errors ?? []) console.log(error);

// Numbers, articles and repeats have no training; their figures are printed here once they join.

/** Trains on two thirds of the articles, tests on the rest, three times; repeats stay with their first telling. */
function crossValidate(): void {
  const lexicon = readLexicons();
  const examples = readTexts(textsFolder);
  const articles = prepareAll(examples, lexicon, settings);
  const groups = [...new Set(examples.map(groupOf))];
  const foldOf = new Map(groups.map((group, i) => [group, (i * 7) % folds]));
  const tallies: Tallies = new Map();
  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const isHeld = (example: Example) => foldOf.get(groupOf(example)) === fold;
    const model = openModel(
      train(
        articles.filter(({ example }) => !isHeld(example)),
        lexicon,
        settings,
      ),
    );
    const recognizer = createNamesRecognizer(() => model);
    for (const example of examples)
      if (isHeld(example)) outcomes.push(...scoreNames(recognizer, example, nothing, tallies, errors));
  }
  console.log(`${`${folds}-fold, by article`.padEnd(24)} ${summary(tallies)}`);
  console.log('Of names with a score, so many are right:');
  for (const line of reliability(outcomes)) console.log(`  ${line}`);
}

function groupOf(example: Example): string {
  return example.repeats ?? example.name;
}

function scoreNames(
  recognizer: Recognizer,
  example: Example,
  knowledge: Knowledge,
  tallies: Tallies,
  errors?: string[],
): Outcome[] {
  const found = recognizer
    .recognize(example, knowledge)
    .filter(({ label }) => (entityLabels as readonly string[]).includes(label));
  score(example, found, tallies, errors);
  return found.map(({ start, end, label, score: probability }) => {
    const mark = example.marks.find((one) => one.start === start && one.end === end);
    return { probability, right: mark?.labels.includes(label) ?? false };
  });
}

/** What is gained on the rest of a text when its first article was corrected. */
function adapt(recognizer: Recognizer, [first, ...rest]: readonly Example[]): void {
  if (!first || rest.length === 0) return;
  const knowledge = lessonsOf(recognizer, first);
  const before: Tallies = new Map();
  const after: Tallies = new Map();
  for (const example of rest) {
    scoreNames(recognizer, example, nothing, before);
    scoreNames(recognizer, example, knowledge, after);
  }
  const [cold, taught] = [f1(total(before)), f1(total(after))];
  const share = cold < 1 ? (taught - cold) / (1 - cold) : 0;
  const percent = (value: number) => (100 * value).toFixed(1);
  console.log(
    `  first article corrected: ${percent(cold)} → ${percent(taught)} on the rest, ${percent(share)}% of what was missing`,
  );
}

/** What a person teaches by correcting an article: its names accepted, what was found wrongly rejected. */
function lessonsOf(recognizer: Recognizer, example: Example): Knowledge {
  const isName = (label: string) => (entityLabels as readonly string[]).includes(label);
  const marks = example.marks.filter(({ labels }) => isName(labels[0]!));
  const reason = { kind: 'accepted', file: example.name, line: 1 } as const;
  const accepted = marks.map(({ text, labels }): KnownName => ({ name: text, label: labels[0]!, reason }));
  const rejected = recognizer
    .recognize(example, nothing)
    .filter(
      ({ start, end, label }) =>
        !marks.some((mark) => mark.start === start && mark.end === end && mark.labels.includes(label)),
    )
    .map(({ text, label }): KnownName => ({ name: text, label, rejected: true, reason }));
  const names = [
    ...accepted,
    ...rejected.filter(
      ({ name, label }) => !accepted.some((one) => one.name === name && one.label === label),
    ),
  ];
  return { names };
}
