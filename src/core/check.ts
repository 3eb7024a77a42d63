import { findArticles } from './articles/articles';
import { isName } from './marks';
import type { Annotation, Decisions, Entity, Label, NumberValue } from './model';
import type { RelationDefinition } from './project/project';
import { agrees } from './recognize/numbers/agreement';
import { findNumbers, readValue } from './recognize/numbers/numbers';
import { tokenize } from './recognize/tokens';
import { findRepeats } from './repeat/repeats';
import { bind, sha256Of, type Binding } from './sidecar/bind';
import { sectionOf, type SidecarDocument } from './sidecar/document';
import type { TextFacts } from './sidecar/facts';
import type { Severity, SidecarProblem } from './sidecar/findings';
import { formatSpan } from './sidecar/position';
import { readSidecar } from './sidecar/read';
import type { Span } from './span';

/** What is wrong with, or worth knowing of, one text and its sidecar; offsets count in the file that `of` says. */
export type CheckFinding = Span &
  CheckProblem & {
    readonly of: 'sidecar' | 'text';
    /** `information`: nothing is wrong. */
    readonly severity: Severity | 'information';
  };

export type CheckProblem =
  | SidecarProblem
  /** There is no text beside the sidecar. */
  | { readonly code: 'text-missing'; readonly file: string }
  /** The text beside the sidecar can't be read as text. */
  | { readonly code: 'text-unreadable'; readonly file: string }
  /** The text is not the one that the sidecar speaks of; so many annotations moved, so many were not found again. */
  | { readonly code: 'text-changed'; readonly moved: number; readonly orphans: number }
  /** The annotation stands elsewhere than the sidecar says, `to` in the sidecar's form. */
  | { readonly code: 'moved'; readonly id: string; readonly to: string }
  /** A label that the corpus's scheme does not have. */
  | { readonly code: 'unknown-label'; readonly label: Label }
  /** An entity that neither the register nor the sidecar has. */
  | { readonly code: 'unknown-entity'; readonly entity: string }
  /** A type of relation that the corpus's scheme, which has some, does not have. */
  | { readonly code: 'unknown-relation'; readonly type: string }
  /** A relation that joins what the scheme does not let it join. */
  | { readonly code: 'relation-ends'; readonly type: string; readonly from: Label; readonly to: Label }
  /** The words are a number, and another one than the annotation says. */
  | { readonly code: 'value-differs'; readonly found: NumberValue; readonly expected: NumberValue }
  /** The same words have another label more often in this text, first on `line` (from 1). */
  | {
      readonly code: 'labelled-differently';
      readonly words: string;
      readonly label: Label;
      readonly other: Label;
      readonly line: number;
    }
  /** An article tells again what the one on `line` (from 1) tells; `similarity` is in (0, 1]. */
  | { readonly code: 'repeated-article'; readonly line: number; readonly similarity: number };

/** What a corpus allows its annotations to say. */
export interface Scheme {
  readonly labels: ReadonlySet<Label>;
  readonly register: readonly Entity[];
  /** None: any may be. */
  readonly relations: readonly RelationDefinition[];
}

/** Why there is no text to check a sidecar against. */
export type MissingText = Extract<CheckProblem, { code: 'text-missing' | 'text-unreadable' }>;

/** Checks a sidecar's source, and against its text where there is one. Findings are in the order of the source. */
export function checkSidecar(
  source: string,
  text: TextFacts | MissingText,
  scheme: Scheme,
): { readonly findings: readonly CheckFinding[]; readonly decisions: Decisions | undefined } {
  const { document, findings: readFindings } = readSidecar(source);
  const findings = readFindings.map((finding): CheckFinding => ({ ...finding, of: 'sidecar' }));
  if ('code' in text) {
    findings.push(inSidecar(textKey(document), text, 'error'));
    return { findings: inOrder(findings), decisions: undefined };
  }
  if (!document) return { findings, decisions: undefined };
  const binding = bind(document, text);
  findings.push(
    ...binding.findings.map((finding): CheckFinding => ({ ...finding, of: 'sidecar' })),
    ...changesOf(binding),
    ...schemeProblems(binding, scheme),
    ...relationProblems(binding, scheme),
    ...valueProblems(binding),
    ...labelProblems(binding),
  );
  return { findings: inOrder(findings), decisions: binding.decisions };
}

/** The articles of a text that repeat an earlier one. */
export function checkArticles(
  { text, lines }: Pick<TextFacts, 'text' | 'lines'>,
  decisions: Decisions,
): readonly CheckFinding[] {
  const articles = findArticles(text, decisions);
  return findRepeats(text, articles, decisions).map(({ article, of, similarity }) => ({
    ...articles[article]!.title,
    code: 'repeated-article',
    line: lines.place(articles[of]!.start).line,
    similarity,
    severity: 'information',
    of: 'text',
  }));
}

function changesOf(binding: Binding): CheckFinding[] {
  const { document, facts, moved, decisions } = binding;
  const known = sha256Of(document);
  if (known === undefined || known === facts.sha256) return [];
  const counts = { moved: moved.length, orphans: decisions.orphans.length };
  const changed = inSidecar(textKey(document), { code: 'text-changed', ...counts }, 'warning');
  const byId = new Map(decisions.annotations.map((annotation) => [annotation.id, annotation]));
  const moves = moved.map((id) => {
    const to = byId
      .get(id)!
      .pieces.map((piece) => formatSpan(piece, facts.lines))
      .join(', ');
    return inSidecar(itemOf(binding, id), { code: 'moved', id, to }, 'information');
  });
  return [changed, ...moves];
}

