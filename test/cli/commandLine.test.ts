import assert from 'node:assert/strict';
import { folderWith, outcomeOf, cli, removeFolders, run, sidecarOf } from './run';

suite('command line', () => {
  teardown(removeFolders);

  test('every command of the list explains itself', async () => {
    const folder = folderWith({});
    const { out } = await run(folder, ['--help']);
    const names = [...out.matchAll(/^ {2}(\w+) {2,}/gm)].map(([, name]) => name!);
    assert.deepEqual(names, [
      'analyze',
      'annotate',
      'check',
      'repeats',
      'export',
      'import',
      'agreement',
      'merge',
    ]);
    for (const name of names) {
      const help = await run(folder, [name, '--help']);
      assert.equal(help.code, 0);
      assert.match(help.out, new RegExp(`^Usage: corpus-annotator ${name} `));
    }
  });

  for (const [args, message] of [
    [['analyse'], 'There is no command “analyse”. Run corpus-annotator --help for the list.'],
    [['check'], 'check needs PATH… [--json | --sarif]. Run corpus-annotator check --help.'],
    [['check', '--jsn', '.'], "Unknown option '--jsn'. Run corpus-annotator check --help."],
    [['export', '.'], 'Say which format: --format FORMAT. Run corpus-annotator export --help.'],
    [['merge', 'a', 'b'], 'merge needs BASE OURS THEIRS [NAME]. Run corpus-annotator merge --help.'],
  ] as const) {
    test(`wrong usage: ${args.join(' ')}`, async () => {
      assert.deepEqual(await run(folderWith({}), args), {
        code: 2,
        out: '',
        err: `corpus-annotator: ${message}\n`,
      });
    });
  }

  test('a reader that stops early is no failure', async () => {
    const text = 'Tarn raised $5 million.\n'.repeat(20_000);
    const folder = folderWith({ 'a.txt': text });
    const script = '"$0" "$1" analyze a.txt | head -n 1';
    const outcome = await outcomeOf('sh', ['-c', script, process.execPath, cli], folder);
    assert.deepEqual([outcome.code, outcome.out.split('\n').length, outcome.err], [0, 2, '']);
  });
});

suite('analyze', () => {
  teardown(removeFolders);

  test('prints one JSON object a file, with offsets into the text as read', async () => {
    const folder = folderWith({ 'a.txt': '\ufeffTarn wins order\r\n\r\nIt is worth $5 million.\r\n' });
    const { out, code } = await run(folder, ['analyze', '--json', 'a.txt']);
    const { file, spans } = JSON.parse(out) as { file: string; spans: { label: string }[] };
    assert.deepEqual([code, file, spans.filter(({ label }) => label === 'MONEY').length], [0, 'a.txt', 1]);
    assert.match(
      out,
      /"start":31,"end":41,"label":"MONEY","text":"\$5 million","value":5000000,"unit":"USD"/,
    );
  });

  test('reads standard input', async () => {
    const { out } = await run(folderWith({}), ['analyze', '-'], 'It cost $5 million.\n');
    assert.match(out, /^-:1:9 {2}MONEY {5}\$5 million {2}= 5000000 USD$/m);
  });

  test('with decisions, each mark says what it is', async () => {
    const text = 'It cost $5 million, not $6 million.\n';
    const rejected = '{id: aaa111, at: 1:9-1:19, label: MONEY, text: $5 million, status: rejected}';
    const folder = folderWith({ 'a.txt': text, 'a.txt.ann.yaml': sidecarOf('a.txt', text, rejected) });
    const { out } = await run(folder, ['analyze', '--with-decisions', 'a.txt']);
    assert.match(out, /\$5 million {2}\(rejected\)$/m);
    assert.match(out, /\$6 million {2}= 6000000 USD {2}\(suggested\)$/m);
  });

  test('goes on after a file that is none', async () => {
    const folder = folderWith({ 'a.txt': 'It cost $5 million.\n', 'b.txt': new Uint8Array([80, 0, 1]) });
    const { code, out, err } = await run(folder, ['analyze', 'b.txt', 'no.txt', 'a.txt']);
    assert.equal(code, 1);
    assert.match(out, /\$5 million/);
    assert.deepEqual(err.split('\n'), [
      'corpus-annotator: b.txt: this is not a text in UTF-8. Nothing is marked in it.',
      'corpus-annotator: no.txt: there is no such file. Check the path.',
      '',
    ]);
  });
});
