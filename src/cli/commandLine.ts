import { parseArgs, type ParseArgsConfig } from 'node:util';
import { version } from '../../package.json';

/** One subcommand: what it is called with, and what it does. */
export interface Command {
  readonly name: string;
  /** What stands behind its name in the usage line. */
  readonly usage: string;
  /** One line for the list, then what else there is to know. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many operands it takes at least. */
  readonly operands: number;
  /** Gives the exit code: 0, or 1 where something was found wrong. */
  run(operands: readonly string[], options: Options): Promise<number>;
}

export type Options = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** The value of an option that takes one. */
export function stringOf(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Called in a way that the command does not understand; it ends with exit code 2. */
export class UsageError extends Error {}

/** Finds the command, reads its options, runs it, and gives the exit code. */
export async function runCommandLine(
  commands: readonly Command[],
  argumentsGiven: readonly string[],
): Promise<number> {
  const [name, ...rest] = argumentsGiven;
  if (name === '--version') return print(version);
  if (name === undefined || name === '--help' || name === 'help')
    return print(overview(commands), name === undefined ? 2 : 0);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return refuse(`There is no command “${name}”. Run corpus-annotator --help for the list.`);
  try {
    const { values, positionals } = parse(command, rest);
    if (values.help) return print(usageOf(command));
    if (positionals.length < command.operands) throw new UsageError(`${name} needs ${command.usage}.`);
    return await command.run(positionals, values);
  } catch (error) {
    if (error instanceof UsageError) return refuse(`${error.message} Run corpus-annotator ${name} --help.`);
    throw error;
  }
}

function parse(command: Command, given: string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args: given,
      options: { ...command.options, help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. .*$/s, '.'));
  }
}

function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, help }) => `  ${name.padEnd(11)}${help.split('\n')[0]}`);
  return [
    'Usage: corpus-annotator COMMAND …',
    '',
    ...rows,
    '',
    'corpus-annotator COMMAND --help tells more.',
  ].join('\n');
}

function usageOf({ name, usage, help }: Command): string {
  return `Usage: corpus-annotator ${name} ${usage}\n\n${help}`;
}

function print(text: string, code = 0): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

function refuse(message: string): number {
  process.stderr.write(`corpus-annotator: ${message}\n`);
  return 2;
}
