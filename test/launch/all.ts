// npm test: every suite in its order, and one line at the end that sums them up.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { whenProcessEnds } from './lifetime';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}

void main();

async function main(): Promise<void> {
  const suites = ['core', 'cli', 'house', 'host', 'ui'].filter((suite) => existsSync(`test/${suite}`));
  if ((await run('build', ['-s'])).code !== 0) {
    console.log('\nThe build failed, so nothing was tested.\n\n0 passed, 1 failed');
    process.exit(1);
  }
  const outcomes: Outcome[] = [];
  for (const suite of suites) {
    console.log(`\n— test:${suite}`);
    outcomes.push(outcomeOf(await run(`test:${suite}`, ['-s'])));
  }
  const sum = (count: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[count], 0);
  console.log();
  suites.forEach((suite, index) => console.log(`${suite.padEnd(6)} ${describe(outcomes[index])}`));
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

/** Runs a script of package.json, showing what it prints and keeping it. */
async function run(
  script: string,
  flags: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const child = spawn(command, [...first, 'run', ...flags, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  const forget = whenProcessEnds(() => child.kill());
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    output += text;
  });
  const code = await new Promise<number | null>((done, fail) =>
    child.on('error', fail).on('close', done),
  ).finally(forget);
  return { code, output };
}

/** Mocha's own sums, of every run a suite made. A suite that fails without a failed test, or runs none, counts as one failure. */
function outcomeOf({ code, output }: { code: number | null; output: string }): Outcome {
  const sum = (word: string) =>
    [...stripVTControlCharacters(output).matchAll(new RegExp(`^  (\\d+) ${word}\\b`, 'gm'))].reduce(
      (total, [, count]) => total + Number(count),
      0,
    );
  const passed = sum('passing');
  const failed = sum('failing');
  const broken = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: broken ? 1 : failed, pending: sum('pending') };
}

function describe(outcome: Outcome | undefined): string {
  if (!outcome) return 'not run';
  const { passed, failed, pending } = outcome;
  return `${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ''}`;
}
