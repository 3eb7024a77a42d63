import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { entityLabels, numberLabels } from '../../src/core/model';
import { keyOf } from './l10n/manifestStrings';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    keybindings: { command: string; key: string; when: string }[];
    menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
    colors: { id: string; defaults: Record<string, string> }[];
    configuration: {
      properties: Record<string, { default: unknown; description?: string; markdownDescription?: string }>;
    };
    views: Record<string, { id: string; icon: string }[]>;
    viewsWelcome: { view: string }[];
    languages: { id: string; configuration: string }[];
    grammars: { path: string }[];
  };
  icon: string;
}

suite('manifest', () => {
  const manifest = readManifest();
  const { contributes } = manifest;
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .join('\n');

  test('every command of the manifest is registered, and every registered one is in it', () => {
    const labels = [...entityLabels, ...numberLabels];
    const registered = [
      ...code.matchAll(/(?:registerCommand\(\s*'corpusAnnotator\.|\bcommand\(\s*')([\w.]+)'/g),
    ]
      .map(([, name]) => `corpusAnnotator.${name!}`)
      .concat(labels.map((label) => `corpusAnnotator.annotateAs.${label}`));
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual([...new Set(registered)].sort(), declared.sort());
  });
  test('commands are titled in title case under one category', () => {
    const odd = contributes.commands.filter(
      ({ title, category }) =>
        category !== 'Corpus Annotator' || !/^[A-Z]/.test(title) || title.endsWith('.'),
    );
    assert.deepEqual(odd, []);
  });
  test('menus and keys name commands that exist', () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    const named = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].flatMap(
      ({ command }) => command ?? [],
    );
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });
  test('keys are chords that act in our texts alone, each for one command', () => {
    const keys = contributes.keybindings.map(({ key }) => key);
    assert.deepEqual(
      contributes.keybindings.filter(
        ({ key, when }) => !key.startsWith('alt+a ') || !when.includes('resourceLangId == corpus-text'),
      ),
      [],
    );
    assert.equal(new Set(keys).size, keys.length);
  });
  test('colours have defaults for all four kinds of theme', () => {
    for (const { defaults } of contributes.colors) {
      assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light']);
    }
  });
  test('every label of the news scheme has its colour', () => {
    const ids = contributes.colors.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...entityLabels, ...numberLabels].map((label) => `corpusAnnotator.${label.toLowerCase()}`),
    );
  });
  test('settings are described, have a default, and are read', () => {
    for (const [id, setting] of Object.entries(contributes.configuration.properties)) {
      assert.ok(setting.markdownDescription ?? setting.description, id);
      assert.notEqual(setting.default, undefined, id);
      assert.ok(code.includes(`'${id.replace('corpusAnnotator.', '')}'`), id);
    }
  });
  test('every view has a welcome text', () => {
    const views = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    const welcomed = new Set(contributes.viewsWelcome.map(({ view }) => view));
    assert.deepEqual(
      views.filter((view) => !welcomed.has(view)),
      [],
    );
  });
  test('files that the manifest names are there', () => {
    const files = [
      manifest.icon,
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map(({ path }) => path),
      ...Object.values(contributes.views)
        .flat()
        .map(({ icon }) => icon),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });
});

/** The manifest as VS Code shows it in English. */
function readManifest(): Manifest {
  const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  return JSON.parse(readFileSync('package.json', 'utf8'), (_, value: unknown) => {
    const key = typeof value === 'string' ? keyOf(value) : undefined;
    return key === undefined ? value : strings[key];
  }) as Manifest;
}
