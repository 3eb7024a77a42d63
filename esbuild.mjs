// The builds: a table of them, made by `node esbuild.mjs [name…] [--watch] [--production]`.
import { existsSync, readdirSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const production = flags.includes('--production');

/** Data files that core carries: word lists as text, models as bytes. */
const loader = { '.txt': 'text', '.bin': 'binary' };
const common = {
  bundle: true,
  target: 'es2023',
  sourcemap: !production,
  minify: production,
  loader,
  logLevel: 'warning',
  metafile: true,
};
const node = { ...common, platform: 'node', format: 'cjs' };

/** One bundle serves the node and the web worker extension host: nothing of either may get in. */
const neutral = {
  ...common,
  platform: 'neutral',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['vscode'],
};

const builds = {
  extension: { ...neutral, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js' },
  cli: {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  training: {
    ...node,
    entryPoints: ['convert', 'train', 'evaluate', 'articles'].map((name) => `training/${name}.ts`),
    outdir: 'dist/training',
    packages: 'external',
  },
  'core tests': { ...node, entryPoints: tests('test/core'), outdir: 'dist/test/core', packages: 'external' },
  'cli tests': { ...node, entryPoints: tests('test/cli'), outdir: 'dist/test/cli', packages: 'external' },
  // VS Code loads one file: the host's setup, then the tests, then the setup's `run`.
  'host tests': { ...node, ...oneFile('test/host', 'node'), external: ['vscode', 'mocha'] },
  'worker tests': {
    ...common,
    ...oneFile('test/host', 'worker'),
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    alias: { 'node:assert/strict': './test/host/hosts/assert.ts' },
  },
  'ui tests': { ...node, entryPoints: tests('test/ui'), outdir: 'dist/test/ui', packages: 'external' },
  launch: {
    ...node,
    entryPoints: { start: 'test/launch/start.ts', all: 'test/launch/all.ts', host: 'test/host/run.ts' },
    outdir: 'dist/launch',
    packages: 'external',
  },
  'house tests': {
    ...node,
    entryPoints: tests('test/house'),
    outdir: 'dist/test/house',
    packages: 'external',
  },
  formats: { ...node, entryPoints: ['test/house/formats/update.ts'], outfile: 'dist/formats.js' },
  l10n: {
    ...node,
    entryPoints: ['test/house/l10n/update.ts'],
    outfile: 'dist/l10n.js',
    packages: 'external',
  },
  bench: {
    ...node,
    // Names are a file of their own, to measure how long they take to load.
    entryPoints: { main: 'test/bench/main.ts', names: 'src/core/recognize/names/names.ts' },
    outdir: 'dist/bench',
    packages: 'external',
  },
};

/** The licences of what the bundle holds of others, the dictionary among them that the names model was made with. */
const licences = ['yaml/LICENSE', '@noble/hashes/LICENSE', 'dictionary-en/license'];

const chosen = names.length > 0 ? names : Object.keys(builds);
for (const name of chosen) {
  const build = builds[name];
  if (!build)
    throw new Error(`There is no build called ${name}; there are: ${Object.keys(builds).join(', ')}`);
  if (flags.includes('--watch')) {
    const context = await esbuild.context(build);
    await context.watch();
    continue;
  }
  await esbuild.build(build);
  if (build.outfile)
    console.log(`${build.outfile}  ${((await stat(build.outfile)).size / 1024).toFixed(0)} KB`);
}

if (production) {
  const texts = await Promise.all(licences.map((path) => readFile(`node_modules/${path}`, 'utf8')));
  await writeFile(
    'dist/notices.txt',
    licences.map((path, i) => `=== ${path} ===\n\n${texts[i].trim()}\n`).join('\n'),
  );
}

function oneFile(folder, host) {
  const imports = tests(folder).map((path) => `import './${path}';`);
  const contents = [`import { run } from './test/host/hosts/${host}';`, ...imports, 'export { run };'].join(
    '\n',
  );
  return { stdin: { contents, resolveDir: '.', loader: 'ts' }, outfile: `dist/${folder}/${host}.js` };
}

function tests(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `${folder}/${path}`)
    .sort();
}
