import type { Annotation, Comment, NumberValue, Relation } from '../model';
import { compareSpans, type Span } from '../span';
import type {
  Format,
  Losses,
  OutgoingDocument,
  OutgoingMark,
  ReadOptions,
  ReadProblem,
  Reading,
  Source,
} from './format';
import { addMark, askCompanion, askText, documentOf, problem } from './import';
import { numberOf } from './csv';
import { defined } from './json';
import { linesOf } from './lines';
import { mapOffsets } from './offsets';

/**
 * brat standoff: each text as it is, and beside it an `.ann` file with a line for each mark (T), link to an entity
 * (N), value (A), relation (R) and comment (#). Offsets in code points; a CR counts. `annotation.conf` lists the
 * labels for brat itself.
 */
export const brat: Format = {
  id: 'brat',
  title: 'brat standoff',
  extensions: ['.ann', '.txt'],
  unit: 'code points',
  carries: ['overlap', 'pieces', 'line breaks', 'relations', 'comments', 'values', 'entity links', 'unsure'],
  writer: () => {
    const labels = new Set<string>();
    const types = new Set<string>();
    return {
      document: (document, losses) => {
        for (const { label } of document.marks) labels.add(typeName(label));
        for (const { type } of document.relations) types.add(typeName(type));
        return files(document, standoff(document, losses, false));
      },
      end: () => [{ path: 'annotation.conf', text: configuration(labels, types) }],
    };
  },
  read: (source, options) => readStandoff(source, options, 'code points'),
};

/**
 * brat standoff as INCEpTION's importer takes it: offsets in UTF-16, marks and comments alone, and each mark in one
 * piece, as it makes several marks of one with several.
 */
export const bratInception: Format = {
  id: 'brat-inception',
  title: 'brat standoff for INCEpTION',
  extensions: ['.ann', '.txt'],
  unit: 'UTF-16 units',
  carries: ['overlap', 'comments'],
  writer: () => ({
    document: (document, losses) => files(document, standoff(document, losses, true)),
  }),
  read: (source, options) => readStandoff(source, options, 'UTF-16 units'),
};

/** What Python's `splitlines` takes for a line end, and brat with it: no line of an `.ann` file may hold one. */
const lineEnds = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+/g;

function files({ file, text }: OutgoingDocument, lines: readonly string[]): { path: string; text: string }[] {
  const base = file.replace(/\.txt$/i, '');
  return [
    { path: `${base}.txt`, text },
    { path: `${base}.ann`, text: lines.map((line) => line + '\n').join('') },
  ];
}

function standoff(
  { text, marks, relations, entities, offsets }: OutgoingDocument,
  losses: Losses,
  plain: boolean,
): string[] {
  const lines: string[] = [];
  const idOf = new Map<string, string>();
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  const count = { T: 0, N: 0, A: 0, R: 0, '#': 0 };
  const line = (letter: keyof typeof count, data: string, tail?: string): string => {
    const id = `${letter}${++count[letter]}`;
    lines.push(tail === undefined ? `${id}\t${data}` : `${id}\t${data}\t${tail}`);
    return id;
  };
  for (const mark of marks) {
    const fragments = mark.pieces.flatMap((piece) => fragmentsOf(text, piece));
    if (fragments.length === 0) {
      losses.drop('line breaks', mark);
      continue;
    }
    if (!sameEnds(mark, fragments)) losses.lose('line breaks', mark.text);
    const label = plain ? plainTypeName(mark.label) : typeName(mark.label);
    if (label !== mark.label) losses.lose('labels', mark.label);
    const place = fragments.map(({ start, end }) => `${offsets.to(start)} ${offsets.to(end)}`).join(';');
    const id = line(
      'T',
      `${label} ${place}`,
      fragments.map(({ start, end }) => text.slice(start, end)).join(' '),
    );
    idOf.set(mark.id, id);
    if (mark.entity !== undefined)
      writeEntity(mark.entity, names.get(mark.entity) ?? mark.entity, id, line, losses);
    if (mark.number) {
      line('A', `Value ${id} ${mark.number.value}`);
      if (mark.number.unit !== undefined) line('A', `Unit ${id} ${mark.number.unit}`);
    }
    if (mark.unsure) line('A', `Unsure ${id}`);
    for (const comment of mark.comments ?? []) writeComment(comment, id, line, losses);
  }
  for (const relation of relations) {
    const from = idOf.get(relation.from);
    const to = idOf.get(relation.to);
    if (from === undefined || to === undefined) {
      losses.lose('relations', relation.type);
      continue;
    }
    const type = typeName(relation.type);
    if (type !== relation.type) losses.lose('labels', relation.type);
    if (relation.by !== undefined || relation.on !== undefined) losses.lose('authors', relation.type);
    line('R', `${type} Arg1:${from} Arg2:${to}`);
  }
  return lines;
}

