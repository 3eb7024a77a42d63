import assert from 'node:assert/strict';
import { folderWith, removeFolders, run } from './run';

const harbour = [
  'Tarn Motors opens works in Oslo',
  '',
  'OSLO, March 3 - Tarn Motors opened a works on Tuesday in which four hundred people will build small vans for the post.',
  '',
  'The firm said that the first van would leave the line in June, and that it hoped to build nine thousand a year.',
  '',
].join('\n');
const bridge = [
  'Bridge over the Quill closed until May',
  '',
  'BRIGHTWELL, March 4 - The bridge over the Quill was closed to lorries on Wednesday after divers found cracks in a pier.',
  '',
  'Engineers will drive steel sheets round the pier and fill it, which the county expects to take until the end of May.',
  '',
].join('\n');

suite('repeats', () => {
  teardown(removeFolders);

  test('within a text and across texts, with the first telling', async () => {
    const folder = folderWith({ 'a.txt': `${harbour}\n\n${bridge}`, 'b/c.txt': `${bridge}\n\n${bridge}` });
    const { code, out } = await run(folder, ['repeats', '.']);
    assert.deepEqual(
      [code, out],
      [
        0,
        'b/c.txt:1  100 % of a.txt:8  Bridge over the Quill closed until May\n' +
          'b/c.txt:8  100 % of a.txt:8  Bridge over the Quill closed until May\n',
      ],
    );
  });

  test('JSON: one object a repeat', async () => {
    const folder = folderWith({ 'a.txt': harbour, 'b.txt': harbour });
    const { out } = await run(folder, ['repeats', '--json', 'b.txt', 'a.txt']);
    const title = 'Tarn Motors opens works in Oslo';
    assert.deepEqual(JSON.parse(out), {
      file: 'a.txt',
      start: 0,
      line: 1,
      title,
      of: { file: 'b.txt', start: 0, line: 1, title },
      similarity: 1,
      kind: 'same',
    });
  });

  test('what people rejected is no repeat', async () => {
    const decision =
      'format: corpus-annotator/1\narticles:\n- {line: 8, title: Tarn Motors opens works in Oslo, repeats: 1, decision: rejected}\n';
    const folder = folderWith({ 'a.txt': `${harbour}\n\n${harbour}`, 'a.txt.ann.yaml': decision });
    assert.equal((await run(folder, ['repeats', 'a.txt'])).out, '');
  });

  test('what people decided about another text counts, and which telling is kept', async () => {
    const decided = (decision: string): string =>
      `format: corpus-annotator/1\narticles:\n- {line: 1, title: Tarn Motors opens works in Oslo, tellings: [{file: ../b.txt, line: 1, title: Tarn Motors opens works in Oslo, decision: ${decision}}]}\n`;
    const files = { 'a/a.txt': harbour, 'b.txt': harbour };
    const rejected = folderWith({ ...files, 'a/a.txt.ann.yaml': decided('rejected') });
    assert.equal((await run(rejected, ['repeats', '.'])).out, '');
    const confirmed = folderWith({ ...files, 'a/a.txt.ann.yaml': decided('confirmed') });
    assert.equal(
      (await run(confirmed, ['repeats', '.'])).out,
      'a/a.txt:1  100 % of b.txt:1  Tarn Motors opens works in Oslo\n',
    );
  });

  test('standard input', async () => {
    const { out } = await run(folderWith({}), ['repeats', '-'], `${harbour}\n\n${harbour}`);
    assert.equal(out, '-:8  100 % of -:1  Tarn Motors opens works in Oslo\n');
  });
});
