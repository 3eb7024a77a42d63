import type { Label } from '../model';
import { bind } from '../sidecar/bind';
import { textFacts } from '../sidecar/facts';
import type { SidecarFinding } from '../sidecar/findings';
import { textHash } from '../sidecar/hash';
import { newId } from '../sidecar/ids';
import { mergeSidecars, type MergeConflict } from '../sidecar/merge';
import { readSidecar } from '../sidecar/read';
import { writeSidecar } from '../sidecar/write';
import { adoptIds } from './adopt';
import type { ExchangeDocument, Format, ReadOptions, ReadProblem, Source } from './format';
import { importDocuments } from './import';
import { withLabelsHere, type LabelMap } from './labels';
import { ontoText } from './words';

/** The corpus that files are read into. Texts are named by their paths below its folder, with `/`. */
export interface Corpus {
  /** As read: BOM dropped, line ends untouched. `undefined` where there is no such text. */
  readonly text: (name: string) => Promise<string | undefined>;
  /** Of every text, asked for only where a name leads nowhere. */
  readonly names: () => Promise<readonly string[]>;
  /** The sidecar of a text. */
  readonly sidecar: (name: string) => Promise<string | undefined>;
}

/** A file to be read, and those beside it. */
export interface ImportSource extends Source {
  readonly companion: (name: string) => Promise<string | undefined>;
}

export interface ImportOptions extends Omit<ReadOptions, 'newId'> {
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
  /** What the labels of the corpus are called where the files come from. */
  readonly labelsThere?: LabelMap;
}

/** What came for one text, joined with what its sidecar has: nothing is written yet. */
export interface Arrival {
  readonly kind: 'arrival';
  readonly name: string;
  /** The text, where the corpus has none of this name or content. */
  readonly newText: string | undefined;
  readonly sidecar: { readonly known: string | undefined; readonly source: string };
  /** How many annotations came. */
  readonly annotations: number;
  /** How many of them the sidecar did not have. */
  readonly added: number;
  /** How often each label came. */
  readonly labels: ReadonlyMap<Label, number>;
  readonly conflicts: readonly MergeConflict[];
}

/** `name`: it is no plain name of a text below the corpus; `sidecar`: what is there already cannot be read. */
export interface ArrivalRefused {
  readonly kind: 'refused';
  readonly name: string;
  readonly code: 'name' | 'sidecar';
  /** The sidecar, and what is wrong with it. */
  readonly known?: string;
  readonly findings: readonly SidecarFinding[];
}

/** Reads files into one corpus. Texts are found by name, else by content. */
export interface Import {
  /** What one file brings, text by text; problems in between. Write each text before asking for the next. */
  add(source: ImportSource): AsyncGenerator<Arrival | ArrivalRefused | ReadProblem>;
}

