import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { adoptIds } from '../../core/exchange/adopt';
import type { ExchangeDocument, Format, ReadOptions } from '../../core/exchange/format';
import { importDocuments } from '../../core/exchange/import';
import { bind } from '../../core/sidecar/bind';
import { textFacts, type TextFacts } from '../../core/sidecar/facts';
import { newId } from '../../core/sidecar/ids';
import { mergeSidecars, type MergeConflict } from '../../core/sidecar/merge';
import { readSidecar } from '../../core/sidecar/read';
import { writeSidecar } from '../../core/sidecar/write';
import { conflictWords } from '../../words/conflicts';
import { readProblemWords } from '../../words/exchange';
import { inEnglish } from '../../words/translate';
import { stringOf, UsageError, type Command } from '../commandLine';
import { createFailures } from '../failures';
import { chunksOf, readFileIfThere, readIfThere, readTextFile } from '../files';
import { formatAsked } from '../formatOption';
import { commonFolder, nameIn } from '../names';
import { printLine, startProgress, tell } from '../output';
import { brokenSidecar, saveSidecar, sidecarEnding } from '../sidecarFiles';
import { walk } from '../walk';

export const importCommand: Command = {
  name: 'import',
  usage: 'PATH… --format FORMAT [--out DIR] [--by NAME] [--dry-run]',
  help: [
    'reads another tool’s files into annotations files',
    '',
    'The texts are looked for below DIR by the names that the files give them; a text that is not there is written',
    'from the file, one that is there never. What an annotations file has already stays: both are merged, and where',
    'they differ both readings are kept in “conflict”. Of a folder, every file of the format is read; - is standard',
    'input. The exit code is 1 where something was refused or has to be decided.',
    '',
    '  --format FORMAT  one of those that “corpus-annotator export --list” shows',
    '  --out DIR        the corpus; without it, the working directory',
    '  --by NAME        signs what nobody signed',
    '  --dry-run        says what would be done, and writes nothing',
  ].join('\n'),
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    by: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  operands: 1,
  async run(paths, options) {
    const format = formatAsked(options);
    if (!format.read) throw new UsageError(`${format.id} is only written, not read.`);
    const corpus = resolve(stringOf(options, 'out') ?? '.');
    const isDry = options['dry-run'] === true;
    const failures = createFailures();
    const sources = await commonFolder(paths.filter((path) => path !== '-'));
    const by = stringOf(options, 'by');
    const progress = startProgress('Reading');
    let refused = 0;
    let conflicts = 0;
    for await (const file of files(paths)) {
      progress.step();
      try {
        const source = {
          path: file === '-' ? 'standard input' : nameIn(sources, resolve(file)),
          chunks: file === '-' ? [await readTextFile(file)] : chunksOf(file),
          companion: (name: string) => readIfThere(join(dirname(file), basename(name))),
        };
        for (const item of importDocuments(format, source, readOptions(corpus, by))) {
          if (item.kind === 'problem') {
            refused++;
            const place = item.line === undefined ? file : `${file}:${item.line}`;
            tell(`${place}: ${readProblemWords(item, inEnglish)}`);
            continue;
          }
          try {
            const found = await take(item.document, corpus, isDry);
            conflicts += found.length;
          } catch (error) {
            failures.tell(item.document.file, error);
          }
        }
      } catch (error) {
        failures.tell(file, error);
      }
    }
    progress.end();
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

function readOptions(corpus: string, by: string | undefined): ReadOptions {
  const made = new Set<string>();
  return {
    newId() {
      const id = newId(Math.random, (known) => made.has(known));
      made.add(id);
      return id;
    },
    textOf: (file) => {
      const path = pathIn(corpus, file);
      return path === undefined ? undefined : readIfThere(path);
    },
    ...(by !== undefined && { by }),
  };
}

/** Joins what came for one text with its annotations file, and says so. */
async function take(
  document: ExchangeDocument,
  corpus: string,
  isDry: boolean,
): Promise<readonly MergeConflict[]> {
  const path = pathIn(corpus, document.file);
  if (path === undefined)
    throw new Error('this is no name of a text below the corpus. Nothing is written for it.');
  const facts = textFacts(basename(path), document.text);
  const sidecar = path + sidecarEnding;
  const known = await readFileIfThere(sidecar);
  const { source, conflicts, added } = joined(document, known, facts);
  const isNewText = readIfThere(path) === undefined;
  if (!isDry) {
    if (isNewText) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, document.text, { flag: 'wx' });
    }
    await saveSidecar(sidecar, known, source);
  }
  const count = document.decisions.annotations.length;
  await printLine(
    `${nameIn(corpus, path)}: ${count} annotations, ${added} of them new${isNewText ? '; its text too' : ''}`,
  );
  for (const conflict of conflicts) await printLine(`  ${conflictWords(conflict, inEnglish)}`);
  return conflicts;
}

interface Joined {
  readonly source: string;
  readonly conflicts: readonly MergeConflict[];
  /** How many annotations are new. */
  readonly added: number;
}

/** The annotations file with what came, merged by ids: as there is no common ancestor, nothing is ever taken out. */
function joined({ decisions }: ExchangeDocument, known: string | undefined, facts: TextFacts): Joined {
  if (known === undefined) {
    const source = writeSidecar(undefined, decisions, facts);
    return { source, conflicts: [], added: decisions.annotations.length };
  }
  const { document, findings } = readSidecar(known);
  const refuse = (): Error => brokenSidecar(facts.file + sidecarEnding, known, findings);
  if (!document?.writable) throw refuse();
  const binding = bind(document, facts);
  const adopted = adoptIds(decisions, binding.decisions, (taken) => newId(Math.random, taken));
  const ours = writeSidecar(binding, binding.decisions, facts);
  const merge = mergeSidecars('', ours, writeSidecar(undefined, adopted, facts));
  if (merge.kind === 'refused') throw refuse();
  const present = new Set(binding.decisions.annotations.map(({ id }) => id));
  const added = adopted.annotations.filter(({ id }) => !present.has(id)).length;
  return { source: merge.source, conflicts: merge.conflicts, added };
}

/**
 * The path of a text below the corpus, by the name that a file gives it. A name that leads elsewhere, to a hidden
 * folder or to an annotations file has none. What is not there yet is named as a text.
 */
function pathIn(corpus: string, name: string): string | undefined {
  const parts = name.split('/');
  const isPlain = parts.every((part) => /^[^.\\:\0][^\\:\0]*$/.test(part) && part !== 'node_modules');
  if (!isPlain || name.endsWith(sidecarEnding)) return undefined;
  const path = join(corpus, ...parts);
  return existsSync(path) || path.endsWith('.txt') ? path : `${path}.txt`;
}
