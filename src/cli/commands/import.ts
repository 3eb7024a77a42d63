import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Format } from '../../core/exchange/format';
import {
  addCounts,
  foreignLabels,
  startImport,
  type Arrival,
  type ArrivalRefused,
  type Corpus,
  type ImportSource,
} from '../../core/exchange/importing';
import { labelsIn, labelsOut } from '../../core/exchange/labels';
import type { Label } from '../../core/model';
import { applyEdits, editLabels } from '../../core/project/edit';
import { defaultProject } from '../../core/project/project';
import { conflictWords } from '../../words/conflicts';
import { arrivalWords, readProblemWords } from '../../words/exchange';
import { inEnglish } from '../../words/translate';
import { stringOf, UsageError, type Command } from '../commandLine';
import { createFailures, type Failures } from '../failures';
import { chunksOf, readFileIfThere, readTextFile, replaceFile } from '../files';
import { formatAsked } from '../formatOption';
import { labelNamesAsked, labelOptions, labelsAsked } from '../labelOptions';
import { commonFolder, nameIn } from '../names';
import { printLine, startProgress, tell } from '../output';
import { createProjects, projectFileName, type Projects } from '../projects';
import { brokenSidecar, saveSidecar, sidecarEnding } from '../sidecarFiles';
import { walk } from '../walk';

export const importCommand: Command = {
  name: 'import',
  usage:
    'PATH… --format FORMAT [--out DIR] [--by NAME] [--labels NAMES] [--label FROM=TO]… [--add-labels] [--dry-run]',
  help: [
    'reads another tool’s files into annotations files',
    '',
    'The texts are looked for below DIR by the names that the files give them, else by their content; a text that is',
    'not there is written from the file, one that is there never. What an annotations file has already stays: both are',
    'merged, and where they differ both readings are kept in “conflict”. Of a folder, every file of the format is read;',
    '- is standard input. The exit code is 1 where something was refused or has to be decided.',
    '',
    '  --format FORMAT   one of those that “corpus-annotator export --list” shows',
    '  --variant V       of the format',
    '  --out DIR         the corpus; without it, the working directory',
    '  --by NAME         signs what nobody signed',
    '  --labels NAMES    whose names the labels go by there: own, conll or ontonotes, as corpus.yaml says them',
    '  --label FROM=TO   reads a label as another; without TO its marks are left out',
    '  --add-labels      adds labels that the scheme does not have to corpus.yaml',
    '  --dry-run         says what would be done, and writes nothing',
  ].join('\n'),
  options: {
    format: { type: 'string' },
    variant: { type: 'string' },
    out: { type: 'string' },
    by: { type: 'string' },
    ...labelOptions,
    'add-labels': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  operands: 1,
  async run(paths, options) {
    const format = formatAsked(options);
    if (!format.read) throw new UsageError(`${format.id} is only written, not read.`);
    const folder = resolve(stringOf(options, 'out') ?? '.');
    const isDry = options['dry-run'] === true;
    const failures = createFailures();
    const projects = createProjects();
    const scheme = ((await projects.of(folder))?.project ?? defaultProject).labels;
    const names = labelNamesAsked(options, format);
    const run = startImport(format, corpusIn(folder, projects, failures), {
      random: Math.random,
      by: stringOf(options, 'by'),
      variant: stringOf(options, 'variant'),
      labels: { ...labelsIn(scheme, names), ...labelsAsked(options) },
      labelsThere: labelsOut(scheme, names),
    });
    const root = await commonFolder(paths.filter((path) => path !== '-'));
    const progress = startProgress('Reading');
    const labels = new Map<Label, number>();
    let refused = 0;
    let conflicts = 0;
    for await (const file of files(paths)) {
      progress.step();
      try {
        for await (const item of run.add(await sourceOf(file, root))) {
          if (item.kind === 'problem') {
            if (item.code !== 'undecided') refused++;
            const place = item.line === undefined ? file : `${file}:${item.line}`;
            tell(`${place}: ${readProblemWords(item, inEnglish)}`);
          } else if (item.kind === 'refused') failures.tell(item.name, reasonOf(item));
          else if (isDry || (await save(item, folder, failures))) {
            conflicts += item.conflicts.length;
            addCounts(labels, item.labels);
            await printLine(arrivalWords(item, inEnglish));
            for (const conflict of item.conflicts) await printLine(`  ${conflictWords(conflict, inEnglish)}`);
          }
        }
      } catch (error) {
        failures.tell(file, error);
      }
    }
    progress.end();
    const foreign = foreignLabels(
      labels,
      scheme.map(({ name }) => name),
    );
    await takeForeign(foreign, options['add-labels'] === true && !isDry, folder, projects);
    return refused + conflicts + failures.count > 0 ? 1 : 0;

    async function* files(given: readonly string[]): AsyncGenerator<string> {
      if (given.includes('-')) yield '-';
      const named = given.filter((path) => path !== '-');
      yield* walk(named, (file) => isOf(format, file), failures);
    }
  },
};

function isOf({ extensions }: Format, file: string): boolean {
  return file.endsWith(extensions[0]!) && !file.endsWith(sidecarEnding);
}

async function sourceOf(file: string, root: string): Promise<ImportSource> {
  return {
    path: file === '-' ? 'standard input' : nameIn(root, resolve(file)),
    chunks: file === '-' ? [await readTextFile(file)] : chunksOf(file),
    companion: (name) => readFileIfThere(join(dirname(file), basename(name))),
  };
}

function corpusIn(folder: string, projects: Projects, failures: Failures): Corpus {
  return {
    text: (name) => readFileIfThere(join(folder, name)),
    sidecar: (name) => readFileIfThere(join(folder, name) + sidecarEnding),
    async names() {
      if (!existsSync(folder)) return [];
      const names: string[] = [];
      for await (const file of walk([folder], (one) => projects.hasText(one), failures))
        names.push(nameIn(folder, file));
      return names;
    },
  };
}

/** `false` where it could not be saved, which is told. */
async function save(
  { name, newText, sidecar }: Arrival,
  folder: string,
  failures: Failures,
): Promise<boolean> {
  const path = join(folder, name);
  try {
    if (newText !== undefined) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, newText, { flag: 'wx' });
    }
    await saveSidecar(path + sidecarEnding, sidecar.known, sidecar.source);
    return true;
  } catch (error) {
    failures.tell(name, error);
    return false;
  }
}

function reasonOf({ name, code, known = '', findings }: ArrivalRefused): Error {
  if (code === 'sidecar') return brokenSidecar(name + sidecarEnding, known, findings);
  return new Error('this is no name of a text below the corpus. Nothing is written for it.');
}

/** Adds labels that the scheme does not have to it, or says how to. */
async function takeForeign(
  foreign: readonly (readonly [Label, number])[],
  isWanted: boolean,
  folder: string,
  projects: Projects,
): Promise<void> {
  if (foreign.length === 0) return;
  const list = foreign.map(([label, count]) => `${label} (${count})`).join(', ');
  if (!isWanted) {
    await printLine(`Labels that the scheme does not have: ${list}.`);
    await printLine('--add-labels adds them to corpus.yaml, --label FROM=TO reads one as another.');
    return;
  }
  const file = join((await projects.of(folder))?.folder ?? folder, projectFileName);
  const source = (await readFileIfThere(file)) ?? '';
  const edits = editLabels(
    source,
    foreign.map(([label]) => label),
  );
  if (!edits) throw new Error(`${file} cannot be read. The labels are not added: ${list}.`);
  await replaceFile(file, applyEdits(source, edits));
  await printLine(`Added to ${projectFileName}: ${list}.`);
}
