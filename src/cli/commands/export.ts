import { resolve } from 'node:path';
import { startExport, type ExportReport } from '../../core/exchange/export';
import type { Chunk, ExchangeDocument, WriteOptions } from '../../core/exchange/format';
import { formats } from '../../core/exchange/formats';
import { labelsOut, type LabelMap } from '../../core/exchange/labels';
import { lossesFile } from '../../core/exchange/lossesFile';
import { documentInSteps } from '../../core/exchange/outgoing';
import { counted, lossWords, refusalWords } from '../../words/exchange';
import { inEnglish } from '../../words/translate';
import { stringOf, UsageError, type Command, type Options } from '../commandLine';
import { createFailures } from '../failures';
import { exists } from '../files';
import { formatAsked } from '../formatOption';
import { labelNamesAsked, labelOptions, labelsAsked } from '../labelOptions';
import { commonRoot, nameIn } from '../names';
import { openOutputFolder, type OutputFolder } from '../outputFolder';
import { printLine, startProgress } from '../output';
import { createProjects } from '../projects';
import { sidecarEnding } from '../sidecarFiles';
import { openText, type AnnotatedText } from '../texts';
import { walk } from '../walk';

const suggestionKinds = ['none', 'apart', 'mixed'] as const;

export const exportCommand: Command = {
  name: 'export',
  usage:
    'PATH… --format FORMAT [--out DIR] [--suggestions none|apart|mixed] [--variant V] [--labels NAMES] [--label FROM=TO]… [--by-article] [--strict]',
  help: [
    'writes the decisions in the format of another tool, and says what was lost',
    '',
    'Of a folder, every text below it that has an annotations file is meant, with suggestions every text. What the',
    'format cannot carry is counted, printed, and written into DIR/losses.yaml. A text whose annotations do not fit',
    'it is refused: none of it is written, and the exit code is 1.',
    '',
    '  --format FORMAT       one of those that --list shows',
    '  --out DIR             where the files go, “export” if it is left out: a new or empty folder, or that of an',
    '                        earlier export, which is written over',
    '  --suggestions apart   what the recognisers find goes along where the format can tell it from decisions;',
    '                mixed   also where it cannot, as if people had decided so',
    '  --variant V           of the format, as --list shows them',
    '  --labels NAMES        whose names the labels get: own, conll or ontonotes, as corpus.yaml says them; those of',
    '                        CoNLL for conll, else own',
    '  --label FROM=TO       writes a label as another; without TO its marks are left out',
    '  --by-article          makes a text of each article, named after its place: a.txt#char=4333,12970',
    '  --strict              exit code 1 also where something was lost',
    '  --list                lists the formats, with what each can carry',
  ].join('\n'),
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    suggestions: { type: 'string' },
    variant: { type: 'string' },
    ...labelOptions,
    'by-article': { type: 'boolean' },
    strict: { type: 'boolean' },
    list: { type: 'boolean' },
  },
  operands: 0,
  async run(paths, options) {
    if (options.list) return listFormats();
    if (paths.length === 0) throw new UsageError('export needs the paths of texts or folders.');
    const format = formatAsked(options);
    const suggestions = suggestionsAsked(options);
    const names = labelNamesAsked(options, format);
    const asked = labelsAsked(options);
    let labels: LabelMap = {};
    const folder = await openOutputFolder(stringOf(options, 'out') ?? 'export');
    const projects = createProjects();
    const failures = createFailures();
    const isMeant = async (file: string): Promise<boolean> =>
      !folder.holds(file) &&
      (await projects.hasText(file)) &&
      (suggestions !== 'none' || (await exists(file + sidecarEnding)));
    const root = await commonRoot(paths, projects);
    const progress = startProgress('Exporting');
    const split = options['by-article'] ? 'articles' : undefined;
    const run = startExport(format, { suggestions, variant: stringOf(options, 'variant'), split });
    await folder.report('unfinished: true\n');
    for await (const file of walk(paths, isMeant, failures)) {
      progress.step();
      let opened: AnnotatedText;
      try {
        opened = await openText(file, projects);
      } catch (error) {
        failures.tell(file, error);
        continue;
      }
      labels = { ...labelsOut(opened.project.labels, names), ...asked };
      await write(run.add(exchangeDocument(opened, root, suggestions !== 'none'), labels), folder);
    }
    await write(run.finish(), folder);
    progress.end();
    const report = run.report();
    await folder.report(lossesFile(report, labels));
    await printReport(report, labels);
    const { refused, losses } = report;
    const failed = refused.length + failures.count > 0 || (options.strict === true && losses.length > 0);
    return failed ? 1 : 0;
  },
};

function suggestionsAsked(options: Options): NonNullable<WriteOptions['suggestions']> {
  const asked = stringOf(options, 'suggestions') ?? 'none';
  const kind = suggestionKinds.find((one) => one === asked);
  if (kind) return kind;
  throw new UsageError(`--suggestions is one of ${suggestionKinds.join(', ')}, not ${asked}.`);
}

function exchangeDocument(opened: AnnotatedText, root: string, withSuggestions: boolean): ExchangeDocument {
  const steps = documentInSteps({ ...opened, name: nameIn(root, resolve(opened.file)) }, withSuggestions);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What belongs to one file is written in one go, so that files that take turns are not opened for each piece. */
async function write(chunks: Iterable<Chunk>, folder: OutputFolder): Promise<void> {
  const byPath = new Map<string, string>();
  for (const { path, text } of chunks) byPath.set(path, (byPath.get(path) ?? '') + text);
  for (const [path, text] of byPath) await folder.append(path, text);
}

async function printReport(report: ExportReport, labels: LabelMap): Promise<void> {
  const { format, documents, marks, leftOut, losses, refused } = report;
  await printLine(
    `${format}: ${counted(documents, 'texts', inEnglish)}, ${counted(marks, 'marks', inEnglish)}`,
  );
  const renamed = Object.entries(labels).flatMap(([label, other]) =>
    other === null || label === other ? [] : `${label} → ${other}`,
  );
  if (renamed.length > 0) await printLine(`Labels: ${renamed.join(', ')}.`);
  if (leftOut > 0) await printLine(`Left out by their labels: ${leftOut}.`);
  for (const loss of losses) await printLine(`${lossWords(loss, inEnglish)} (${loss.file})`);
  for (const refusal of refused) await printLine(`Refused: ${refusalWords(refusal, inEnglish)}`);
}

async function listFormats(): Promise<number> {
  const indent = ' '.repeat(18);
  for (const format of formats) {
    const { id, title, extensions, unit, carries, variants } = format;
    const onlyWritten = format.read ? '' : ', only written';
    await printLine(`${id.padEnd(18)} ${title} (${extensions.join(', ')})${onlyWritten}`);
    await printLine(`${indent} offsets: ${unit}; carries: ${carries.join(', ') || 'marks alone'}`);
    if (variants) await printLine(`${indent} variants: ${variants.join(', ')}`);
  }
  return 0;
}
