// An extension that shares the extension host with ours and notes how long the host is blocked.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the monitor has noted so far. */
export interface Noted {
  /** How long our extension takes to load and to activate, in milliseconds. */
  readonly activation?: number;
  /** Of the host, in MB. */
  readonly memory: number;
  /** When the host answered late (milliseconds since 1970), and by how many milliseconds; from 8 up. */
  readonly blocks: readonly (readonly [at: number, late: number])[];
}

export interface Monitor {
  /** The extension's root, for VS Code. */
  readonly folder: string;
  read(): Noted;
  until(holds: (noted: Noted) => boolean): Promise<Noted>;
  /** Waits until the host has answered in time for a second, or half a minute at most. */
  quiet(): Promise<void>;
  /** Milliseconds. */
  longestSince(start: number): number;
  remove(): void;
}

export function startMonitor(): Monitor {
  const folder = mkdtempSync(join(tmpdir(), 'monitor-'));
  const notes = join(folder, 'notes.json');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'monitor',
      publisher: 'bench',
      version: '1.0.0',
      engines: { vscode: '^1.100.0' },
      activationEvents: ['*'],
      main: './main.js',
      extensionKind: ['workspace'],
    }),
  );
  writeFileSync(join(folder, 'main.js'), source(notes));
  const read = (): Noted => {
    try {
      return JSON.parse(readFileSync(notes, 'utf8')) as Noted;
    } catch {
      // It is being written.
      return { memory: 0, blocks: [] };
    }
  };
  const until = async (holds: (noted: Noted) => boolean): Promise<Noted> => {
    const end = Date.now() + 300_000;
    while (!existsSync(notes) || !holds(read())) {
      if (Date.now() > end) throw new Error('The monitor notes nothing.');
      await sleep(50);
    }
    return read();
  };
  return {
    folder,
    read,
    until,
    async quiet() {
      const end = Date.now() + 30_000;
      await until(({ blocks }) => Date.now() - (blocks.at(-1)?.[0] ?? 0) > 1000 || Date.now() > end);
    },
    longestSince: (start) =>
      Math.max(0, ...read().blocks.flatMap(([at, late]) => (at >= start ? [late] : []))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A timer that should go off every 4 ms: what it is late by, the host was blocked. */
const source = (notes: string): string => `
const vscode = require('vscode');
const { renameSync, writeFileSync } = require('node:fs');
const noted = { memory: 0, blocks: [] };
exports.activate = () => {
  const ours = vscode.extensions.getExtension('corpus-annotator.corpus-annotator');
  const start = performance.now();
  if (!ours.isActive) ours.activate().then(() => (noted.activation = performance.now() - start));
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const late = now - last - 4;
    if (late >= 8) noted.blocks.push([Date.now(), late]);
    last = performance.now();
  }, 4);
  setInterval(() => {
    noted.memory = process.memoryUsage().rss / 1e6;
    writeFileSync(${JSON.stringify(notes)} + '.new', JSON.stringify(noted));
    renameSync(${JSON.stringify(notes)} + '.new', ${JSON.stringify(notes)});
    last = performance.now();
  }, 250);
};
`;
