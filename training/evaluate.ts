// Tells how good the recognisers are: npm run evaluate [-- --errors] [-- --adapt] [-- --gold-only] [-- --gold FOLDER]
// Training texts: names by cross-validation, the rest as found in the whole text. Gold texts outside the
// project: everything as found in the whole text, with the model in the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, noBackground } from '../src/core/analysis';
import { isEntityLabel, noDecisions } from '../src/core/model';
import { decodeModel, openModel } from '../src/core/recognize/names/model';
import { createNamesRecognizer } from '../src/core/recognize/names/names';
import type { Knowledge, KnownName, Recognizer } from '../src/core/recognize/recognizer';
import { examplesOf, readGoldText, readTexts, type Example, type Mark, type MarkedText } from './corpus';
import { f1, scoreArticles, scoreMarks, table, total, type Say, type Tallies } from './evaluation';
import { modelFile, textsFolder } from './inputs';
import { readLexicons } from './lexicons';
import { reliability, type Outcome } from './names/calibration';
import { prepareAll, settings, train } from './names/trainer';

const folds = 3;
const nothing: Knowledge = { names: [] };
const flags = process.argv.slice(2);
const errors: string[] = [];
const goldFolders = [
  '../shared/corpus',
  ...flags.flatMap((flag, i) => (flag === '--gold' ? [flags[i + 1]!] : [])),
];

if (!flags.includes('--gold-only')) evaluateTrainingTexts(readTexts(textsFolder));
for (const folder of goldFolders) evaluateGold(folder);
if (flags.includes('--errors')) for (const error of errors) console.log(error);

function evaluateTrainingTexts(texts: readonly MarkedText[]): void {
  const tallies: Tallies = new Map();
  const outcomes: Outcome[] = [];
  // An article that tells another again stays with it.
  for (const { recognizer, held } of crossValidate(texts, (example) => example.repeats ?? example.name)) {
    for (const example of held) outcomes.push(...scoreNames(recognizer, example, nothing, tallies, errors));
  }
  for (const text of texts) scoreText(text, tallies, ({ labels }) => !isEntityLabel(labels[0]!));
  print(`Training texts (names: ${folds}-fold cross-validation over articles)`, tallies);
  console.log('Of names with a score, so many are right:');
  for (const line of reliability(outcomes)) console.log(`  ${line}`);
  if (!flags.includes('--adapt')) return;
  const gains: Gains = { same: [], other: [] };
  for (const { recognizer, held } of crossValidate(texts, fileOf)) {
    for (const file of new Set(held.map(fileOf))) {
      const examples = held.filter((example) => fileOf(example) === file);
      addGains(recognizer, examples, gains);
    }
  }
  printGains(`Training texts (${folds}-fold cross-validation over texts)`, gains);
}

function evaluateGold(folder: string): void {
  if (!existsSync(folder)) {
    console.log(`${folder} is not here: skipped`);
    return;
  }
  const recognizer = createNamesRecognizer(() => openModel(decodeModel(readFileSync(modelFile))));
  const all: Tallies = new Map();
  const gains: Gains = { same: [], other: [] };
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.gold.txt'))) {
    const text = readGoldText(join(folder, file));
    const tallies: Tallies = new Map();
    scoreText(text, tallies, () => true);
    for (const [what, { right, wrong, missed }] of tallies) {
      const sum = all.get(what) ?? { right: 0, wrong: 0, missed: 0 };
      all.set(what, { right: sum.right + right, wrong: sum.wrong + wrong, missed: sum.missed + missed });
    }
    print(file, tallies);
    if (flags.includes('--adapt')) addGains(recognizer, examplesOf(text), gains);
  }
  print(`All of ${folder}`, all);
  if (flags.includes('--adapt')) printGains(`All of ${folder}`, gains);
}

/** Trains on all groups of articles but a third of them, three times. */
function* crossValidate(
  texts: readonly MarkedText[],
  groupOf: (example: Example) => string,
): Generator<{ readonly recognizer: Recognizer; readonly held: readonly Example[] }> {
  const lexicon = readLexicons();
  const examples = texts.flatMap(examplesOf);
  const articles = prepareAll(examples, lexicon, settings);
  const groups = [...new Set(examples.map(groupOf))];
  const foldOf = new Map(groups.map((group, i) => [group, (i * 7) % folds]));
  for (let fold = 0; fold < folds; fold++) {
    const isHeld = (example: Example) => foldOf.get(groupOf(example)) === fold;
    const seen = articles.filter(({ example }) => !isHeld(example));
    const model = openModel(train(seen, lexicon, settings));
    yield { recognizer: createNamesRecognizer(() => model), held: examples.filter(isHeld) };
  }
}

function fileOf({ name }: Example): string {
  return name.slice(0, name.lastIndexOf('#'));
}

