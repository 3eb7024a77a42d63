import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Article, Block, BlockKind } from '../src/core/model';
import type { ArticleText } from '../src/core/recognize/recognizer';
import { tokenize } from '../src/core/recognize/tokens';
import { bind } from '../src/core/sidecar/bind';
import { textFacts } from '../src/core/sidecar/facts';
import { readSidecar } from '../src/core/sidecar/read';
import type { Span } from '../src/core/span';
import { indexLines } from '../src/core/text';
import { readGold } from './gold';

/** A mark that people made; offsets in UTF-16 units, from the article's start. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly labels: readonly string[];
  readonly text: string;
  /** Value and unit as the sidecar writes them: `350000000 USD`. */
  readonly value?: string;
}

/** One article with its marks, ready for a recogniser. */
export interface Example extends ArticleText {
  /** `world-1.txt#3`: file and number from 1. */
  readonly name: string;
  /** The first telling's name, for one that repeats another. */
  readonly repeats?: string;
  readonly marks: readonly Mark[];
}

/** Reads every text of a folder with its sidecar. */
export function readTexts(folder: string): MarkedText[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => readMarkedText(join(folder, file)));
}

/** A text as people marked it, whole. */
export interface MarkedText {
  /** The file's plain name. */
  readonly name: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** `repeats`: number of the article told again, from 1; 0 for none. */
  readonly articles: readonly { readonly start: number; readonly repeats: number }[];
  readonly structure: readonly { readonly start: number; readonly kind: BlockKind }[];
}

/** Reads a text with its sidecar. Throws where they don't fit together. */
export function readMarkedText(file: string): MarkedText {
  const name = basename(file);
  const text = readFileSync(file, 'utf8');
  const { document, findings } = readSidecar(readFileSync(`${file}.ann.yaml`, 'utf8'));
  if (!document) throw new Error(`${name}: ${JSON.stringify(findings)}`);
  const { decisions, items } = bind(document, textFacts(name, text));
  if (decisions.orphans.length > 0) throw new Error(`${name}: ${JSON.stringify(decisions.orphans[0])}`);
  const { articles, structure, annotations } = decisions;
  return {
    name,
    text,
    marks: annotations.map(({ id, pieces, label, text: words, number }) => {
      const also = (items.annotations.get(id)?.fields.get('also') ?? []) as readonly string[];
      const value = number && [number.value, number.unit].filter((part) => part !== undefined).join(' ');
      const [{ start, end }] = pieces as [Span];
      return { start, end, labels: [label, ...also], text: words, ...(value !== undefined && { value }) };
    }),
    articles: articles.map(({ start, repeats }) => ({
      start,
      repeats: articles.findIndex((article) => article.start === repeats) + 1,
    })),
    structure,
  };
}

/** Reads a gold text. */
export function readGoldText(file: string): MarkedText {
  const gold = readGold(file);
  const kinds: Record<string, BlockKind> = { SUBHEAD: 'heading', CAPTION: 'caption', NOISE: 'noise' };
  return {
    name: basename(file),
    text: gold.plain,
    marks: gold.spans,
    articles: gold.articles,
    structure: gold.marks.map(({ kind, start }) => ({ start, kind: kinds[kind] ?? 'paragraph' })),
  };
}

/** Cuts a text into its articles, as people see them. */
export function examplesOf({ name, text, marks, articles, structure }: MarkedText): Example[] {
  return articles.map(({ start, repeats }, i) => {
    const end = articles[i + 1]?.start ?? text.length;
    const own = text.slice(start, end);
    const kindAt = new Map(structure.map((line) => [line.start - start, line.kind]));
    return {
      name: `${name}#${i + 1}`,
      ...(repeats > 0 && { repeats: `${name}#${repeats}` }),
      text: own,
      tokens: tokenize(own),
      article: structureOf(own, kindAt),
      marks: marks
        .filter((mark) => mark.start >= start && mark.end <= end)
        .map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start })),
    };
  });
}

function structureOf(text: string, kindAt: ReadonlyMap<number, BlockKind>): Article {
  const lines = indexLines(text);
  const blocks: Block[] = [];
  for (let line = 1; line <= lines.lineCount; line++) {
    const start = lines.lineStart(line);
    const end = lines.lineEnd(line);
    if (text.slice(start, end).trim() === '') continue;
    blocks.push({
      start,
      end,
      kind: blocks.length === 0 ? 'title' : (kindAt.get(start) ?? kindOf(text.slice(start, end))),
    });
  }
  const title = blocks[0] ?? { start: 0, end: 0 };
  return { start: 0, end: text.length, title: { start: title.start, end: title.end }, blocks };
}

function kindOf(line: string): BlockKind {
  return /^\s*["“].*["”]\s*$/.test(line) ? 'quotation' : 'paragraph';
}
