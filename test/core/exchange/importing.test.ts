import assert from 'node:assert/strict';
import { brat } from '../../../src/core/exchange/brat';
import { csv } from '../../../src/core/exchange/csv';
import { doccano } from '../../../src/core/exchange/doccano';
import type { Format } from '../../../src/core/exchange/format';
import { foreignLabels, startImport, type Corpus } from '../../../src/core/exchange/importing';
import { labelsOut } from '../../../src/core/exchange/labels';
import { newsLabels } from '../../../src/core/project/project';
import { textFacts } from '../../../src/core/sidecar/facts';
import { writeSidecar } from '../../../src/core/sidecar/write';
import { marked, written } from './examples';

/** A corpus in memory. */
function corpusOf(files: Record<string, string>): Corpus {
  return {
    text: (name) => Promise.resolve(files[name]),
    names: () => Promise.resolve(Object.keys(files).filter((name) => name.endsWith('.txt'))),
    sidecar: (name) => Promise.resolve(files[`${name}.ann.yaml`]),
  };
}

/** What comes of a file, a line each. */
async function arrivals(
  format: Format,
  path: string,
  files: Record<string, string>,
  corpus: Record<string, string>,
): Promise<string[]> {
  let count = 0;
  const run = startImport(format, corpusOf(corpus), {
    random: () => (++count * 0.618034) % 1,
    labelsThere: labelsOut(newsLabels, 'conll'),
  });
  const source = {
    path,
    chunks: [files[path]!],
    companion: (name: string) => Promise.resolve(files[name]),
  };
  const lines: string[] = [];
  for await (const item of run.add(source)) {
    if (item.kind === 'problem') lines.push(`${item.code} in line ${item.line}: ${item.about}`);
    else if (item.kind === 'refused') lines.push(`${item.name} refused: ${item.code}`);
    else {
      const { name, newText, annotations, added, conflicts } = item;
      lines.push(
        `${name}: ${added} of ${annotations}${newText === undefined ? '' : ', text too'}, ${conflicts.length} conflicts`,
      );
      corpus[`${name}.ann.yaml`] = item.sidecar.source;
    }
  }
  return lines;
}

suite('importing', () => {
  const document = marked('«ORG Axa» rose 😀.\n');
  const sent = (name: string): Record<string, string> =>
    written(doccano, [{ ...document, file: name }]).files;

  test('a text is found by its name, else by its content, whatever its line ends; else it comes along', async () => {
    const crlf = document.text.replace('\n', '\r\n');
    assert.deepEqual(
      [
        await arrivals(doccano, 'corpus.jsonl', sent('a.txt'), { 'a.txt': document.text }),
        await arrivals(doccano, 'corpus.jsonl', sent('b.txt'), { 'news/a.txt': crlf }),
        await arrivals(doccano, 'corpus.jsonl', sent('b'), { 'a.txt': 'Other words.' }),
      ],
      [
        ['a.txt: 1 of 1, 0 conflicts'],
        ['news/a.txt: 1 of 1, 0 conflicts'],
        ['b.txt: 1 of 1, text too, 0 conflicts'],
      ],
    );
  });
  test('a format without texts finds the only one of the name in any folder', async () => {
    const { files } = written(csv, [document]);
    assert.deepEqual(await arrivals(csv, 'corpus.csv', files, { 'news/a.txt': document.text }), [
      'news/a.txt: 1 of 1, 0 conflicts',
    ]);
    const two = { 'news/a.txt': document.text, 'old/a.txt': document.text };
    assert.deepEqual(await arrivals(csv, 'corpus.csv', files, two), ['no text in line 2: a.txt']);
  });
  test('what is there stays: the same mark is no new one, under a label of the same name there neither', async () => {
    const here = {
      ...document.decisions,
      annotations: document.decisions.annotations.map((annotation) => ({ ...annotation, label: 'COMPANY' })),
    };
    const corpus = {
      'a.txt': document.text,
      'a.txt.ann.yaml': writeSidecar(undefined, here, textFacts('a.txt', document.text)),
    };
    const before = corpus['a.txt.ann.yaml'];
    assert.deepEqual(await arrivals(doccano, 'corpus.jsonl', sent('a.txt'), corpus), [
      'a.txt: 0 of 1, 0 conflicts',
    ]);
    assert.equal(corpus['a.txt.ann.yaml'], before);
  });
  test('files beside the source are asked for; broken lines are told, the rest goes on', async () => {
    const files = { 'a.txt': 'Axa rose.', 'a.ann': 'T1\tORG 0 3\tAxa\nT2 ORG\nT3\tLOC 4 8\trose\n' };
    assert.deepEqual(await arrivals(brat, 'a.ann', files, {}), [
      'syntax in line 2: T2 ORG',
      'a.txt: 2 of 2, text too, 0 conflicts',
    ]);
  });
  test('names that lead out of the corpus and sidecars that cannot be read are refused', async () => {
    assert.deepEqual(await arrivals(doccano, 'corpus.jsonl', sent('../a.txt'), {}), [
      '../a.txt refused: name',
    ]);
    const corpus = { 'a.txt': document.text, 'a.txt.ann.yaml': 'format: corpus-annotator/9\n' };
    assert.deepEqual(await arrivals(doccano, 'corpus.jsonl', sent('a.txt'), corpus), [
      'a.txt refused: sidecar',
    ]);
  });
  test('labels that the scheme does not have, the most frequent first', () => {
    const counts = new Map([
      ['GPE', 1],
      ['ORG', 5],
      ['NORP', 3],
    ]);
    assert.deepEqual(foreignLabels(counts, ['ORG']), [
      ['NORP', 3],
      ['GPE', 1],
    ]);
  });
});
