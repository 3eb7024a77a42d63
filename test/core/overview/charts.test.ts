import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chartsFile, drawChart, escaped, type Chart } from '../../../src/core/overview/charts';

const chart: Chart = {
  id: 'labels',
  title: 'Labels',
  kind: 'bars',
  empty: 'None.',
  bars: [
    {
      id: 'label-DATE',
      name: 'date & <time>',
      value: '4',
      description: 'date: 4',
      parts: [
        { tone: 'accepted', amount: 3 },
        { tone: 'suggested', amount: 1 },
      ],
    },
    { name: 'none', value: '0', description: 'none: 0', parts: [{ tone: 'plain', amount: 0 }] },
  ],
};
const colors = { back: '#fff', text: '#000', faint: 'rgb(1, 2, 3)', bar: 'blue', font: 'Arial' };

/** The widths of the bars, in the order they are drawn. */
function widths(svg: string): number[] {
  return [...svg.matchAll(/<rect class="bar \w+"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
}

suite('charts', () => {
  test('bars are as long as their parts', () => {
    const [accepted, suggested, ...others] = widths(drawChart(chart, { links: false }).elements);
    assert.deepEqual([accepted! / suggested!, others], [3, []]);
  });
  test('a bar that leads somewhere is a link with its words, one that does not is a picture', () => {
    const { elements } = drawChart(chart, { links: true });
    assert.match(
      elements,
      /<a href="#label-DATE" data-open="label-DATE" aria-label="date: 4"><title>date: 4<\/title>/,
    );
    assert.match(elements, /<g role="img" aria-label="none: 0">/);
    assert.doesNotMatch(drawChart(chart, { links: false }).elements, /<a /);
  });
  test('columns stay within the drawing, however many', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { maxLength: 60 }), (amounts) => {
        const bars = amounts.map((amount, i) => ({
          name: `2020-${i}`,
          value: String(amount),
          description: '',
          parts: [{ tone: 'plain' as const, amount }],
        }));
        const { elements, height } = drawChart({ ...chart, kind: 'columns', bars }, { links: true });
        for (const [, name, value] of elements.matchAll(/ (x|y|width|height)="([^"]*)"/g)) {
          const most = name === 'x' || name === 'width' ? 640 : height;
          assert.ok(Number(value) >= 0 && Number(value) <= most, `${name} ${value}`);
        }
      }),
    );
  });
  test('a file stands for itself: its colours are in it, and nothing but colours', () => {
    const file = chartsFile('Corpus “a” & b', [chart, { ...chart, bars: [] }], {
      ...colors,
      text: 'red}</style><script>',
    });
    assert.match(file, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    assert.match(file, /None\./);
    assert.doesNotMatch(file, /script|<a |var\(/);
  });
  test('any text can stand in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(escaped(text), /[<>"']|&(?!#\d+;)|[\0-\x08]|\p{Cs}/u);
      }),
    );
    assert.equal(escaped('a < b & "c" \ud800'), 'a &#60; b &#38; &#34;c&#34; \ufffd');
  });
});
