import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
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

/** Reads a gold text or a text with a sidecar: its lines that are not blank, with their kinds. */
export function readGoldLines(file: string): GoldLine[] {
  return file.endsWith('.gold.txt') ? readMarked(file) : readWithSidecar(file);
}

interface Sidecar {
  readonly articles: { line: number; repeats?: number }[];
  readonly structure?: { line: number; kind: State }[];
}

function readWithSidecar(file: string): GoldLine[] {
  const { articles, structure = [] } = parse(readFileSync(`${file}.ann.yaml`, 'utf8')) as Sidecar;
  const kindAt = new Map(structure.map(({ line, kind }) => [line, { kind }]));
  const titleAt = new Map(
    articles.map(({ line, repeats }) => {
      const told = articles.findIndex((article) => article.line === repeats);
      return [line, { kind: 'title' as const, ...(told >= 0 && { repeats: told }) }];
    }),
  );
  let blanksBefore = 0;
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((text, index) => {
      if (text.trim() === '') {
        blanksBefore++;
        return [];
      }
      const gold = {
        text,
        blanksBefore,
        kind: 'body' as const,
        ...kindAt.get(index + 1),
        ...titleAt.get(index + 1),
      };
      blanksBefore = 0;
      return [gold];
    });
}

/** Kinds are given by marker lines before the lines. */
function readMarked(file: string): GoldLine[] {
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
