import assert from 'node:assert/strict';
import fc from 'fast-check';
import { html } from '../../../src/core/exchange/html';
import { markdown } from '../../../src/core/exchange/markdown';
import { hardDocument, lossesOf, marked, suggestion, written } from './examples';

suite('Markdown report', () => {
  test('counts and marks of each text', () => {
    const plain = marked('One\n«ORG A|xa» made «MONEY $5»');
    const document = {
      ...plain,
      articles: [{ start: 0, end: 20, title: 'One' }],
      suggestions: [suggestion(plain, 'One', 'ORG')],
    };
    const { files, report } = written(markdown, [document], { suggestions: 'apart' });
    assert.equal(
      files['corpus.md'],
      `# Annotations

## a.txt

| line | article | repeats |
| ---: | --- | --- |
| 1 | One |  |

| label | accepted | suggested | rejected |
| --- | ---: | ---: | ---: |
| MONEY | 1 | 0 | 0 |
| ORG | 1 | 1 | 0 |

| line | words | label | value | entity | status | by | comments |
| ---: | --- | --- | --- | --- | --- | --- | --- |
| 1 | One | ORG |  |  | suggested |  |  |
| 2 | A\\|xa | ORG |  |  | accepted |  |  |
| 2 | $5 | MONEY |  |  | accepted |  |  |
`,
    );
    assert.deepEqual(lossesOf(report), ['text: 1']);
  });
});

suite('HTML page', () => {
  test('marks are coloured, nothing of the text is markup', () => {
    const { files } = written(html, [marked('<b> «ORG A&B»')]);
    const page = files['a.txt.html']!;
    assert.match(
      page,
      /<pre>\n&lt;b&gt; <mark class="l0" data-label="ORG" title="ORG: A&amp;B · accepted">A&amp;B<\/mark><\/pre>/,
    );
    assert.doesNotMatch(page, /<script|https?:/);
  });
  test('without its tags a page holds just the text, marks upon each other or not', () => {
    const names: Record<string, string> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#13;': '\r',
    };
    fc.assert(
      fc.property(hardDocument, (document) => {
        const page = written(html, [document]).files['a.txt.html']!;
        const inside = page.slice(page.indexOf('<pre>\n') + 6, page.indexOf('</pre>'));
        const shown = inside.replace(/<[^>]*>/g, '').replace(/&[^;]+;/g, (name) => names[name]!);
        assert.equal(shown, document.text);
      }),
    );
  });
});
