import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noDecisions, type Annotation, type Decisions } from '../../../src/core/model';
import { bind } from '../../../src/core/sidecar/bind';
import { textFacts } from '../../../src/core/sidecar/facts';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { writeSidecar } from '../../../src/core/sidecar/write';

const text = 'Tarn Motors and Ada Quill met in Oslo.\nBrightwell paid $5 million.\n';
const facts = textFacts('harbour.txt', text);
const header = `format: corpus-annotator/1\ntext:\n  file: harbour.txt\n  sha256: ${facts.sha256}\nannotations:\n`;
const footer = `fingerprint: ${facts.fingerprint}\n`;
const file = (...lines: string[]) => header + lines.map((line) => `- ${line}\n`).join('') + footer;

const tarn = '{id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}';
const ada = '{id: bbb222, at: 1:17-1:26, label: PERSON, text: Ada Quill, status: accepted}';
const oslo = '{id: ccc333, at: 1:34-1:38, label: LOC, text: Oslo, status: accepted}';

suite('merging sidecars', () => {
  test('both sides’ work is kept', () => {
    const ours = file(tarn.replace('accepted', 'rejected'), ada);
    const theirs = file(tarn.replace('}', ', by: ben}'), oslo);
    assert.deepEqual(merged(file(tarn), ours, theirs), {
      source: file(tarn.replace('accepted}', 'rejected, by: ben}'), ada, oslo),
      conflicts: [],
    });
  });

  test('a true conflict keeps both readings', () => {
    const ours = file(tarn.replace('COMPANY', 'ORG').replace('}', ', by: anna}'));
    const theirs = file(tarn.replace('COMPANY', 'PRODUCT').replace('}', ', by: ben}'));
    const { source, conflicts } = merged(file(tarn), ours, theirs);
    const line = tarn
      .replace('COMPANY', 'ORG')
      .replace('}', ', by: anna, conflict: {theirs: {label: PRODUCT, by: ben}}}');
    assert.equal(source, file(line));
    assert.deepEqual(conflicts, [{ list: 'annotations', id: 'aaa111', keys: ['label'] }]);
    const binding = load(source);
    assert.deepEqual(
      binding.findings.map(({ code }) => code),
      ['undecided-conflict'],
    );
    const [annotation] = binding.decisions.annotations;
    assert.deepEqual(annotation!.conflict, {
      theirs: [
        { key: 'label', value: 'PRODUCT' },
        { key: 'by', value: 'ben' },
      ],
    });
    const decided = { ...binding.decisions, annotations: [{ ...annotation!, conflict: undefined }] };
    assert.equal(writeSidecar(binding, decided, facts), ours);
  });

  test('lists that one side, or both, indented stay lists', () => {
    const indented = (source: string) => source.replace(/^- /gm, '  - ');
    const ours = file(tarn.replace('accepted', 'rejected'), ada);
    const theirs = file(tarn.replace('}', ', by: ben}'), oslo);
    const both = file(tarn.replace('accepted}', 'rejected, by: ben}'), ada, oslo);
    assert.equal(merged(indented(file(tarn)), indented(ours), indented(theirs)).source, indented(both));
    assert.equal(merged(file(tarn), indented(ours), theirs).source, indented(both));
  });

  test('what one side took out and the other changed stays, and says so', () => {
    const theirs = file(tarn, ada.replace('accepted', 'rejected'));
    assert.equal(
      merged(file(tarn, ada), file(tarn), theirs).source,
      file(tarn, ada.replace('accepted}', 'rejected, conflict: {ours: removed}}')),
    );
    assert.equal(merged(file(tarn, ada), file(tarn), file(tarn, ada, oslo)).source, file(tarn, oslo));
  });

  test('marks of a text that the other branch edited are carried over', () => {
    const now = textFacts('harbour.txt', 'A new first line.\n' + text);
    const ours = writeSidecar(
      load(file(tarn)),
      { ...noDecisions, annotations: [shifted(load(file(tarn)), 18)] },
      now,
    );
    const { source } = merged(file(tarn), ours, file(tarn, oslo));
    const binding = bind(readSidecar(source).document!, now);
    assert.deepEqual(binding.findings, []);
    assert.deepEqual(
      binding.decisions.annotations.map(({ pieces }) => now.text.slice(pieces[0]!.start, pieces[0]!.end)),
      ['Tarn Motors', 'Oslo'],
    );
  });

  test('comments of both sides stay', () => {
    const base = file(tarn, ada);
    const ours = base.replace(`- ${ada}`, `# hers\n- ${ada.replace('PERSON', 'ORG')} # sure?`);
    const theirs = base.replace(`- ${ada}`, `# his\n- ${ada.replace('}', ', by: ben}')}`) + '# the end\n';
    assert.equal(
      merged(base, ours, theirs).source,
      header +
        `- ${tarn}\n# hers\n# his\n# sure?\n- ${ada.replace('PERSON', 'ORG').replace('}', ', by: ben}')}\n` +
        footer +
        '# the end\n',
    );
  });

  test('a side that can’t be read is not merged', () => {
    const result = mergeSidecars(file(tarn), file(ada), '<<<<<<< ours\n');
    assert.equal(result.kind, 'refused');
  });

  test('a side that changed nothing adds nothing', () => {
    fc.assert(
      fc.property(edited, edited, (base, other) => {
        assert.equal(merged(base, other, base).source, other);
        assert.equal(merged(base, base, other).source, other);
        assert.equal(merged(base, other, other).source, other);
      }),
    );
  });

  test('nothing that a side added or changed is left out, and it reads the same from both sides', () => {
    fc.assert(
      fc.property(edited, edited, edited, (base, ours, theirs) => {
        const one = merged(base, ours, theirs);
        const two = merged(base, theirs, ours);
        const [before, our, their] = [base, ours, theirs].map((source) => byId(source));
        const result = byId(one.source);
        for (const id of new Set([...our!.keys(), ...their!.keys()])) {
          const [b, o, t] = [before!.get(id), our!.get(id), their!.get(id)];
          const isGone = (o === undefined && t === b) || (t === undefined && o === b);
          assert.equal(result.has(id), !isGone, id);
          if (o !== undefined && t === b) assert.equal(result.get(id), o);
          if (t !== undefined && o === b) assert.equal(result.get(id), t);
        }
        assert.deepEqual(
          load(one.source).findings.filter(({ severity }) => severity !== 'warning'),
          [],
        );
        assert.deepEqual(one.conflicts.map(turned).sort(byName), [...two.conflicts].sort(byName));
        if (one.conflicts.length === 0) assert.equal(one.source, two.source);
        assert.deepEqual([...result.keys()], [...byId(two.source).keys()]);
      }),
      { numRuns: 150 },
    );
  });
});

