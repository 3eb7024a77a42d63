import { readFileSync } from 'node:fs';
import type { State } from '../../src/core/articles/decide';

/** One line of a gold text that is not blank. */
export interface GoldLine {
  readonly text: string;
  readonly kind: State;
  readonly blanksBefore: number;
  /** Of a title: the index (from 0) of the article told again. */
  readonly repeats?: number;
}

const marked = /^⟪([A-Z]+)(?: repeats (\d+))?⟫\r?\n|⟦[A-Z/]+\|([^|⟧]*)(?:\|[^⟧]*)?⟧/gm;
const kinds: Readonly<Record<string, State>> = {
  ARTICLE: 'title',
  SUBHEAD: 'heading',
  CAPTION: 'caption',
  NOISE: 'noise',
};

/** Reads a gold text: its lines, with the kinds that the marker lines before them give. */
export function readGoldLines(file: string): GoldLine[] {
  const source = readFileSync(file, 'utf8');
  let plain = '';
  let last = 0;
  const at = new Map<number, { kind: State; repeats?: number }>();
  for (const match of source.matchAll(marked)) {
    plain += source.slice(last, match.index);
    last = match.index + match[0].length;
    const [, kind, repeats, words] = match;
    if (words !== undefined) plain += words;
    else if (kind && kinds[kind]) {
      at.set(plain.length, { kind: kinds[kind], ...(repeats ? { repeats: Number(repeats) - 1 } : {}) });
    }
  }
  plain += source.slice(last);
  const lines: GoldLine[] = [];
  let offset = 0;
  let blanksBefore = 0;
  for (const line of plain.split('\n')) {
    const text = line.replace(/\r$/, '');
    if (text.trim() === '') blanksBefore++;
    else {
      lines.push({ text, blanksBefore, kind: 'body', ...at.get(offset) });
      blanksBefore = 0;
    }
    offset += line.length + 1;
  }
  return lines;
}

/** The lines as a text again. */
export function textOfLines(lines: readonly GoldLine[], lineEnd = '\n'): string {
  return lines.map(({ text, blanksBefore }) => lineEnd.repeat(blanksBefore) + text + lineEnd).join('');
}