type WriteLine = (letter: 'N' | '#', data: string, tail: string) => string;

function writeEntity(entity: string, name: string, id: string, line: WriteLine, losses: Losses): void {
  const plain = entity.replace(/\s+/g, '_');
  if (plain !== entity) losses.lose('entity links', entity);
  line('N', `Reference ${id} entity:${plain}`, oneLine(name));
}

function writeComment(comment: Comment, id: string, line: WriteLine, losses: Losses): void {
  const words = oneLine(comment.text).trim();
  if (words === '') return losses.lose('comments', comment.text);
  if (words !== comment.text) losses.lose('characters', comment.text);
  if (comment.by !== undefined || comment.on !== undefined || comment.resolved !== undefined)
    losses.lose('authors', words);
  line('#', `AnnotatorNotes ${id}`, words);
}

function oneLine(text: string): string {
  return text.replace(lineEnds, ' ');
}

/** The parts of a piece between line ends; blank ones at line ends are left out. */
function fragmentsOf(text: string, { start, end }: Span): Span[] {
  const fragments: Span[] = [];
  let from = start;
  const add = (to: number): void => {
    if (text.slice(from, to).trim() !== '') fragments.push({ start: from, end: to });
  };
  for (const match of text.slice(start, end).matchAll(lineEnds)) {
    add(start + match.index);
    from = start + match.index + match[0].length;
  }
  add(end);
  return fragments;
}

function sameEnds({ pieces }: OutgoingMark, fragments: readonly Span[]): boolean {
  return pieces[0]!.start === fragments[0]!.start && pieces.at(-1)!.end === fragments.at(-1)!.end;
}

function typeName(label: string): string {
  return label.replace(/[\s\p{Cc}]+/gu, '_');
}

function plainTypeName(label: string): string {
  const plain = label.replace(/[^a-zA-Z0-9_-]+/g, '_');
  return plain.startsWith('-') ? `_${plain}` : plain;
}

function configuration(labels: ReadonlySet<string>, types: ReadonlySet<string>): string {
  const relations = [...types].sort().map((type) => `${type}\tArg1:<ENTITY>, Arg2:<ENTITY>`);
  const attributes = ['Value', 'Unit', 'Unsure'].map((name) => `${name}\tArg:<ENTITY>`);
  const sections = [
    ['[entities]', ...[...labels].sort()],
    ['[relations]', ...relations],
    ['[events]'],
    ['[attributes]', ...attributes],
  ];
  return sections.map((lines) => lines.join('\n') + '\n').join('\n');
}

interface Parsed {
  readonly line: number;
  readonly label: string;
  readonly pieces: readonly Span[];
  entity?: string;
  value?: string;
  unit?: string;
  unsure?: boolean;
  readonly comments: { text: string }[];
}

