import type { Span } from '../span';
import { formatName, isListName, sectionOf, type Item, type Section, type SidecarDocument } from './document';
import type { Severity, SidecarFinding, SidecarProblem } from './findings';
import { readFlowMapping } from './flow';
import { splitLines, type RawItem, type RawSection } from './lines';
import { asString, isFields, isPlainScalar, type Fields, type LineFields } from './value';
import { readYaml, type Remark, type YamlNode } from './yaml';

export interface SidecarReading {
  /**
   * `undefined` where nothing of the file can be used. A document may still be not `writable`: one broken
   * line does not hide the other marks.
   */
  readonly document: SidecarDocument | undefined;
  readonly findings: readonly SidecarFinding[];
}

/** In UTF-16 units. 20,000 annotations are about 3,000,000. */
export const largestSidecar = 32_000_000;
/** YAML's own reader takes its time: some seconds for this. */
export const largestForeignSidecar = 8_000_000;

/**
 * Reads a sidecar's source. Never throws, runs nothing, follows nothing; see `SidecarProblem` for what it
 * refuses. Lines in the form that the sidecar writes are read directly, every other item by YAML's own
 * reader, and the whole file by it only where the file has no lines of that form at all.
 */
export function readSidecar(source: string): SidecarReading {
  const refusal = refuse(source);
  if (refusal.length > 0) return { document: undefined, findings: refusal };

  const findings: SidecarFinding[] = [];
  const parts = readByLines(source, findings) ?? readWhole(source, findings);
  if (!parts) return { document: undefined, findings };
  reportDuplicateSections(parts.sections, findings);

  const document: SidecarDocument = {
    source,
    lineEnd: /\r\n/.test(source) ? '\r\n' : '\n',
    writable: true,
    ...parts,
  };
  if (!checkFormat(document, findings)) return { document: undefined, findings };
  checkText(document, findings);
  return {
    document: { ...document, writable: findings.every((finding) => finding.severity !== 'fatal') },
    findings,
  };
}

type Parts = Pick<SidecarDocument, 'head' | 'sections' | 'tail'>;

export function finding(span: Span, problem: SidecarProblem, severity: Severity): SidecarFinding {
  return { ...problem, start: span.start, end: span.end, severity };
}

function refuse(source: string): SidecarFinding[] {
  const whole = { start: 0, end: source.length };
  if (source.length > largestSidecar) {
    return [finding(whole, { code: 'too-large', limit: largestSidecar }, 'fatal')];
  }
  const control = controlCharacter.exec(source);
  if (control) {
    const span = { start: control.index, end: control.index + 1 };
    return [finding(span, { code: 'not-text', character: source.charCodeAt(control.index) }, 'fatal')];
  }
  return Array.from(source.matchAll(conflictMarker), (match) =>
    finding({ start: match.index, end: match.index + 7 }, { code: 'conflict-marker' }, 'fatal'),
  );
}

const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f]/;
const conflictMarker = /^(?:<{7}|>{7}|\|{7})(?= |\r?$)/gm;

/** `undefined` where the lines are not laid as ours are. */
function readByLines(source: string, findings: SidecarFinding[]): Parts | undefined {
  const lines = splitLines(source);
  if (!lines) return undefined;
  const found: SidecarFinding[] = [];
  const sections: Section[] = [];
  for (const raw of lines.sections) {
    const section = readSection(source, raw, found);
    if (!section) return undefined;
    sections.push(section);
  }
  for (const each of found) findings.push(each);
  return { ...lines, sections };
}

/** `undefined` where it is more than one: a line that looks like a value, and is a key to YAML. */
function readSection(
  source: string,
  { items, ...section }: RawSection,
  findings: SidecarFinding[],
): Section | undefined {
  if (items) return { ...section, items: readItems(source, items, findings), isLaidInLines: true };
  const reading = readYaml(section.source, section.start);
  for (const problem of reading.problems) findings.push(finding(problem, problem, 'fatal'));
  const pairs = reading.root?.pairs ?? [];
  if (pairs.length > 1) return undefined;
  const node = pairs[0]?.node;
  if (isListName(section.key) && node) {
    return { ...section, ...listWithoutLines(section, node, reading.comments, findings) };
  }
  return { ...section, value: node?.value };
}

function readItems(source: string, items: readonly RawItem[], findings: SidecarFinding[]): Item[] {
  let last: LineFields | undefined;
  return items.map(({ lead, start, end }): Item => {
    const fields = readLine(source, start, end, last);
    if (fields) last = fields;
    const own = source.slice(start, end);
    return {
      lead: lead === start ? '' : source.slice(lead, start),
      source: own,
      start,
      end,
      fields: fields ?? readForeignItem(own, start, findings),
    };
  });
}

/** An item in another form than ours. */
function readForeignItem(source: string, start: number, findings: SidecarFinding[]): Fields | undefined {
  const reading = readYaml(source, start);
  for (const problem of reading.problems) findings.push(finding(problem, problem, 'fatal'));
  const node = reading.problems.length === 0 ? reading.root?.items?.[0] : undefined;
  return node && fieldsOf(node, findings);
}

/** `- {…}` on one line, with nothing but a comment behind it. */
function readLine(
  source: string,
  start: number,
  end: number,
  like: LineFields | undefined,
): LineFields | undefined {
  let brace = start;
  while (source.charCodeAt(brace) === 0x20) brace++;
  if (!source.startsWith('- {', brace)) return undefined;
  const flow = readFlowMapping(source, brace + 2, like);
  if (!flow || flow.end > end) return undefined;
  const isAtEnd = flow.end === end - 1 && source.charCodeAt(flow.end) === 0x0a;
  return isAtEnd || onlyComment.test(source.slice(flow.end, end)) ? flow.fields : undefined;
}

