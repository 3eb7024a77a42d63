import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadGrammar, scopesIn } from './grammars';
import type { Scoped } from './grammars';
import type { IGrammar } from 'vscode-textmate';

suite('grammar of corpus texts', () => {
  let grammar: IGrammar;
  suiteSetup(async () => {
    grammar = await loadGrammar('syntaxes/corpus-text.tmLanguage.json', 'text.corpus');
  });

  const sees = (text: string, ...expected: Scoped[]) => assert.deepEqual(scopesIn(grammar, text), expected);
  const seesPlain = (text: string) => sees(text);
  const seesLine = (scope: string, ...lines: string[]) => lines.forEach((line) => sees(line, [scope, line]));

  test('titles are short lines that do not end like a sentence', () => {
    seesLine(
      'markup.heading.title.corpus',
      'Tindvik raises 3.2 billion crowns for floating wind farm',
      '9 ships, one captain and a very long weekend',
      'iBakery and the loaf that would not stop rising',
      'Who will pay for the new bridge at Kesselring?',
      'Trevanick agrees to buy rival in the U.S.',
      '🌱 A fern in Leeds has more followers than you do',
    );
    seesPlain('Tindvik raised 3.2 billion crowns on Tuesday.');
    seesPlain('the company said on Tuesday that it would');
    seesPlain('The company said on Tuesday that it had agreed to buy the');
    seesPlain('Prices rose again. The bank left its main lending rate where');
    seesPlain(`Norrfjord ${'and its nine ships '.repeat(6)}sail`);
  });

  test('quotations keep their colour inside a title', () => {
    sees(
      'Chief of Andacora calls the offer “shameless”',
      ['markup.heading.title.corpus', 'Chief of Andacora calls the offer '],
      ['string.quoted.double.corpus', 'shameless'],
    );
  });

  test('what an agency puts before a title is set apart', () => {
    sees(
      'UPDATE 1-Andacora raises $640 million in New York',
      ['comment.block.edition.corpus', 'UPDATE 1-'],
      ['markup.heading.title.corpus', 'Andacora raises $640 million in New York'],
    );
  });

  test('section heads are titles of a few words', () => {
    seesLine('markup.heading.section.corpus', 'Steel from the Ruhr', 'The water', 'What next?');
  });

  test('only the first line after a blank one can be a title', () => {
    sees(
      'A question of scrap\nArc furnaces eat scrap, and good\nScrap is scarce\n\nThe bill',
      ['markup.heading.section.corpus', 'A question of scrap'],
      ['markup.heading.section.corpus', 'The bill'],
    );
  });

  test('quotations', () => {
    sees('He called it “a bitter thing”, twice.', ['string.quoted.double.corpus', 'a bitter thing']);
    sees('He called it "a bitter thing", twice.', ['string.quoted.double.corpus', 'a bitter thing']);
    sees('He called it «a bitter thing», twice.', ['string.quoted.other.corpus', 'a bitter thing']);
    sees('He called it „a bitter thing“, twice.', ['string.quoted.double.corpus', 'a bitter thing']);
    sees('They say ‘don’t’ a lot.', ['string.quoted.single.corpus', '‘don’t’']);
    seesPlain('A 6" pipe, the workers’ canteen and the ’90s.');
  });

  test('a paragraph that opens with a quotation', () => {
    sees(
      '“Nobody waters a graph,” said Oduya. “Everybody waters Gerald.”',
      ['string.quoted.double.corpus', 'Nobody waters a graph,'],
      ['meta.quotation.corpus', ' said Oduya. '],
      ['string.quoted.double.corpus', 'Everybody waters Gerald.'],
    );
  });

  test('a quotation that is left open ends with its paragraph', () => {
    sees('“We did the sum. Then we cheered.\n\nThe shares closed higher.', [
      'string.quoted.double.corpus',
      'We did the sum. Then we cheered.',
    ]);
  });

  test('captions and credits', () => {
    seesLine(
      'comment.line.caption.corpus',
      'Photo: A worker empties moulds in Bristol. (Tarn News)',
      'Image credits: Beiluo Motors',
      'Shareholders in the canteen at Salta. Photograph: Delia Oyarzun',
      '(File photo)',
    );
    sees('The kilns went cold in March. (Tarn News)', ['comment.block.credit.corpus', '(Tarn News)']);
    seesPlain('Photos of the kiln were shown to the court on Monday.');
    seesPlain('The panel asked the harbour authority (HA).');
  });

  test('bylines', () => {
    seesLine(
      'comment.line.byline.corpus',
      'By Delia Oyarzun in Salta',
      'By May Entwhistle',
      'Words: Osman Breckenridge',
    );
    seesPlain('By Friday, the tank was empty.');
    seesPlain('By Lake Kessel the houses stand empty, and nobody is in a hurry to sell.');
  });

  test('lines that are not part of the story', () => {
    seesLine(
      'comment.line.noise.corpus',
      '(Reporting by Joanna Fell; editing by Piet Maas)',
      'More to follow…',
      'Read more: The waiter will see you now',
      'Related: Why the sea floor is quieter than we thought',
      'Advertisement',
      'Sign up for our newsletter, The Slow Harvest',
      '(Corrects number of shares in first paragraph)',
      'Update, 3:10 p.m.: adds the fishermen’s reply.',
      '($1 = 10.0680 Norwegian crowns)',
      '* * *',
      '-ENDS-',
    );
    seesPlain('Related companies were asked to leave the room.');
    seesPlain('Sponsored runners came in last.');
  });

  test('addresses', () => {
    sees(
      'Times are at https://marisol.example.com/landing?cable=1&lang=en, and press@marisol.example.com answers.',
      ['markup.underline.link.corpus', 'https://marisol.example.com/landing?cable=1&lang=en'],
      ['markup.underline.link.corpus', 'press@marisol.example.com'],
    );
    sees('See www.thelongplug.example/tests.', [
      'markup.underline.link.corpus',
      'www.thelongplug.example/tests',
    ]);
  });

  test('datelines', () => {
    sees(
      'BERGEN, Norway, Feb. 18 (Tarn News) — Tindvik rose.',
      ['keyword.other.dateline.corpus', 'BERGEN, Norway, Feb. 18'],
      ['comment.block.credit.corpus', '(Tarn News)'],
    );
    sees('KERICHO, Kenya - A tea factory has a woodpile.', [
      'keyword.other.dateline.corpus',
      'KERICHO, Kenya',
    ]);
    seesPlain('BMW-style doors were fitted in Hefei.');
  });

  test('one line of any length, whatever it is made of', () => {
    for (const piece of [
      '“',
      '"a ',
      'a',
      'A.',
      '‘a',
      '(A',
      'a@',
      'www.',
      ' ',
      '. (A) ',
      'word ',
      '🌱',
      '\ud800',
    ])
      seesEveryCharacter(grammar, piece.repeat(200_000 / piece.length));
  });

  test('line ends make no difference to the sample texts', () => {
    const text = readFileSync('samples/technology.txt', 'utf8');
    const lines = text.split('\r\n');
    assert.ok(lines.length > 100 && !lines.some((line) => line.includes('\r')));
    const titles = scopesIn(grammar, lines.join('\n')).filter(([scope]) => scope.includes('heading.title'));
    assert.equal(titles.length, 5);
  });
});

function seesEveryCharacter(grammar: IGrammar, line: string): void {
  const { tokens } = grammar.tokenizeLine(line, null);
  let at = 0;
  for (const { startIndex, endIndex } of tokens) {
    assert.equal(startIndex, at);
    at = endIndex;
  }
  assert.ok(at >= line.length);
}
