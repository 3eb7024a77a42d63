import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatTable, tableIn } from './formats/table';

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
  test('the keys that it lists are those of the manifest', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { keybindings: { key: string }[] };
    };
    const names: Readonly<Record<string, string>> = {
      enter: 'Enter',
      backspace: 'Backspace',
      'shift+n': 'Shift+N',
    };
    const missing = contributes.keybindings
      .map(({ key }) => key.replace('alt+a ', ''))
      .filter(
        (key) =>
          !readme.includes(`\`Alt+A ${names[key] ?? key.toUpperCase()}\``) &&
          !readme.includes(`\`${key.toUpperCase()}\``),
      );
    assert.deepEqual(missing, []);
  });
});
