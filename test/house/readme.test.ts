import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatTable, tableIn } from './formats/table';
import { keyOf } from './l10n/manifestStrings';

suite('README', () => {
  const readme = readFileSync('README.md', 'utf8');

  test('its table of formats says what the code says', () => {
    const { start, end } = tableIn(readme);
    assert.equal(readme.slice(start, end), formatTable(), 'npm run formats writes it');
  });
  test('the pictures and files that it names are there', () => {
    const named = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path!);
    assert.deepEqual(
      named.filter((path) => {
        try {
          return readFileSync(path).length === 0;
        } catch {
          return true;
        }
      }),
      [],
    );
  });
  test('its table of keys says what the manifest says', () => {
    const start = readme.indexOf('| key | does |');
    const end = readme.indexOf('\n\n', start);
    assert.equal(readme.slice(start, end), keyTable());
  });
});

/** The keys of annotate mode, two beside each other, in the order of the manifest. */
function keyTable(): string {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: {
      commands: { command: string; title: string }[];
      keybindings: { command: string; key: string; when: string }[];
    };
  };
  const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  const plain = contributes.keybindings.filter(
    ({ command, key, when }) =>
      when.includes('corpusAnnotator.annotating') &&
      command !== 'corpusAnnotator.key' &&
      !key.startsWith('ctrl+'),
  );
  const cells = plain.map(({ command, key }) => {
    const { title: name } = contributes.commands.find((each) => each.command === command)!;
    const title = strings[keyOf(name)!]!;
    return `\`${key.replace(/(^|\+)./g, (letter) => letter.toUpperCase())}\` | ${title.replace('…', '')}`;
  });
  const rows = cells.flatMap((cell, i) => (i % 2 === 0 ? [`| ${cell} | ${cells[i + 1] ?? ' |'} |`] : []));
  return ['| key | does | key | does |', '|---|---|---|---|', ...rows].join('\n');
}