const onlyComment = /^ *(?: #[^\r\n]*)?\r?\n?$/;

function fieldsOf(node: YamlNode, findings: SidecarFinding[]): Fields | undefined {
  if (isFields(node.value)) return node.value;
  findings.push(finding(node, { code: 'wrong-type', key: '', expected: 'a mapping' }, 'error'));
  return undefined;
}

/** A file that has no lines of our form: JSON, say. It is read whole, and laid anew when something changes. */
function readWhole(source: string, findings: SidecarFinding[]): Parts | undefined {
  const whole = { start: 0, end: source.length };
  if (source.length > largestForeignSidecar) {
    findings.push(finding(whole, { code: 'too-large', limit: largestForeignSidecar }, 'fatal'));
    return undefined;
  }
  const reading = readYaml(source, 0);
  for (const problem of reading.problems) findings.push(finding(problem, problem, 'fatal'));
  if (reading.problems.length > 0) return undefined;
  if (!reading.root?.pairs) {
    findings.push(finding(reading.root ?? whole, { code: 'not-a-mapping' }, 'fatal'));
    return undefined;
  }
  const remarks = remarksInOrder(reading.comments);
  const sections = reading.root.pairs.map(({ key, keySpan, node }): Section => {
    const lead = remarks.until(keySpan.start);
    const section = { key, lead, source: undefined, start: keySpan.start };
    if (!isListName(key)) return { ...section, value: node.value };
    if (node.items) return { ...section, items: itemsWithoutLines(node.items, remarks, findings) };
    return { ...section, ...emptyList(node, key, findings) };
  });
  return { head: '', sections, tail: remarks.until(Infinity) };
}

/** A list in one piece, `annotations: [{…}, …]`, or an empty one. */
function listWithoutLines(
  section: RawSection,
  node: YamlNode,
  comments: readonly Remark[],
  findings: SidecarFinding[],
): Partial<Section> {
  if (node.items) {
    const remarks = remarksInOrder(comments);
    const items = itemsWithoutLines(node.items, remarks, findings);
    return { items, lead: section.lead + remarks.until(Infinity) };
  }
  return emptyList(node, section.key, findings);
}

function emptyList(node: YamlNode, key: string, findings: SidecarFinding[]): Partial<Section> {
  const isEmpty = isPlainScalar(node.value) && node.value.value === null;
  if (isEmpty) return { items: [], isLaidInLines: node.value.source === '' };
  findings.push(finding(node, { code: 'wrong-type', key, expected: 'a list' }, 'fatal'));
  return { value: node.value };
}

function itemsWithoutLines(
  nodes: readonly YamlNode[],
  remarks: ReturnType<typeof remarksInOrder>,
  findings: SidecarFinding[],
): Item[] {
  return nodes.map((node) => ({
    // Comments inside an item move above it, where they stay.
    lead: remarks.until(node.end),
    source: undefined,
    start: node.start,
    end: node.end,
    fields: fieldsOf(node, findings),
    value: node.value,
  }));
}

/** Hands out comments in the order of the source, as lines of their own. */
function remarksInOrder(comments: readonly Remark[]) {
  let next = 0;
  return {
    until(offset: number): string {
      let lines = '';
      for (; next < comments.length && comments[next]!.start < offset; next++)
        lines += comments[next]!.text + '\n';
      return lines;
    },
  };
}

function reportDuplicateSections(sections: readonly Section[], findings: SidecarFinding[]): void {
  const seen = new Set<string>();
  for (const { key, start } of sections) {
    if (seen.has(key)) {
      findings.push(finding({ start, end: start + key.length }, { code: 'duplicate-key', key }, 'fatal'));
    }
    seen.add(key);
  }
}

/** Whether the document is of our format; an empty one is, since there is nothing to lose. */
function checkFormat(document: SidecarDocument, findings: SidecarFinding[]): boolean {
  if (document.sections.length === 0) return true;
  const section = sectionOf(document, 'format');
  if (!section) {
    findings.push(finding({ start: 0, end: 0 }, { code: 'no-format' }, 'fatal'));
    return false;
  }
  const found = asString(section.value) ?? '';
  if (found === formatName) return true;
  const span = { start: section.start, end: section.start + 'format'.length };
  const newer = /^corpus-annotator\/(\d+)$/.test(found);
  findings.push(finding(span, { code: newer ? 'newer-format' : 'unknown-format', found }, 'fatal'));
  return false;
}

function checkText(document: SidecarDocument, findings: SidecarFinding[]): void {
  const section = sectionOf(document, 'text');
  if (!section) return;
  const span = { start: section.start, end: section.start + 'text'.length };
  if (!isFields(section.value)) {
    // What could not be read has been reported already.
    if (section.value !== undefined) {
      findings.push(finding(span, { code: 'wrong-type', key: 'text', expected: 'a mapping' }, 'fatal'));
    }
    return;
  }
  for (const key of ['file', 'sha256']) {
    const value = section.value.get(key);
    if (value !== undefined && asString(value) === undefined) {
      findings.push(finding(span, { code: 'wrong-type', key, expected: 'a string' }, 'fatal'));
    }
  }
  const file = asString(section.value.get('file'));
  if (file !== undefined && !isPlainFileName(file)) {
    findings.push(finding(span, { code: 'unsafe-file', found: file }, 'fatal'));
  }
}

/** A name without a folder: nothing that could lead anywhere else. */
function isPlainFileName(name: string): boolean {
  return !/[/\\]|^[a-z]:|^\.{1,2}$/i.test(name) && name !== '';
}