function merged(base: string, ours: string, theirs: string) {
  const result = mergeSidecars(base, ours, theirs);
  assert.ok(result.kind === 'merged', JSON.stringify(result));
  return { source: result.source, conflicts: result.conflicts };
}

function load(source: string) {
  const { document, findings } = readSidecar(source);
  assert.ok(document?.writable, JSON.stringify(findings) + source);
  return bind(document, facts);
}

function shifted(binding: ReturnType<typeof load>, by: number): Annotation {
  const [annotation] = binding.decisions.annotations;
  const pieces = annotation!.pieces.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { ...annotation!, pieces };
}

/** The lines of the items by their ids. */
function byId(source: string): Map<string, string> {
  return new Map(Array.from(source.matchAll(/^- \{id: (\w+),.*$/gm), (match) => [match[1]!, match[0]]));
}

function turned<T extends { removedBy?: 'ours' | 'theirs' }>(conflict: T): T {
  if (!conflict.removedBy) return conflict;
  return { ...conflict, removedBy: conflict.removedBy === 'ours' ? 'theirs' : 'ours' };
}

function byName(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

const places: readonly [string, number][] = [
  ['Tarn Motors', 0],
  ['Ada Quill', 16],
  ['Oslo', 33],
  ['Brightwell', 39],
];

/** A sidecar with some of a few annotations, their keys chosen among a few values. */
const edited = fc
  .array(
    fc.option(
      fc.record({
        label: fc.constantFrom('COMPANY', 'PERSON'),
        status: fc.constantFrom('accepted' as const, 'rejected' as const),
        by: fc.constantFrom('anna', 'ben', undefined),
        on: fc.constantFrom('2026-11-21', '2026-11-22'),
        unsure: fc.constantFrom(true, undefined),
        comments: fc.constantFrom(undefined, [{ text: 'a' }], [{ text: 'a' }, { text: 'b, c' }]),
      }),
    ),
    { minLength: 4, maxLength: 4 },
  )
  .map((choices): string => {
    const annotations: Annotation[] = [];
    choices.forEach((choice, i) => {
      const [words, start] = places[i]!;
      if (choice)
        annotations.push({
          id: `id${i}xyz`,
          pieces: [{ start, end: start + words.length }],
          text: words,
          ...choice,
        });
    });
    const decisions: Decisions = { ...noDecisions, annotations };
    return writeSidecar(undefined, decisions, facts);
  });
