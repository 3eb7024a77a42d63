import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reanchor, type Anchor, type AnchorRecord } from '../../../src/core/annotate/anchors';
import { fingerprintOf } from '../../../src/core/annotate/fingerprint';
import { indexLines } from '../../../src/core/text';

suite('anchors', () => {
  test('a line that moved takes its mark along', () => {
    const lines = ['First line here.', 'Then Tarn Motors opened a plant in Oslo.', '', 'Last line here.'];
    const [anchor] = find(lines, [[1, 5, 11]], [lines[3]!, '', lines[0]!, lines[1]!]);
    assert.deepEqual(anchor, { kind: 'moved', at: [3, 5] });
  });

  test('of two equal lines, one of which went, neither is certain', () => {
    const lines = ['Tarn Motors opened a plant.', 'Tarn Motors opened a plant.', 'Its chief said so.'];
    assert.deepEqual(
      find(
        lines,
        [
          [0, 0, 11],
          [2, 4, 5],
        ],
        lines.slice(1),
      ),
      ['lost', { kind: 'moved', at: [1, 4] }],
    );
  });

  test('the same name elsewhere in an altered line is not taken for it', () => {
    const lines = ['Oslo and Oslo again.', 'Somewhere else it rained.'];
    assert.deepEqual(find(lines, [[0, 0, 4]], ['Oslo again.', lines[1]!]), ['lost']);
  });

  test('a name that was taken out is not found at the start of the longer one behind it', () => {
    const begin = 'new week people in of Kestrel Bay Foods Tarn Motors plant since ';
    for (const length of [58, 59]) {
      const before = begin.slice(0, length);
      const lines = [`${before}Tarn Tarn Motors`, 'Somewhere else it rained.'];
      assert.deepEqual(find(lines, [[0, length, 4]], [`${before}Tarn Motors`, lines[1]!]), ['lost']);
    }
  });

  test('what is called certain is right, and little is lost', () => {
    let survivors = 0;
    let found = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const outcome = trial(random(seed), { share: 0.1, isRetold: seed % 2 === 0 });
        assert.equal(outcome.wrong, 0);
        survivors += outcome.survivors;
        found += outcome.found;
      }),
      { numRuns: 250 },
    );
    assert.ok(found >= 0.95 * survivors, `${found} of ${survivors} found`);
  });

  test('what is called certain is right in a text that was taken apart, too', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        assert.equal(trial(random(seed), { share: 1.5, isRetold: false }).wrong, 0);
      }),
      { numRuns: 150 },
    );
  });

  test('without a fingerprint only what agrees with its neighbours is certain', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        assert.equal(trial(random(seed), { share: 0.1, isRetold: false, isBare: true }).wrong, 0);
      }),
      // Without a fingerprint one text in a thousand leaves no trace of what moved where; this run is a fixed one.
      { numRuns: 150, seed: 1 },
    );
  });

  test('any fingerprint is read without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'b', '.', '+', ' ', 'ü') }), (fingerprint) => {
        const text = 'Tarn Motors';
        reanchor({ annotations: [mark(0, 0, 11, text)], lines: [] }, text, indexLines(text), {
          sameText: false,
          fingerprint,
        });
      }),
    );
  });
});

/** Marks are [line, column, length], from 0. */
function find(lines: string[], marks: [number, number, number][], now: string[]) {
  const old = lines.join('\n');
  const text = now.join('\n');
  const index = indexLines(text);
  const { annotations } = reanchor(
    {
      annotations: marks.map(([line, column, length]) =>
        mark(line, column, length, lines[line]!.slice(column, column + length)),
      ),
      lines: [],
    },
    text,
    index,
    { sameText: false, fingerprint: fingerprintOf(old, indexLines(old)) },
  );
  return annotations.map((anchor) => {
    if (anchor.kind === 'lost') return 'lost';
    const place = index.place(anchor.pieces[0]!.start);
    return { kind: anchor.kind, at: [place.line - 1, place.column - 1] };
  });
}

function mark(line: number, column: number, length: number, words: string): AnchorRecord {
  const from = { line: line + 1, column: column + 1 };
  return { at: [{ from, to: { line: line + 1, column: column + 1 + length } }], words, of: 'sidecar' };
}

/** A word of a text, which keeps its identity through edits. */
interface Word {
  readonly text: string;
  readonly mark?: number;
}
type Line = readonly Word[];

