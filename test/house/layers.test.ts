import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';

/** What the files of each layer may import: layers of `src`, and packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: ['core', 'yaml', '@noble/hashes'],
  words: ['words', 'core'],
  host: ['host', 'words', 'core', 'vscode'],
  features: ['features', 'host', 'words', 'core', 'vscode'],
  cli: ['cli', 'words', 'core', 'node', 'package.json'],
  extension: ['features', 'host', 'vscode'],
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
}

suite('layers', () => {
  const imports = sourceFiles().flatMap(importsOf);

  test('every layer imports only what it may', () => {
    const wrong = imports.filter(({ file, target }) => !allowed[layerOf(file)]!.includes(target));
    assert.deepEqual(wrong, []);
  });
  test('no feature imports another', () => {
    const wrong = imports.filter(
      ({ file, from }) =>
        layerOf(file) === 'features' &&
        from.startsWith('.') &&
        isOtherFeature(file, posix.join(dirname(file), from)),
    );
    assert.deepEqual(wrong, []);
  });
  test('there are no default exports and no barrels', () => {
    const wrong = sourceFiles().filter((file) => {
      const source = readFileSync(file, 'utf8');
      return /^export default /m.test(source) || /^export (?:type )?(?:\*|\{[^}]*\}) from /m.test(source);
    });
    assert.deepEqual(wrong, []);
  });
});

function sourceFiles(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .sort();
}

function importsOf(file: string): readonly Import[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:^import|^} from|^export .* from|\bimport\()[^'\n]*'([^']+)'/gm)].map(
    ([, from]) => ({
      file,
      from: from!,
      target: targetOf(file, from!),
    }),
  );
}

/** The layer or the package that an import means. */
function targetOf(file: string, from: string): string {
  if (from.startsWith('.')) {
    const path = posix.join(dirname(file), from);
    return path === 'package.json' ? path : layerOf(path);
  }
  if (from.startsWith('node:')) return 'node';
  return from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]!;
}

/** A feature is a file, or a folder whose files may import each other. */
function isOtherFeature(file: string, target: string): boolean {
  return layerOf(target) === 'features' && featureOf(target) !== featureOf(file);
}

function featureOf(path: string): string {
  return path.split('/')[2]!.replace(/\.ts$/, '');
}

function layerOf(path: string): string {
  return path.split('/')[1]!.replace(/\.ts$/, '');
}
