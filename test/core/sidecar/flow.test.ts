import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { emitFields, emitString } from '../../../src/core/sidecar/emit';
import { readFlowMapping } from '../../../src/core/sidecar/flow';
import { newId } from '../../../src/core/sidecar/ids';
import { textHash } from '../../../src/core/sidecar/hash';
import { isFields, isList, isPlainScalar, type Value } from '../../../src/core/sidecar/value';
import { readYaml } from '../../../src/core/sidecar/yaml';

suite('sidecar lines', () => {
  test('strings are plain where YAML allows it', () => {
    const plain = [
      'Tarn Motors',
      '$1.1 billion',
      'it’s',
      'a:b',
      'a#b',
      '7:15-7:24',
      '2026-11-22',
      '“x”',
      'C++',
      'ten %',
    ];
    assert.deepEqual(plain.map(emitString), plain);
    const quoted = [
      '',
      ' a',
      'a ',
      'a: b',
      'a #b',
      'a,b',
      '[a]',
      '12',
      '1e5',
      '0x1f',
      '.5',
      'true',
      'No',
      '~',
      'a:',
    ];
    assert.deepEqual(
      quoted.map(emitString),
      quoted.map((text) => JSON.stringify(text)),
    );
    const escaped = ['\ufeff', '\ud800', '\u0085', '\u2028', '\x7f', '\t', '\r\n'];
    assert.deepEqual(escaped.map(emitString), [
      '"\\ufeff"',
      '"\\ud800"',
      '"\\u0085"',
      '"\\u2028"',
      '"\\u007f"',
      '"\\t"',
      '"\\r\\n"',
    ]);
  });

  test('any string is read back, by us and by YAML', () => {
    fc.assert(
      fc.property(anyString, anyString, (text, other) => {
        const line = emitFields(
          new Map<string, Value>([
            ['a', text],
            ['list', [other, text]],
            ['b', other],
          ]),
        );
        const known = { a: text, list: [other, text], b: other };
        assert.deepEqual(plain(readFlowMapping(line, 0)!.fields), known);
        assert.deepEqual(parse(line), known);
        assert.equal(/[\0-\x1f]/.test(line), false);
      }),
      { numRuns: 1000 },
    );
  });

  test('what the quick reader accepts, it reads as YAML does', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 12 }), (parts) => {
        const line = `{a: ${parts.join('')}}`;
        const quick = readFlowMapping(line, 0);
        if (!quick || quick.end !== line.length) return;
        accepted++;
        const reading = readYaml(line, 0);
        assert.deepEqual(reading.problems, [], line);
        assert.deepEqual(asMaps(quick.fields), reading.root!.value, line);
        // In JavaScript's objects, `yaml` calls a key that is null the empty string.
        if (!line.includes('null:')) assert.deepEqual(plain(quick.fields), parse(line), line);
      }),
      { numRuns: 10000 },
    );
    assert.ok(accepted > 250);
  });

  test('whatever line it is likened to, a line is read the same', () => {
    const anyLine = fc
      .tuple(
        fc.shuffledSubarray(['a', 'b', 'on', 'text']),
        fc.array(fc.constantFrom(...tokens), { maxLength: 6 }),
      )
      .map(([keys, values]) => `{${keys.map((key, i) => `${key}: ${values[i] ?? 'x'}`).join(', ')}}`);
    fc.assert(
      fc.property(anyLine, anyLine, (line, other) => {
        const like = readFlowMapping(other, 0)?.fields;
        const alone = readFlowMapping(line, 0);
        const likened = readFlowMapping(line, 0, like);
        assert.deepEqual(likened && [...likened.fields], alone && [...alone.fields], `${other}\n${line}`);
      }),
      { numRuns: 3000 },
    );
  });

  test('ids are new, and never numbers', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (stream) => {
        const taken = new Set<string>();
        for (let i = 0; i < 5; i++) {
          const id = newId(
            () => stream.next().value as number,
            (other) => taken.has(other),
          );
          assert.match(id, /^[0-9a-z]{6}$/);
          assert.equal(typeof parse(id), 'string');
          assert.equal(emitString(id), id);
          assert.ok(!taken.has(id));
          taken.add(id);
        }
      }),
    );
    assert.equal(
      newId(
        () => 0,
        (id) => id === 'a00000',
      ),
      'a00001',
    );
  });

  test('a text’s hash is that of its UTF-8, whatever its line ends', async () => {
    const known = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    assert.equal(textHash(''), known);
    assert.equal(textHash('\ufeff'), known);
    assert.equal(textHash('a\r\nb\rc'), textHash('a\nb\nc'));
    assert.equal(textHash('\ud83d'), textHash('\ufffd'));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const unified = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(unified));
        assert.equal(textHash(text), Buffer.from(digest).toString('hex'));
      }),
    );
  });
});

const special = ': ,[]{}#&*!|>\'"%@`-?~\\\n\r\t\0\u0085\u2028\ufeff\ud83d\ude80\u00a0\u3000=<.0123e+ayno';
const anyString = fc.oneof(
  fc.string({ unit: fc.constantFrom(...special.split('')) }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'true',
    'NULL',
    'yes',
    '0o17',
    '-.inf',
    '.nan',
    '1_000',
    '12:30:45',
    '---',
    '...',
    '<<',
    '=',
    '1e5',
    '+1',
  ),
);

const tokens = [
  'a',
  'é',
  '🚀',
  ' ',
  ' ',
  ': ',
  ':',
  ', ',
  ',',
  '#',
  ' #',
  '"',
  '\\',
  '\\n',
  '\\u00e9',
  '{b: ',
  '}',
  '[',
  ']',
  '-',
  '1',
  '.5',
  'e3',
  'true',
  'null',
  '~',
  "'",
  '\t',
  '*',
  '&',
  '?',
  '\u00a0',
  '0x1',
  '|',
];

/** With Maps for mappings, as YAML's own reader gives them. */
function asMaps(value: Value): Value {
  if (isList(value)) return value.map(asMaps);
  if (isFields(value)) return new Map(Array.from(value, ([key, field]) => [key, asMaps(field)]));
  return value;
}

function plain(value: Value): unknown {
  if (isList(value)) return value.map(plain);
  if (isFields(value)) return Object.fromEntries(Array.from(value, ([key, field]) => [key, plain(field)]));
  return isPlainScalar(value) ? value.value : value;
}
