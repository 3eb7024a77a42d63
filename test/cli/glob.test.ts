import assert from 'node:assert/strict';
import { matchesGlob } from '../../src/cli/glob';

suite('globs', () => {
  const paths = ['a.txt', 'news/a.txt', 'news/2026/b.txt', 'news/c.md', 'news/[x].txt'];
  for (const [glob, found] of [
    ['*.txt', ['a.txt']],
    ['**/*.txt', ['a.txt', 'news/a.txt', 'news/2026/b.txt', 'news/[x].txt']],
    ['news/**', ['news/a.txt', 'news/2026/b.txt', 'news/c.md', 'news/[x].txt']],
    ['news/?.{txt,md}', ['news/a.txt', 'news/c.md']],
    ['news/[b-d].*', ['news/c.md']],
    ['**/[!ab].*', ['news/c.md']],
    ['news/[[]x].txt', ['news/[x].txt']],
    ['news/[d-b].md', []],
    ['{a', []],
  ] as const) {
    test(glob, () => {
      assert.deepEqual(
        paths.filter((path) => matchesGlob(path, glob)),
        found,
      );
    });
  }
});
