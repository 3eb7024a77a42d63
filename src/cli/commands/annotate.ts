import { acceptAll } from '../../core/annotate/operations';
import type { Label } from '../../core/model';
import { writeSidecar } from '../../core/sidecar/write';
import { authorOf } from '../author';
import { stringOf, UsageError, type Command } from '../commandLine';
import { createFailures } from '../failures';
import { printLine, startProgress } from '../output';
import { createProjects } from '../projects';
import { saveSidecar, sidecarEnding } from '../sidecarFiles';
import { analyzeText, openText, type AnnotatedText } from '../texts';
import { walk } from '../walk';

export const annotateCommand: Command = {
  name: 'annotate',
  usage: 'PATH… [--by NAME] [--label LABEL,…]',
  help: [
    'accepts what the recognisers suggest, into the annotations files',
    '',
    'Of a folder, every text below it is meant: what corpus.yaml says, or every .txt. What people decided stays as it is, and what they rejected is not',
    'accepted. An annotations file that cannot be read is not touched.',
    '',
    '  --by NAME        signs the decisions with this name',
    '  --label LABEL,…  accepts these labels alone, such as COMPANY,MONEY',
  ].join('\n'),
  options: { by: { type: 'string' }, label: { type: 'string', multiple: true } },
  operands: 1,
  async run(paths, options) {
    const labels = labelsOf(options.label);
    const author = authorOf(stringOf(options, 'by'));
    const failures = createFailures();
    const projects = createProjects();
    const progress = startProgress('Annotating');
    for await (const file of walk(paths, projects.hasText, failures)) {
      progress.step();
      try {
        const opened = await openText(file, projects);
        checkLabels(labels, opened);
        const suggestions = analyzeText(opened)
          .marks.filter(({ state, label }) => state === 'suggested' && (!labels || labels.has(label)))
          .map(({ suggestion }) => suggestion!);
        if (suggestions.length > 0) {
          const decisions = acceptAll(opened.decisions, suggestions, author);
          const source = writeSidecar(opened.binding, decisions, opened.facts);
          await saveSidecar(file + sidecarEnding, opened.source, source);
        }
        await printLine(`${file}: ${suggestions.length} accepted`);
      } catch (error) {
        if (error instanceof UsageError) throw error;
        failures.tell(file, error);
      }
    }
    progress.end();
    return failures.count > 0 ? 1 : 0;
  },
};

function labelsOf(given: unknown): ReadonlySet<Label> | undefined {
  if (!Array.isArray(given)) return undefined;
  return new Set(given.flatMap((list) => String(list).split(',')).filter((label) => label !== ''));
}

function checkLabels(labels: ReadonlySet<Label> | undefined, { project }: AnnotatedText): void {
  const known = project.labels.map(({ name }) => name);
  const unknown = [...(labels ?? [])].find((label) => !known.includes(label));
  if (unknown === undefined) return;
  throw new UsageError(`There is no label ${unknown}; there are ${known.join(', ')}.`);
}
