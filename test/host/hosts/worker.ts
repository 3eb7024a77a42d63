// The entry in the web worker extension host: see node.ts.
import 'mocha/mocha';
import { runMocha, sendToConsole } from './run';

mocha.setup({ ui: 'tdd', reporter: 'spec', timeout: 30_000 });

/** VS Code calls this; it rejects where a test failed. */
export function run(): Promise<void> {
  return runMocha(mocha, Mocha.reporters.Base, sendToConsole);
}
