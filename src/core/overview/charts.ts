import { splitsPair } from '../text';

/** How much of a bar is what. Tones are told apart by more than their colour. */
export type Tone = 'plain' | 'accepted' | 'suggested' | 'rejected';

export interface Part {
  readonly tone: Tone;
  readonly amount: number;
}

/** One bar or column. All words come ready for people. */
export interface Bar {
  /** What it leads to, for the caller; none leads nowhere. */
  readonly id?: string;
  readonly name: string;
  /** What stands at its end. */
  readonly value: string;
  /** All of it in a sentence, for those who hear it. */
  readonly description: string;
  readonly parts: readonly Part[];
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly kind: 'bars' | 'columns';
  readonly bars: readonly Bar[];
  /** The names of the tones, where there are several. */
  readonly legend?: readonly { readonly tone: Tone; readonly name: string }[];
  /** What is said where there are no bars. */
  readonly empty: string;
}

/** A drawing of a given width; SVG elements, without the `svg` around them. Lengths in CSS pixels. */
export interface Drawing {
  readonly elements: string;
  readonly height: number;
}

export const chartWidth = 640;
const nameWidth = 190;
const valueWidth = 70;
const rowHeight = 24;
const barHeight = 14;
const columnsHeight = 140;
/** About how wide a character is. */
const characterWidth = 7;

/**
 * Draws a chart. Colours come from the classes `bar TONE`, `name`, `value`, `line`, `legend`; with `links`, each bar that leads
 * somewhere is a link `#ID`, which the keyboard reaches.
 */
export function drawChart(chart: Chart, { links }: { readonly links: boolean }): Drawing {
  const drawing = chart.kind === 'bars' ? drawBars(chart, links) : drawColumns(chart, links);
  if (!chart.legend || chart.bars.length === 0) return drawing;
  return {
    elements: drawing.elements + drawLegend(chart.legend, drawing.height + 6),
    height: drawing.height + 6 + rowHeight,
  };
}

/** The pattern that stands for rejected; once in a document that has charts. */
export const patterns = element(
  'defs',
  {},
  element(
    'pattern',
    { id: 'rejected', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { class: 'hatch', width: 2, height: 5 }),
  ),
);

/** Charts one below the other with their titles, as an SVG file of its own. */
export function chartsFile(title: string, charts: readonly Chart[], colors: ChartColors): string {
  const margin = 24;
  let y = margin + 16;
  let elements = element('text', { class: 'heading', x: 0, y }, escaped(title));
  for (const chart of charts) {
    y += 44;
    elements += element('text', { class: 'title', x: 0, y }, escaped(chart.title));
    y += 12;
    const drawing =
      chart.bars.length > 0
        ? drawChart(chart, { links: false })
        : {
            elements: element('text', { class: 'name', x: 0, y: 16 }, escaped(chart.empty)),
            height: rowHeight,
          };
    elements += element('g', { transform: `translate(0 ${y})` }, drawing.elements);
    y += drawing.height;
  }
  const [width, height] = [chartWidth + 2 * margin, y + margin];
  const back = element('rect', { class: 'back', width, height });
  const style = element('style', {}, styleOf(colors));
  return `${element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    `\n${element('title', {}, escaped(title))}${style}${patterns}\n${back}${element('g', { transform: `translate(${margin} 0)` }, elements)}`,
  )}\n`;
}

/** The colours of a file, as CSS has them. */
export interface ChartColors {
  readonly back: string;
  readonly text: string;
  readonly faint: string;
  readonly bar: string;
  readonly font: string;
}

