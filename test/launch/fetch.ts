// Fetches a complete VS Code, its Node, a browser and fonts from the npm registry into .vscode-test/, once.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBrotliDecompress } from 'node:zlib';
import { whenProcessEnds } from './lifetime';

/** Where the parts of the fetched VS Code stand; all paths are absolute. */
export interface FetchedVSCode {
  /** The Node that VS Code's server needs. */
  readonly node: string;
  /** The folder of VS Code itself, with `out/server-main.js`. */
  readonly vscode: string;
  /** The bundled browser and its libraries; only Linux x64 has one. */
  readonly chromium?: { readonly executable: string; readonly libraries: string };
  /** The fontconfig file that names the fetched fonts. */
  readonly fontconfig: string;
}

const recipe = resolve('test/launch/vscode');
const shelf = resolve('.vscode-test');
const home = join(shelf, 'code-server');

/** The VS Code in .vscode-test/, fetched first where it is missing, partial or of another version. Throws with advice. */
export async function fetchVSCode(): Promise<FetchedVSCode> {
  const wanted = fingerprint();
  if (!isComplete(wanted)) await locked(() => (isComplete(wanted) ? undefined : fetchInto(wanted)));
  return parts();
}

function parts(): FetchedVSCode {
  const chromium = {
    executable: join(home, 'chromium/chromium'),
    libraries: join(home, 'chromium/al2023/lib'),
  };
  return {
    node: nodeFor(home),
    vscode: join(home, 'node_modules/code-server/lib/vscode'),
    chromium: hasBundledChromium() ? chromium : undefined,
    fontconfig: join(home, 'fonts.conf'),
  };
}

/** The registry carries Node 24 for Linux; elsewhere the Node that runs this has to do. */
function nodeFor(folder: string): string {
  if (process.platform === 'linux') return join(folder, `node_modules/node-linux-${process.arch}/bin/node`);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `On ${process.platform} this VS Code needs Node 24 or newer (this is Node ${process.versions.node}).\n` +
      'Use Node 24, or name an installed VS Code: CORPUS_ANNOTATOR_VSCODE=/path/to/code.',
  );
}

function hasBundledChromium(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Changes with anything that changes what is fetched, or where to: fonts.conf holds absolute paths. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(recipe, name)));
  return hash.update([process.platform, process.arch, fontconfig()].join('\0')).digest('hex');
}

