import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { bind, speaksOf } from '../../../src/core/sidecar/bind';
import { itemsOf, listNames, type SidecarDocument } from '../../../src/core/sidecar/document';
import { textFacts } from '../../../src/core/sidecar/facts';
import { mergeSidecars } from '../../../src/core/sidecar/merge';
import { readSidecar } from '../../../src/core/sidecar/read';
import { isFields, isList, isPlainScalar, type Value } from '../../../src/core/sidecar/value';
import { writeSidecar } from '../../../src/core/sidecar/write';
import { runs } from '../runs';

const facts = textFacts('harbour.txt', 'Tarn Motors raised $5 million in Oslo.\nIt rained.\n');
const header = `format: corpus-annotator/1\ntext:\n  file: harbour.txt\n  sha256: ${facts.sha256}\n`;

suite('hostile sidecars', () => {
  test('are refused, each with its place', () => {
    const cases: [string, string][] = [
      ['', ''],
      ['a: 1\n', 'no-format'],
      ['format: other/1\n', 'unknown-format'],
      ['format: corpus-annotator/2\n', 'newer-format'],
      [header + 'x: *a\n', 'refused-yaml'],
      [header + 'x: &a [*a, *a]\n', 'refused-yaml'],
      [header + 'x: !!js/function "x"\n', 'refused-yaml'],
      [header + '--- \na: 1\n', 'refused-yaml'],
      [header + 'format: corpus-annotator/1\n', 'duplicate-key'],
      [header + 'annotations:\n- {id: a, id: b}\n', 'duplicate-key'],
      [header + 'annotations:\n- {id: a\n', 'not-yaml'],
      [header + 'annotations: 5\n', 'wrong-type'],
      [header + 'annotations:\n  a: 1\n', 'wrong-type'],
      [header + 'x: ' + '['.repeat(3000), 'too-deep'],
      [header + 'annotations:\n' + '- '.repeat(3000) + 'x\n', 'too-deep'],
      [header + 'x:\n' + '- {a: '.repeat(100), 'too-deep'],
      [header.split('').join('\0'), 'not-text'],
      [header + '<<<<<<< HEAD\n=======\n>>>>>>> other\n', 'conflict-marker'],
      ['- a\n- b\n', 'not-a-mapping'],
      ['just words', 'not-a-mapping'],
      [header + 'a'.repeat(32_000_000), 'too-large'],
      ...['../harbour.txt', '/etc/passwd', 'C:harbour.txt', 'a\\b.txt', '..', ''].map(
        (name): [string, string] => [
          `format: corpus-annotator/1\ntext: {file: ${JSON.stringify(name)}}\n`,
          'unsafe-file',
        ],
      ),
    ];
    for (const [source, code] of cases) {
      const { document, findings } = readSidecar(source);
      const fatal = findings.filter(({ severity }) => severity === 'fatal');
      assert.equal(fatal[0]?.code ?? '', code, source.slice(0, 300));
      assert.equal(document?.writable ?? false, code === '');
      for (const { start, end } of findings) assert.ok(0 <= start && start <= end && end <= source.length);
    }
  });

  test('are never written over', () => {
    const { document } = readSidecar(header + 'x: *a\n');
    const binding = bind(document!, facts);
    assert.throws(() => writeSidecar(binding, binding.decisions, facts), RangeError);
  });

  test('one bad item does not hide the others, and stays as it is', () => {
    const good = '- {id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}\n';
    const bad: [string, string][] = [
      ['- {id: b, at: 9:1-9:5, label: LOC, text: Oslo}\n', 'outside-text'],
      ['- {id: b, at: 1:1-1:5, label: LOC, text: Oslo}\n', 'words-differ'],
      ['- {id: b, at: x, label: LOC, text: Oslo}\n', 'bad-value'],
      ['- {id: b, at: 5, label: LOC, text: Oslo}\n', 'wrong-type'],
      ['- {at: 1:34-1:38, label: LOC, text: Oslo}\n', 'missing-key'],
      ['- {id: aaa111, at: 1:34-1:38, label: LOC, text: Oslo}\n', 'duplicate-id'],
      ['- {id: b, at: 1:34-1:38, label: [LOC], text: Oslo}\n', 'wrong-type'],
      ['- {id: b, at: 1:34-1:38, label: LOC, text: Oslo, status: maybe}\n', 'bad-value'],
      ['- 5\n', 'wrong-type'],
      ['- {__proto__: {a: 1}, constructor: 2}\n', 'missing-key'],
    ];
    for (const [item, code] of bad) {
      const source = `${header}annotations:\n${good}${item}`;
      const { document, findings } = readSidecar(source);
      const binding = bind(document!, facts);
      assert.equal([...findings, ...binding.findings][0]?.code, code, item);
      assert.equal(binding.decisions.annotations.length, 1, item);
      assert.equal(writeSidecar(binding, binding.decisions, facts), source);
      const changed = writeSidecar(binding, { ...binding.decisions, annotations: [] }, facts);
      assert.ok(changed.includes(item), changed);
    }
    assert.equal(({} as { a?: number }).a, undefined);
  });

  test('a line that is no item is no part of a list', () => {
    for (const lines of ['articles:\n-: {line: 1}\n', 'structure: [{line: 2}]: \n']) {
      const { document } = readSidecar(header + lines);
      assert.deepEqual(plainDocument(document!), normal(parse(header + lines)));
    }
  });

  test('nothing is not a word, and stays nothing', () => {
    const item =
      '- {id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, comments: [{text: , by: ben}]}\n';
    const binding = bind(readSidecar(`${header}annotations:\n${item}`).document!, facts);
    assert.deepEqual(binding.decisions.annotations[0]!.comments, []);
    const annotations = [{ ...binding.decisions.annotations[0]!, by: 'zoe' }];
    const after = readSidecar(writeSidecar(binding, { ...binding.decisions, annotations }, facts));
    assert.deepEqual(bind(after.document!, facts).decisions.annotations[0]!.comments, []);
  });

  test('whatever happens to a sidecar, reading is safe, and writing without a change is no change', () => {
    let written = 0;
    fc.assert(
      fc.property(mutated, (source) => {
        const { document } = readSidecar(source);
        if (!document) return;
        const binding = bind(document, facts);
        if (!document.writable || !speaksOf(document, facts)) return;
        written++;
        assert.equal(writeSidecar(binding, binding.decisions, facts), source);
        assert.equal(writeSidecar(binding, structuredClone(binding.decisions), facts), source);
      }),
      { numRuns: runs(1000) },
    );
    assert.ok(written > 100, `${written} written`);
  });

  test('reading by lines is reading the whole as YAML', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        const { document } = readSidecar(source);
        if (!document?.writable || document.sections.length === 0) return;
        const whole: unknown = parse(source, { uniqueKeys: false, logLevel: 'silent', stringKeys: false });
        assert.deepEqual(plainDocument(document), normal(whole), source);
      }),
      { numRuns: runs(400) },
    );
  });

  test('after any change, what others wrote is still there', () => {
    fc.assert(
      fc.property(mutated, fc.nat(), (source, choice) => {
        const { document } = readSidecar(source);
        if (!document?.writable || !speaksOf(document, facts)) return;
        const binding = bind(document, facts);
        const { annotations } = binding.decisions;
        const index = annotations.length === 0 ? 0 : choice % annotations.length;
        const changed = annotations.map((annotation, i) =>
          i === index ? { ...annotation, by: 'zoe' } : annotation,
        );
        const after = writeSidecar(binding, { ...binding.decisions, annotations: changed }, facts);
        const again = readSidecar(after);
        assert.ok(again.document?.writable, `${source}\n=====\n${after}\n${JSON.stringify(again.findings)}`);
        assert.deepEqual(bind(again.document, facts).decisions, {
          ...binding.decisions,
          annotations: changed,
        });
        for (const comment of source.match(/# [a-z]+ comment/g) ?? [])
          assert.ok(after.includes(comment), after);
        for (const key of source.match(/\bown\w*:/g) ?? []) assert.ok(after.includes(key), after);
      }),
      { numRuns: runs(500) },
    );
  });

  test('merging anything is safe', () => {
    fc.assert(
      fc.property(mutated, mutated, mutated, (base, ours, theirs) => {
        const result = mergeSidecars(base, ours, theirs);
        if (result.kind === 'refused') return;
        const { document, findings } = readSidecar(result.source);
        if ([base, ours, theirs].some((source) => !readSidecar(source).document?.writable)) return;
        assert.ok(
          document?.writable,
          `${ours}\n=====\n${theirs}\n=====\n${result.source}${JSON.stringify(findings)}`,
        );
      }),
      { numRuns: runs(150) },
    );
  });
});

