// npm run l10n: brings the lists of what people read up to date, so that each translation is added in one place.
import { readFileSync, writeFileSync } from 'node:fs';
import { keyOf, manifestStrings, type Json } from './manifestStrings';
import { sentencesOfCode } from './sentences';

const files = {
  manifest: 'package.json',
  ofManifest: ['package.nls.json', 'package.nls.de.json'],
  ofCode: ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.de.json'],
} as const;

updateManifest();
updateCode();

/** Moves strings that stand in the manifest itself into package.nls.json. */
function updateManifest(): void {
  const manifest = readJson(files.manifest) as { [key: string]: Json };
  const english = readBundle(files.ofManifest[0]);
  const german = readBundle(files.ofManifest[1]);
  const used = new Set<string>();
  for (const { text, key, replace } of manifestStrings(manifest)) {
    const known = keyOf(text);
    if (known !== undefined) {
      used.add(known);
      continue;
    }
    let free = key;
    for (let n = 2; free in english; n++) free = `${key}.${n}`;
    english[free] = text;
    used.add(free);
    replace(`%${free}%`);
  }
  write(files.manifest, manifest);
  write(
    files.ofManifest[0],
    pick(used, (key) => english[key] ?? ''),
  );
  write(
    files.ofManifest[1],
    pick(used, (key) => german[key] ?? ''),
  );
  tell(files.ofManifest[1], used, german);
}

function updateCode(): void {
  const { all, dynamic } = sentencesOfCode();
  const german = readBundle(files.ofCode[1]);
  write(
    files.ofCode[0],
    pick(all, (sentence) => sentence),
  );
  write(
    files.ofCode[1],
    pick(all, (sentence) => german[sentence] ?? ''),
  );
  for (const place of dynamic) console.log(`${place}: this sentence is known only when the code runs`);
  tell(files.ofCode[1], all, german);
}

type Bundle = Record<string, string>;

function pick(keys: Iterable<string>, value: (key: string) => string): Bundle {
  return Object.fromEntries([...keys].sort().map((key) => [key, value(key)]));
}

function tell(file: string, keys: Iterable<string>, known: Bundle): void {
  const missing = [...keys].filter((key) => !known[key]);
  if (missing.length > 0) console.log(`${file}: ${missing.length} to translate, left empty`);
}

/** Line by line, so that a bundle is read even with a merge's conflict in it: the sentences of both sides are kept. */
function readBundle(file: string): Bundle {
  const bundle: Bundle = {};
  for (const [, key, value] of readFileSync(file, 'utf8').matchAll(
    /^ *("(?:[^"\\\n]|\\.)*"): ("(?:[^"\\\n]|\\.)*")/gm,
  )) {
    bundle[JSON.parse(key!) as string] ||= JSON.parse(value!) as string;
  }
  return bundle;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function write(file: string, value: object): void {
  writeFileSync(file, JSON.stringify(value, undefined, 2) + '\n');
}
