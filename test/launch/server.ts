// Starts and stops VS Code's own server.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchVSCode } from './fetch';
import { temporaryFolder, whenProcessEnds } from './lifetime';

export interface ServerOptions {
  /** The folder to open, absolute. */
  readonly workspace: string;
  /** A text to open in it, absolute. */
  readonly file?: string;
  /** User settings, over those for everybody. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * 'installed': the extension at `extension` is loaded as an installed one, in the node host.
   * 'tests': the page may name an extension under development and its tests.
   */
  readonly mode: 'installed' | 'tests';
  /** The extension's root, absolute; the folder we run in where left out. */
  readonly extension?: string;
}

export interface Server {
  /** The address to open in a browser: this VS Code, this workspace. */
  readonly url: string;
  readonly port: number;
  readonly workspace: string;
  /** User settings, a JSON file; VS Code reads it when the page is loaded. */
  readonly settingsFile: string;
  readonly logFile: string;
  readonly pid: number;
  /** Ends the server with all its children and removes its files. */
  readonly stop: () => Promise<void>;
}

/** What a person wants to see first: the work, and nothing that asks for attention or for the network. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** Starts VS Code's server on a free port of 127.0.0.1 and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, vscode } = await fetchVSCode();
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const extensions = join(folder.path, 'extensions');
  const temporary = join(folder.path, 'tmp');
  const settingsFile = join(data, 'data/User/settings.json');
  const logFile = join(folder.path, 'server.log');
  for (const path of [dirname(settingsFile), extensions, temporary]) mkdirSync(path, { recursive: true });
  writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2));
  if (options.mode === 'installed') install(extensions, options.extension ?? resolve('.'));

  const child = spawn(
    node,
    [
      ...['--require', resolve('test/launch/orphan.cjs')],
      join(vscode, 'out/server-main.js'),
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--server-data-dir', data, '--extensions-dir', extensions],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
      ...(options.mode === 'tests' ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      // A group of its own, so that the extension hosts it starts can be ended with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...environment(), TMPDIR: temporary, XDG_RUNTIME_DIR: temporary, EXTENSIONS_GALLERY: '{}' },
    },
  );
  const pid = child.pid;
  const killGroup = () => {
    if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  };
  const forget = whenProcessEnds(() => {
    killGroup();
    folder.remove();
  });
  const stop = async () => {
    forget();
    killGroup();
    while (pid !== undefined && signalGroup(pid, 0)) await sleep(10);
    folder.remove();
  };

  try {
    const port = await new Promise<number>((listening, failed) => {
      let output = '';
      const hear = (text: string) => {
        appendFileSync(logFile, text);
        output = (output + text).slice(-10_000);
        const port = /agent listening on (\d+)/.exec(output)?.[1];
        if (port !== undefined) listening(Number(port));
      };
      child.stdout?.setEncoding('utf8').on('data', hear);
      child.stderr?.setEncoding('utf8').on('data', hear);
      child.on('error', failed);
      child.on('exit', (code) =>
        failed(new Error(`VS Code's server ended (${code}) before it listened:\n${output}`)),
      );
    });
    const url = addressOf(port, options);
    return { url, port, workspace: options.workspace, settingsFile, logFile, pid: pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Sends a signal to a process group; false where there is none any more. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

function addressOf(port: number, { workspace, file }: ServerOptions): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', workspace);
  if (file !== undefined) {
    const uri = `vscode-remote://127.0.0.1:${port}${file.split('/').map(encodeURIComponent).join('/')}`;
    url.searchParams.set('payload', JSON.stringify([['openFile', uri]]));
  }
  return url.href;
}

/** Lists the extension at `root` in VS Code's register of installed extensions, where it stands: nothing is copied. */
function install(extensions: string, root: string): void {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(manifest) as Record<
    'publisher' | 'name' | 'version',
    string
  >;
  const location = { $mid: 1, scheme: 'file', path: root };
  const entry = { identifier: { id: `${publisher}.${name}` }, version, location, metadata: { pinned: true } };
  writeFileSync(join(extensions, 'extensions.json'), JSON.stringify([entry]));
}

/** Ours, without what would change how VS Code's Node runs. */
function environment(): NodeJS.ProcessEnv {
  const unwanted = /^(NODE_|VSCODE_|ELECTRON_|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
