import { spawnSync } from 'node:child_process';
import { statSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { figure, printTable, ratio } from './table';

const ours = 'dist/extension.js';

/** What the user downloads: the extension as it is packaged, beside its peers' libraries alone. */
export function bundle(): void {
  const built = spawnSync(process.execPath, ['esbuild.mjs', 'extension', '--production'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) throw new Error('The extension could not be built.');
  const sizes = [
    { name: 'the extension', bytes: statSync(ours).size, zipped: gzipSync(readFileSync(ours)).length },
    librarySize(
      'wink-nlp with its model',
      `import winkNLP from 'wink-nlp'; import model from 'wink-eng-lite-web-model'; console.log(winkNLP, model);`,
    ),
    librarySize('compromise', `import nlp from 'compromise'; console.log(nlp);`),
  ];
  const rows = sizes.map(({ name, bytes, zipped }) => [
    name,
    figure(bytes / 1024),
    figure(zipped / 1024),
    ratio(bytes / sizes[0]!.bytes),
  ]);
  printTable('Size of the bundle, minified', ['', 'KB', 'zipped KB', 'of ours'], rows);
}

function librarySize(name: string, source: string): { name: string; bytes: number; zipped: number } {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: '.' },
    bundle: true,
    minify: true,
    platform: 'node',
    write: false,
  });
  const contents = outputFiles[0]!.contents;
  return { name, bytes: contents.length, zipped: gzipSync(contents).length };
}
