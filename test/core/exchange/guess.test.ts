import assert from 'node:assert/strict';
import { formats } from '../../../src/core/exchange/formats';
import { guessFormats } from '../../../src/core/exchange/guess';
import { marked, written } from './examples';

suite('guessing a format', () => {
  test('every format that is read knows its own files', () => {
    const document = marked('«ORG Axa» paid «MONEY $5».', {
      relations: [{ id: 'r1', type: 'paid', from: 'a1', to: 'a2' }],
    });
    // brat for INCEpTION writes what brat reads, and its files say nothing of themselves.
    const known = formats.filter(({ read, id }) => read && id !== 'brat-inception');
    const guessed = known.map((format) => {
      const { files } = written(format, [document]);
      const path = Object.keys(files).find((name) => name.endsWith(format.extensions[0]!))!;
      return guessFormats(path, files[path]!)[0]!.id;
    });
    assert.deepEqual(
      guessed,
      known.map(({ id }) => id),
    );
  });
  test('a name that tells nothing leaves all of them, what the file says first', () => {
    assert.equal(guessFormats('a.txt', '-DOCSTART- -X- O O\n')[0]!.id, 'conll');
    assert.equal(guessFormats('a', '').length, formats.filter(({ read }) => read).length);
  });
});
