import { factsOf, type CorpusFact } from '../../core/corpus/facts';
import { mentionsOf, type CorpusThing, type CorpusThings, type ThingMention } from '../../core/corpus/things';
import type { Label } from '../../core/model';

/** A row of a view. Rows carry what their children are made of; ids keep them open over changes. */
export type Row = LetterRow | ThingRow | SectionRow | ArticleRow | MentionRow | FactRow | AliasRow;

export interface LetterRow {
  readonly kind: 'letter';
  readonly id: string;
  readonly letter: string;
  readonly things: readonly CorpusThing[];
}
export interface ThingRow {
  readonly kind: 'thing';
  readonly id: string;
  readonly parent?: Row;
  readonly thing: CorpusThing;
}
export interface SectionRow {
  readonly kind: 'section';
  readonly id: string;
  readonly parent: ThingRow;
  readonly section: 'mentions' | 'aliases' | CorpusFact['kind'];
  readonly children: readonly Row[];
}
export interface ArticleRow {
  readonly kind: 'article';
  readonly id: string;
  readonly parent: SectionRow;
  readonly mentions: readonly ThingMention[];
  /** Whether it is the only one, and so is open. */
  readonly isAlone: boolean;
}
export interface MentionRow {
  readonly kind: 'mention';
  readonly id: string;
  readonly parent: ArticleRow;
  readonly mention: ThingMention;
}
/** Several sentences that say the same are one row. */
export interface FactRow {
  readonly kind: 'fact';
  readonly id: string;
  readonly parent: SectionRow;
  readonly facts: readonly CorpusFact[];
  /** The other thing's name, or the number's words. */
  readonly name: string;
}
export interface AliasRow {
  readonly kind: 'alias';
  readonly id: string;
  readonly parent: SectionRow;
  readonly alias: string;
  readonly count: number;
}

export const sorts = ['mentions', 'name', 'newest'] as const;
export type Sort = (typeof sorts)[number];

/** More things than this stand in groups by their first letter. */
const mostUngrouped = 200;

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;

/** The things of one label, in the order that a person chose; `filter` is found in a name or an alias. */
export function thingsShown(
  { all }: CorpusThings,
  label: Label,
  sort: Sort,
  filter: string,
): readonly CorpusThing[] {
  const wanted = filter.trim().toLowerCase();
  const has = (name: string): boolean => name.toLowerCase().includes(wanted);
  const shown = all.filter(
    (thing) =>
      (thing.entity?.label === label || thing.labels.some(({ text }) => text === label)) &&
      (wanted === '' || has(thing.name) || thing.aliases.some(({ text }) => has(text))),
  );
  return shown.sort((a, b) => {
    if (sort === 'mentions' && a.mentions !== b.mentions) return b.mentions - a.mentions;
    if (sort === 'newest' && a.newest !== b.newest) return (a.newest ?? '') < (b.newest ?? '') ? 1 : -1;
    return byName(a.name, b.name);
  });
}

export function topRows(things: readonly CorpusThing[]): Row[] {
  if (things.length <= mostUngrouped) return things.map((thing) => thingRow(thing));
  const letters = new Map<string, CorpusThing[]>();
  for (const thing of things) {
    const letter = letterOf(thing.name);
    const own = letters.get(letter);
    if (own) own.push(thing);
    else letters.set(letter, [thing]);
  }
  return [...letters]
    .sort(([a], [b]) => byName(a, b))
    .map(([letter, own]) => ({ kind: 'letter', id: `letter/${letter}`, letter, things: own }));
}

export function rowsBelow(row: Row, things: CorpusThings): readonly Row[] {
  if (row.kind === 'letter') return row.things.map((thing) => thingRow(thing, row));
  if (row.kind === 'thing') return sections(row, things);
  if (row.kind === 'section') return row.children;
  if (row.kind === 'article')
    return row.mentions.map((mention, i) => ({
      kind: 'mention',
      id: `${row.id}/${i}`,
      parent: row,
      mention,
    }));
  return [];
}

export function thingRow(thing: CorpusThing, parent?: Row): ThingRow {
  return { kind: 'thing', id: `thing/${thing.id}`, thing, ...(parent && { parent }) };
}

function letterOf(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? '#';
  return first.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}

const factSections = ['number', 'person', 'place', 'company'] as const;

function sections(parent: ThingRow, things: CorpusThings): Row[] {
  const { thing } = parent;
  const found: Row[] = [];
  const add = (section: SectionRow['section'], fill: (row: SectionRow) => Row[]): void => {
    const children: Row[] = [];
    const row: SectionRow = { kind: 'section', id: `${parent.id}/${section}`, parent, section, children };
    children.push(...fill(row));
    if (children.length > 0) found.push(row);
  };
  add('mentions', (row) => articleRows(row, mentionsOf(thing)));
  const facts = factsOf(thing);
  for (const kind of factSections) {
    add(kind, (row) =>
      factRows(
        row,
        facts.filter((fact) => fact.kind === kind),
        things,
      ),
    );
  }
  if (thing.aliases.length > 1) {
    add('aliases', (row) =>
      thing.aliases.map(({ text, count }) => ({
        kind: 'alias',
        id: `${row.id}/${text}`,
        parent: row,
        alias: text,
        count,
      })),
    );
  }
  return found;
}

function articleRows(parent: SectionRow, mentions: readonly ThingMention[]): Row[] {
  const articles = new Map<string, ThingMention[]>();
  for (const mention of mentions) {
    const key = `${mention.article} ${mention.file}`;
    const own = articles.get(key);
    if (own) own.push(mention);
    else articles.set(key, [mention]);
  }
  return [...articles].map(([key, own]) => ({
    kind: 'article',
    id: `${parent.id}/${key}`,
    parent,
    mentions: own,
    isAlone: articles.size === 1,
  }));
}

function factRows(parent: SectionRow, facts: readonly CorpusFact[], things: CorpusThings): Row[] {
  const rows = new Map<string, { name: string; facts: CorpusFact[] }>();
  for (const fact of facts) {
    const name =
      fact.number?.text ?? things.of(fact.file, fact.other)?.name ?? fact.text.things[fact.other]?.name ?? '';
    const key = `${name}\n${fact.role ?? fact.about ?? ''}`;
    const own = rows.get(key);
    if (own) own.facts.push(fact);
    else rows.set(key, { name, facts: [fact] });
  }
  return [...rows].map(([key, { name, facts: own }]) => ({
    kind: 'fact',
    id: `${parent.id}/${key}`,
    parent,
    facts: own,
    name,
  }));
}
