import { agreementCommand } from './commands/agreement';
import { analyzeCommand } from './commands/analyze';
import { annotateCommand } from './commands/annotate';
import { checkCommand } from './commands/check';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { mergeCommand } from './commands/merge';
import { repeatsCommand } from './commands/repeats';
import { runCommandLine, type Command } from './commandLine';

const commands: readonly Command[] = [
  analyzeCommand,
  annotateCommand,
  checkCommand,
  repeatsCommand,
  exportCommand,
  importCommand,
  agreementCommand,
  mergeCommand,
];

// A reader that stops early, as `head` does, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
runCommandLine(commands, process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`corpus-annotator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
