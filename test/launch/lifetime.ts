// What must not outlive this process: servers, temporary folders.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Calls `end` when this process ends: normally, by an uncaught error, by Ctrl-C or by being told to terminate.
 * `end` has to be synchronous. Returns how to call it off.
 */
export function whenProcessEnds(end: () => void): () => void {
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  // An exit inside the signal's listener makes 'exit' follow, so that every `end` is called whichever comes first.
  const listeners = Object.entries(signals).map(([signal, code]) => {
    const exit = () => process.exit(code);
    process.on(signal, exit);
    return () => process.off(signal, exit);
  });
  process.on('exit', end);
  return () => {
    process.off('exit', end);
    for (const remove of listeners) remove();
  };
}

/** A new folder of our own, removed by `remove` and at the latest when this process ends. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'corpus-annotator-'));
  const removeFolder = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  const forget = whenProcessEnds(removeFolder);
  return {
    path,
    remove() {
      forget();
      removeFolder();
    },
  };
}