const pieces = [
  header,
  '# above comment\n',
  'articles:\n- {line: 1, title: Tarn Motors raised $5 million in Oslo., status: done, owned: yes}\n',
  'structure: [{line: 2, text: It rained., kind: heading}]\n',
  'entities:\n  - id: tarn # inner comment\n    label: COMPANY\n    name: |\n      Tarn\n      Motors\n    own: thing\n',
  'annotations:\n',
  '- {id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted} # side comment\n',
  '- id: bbb222\n  at: 1:20-1:30\n  # nested comment\n  label: MONEY\n  text: "$5 million"\n  value: 5000000\n  unit: USD\n  ownkey: mine\n',
  '- {id: ccc333, at: [1:1-1:5, 1:34-1:38], label: LOC, text: Tarn … Oslo, comments: [{text: "x, y", by: ben}], ownid: five}\n',
  "- {id: 'ddd444', at: 2:1-2:3, label: X, text: It, unsure: true}\n",
  'relations:\n- {id: eee555, type: raised, from: aaa111, to: bbb222}\n',
  'extra:\n- a\n- {b: [c]}\n',
  `fingerprint: ${facts.fingerprint}\n`,
];

const snippets = [
  '\n',
  '\r\n',
  '\t',
  ' ',
  '  ',
  '- ',
  '#',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ',',
  '&a ',
  '*a',
  '!t ',
  '|',
  '>',
  '\0',
  '\ufeff',
  '---\n',
  '...\n',
  '%',
  '\r',
  'x',
  '\\',
  '- {id: z}\n',
  'a: b\n',
  'é',
  '\ud800',
  '__proto__: 1\n',
  '? ',
];

