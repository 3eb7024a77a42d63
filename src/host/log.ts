import * as vscode from 'vscode';
import type { Disposable } from './lifecycle';

export interface Log extends Disposable {
  info(message: string): void;
  /** Notes an unexpected failure with what was being done; a cancelled request is none. */
  failure(doing: string, error: unknown): void;
  /** Runs work whose failure nobody waits for; it is noted. */
  run(doing: string, work: () => Promise<unknown>): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Corpus Annotator', { log: true });
  const failure = (doing: string, error: unknown): void => {
    if (error instanceof vscode.CancellationError) return;
    channel.error(`${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  return {
    info: (message) => channel.info(message),
    failure,
    run(doing, work) {
      work().catch((error: unknown) => failure(doing, error));
    },
    dispose: () => channel.dispose(),
  };
}
