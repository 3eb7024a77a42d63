import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, folderWith, outcomeOf, read, removeFolders, run, sidecarOf, type Outcome } from './run';

const text = 'Tarn Motors and Ada Quill met in Oslo.\n';
const tarn = '{id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}';
const ada = '{id: bbb222, at: 1:17-1:26, label: PERSON, text: Ada Quill, status: accepted}';
const oslo = '{id: ccc333, at: 1:34-1:38, label: LOC, text: Oslo, status: accepted}';
const file = (...items: string[]) => sidecarOf('a.txt', text, ...items);

suite('merge', () => {
  teardown(removeFolders);

  test('the result goes into ours', async () => {
    const folder = folderWith({ base: file(tarn), ours: file(tarn, ada), theirs: file(tarn, oslo) });
    const outcome = await run(folder, ['merge', 'base', 'ours', 'theirs']);
    assert.deepEqual(outcome, { code: 0, out: '', err: '' });
    assert.equal(read(folder, 'ours'), file(tarn, ada, oslo));
    assert.deepEqual(readdirSync(folder), ['base', 'ours', 'theirs']);
  });

  test('conflicts are printed, and both readings kept', async () => {
    const folder = folderWith({
      base: file(tarn),
      ours: file(tarn.replace('COMPANY', 'ORG')),
      theirs: file(tarn.replace('COMPANY', 'PRODUCT')),
    });
    assert.deepEqual(await run(folder, ['merge', 'base', 'ours', 'theirs', 'news/a.txt.ann.yaml']), {
      code: 1,
      out: 'news/a.txt.ann.yaml: annotations aaa111: both changed label.\n',
      err: '',
    });
    assert.match(read(folder, 'ours'), /label: ORG, .*conflict: \{theirs: \{label: PRODUCT\}\}\}/);
  });

  test('a side that cannot be read is not merged', async () => {
    const ours = file(tarn, ada);
    const folder = folderWith({ base: file(tarn), ours, theirs: file('{id: [') });
    const { code, err } = await run(folder, ['merge', 'base', 'ours', 'theirs', 'a.txt.ann.yaml']);
    assert.equal(code, 1);
    assert.match(err, /^corpus-annotator: not merged, because of their version: a\.txt\.ann\.yaml:\d+:\d+: /);
    assert.equal(read(folder, 'ours'), ours);
  });
});

suite('merge as a driver of git', () => {
  teardown(removeFolders);
  const count = 500;
  const paper = Array.from({ length: 2 * count }, (_, i) => `Firm${i} rose.\n`).join('');

  /** Every `step`-th firm from `first` on, decided by somebody. */
  const decided = (first: number, by: string): string[] =>
    Array.from({ length: count }, (_, i) => mark(first + 2 * i, by));
  const mark = (i: number, by: string, label = 'COMPANY'): string =>
    `{id: ${by[0]!}${String(i).padStart(5, '0')}, at: ${i + 1}:1-${i + 1}:${`Firm${i}`.length + 1}, label: ${label}, text: Firm${i}, status: accepted, by: ${by}, on: 2026-11-22}`;
  const sorted = (items: readonly string[]): string[] =>
    items.toSorted((a, b) => Number(/at: (\d+)/.exec(a)![1]) - Number(/at: (\d+)/.exec(b)![1]));
  const sidecar = (...items: string[]): string => sidecarOf('paper.txt', paper, ...sorted(items));

  test('two branches of 500 annotations each come together without a conflict', async () => {
    const git = await repository();
    await git.branches(sidecar(...decided(0, 'anna')), sidecar(...decided(1, 'ben')));
    assert.equal((await git.run('merge', 'theirs', '-m', 'Merge')).code, 0);
    assert.equal(git.sidecar(), sidecar(...decided(0, 'anna'), ...decided(1, 'ben')));
  });

  test('so they do in a rebase of several commits', async () => {
    const git = await repository();
    const anna = decided(0, 'anna');
    const ben = decided(1, 'ben');
    await git.branches(sidecar(...anna), sidecar(...ben.slice(0, 200)));
    await git.run('checkout', '-q', 'theirs');
    await git.commit(sidecar(...ben.slice(0, 400)));
    await git.commit(sidecar(...ben));
    assert.equal((await git.run('rebase', 'ours')).code, 0);
    assert.equal(git.sidecar(), sidecar(...anna, ...ben));
  });

  test('a text that one branch changed takes the other’s annotations along', async () => {
    const git = await repository();
    const anna = decided(0, 'anna');
    await git.branches(sidecar(...anna), sidecar());
    await git.run('checkout', '-q', 'theirs');
    const longer = `Good news.\n${paper}`;
    writeFileSync(join(git.folder, 'paper.txt'), longer);
    await git.commit(sidecarOf('paper.txt', longer));
    await git.run('checkout', '-q', 'ours');
    assert.equal((await git.run('merge', 'theirs', '-m', 'Merge')).code, 0);
    const { out, code } = await run(git.folder, ['check', '.']);
    assert.deepEqual([code, out], [0, '']);
    assert.match(git.sidecar(), /at: 2:1-2:6, label: COMPANY, text: Firm0,/);
  });

  test('what both changed stops the merge, and the file says what there is to decide', async () => {
    const git = await repository(sidecar(mark(0, 'anna')));
    const ours = sidecar(mark(0, 'anna', 'ORG'), mark(2, 'anna'));
    const theirs = sidecar(mark(0, 'anna', 'PRODUCT'), mark(3, 'ben'));
    await git.branches(ours, theirs);
    const { code, out } = await git.run('merge', 'theirs', '-m', 'Merge');
    assert.equal(code, 1);
    assert.match(out, /paper\.txt\.ann\.yaml: annotations a00000: both changed label\./);
    assert.doesNotMatch(git.sidecar(), /^[<=>]{7}/m);
    const checked = await run(git.folder, ['check', '.']);
    assert.equal(checked.code, 0);
    assert.match(checked.out, /^paper\.txt\.ann\.yaml:6:1 warning undecided-conflict /);
  });

  /** A repository set up as the help of `merge` says, with one text and its sidecar. */
  async function repository(start = sidecar()) {
    const folder = folderWith({ 'paper.txt': paper, 'paper.txt.ann.yaml': start });
    const git = (...args: string[]): Promise<Outcome> => outcomeOf('git', args, folder);
    const commit = async (source: string): Promise<void> => {
      writeFileSync(join(folder, 'paper.txt.ann.yaml'), source);
      await git('add', '-A');
      assert.equal((await git('commit', '-q', '-m', 'Decide')).code, 0);
    };
    await git('init', '-q', '-b', 'main');
    await git('config', 'user.name', 'Ada Quill');
    await git('config', 'user.email', 'ada@example.com');
    appendFileSync(join(folder, '.gitattributes'), '*.ann.yaml merge=corpus-annotator\n');
    await git('config', 'merge.corpus-annotator.name', 'annotations, decision by decision');
    const command = `"${process.execPath}" "${cli}" merge %O %A %B %P`;
    await git('config', 'merge.corpus-annotator.driver', command);
    await commit(start);
    return {
      folder,
      run: git,
      commit,
      sidecar: () => read(folder, 'paper.txt.ann.yaml'),
      /** Two branches from here, each with its version; the first is left checked out. */
      async branches(ours: string, theirs: string): Promise<void> {
        await git('checkout', '-q', '-b', 'theirs');
        if (theirs !== start) await commit(theirs);
        await git('checkout', '-q', '-b', 'ours', 'main');
        if (ours !== start) await commit(ours);
      },
    };
  }
});