/** Events are read as their triggers, their roles as relations. */
function* readStandoff(source: Source, options: ReadOptions, unit: 'code points' | 'UTF-16 units'): Reading {
  const base = source.path.replace(/\.ann$/i, '');
  const given =
    (yield* askCompanion(`${base.slice(base.lastIndexOf('/') + 1)}.txt`)) ?? (yield* askText(`${base}.txt`));
  if (given === undefined) {
    yield problem('no text', `${base}.txt`);
    return;
  }
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  const offsets = mapOffsets(text, unit);
  const marks = new Map<string, Parsed>();
  const triggers = new Map<string, string>();
  const links: { line: number; type: string; from: string; to: string }[] = [];
  const details: { line: number; letter: string; data: string; tail: string }[] = [];
  for (const { number, text: line } of linesOf(source.chunks)) {
    if (line.trim() === '') continue;
    const [id = '', data = '', ...rest] = line.split('\t');
    const tail = rest.join('\t');
    const letter = id[0] ?? '';
    if (letter === 'T') {
      const match = /^(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)$/.exec(data);
      if (!match) {
        yield problem('syntax', line, number);
        continue;
      }
      // A BOM in front of the text was counted.
      const shift = given === text ? 0 : 1;
      const pieces = match[2]!.split(';').map((pair) => {
        const [start, end] = pair.split(' ').map((offset) => offsets.from(Number(offset) - shift) ?? NaN);
        return { start: start!, end: end! };
      });
      const quotes = [' ', ''].map((glue) =>
        pieces.map(({ start, end }) => text.slice(start, end)).join(glue),
      );
      const broken = pieces.some(({ start, end }) => !(start < end));
      if (!broken && rest.length > 0 && !quotes.some((quote) => quote.trimEnd() === tail.trimEnd()))
        yield problem('quote', tail, number);
      else marks.set(id, { line: number, label: match[1]!, pieces: joined(text, pieces), comments: [] });
    } else if (letter === 'E') {
      const [head = '', ...roles] = data.split(' ').filter((part) => part !== '');
      triggers.set(id, head.slice(head.indexOf(':') + 1));
      for (const role of roles) {
        links.push({
          line: number,
          type: role.slice(0, role.indexOf(':')),
          from: id,
          to: role.slice(role.indexOf(':') + 1),
        });
      }
    } else if (letter === 'R') {
      const [, type, from, to] = /^(\S+) \S+?:(\S+) \S+?:(\S+)\s*$/.exec(data) ?? [];
      if (type && from && to) links.push({ line: number, type, from, to });
      else yield problem('syntax', line, number);
    } else if ('NAM#'.includes(letter) && letter !== '') details.push({ line: number, letter, data, tail });
    else yield problem(letter === '*' ? 'relation' : 'syntax', line, number);
  }
  for (const detail of details) yield* readDetail(detail, marks, triggers);

  const annotations: Annotation[] = [];
  const idOf = new Map<string, string>();
  for (const [id, mark] of marks) {
    const { line, label, pieces, entity, value, unit: measure, unsure, comments } = mark;
    const number: NumberValue | undefined = numberOf(value ?? '', measure ?? '', label);
    const more = defined({ entity, number, unsure, comments: comments.length > 0 ? comments : undefined });
    const before = annotations.length;
    yield* addMark(annotations, text, { ...more, pieces, label }, options, line);
    if (annotations.length > before) idOf.set(id, annotations.at(-1)!.id);
  }
  const relations: Relation[] = [];
  for (const { line, type, from, to } of links) {
    const [one, other] = [from, to].map((id) => idOf.get(triggers.get(id) ?? id));
    if (one === undefined || other === undefined) yield problem('relation', type, line);
    else relations.push({ id: options.newId(), type, from: one, to: other });
  }
  yield documentOf(`${base}.txt`, text, annotations, relations);
}

function* readDetail(
  { line, letter, data, tail }: { line: number; letter: string; data: string; tail: string },
  marks: ReadonlyMap<string, Parsed>,
  triggers: ReadonlyMap<string, string>,
): Generator<ReadProblem> {
  const [type = '', target = '', ...more] = data.split(' ');
  const mark = marks.get(triggers.get(target) ?? target);
  const value = more.join(' ');
  if (!mark) yield problem('syntax', `${data}\t${tail}`, line);
  // Some versions of brat put more and more tabs before a tail.
  else if (letter === '#') mark.comments.push({ text: tail.replace(/^\t+/, '') });
  else if (letter === 'N') mark.entity = value.replace(/^entity:/, '');
  else if (type === 'Value') mark.value = value;
  else if (type === 'Unit') mark.unit = value;
  else if (type === 'Unsure') mark.unsure = true;
  // Other attributes have no place in the model: they stay as a comment that says them.
  else mark.comments.push({ text: [type, ...more].join(' ') });
}

/** Pieces that only line ends part are one. */
function joined(text: string, pieces: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const piece of [...pieces].sort(compareSpans)) {
    const last = whole.at(-1);
    const gap = last && last.end <= piece.start ? text.slice(last.end, piece.start) : undefined;
    if (last && gap !== undefined && /^\s*$/.test(gap) && (gap === '' || gap.search(lineEnds) >= 0)) {
      whole[whole.length - 1] = { start: last.start, end: piece.end };
    } else whole.push(piece);
  }
  return whole;
}
