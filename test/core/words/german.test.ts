import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { numberWords } from '../../../src/words/numbers';
import { inEnglish, type Translate } from '../../../src/words/translate';

suite('words in German', () => {
  const sentences = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
  const inGerman: Translate = (message, ...args) => inEnglish(sentences[message] ?? message, ...args);

  test('numbers are written as Germans write them', () => {
    assert.deepEqual(
      [
        numberWords('MONEY', { value: 1_100_000_000, unit: 'USD' }, inGerman),
        numberWords('PERCENT', { value: '4..5.5', unit: '%' }, inGerman),
        numberWords('CARDINAL', { value: 12000 }, inGerman),
      ],
      ['1,1 Milliarden US-Dollar', '4 Prozent bis 5,5 Prozent', '12.000'],
    );
  });
  test('dates are, too', () => {
    const dates = ['2020-06-30', '2020-Q3', 'XXXX-H1', 'P5Y', 'PT1S', '2020-WXX-1TMO'];
    assert.deepEqual(
      dates.map((value) => numberWords('DATE', { value }, inGerman)),
      [
        '30. Juni 2020',
        'drittes Quartal 2020',
        'erstes Halbjahr, ohne Jahresangabe',
        '5 Jahre',
        '1 Sekunde',
        'Montag Morgen',
      ],
    );
  });
});
