import { Composer, isMap, isPair, isScalar, isSeq, Lexer, Parser, type CST, type Node } from 'yaml';
import type { Span } from '../span';
import type { SidecarProblem } from './findings';
import { resolvePlain, type Value } from './value';

/** How deep a sidecar may nest. Our own need four; YAML's reader breaks down at some hundreds. */
export const deepestNesting = 64;

/** What YAML's own reader makes of a piece of a sidecar. */
export interface YamlReading {
  /** `undefined` for an empty piece, and where there are problems. */
  readonly root: YamlNode | undefined;
  readonly comments: readonly Remark[];
  readonly problems: readonly (Span & SidecarProblem)[];
}

/** A value and where it stands. */
export interface YamlNode extends Span {
  readonly value: Value;
  /** Of a list. */
  readonly items?: readonly YamlNode[];
  /** Of a mapping. */
  readonly pairs?: readonly YamlPair[];
}

export interface YamlPair {
  readonly key: string;
  readonly keySpan: Span;
  readonly node: YamlNode;
}

/** A comment with its `#`. */
export interface Remark extends Span {
  readonly text: string;
}

/**
 * Reads YAML that is not in the form the sidecar writes: slowly, with all its forms, but without aliases,
 * anchors, tags and directives, and never deeper than `deepestNesting`, which is checked before YAML's
 * recursive reader sees it. Offsets count from the start of `source` plus `offset`. Never throws.
 */
export function readYaml(source: string, offset: number): YamlReading {
  const scan = scanTokens(source, offset);
  if (scan.problem) return { root: undefined, comments: [], problems: [scan.problem] };

  const problems: (Span & SidecarProblem)[] = [];
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, version: '1.2', schema: 'core' });
  const documents = [...composer.compose(scan.tokens, true, source.length)];
  for (const document of documents) {
    for (const error of document.errors) {
      const [from, to] = error.pos.map((at) => Math.min(at, source.length));
      problems.push({
        ...spanOf([from!, Math.max(from!, to!)], offset),
        code: 'not-yaml',
        reason: error.code,
      });
    }
  }
  if (documents.length > 1) {
    problems.push({
      start: offset,
      end: offset + source.length,
      code: 'refused-yaml',
      what: 'several documents',
    });
  }
  const root = documents[0]?.contents;
  if (problems.length > 0 || !root) return { root: undefined, comments: scan.comments, problems };
  return { root: convert(root, offset, problems), comments: scan.comments, problems };
}

interface TokenScan {
  readonly tokens: CST.Token[];
  readonly comments: Remark[];
  readonly problem?: Span & SidecarProblem;
}

/** Lexes and parses into tokens, neither of which recurses, and stops at the first thing we refuse. */
function scanTokens(source: string, offset: number): TokenScan {
  const tokens: CST.Token[] = [];
  const comments: Remark[] = [];
  const parser = new Parser();
  let at = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    const length = isControl(lexeme) ? 0 : lexeme.length;
    const here: Span = { start: offset + at, end: offset + at + length };
    if (!scalar) {
      const what = refused(lexeme);
      if (what) return { tokens, comments, problem: { ...here, code: 'refused-yaml', what } };
      if (lexeme.startsWith('#')) comments.push({ ...here, text: lexeme });
    }
    scalar = lexeme === '\x1f';
    at += length;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > deepestNesting) {
      return { tokens, comments, problem: { ...here, code: 'too-deep', limit: deepestNesting } };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments };
}

/** The lexer's own signs stand for no characters of the source. */
function isControl(lexeme: string): boolean {
  return lexeme === '\x02' || lexeme === '\x18' || lexeme === '\x1f';
}

function refused(lexeme: string): 'alias' | 'anchor' | 'tag' | 'directive' | undefined {
  switch (lexeme[0]) {
    case '*':
      return 'alias';
    case '&':
      return 'anchor';
    case '!':
      return 'tag';
    case '%':
      return 'directive';
    default:
      return undefined;
  }
}

function convert(node: Node, offset: number, problems: (Span & SidecarProblem)[]): YamlNode {
  const span = spanOf(node.range ?? [0, 0], offset);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node, offset, problems));
    return { ...span, value: items.map((item) => item.value), items };
  }
  if (isMap(node)) {
    const pairs: YamlPair[] = [];
    const fields = new Map<string, Value>();
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) {
        problems.push({
          ...spanOf((pair.key as Node | null)?.range ?? [0, 0], offset),
          code: 'not-yaml',
          reason: 'KEY',
        });
        continue;
      }
      const key = keyText(pair.key);
      const keySpan = spanOf(pair.key.range ?? [0, 0], offset);
      if (fields.has(key)) problems.push({ ...keySpan, code: 'duplicate-key', key });
      const value = pair.value
        ? convert(pair.value as Node, offset, problems)
        : { start: keySpan.end, end: keySpan.end, value: resolvePlain('') };
      fields.set(key, value.value);
      pairs.push({ key, keySpan, node: value });
    }
    return { ...span, value: fields, pairs };
  }
  return { ...span, value: scalarValue(node) };
}

function scalarValue(node: Node): Value {
  if (!isScalar(node)) return '';
  return typeof node.value === 'string' ? node.value : resolvePlain(node.source ?? '');
}

function keyText(key: { value: unknown; source?: string }): string {
  return typeof key.value === 'string' ? key.value : (key.source ?? '');
}

function spanOf(range: readonly number[], offset: number): Span {
  const [start = 0, end = start] = range;
  return { start: offset + start, end: offset + end };
}
