import type { Fields, Value } from './value';

/**
 * The format of a sidecar, `<text file>.ann.yaml`. A new file holds, in this order and only where there is
 * something to say:
 *
 * ```yaml
 * format: corpus-annotator/1
 * text:
 *   file: harbour.txt
 *   sha256: 0f2a…                # see hash.ts
 * articles:
 * - {line: 1, title: Harbour opens, starts: true, status: done, repeats: 67, decision: confirmed, by: anna, on: 2026-11-22}
 * structure:
 * - {line: 12, text: Beyond, kind: heading, by: anna, on: 2026-11-22}
 * entities:
 * - {id: tarn-motors, label: COMPANY, name: Tarn Motors, aliases: [Tarn], ticker: TRN, url: …, note: …}
 * annotations:
 * - {id: 7q2hx9, at: 7:15-7:24, label: COMPANY, text: Tarn Motors, value: 5, unit: USD, entity: tarn-motors, status: accepted, unsure: true, orphan: 0f2a3b4c, by: anna, on: 2026-11-22, also: [ORG], comments: […]}
 * relations:
 * - {id: z0d4va, type: raised, from: 7q2hx9, to: m3c0dk, by: anna, on: 2026-11-22}
 * fingerprint: k3fBa9xM.aB3d..Qe1x # see ../annotate/fingerprint.ts
 * ```
 *
 * An annotation with `orphan` was not found again when the text changed: its position is of the text whose
 * SHA-256 starts with those digits (`true`: unknown), and counts again when that text is back.
 *
 * One item, one line; keys in the order above, keys of other tools behind them. `articles` and `structure`
 * are sorted by line, `annotations` by position (longer first), label and id, the rest by id. LF, and a line
 * end at the end. Any item may carry `conflict`, what another branch said of it (see merge.ts).
 */
export const formatName = 'corpus-annotator/1';

/** The lists of a sidecar. */
export const listNames = ['articles', 'structure', 'entities', 'annotations', 'relations'] as const;
export type ListName = (typeof listNames)[number];

/** The order of everything at the top of a sidecar. */
export const sectionOrder: readonly string[] = ['format', 'text', ...listNames, 'conflict', 'fingerprint'];

/** The keys of each list's items, in the order they are written. */
export const keyOrder: Readonly<Record<ListName, readonly string[]>> = {
  articles: ['line', 'title', 'starts', 'status', 'repeats', 'decision', 'tellings', 'by', 'on'],
  structure: ['line', 'text', 'kind', 'by', 'on'],
  entities: ['id', 'label', 'name', 'aliases', 'ticker', 'url', 'note'],
  annotations: [
    'id',
    'at',
    'label',
    'text',
    'value',
    'unit',
    'entity',
    'status',
    'unsure',
    'orphan',
    'by',
    'on',
    'also',
    'comments',
  ],
  relations: ['id', 'type', 'from', 'to', 'by', 'on'],
};

/**
 * A sidecar as it was read: every character of its source is in exactly one piece, so that what is not
 * changed is written back as it was.
 */
export interface SidecarDocument {
  readonly source: string;
  readonly lineEnd: '\n' | '\r\n';
  /** `false` while there is a fatal finding: then nothing may be written over it. */
  readonly writable: boolean;
  /** A byte order mark and a `---` in front of everything. */
  readonly head: string;
  readonly sections: readonly Section[];
  /** Comments and blank lines behind everything. */
  readonly tail: string;
}

export interface Section {
  readonly key: string;
  /** Comments and blank lines above, with their line ends. */
  readonly lead: string;
  /**
   * Of a list whose items have lines of their own, the line of its key; of anything else, all its lines.
   * `undefined` where the section has no lines of its own (a sidecar in one big flow mapping) and has to be
   * laid anew when anything changes.
   */
  readonly source: string | undefined;
  /** UTF-16 offset of its key. */
  readonly start: number;
  /** `undefined` where it could not be read. For a list, its items say it. */
  readonly value?: Value;
  readonly items?: readonly Item[];
  /** Whether the items have lines of their own. */
  readonly isLaidInLines?: boolean;
}

export interface Item {
  readonly lead: string;
  /** Its lines; `undefined` where it has none of its own and is laid anew when its list changes. */
  readonly source: string | undefined;
  readonly start: number;
  readonly end: number;
  /** `undefined` where it is not a mapping or could not be read. */
  readonly fields: Fields | undefined;
  /** What it is where it is not a mapping and has no lines of its own. */
  readonly value?: Value;
}

export function isListName(key: string): key is ListName {
  return (listNames as readonly string[]).includes(key);
}

export function sectionOf(document: SidecarDocument, key: string): Section | undefined {
  return document.sections.find((section) => section.key === key);
}

export function itemsOf(document: SidecarDocument | undefined, key: ListName): readonly Item[] {
  return (document && sectionOf(document, key)?.items) ?? [];
}
