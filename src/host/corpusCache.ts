import * as vscode from 'vscode';
import type { IndexedText } from '../core/corpus/indexedText';
import { keyOfLine, restoreEntry, storeEntry } from '../core/corpus/stored';
import { readText } from './files';
import type { Log } from './log';
import type { Slices } from './slices';

/**
 * Keeps entries of the index between sessions, by what they were made of: in shards of one entry a line, so that none
 * takes long to read. What cannot be read is as if it were not there.
 */
export interface CorpusCache {
  /** The entry with a key, where it is kept. */
  get(key: string): Promise<IndexedText | undefined>;
  /** Keeps these entries, and as many others that were kept before: another branch of the corpus, say. */
  keep(entries: Iterable<IndexedText>): Promise<void>;
}

/** @param folder where the extension may store; `undefined` where it may not, and so nothing is kept */
export function createCorpusCache(folder: vscode.Uri | undefined, slices: Slices, log: Log): CorpusCache {
  const reading = new Map<string, Promise<Map<string, string>>>();
  /** Keys that are on disk. */
  const kept = new Set<string>();

  const at = (shard: string): vscode.Uri => vscode.Uri.joinPath(folder!, `index-${shard}.txt`);
  const read = async (shard: string): Promise<Map<string, string>> => {
    const lines = new Map<string, string>();
    try {
      for (const line of ((await readText(at(shard))) ?? '').split('\n')) {
        const key = keyOfLine(line);
        if (key !== undefined) lines.set(key, line);
      }
    } catch (error) {
      log.failure(`Reading ${at(shard).toString()}`, error);
    }
    return lines;
  };

  const write = async (shard: string, entries: readonly IndexedText[]): Promise<void> => {
    if (entries.every(({ key }) => kept.has(key))) return;
    const before = await read(shard);
    const lines: string[] = [];
    await slices.run(
      (function* () {
        for (const entry of entries) {
          lines.push(before.get(entry.key) ?? storeEntry(entry));
          before.delete(entry.key);
          yield;
        }
      })(),
    );
    const others = [...before.values()].slice(0, entries.length + othersKept);
    await vscode.workspace.fs.writeFile(
      at(shard),
      new TextEncoder().encode([...lines, ...others, ''].join('\n')),
    );
    for (const { key } of entries) kept.add(key);
  };

  return {
    async get(key) {
      if (!folder) return undefined;
      const shard = shardOf(key);
      const lines = reading.get(shard) ?? read(shard);
      reading.set(shard, lines);
      const line = (await lines).get(key);
      const entry = line === undefined ? undefined : restoreEntry(line);
      if (entry) kept.add(key);
      return entry;
    },
    async keep(entries) {
      // What was read is in use now, or is not wanted any more.
      reading.clear();
      if (!folder) return;
      const shards = new Map<string, Map<string, IndexedText>>();
      for (const entry of entries) {
        const shard = shardOf(entry.key);
        const own = shards.get(shard) ?? new Map<string, IndexedText>();
        shards.set(shard, own.set(entry.key, entry));
      }
      for (const [shard, own] of shards) {
        try {
          await write(shard, [...own.values()]);
        } catch (error) {
          log.failure(`Writing ${at(shard).toString()}`, error);
        }
      }
    },
  };
}

/** Entries of texts that are no more, kept beside those of a small corpus. */
const othersKept = 50;

/** Two digits of the text's hash: 256 shards. */
function shardOf(key: string): string {
  const [, text = ''] = key.split('-');
  return text.slice(-2);
}
