// Runs mocha inside an extension host and reports through its console, the one way out of both hosts.

/** Lines that start so are for the runner outside: the rest is mocha's own output, in console.log's arguments. */
export const marker = '@corpus-annotator-tests';

/** What the runner outside hears; the console carries it as one argument after the marker. */
export type Message =
  | { readonly print: readonly unknown[] }
  | { readonly started: string }
  | { readonly passed: number; readonly failed: number; readonly pending: number };

/** Runs the suites mocha knows by now; rejects where any test failed or there was none. */
export async function runMocha(
  mocha: Mocha,
  base: typeof Mocha.reporters.Base,
  send: (message: Message) => void,
): Promise<void> {
  // The same signs in both hosts.
  Object.assign(base.symbols, { ok: '✓', err: '✗' });
  // The reporters print through this one function.
  (base as unknown as { consoleLog: (...printed: unknown[]) => void }).consoleLog = (...print) =>
    send({ print });
  const failed = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.on('test', (test) => send({ started: test.fullTitle() }));
    runner.on('hook', (hook) => send({ started: hook.fullTitle() }));
    runner.once('end', () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      send({ passed: passes, failed: failures, pending });
    });
  });
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** To the runner outside, through VS Code. */
export function sendToConsole(message: Message): void {
  console.log(marker, JSON.stringify(message));
}
