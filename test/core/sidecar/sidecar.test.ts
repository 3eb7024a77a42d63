import assert from 'node:assert/strict';
import type { Annotation, Decisions } from '../../../src/core/model';
import { noDecisions } from '../../../src/core/model';
import { bind } from '../../../src/core/sidecar/bind';
import { textFacts } from '../../../src/core/sidecar/facts';
import { readSidecar } from '../../../src/core/sidecar/read';
import { writeSidecar } from '../../../src/core/sidecar/write';

const text = 'Tarn opens\n\nTarn Motors raised $5 million in Oslo.\nThe Tarn Motors plant is new.\n';
const facts = textFacts('harbour.txt', text);

const tarn: Annotation = {
  id: 'aaa111',
  pieces: [{ start: 12, end: 23 }],
  label: 'COMPANY',
  text: 'Tarn Motors',
  status: 'accepted',
  by: 'anna',
  on: '2026-11-22',
};
const money: Annotation = {
  id: 'bbb222',
  pieces: [{ start: 31, end: 41 }],
  label: 'MONEY',
  text: '$5 million',
  number: { value: 5000000, unit: 'USD' },
  status: 'accepted',
};
const decisions: Decisions = {
  ...noDecisions,
  articles: [{ start: 0, title: 'Tarn opens', status: 'done' }],
  annotations: [tarn, money],
  relations: [{ id: 'ccc333', type: 'raised', from: 'aaa111', to: 'bbb222' }],
};

const header = `format: corpus-annotator/1
text:
  file: harbour.txt
  sha256: ${facts.sha256}
`;
const whole = `${header}articles:
- {line: 1, title: Tarn opens, status: done}
annotations:
- {id: aaa111, at: 3:1-3:12, label: COMPANY, text: Tarn Motors, status: accepted, by: anna, on: 2026-11-22}
- {id: bbb222, at: 3:20-3:30, label: MONEY, text: $5 million, value: 5000000, unit: USD, status: accepted}
relations:
- {id: ccc333, type: raised, from: aaa111, to: bbb222}
fingerprint: ${facts.fingerprint}
`;

const load = (source: string, of = facts) => {
  const { document, findings } = readSidecar(source);
  assert.ok(document, JSON.stringify(findings));
  return bind(document, of);
};

suite('sidecar', () => {
  test('decisions are written one a line', () => {
    assert.equal(writeSidecar(undefined, decisions, facts), whole);
  });

  test('what was written is read back', () => {
    assert.deepEqual(load(whole).decisions, decisions);
    assert.deepEqual(load(whole).findings, []);
  });

  test('without a change it is written as it was', () => {
    for (const source of [whole, whole.replaceAll('\n', '\r\n'), '\ufeff' + whole, whole.trimEnd()]) {
      const binding = load(source);
      assert.equal(writeSidecar(binding, binding.decisions, facts), source);
      const copy = structuredClone(binding.decisions);
      assert.equal(writeSidecar(binding, copy, facts), source);
    }
  });

  test('one decision changes one line', () => {
    const binding = load(whole);
    const annotations = [{ ...tarn, label: 'ORG' }, money];
    assert.equal(
      writeSidecar(binding, { ...binding.decisions, annotations }, facts),
      whole.replace('label: COMPANY', 'label: ORG'),
    );
  });

  test('comments, unknown keys and other styles stay', () => {
    const source = `# ours
${header}  source: wire # from the agency
extra: {a: [1, 2]}
annotations:
# the maker
  - id: aaa111 # first
    at: 3:1-3:12
    label: COMPANY
    text: "Tarn Motors"
    checked: [x]
  # the sum
  - {id: bbb222, at: 3:20-3:30, label: MONEY, note: 'it''s', text: $5 million, value: 5000000, unit: USD, status: accepted} # check
fingerprint: ${facts.fingerprint}
`;
    const binding = load(source);
    assert.deepEqual(binding.findings, []);
    assert.equal(writeSidecar(binding, binding.decisions, facts), source);
    const [first, second] = binding.decisions.annotations;
    assert.equal(
      writeSidecar(
        binding,
        { ...binding.decisions, annotations: [first!, { ...second!, by: 'ben' }] },
        facts,
      ),
      source
        .replace(`note: 'it''s'`, `note: it's`)
        .replace('status: accepted}', 'status: accepted, by: ben}'),
    );
  });

  test('new items go to their place, removed ones take their line along', () => {
    const binding = load(whole);
    const plant: Annotation = { ...tarn, id: 'ddd444', pieces: [{ start: 55, end: 66 }] };
    const city: Annotation = {
      ...tarn,
      id: 'eee555',
      pieces: [{ start: 45, end: 49 }],
      label: 'LOC',
      text: 'Oslo',
    };
    const written = writeSidecar(binding, { ...noDecisions, annotations: [city, money, plant] }, facts);
    assert.equal(
      written,
      `${header}annotations:
- {id: bbb222, at: 3:20-3:30, label: MONEY, text: $5 million, value: 5000000, unit: USD, status: accepted}
- {id: eee555, at: 3:34-3:38, label: LOC, text: Oslo, status: accepted, by: anna, on: 2026-11-22}
- {id: ddd444, at: 4:5-4:16, label: COMPANY, text: Tarn Motors, status: accepted, by: anna, on: 2026-11-22}
fingerprint: ${facts.fingerprint}
`,
    );
  });

  test('a sidecar in JSON is read, and laid in lines when something changes', () => {
    const source = JSON.stringify({
      format: 'corpus-annotator/1',
      text: { file: 'harbour.txt', sha256: facts.sha256 },
      annotations: [{ id: 'aaa111', at: '3:1-3:12', label: 'COMPANY', text: 'Tarn Motors', mine: 1 }],
    });
    const binding = load(source);
    assert.equal(writeSidecar(binding, binding.decisions, facts), source);
    assert.equal(
      writeSidecar(
        binding,
        { ...binding.decisions, annotations: [...binding.decisions.annotations, money] },
        facts,
      ),
      `${header}annotations:
- {id: aaa111, at: 3:1-3:12, label: COMPANY, text: Tarn Motors, mine: 1}
- {id: bbb222, at: 3:20-3:30, label: MONEY, text: $5 million, value: 5000000, unit: USD, status: accepted}
fingerprint: ${facts.fingerprint}
`,
    );
  });
});
