import type { Entity } from '../model';
import type { Span } from '../span';
import { asString, isFields } from '../sidecar/value';
import { readYaml, type YamlNode, type YamlPair } from '../sidecar/yaml';
import type { SidecarProblem, ValueType } from '../sidecar/findings';
import { labelKeyPattern } from './keys';
import {
  defaultProject,
  newsLabels,
  type LabelDefinition,
  type Project,
  type RelationDefinition,
} from './project';

/** What is wrong with a corpus.yaml, by code; offsets are UTF-16 offsets into its source. */
export type ProjectFinding = Span &
  ProjectProblem & {
    /** `fatal`: nothing of the file is used, and it is not written to. */
    readonly severity: 'fatal' | 'error' | 'warning';
  };

export type ProjectProblem =
  | Extract<
      SidecarProblem,
      { code: 'too-large' | 'not-text' | 'not-yaml' | 'too-deep' | 'refused-yaml' | 'not-a-mapping' }
    >
  | { readonly code: 'duplicate-key'; readonly key: string }
  | { readonly code: 'unknown-key'; readonly key: string }
  | { readonly code: 'missing-key'; readonly key: string }
  | { readonly code: 'wrong-type'; readonly key: string; readonly expected: ValueType }
  /** Two labels on one key of the keyboard. */
  | { readonly code: 'shared-key'; readonly key: string; readonly labels: readonly [string, string] }
  | { readonly code: 'bad-label-key'; readonly found: string }
  | { readonly code: 'unknown-label'; readonly label: string }
  | { readonly code: 'duplicate-id'; readonly id: string }
  /** A path or glob that leads out of the corpus: absolute, or with `..`. */
  | { readonly code: 'outside-corpus'; readonly found: string };

export interface ProjectReading {
  /** What can be used, with defaults for the rest. */
  readonly project: Project;
  readonly findings: readonly ProjectFinding[];
}

const largest = 8_000_000;

/** Reads a corpus.yaml's source. Never throws; aliases, anchors and tags are refused as in a sidecar. */
export function readProject(source: string): ProjectReading {
  const whole = { start: 0, end: source.length };
  const refused = (span: Span, problem: ProjectProblem): ProjectReading => ({
    project: defaultProject,
    findings: [{ ...problem, start: span.start, end: span.end, severity: 'fatal' }],
  });
  if (source.length > largest) return refused(whole, { code: 'too-large', limit: largest });
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(source);
  if (control) {
    const span = { start: control.index, end: control.index + 1 };
    return refused(span, { code: 'not-text', character: source.charCodeAt(control.index) });
  }
  const { root, problems } = readYaml(source, 0);
  if (problems.length > 0) {
    const findings = problems.map((problem) => ({
      ...(problem as Span & ProjectProblem),
      severity: 'fatal' as const,
    }));
    return { project: defaultProject, findings };
  }
  if (!root || isEmpty(root)) return { project: defaultProject, findings: [] };
  if (!root.pairs) return refused(root, { code: 'not-a-mapping' });
  return readPairs(root.pairs);
}

type Report = (span: Span, problem: ProjectProblem, severity?: 'error' | 'warning') => void;

function readPairs(pairs: readonly YamlPair[]): ProjectReading {
  const findings: ProjectFinding[] = [];
  const report: Report = (span, problem, severity = 'error') => {
    findings.push({ ...problem, start: span.start, end: span.end, severity });
  };
  const project: { -readonly [K in keyof Project]: Project[K] } = { ...defaultProject };
  for (const { key, keySpan, node } of pairs) {
    if (isEmpty(node)) continue;
    if (key === 'files') project.files = readPaths(node, key, report) ?? defaultProject.files;
    else if (key === 'labels') project.labels = readLabels(node, report) ?? defaultProject.labels;
    else if (key === 'entities') project.entities = readEntities(node, report);
    else if (key === 'relations') project.relations = readRelations(node, report);
    else if (key === 'guidelines') project.guidelines = readPath(node, key, report);
    else report(keySpan, { code: 'unknown-key', key }, 'warning');
  }
  checkLabels(pairs, project, report);
  return { project, findings: findings.sort((a, b) => a.start - b.start) };
}

function isEmpty(node: YamlNode): boolean {
  return asString(node.value) === undefined && !node.items && !node.pairs;
}

function readPaths(node: YamlNode, key: string, report: Report): readonly string[] | undefined {
  if (!node.items) {
    const path = readPath(node, key, report);
    return path === undefined ? undefined : [path];
  }
  const paths = node.items.map((item) => readPath(item, key, report)).filter((path) => path !== undefined);
  return paths.length > 0 ? paths : undefined;
}

/** A path or glob inside the corpus. */
function readPath(node: YamlNode, key: string, report: Report): string | undefined {
  const path = readString(node, key, report);
  if (path === undefined) return undefined;
  if (/^[/\\]|^[a-z]:|\\|(?:^|\/)\.\.(?:\/|$)/i.test(path)) {
    report(node, { code: 'outside-corpus', found: path });
    return undefined;
  }
  return path;
}

function readString(node: YamlNode, key: string, report: Report): string | undefined {
  const string = asString(node.value);
  if (string === undefined) report(node, { code: 'wrong-type', key, expected: 'a string' });
  return string;
}

