import { mergeSidecars } from '../../core/sidecar/merge';
import { conflictWords } from '../../words/conflicts';
import { inEnglish } from '../../words/translate';
import { UsageError, type Command } from '../commandLine';
import { readTextFile, replaceFile } from '../files';
import { printLine, tell } from '../output';
import { brokenSidecar } from '../sidecarFiles';

export const mergeCommand: Command = {
  name: 'merge',
  usage: 'BASE OURS THEIRS [NAME]',
  help: [
    'merges three versions of an annotations file, as a merge driver of git',
    '',
    'The result goes into OURS. Where both sides decided differently on the same thing, both readings are kept in its',
    '“conflict”, for a person to decide; these are printed, and the exit code is 1. A version that cannot be read is',
    'not merged, and OURS stays as it is. NAME is what the messages call the file.',
    '',
    'To have git call it, once in each clone:',
    '',
    "  echo '*.ann.yaml merge=corpus-annotator' >> .gitattributes",
    "  git config merge.corpus-annotator.name 'annotations, decision by decision'",
    "  git config merge.corpus-annotator.driver 'corpus-annotator merge %O %A %B %P'",
  ].join('\n'),
  options: {},
  operands: 3,
  async run(operands) {
    if (operands.length > 4) throw new UsageError('merge takes three files and a name.');
    const [base, ours, theirs] = operands as [string, string, string];
    const name = operands[3] ?? ours;
    const sources = {
      base: await readTextFile(base),
      ours: await readTextFile(ours),
      theirs: await readTextFile(theirs),
    };
    const merge = mergeSidecars(sources.base, sources.ours, sources.theirs);
    if (merge.kind === 'refused') {
      const { message } = brokenSidecar(name, sources[merge.side], merge.findings);
      tell(`not merged, because of ${sideNames[merge.side]}: ${message} Mend it and merge again.`);
      return 1;
    }
    if (merge.source !== sources.ours) await replaceFile(ours, merge.source);
    for (const conflict of merge.conflicts) await printLine(`${name}: ${conflictWords(conflict, inEnglish)}`);
    return merge.conflicts.length > 0 ? 1 : 0;
  },
};

const sideNames = { base: 'the common ancestor', ours: 'our version', theirs: 'their version' };
