// npm start: VS Code with the extension, on the sample corpus or a folder or text of one's own.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { startServer } from './server';

const help = `npm start [-- PATH]

Opens VS Code with Corpus Annotator in the browser: on the sample corpus, or on PATH, a folder or a text.
Nothing needs to be installed; the first time, VS Code is fetched from the npm registry into .vscode-test/.

  BROWSER=none       opens no browser, prints the address alone
  BROWSER=firefox    opens the address with this command
  Ctrl-C             ends it`;

void main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  // Before anything else listens: leaving by Ctrl-C is no failure.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
  if (words.includes('--help') || words.includes('-h')) {
    console.log(help);
    return;
  }
  try {
    const { workspace, file } = whatToOpen(words);
    // A text that somebody names is to be annotated, whatever folder it is in.
    const settings = file === undefined ? {} : { 'files.associations': { [basename(file)]: 'corpus-text' } };
    const { url } = await startServer({ workspace, file, settings, mode: 'installed' });
    console.log(`\nCorpus Annotator in VS Code, on ${file ?? workspace}\n\n  ${url}\n`);
    console.log(openBrowser(url) ? 'It opens in your browser.' : 'Open this address in a browser.');
    const desktop = process.env.CORPUS_ANNOTATOR_VSCODE ?? onPath('code');
    if (desktop)
      console.log(
        `On the desktop: ${desktop} --extensionDevelopmentPath=${resolve('.')} ${file ?? workspace}`,
      );
    console.log('Ctrl-C ends it.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

function whatToOpen(words: readonly string[]): { workspace: string; file?: string } {
  const unknown = words.find((word) => word.startsWith('-'));
  if (unknown !== undefined || words.length > 1)
    throw new Error(`What is ${unknown ?? words[1]}?\n\n${help}`);
  // npm runs scripts at the package's root and tells where it was called.
  const path = words[0] === undefined ? resolve('samples') : resolve(process.env.INIT_CWD ?? '.', words[0]);
  if (!existsSync(path)) throw new Error(`There is no ${path}`);
  return statSync(path).isDirectory() ? { workspace: path } : { workspace: dirname(path), file: path };
}

/** False where there is no browser to open, or none is wanted. */
function openBrowser(url: string): boolean {
  const command = browserCommand(process.env.BROWSER);
  if (!command) return false;
  const [program = '', ...words] = command;
  // Whether the browser comes up is for the person to see; the address stands there in any case.
  spawn(program, [...words, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
  return true;
}

function browserCommand(wish: string | undefined): readonly string[] | undefined {
  if (wish === 'none') return undefined;
  if (wish) return [wish];
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['explorer.exe'];
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return screen && onPath('xdg-open') ? ['xdg-open'] : undefined;
}

function onPath(program: string): string | undefined {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