/** Scores what the whole program finds in a text; of marks, those that are asked for. */
function scoreText(
  text: MarkedText,
  tallies: Tallies,
  isAsked: (mark: Pick<Mark, 'labels'>) => boolean,
): void {
  const { articles, suggestions, repeats } = analyze(text.text, noDecisions, noBackground);
  const say = sayer(text);
  scoreMarks(
    { marks: text.marks.filter(isAsked) },
    suggestions.filter(({ label }) => isAsked({ labels: [label] })),
    tallies,
    say,
  );
  scoreArticles(text, articles, repeats, tallies, say);
}

function scoreNames(
  recognizer: Recognizer,
  example: Example,
  knowledge: Knowledge,
  tallies: Tallies,
  errors?: string[],
): Outcome[] {
  const found = recognizer.recognize(example, knowledge).filter(({ label }) => isEntityLabel(label));
  scoreMarks({ marks: namesOf(example) }, found, tallies, errors && sayer(example));
  return found.map(({ start, end, label, score: probability }) => {
    const mark = example.marks.find((one) => one.start === start && one.end === end);
    return { probability, right: mark?.labels.includes(label) ?? false };
  });
}

/** Notes errors with the words around them. */
function sayer({ name, text }: { readonly name: string; readonly text: string }): Say {
  const words = (start: number, end: number) => text.slice(Math.max(0, start), end).replace(/\s+/g, ' ');
  return (what, start, end) =>
    errors.push(`${name}: ${what}: ${words(start - 40, start)}«${words(start, end)}»${words(end, end + 30)}`);
}

function namesOf({ marks }: Example): readonly Mark[] {
  return marks.filter(({ labels }) => isEntityLabel(labels[0]!));
}

interface Gain {
  readonly name: string;
  /** F1 on all articles but the first, before and after the first was corrected. */
  readonly before: number;
  readonly after: number;
}

interface Gains {
  readonly same: Gain[];
  /** With people who label by another scheme than the one that the model learned. */
  readonly other: Gain[];
}

/** What is gained on the rest of a text when its first article was corrected. */
function addGains(recognizer: Recognizer, examples: readonly Example[], { same, other }: Gains): void {
  if (examples.length < 2) return;
  same.push(gainOf(recognizer, examples));
  other.push(gainOf(recognizer, examples.map(relabelled)));
}

function gainOf(recognizer: Recognizer, [first, ...rest]: readonly Example[]): Gain {
  const knowledge = lessonsOf(recognizer, first!);
  const before: Tallies = new Map();
  const after: Tallies = new Map();
  for (const example of rest) {
    scoreNames(recognizer, example, nothing, before);
    scoreNames(recognizer, example, knowledge, after);
  }
  return { name: fileOf(first!), before: f1(total(before)), after: f1(total(after)) };
}

function printGains(title: string, { same, other }: Gains): void {
  console.log(
    `${title}, first article corrected: F1 on the rest, and how much of what was missing is gained`,
  );
  for (const gain of [...same, meanOf('mean', same), meanOf('companies as ORG', other)]) {
    const [before, after, share] = [gain.before, gain.after, shareOf(gain)].map((value) =>
      (100 * value).toFixed(1),
    );
    console.log(`  ${gain.name.padEnd(20)} ${before} → ${after}  ${share}%`);
  }
}

/** The mean share is of the texts' shares, each text counting the same. */
function meanOf(name: string, gains: readonly Gain[]): Gain & { readonly share: number } {
  const mean = (valueOf: (gain: Gain) => number) =>
    gains.reduce((sum, gain) => sum + valueOf(gain), 0) / gains.length;
  return { name, before: mean((one) => one.before), after: mean((one) => one.after), share: mean(shareOf) };
}

function shareOf({ before, after, share }: Gain & { readonly share?: number }): number {
  return share ?? (before < 1 ? (after - before) / (1 - before) : 0);
}

function print(title: string, tallies: Tallies): void {
  console.log(title);
  for (const line of table(tallies)) console.log(line);
}

/** The same article by another scheme: companies count as organisations. */
function relabelled(example: Example): Example {
  const labelOf = (label: string) => (label === 'COMPANY' ? 'ORG' : label);
  return { ...example, marks: example.marks.map((mark) => ({ ...mark, labels: mark.labels.map(labelOf) })) };
}

/** What a person teaches by correcting an article: its names accepted, what was found wrongly rejected. */
function lessonsOf(recognizer: Recognizer, example: Example): Knowledge {
  const marks = namesOf(example);
  const reason = { kind: 'accepted', file: example.name, line: 1 } as const;
  const accepted = marks.map(({ text, labels }): KnownName => ({ name: text, label: labels[0]!, reason }));
  const rejected = recognizer
    .recognize(example, nothing)
    .filter(
      ({ start, end, label }) =>
        !marks.some((mark) => mark.start === start && mark.end === end && mark.labels.includes(label)),
    )
    .map(({ text, label }): KnownName => ({ name: text, label, rejected: true, reason }));
  return {
    examples: [{ ...example, marks: marks.map((mark) => ({ ...mark, label: mark.labels[0]! })) }],
    names: [
      ...accepted,
      ...rejected.filter(
        ({ name, label }) => !accepted.some((one) => one.name === name && one.label === label),
      ),
    ],
  };
}
