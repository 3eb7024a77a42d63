import type { Entity, Label } from '../model';

/** One label of a corpus. */
export interface LabelDefinition {
  readonly name: Label;
  /** A theme colour's id, `charts.blue`; those of the news scheme are contributed in package.json. */
  readonly color?: string;
  /** The key that gives the label: a letter or digit. Labels without one may have one all the same: see keys.ts. */
  readonly key?: string;
  /** Its name in CoNLL files, without the `B-`. */
  readonly conll?: string;
  /** Its name in OntoNotes, which spaCy's models use. */
  readonly ontonotes?: string;
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
  {
    name: 'PERSON',
    color: 'corpusAnnotator.person',
    key: 'p',
    conll: 'PER',
    description: 'A person, by name.',
  },
  {
    name: 'COMPANY',
    color: 'corpusAnnotator.company',
    key: 'c',
    conll: 'ORG',
    ontonotes: 'ORG',
    description: 'A commercial organisation, as an organisation.',
  },
  {
    name: 'ORG',
    color: 'corpusAnnotator.org',
    key: 'o',
    conll: 'ORG',
    description: 'Any other organisation: agencies, parties, clubs, courts.',
  },
  {
    name: 'LOC',
    color: 'corpusAnnotator.loc',
    key: 'l',
    conll: 'LOC',
    description: 'A place: countries, cities, streets, buildings, waters.',
  },
  {
    name: 'PRODUCT',
    color: 'corpusAnnotator.product',
    key: 'r',
    conll: 'MISC',
    description: 'A thing that is made and named: goods, services, works.',
  },
  { name: 'EVENT', color: 'corpusAnnotator.event', key: 'e', conll: 'MISC', description: 'A named event.' },
  {
    name: 'MONEY',
    color: 'corpusAnnotator.money',
    key: 'm',
    conll: 'MONEY',
    description: 'An amount of money.',
  },
  {
    name: 'PERCENT',
    color: 'corpusAnnotator.percent',
    key: 't',
    conll: 'PERCENT',
    description: 'A percentage.',
  },
  {
    name: 'QUANTITY',
    color: 'corpusAnnotator.quantity',
    key: 'q',
    conll: 'QUANTITY',
    description: 'A number with a unit of measurement.',
  },
  {
    name: 'ORDINAL',
    color: 'corpusAnnotator.ordinal',
    key: '1',
    conll: 'ORDINAL',
    description: 'A rank: first, 2nd.',
  },
  {
    name: 'CARDINAL',
    color: 'corpusAnnotator.cardinal',
    key: '0',
    conll: 'CARDINAL',
    description: 'Any other number.',
  },
  {
    name: 'DATE',
    color: 'corpusAnnotator.date',
    key: 'd',
    conll: 'DATE',
    description: 'A day, or a longer time.',
  },
  {
    name: 'TIME',
    color: 'corpusAnnotator.time',
    key: 'i',
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
