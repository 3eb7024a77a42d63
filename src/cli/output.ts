/** Writes a line and waits until the reader has room, so that memory stays small. */
export async function printLine(line: string): Promise<void> {
  await print(`${line}\n`);
}

/** Writes to standard output and waits until the reader has room. */
export async function print(text: string): Promise<void> {
  if (text === '' || process.stdout.write(text)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Says something beside the output: what was done, or what to do next. */
export function tell(message: string): void {
  process.stderr.write(`corpus-annotator: ${message}\n`);
}

/** How far long work has come, on one line of a terminal; nothing where standard error goes elsewhere. */
export interface Progress {
  step(): void;
  end(): void;
}

export function startProgress(what: string): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { step: () => undefined, end: () => undefined };
  let count = 0;
  let shown = 0;
  return {
    step() {
      count++;
      const now = Date.now();
      if (now - shown < 100) return;
      shown = now;
      stderr.write(`\r${what} ${count}`);
    },
    end: () => void stderr.write('\r\x1b[K'),
  };
}