function readStrings(node: YamlNode, key: string, report: Report): readonly string[] {
  if (!node.items) {
    const string = readString(node, key, report);
    return string === undefined ? [] : [string];
  }
  return node.items.map((item) => readString(item, key, report)).filter((string) => string !== undefined);
}

function readLabels(node: YamlNode, report: Report): readonly LabelDefinition[] | undefined {
  if (!node.pairs) {
    report(node, { code: 'wrong-type', key: 'labels', expected: 'a mapping' });
    return undefined;
  }
  const labels = node.pairs.map(({ key: name, node: value }): LabelDefinition => {
    // A label of the news scheme is as it is there, where nothing else is said; its key is a matter of all labels.
    const usual = newsLabels.find((known) => known.name === name);
    const label: { -readonly [K in keyof LabelDefinition]: LabelDefinition[K] } = { ...usual, name };
    delete label.key;
    if (isEmpty(value)) return label;
    if (!value.pairs) {
      report(value, { code: 'wrong-type', key: name, expected: 'a mapping' });
      return label;
    }
    for (const { key, keySpan, node: field } of value.pairs) {
      if (
        key !== 'color' &&
        key !== 'key' &&
        key !== 'conll' &&
        key !== 'ontonotes' &&
        key !== 'description'
      ) {
        report(keySpan, { code: 'unknown-key', key }, 'warning');
        continue;
      }
      const string = readString(field, key, report);
      if (string === undefined) continue;
      if (key === 'key' && !labelKeyPattern.test(string))
        report(field, { code: 'bad-label-key', found: string });
      else label[key] = string;
    }
    return label;
  });
  reportSharedKeys(node.pairs, labels, report);
  return labels.length > 0 ? labels : undefined;
}

function reportSharedKeys(
  pairs: readonly YamlPair[],
  labels: readonly LabelDefinition[],
  report: Report,
): void {
  const taken = new Map<string, string>();
  labels.forEach(({ name, key }, i) => {
    if (key === undefined) return;
    const folded = key.toLowerCase();
    const first = taken.get(folded);
    if (first === undefined) taken.set(folded, name);
    else report(pairs[i]!.keySpan, { code: 'shared-key', key, labels: [first, name] });
  });
}

function readEntities(node: YamlNode, report: Report): readonly Entity[] {
  if (!node.items) {
    report(node, { code: 'wrong-type', key: 'entities', expected: 'a list' });
    return [];
  }
  const seen = new Set<string>();
  return node.items.flatMap((item): Entity[] => {
    const entity = readEntity(item, report);
    if (!entity) return [];
    if (seen.has(entity.id)) {
      report(item, { code: 'duplicate-id', id: entity.id });
      return [];
    }
    seen.add(entity.id);
    return [entity];
  });
}

function readEntity(node: YamlNode, report: Report): Entity | undefined {
  if (!node.pairs) {
    report(node, { code: 'wrong-type', key: 'entities', expected: 'a mapping' });
    return undefined;
  }
  const entity: Record<string, unknown> = {};
  for (const { key, node: field } of node.pairs) {
    if (key === 'aliases') entity[key] = readStrings(field, key, report);
    else if (entityKeys.has(key)) entity[key] = readString(field, key, report);
    // Other keys are other people's: kept in the file, not read.
  }
  for (const key of ['id', 'label', 'name']) {
    if (typeof entity[key] === 'string') continue;
    if (!isFields(node.value) || !node.value.has(key)) report(node, { code: 'missing-key', key });
    return undefined;
  }
  return entity as unknown as Entity;
}

const entityKeys = new Set(['id', 'label', 'name', 'ticker', 'url', 'note']);

function readRelations(node: YamlNode, report: Report): readonly RelationDefinition[] {
  if (!node.pairs) {
    report(node, { code: 'wrong-type', key: 'relations', expected: 'a mapping' });
    return [];
  }
  return node.pairs.map(({ key: type, node: value }): RelationDefinition => {
    if (!value.pairs) {
      if (!isEmpty(value)) report(value, { code: 'wrong-type', key: type, expected: 'a mapping' });
      return { type, from: [], to: [] };
    }
    const ends = { from: [] as readonly string[], to: [] as readonly string[] };
    for (const { key, keySpan, node: field } of value.pairs) {
      if (key === 'from' || key === 'to') ends[key] = readStrings(field, key, report);
      else report(keySpan, { code: 'unknown-key', key }, 'warning');
    }
    return { type, ...ends };
  });
}

/** Entities and relations speak of labels that the corpus has. */
function checkLabels(pairs: readonly YamlPair[], project: Project, report: Report): void {
  const known = new Set(project.labels.map(({ name }) => name));
  const check = (node: YamlNode | undefined): void => {
    for (const item of node?.items ?? (node ? [node] : [])) {
      const label = asString(item.value);
      if (label !== undefined && !known.has(label)) report(item, { code: 'unknown-label', label }, 'warning');
    }
  };
  const field = (node: YamlNode, name: string) => node.pairs?.find(({ key }) => key === name)?.node;
  for (const { key, node } of pairs) {
    if (key === 'entities') for (const item of node.items ?? []) check(field(item, 'label'));
    if (key !== 'relations') continue;
    for (const relation of node.pairs ?? []) {
      check(field(relation.node, 'from'));
      check(field(relation.node, 'to'));
    }
  }
}
