import type { Annotation, Decisions, Label } from '../model';
import type { LabelDefinition } from '../project/project';

/** Whose names are meant: the corpus’s own, those of CoNLL-2003, or those of OntoNotes, which spaCy’s models use. */
export const labelNameSets = ['own', 'conll', 'ontonotes'] as const;

export type LabelNames = (typeof labelNameSets)[number];

/** A label by another name; `null` where its marks are left out. */
export type LabelMap = Readonly<Record<Label, Label | null>>;

/** What the labels of a scheme are called elsewhere, as the scheme says; `O`, CoNLL’s word for none, leaves a label out. */
export function labelsOut(labels: readonly LabelDefinition[], names: LabelNames): LabelMap {
  if (names === 'own') return {};
  return Object.fromEntries(
    labels.map((label) => {
      const other = label[names] ?? label.name;
      return [label.name, other === 'O' ? null : other];
    }),
  );
}

/**
 * The way back: names from elsewhere to labels of the scheme. Where several labels go by one name, it is read as the
 * label that is called so itself; where none is, it stays as it is, as nothing says which one was meant.
 */
export function labelsIn(labels: readonly LabelDefinition[], names: LabelNames): LabelMap {
  const own = new Set(labels.map(({ name }) => name));
  const sources = new Map<Label, Label[]>();
  for (const [name, other] of Object.entries(labelsOut(labels, names))) {
    if (other !== null) sources.set(other, [...(sources.get(other) ?? []), name]);
  }
  return Object.fromEntries(
    [...sources].flatMap(([other, [first, ...more]]) =>
      own.has(other) || more.length > 0 ? [] : [[other, first!]],
    ),
  );
}

/** The names that several labels of a scheme share: what came from which cannot be told by the name. */
export function sharedNames(map: LabelMap, labels: Iterable<Label>): ReadonlySet<Label> {
  const seen = new Set<Label>();
  const shared = new Set<Label>();
  for (const label of new Set([...labels, ...Object.keys(map)])) {
    const other = nameIn(map, label);
    if (other === null) continue;
    if (seen.has(other)) shared.add(other);
    seen.add(other);
  }
  return shared;
}

/**
 * Decisions that came from elsewhere, with the labels that marks of the same places have here, where both go by the
 * same name there: an ORG that is a COMPANY here stays one.
 *
 * @param out what the labels here are called there
 */
export function withLabelsHere(arriving: Decisions, present: Decisions, out: LabelMap): Decisions {
  const here = new Map<string, Annotation[]>();
  for (const annotation of present.annotations) {
    const key = placeKey(annotation);
    here.set(key, [...(here.get(key) ?? []), annotation]);
  }
  const annotations = arriving.annotations.map((annotation) => {
    const siblings = here.get(placeKey(annotation)) ?? [];
    if (siblings.some(({ label }) => label === annotation.label)) return annotation;
    const same = siblings.find(({ label }) => nameIn(out, label) === nameIn(out, annotation.label));
    return same ? { ...annotation, label: same.label } : annotation;
  });
  return { ...arriving, annotations };
}

/** The other name of a label; its own where the map says nothing. */
function nameIn(map: LabelMap, label: Label): Label | null {
  return Object.hasOwn(map, label) ? (map[label] ?? null) : label;
}

function placeKey({ pieces }: Annotation): string {
  return pieces.map(({ start, end }) => `${start}-${end}`).join(',');
}
