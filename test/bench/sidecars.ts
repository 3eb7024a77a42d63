import { parse, stringify } from 'yaml';
import { shiftByEdits, track } from '../../src/core/annotate/edits';
import { noDecisions, type Annotation, type Decisions } from '../../src/core/model';
import { bind } from '../../src/core/sidecar/bind';
import { textFacts, type TextFacts } from '../../src/core/sidecar/facts';
import { newId } from '../../src/core/sidecar/ids';
import { mergeSidecars } from '../../src/core/sidecar/merge';
import { readSidecar } from '../../src/core/sidecar/read';
import { writeSidecar } from '../../src/core/sidecar/write';
import { createRandom } from '../../training/random';
import { measure, speed, type Task, type Tasks } from './measure';
import { figure, printTable, ratio } from './table';
import { benchText } from './texts';

const count = 20_000;

const loads: Tasks = {
  'load: read and put onto the text': () =>
    onSidecar(({ source, text }) => bind(readSidecar(source).document!, factsOf(text))),
  'load onto a text that changed since': () => {
    const { source, text } = inventSidecar();
    const changed = changedText(text);
    return { megabytes: sizeOf(source), work: () => bind(readSidecar(source).document!, factsOf(changed)) };
  },
  'load by yaml: parse': () => onSidecar(({ source }) => parse(source) as unknown),
  'load by JSON: parse': () => {
    const { source } = inventSidecar();
    const json = JSON.stringify(parse(source));
    return { megabytes: sizeOf(source), work: () => JSON.parse(json) as unknown };
  },
};

const saves: Tasks = {
  'save after one change': () => {
    const { source, text } = inventSidecar();
    const facts = factsOf(text);
    const binding = bind(readSidecar(source).document!, facts);
    let run = 0;
    return {
      megabytes: sizeOf(source),
      work: () => writeSidecar(binding, withOneChange(binding.decisions, ++run), facts),
    };
  },
  'shift by one keystroke': () => {
    const { source, text } = inventSidecar();
    const tracked = track(bind(readSidecar(source).document!, factsOf(text)).decisions);
    const typed = `x${text}`;
    const edits = [{ start: 0, end: 0, inserted: 1 }];
    return { megabytes: sizeOf(source), work: () => shiftByEdits(tracked, edits, text, typed) };
  },
  'merge: one change on either side': () => {
    const { source } = inventSidecar();
    const sides = ['COMPANY', 'ORG'].map((label, i) => {
      const at = source.indexOf('label: PERSON', (source.length / 3) * (i + 1));
      return source.slice(0, at) + source.slice(at).replace('label: PERSON', `label: ${label}`);
    });
    return { megabytes: sizeOf(source), work: () => mergeSidecars(source, sides[0]!, sides[1]!) };
  },
  'save by yaml: stringify': () => onParsed((value) => stringify(value)),
  'save by JSON: stringify': () => onParsed((value) => JSON.stringify(value)),
};

export const sidecarTasks: Tasks = { ...loads, ...saves };

export function sidecars(): void {
  const title = `Sidecars with ${count.toLocaleString('en')} annotations`;
  for (const [what, tasks] of [
    ['load', loads],
    ['save', saves],
  ] as const) {
    const found = Object.keys(tasks).map((name) => ({ name, measured: measure(name) }));
    const yaml = found.at(-2)!.measured;
    const json = found.at(-1)!.measured;
    const rows = found.map(({ name, measured }) => {
      if (!measured) return [name, 'failed'];
      const { median, peak } = measured;
      const [toYaml, toJson] = [yaml, json].map((peer) => (peer ? ratio(peer.median / median) : ''));
      return [name, figure(median), figure(speed(measured)), toYaml!, toJson!, figure(peak)];
    });
    printTable(`${title}: ${what}`, ['', 'ms', 'MB/s', 'to yaml', 'to JSON', 'peak MB'], rows);
  }
}

interface InventedSidecar {
  readonly source: string;
  readonly text: string;
}

/** A sidecar that marks the first 20,000 capitalised words and numbers of a text. */
export function inventSidecar(): InventedSidecar {
  const { text } = benchText(1);
  const random = createRandom(3);
  const taken = new Set<string>();
  const annotations: Annotation[] = [];
  for (const { 0: words, index } of text.matchAll(/\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*|\d+/gu)) {
    if (annotations.length === count) break;
    const id = newId(random, (candidate) => taken.has(candidate));
    taken.add(id);
    const label = /\d/.test(words) ? 'CARDINAL' : words.includes(' ') ? 'PERSON' : 'COMPANY';
    annotations.push({
      id,
      pieces: [{ start: index, end: index + words.length }],
      label,
      text: words,
      status: random() < 0.9 ? 'accepted' : 'rejected',
      by: 'ann',
      on: '2026-01-05',
    });
  }
  return { source: writeSidecar(undefined, { ...noDecisions, annotations }, factsOf(text)), text };
}

function factsOf(text: string): TextFacts {
  return textFacts('bench.txt', text);
}

function withOneChange(decisions: Decisions, run: number): Decisions {
  const annotations = decisions.annotations.with(run, { ...decisions.annotations[run]!, label: 'EVENT' });
  return { ...decisions, annotations };
}

/** One line in a hundred is new, and one word in a hundred is another. */
function changedText(text: string): string {
  const random = createRandom(5);
  return text
    .split('\n')
    .flatMap((line) => (random() < 0.01 ? [line, 'A line that was not there before.'] : [line]))
    .join('\n')
    .replace(/\p{Ll}{4,}/gu, (word) => (random() < 0.01 ? 'changed' : word));
}

function onSidecar(work: (sidecar: InventedSidecar) => unknown): Task {
  const sidecar = inventSidecar();
  return { megabytes: sizeOf(sidecar.source), work: () => work(sidecar) };
}

function onParsed(work: (value: unknown) => unknown): Task {
  const { source } = inventSidecar();
  const value: unknown = parse(source);
  return { megabytes: sizeOf(source), work: () => work(value) };
}

function sizeOf(source: string): number {
  return Buffer.byteLength(source) / 1e6;
}