/** A sidecar with some of its pieces, and a few characters changed. */
const mutated = fc
  .record({
    order: fc.constantFrom(
      pieces,
      pieces,
      pieces.filter((_, i) => i !== 5 && (i < 6 || i > 9)),
      pieces.toReversed(),
    ),
    keep: fc.array(fc.nat(9), { minLength: pieces.length, maxLength: pieces.length }),
    edits: fc.array(fc.record({ at: fc.nat(2000), take: fc.nat(3), put: fc.constantFrom('', ...snippets) }), {
      maxLength: 2,
    }),
    isWindows: fc.boolean(),
    isOpen: fc.boolean(),
  })
  .map(({ order, keep, edits, isWindows, isOpen }) => {
    let source = order.filter((_, i) => keep[i]! > 1).join('');
    if (!source.startsWith('format')) source = header + source.replace(header, '');
    for (const { at, take, put } of edits) {
      const place = at % (source.length + 1);
      source = source.slice(0, place) + put + source.slice(place + take);
    }
    if (isOpen) source = source.trimEnd();
    return isWindows ? source.replaceAll('\n', '\r\n') : source;
  });

function plainDocument(document: SidecarDocument): unknown {
  return Object.fromEntries(
    document.sections.map(({ key, items, value }) => [
      key,
      items && (listNames as readonly string[]).includes(key)
        ? itemsOf(document, key as 'articles').map((item) =>
            item.fields ? plain(item.fields) : 'no mapping',
          )
        : plain(value ?? ''),
    ]),
  );
}

function plain(value: Value): unknown {
  if (isList(value)) return value.map(plain);
  if (isFields(value))
    return { ...Object.fromEntries(Array.from(value, ([key, field]) => [key, plain(field)])) };
  return isPlainScalar(value) ? value.value : value;
}

/** What YAML reads, with null lists as empty ones and items that are no mappings told apart no further. */
function normal(whole: unknown): unknown {
  return Object.fromEntries(
    Object.entries(whole as object).map(([key, value]): [string, unknown] => {
      const isOurs = (listNames as readonly string[]).includes(key);
      if (!isOurs || value === null) return [key, isOurs ? [] : value];
      const items = (value as unknown[]).map((item) =>
        typeof item === 'object' && item !== null && !Array.isArray(item) ? item : 'no mapping',
      );
      return [key, items];
    }),
  );
}
