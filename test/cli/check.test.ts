import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, removeFolders, run, sidecarOf } from './run';

const text = 'Tarn Motors paid $5 million.\nTarn Motors is in Oslo.\n';
const tarn = '{id: aaa111, at: 1:1-1:12, label: COMPANY, text: Tarn Motors, status: accepted}';
const money =
  '{id: bbb222, at: 1:18-1:28, label: MONEY, text: $5 million, value: 5000000, unit: USD, status: accepted}';

suite('check', () => {
  teardown(removeFolders);

  test('what fits is passed in silence', async () => {
    const { code, out } = await check(sidecarOf('a.txt', text, tarn, money));
    assert.deepEqual([code, out], [0, '']);
  });

  for (const [what, source, found, exit] of [
    ['words', replaced(tarn, 'Tarn Motors', 'Tarn Engines'), '6:1 error words-differ', 1],
    ['a place', replaced(tarn, '1:1-1:12', '9:1-9:12'), '6:1 error outside-text', 1],
    ['a label', replaced(tarn, 'COMPANY', 'COMPNAY'), '6:1 error unknown-label', 1],
    ['an entity', replaced(tarn, 'status', 'entity: tarn, status'), '6:1 warning unknown-entity', 0],
    ['a value', replaced(money, '5000000', '5000'), '6:1 warning value-differs', 0],
    ['YAML', sidecarOf('a.txt', text, '{id: aaa111, at: ['), '7:1 error not-yaml', 1],
  ] as const) {
    test(`${what} that is wrong is shown at its line`, async () => {
      const { code, out } = await check(source);
      assert.deepEqual(
        [code, out.split('\n')[0]!.split(' ').slice(0, 3).join(' ')],
        [exit, `a.txt.ann.yaml:${found}`],
      );
    });
  }

  test('a message says what to do', async () => {
    const { out } = await check(replaced(money, '5000000', '5000'));
    assert.equal(
      out,
      'a.txt.ann.yaml:6:1 warning value-differs The words say 5000000 USD, not 5000 USD. Correct “value” and “unit”.\n',
    );
  });

  test('what words leave open a person may say', async () => {
    const crowns = 'It cost 5 million crowns on Feb. 18 at 8:45.\n';
    const source = sidecarOf(
      'a.txt',
      crowns,
      '{id: aaa111, at: 1:9-1:25, label: MONEY, text: 5 million crowns, value: 5000000, unit: DKK, status: accepted}',
      '{id: bbb222, at: 1:29-1:36, label: DATE, text: Feb. 18, value: 2026-02-18, status: accepted}',
      '{id: ccc333, at: 1:40-1:44, label: TIME, text: "8:45", value: "T20:45", status: accepted}',
    );
    assert.equal((await check(source, crowns)).out, '');
  });

  test('the same words labelled differently are worth knowing', async () => {
    const again = '{id: ccc333, at: 2:1-2:12, label: PRODUCT, text: Tarn Motors, status: accepted}';
    const { code, out } = await check(sidecarOf('a.txt', text, tarn, again));
    assert.deepEqual(
      [code, out],
      [
        0,
        'a.txt.ann.yaml:7:1 information labelled-differently “Tarn Motors” is PRODUCT here, but mostly COMPANY in this text, as on line 1.\n',
      ],
    );
  });

  test('a text that changed: what moved and what was lost', async () => {
    const oslo = '{id: ccc333, at: 2:19-2:23, label: LOC, text: Oslo, status: accepted}';
    const source = sidecarOf('a.txt', text, tarn, oslo);
    const { code, out } = await check(source, 'Good news\n\nTarn Motors paid $5 million.\n');
    assert.equal(code, 0);
    assert.deepEqual(codesIn(out), [
      '2:1 warning text-changed',
      '6:1 information moved',
      '7:1 warning orphan',
    ]);
    assert.match(out, /1 annotations moved with their words, 1 were not found again/);
  });

  test('a missing text, and one that is none', async () => {
    const folder = folderWith({
      'a.txt.ann.yaml': sidecarOf('a.txt', text, tarn),
      'b.txt.ann.yaml': sidecarOf('b.txt', text, tarn),
      'b.txt': new Uint8Array([1, 0, 2]),
    });
    const { code, out } = await run(folder, ['check', '.']);
    assert.equal(code, 1);
    assert.deepEqual(codesIn(out), ['2:1 error text-missing', '2:1 error text-unreadable']);
  });

  test('a second annotator’s file is checked against the same text', async () => {
    const folder = folderWith({
      'a.txt': text,
      'a.txt.ben.ann.yaml': replaced(tarn, 'COMPANY', 'FIRM'),
    });
    assert.deepEqual(codesIn((await run(folder, ['check', '.'])).out), ['6:1 error unknown-label']);
  });

  test('corpus.yaml is checked, and its labels and entities count', async () => {
    const folder = folderWith({
      'corpus.yaml':
        'labels: {FIRM: {}}\nentities:\n- {id: tarn, label: FIRM, name: Tarn Motors}\nfile: [a]\n',
      'news/a.txt': text,
      'news/a.txt.ann.yaml': replaced(tarn, 'COMPANY', 'FIRM, entity: tarn'),
    });
    const { out } = await run(folder, ['check', '.']);
    assert.deepEqual(codesIn(out), ['4:1 warning unknown-key']);
  });

  test('relations are those of corpus.yaml', async () => {
    const relations = (...items: string[]): string =>
      sidecarOf('a.txt', text, tarn, money) + `relations:\n${items.map((item) => `- ${item}\n`).join('')}`;
    const folder = folderWith({
      'corpus.yaml': 'relations: {paid: {from: [COMPANY], to: [MONEY]}}\n',
      'a.txt': text,
      'a.txt.ann.yaml': relations(
        '{id: r1, type: paid, from: aaa111, to: bbb222}',
        '{id: r2, type: paid, from: bbb222, to: aaa111}',
        '{id: r3, type: payed, from: aaa111, to: bbb222}',
        '{id: r4, type: paid, from: aaa111, to: zzz999}',
      ),
    });
    assert.deepEqual(codesIn((await run(folder, ['check', '.'])).out), [
      '11:1 error relation-ends',
      '12:1 error unknown-relation',
      '13:1 warning dangling-relation',
    ]);
  });

  test('repeated articles are worth knowing', async () => {
    const { code, out } = await check(sidecarOf('a.txt', twice, tarn), twice);
    assert.deepEqual(
      [code, out.split(' ').slice(0, 3).join(' ')],
      [0, 'a.txt:8:1 information repeated-article'],
    );
  });

  test('folders are walked: circles end, dead links and hidden folders are passed by', async () => {
    const folder = folderWith({
      'news/a.txt': text,
      'news/a.txt.ann.yaml': replaced(tarn, 'COMPANY', 'FIRM'),
      '.git/b.txt.ann.yaml': 'nonsense',
    });
    symlinkSync('..', join(folder, 'news', 'up'));
    symlinkSync('nowhere', join(folder, 'news', 'dead'));
    const { out, err } = await run(folder, ['check', '.']);
    assert.deepEqual(codesIn(out), ['6:1 error unknown-label']);
    assert.equal(err, 'corpus-annotator: 1 checked, errors: 1, warnings: 0.\n');
  });

  test('a dead link to annotations is told of', async () => {
    const folder = folderWith({});
    symlinkSync('nowhere', join(folder, 'a.txt.ann.yaml'));
    const { code, err } = await run(folder, ['check', '.']);
    assert.equal(code, 1);
    assert.match(err, /a\.txt\.ann\.yaml: there is no such file/);
  });

  test('JSON: one object a problem', async () => {
    const { out } = await check(replaced(tarn, 'COMPANY', 'FIRM'), text, '--json');
    assert.deepEqual(JSON.parse(out), {
      file: 'a.txt.ann.yaml',
      line: 6,
      column: 1,
      endLine: 6,
      endColumn: 79,
      severity: 'error',
      code: 'unknown-label',
      message: 'The corpus has no label “FIRM”. Correct it, or add it to corpus.yaml.',
    });
  });

  test('SARIF: results with their rules, places from the working directory', async () => {
    const folder = folderWith({
      'my news/a.txt': text,
      'my news/a.txt.ann.yaml': replaced(tarn, 'COMPANY', 'FIRM'),
    });
    const { out, code } = await run(folder, ['check', '.', '--sarif']);
    const { version, runs } = JSON.parse(out) as Sarif;
    const [{ results, tool, columnKind }] = runs;
    assert.deepEqual([code, version, columnKind], [1, '2.1.0', 'utf16CodeUnits']);
    assert.deepEqual(
      tool.driver.rules.map(({ id, defaultConfiguration: { level } }) => `${id} ${level}`),
      ['unknown-label error'],
    );
    assert.deepEqual(results, [
      {
        ruleId: 'unknown-label',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'The corpus has no label “FIRM”. Correct it, or add it to corpus.yaml.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'my%20news/a.txt.ann.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 6, startColumn: 1, endLine: 6, endColumn: 79 },
            },
          },
        ],
      },
    ]);
  });
});

interface Sarif {
  version: string;
  runs: [
    {
      columnKind: string;
      results: unknown[];
      tool: { driver: { rules: { id: string; defaultConfiguration: { level: string } }[] } };
    },
  ];
}

const article = [
  'Tarn Motors opens works in Oslo',
  '',
  'OSLO, March 3 - Tarn Motors opened a works on Tuesday in which four hundred people will build small vans for the post.',
  '',
  'The firm said that the first van would leave the line in June, and that it hoped to build nine thousand a year.',
  '',
].join('\n');
const twice = `${article}\n\n${article}`;

function replaced(item: string, old: string, now: string): string {
  return sidecarOf('a.txt', text, item.replace(old, now));
}

async function check(source: string, of: string = text, ...options: string[]) {
  return run(folderWith({ 'a.txt': of, 'a.txt.ann.yaml': source }), ['check', '.', ...options]);
}

/** Line, column, severity and code of each problem. */
function codesIn(out: string): readonly string[] {
  return [...out.matchAll(/^[^:]+:(\d+:\d+ \w+ \S+) /gm)].map(([, found]) => found!);
}
