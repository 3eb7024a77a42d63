import type { Entity, Label } from '../model';

/** One label of a corpus. */
export interface LabelDefinition {
  readonly name: Label;
  /** A theme colour's id, `charts.blue`. */
  readonly color?: string;
  /** The key that gives the label: one character. */
  readonly key?: string;
  /** Its name in CoNLL files, without the `B-`. */
  readonly conll?: string;
  readonly description?: string;
}

/** A type of relation, and the labels that its ends may have; none means any. */
export interface RelationDefinition {
  readonly type: string;
  readonly from: readonly Label[];
  readonly to: readonly Label[];
}

/** What `corpus.yaml` says, with defaults where it is silent. */
export interface Project {
  /** Globs of the texts, from the folder of corpus.yaml, with `/`. */
  readonly files: readonly string[];
  /** In the order they are offered. */
  readonly labels: readonly LabelDefinition[];
  /** The register: what names in these texts stand for. */
  readonly entities: readonly Entity[];
  readonly relations: readonly RelationDefinition[];
  /** The path of the guidelines, from the folder of corpus.yaml. */
  readonly guidelines?: string;
}

/** The news scheme: what a corpus without labels of its own has. */
export const newsLabels: readonly LabelDefinition[] = [
  { name: 'PERSON', color: 'charts.green', key: '1', conll: 'PER', description: 'A person, by name.' },
  {
    name: 'COMPANY',
    color: 'charts.blue',
    key: '2',
    conll: 'ORG',
    description: 'A commercial organisation, as an organisation.',
  },
  {
    name: 'ORG',
    color: 'charts.purple',
    key: '3',
    conll: 'ORG',
    description: 'Any other organisation: agencies, parties, clubs, courts.',
  },
  {
    name: 'LOC',
    color: 'charts.orange',
    key: '4',
    conll: 'LOC',
    description: 'A place: countries, cities, streets, buildings, waters.',
  },
  {
    name: 'PRODUCT',
    color: 'charts.yellow',
    key: '5',
    conll: 'MISC',
    description: 'A thing that is made and named: goods, services, works.',
  },
  { name: 'EVENT', color: 'charts.red', key: '6', conll: 'MISC', description: 'A named event.' },
  { name: 'MONEY', color: 'charts.lines', key: '7', conll: 'MONEY', description: 'An amount of money.' },
  { name: 'PERCENT', color: 'charts.lines', key: '8', conll: 'PERCENT', description: 'A percentage.' },
  {
    name: 'QUANTITY',
    color: 'charts.lines',
    key: '9',
    conll: 'QUANTITY',
    description: 'A number with a unit of measurement.',
  },
  { name: 'ORDINAL', color: 'charts.lines', key: '0', conll: 'ORDINAL', description: 'A rank: first, 2nd.' },
  { name: 'CARDINAL', color: 'charts.lines', key: 'c', conll: 'CARDINAL', description: 'Any other number.' },
  {
    name: 'DATE',
    color: 'charts.foreground',
    key: 'd',
    conll: 'DATE',
    description: 'A day, or a longer time.',
  },
  {
    name: 'TIME',
    color: 'charts.foreground',
    key: 't',
    conll: 'TIME',
    description: 'A time shorter than a day.',
  },
];

/** What holds where there is no corpus.yaml. */
export const defaultProject: Project = {
  files: ['**/*.txt'],
  labels: newsLabels,
  entities: [],
  relations: [],
};
