import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startExport } from '../../../src/core/exchange/export';
import type { ExchangeDocument, Format } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';
import { importDocuments } from '../../../src/core/exchange/import';
import { marked, written } from './examples';

const texts = 150;
/** A quarter of what all texts together would take, in bytes. */
const bound = 400_000;

suite('memory', function () {
  this.timeout(120_000);

  test('an export keeps nothing of the texts that it wrote, in any format', () => {
    const kept = formats.map((format): [string, number] => {
      const run = startExport(format);
      const write = (count: number): void => {
        let length = 0;
        for (let i = 0; i < count; i++) for (const { text } of run.add(longText(i))) length += text.length;
        assert.ok(length > 0);
      };
      write(20);
      const before = heap();
      write(texts);
      const grown = heap() - before;
      assert.equal(run.report().documents, texts + 20);
      return [format.id, grown];
    });
    assert.deepEqual(
      kept.filter(([, bytes]) => bytes > bound),
      [],
    );
  });
  test('an import of one file of many texts keeps nothing of those that it gave', () => {
    const inOneFile = formats.filter(
      ({ read, id }) => read && !['uima-cas', 'webanno-tsv', 'web-annotation'].includes(id),
    );
    const kept = inOneFile
      .filter(({ id }) => !id.startsWith('brat'))
      .map((format): [string, number] => {
        let first = 0;
        let last = 0;
        let count = 0;
        const reading = importDocuments(
          format,
          { path: 'corpus', chunks: chunksOf(format) },
          { newId: () => `n${count}` },
        );
        let answer: string | undefined;
        for (let step = reading.next(); !step.done; step = reading.next(answer)) {
          const item = step.value;
          answer = undefined;
          if (item.kind === 'wanted')
            answer = item.what === 'text' ? longText(Number(/\d+/.exec(item.name)?.[0])).text : undefined;
          else if (item.kind === 'document' && ++count === 20) first = heap();
          else if (count === texts - 1 && last === 0) last = heap();
        }
        assert.ok(count >= texts, `${format.id}: ${count} texts`);
        return [format.id, last - first];
      });
    assert.deepEqual(
      kept.filter(([, bytes]) => bytes > bound),
      [],
    );
  });
});

/** A text of some 10 kB, as no other is. */
function longText(i: number): ExchangeDocument {
  const document = marked(`${'«ORG Axa» rose, she said on day. '.repeat(6)}\n`);
  return {
    ...document,
    file: `${i}.txt`,
    text: `${document.text}${`Number ${i} is told here of many things again. `.repeat(200)}\n`,
  };
}

/** One file of many texts, as the format itself writes it, piece by piece. */
function* chunksOf(format: Format): Generator<string> {
  const main = Object.keys(written(format, []).files).find((name) => name.endsWith(format.extensions[0]!))!;
  const run = startExport(format);
  for (let i = 0; i < texts + 20; i++)
    for (const { path, text } of run.add(longText(i))) if (path === main) yield text;
  for (const { path, text } of run.finish()) if (path === main) yield text;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
