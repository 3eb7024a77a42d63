// The builds: a table of them, made by `node esbuild.mjs [name…] [--watch] [--production]`.
import { readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const production = flags.includes('--production');

/** Data files that core carries: word lists as text, models as bytes. */
const loader = { '.txt': 'text', '.bin': 'binary' };
const common = { bundle: true, target: 'es2023', sourcemap: !production, minify: production, loader, logLevel: 'warning', metafile: true };
const node = { ...common, platform: 'node', format: 'cjs' };

/** One bundle serves the node and the web worker extension host: nothing of either may get in. */
const neutral = { ...common, platform: 'neutral', format: 'cjs', mainFields: ['module', 'main'], external: ['vscode'] };

const builds = {
  extension: { ...neutral, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js' },
  cli: { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  training: {
    ...node,
    entryPoints: ['convert', 'train', 'evaluate'].map((name) => `training/${name}.ts`),
    outdir: 'dist/training',
    packages: 'external',
  },
  'core tests': { ...node, entryPoints: tests('test/core'), outdir: 'dist/test/core', packages: 'external' },
  'house tests': { ...node, entryPoints: tests('test/house'), outdir: 'dist/test/house', packages: 'external' },
};

const chosen = names.length > 0 ? names : Object.keys(builds);
for (const name of chosen) {
  const build = builds[name];
  if (!build) throw new Error(`There is no build called ${name}; there are: ${Object.keys(builds).join(', ')}`);
  if (flags.includes('--watch')) {
    const context = await esbuild.context(build);
    await context.watch();
    continue;
  }
  await esbuild.build(build);
  if (build.outfile) console.log(`${build.outfile}  ${((await stat(build.outfile)).size / 1024).toFixed(0)} KB`);
}

function tests(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `${folder}/${path}`)
    .sort();
}
