import * as vscode from 'vscode';
import { chartWidth, drawChart, escaped, patterns, type Chart } from '../../core/overview/charts';
import type { Figure } from '../../words/overview';

/** What the page shows. */
export interface PageContent {
  readonly title: string;
  /** What is to be known besides: that the corpus is still being read, say. */
  readonly note?: string;
  readonly figures: readonly Figure[];
  readonly charts: readonly Chart[];
}

/** The whole page. Nothing is loaded from anywhere; the one script and the one style have the nonce. */
export function pageOf(content: PageContent, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(content.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>${mainOf(content)}</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

/** What changes with the corpus; it replaces what is in the page's `main`. */
export function mainOf({ title, note, figures, charts }: PageContent): string {
  const save = escaped(vscode.l10n.t('Save as SVG…'));
  const head = `<header><h1>${escaped(title)}</h1><button id="save">${save}</button></header>`;
  const said = note === undefined ? '' : `<p role="status">${escaped(note)}</p>`;
  const list = figures
    .map(({ value, name }) => `<div><dd>${escaped(value)}</dd><dt>${escaped(name)}</dt></div>`)
    .join('');
  return `${head}${said}<dl>${list}</dl>${charts.map(sectionOf).join('\n')}`;
}

/** A chart with its twin: the same as a table, for those who read or hear it rather. */
function sectionOf(chart: Chart): string {
  const title = escaped(chart.title);
  if (chart.bars.length === 0) return `<section><h2>${title}</h2><p>${escaped(chart.empty)}</p></section>`;
  const { elements, height } = drawChart(chart, { links: true });
  const rows = chart.bars
    .map(({ name, description }) => {
      const said = description.startsWith(`${name}: `) ? description.slice(name.length + 2) : description;
      return `<tr><th scope="row">${escaped(name)}</th><td>${escaped(said)}</td></tr>`;
    })
    .join('');
  const table = escaped(vscode.l10n.t('As a table'));
  return `<section aria-labelledby="${chart.id}"><h2 id="${chart.id}">${title}</h2>
<svg role="group" aria-labelledby="${chart.id}" viewBox="0 0 ${chartWidth} ${height}" width="${chartWidth}" height="${height}">${patterns}${elements}</svg>
<details id="table-${chart.id}"><summary>${table}</summary><table>${rows}</table></details></section>`;
}

const style = `
body { padding: 0 24px 48px; color: var(--vscode-foreground); background: var(--vscode-editor-background);
  font: var(--vscode-font-size) var(--vscode-font-family); }
main { max-width: ${chartWidth}px; margin: 0 auto; }
header { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; }
h1 { font-size: 1.6em; font-weight: 400; }
h2 { font-size: 1.15em; font-weight: 600; margin: 36px 0 8px; }
button { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground);
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); border-radius: 2px;
  padding: 4px 12px; font: inherit; cursor: pointer; }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
dl { display: flex; flex-wrap: wrap; gap: 12px 32px; margin: 8px 0 0; }
dl div { display: flex; flex-direction: column; }
dd { margin: 0; font-size: 1.7em; font-variant-numeric: tabular-nums; }
dt { color: var(--vscode-descriptionForeground); }
svg { display: block; max-width: 100%; height: auto; overflow: visible; }
text { font: 13px var(--vscode-font-family); fill: var(--vscode-foreground); }
.value, .legend { fill: var(--vscode-descriptionForeground); font-variant-numeric: tabular-nums; }
.line { stroke: var(--vscode-descriptionForeground); }
.bar { fill: var(--vscode-charts-blue); stroke: var(--vscode-charts-blue); }
.bar.suggested { fill-opacity: .22; }
.bar.rejected { fill: url(#rejected); }
.hatch { fill: var(--vscode-charts-blue); }
.vscode-high-contrast .bar, .vscode-high-contrast-light .bar { fill: var(--vscode-foreground); stroke: var(--vscode-foreground); }
.vscode-high-contrast .hatch, .vscode-high-contrast-light .hatch { fill: var(--vscode-foreground); }
.vscode-high-contrast .bar.suggested, .vscode-high-contrast-light .bar.suggested { fill-opacity: 0; }
.vscode-high-contrast .bar.rejected, .vscode-high-contrast-light .bar.rejected { fill: url(#rejected); }
.row { fill: transparent; }
a { cursor: pointer; outline: none; text-decoration: none; }
a:hover .row { fill: var(--vscode-list-hoverBackground); }
a:hover .name { fill: var(--vscode-textLink-foreground); text-decoration: underline; }
a:focus-visible .row { stroke: var(--vscode-focusBorder); stroke-width: 2px; }
button:focus-visible, summary:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
details { margin-top: 6px; color: var(--vscode-descriptionForeground); }
summary { cursor: pointer; width: fit-content; }
table { border-collapse: collapse; margin-top: 6px; color: var(--vscode-foreground); }
th { text-align: left; font-weight: 400; padding: 2px 24px 2px 0; }
td { padding: 2px 0; }`;

/** Runs in the page: says what is clicked, and takes new contents without losing the place, the focus and what is unfolded. */
const script = `
const vscode = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-open]');
  if (link) {
    event.preventDefault();
    event.stopPropagation();
    vscode.postMessage({ kind: 'open', id: link.dataset.open });
  } else if (event.target.closest('#save')) {
    const of = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const bar = document.querySelector('.bar');
    vscode.postMessage({ kind: 'save', colors: {
      back: of('--vscode-editor-background'), text: of('--vscode-foreground'), faint: of('--vscode-descriptionForeground'),
      bar: bar ? getComputedStyle(bar).stroke : of('--vscode-charts-blue'), font: of('--vscode-font-family') } });
  }
}, true);
const keyOf = (element) => element?.dataset.open ?? element?.id ?? element?.parentElement?.id;
window.addEventListener('message', ({ data }) => {
  const focused = keyOf(document.activeElement);
  const open = [...document.querySelectorAll('details[open]')].map((details) => details.id);
  document.querySelector('main').innerHTML = data.main;
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused)
    [...document.querySelectorAll('a, button, summary')].find((one) => keyOf(one) === focused || one.parentElement.id === focused)?.focus({ preventScroll: true });
});`;
