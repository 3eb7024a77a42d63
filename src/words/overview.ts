import type { Bar, Chart, Part } from '../core/overview/charts';
import type { Marks, Overview } from '../core/overview/overview';
import type { Period } from '../core/overview/periods';
import type { RepeatKind } from '../core/repeat/kinds';
import type { ArticleDecision } from '../core/model';
import { labelName } from './labels';
import { kindWords } from './repeats';
import type { Translate } from './translate';
import { visible } from './visible';

/** What a bar leads to. Ids of bars are these as JSON. */
export type Destination =
  | { readonly list: 'company'; readonly id: string }
  | { readonly list: 'label'; readonly label: string }
  | { readonly list: 'status'; readonly status: NonNullable<ArticleDecision['status']> }
  | { readonly list: 'period'; readonly name: string; readonly isOpen: boolean }
  | { readonly list: 'repeats'; readonly kind: RepeatKind };

/** One figure of the page's head, with its word. */
export interface Figure {
  readonly value: string;
  readonly name: string;
}

/** The head of the page: how much there is of everything. */
export function figuresOf(overview: Overview, t: Translate): readonly Figure[] {
  const { texts, articles, companies, marks, repeats } = overview;
  const all = marks.accepted + marks.rejected + marks.suggested;
  const decided = marks.accepted + marks.rejected;
  const repeated = repeats.reduce((sum, { count }) => sum + count, 0);
  return [
    { value: grouped(texts), name: texts === 1 ? t('text') : t('texts') },
    { value: grouped(articles), name: articles === 1 ? t('article') : t('articles') },
    { value: grouped(companies), name: companies === 1 ? t('company') : t('companies') },
    { value: grouped(all), name: all === 1 ? t('mark') : t('marks') },
    // Never 100 % while one is left.
    { value: `${all === 0 ? 0 : Math.floor((decided / all) * 100)} %`, name: t('of them decided') },
    { value: grouped(repeated), name: repeated === 1 ? t('repeated article') : t('repeated articles') },
  ];
}

/** The charts of the page, from top to bottom. */
export function chartsOf(overview: Overview, t: Translate): readonly Chart[] {
  const tones = [
    { tone: 'accepted' as const, name: t('accepted') },
    { tone: 'suggested' as const, name: t('undecided') },
    { tone: 'rejected' as const, name: t('rejected') },
  ];
  const decided = [
    { tone: 'accepted' as const, name: t('decided') },
    { tone: 'suggested' as const, name: t('undecided') },
  ];
  return [
    {
      id: 'companies',
      title: t('Companies Named Most'),
      kind: 'bars',
      legend: decided,
      empty: t('No company is named yet.'),
      bars: overview.topCompanies.map(({ id, name, mentions, decided: done, articles }) => ({
        id: idOf({ list: 'company', id }),
        name: visible(name),
        value: grouped(mentions),
        description: t(
          '{0}: named {1} times in {2} articles, {3} of them decided',
          visible(name),
          mentions,
          articles,
          done,
        ),
        parts: [
          { tone: 'accepted', amount: done },
          { tone: 'suggested', amount: mentions - done },
        ],
      })),
    },
    {
      id: 'labels',
      title: t('Marks by Label'),
      kind: 'bars',
      legend: tones,
      empty: t('Nothing is marked yet.'),
      bars: overview.labels.map((marks) => labelBar(marks, t)),
    },
    {
      id: 'status',
      title: t('Articles by Status'),
      kind: 'bars',
      empty: t('There are no articles yet.'),
      bars:
        overview.articles === 0
          ? []
          : overview.statuses.map(({ status, articles }) => ({
              id: articles > 0 ? idOf({ list: 'status', status }) : undefined,
              name: statusWords(status, t),
              value: grouped(articles),
              description: t('{0}: {1} articles', statusWords(status, t), articles),
              parts: [{ tone: 'plain', amount: articles }],
            })),
    },
    {
      id: 'time',
      title: t('Mentions of Companies over Time'),
      kind: 'columns',
      empty: t('No article says at its head when it was written.'),
      bars: overview.periods.map((period) => periodBar(period, t)),
    },
    {
      id: 'repeats',
      title: t('Repeated Articles'),
      kind: 'bars',
      legend: [
        { tone: 'accepted', name: t('confirmed') },
        { tone: 'suggested', name: t('undecided') },
      ],
      empty: t('No article is told twice.'),
      bars: overview.repeats.map(({ kind, count, confirmed }) => ({
        id: idOf({ list: 'repeats', kind }),
        name: kindWords(kind, t),
        value: grouped(count),
        description: t('{0}: {1} repeats, {2} of them confirmed', kindWords(kind, t), count, confirmed),
        parts: [
          { tone: 'accepted', amount: confirmed },
          { tone: 'suggested', amount: count - confirmed },
        ],
      })),
    },
  ];
}

/** Where a bar leads; `undefined` for what is no id of one. */
export function destinationOf(id: string): Destination | undefined {
  try {
    const read: unknown = JSON.parse(id);
    return typeof read === 'object' && read !== null && 'list' in read ? (read as Destination) : undefined;
  } catch {
    return undefined;
  }
}

export function statusWords(status: NonNullable<ArticleDecision['status']>, t: Translate): string {
  switch (status) {
    case 'to do':
      return t('to do');
    case 'in progress':
      return t('in progress');
    case 'done':
      return t('done');
  }
}

function labelBar({ label, suggested, accepted, rejected }: Marks, t: Translate): Bar {
  const parts: readonly Part[] = [
    { tone: 'accepted', amount: accepted },
    { tone: 'suggested', amount: suggested },
    { tone: 'rejected', amount: rejected },
  ];
  const name = visible(labelName(label, t));
  return {
    id: idOf({ list: 'label', label }),
    name,
    value: grouped(suggested + accepted + rejected),
    description: t('{0}: {1} accepted, {2} undecided, {3} rejected', name, accepted, suggested, rejected),
    parts,
  };
}

function periodBar({ name, isOpen, articles, mentions }: Period, t: Translate): Bar {
  const shown = isOpen ? t('≤ {0}', name) : name;
  return {
    id: articles > 0 ? idOf({ list: 'period', name, isOpen: isOpen === true }) : undefined,
    name: shown,
    value: grouped(mentions),
    description: t('{0}: {1} mentions in {2} articles', shown, mentions, articles),
    parts: [{ tone: 'plain', amount: mentions }],
  };
}

function idOf(destination: Destination): string {
  return JSON.stringify(destination);
}

/** Digits in threes, by a thin space, which every language reads. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
