// Turns gold texts into training texts with sidecars: node dist/training/convert.js GOLD…
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { indexLines } from '../src/core/text';
import { readGold, type GoldSpan, type GoldText } from './gold';

for (const file of process.argv.slice(2)) {
  const name = basename(file).replace('.gold.txt', '.txt');
  const gold = readGold(file);
  writeFileSync(`training/texts/${name}`, gold.plain);
  writeFileSync(`training/texts/${name}.ann.yaml`, sidecar(name, gold));
}

function sidecar(name: string, gold: GoldText): string {
  const lines = indexLines(gold.plain);
  const lineText = (line: number) => gold.plain.slice(lines.lineStart(line), lines.lineEnd(line));
  const lineOf = (start: number) => lines.place(start).line;
  const articleLine = (article: { start: number }) => {
    let line = lineOf(article.start);
    while (lineText(line).trim() === '' && line < lines.lineCount) line++;
    return line;
  };
  const ids = new Set<string>();
  const out = [
    'format: corpus-annotator/1',
    'text:',
    `  file: ${name}`,
    `  sha256: ${createHash('sha256').update(gold.plain).digest('hex')}`,
    'articles:',
    ...gold.articles.map((article) => {
      const line = articleLine(article);
      const repeated = gold.articles[article.repeats - 1];
      return item({
        line,
        title: lineText(line),
        ...(repeated && { repeats: articleLine(repeated), decision: 'confirmed' }),
      });
    }),
    'structure:',
    ...gold.marks.map(({ kind, start }) => {
      const line = lineOf(start);
      return item({ line, text: lineText(line), kind: kind === 'SUBHEAD' ? 'heading' : kind.toLowerCase() });
    }),
    'annotations:',
    ...gold.spans.map((span) => {
      const [from, to] = [lines.place(span.start), lines.place(span.end)];
      const at = `${from.line}:${from.column}-${to.line}:${to.column}`;
      const [label, ...also] = span.labels;
      return item({
        id: newId(`${name} ${at} ${label}`, ids),
        at,
        label,
        text: span.text,
        ...valueOf(span, gold.plain),
        status: 'accepted',
        ...(also.length > 0 && { also }),
      });
    }),
  ];
  return out.join('\n') + '\n';
}

/** One flow line of YAML. */
function item(value: object): string {
  return (
    '- ' + stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd()
  );
}

function newId(seed: string, taken: Set<string>): string {
  for (let round = 0; ; round++) {
    const digest = createHash('sha256').update(`${seed} ${round}`).digest();
    const id = BigInt('0x' + digest.subarray(0, 6).toString('hex'))
      .toString(36)
      .slice(-6)
      .padStart(6, '0');
    // An id that reads as a number would have to be quoted.
    if (taken.has(id) || !/[a-df-z]/.test(id)) continue;
    taken.add(id);
    return id;
  }
}

function valueOf(span: GoldSpan, plain: string): { value?: number | string; unit?: string } {
  if (span.value === '') return {};
  const [amount = '', ...rest] = span.value.split(' ');
  const label = span.labels[0]!;
  const unit = label === 'PERCENT' ? '%' : rest.join(' ') || undefined;
  const timed = label === 'DATE' || label === 'TIME';
  const range = timed ? /^(P[^-]+)-(P.+)$/.exec(amount) : /^(-?[\d.]+)-(-?[\d.]+)$/.exec(amount);
  const value = range
    ? isScore(span, Number(range[1]), Number(range[2]), plain)
      ? amount
      : `${range[1]}..${range[2]}`
    : !timed && /^-?\d+(\.\d+)?$/.test(amount)
      ? Number(amount)
      : amount;
  return unit === undefined ? { value } : { value, unit };
}

/** Tells `6-3` from `30 to 40`: a score does not rise, or stands among words of games and votes. */
function isScore(span: GoldSpan, low: number, high: number, plain: string): boolean {
  if (span.labels[0] !== 'CARDINAL') return false;
  if (low >= high || /\bfor\b/.test(span.text)) return true;
  if (/\bto\b/.test(span.text) && !/-to-/.test(span.text)) return false;
  if (!/^\d+[-–]\d+$|-to-/.test(span.text)) return false;
  const around = plain.slice(Math.max(0, span.start - 60), span.end + 40);
  return /\b(vot|won|win|took|lost|los|beat|drew|draw|score|ruling|ruled|split|defeat|lead|led|odds|ahead|behind|goal|set|match)/i.test(
    around,
  );
}