function schemeProblems(binding: Binding, { labels, register }: Scheme): CheckFinding[] {
  const { items, decisions } = binding;
  const entities = new Set([...register, ...decisions.entities].map(({ id }) => id));
  const findings: CheckFinding[] = [];
  for (const { item, decision } of [...items.annotations.values(), ...items.entities.values()]) {
    const { label } = decision;
    if (!labels.has(label)) findings.push(inSidecar(item, { code: 'unknown-label', label }, 'error'));
  }
  for (const { item, decision } of items.annotations.values()) {
    const { entity } = decision;
    if (entity === undefined || entities.has(entity)) continue;
    findings.push(inSidecar(item, { code: 'unknown-entity', entity }, 'warning'));
  }
  return findings;
}

function relationProblems(binding: Binding, { relations }: Scheme): CheckFinding[] {
  if (relations.length === 0) return [];
  const { annotations } = binding.items;
  const labelOf = (id: string): Label | undefined => annotations.get(id)?.decision.label;
  const allows = (ends: readonly Label[], label: Label): boolean => ends.length === 0 || ends.includes(label);
  return Array.from(binding.items.relations.values(), ({ item, decision }): CheckFinding[] => {
    const { type } = decision;
    const known = relations.find((relation) => relation.type === type);
    if (!known) return [inSidecar(item, { code: 'unknown-relation', type }, 'error')];
    const [from, to] = [labelOf(decision.from), labelOf(decision.to)];
    if (from === undefined || to === undefined) return [];
    if (allows(known.from, from) && allows(known.to, to)) return [];
    return [inSidecar(item, { code: 'relation-ends', type, from, to }, 'error')];
  }).flat();
}

/**
 * Values that do not follow from their words, neither from the words alone nor as the text has them, where a
 * currency may be named far off.
 */
function valueProblems(binding: Binding): CheckFinding[] {
  const { facts, decisions } = binding;
  let inContext: ReadonlyMap<string, NumberValue> | undefined;
  return decisions.annotations.flatMap((annotation) => {
    const { id, number: found, label, text: words, status, pieces } = annotation;
    if (!found || status !== 'accepted' || pieces.length > 1) return [];
    const expected = readValue(label, words);
    if (!expected || agrees(found, expected, words)) return [];
    inContext ??= numbersOf(facts.text, decisions);
    const read = inContext.get(numberKey(label, pieces[0]!));
    if (read && agrees(found, read, words)) return [];
    const problem = { code: 'value-differs', found, expected: read ?? expected } as const;
    return inSidecar(itemOf(binding, id), problem, 'warning');
  });
}

function numbersOf(text: string, decisions: Decisions): ReadonlyMap<string, NumberValue> {
  const found = new Map<string, NumberValue>();
  for (const article of findArticles(text, decisions)) {
    const own = text.slice(article.start, article.end);
    for (const { start, end, label, number } of findNumbers(own, tokenize(own))) {
      found.set(numberKey(label, { start: article.start + start, end: article.start + end }), number);
    }
  }
  return found;
}

function numberKey(label: Label, { start, end }: Span): string {
  return `${start}-${end} ${label}`;
}

/**
 * Names whose words have another label more often in the text. That may be meant: a firm and its product share a
 * name. Numbers mean what their sentence says.
 */
function labelProblems(binding: Binding): CheckFinding[] {
  const { facts, decisions } = binding;
  const byWords = new Map<string, Annotation[]>();
  for (const annotation of decisions.annotations) {
    if (annotation.status !== 'accepted' || !isName(annotation)) continue;
    const same = byWords.get(annotation.text);
    if (same) same.push(annotation);
    else byWords.set(annotation.text, [annotation]);
  }
  return [...byWords].flatMap(([words, annotations]) => {
    const usual = mostFrequentLabel(annotations);
    const first = annotations.find(({ label }) => label === usual)!;
    const { line } = facts.lines.place(first.pieces[0]!.start);
    return annotations
      .filter(({ label }) => label !== usual)
      .map(({ id, label }) =>
        inSidecar(
          itemOf(binding, id),
          { code: 'labelled-differently', words, label, other: usual, line },
          'information',
        ),
      );
  });
}

/** Of equally frequent ones, the first. */
function mostFrequentLabel(annotations: readonly Annotation[]): Label {
  const counts = new Map<Label, number>();
  for (const { label } of annotations) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

function itemOf({ items }: Binding, id: string): Span {
  return items.annotations.get(id)!.item;
}

/** The key that says which text the sidecar is about; the file's start where there is none. */
function textKey(document: SidecarDocument | undefined): Span {
  const start = document && sectionOf(document, 'text')?.start;
  return start === undefined ? { start: 0, end: 0 } : { start, end: start + 'text'.length };
}

function inSidecar(
  { start, end }: Span,
  problem: CheckProblem,
  severity: CheckFinding['severity'],
): CheckFinding {
  return { ...problem, start, end, severity, of: 'sidecar' };
}

function inOrder(findings: readonly CheckFinding[]): readonly CheckFinding[] {
  return findings.toSorted((a, b) => a.start - b.start);
}
