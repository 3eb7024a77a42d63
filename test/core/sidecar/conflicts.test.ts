import assert from 'node:assert/strict';
import type { Decisions } from '../../../src/core/model';
import { bind } from '../../../src/core/sidecar/bind';
import { decideConflict } from '../../../src/core/sidecar/conflicts';
import { textFacts } from '../../../src/core/sidecar/facts';
import type { DecidedItem } from '../../../src/core/sidecar/findings';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { writeSidecar } from '../../../src/core/sidecar/write';

const text = 'Tarn Motors opens plant\nTarn Motors paid $5 million in Oslo.\n';
const facts = textFacts('harbour.txt', text);
const header = `format: corpus-annotator/1\ntext:\n  file: harbour.txt\n  sha256: ${facts.sha256}\n`;
const footer = `fingerprint: ${facts.fingerprint}\n`;
const file = (list: string, ...items: string[]) =>
  header + (items.length > 0 ? `${list}:\n` : '') + items.map((item) => `- ${item}\n`).join('') + footer;

/** One item as it was, as we have it and as they have it; none where it was taken out. */
const cases: Readonly<Record<string, readonly [list: string, base: string, ours?: string, theirs?: string]>> =
  {
    'a label': [
      'annotations',
      '{id: aaa111, at: 2:1-2:12, label: ORG, text: Tarn Motors, status: accepted, by: anna}',
      '{id: aaa111, at: 2:1-2:12, label: COMPANY, text: Tarn Motors, status: accepted, by: ben}',
      '{id: aaa111, at: 2:1-2:12, label: PRODUCT, text: Tarn Motors, status: accepted, by: cleo}',
    ],
    'a place': [
      'annotations',
      '{id: aaa111, at: 2:1-2:12, label: COMPANY, text: Tarn Motors, status: accepted}',
      '{id: aaa111, at: 2:1-2:5, label: COMPANY, text: Tarn, status: accepted}',
      '{id: aaa111, at: 2:6-2:12, label: COMPANY, text: Motors, status: accepted}',
    ],
    'a value that only one side has': [
      'annotations',
      '{id: aaa111, at: 2:18-2:28, label: MONEY, text: $5 million, value: 5, unit: USD, status: accepted}',
      '{id: aaa111, at: 2:18-2:28, label: MONEY, text: $5 million, value: 5000000, unit: USD, status: accepted}',
      '{id: aaa111, at: 2:18-2:28, label: MONEY, text: $5 million, status: accepted}',
    ],
    'what we took out': [
      'annotations',
      '{id: aaa111, at: 2:32-2:36, label: LOC, text: Oslo, status: accepted}',
      undefined,
      '{id: aaa111, at: 2:32-2:36, label: LOC, text: Oslo, status: rejected}',
    ],
    'what they took out': [
      'annotations',
      '{id: aaa111, at: 2:32-2:36, label: LOC, text: Oslo, status: accepted}',
      '{id: aaa111, at: 2:32-2:36, label: LOC, text: Oslo, status: rejected}',
      undefined,
    ],
    'an entity’s name': [
      'entities',
      '{id: tarn, label: COMPANY, name: Tarn}',
      '{id: tarn, label: COMPANY, name: Tarn Motors}',
      '{id: tarn, label: COMPANY, name: "Tarn, Inc."}',
    ],
    'an article’s status': [
      'articles',
      '{line: 1, title: Tarn Motors opens plant}',
      '{line: 1, title: Tarn Motors opens plant, status: done}',
      '{line: 1, title: Tarn Motors opens plant, status: in progress}',
    ],
    'what a line is': [
      'structure',
      '{line: 2, text: Tarn Motors paid $5 million in Oslo., kind: caption}',
      '{line: 2, text: Tarn Motors paid $5 million in Oslo., kind: noise}',
      '{line: 2, text: Tarn Motors paid $5 million in Oslo., kind: heading}',
    ],
    'what two names are to each other': [
      'relations',
      '{id: rel111, type: raised, from: x, to: y}',
      '{id: rel111, type: paid, from: x, to: y}',
      '{id: rel111, type: owes, from: x, to: y}',
    ],
  };

suite('deciding a conflict', () => {
  for (const [what, [list, base, ours, theirs]] of Object.entries(cases)) {
    test(`${what}: either reading can be had, just as it was`, () => {
      const merged = mergeSidecars(file(list, base), fileOf(list, ours), fileOf(list, theirs));
      assert.ok(merged.kind === 'merged');
      assert.equal(merged.conflicts.length, 1);
      assert.deepEqual(
        [written(merged.source, 'ours'), written(merged.source, 'theirs')],
        [fileOf(list, ours), fileOf(list, theirs)].map((source) => undecided(source)),
      );
    });
  }

  test('where there is none, nothing changes', () => {
    const source = file('annotations', cases['a label']![1]);
    const { decisions } = load(source);
    assert.equal(
      decideConflict(decisions, { list: 'annotations', id: 'aaa111' }, 'theirs', facts),
      decisions,
    );
  });
});

function fileOf(list: string, item: string | undefined): string {
  return item === undefined ? file(list) : file(list, item);
}

function load(source: string) {
  return bind(readSidecar(source).document!, facts);
}

/** What the file says, whatever lines its lists have. */
function undecided(source: string): Decisions {
  return load(source).decisions;
}

/** The file with its one conflict decided, read again. */
function written(source: string, reading: 'ours' | 'theirs'): Decisions {
  const binding = load(source);
  const found = binding.findings.find((finding) => finding.code === 'undecided-conflict');
  assert.ok(found, 'The conflict is found');
  const item: DecidedItem = found.item;
  return load(writeSidecar(binding, decideConflict(binding.decisions, item, reading, facts), facts))
    .decisions;
}
