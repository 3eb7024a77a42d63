import { parse, stringify } from 'yaml';
import { reanchor } from '../../src/core/annotate/anchors';
import { shiftByEdits, track } from '../../src/core/annotate/edits';
import { noDecisions, type Annotation, type Decisions } from '../../src/core/model';
import { bind } from '../../src/core/sidecar/bind';
import { textFacts } from '../../src/core/sidecar/facts';
import { mergeSidecars } from '../../src/core/sidecar/merge';
import { readSidecar } from '../../src/core/sidecar/read';
import { writeSidecar } from '../../src/core/sidecar/write';

/** One measurement: the median of several runs, in milliseconds. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
}

/**
 * Times what happens to a large sidecar, beside what `yaml` takes to parse and write the same data.
 *
 * @param count annotations, four a line
 */
export function benchSidecar(count = 20_000): readonly Timing[] {
  const { text, annotations } = corpus(count);
  const timings: Timing[] = [];
  const time = <T>(name: string, run: () => T, runs = 7): T => {
    const first = run();
    const taken = Array.from({ length: runs }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    });
    taken.sort((a, b) => a - b);
    timings.push({ name, milliseconds: taken[runs >> 1]! });
    return first;
  };

  const facts = time('facts of the text', () => textFacts('bench.txt', text));
  const decisions: Decisions = { ...noDecisions, annotations };
  const source = time('write anew', () => writeSidecar(undefined, decisions, facts));
  const document = time('read', () => readSidecar(source)).document!;
  const binding = time('bind', () => bind(document, facts));
  time('load: read and bind', () => bind(readSidecar(source).document!, facts));
  const middle = count >> 1;
  const relabelled = binding.decisions.annotations.map((annotation, i) =>
    i === middle ? { ...annotation, label: 'ORG' } : annotation,
  );
  const saved = time('save after one change', () =>
    writeSidecar(binding, { ...binding.decisions, annotations: relabelled }, facts),
  );
  const removed = binding.decisions.annotations.filter((_, i) => i !== 0);
  const theirs = writeSidecar(binding, { ...binding.decisions, annotations: removed }, facts);
  time('merge three ways', () => mergeSidecars(source, saved, theirs), 3);

  const edited = `A new first line.\n${text.replaceAll('line 7,', 'line seven,')}`;
  const editedFacts = textFacts('bench.txt', edited);
  time('bind after the text changed', () => bind(document, editedFacts), 3);
  const records = annotations.map(({ pieces, text: words }) => ({
    at: pieces.map(({ start, end }) => ({ from: facts.lines.place(start), to: facts.lines.place(end) })),
    words,
    of: 'sidecar' as const,
  }));
  time(
    'find again after the text changed',
    () =>
      reanchor({ annotations: records, lines: [] }, edited, editedFacts.lines, {
        sameText: false,
        fingerprint: facts.fingerprint,
      }),
    3,
  );
  const tracked = track(binding.decisions);
  const typed = `x${text}`;
  time('shift by one keystroke', () =>
    shiftByEdits(tracked, [{ start: 0, end: 0, inserted: 1 }], text, typed),
  );

  const plain: unknown = time('yaml: parse', () => parse(source) as unknown, 1);
  time('yaml: stringify', () => stringify(plain, { lineWidth: 0 }), 1);
  return timings;
}

/** The timings as lines, each as a share of what `yaml` takes to parse. */
export function tellTimings(timings: readonly Timing[]): string {
  const peer = timings.find(({ name }) => name === 'yaml: parse')!.milliseconds;
  return timings
    .map(({ name, milliseconds }) => {
      const ratio = peer / milliseconds;
      return `${name.padEnd(36)}${milliseconds.toFixed(1).padStart(9)} ms   1/${ratio.toFixed(ratio < 10 ? 1 : 0)} of yaml’s parse`;
    })
    .join('\n');
}

function corpus(count: number): { text: string; annotations: Annotation[] } {
  const annotations: Annotation[] = [];
  let text = '';
  for (let line = 0; annotations.length < count; line++) {
    const amount = `$${line} million`;
    const row = `In line ${line % 100}, Tarn Motors of Oslo raised ${amount}, said Ada Quill, who runs it from the harbour.`;
    for (const [words, label] of [
      ['Tarn Motors', 'COMPANY'],
      ['Oslo', 'LOC'],
      [amount, 'MONEY'],
      ['Ada Quill', 'PERSON'],
    ] as const) {
      const start = text.length + row.indexOf(words);
      annotations.push({
        id: `a${annotations.length.toString(36).padStart(5, '0')}`,
        pieces: [{ start, end: start + words.length }],
        label,
        text: words,
        ...(label === 'MONEY' && { number: { value: line * 1e6, unit: 'USD' } }),
        status: 'accepted',
        by: 'anna',
        on: '2026-11-22',
      });
    }
    text += row + '\n';
  }
  return { text, annotations };
}
