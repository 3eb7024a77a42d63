import assert from 'node:assert/strict';
import fc from 'fast-check';
import { brat } from '../../../src/core/exchange/brat';
import { formatOf, formats } from '../../../src/core/exchange/formats';
import type { Annotation } from '../../../src/core/model';
import {
  example,
  hardDocument,
  lossesOf,
  marked,
  readBack,
  suggestion,
  tokenDocument,
  written,
} from './examples';

const readable = formats.filter(({ read }) => read !== undefined);

suite('all formats', () => {
  test('each is found by an id of its own', () => {
    assert.equal(new Set(formats.map(({ id }) => id)).size, formats.length);
    for (const format of formats) assert.equal(formatOf(format.id), format);
    assert.equal(formatOf('nothing'), undefined);
  });
  test('a variant that a format does not have is a mistake of the caller', () => {
    assert.throws(() => written(brat, [], { variant: 'iob2' }), /no variant iob2/);
  });
  test('none keeps suggestions unless asked to, and none mixes them with decisions unless told to', () => {
    const document = { ...example, suggestions: [suggestion(example, 'rose', 'EVENT')] };
    const none = formats.filter((format) => written(format, [document]).report.marks !== 4);
    const mixing = formats.filter((format) => {
      const apart = written(format, [document], { suggestions: 'apart' }).report;
      const mixed = written(format, [document], { suggestions: 'mixed' }).report;
      const can = format.carries.includes('suggestions');
      return can
        ? apart.marks !== 5 || lossesOf(apart).includes('suggestions: 1')
        : apart.marks !== 4 ||
            !lossesOf(apart).includes('suggestions: 1') ||
            !lossesOf(mixed).includes('suggestion status: 1');
    });
    assert.deepEqual(
      [none, mixing].map((list) => list.map(({ id }) => id)),
      [[], []],
    );
  });
  test('rejected marks go only where a format can say so; elsewhere they are counted', () => {
    const rejected = { ...example.decisions.annotations[0]!, id: 'x', status: 'rejected' as const };
    const document = {
      ...example,
      decisions: { ...example.decisions, annotations: [rejected, ...example.decisions.annotations.slice(1)] },
    };
    const wrong = formats.filter((format) => {
      const { report } = written(format, [document]);
      return format.carries.includes('rejected')
        ? report.marks !== 4
        : report.marks !== 3 || !lossesOf(report).includes('rejected: 1');
    });
    assert.deepEqual(
      wrong.map(({ id }) => id),
      [],
    );
  });
  test('a text whose words moved is refused by every format, and nothing of it is written', () => {
    const moved = { ...example, text: 'x' + example.text };
    for (const format of formats) {
      const { report, files } = written(format, [moved]);
      assert.deepEqual([report.documents, report.refused.map(({ code }) => code)], [0, ['quote']], format.id);
      assert.deepEqual(files, written(format, []).files, format.id);
    }
  });
  test('every text is written, and what is written is well-formed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formats), hardDocument, fc.boolean(), (format, document, broken) => {
        const lone = broken ? { ...document, text: document.text + '\ud83d' } : document;
        const { files, report } = written(format, [lone]);
        assert.deepEqual([report.documents, report.refused], [1, []]);
        for (const text of Object.values(files)) assert.doesNotMatch(text, /\p{Cs}/u);
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(lossesOf(written(brat, [marked('a\ud83d')]).report), ['characters: 1']);
  });
  test('marks of whole tokens that do not overlap survive every format that is read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...readable), tokenDocument, (format, given) => {
        // What a format trims at the ends of marks is its own test's matter.
        const document = { ...given, text: given.text.replace(/\r\n?/g, ' \n').replace(/\u2028/g, ' ') };
        fc.pre(document.text === given.text);
        const { files, report } = written(format, [document]);
        const path = Object.keys(files).find((name) => name.endsWith(format.extensions[0]!));
        const { documents } = readBack(format, path!, files, { textOf: () => document.text });
        const places = documents.flatMap(({ decisions }) =>
          decisions.annotations.map(({ pieces, label }) => [pieces, label]),
        );
        assert.deepEqual(
          places,
          document.decisions.annotations.map(({ pieces, label }) => [pieces, label]),
        );
        assert.equal(report.marks, places.length);
      }),
      { numRuns: 300 },
    );
  });
  test('whatever is annotated comes back from every format, but for the losses that are reported', () => {
    const keyOf = ({ pieces, label, status }: Annotation): string => JSON.stringify([pieces, label, status]);
    // What may take a mark away or move its borders; all else is lost of a mark that stays.
    const ofMarks = ['overlap', 'pieces', 'line breaks', 'rejected', 'token boundaries', 'labels'];
    fc.assert(
      fc.property(fc.constantFrom(...readable), hardDocument, (format, document) => {
        const { files, report } = written(format, [document]);
        const path = Object.keys(files).find((name) => name.endsWith(format.extensions[0]!))!;
        const { documents, problems } = readBack(format, path, files, { textOf: () => document.text });
        const read = documents.flatMap(({ decisions }) => decisions.annotations);
        assert.deepEqual([problems, read.length], [[], report.marks]);
        const back = new Set(read.map(keyOf));
        const sent = document.decisions.annotations;
        const missing = sent.filter((annotation) => !back.has(keyOf(annotation)));
        const lost = (codes: readonly string[]): number =>
          report.losses.reduce((sum, { code, count }) => sum + (codes.includes(code) ? count : 0), 0);
        assert.ok(
          missing.length <= lost(ofMarks),
          `${missing.length} marks lost, ${JSON.stringify(report.losses)}`,
        );
        const values = (list: readonly Annotation[]): number => list.filter(({ number }) => number).length;
        const entities = (list: readonly Annotation[]): number => list.filter(({ entity }) => entity).length;
        assert.ok(values(sent) - values(read) <= lost(['values', ...ofMarks]));
        assert.ok(entities(sent) - entities(read) <= lost(['entity links', ...ofMarks]));
      }),
      { numRuns: 600 },
    );
  });
  test('no source makes a reader fail: what it can’t read it tells', () => {
    const damaged = fc
      .tuple(fc.constantFrom(...readable), hardDocument, fc.nat(), fc.nat(), fc.string({ unit: 'binary' }))
      .map(([format, document, from, length, insert]) => {
        const { files } = written(format, [document]);
        const path = Object.keys(files).find((name) => name.endsWith(format.extensions[0]!))!;
        const text = files[path]!;
        const start = from % (text.length + 1);
        const cut = text.slice(0, start) + insert + text.slice(start + (length % 9));
        return { format, files: { ...files, [path]: cut }, path };
      });
    const invented = fc
      .tuple(fc.constantFrom(...readable), fc.oneof(fc.string(), fc.json()))
      .map(([format, text]) => ({ format, files: { x: text }, path: 'x' }));
    fc.assert(
      fc.property(
        fc.oneof(damaged, invented),
        fc.option(fc.constantFrom('', 'Corvane 🚀')),
        ({ format, files, path }, text) => {
          const { documents, problems } = readBack(
            format,
            path,
            files,
            text === null ? {} : { textOf: () => text },
          );
          for (const { decisions, text: own } of documents) {
            for (const { pieces } of decisions.annotations)
              for (const { start, end } of pieces) assert.ok(start >= 0 && start < end && end <= own.length);
          }
          for (const { about } of problems) assert.equal(typeof about, 'string');
        },
      ),
      { numRuns: 500 },
    );
  });
});