export function startImport(format: Format, corpus: Corpus, options: ImportOptions): Import {
  const { random, labelsThere = {}, ...given } = options;
  const made = new Set<string>();
  const mint = (taken: (id: string) => boolean): string => {
    const id = newId(random, (known) => made.has(known) || taken(known));
    made.add(id);
    return id;
  };
  const names = once(corpus.names);
  const byHash = once(async () => {
    const found = new Map<string, string>();
    for (const name of await names()) {
      const text = await corpus.text(name);
      if (text !== undefined && !found.has(textHash(text))) found.set(textHash(text), name);
    }
    return found;
  });
  /** Names as files have them, and as the corpus has them. */
  const nameOf = new Map<string, string>();

  const textOf = async (name: string): Promise<string | undefined> => {
    const plain = nameOf.get(name) ?? plainName(name);
    return plain === undefined ? undefined : corpus.text(plain);
  };
  /** The text that is not in the source: also one in another folder, if there is just one of this name. */
  const textNamed = async (name: string): Promise<string | undefined> => {
    const text = await textOf(name);
    if (text !== undefined) return text;
    const same = (await names()).filter((other) =>
      [name, `${name}.txt`].some((end) => other.endsWith(`/${end}`)),
    );
    if (same.length !== 1) return undefined;
    nameOf.set(name, same[0]!);
    return corpus.text(same[0]!);
  };

  return {
    async *add(source) {
      const reading = importDocuments(format, source, { ...given, newId: () => mint(() => false) });
      let answer: string | undefined;
      try {
        for (;;) {
          const step = reading.next(answer);
          if (step.done) return;
          const item = step.value;
          answer = undefined;
          if (item.kind === 'problem') yield item;
          else if (item.kind === 'document') yield await take(item.document);
          else if (item.what === 'companion') answer = await source.companion(item.name);
          else answer = await (item.what === 'text' ? textNamed : textOf)(item.name);
        }
      } finally {
        reading.return();
      }
    },
  };

  async function take(document: ExchangeDocument): Promise<Arrival | ArrivalRefused> {
    const placed = await place(document);
    if (!placed) return { kind: 'refused', name: document.file, code: 'name', findings: [] };
    const { name, isNew } = placed;
    const known = await corpus.sidecar(name);
    const facts = textFacts(name.slice(name.lastIndexOf('/') + 1), placed.document.text);
    const { decisions } = placed.document;
    const arrival = (source: string, added: number, conflicts: readonly MergeConflict[] = []): Arrival => ({
      kind: 'arrival',
      name,
      newText: isNew ? facts.text : undefined,
      sidecar: { known, source },
      annotations: decisions.annotations.length,
      added,
      labels: counted(decisions.annotations.map(({ label }) => label)),
      conflicts,
    });
    if (known === undefined)
      return arrival(writeSidecar(undefined, decisions, facts), decisions.annotations.length);
    const { document: present, findings } = readSidecar(known);
    if (!present?.writable) return { kind: 'refused', name, code: 'sidecar', known, findings };
    const binding = bind(present, facts);
    const here = withLabelsHere(decisions, binding.decisions, labelsThere);
    const adopted = adoptIds(here, binding.decisions, mint);
    const ours = writeSidecar(binding, binding.decisions, facts);
    // As there is no common ancestor, nothing is ever taken out.
    const merge = mergeSidecars('', ours, writeSidecar(undefined, adopted, facts));
    if (merge.kind === 'refused')
      return { kind: 'refused', name, code: 'sidecar', known, findings: merge.findings };
    const ids = new Set(binding.decisions.annotations.map(({ id }) => id));
    const added = adopted.annotations.filter(({ id }) => !ids.has(id)).length;
    return arrival(merge.source, added, merge.conflicts);
  }

  /** Which text of the corpus is meant: the one of this name, else one with the same words, else a new one. */
  async function place(
    document: ExchangeDocument,
  ): Promise<{ name: string; document: ExchangeDocument; isNew: boolean } | undefined> {
    const plain = nameOf.get(document.file) ?? plainName(document.file);
    if (plain === undefined) return undefined;
    for (const name of plain.endsWith('.txt') ? [plain] : [plain, `${plain}.txt`]) {
      const text = await corpus.text(name);
      const same = text === undefined ? undefined : ontoText(document, text);
      if (same) return { name, document: same, isNew: false };
    }
    const twin = (await byHash()).get(textHash(document.text));
    const text = twin === undefined ? undefined : await corpus.text(twin);
    const same = text === undefined ? undefined : ontoText(document, text);
    if (same) return { name: twin!, document: same, isNew: false };
    return { name: plain.endsWith('.txt') ? plain : `${plain}.txt`, document, isNew: true };
  }
}

/** The labels that came and that a scheme has not, with how often they came, the most frequent first. */
export function foreignLabels(
  arrivals: ReadonlyMap<Label, number>,
  scheme: Iterable<Label>,
): readonly (readonly [Label, number])[] {
  const known = new Set(scheme);
  return [...arrivals].filter(([label]) => !known.has(label)).sort(([, a], [, b]) => b - a);
}

/** Counts put onto others. */
export function addCounts(totals: Map<Label, number>, more: ReadonlyMap<Label, number>): void {
  for (const [label, count] of more) totals.set(label, (totals.get(label) ?? 0) + count);
}

/**
 * The name of a text below a corpus as a file gives it, without `./`. One that leads elsewhere, to a hidden folder or to an
 * annotations file is none.
 */
function plainName(name: string): string | undefined {
  const parts = name.replace(/^(?:\.\/)+/, '').split('/');
  const isPlain = parts.every((part) => /^[^.\\:\0][^\\:\0]*$/.test(part) && part !== 'node_modules');
  return isPlain && !name.endsWith('.ann.yaml') ? parts.join('/') : undefined;
}

function counted(labels: readonly Label[]): ReadonlyMap<Label, number> {
  const counts = new Map<Label, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
