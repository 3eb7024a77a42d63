import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Article, Block, BlockKind } from '../src/core/model';
import type { ArticleText } from '../src/core/recognize/recognizer';
import { tokenize } from '../src/core/recognize/tokens';
import { indexLines } from '../src/core/text';
import { readGold } from './gold';

/** A mark that people made; offsets in UTF-16 units, from the article's start. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly labels: readonly string[];
  readonly text: string;
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
export function readTexts(folder: string): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => readText(join(folder, file)));
}

interface Sidecar {
  readonly articles: { line: number; title: string; repeats?: number }[];
  readonly structure?: { line: number; kind: BlockKind }[];
  readonly annotations: { at: string; label: string; text: string; also?: string[] }[];
}

function readText(file: string): Example[] {
  const text = readFileSync(file, 'utf8');
  const sidecar = parse(readFileSync(`${file}.ann.yaml`, 'utf8')) as Sidecar;
  const lines = indexLines(text);
  const marks = sidecar.annotations.map(({ at, label, also, text: words }) => {
    const [line, column, endLine, endColumn] = at.split(/[:-]/).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const start = lines.offset({ line, column })!;
    const end = lines.offset({ line: endLine, column: endColumn })!;
    if (text.slice(start, end) !== words) throw new Error(`${file}: ${at} is not ${JSON.stringify(words)}.`);
    return { start, end, labels: [label, ...(also ?? [])], text: words };
  });
  const numbers = new Map(sidecar.articles.map((article, i) => [article.line, i + 1]));
  return cut(
    basename(file),
    text,
    marks,
    sidecar.articles.map(({ line, repeats }) => ({
      start: lines.lineStart(line),
      repeats: repeats ? numbers.get(repeats)! : 0,
    })),
    (sidecar.structure ?? []).map(({ line, kind }) => ({ start: lines.lineStart(line), kind })),
  );
}

/** Reads a gold text; an empty list where the file is missing. */
export function readGoldExamples(file: string): Example[] {
  if (!existsSync(file)) return [];
  const gold = readGold(file);
  const kinds: Record<string, BlockKind> = { SUBHEAD: 'heading', CAPTION: 'caption', NOISE: 'noise' };
  return cut(
    basename(file),
    gold.plain,
    gold.spans,
    gold.articles,
    gold.marks.map(({ kind, start }) => ({ start, kind: kinds[kind] ?? 'paragraph' })),
  );
}

function cut(
  file: string,
  text: string,
  marks: readonly Mark[],
  articles: readonly { start: number; repeats: number }[],
  structure: readonly { start: number; kind: BlockKind }[],
): Example[] {
  return articles.map(({ start, repeats }, i) => {
    const end = articles[i + 1]?.start ?? text.length;
    const own = text.slice(start, end);
    const kindAt = new Map(structure.map((line) => [line.start - start, line.kind]));
    return {
      name: `${file}#${i + 1}`,
      ...(repeats > 0 && { repeats: `${file}#${repeats}` }),
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