function isComplete(wanted: string): boolean {
  const stamp = join(home, 'complete');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** Everything is made in a folder aside and moved into place at the end, so that a broken-off fetch leaves nothing half. */
async function fetchInto(wanted: string): Promise<void> {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const partial = join(shelf, `partial-${process.pid}`);
  await mkdir(partial, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(join(recipe, name), join(partial, name));

  console.log(
    'Fetching VS Code, its Node, a browser and fonts from the npm registry (once; about 1 GB in .vscode-test/)',
  );
  const stillThere = setInterval(() => console.log(`  … ${seconds()}`), 15_000);
  try {
    await npmCi(partial);
    console.log(`  1/3 packages, ${seconds()}`);
    // Its lock file leaves out one peer package, which stands in the folder above.
    await npmCi(join(partial, 'node_modules/code-server/lib/vscode'), '--legacy-peer-deps');
    console.log(`  2/3 VS Code's own packages, ${seconds()}`);
    if (hasBundledChromium()) await unpackChromium(partial);
    await writeFile(join(partial, 'fonts.conf'), fontconfig());
    console.log(`  3/3 browser and fonts, ${seconds()}`);
    if (!existsSync(nodeFor(partial)))
      throw new Error(`The registry has no Node 24 for ${process.platform} ${process.arch}.`);
    await writeFile(join(partial, 'complete'), wanted);
    await rm(home, { recursive: true, force: true });
    await rename(partial, home);
  } finally {
    clearInterval(stillThere);
    await removePartials();
  }
}

/** Ours and those that broken-off fetches left. One an orphaned npm still writes to stays for the next time. */
async function removePartials(): Promise<void> {
  const partials = (await readdir(shelf)).filter((name) => name.startsWith('partial-'));
  for (const name of partials) {
    await rm(join(shelf, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** Installs exactly what the lock file in `folder` says, running no package's scripts. */
async function npmCi(folder: string, ...more: string[]): Promise<void> {
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const flags =
    '--ignore-scripts --omit=dev --include=optional --prefer-offline --no-audit --no-fund --loglevel=error';
  const child = spawn(command, [...first, 'ci', ...flags.split(' '), '--engine-strict=false', ...more], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  const forget = whenProcessEnds(() => child.kill());
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await new Promise<number | null>((done, fail) =>
    child.on('error', fail).on('close', done),
  ).finally(forget);
  if (code !== 0) throw new Error(explain(complaint));
}

function explain(complaint: string): string {
  const offline =
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED/.test(
      complaint,
    );
  const what = offline ? 'The npm registry cannot be reached.' : 'npm could not fetch VS Code.';
  return (
    `${what}\n  ${complaint.trim().split('\n').slice(0, 4).join('\n  ')}\n` +
    `${offline ? 'Connect to it' : 'Put that right'} and run the command again: it starts the fetch afresh.\n` +
    'Once fetched, no network is needed. With a VS Code of your own it can be left out:\n' +
    'CORPUS_ANNOTATOR_VSCODE=/path/to/code npm run test:host'
  );
}

/** The browser comes as brotli-packed files inside its package. */
async function unpackChromium(folder: string): Promise<void> {
  const packed = join(folder, 'node_modules/@sparticuz/chromium/bin');
  const target = join(folder, 'chromium');
  const tar = createRequire(join(folder, 'package.json'))('tar-fs') as {
    extract(to: string): NodeJS.WritableStream;
  };
  await mkdir(target);
  const unpack = (name: string, into: NodeJS.WritableStream) =>
    pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), into);
  await unpack('chromium.br', createWriteStream(join(target, 'chromium'), { mode: 0o755 }));
  await unpack('al2023.tar.br', tar.extract(join(target, 'al2023')));
  // The libraries of the software renderer are looked for beside the browser.
  await unpack('swiftshader.tar.br', tar.extract(target));
}

/** Latin, emoji and Chinese: the same letters on every machine, whatever fonts it has. */
function fontconfig(): string {
  const folders = ['dejavu-fonts-ttf/ttf', '@expo-google-fonts/noto-color-emoji', '@embedpdf/fonts-sc/fonts'];
  const family = (font: string, wanted?: string) => [
    '<match target="pattern">',
    ...(wanted === undefined ? [] : [`<test name="family"><string>${wanted}</string></test>`]),
    `<edit name="family" mode="${wanted === undefined ? 'append_last' : 'prepend'}" binding="strong">`,
    ...[font, 'Noto Color Emoji'].map((name) => `<string>${name}</string>`),
    '</edit></match>',
  ];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `<dir>${join(home, 'node_modules', folder)}</dir>`),
    `<cachedir>${join(home, 'fonts-cache')}</cachedir>`,
    ...family('DejaVu Sans Mono', 'monospace'),
    ...family('DejaVu Sans'),
    '</fontconfig>',
  ].join('\n');
}

/**
 * Runs `work` while no other process does. The holder touches the lock file every second;
 * a lock nobody touches any more was left by a crash and is taken over.
 */
async function locked(work: () => Promise<void> | undefined): Promise<void> {
  const lock = join(shelf, 'fetch.lock');
  await mkdir(shelf, { recursive: true });
  for (let told = false; !(await create(lock)); told = true) {
    if (!told) console.log('Another process is fetching VS Code; waiting for it.');
    const touched = await stat(lock).then(
      (file) => file.mtimeMs,
      () => undefined,
    );
    if (touched !== undefined && Date.now() - touched > 10_000) await rm(lock, { force: true });
    else await sleep(500);
  }
  const release = () => rmSync(lock, { force: true });
  const forget = whenProcessEnds(release);
  const touch = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => undefined), 1_000);
  try {
    await work();
  } finally {
    clearInterval(touch);
    forget();
    release();
  }
}

async function create(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
