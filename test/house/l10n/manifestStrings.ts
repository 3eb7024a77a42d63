// Finds the strings of the manifest that people read. They stand in package.nls.json, under keys in percent signs.

export type Json = string | number | boolean | null | readonly Json[] | { [key: string]: Json };

/** A string of the manifest that people read, and how to put another in its place. */
export interface ManifestString {
  readonly text: string;
  /** What to call it in package.nls.json, where it has no name yet. */
  readonly key: string;
  readonly replace: (text: string) => void;
}

/** Where the manifest holds what people read. */
const read = new Set([
  'title',
  'shortTitle',
  'label',
  'description',
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'enumItemLabels',
  'deprecationMessage',
  'markdownDeprecationMessage',
  'contents',
  'contextualTitle',
  'altText',
]);

/** The parts of `contributes` that hold values for programs. */
const forPrograms = new Set(['configurationDefaults', 'grammars', 'languages', 'keybindings', 'menus']);

/** All but names, which are the same in every language: the extension's own. */
export function manifestStrings(manifest: { [key: string]: Json }): readonly ManifestString[] {
  const found: ManifestString[] = [];
  const name = manifest.displayName;
  const add = (holder: { [key: string]: Json } | Json[], at: string | number, path: string[]): void => {
    const text = (holder as Record<string | number, Json>)[at];
    if (typeof text !== 'string' || text === name || text === '') return;
    const replace = (other: string): void => void ((holder as Record<string | number, Json>)[at] = other);
    found.push({ text, key: path.join('.'), replace });
  };
  const visit = (value: Json | undefined, path: string[], inViews: boolean): void => {
    if (Array.isArray(value)) {
      value.forEach((item: Json, i) => visit(item, [...path, nameOf(item) ?? String(i + 1)], inViews));
    } else if (typeof value === 'object' && value !== null) {
      const record = value as { [key: string]: Json };
      for (const [key, item] of Object.entries(record)) {
        if (path.length === 0 && forPrograms.has(key)) continue;
        const below = [...path, shortened(key)];
        if (Array.isArray(item) && read.has(key)) {
          item.forEach((_, i) => add(item as Json[], i, [...below, String(i + 1)]));
        } else if (read.has(key) || (inViews && key === 'name')) add(record, key, below);
        else visit(item, below, inViews || (path.length === 0 && key === 'views'));
      }
    }
  };
  add(manifest, 'description', ['description']);
  visit(manifest.contributes, [], false);
  return found;
}

/** The key of a string that package.nls.json holds, as in `%commands.accept.title%`. */
export function keyOf(text: string): string | undefined {
  return /^%([^%\s]+)%$/.exec(text)?.[1];
}

function nameOf(item: Json): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const { command, id, view } = item as { [key: string]: Json };
  const name = command ?? id ?? view;
  return typeof name === 'string' ? shortened(name) : undefined;
}

function shortened(key: string): string {
  return key.replace(/^corpusAnnotator\./, '');
}