/** Colours that are read as such; others could be anything. */
const safeColor = /^(#[0-9a-f]{3,8}|rgba?\([\d., %/]+\)|[a-z]{3,20})$/i;

function styleOf(colors: ChartColors): string {
  const color = (value: string, instead: string): string =>
    safeColor.test(value.trim()) ? value.trim() : instead;
  const [back, text] = [color(colors.back, '#ffffff'), color(colors.text, '#1f1f1f')];
  const [faint, bar] = [color(colors.faint, '#8a8a8a'), color(colors.bar, '#0b63c4')];
  const font = colors.font.replace(/[^\w ,"'-]/g, '').replaceAll('"', "'");
  return [
    `text{font:13px ${font || 'sans-serif'};fill:${text}}`,
    '.heading{font-size:20px}.title{font-size:15px;font-weight:600}',
    `.back{fill:${back}}.line{stroke:${faint}}`,
    `.bar{fill:${bar};stroke:${bar}}.bar.suggested{fill-opacity:.25}.bar.rejected{fill:url(#rejected)}.hatch{fill:${bar}}`,
  ].join('');
}

function drawBars({ bars }: Chart, links: boolean): Drawing {
  const most = Math.max(1, ...bars.map(total));
  const space = chartWidth - nameWidth - valueWidth;
  const rows = bars.map((bar, index) => {
    const y = index * rowHeight;
    const middle = y + rowHeight / 2 + 4;
    let x = nameWidth;
    const parts = bar.parts.map(({ tone, amount }) => {
      const width = (amount / most) * space;
      const rect = amount > 0 ? drawPart(tone, x, y + (rowHeight - barHeight) / 2, width, barHeight) : '';
      x += width;
      return rect;
    });
    return linked(bar, links, [
      // What can be clicked is the whole row.
      element('rect', { class: 'row', x: 0, y, width: chartWidth, height: rowHeight }),
      element(
        'text',
        { class: 'name', x: nameWidth - 10, y: middle, 'text-anchor': 'end' },
        fitted(bar.name, nameWidth - 10),
      ),
      ...parts,
      element('text', { class: 'value', x: round(x + 8), y: middle }, escaped(bar.value)),
    ]);
  });
  return { elements: rows.join('\n'), height: bars.length * rowHeight };
}

function drawColumns({ bars }: Chart, links: boolean): Drawing {
  const most = Math.max(1, ...bars.map(total));
  const step = chartWidth / Math.max(1, bars.length);
  const width = Math.min(48, step * 0.7);
  const longest = Math.max(0, ...bars.map(({ name }) => name.length)) * characterWidth + 12;
  const labelled = Math.max(1, Math.ceil(longest / step));
  const valued = Math.max(...bars.map(({ value }) => value.length)) * characterWidth <= step;
  const top = 18;
  const columns = bars.map((bar, index) => {
    const middle = step * (index + 0.5);
    let y = top + columnsHeight;
    const parts = bar.parts.map(({ tone, amount }) => {
      const height = (amount / most) * columnsHeight;
      y -= height;
      return amount > 0 ? drawPart(tone, middle - width / 2, y, width, height) : '';
    });
    // Names stand from the last one back, which is looked for most.
    const isLabelled = (bars.length - 1 - index) % labelled === 0;
    return linked(bar, links, [
      element('rect', {
        class: 'row',
        x: round(step * index),
        y: 0,
        width: round(step),
        height: top + columnsHeight,
      }),
      ...parts,
      valued || total(bar) === most
        ? element(
            'text',
            { class: 'value', x: round(middle), y: round(y - 4), 'text-anchor': 'middle' },
            escaped(bar.value),
          )
        : '',
      isLabelled
        ? element(
            'text',
            { class: 'name', ...labelPlace(middle, bar.name), y: top + columnsHeight + 18 },
            escaped(bar.name),
          )
        : '',
    ]);
  });
  const base = element('line', {
    class: 'line',
    x1: 0,
    x2: chartWidth,
    y1: top + columnsHeight,
    y2: top + columnsHeight,
  });
  return { elements: `${columns.join('\n')}${base}`, height: top + columnsHeight + rowHeight };
}

/** In the middle of its column, but never outside the drawing. */
function labelPlace(middle: number, name: string): Record<string, string | number> {
  const half = (name.length * characterWidth) / 2;
  if (middle + half > chartWidth) return { x: chartWidth, 'text-anchor': 'end' };
  if (middle - half < 0) return { x: 0, 'text-anchor': 'start' };
  return { x: round(middle), 'text-anchor': 'middle' };
}

function drawLegend(legend: NonNullable<Chart['legend']>, y: number): string {
  let x = nameWidth;
  return legend
    .map(({ tone, name }) => {
      const entry =
        drawPart(tone, x, y + 5, barHeight, barHeight) +
        element('text', { class: 'legend', x: x + barHeight + 6, y: y + rowHeight / 2 + 4 }, escaped(name));
      x += barHeight + 24 + name.length * characterWidth;
      return entry;
    })
    .join('');
}

function drawPart(tone: Tone, x: number, y: number, width: number, height: number): string {
  const [w, h] = [Math.max(1, width), Math.max(1, height)].map(round);
  return element('rect', { class: `bar ${tone}`, x: round(x), y: round(y), width: w!, height: h! });
}

function linked(bar: Bar, links: boolean, elements: readonly string[]): string {
  const inside = elements.join('');
  if (!links || bar.id === undefined) {
    return element('g', { role: 'img', 'aria-label': bar.description }, inside);
  }
  const title = element('title', {}, escaped(bar.description));
  return element(
    'a',
    { href: `#${bar.id}`, 'data-open': bar.id, 'aria-label': bar.description },
    title + inside,
  );
}

function total({ parts }: Bar): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

/** The name, cut where it would not fit. */
function fitted(name: string, width: number): string {
  const most = Math.floor(width / characterWidth);
  if (name.length <= most) return escaped(name);
  const cut = splitsPair(name, most - 1) ? most - 2 : most - 1;
  return escaped(`${name.slice(0, cut).trimEnd()}…`);
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, inside = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return inside === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${inside}</${name}>`;
}

/** Text as XML and HTML can hold it. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ufffd\u{10000}-\u{10ffff}]|\p{Cs}/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
