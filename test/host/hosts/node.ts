// The entry in the node extension host: mocha's globals are there once this is imported; the tests come next, then `run`.
import { format } from 'node:util';
import Mocha from 'mocha';
import { runMocha, sendToConsole, type Message } from './run';

const mocha = new Mocha({
  ui: 'tdd',
  reporter: 'spec',
  timeout: 30_000,
  color: process.env.FORCE_COLOR === '1',
});
mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);

/** VS Code calls this; it rejects where a test failed. */
export function run(): Promise<void> {
  return runMocha(
    mocha,
    Mocha.reporters.Base,
    process.env.CORPUS_ANNOTATOR_DESKTOP === '1' ? printHere : sendToConsole,
  );
}

/** A desktop VS Code hands its console on to the terminal as it is. */
function printHere(message: Message): void {
  if ('print' in message) console.log(format(...message.print));
}
