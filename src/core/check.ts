import { findArticles } from './articles/articles';
import { checkText, type CheckedText, type TextProblem } from './checks/textChecks';
import { noDecisions, type Article, type Decisions, type Entity, type Label } from './model';
import type { RelationDefinition } from './project/project';
import { findNumbers } from './recognize/numbers/numbers';
import { tokenize } from './recognize/tokens';
import { findRepeats } from './repeat/repeats';
import { bind, sha256Of, type Binding } from './sidecar/bind';
import { sectionOf, type SidecarDocument } from './sidecar/document';
import type { TextFacts } from './sidecar/facts';
import type { Severity, SidecarProblem } from './sidecar/findings';
import { formatSpan } from './sidecar/position';
import { readSidecar } from './sidecar/read';
import { shifted, type Span } from './span';

/** What is wrong with, or worth knowing of, one text and its sidecar; offsets count in the file that `of` says. */
export type CheckFinding = Span &
  CheckProblem & {
    readonly of: 'sidecar' | 'text';
    /** `information`: nothing is wrong. */
    readonly severity: Severity | 'information';
  };

export type CheckProblem =
  | SidecarProblem
  | TextProblem
  /** There is no text beside the sidecar. */
  | { readonly code: 'text-missing'; readonly file: string }
  /** The text beside the sidecar can't be read as text. */
  | { readonly code: 'text-unreadable'; readonly file: string }
  /** The text is not the one that the sidecar speaks of; so many annotations moved, so many were not found again. */
  | { readonly code: 'text-changed'; readonly moved: number; readonly orphans: number }
  /** The annotation stands elsewhere than the sidecar says, `to` in the sidecar's form. */
  | { readonly code: 'moved'; readonly id: string; readonly to: string }
  /** An entity that neither the register nor the sidecar has. */
  | { readonly code: 'unknown-entity'; readonly entity: string }
  /** A type of relation that the corpus's scheme, which has some, does not have. */
  | { readonly code: 'unknown-relation'; readonly type: string }
  /** A relation that joins what the scheme does not let it join. */
  | { readonly code: 'relation-ends'; readonly type: string; readonly from: Label; readonly to: Label }
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

/** Checks a sidecar's source, and against its text where there is one. Findings are in the order of their offsets. */
export function checkSidecar(
  source: string,
  text: TextFacts | MissingText,
  scheme: Scheme,
): readonly CheckFinding[] {
  const { document, findings: readFindings } = readSidecar(source);
  const findings = readFindings.map((finding): CheckFinding => ({ ...finding, of: 'sidecar' }));
  if ('code' in text) {
    findings.push(inSidecar(textKey(document), text, 'error'));
    return inOrder(findings);
  }
  if (!document) return [...findings, ...checkPlainText(text, scheme)];
  const binding = bind(document, text);
  findings.push(
    ...binding.findings.map((finding): CheckFinding => ({ ...finding, of: 'sidecar' })),
    ...changesOf(binding),
    ...checkScheme(binding, scheme),
  );
  findings.push(...wordProblems(text, binding.decisions, scheme).map((finding) => inFile(finding, binding)));
  return inOrder(findings);
}

/** Checks a text that has no sidecar. */
export function checkPlainText(text: TextFacts, scheme: Scheme): readonly CheckFinding[] {
  return wordProblems(text, noDecisions, scheme);
}

/** What a sidecar says of things that the corpus does not know, or does not join like that. */
export function checkScheme(binding: Binding, scheme: Scheme): readonly CheckFinding[] {
  return [...entityProblems(binding, scheme), ...relationProblems(binding, scheme)];
}

/** A finding on an annotation is told at the line that holds the decision: that is where it is mended. */
function inFile(finding: CheckFinding, { items }: Binding): CheckFinding {
  const item = 'id' in finding ? items.annotations.get(finding.id)?.item : undefined;
  if (!item) return finding;
  return { ...finding, start: item.start, end: item.end, of: 'sidecar' };
}

/** What is told at the words themselves. */
function wordProblems(facts: TextFacts, decisions: Decisions, { labels }: Scheme): readonly CheckFinding[] {
  const { text, lines } = facts;
  const articles = findArticles(text, decisions);
  const repeats = findRepeats(text, articles, decisions);
  const numbers = numbersIn(text, articles);
  const found = finish(checkText({ text, lines, articles, repeats, decisions, numbers, labels }));
  const repeated = repeats.map(({ article, of, similarity }): CheckFinding => ({
    ...articles[article]!.title,
    code: 'repeated-article',
    line: lines.place(articles[of]!.start).line,
    similarity,
    severity: 'information',
    of: 'text',
  }));
  return inOrder([...found.map((finding): CheckFinding => ({ ...finding, of: 'text' })), ...repeated]);
}

function numbersIn(text: string, articles: readonly Article[]): CheckedText['numbers'] {
  return articles.flatMap((article) => {
    const own = text.slice(article.start, article.end);
    return findNumbers(own, tokenize(own)).map(({ converts, ...found }) => ({
      ...shifted(found, article.start),
      ...(converts && { converts: shifted(converts, article.start) }),
    }));
  });
}

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
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

function entityProblems({ items, decisions }: Binding, { labels, register }: Scheme): CheckFinding[] {
  const entities = new Set([...register, ...decisions.entities].map(({ id }) => id));
  const findings: CheckFinding[] = [];
  for (const { item, decision } of items.entities.values()) {
    const { label } = decision;
    if (!labels.has(label)) findings.push(inSidecar(item, { code: 'unknown-label', label }, 'error'));
  }
  for (const { item, decision } of items.annotations.values()) {
    // What is lost has no words in the text to tell it at.
    if (!labels.has(decision.label) && !('pieces' in decision))
      findings.push(inSidecar(item, { code: 'unknown-label', label: decision.label }, 'error'));
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
