import { emptyCorpus, setText, type Corpus } from '../../src/core/corpus/corpus';
import type { IndexedText } from '../../src/core/corpus/indexedText';
import { keyOf, type Source } from '../../src/core/corpus/key';
import { makeEntry } from '../../src/core/corpus/makeEntry';
import { restoreEntry, storeEntry } from '../../src/core/corpus/stored';
import { thingsOf } from '../../src/core/corpus/things';
import { figure, printTable, ratio } from './table';
import { benchText } from './texts';

const counts = [1000, 10_000] as const;
const bytesOfText = 3000;

/**
 * The index of a corpus of texts of 3 kB: made for the first time (cold), and again from what was kept of it (warm),
 * reading of files aside. In this process, since what one step keeps is what the next one reads; processor time.
 */
export function corpus(): void {
  const rows = counts.map((count) => {
    const sources = textsOf(count);
    const megabytes = sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
    const before = memory();
    const cold = timed(() => indexOf(sources.map(makeEntry)));
    const held = memory() - before;
    const kept = new Map([...cold.result.texts.values()].map((entry) => [entry.key, storeEntry(entry)]));
    const size = [...kept.values()].reduce((sum, line) => sum + line.length, 0) / 1e6;
    const warm = timed(() => indexOf(sources.map((source) => restoreEntry(kept.get(keyOf(source))!)!)));
    const things = timed(() => thingsOf(warm.result));
    return [
      `${count} texts, ${figure(megabytes)} MB`,
      ...[cold.seconds, warm.seconds].map(figure),
      ratio(warm.seconds / cold.seconds),
      ...[held, size, things.seconds].map(figure),
    ];
  });
  printTable(
    'The index of a corpus (goal: warm at most a tenth of cold)',
    ['', 'cold s', 'warm s', 'warm to cold', 'held MB', 'kept MB', 'names joined s'],
    rows,
  );
}

function timed<T>(work: () => T): { readonly result: T; readonly seconds: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

/** What the process holds, in MB. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

function indexOf(entries: readonly IndexedText[]): Corpus {
  const index = emptyCorpus();
  entries.forEach((entry, i) => setText(index, `${i}.txt`, entry));
  return index;
}

/** Texts of one article or a few, of about 3 kB. */
function textsOf(count: number): readonly Source[] {
  const { articles } = benchText((count * bytesOfText * 1.4) / 1e6);
  const sources: Source[] = [];
  let text = '';
  for (const article of articles) {
    text += article;
    if (text.length < bytesOfText * 0.7) continue;
    sources.push({ text, sidecar: undefined, entities: [] });
    text = '';
    if (sources.length === count) break;
  }
  return sources;
}