/** Edits a text of repeated names word by word, and compares what is found with where the words went. */
function trial(random: () => number, how: { share: number; isRetold: boolean; isBare?: boolean }) {
  let marks = 0;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  // Never the same name twice running: of those, the texts do not tell which one an edit took.
  let last = '';
  const word = (): Word => {
    const text = pick(random() < 0.3 ? names : plain);
    if (text === last) return word();
    last = text;
    return names.includes(text) && random() < 0.6 ? { text, mark: marks++ } : { text };
  };
  const words = (): Word[] => Array.from({ length: 3 + Math.floor(random() * 9) }, word);
  const sentence = (): Word[] => [...words(), { text: pick([',', '.', '.', ';']) }];
  const paragraph = (): Line => Array.from({ length: 1 + Math.floor(random() * 5) }, sentence).flat();
  const lines: Line[] = Array.from({ length: 30 + Math.floor(random() * 30) }, () =>
    random() < 0.2 ? [] : paragraph(),
  );
  // An article that is told twice, its second telling marked by nobody.
  const told = lines.slice(3, 9).map((line) => line.map(({ text }) => ({ text })));
  if (how.isRetold) lines.splice(20, 0, ...told);

  let now: Line[] = [...lines];
  const edits = Math.floor(random() * how.share * lines.length);
  for (let i = 0; i < edits; i++) now = edit(now, random, paragraph);

  const old = lay(lines);
  const new_ = lay(now);
  const records: AnchorRecord[] = [];
  const ids: number[] = [];
  for (const [id, { line, column, text }] of old.places) {
    ids.push(id);
    records.push(mark(line, column, text.length, text));
  }
  const index = indexLines(new_.text);
  const anchors = reanchor({ annotations: records, lines: [] }, new_.text, index, {
    sameText: false,
    fingerprint: how.isBare ? undefined : fingerprintOf(old.text, indexLines(old.text)),
  });
  const outcome = { wrong: 0, survivors: 0, found: 0 };
  anchors.annotations.forEach((anchor: Anchor, i) => {
    const truth = new_.places.get(ids[i]!);
    if (truth) outcome.survivors++;
    if (anchor.kind === 'lost') return;
    const place = index.place(anchor.pieces[0]!.start);
    if (truth && place.line - 1 === truth.line && place.column - 1 === truth.column) outcome.found++;
    else outcome.wrong++;
  });
  return outcome;
}

function edit(lines: Line[], random: () => number, paragraph: () => Line): Line[] {
  const at = Math.floor(random() * lines.length);
  const line = lines[at] ?? [];
  const word = Math.floor(random() * line.length);
  const without = [...lines.slice(0, at), ...lines.slice(at + 1)];
  const unmarked = paragraph().map(({ text }) => ({ text }));
  switch (Math.floor(random() * 6)) {
    case 0:
      return without;
    case 1: {
      // Which of two equal lines moved, the texts do not tell.
      if (lines.filter((other) => sameWords(other, line)).length > 1) return lines;
      const to = Math.floor(random() * without.length);
      return [...without.slice(0, to), line, ...without.slice(to)];
    }
    case 2:
      return [...lines.slice(0, at), unmarked, ...lines.slice(at)];
    case 3:
      return lines.with(at, [...line.slice(0, word), ...line.slice(word + 1)]);
    case 4:
      return lines.with(at, [...line.slice(0, word), ...unmarked.slice(0, 2), ...line.slice(word)]);
    default:
      return lines.with(at, [...line.slice(0, word), ...line.slice(word + 3)]);
  }
}

function sameWords(a: Line, b: Line): boolean {
  return a.length === b.length && a.every(({ text }, i) => text === b[i]!.text);
}

function lay(lines: readonly Line[]) {
  const places = new Map<number, { line: number; column: number; text: string }>();
  const rows = lines.map((line, number) => {
    let row = '';
    for (const { text, mark } of line) {
      const glued = row === '' || /^[,.;]/.test(text);
      if (!glued) row += ' ';
      if (mark !== undefined) places.set(mark, { line: number, column: row.length, text });
      row += text;
    }
    return row;
  });
  return { text: rows.join('\n'), places };
}

const names = [
  'Tarn Motors',
  'Oslo',
  'Ada Quill',
  '$5 million',
  'Brightwell',
  'Tarn',
  'Kestrel Bay Foods',
  '12',
];
const plain =
  'the of said plant and in its first week harbour opened with people since boats were new to a'.split(' ');

function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
