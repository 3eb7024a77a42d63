import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { keyOf, manifestStrings, type Json } from './l10n/manifestStrings';
import { sentencesOfCode } from './l10n/sentences';

type Bundle = Record<string, string>;

/** Where these fail, `npm run l10n` brings the lists up to date and leaves blanks for the translations. */
suite('languages', () => {
  const translations = readdirSync('l10n').flatMap(
    (name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? [],
  );

  test('the manifest names what people read by keys, and package.nls.json has just these', () => {
    const strings = manifestStrings(readJson('package.json') as { [key: string]: Json });
    const keys = strings.map(({ text }) => keyOf(text));
    assert.deepEqual(
      strings.filter((_, i) => keys[i] === undefined).map(({ text }) => text),
      [],
    );
    assert.deepEqual(Object.keys(readBundle('package.nls.json')).sort(), [...new Set(keys)].sort());
  });
  test('every sentence of the code is known before it runs, and l10n/bundle.l10n.json has just these', function () {
    this.timeout(60_000);
    const { all, dynamic } = sentencesOfCode();
    assert.deepEqual(dynamic, []);
    assert.deepEqual(readJson('l10n/bundle.l10n.json'), Object.fromEntries(all.map((one) => [one, one])));
  });
  test('German is among the translations', () => assert.ok(translations.includes('de')));
  for (const language of translations) {
    for (const [english, other] of [
      ['package.nls.json', `package.nls.${language}.json`],
      ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
    ] as const) {
      test(`${other} is complete: no sentence is missing, none is left over`, () => {
        const [wanted, given] = [readBundle(english), readBundle(other)];
        assert.deepEqual(Object.keys(given).sort(), Object.keys(wanted).sort());
        assert.deepEqual(
          Object.keys(given).filter((key) => given[key]!.trim() === ''),
          [],
        );
      });
      test(`${other} keeps placeholders, icons, links and code`, () => {
        const [wanted, given] = [readBundle(english), readBundle(other)];
        const changed = Object.keys(wanted).filter(
          (key) => given[key] && String(fixedParts(given[key])) !== String(fixedParts(wanted[key]!)),
        );
        assert.deepEqual(changed, []);
      });
    }
  }
});

/** What a translation has to keep, in whatever order. */
function fixedParts(text: string): readonly string[] {
  return (text.match(/\{\d+\}|\$\([\w~-]+\)|\]\([^)]+\)|`[^`]+`|\bcorpus\.yaml\b/g) ?? []).sort();
}

function readBundle(file: string): Bundle {
  return readJson(file) as Bundle;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
