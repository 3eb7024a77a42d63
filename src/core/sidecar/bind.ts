import { reanchor, type Anchoring } from '../annotate/anchors';
import { compareAnnotations } from '../annotate/operations';
import type {
  Annotation,
  ArticleDecision,
  Conflict,
  Decisions,
  Entity,
  LineDecision,
  Orphan,
  Relation,
} from '../model';
import type { Span } from '../span';
import { itemsOf, sectionOf, type Item, type ListName, type SidecarDocument } from './document';
import type { TextFacts } from './facts';
import type { Severity, SidecarFinding, SidecarProblem } from './findings';
import { formatStretches } from './position';
import { finding } from './read';
import {
  readAnnotation,
  readArticle,
  readEntity,
  readLine,
  readRelation,
  type AnnotationRecord,
} from './records';
import { asString, isFields, type Fields } from './value';

/** A sidecar put onto its text: what people decided, as offsets, and which item of the file says it. */
export interface Binding {
  readonly document: SidecarDocument;
  /** The text that the decisions are placed in. */
  readonly facts: TextFacts;
  readonly decisions: Decisions;
  /** Ids of the annotations that stand elsewhere than the file says, because the text changed. */
  readonly moved: readonly string[];
  /** Sorted by offset into the sidecar's source. */
  readonly findings: readonly SidecarFinding[];
  /** The items in use; all others stay in the file as they are. */
  readonly items: BoundItems;
}

export interface BoundItems {
  readonly annotations: ReadonlyMap<string, BoundAnnotation>;
  readonly relations: ReadonlyMap<string, Bound<Relation>>;
  readonly entities: ReadonlyMap<string, Bound<Entity>>;
  readonly articles: readonly Bound<ArticleDecision>[];
  readonly structure: readonly Bound<LineDecision>[];
}

export interface Bound<T> {
  readonly item: Item;
  readonly fields: Fields;
  readonly decision: T;
}

export interface BoundAnnotation extends Bound<Annotation | Orphan['annotation']> {
  readonly record: AnnotationRecord;
  readonly orphaned: boolean;
}

/**
 * Puts a sidecar onto its text. Where the text is the one that the sidecar speaks of, everything stands
 * where it says; where it is not, everything is found again or becomes an orphan (see anchors.ts). Either
 * way the words are compared, and nothing is pointed at other words.
 *
 * @param known annotations that are in memory: those that the file says just so become the same objects, by which
 *   writing sees at once that they did not change
 */
export function bind(
  document: SidecarDocument,
  facts: TextFacts,
  known: readonly Annotation[] = [],
): Binding {
  const findings: SidecarFinding[] = [];
  const report = (item: Span, severity: Severity) => (problem: SidecarProblem) => {
    findings.push(finding(item, problem, severity));
  };
  checkFile(document, facts, findings);

  const readings = readItems(document, 'annotations', readAnnotation, report).filter(uniqueIds(report));
  const relations = readItems(document, 'relations', readRelation, report);
  const entities = readItems(document, 'entities', readEntity, report);
  const articles = readItems(document, 'articles', readArticle, report);
  const structure = readItems(document, 'structure', readLine, report);
  const anchoring = reanchor(
    {
      annotations: readings.map(({ record }) => ({
        at: record.at,
        words: record.annotation.text,
        of: textOf(record, facts),
      })),
      lines: [
        ...articles.map(({ record }) => ({ line: record.line, words: record.decision.title })),
        ...structure.map(({ record }) => ({ line: record.line, words: record.decision.text })),
      ],
    },
    facts.text,
    facts.lines,
    { sameText: speaksOf(document, facts), fingerprint: fingerprintIn(document) },
  );

  const placed = placeAnnotations(readings, anchoring, sha256Of(document), report, known);
  const boundArticles = placeArticles(articles, anchoring, facts, report);
  const boundLines = placeLines(structure, anchoring.lines.slice(articles.length), facts, report);
  const boundEntities = byId(entities, report);
  const boundRelations = byId(relations, report);
  for (const { item, decision } of boundRelations.values()) {
    if (placed.items.has(decision.from) && placed.items.has(decision.to)) continue;
    report(item, 'warning')({ code: 'dangling-relation', id: decision.id });
  }
  const reportConflicts = (list: ListName, items: Iterable<Bound<Conflicting>>): void => {
    for (const { item, decision } of items) {
      if (!decision.conflict) continue;
      const { theirs, removedBy } = decision.conflict;
      const id = decision.id ?? String(decision.start);
      const keys = theirs.map(({ key }) => key);
      const problem = { code: 'undecided-conflict', item: { list, id }, keys } as const;
      report(item, 'warning')(removedBy ? { ...problem, removedBy } : problem);
    }
  };
  reportConflicts('annotations', placed.items.values());
  reportConflicts('relations', boundRelations.values());
  reportConflicts('entities', boundEntities.values());
  reportConflicts('articles', boundArticles);
  reportConflicts('structure', boundLines);

  return {
    document,
    facts,
    decisions: {
      articles: boundArticles.map(({ decision }) => decision).sort((a, b) => a.start - b.start),
      structure: boundLines.map(({ decision }) => decision).sort((a, b) => a.start - b.start),
      entities: Array.from(boundEntities.values(), ({ decision }) => decision),
      annotations: placed.annotations.sort(compareAnnotations),
      orphans: placed.orphans,
      relations: Array.from(boundRelations.values(), ({ decision }) => decision),
    },
    moved: placed.moved,
    findings: findings.sort((a, b) => a.start - b.start),
    items: {
      annotations: placed.items,
      relations: boundRelations,
      entities: boundEntities,
      articles: boundArticles,
      structure: boundLines,
    },
  };
}

