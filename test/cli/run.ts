import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { textFacts } from '../../src/core/sidecar/facts';

export const cli = resolve('dist/cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a process of its own, its working directory `cwd`. */
export async function run(cwd: string, args: readonly string[], input?: string): Promise<Outcome> {
  return outcomeOf(process.execPath, [cli, ...args], cwd, input);
}

export async function outcomeOf(
  command: string,
  args: readonly string[],
  cwd: string,
  input?: string,
): Promise<Outcome> {
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(command, args, { cwd, env: ownEnvironment, stdio: [stdin, 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin?.end(input);
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  return { code, out, err };
}

/** A temporary folder with files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** The sidecar of a text, with these items under `annotations`. */
export function sidecarOf(file: string, text: string, ...items: readonly string[]): string {
  const { sha256, fingerprint } = textFacts(file, text);
  const lines = items.map((item) => `- ${item}\n`).join('');
  return `format: corpus-annotator/1\ntext:\n  file: ${file}\n  sha256: ${sha256}\nannotations:\n${lines}fingerprint: ${fingerprint}\n`;
}

const folders: string[] = [];

/** Without what git says to its hooks, which may be what runs the tests, and without anybody's settings. */
const ownEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
};
