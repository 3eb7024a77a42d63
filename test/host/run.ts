// npm run test:host: the tests of test/host in both extension hosts of a real VS Code.
import { existsSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../launch/browser';
import { openDesktop } from '../launch/desktop';
import { startServer, type Server } from '../launch/server';
import { copyWorkspace } from '../launch/workspace';
import { outsideRequests } from '../launch/requests';
import { marker, type Message } from './hosts/run';

type Host = 'node' | 'worker';

/** Generous: the whole of a host's tests. A test that hangs alone is ended by mocha's own limit. */
const limit = 5 * 60_000;

/** The extension's root under the server's address, for the worker host: the page's own origin, answered by us. */
const underTest = '/corpus-annotator-under-test';

void main();

async function main(): Promise<void> {
  try {
    const desktop = process.env.CORPUS_ANNOTATOR_VSCODE;
    const passed = desktop
      ? await openDesktop(desktop, resolve('dist/test/host/node.js'))
      : await inBothHosts();
    process.exit(passed ? 0 : 1);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

async function inBothHosts(): Promise<boolean> {
  const hosts: readonly Host[] = ['node', 'worker'];
  const chosen = hosts.filter((host) => process.argv.length < 3 || process.argv.includes(host));
  let passed = true;
  for (const host of chosen) passed = (await runIn(host)) && passed;
  return passed;
}

/** Runs the bundle of tests in one host, in a workspace and a VS Code of its own; true where all passed. */
async function runIn(host: Host): Promise<boolean> {
  console.log(`\n${host === 'node' ? 'Node' : 'Web worker'} extension host`);
  const workspace = copyWorkspace();
  const server = await startServer({ workspace: workspace.path, mode: 'tests' });
  try {
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const outside = outsideRequests(page);
    const passed = await runOn(page, server, host);
    if (outside.length > 0)
      console.log(`VS Code or the extension asked for the network:\n  ${outside.join('\n  ')}`);
    await browser.close();
    return passed && outside.length === 0;
  } finally {
    await server.stop();
    workspace.remove();
  }
}

async function runOn(page: Page, server: Server, host: Host): Promise<boolean> {
  let doing = 'VS Code was starting';
  let counts: Extract<Message, { passed: number }> | undefined;
  const chatter: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_level: string, args: readonly unknown[]) => {
    if (args[0] !== marker) return void chatter.push(format(...args));
    const message = JSON.parse(String(args[1])) as Message;
    if ('print' in message) console.log(format(...message.print));
    else if ('started' in message) doing = message.started;
    else counts = message;
  });
  const exited = new Promise<number>((done) => void page.exposeFunction('codeAutomationExit', done));
  const crashed = new Promise<never>((_, fail) =>
    page.on('crash', () => fail(new Error('The browser page crashed.'))),
  );

  await page.goto(host === 'node' ? nodeAddress(server) : await workerAddress(page, server));
  const outOfTime = new Promise<'hang'>((done) => setTimeout(done, limit, 'hang').unref());
  const code = await Promise.race([exited, crashed, outOfTime]);

  if (counts && counts.passed + counts.failed > 0 && code !== 'hang')
    return code === 0 && counts.failed === 0;
  const trace = resolve('artifacts', `host-${host}`);
  mkdirSync(resolve('artifacts'), { recursive: true });
  await page.screenshot({ path: `${trace}.png` });
  await writeFile(`${trace}.log`, [await readFile(server.logFile, 'utf8'), ...chatter].join('\n'));
  const what = code === 'hang' ? `No end after ${limit / 60_000} minutes.` : 'No test was run.';
  console.log(`${what} The last thing begun: ${doing}\nSee ${trace}.png and ${trace}.log`);
  return false;
}

/** The node host takes the extension and its tests by the address. */
function nodeAddress({ url, port }: Server): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${encodeURI(resolve(path))}`;
  const address = new URL(url);
  const payload = [
    ['extensionDevelopmentPath', remote('.')],
    ['extensionTestsPath', remote('dist/test/host/node.js')],
    ['skipWelcome', 'true'],
  ];
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/**
 * The worker host takes them by the configuration in the page, which we complete as VS Code reads it, and loads them over HTTP.
 * The workspace is the same folder as ever: VS Code's file service reaches it through the server (scheme vscode-remote),
 * and so do workspace.fs and findFiles in the worker.
 */
async function workerAddress(page: Page, { url, port }: Server): Promise<string> {
  await page.route(
    ({ pathname }) => pathname.startsWith(`${underTest}/`),
    async (route) => {
      const path = join(
        resolve('.'),
        decodeURI(new URL(route.request().url()).pathname.slice(underTest.length)),
      );
      if (existsSync(path)) await route.fulfill({ path, body: await readFile(path) });
      else await route.fulfill({ status: 404 });
    },
  );
  await page.addInitScript(
    ({ authority, root }) => {
      const find = document.getElementById.bind(document);
      document.getElementById = (id: string) => {
        const element = find(id);
        if (id === 'vscode-workbench-web-configuration' && element) {
          const configuration = JSON.parse(element.dataset.settings ?? '{}') as object;
          const uri = (path: string) => ({ scheme: 'http', authority, path: root + path });
          const developmentOptions = {
            extensions: [uri('')],
            extensionTestsPath: uri('/dist/test/host/worker.js'),
          };
          element.dataset.settings = JSON.stringify({ ...configuration, developmentOptions });
        }
        return element;
      };
    },
    { authority: `127.0.0.1:${port}`, root: underTest },
  );
  return url;
}