/** What carries a conflict: known by an id, or by where its line starts. */
interface Conflicting {
  readonly id?: string;
  readonly start?: number;
  readonly conflict?: Conflict;
}

/** How an orphan says which text it stood in. */
export function orphanMark(sha256: string | undefined): string {
  return sha256 && /^[\da-f]{64}$/.test(sha256) ? sha256.slice(0, 8) : 'true';
}

/** Whether a sidecar's positions are of this text; one without a hash is taken at its word. */
export function speaksOf(document: SidecarDocument, facts: TextFacts): boolean {
  const sha256 = sha256Of(document);
  return sha256 === undefined || sha256 === facts.sha256;
}

/** The text's hash as the sidecar has it. */
export function sha256Of(document: SidecarDocument): string | undefined {
  return textField(document, 'sha256');
}

export function fingerprintIn(document: SidecarDocument): string | undefined {
  return asString(sectionOf(document, 'fingerprint')?.value);
}

interface Reading<T> {
  readonly item: Item;
  readonly fields: Fields;
  readonly record: T;
}

function textOf({ orphan }: AnnotationRecord, facts: TextFacts): 'sidecar' | 'present' | 'other' {
  if (orphan === undefined) return 'sidecar';
  return orphan === orphanMark(facts.sha256) ? 'present' : 'other';
}

type ReportFor = (item: Span, severity: Severity) => (problem: SidecarProblem) => void;

function textField(document: SidecarDocument, key: string): string | undefined {
  const text = sectionOf(document, 'text')?.value;
  return isFields(text) ? asString(text.get(key)) : undefined;
}

function checkFile(document: SidecarDocument, facts: TextFacts, findings: SidecarFinding[]): void {
  const found = textField(document, 'file');
  if (found === undefined || found === facts.file) return;
  const start = sectionOf(document, 'text')!.start;
  findings.push(
    finding({ start, end: start + 4 }, { code: 'other-file', found, expected: facts.file }, 'warning'),
  );
}

function readItems<T>(
  document: SidecarDocument,
  list: 'annotations' | 'relations' | 'entities' | 'articles' | 'structure',
  read: (fields: Fields, report: (problem: SidecarProblem) => void) => T | undefined,
  report: ReportFor,
): Reading<T>[] {
  const readings: Reading<T>[] = [];
  let current: Span | undefined;
  const reportHere = (problem: SidecarProblem): void => report(current!, 'error')(problem);
  for (const item of itemsOf(document, list)) {
    if (!item.fields) continue;
    current = item;
    const record = read(item.fields, reportHere);
    if (record) readings.push({ item, fields: item.fields, record });
  }
  return readings;
}

function uniqueIds(report: ReportFor) {
  const seen = new Set<string>();
  return ({ item, record }: Reading<AnnotationRecord>): boolean => {
    const { id } = record.annotation;
    if (seen.has(id)) {
      report(item, 'error')({ code: 'duplicate-id', id });
      return false;
    }
    seen.add(id);
    return true;
  };
}

