import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { entityLabels, numberLabels } from '../../src/core/model';
import { newsLabels } from '../../src/core/project/project';
import { keyOf } from './l10n/manifestStrings';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    keybindings: { command: string; key: string; mac?: string; args?: string; when: string }[];
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
  const isOfMode = ({ when }: { when: string }): boolean =>
    when.startsWith(
      'corpusAnnotator.annotating && editorTextFocus && editorReadonly && resourceLangId == corpus-text',
    );
  test('outside annotate mode keys act in our texts and views alone, and no plain key is taken', () => {
    const outside = contributes.keybindings.filter((binding) => !isOfMode(binding));
    const places = [
      'editorTextFocus && resourceLangId == corpus-text',
      'focusedView == corpusAnnotator.review && listFocus',
    ];
    const odd = outside.filter(
      ({ key, mac, when }) =>
        !places.some((place) => when === place || when === `${place} && corpusAnnotator.comparing`) ||
        !(key === 'f9' || (key.startsWith('alt+a ') && mac === `cmd+${key}`)),
    );
    assert.deepEqual(odd, []);
    const keys = outside.map(({ key, when }) => `${key} ${when}`);
    assert.equal(new Set(keys).size, keys.length);
    // Menus show the last key of a command, whether or not it acts there: that is one that always does.
    const lastOfMode = contributes.keybindings.findLastIndex(isOfMode);
    assert.ok(contributes.keybindings.findIndex((binding) => !isOfMode(binding)) > lastOfMode);
    // Of two that could act, VS Code takes the later one.
    const lastOfAll = contributes.keybindings.findLastIndex(({ when }) => !when.includes('comparing'));
    const firstOfSome = contributes.keybindings.findIndex(({ when }) => when.includes('comparing'));
    assert.ok(firstOfSome > lastOfAll);
  });
  test('every key of annotate mode acts outside it behind Alt+A, and for labels there is every letter and digit', () => {
    const outside = new Set(contributes.keybindings.map(({ command, key }) => `${key} ${command}`));
    const plain = contributes.keybindings.filter(isOfMode);
    const labels = plain.filter(({ command }) => command === 'corpusAnnotator.key');
    assert.deepEqual(
      plain.filter(
        ({ command, key }) =>
          command !== 'corpusAnnotator.key' &&
          !key.startsWith('ctrl+') &&
          !outside.has(`alt+a ${key} ${command}`),
      ),
      [],
    );
    assert.equal(labels.map(({ args }) => args).join(''), '1234567890abcdefghijklmnopqrstuvwxyz');
    assert.ok(labels.every(({ key, args }) => key === args));
  });
  test('a letter that a label of the corpus has is that label’s, whatever else it does', () => {
    const actions = contributes.keybindings.filter(
      (binding) =>
        isOfMode(binding) && binding.command !== 'corpusAnnotator.key' && /^[a-z0-9]$/.test(binding.key),
    );
    assert.ok(actions.length > 5);
    assert.deepEqual(
      actions.filter(({ key, when }) => !when.endsWith(` && !(corpusAnnotator.labelKeys =~ /${key}/)`)),
      [],
    );
    const news = new Set(newsLabels.map(({ key }) => key));
    assert.deepEqual(
      actions.filter(({ key }) => news.has(key)),
      [],
    );
  });
  test('the keys of the news scheme’s labels are those behind Alt+A', () => {
    const chords = new Map(contributes.keybindings.map(({ command, key }) => [command, key]));
    assert.deepEqual(
      newsLabels.map(({ name }) => chords.get(`corpusAnnotator.annotateAs.${name}`)),
      newsLabels.map(({ key }) => `alt+a ${key}`),
    );
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
