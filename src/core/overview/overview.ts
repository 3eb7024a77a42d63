import type { ArticleDecision, Day, Label } from '../model';
import type { RepeatKind } from '../repeat/kinds';
import type { Story } from '../repeat/stories';
import { columnsOf, type Period } from './periods';

/** What an overview draws from: a corpus, as far as it is counted. */
export interface OverviewSources {
  readonly texts: Iterable<{ readonly articles: readonly CountedArticle[] }>;
  readonly companies: readonly CountedCompany[];
  readonly stories: readonly Story[];
}

export interface CountedArticle {
  readonly date?: Day;
  readonly status?: ArticleDecision['status'];
  readonly counts: readonly Marks[];
}

/** How many marks of a label there are, by what people decided. */
export interface Marks {
  readonly label: Label;
  readonly suggested: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface CountedCompany {
  readonly id: string;
  readonly name: string;
  readonly mentions: number;
  readonly decided: number;
  readonly articles: number;
}

/** A corpus in figures. */
export interface Overview {
  readonly texts: number;
  readonly articles: number;
  /** All marks, of whatever label. */
  readonly marks: Omit<Marks, 'label'>;
  /** The most frequent first. */
  readonly labels: readonly Marks[];
  readonly companies: number;
  /** Those named most often. */
  readonly topCompanies: readonly CountedCompany[];
  /** Articles by how far their annotation is. */
  readonly statuses: readonly {
    readonly status: NonNullable<ArticleDecision['status']>;
    readonly articles: number;
  }[];
  /** Articles that say when they were written. */
  readonly dated: number;
  /** Mentions of companies, by the dates of their articles; none where no article has a date. */
  readonly periods: readonly Period[];
  /** Stories told more than once. */
  readonly stories: number;
  readonly repeats: readonly {
    readonly kind: RepeatKind;
    readonly count: number;
    readonly confirmed: number;
  }[];
}

export const mostCompanies = 15;
const statuses = ['to do', 'in progress', 'done'] as const;
const kinds: readonly RepeatKind[] = ['same', 'retitled', 'cut', 'extended', 'updated'];

export function overviewOf({ texts, companies, stories }: OverviewSources): Overview {
  const labels = new Map<Label, { suggested: number; accepted: number; rejected: number }>();
  const byStatus = new Map<string, number>();
  const dated: { day: Day; mentions: number }[] = [];
  let textCount = 0;
  let articleCount = 0;
  for (const { articles } of texts) {
    textCount++;
    for (const { counts, date, status } of articles) {
      articleCount++;
      let mentions = 0;
      for (const { label, suggested, accepted, rejected } of counts) {
        let total = labels.get(label);
        if (!total) labels.set(label, (total = { suggested: 0, accepted: 0, rejected: 0 }));
        total.suggested += suggested;
        total.accepted += accepted;
        total.rejected += rejected;
        if (label === 'COMPANY') mentions += suggested + accepted;
      }
      byStatus.set(status ?? 'to do', (byStatus.get(status ?? 'to do') ?? 0) + 1);
      if (date !== undefined) dated.push({ day: date, mentions });
    }
  }
  const all = [...labels].map(([label, total]): Marks => ({ label, ...total }));
  const total = (marks: Omit<Marks, 'label'>): number => marks.suggested + marks.accepted + marks.rejected;
  const repeats = stories.flatMap((story) => story.repeats);
  return {
    texts: textCount,
    articles: articleCount,
    marks: {
      suggested: sum(all, ({ suggested }) => suggested),
      accepted: sum(all, ({ accepted }) => accepted),
      rejected: sum(all, ({ rejected }) => rejected),
    },
    labels: all.sort((a, b) => total(b) - total(a) || (a.label < b.label ? -1 : 1)),
    companies: companies.length,
    topCompanies: companies
      .toSorted((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1))
      .slice(0, mostCompanies),
    statuses: statuses.map((status) => ({ status, articles: byStatus.get(status) ?? 0 })),
    dated: dated.length,
    periods: columnsOf(dated),
    stories: stories.length,
    repeats: kinds
      .map((kind) => {
        const ofKind = repeats.filter((repeat) => repeat.kind === kind);
        return {
          kind,
          count: ofKind.length,
          confirmed: ofKind.filter((repeat) => repeat.isConfirmed).length,
        };
      })
      .filter(({ count }) => count > 0),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