function byId<T extends { readonly id: string }>(
  readings: readonly Reading<T>[],
  report: ReportFor,
): Map<string, Bound<T>> {
  const items = new Map<string, Bound<T>>();
  for (const { item, fields, record } of readings) {
    if (items.has(record.id)) report(item, 'error')({ code: 'duplicate-id', id: record.id });
    else items.set(record.id, { item, fields, decision: record });
  }
  return items;
}

function placeAnnotations(
  readings: readonly Reading<AnnotationRecord>[],
  anchoring: Anchoring,
  sha256: string | undefined,
  report: ReportFor,
  known: readonly Annotation[],
) {
  const knownById = new Map(known.map((annotation) => [annotation.id, annotation]));
  const annotations: Annotation[] = [];
  const orphans: Orphan[] = [];
  const moved: string[] = [];
  const items = new Map<string, BoundAnnotation>();
  readings.forEach(({ item, fields, record }, index) => {
    const anchor = anchoring.annotations[index]!;
    const { id } = record.annotation;
    if (anchor.kind === 'lost') {
      const at = formatStretches(record.at);
      const of = record.orphan ?? (anchor.why === 'changed' ? orphanMark(sha256) : undefined);
      orphans.push({ annotation: record.annotation, at, ...(of && { of }) });
      items.set(id, { item, fields, record, decision: record.annotation, orphaned: true });
      if (anchor.why === 'outside') report(item, 'error')({ code: 'outside-text', id, at });
      else if (anchor.why === 'words') {
        const found = anchor.found ?? '';
        report(item, 'error')({ code: 'words-differ', id, expected: record.annotation.text, found });
      } else report(item, 'warning')({ code: 'orphan', id });
      return;
    }
    // The record was made for this binding alone.
    const read: Annotation = Object.assign(record.annotation, { pieces: anchor.pieces });
    const inMemory = knownById.get(id);
    const annotation = inMemory && sameData(inMemory, read) ? inMemory : read;
    annotations.push(annotation);
    items.set(id, { item, fields, record, decision: annotation, orphaned: false });
    if (anchor.kind === 'moved') moved.push(id);
  });
  return { annotations, orphans, moved, items };
}

/** Whether two annotations say the same; a key that is `undefined` counts as left out. */
function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [first, second] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key in first) if (!sameData(first[key], second[key])) return false;
  for (const key in second) if (second[key] !== undefined && first[key] === undefined) return false;
  return true;
}

function placeArticles(
  readings: readonly Reading<NonNullable<ReturnType<typeof readArticle>>>[],
  anchoring: Anchoring,
  facts: TextFacts,
  report: ReportFor,
): Bound<ArticleDecision>[] {
  const bound: Bound<ArticleDecision>[] = [];
  readings.forEach(({ item, fields, record }, index) => {
    const line = anchoring.lines[index];
    if (line === undefined) {
      report(item, 'error')({ code: 'line-not-found', line: record.line, expected: record.decision.title });
      return;
    }
    let repeats: { repeats?: number } = {};
    if (record.repeatsLine !== undefined) {
      const target = anchoring.lineOf(record.repeatsLine);
      if (target === undefined) {
        report(item, 'error')({ code: 'line-not-found', line: record.repeatsLine, expected: '' });
        return;
      }
      repeats = { repeats: facts.lines.lineStart(target) };
    }
    bound.push({
      item,
      fields,
      decision: { start: facts.lines.lineStart(line), ...record.decision, ...repeats },
    });
  });
  return bound;
}

function placeLines(
  readings: readonly Reading<NonNullable<ReturnType<typeof readLine>>>[],
  found: Anchoring['lines'],
  facts: TextFacts,
  report: ReportFor,
): Bound<LineDecision>[] {
  const bound: Bound<LineDecision>[] = [];
  readings.forEach(({ item, fields, record }, index) => {
    const line = found[index];
    if (line === undefined) {
      report(item, 'error')({ code: 'line-not-found', line: record.line, expected: record.decision.text });
      return;
    }
    bound.push({ item, fields, decision: { start: facts.lines.lineStart(line), ...record.decision } });
  });
  return bound;
}
