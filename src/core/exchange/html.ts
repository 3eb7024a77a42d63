import type { Format, OutgoingDocument, OutgoingMark } from './format';

/**
 * A page for each text that shows its marks in colour, without scripts: to be read, printed, sent to someone. A
 * mark's details show when the pointer rests on it.
 */
export const html: Format = {
  id: 'html',
  title: 'HTML page',
  extensions: ['.html'],
  unit: 'UTF-16 units',
  carries: [
    'overlap',
    'pieces',
    'line breaks',
    'comments',
    'values',
    'entity links',
    'authors',
    'suggestions',
    'unsure',
  ],
  writer: () => ({
    document: (document) => [{ path: `${document.file}.html`, text: page(document) }],
  }),
};

function page({ file, text, marks }: OutgoingDocument): string {
  const labels = [...new Set(marks.map(({ label }) => label))].sort();
  const colors = labels.map((label, i) => `.l${i} { --hue: ${hueOf(label)}; }`).join('\n');
  const classOf = new Map(labels.map((label, i) => [label, `l${i}`]));
  const legend = labels.map((label, i) => `<mark class="l${i}">${escaped(label)}</mark>`).join(' ');
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(file)}</title>
<style>
:root { color-scheme: light dark; --ink: #222; --paper: #fff; --mark: 70% 87%; --name: 60% 30%; }
@media (prefers-color-scheme: dark) { :root { --ink: #ddd; --paper: #1e1e1e; --mark: 35% 27%; --name: 60% 78%; } }
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1em/1.9 Georgia, serif; color: var(--ink); background: var(--paper); }
h1, nav { font-family: system-ui, sans-serif; font-size: 1em; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; background: hsl(var(--hue) var(--mark)); border-radius: 3px; padding: 1px 2px; }
mark[data-label]::after { content: attr(data-label); margin-left: .3em; font: 600 .58em system-ui, sans-serif; color: hsl(var(--hue) var(--name)); }
@media print { mark { print-color-adjust: exact; } }
.suggested { outline: 1px dashed #888; }
${colors}
</style>
<h1>${escaped(file)}</h1>
<nav>${legend}</nav>
<pre>
${body(text, marks, classOf)}</pre>
</html>
`;
}

/** The text cut at every end of a mark, so that marks may overlap. The page puts a line end before it, as browsers drop the first one in `pre`. */
function body(text: string, marks: readonly OutgoingMark[], classOf: ReadonlyMap<string, string>): string {
  const events = marks.flatMap((mark) =>
    mark.pieces.flatMap(({ start, end }) => [
      { at: start, mark, opens: true },
      { at: end, mark, opens: false },
    ]),
  );
  events.sort((a, b) => a.at - b.at);
  const open = new Set<OutgoingMark>();
  const parts: string[] = [];
  let last = 0;
  for (const { at, mark, opens } of events) {
    if (at > last) parts.push(segment(text.slice(last, at), at, open, classOf));
    last = at;
    if (opens) open.add(mark);
    else open.delete(mark);
  }
  parts.push(escaped(text.slice(last)));
  return parts.join('');
}

/** Where more marks lie upon each other, only these are told. */
const mostTold = 8;

/** The label is told in words too, behind the end of its mark: colour alone tells nothing. */
function segment(
  words: string,
  end: number,
  open: ReadonlySet<OutgoingMark>,
  classOf: ReadonlyMap<string, string>,
): string {
  if (open.size === 0) return escaped(words);
  const told: OutgoingMark[] = [];
  for (const mark of open) if (told.push(mark) === mostTold) break;
  // The mark that opened last lies on top.
  const top = told[told.length - 1]!;
  const suggested = top.status === 'suggested' ? ' suggested' : '';
  const title = told.map(details).join('\n');
  const name = top.pieces.at(-1)!.end === end ? ` data-label="${escaped(top.label)}"` : '';
  return `<mark class="${classOf.get(top.label)}${suggested}"${name} title="${escaped(title)}">${escaped(words)}</mark>`;
}

function details({ text, label, number, entity, status, unsure, by, on, comments }: OutgoingMark): string {
  const value = number && [number.value, number.unit].filter((part) => part !== undefined).join(' ');
  const who = [status, unsure ? 'unsure' : undefined, by && `by ${by}`, on]
    .filter((part) => part !== undefined)
    .join(', ');
  const said = (comments ?? []).map((comment) => `${comment.by ?? 'comment'}: ${comment.text}`);
  return [`${label}: ${text}`, value, entity, who, ...said].filter((part) => part !== undefined).join(' · ');
}

/** A hue for a label, the same in every page. */
function hueOf(label: string): number {
  let hash = 7;
  for (let i = 0; i < label.length; i++) hash = (hash * 31 + label.charCodeAt(i)) % 3600;
  return hash % 360;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\r': '&#13;',
  };
  return text.replace(/[&<>"\r]/g, (character) => names[character]!);
}
