import { entityLabels, numberLabels, type Repeat, type Suggestion } from '../src/core/model';
import type { MarkedText } from './corpus';

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** By label, and besides by `values`, `articles`, `repeats`. */
export type Tallies = Map<string, Tally>;

/** Told of each error: what is wrong, and where. */
export type Say = (what: string, start: number, end: number) => void;

type Found = Pick<Suggestion, 'start' | 'end' | 'label' | 'number'>;

/** Scores marks: borders and label must be right; any alternative label will do. Names and numbers go by themselves. */
export function scoreMarks(
  { marks }: Pick<MarkedText, 'marks'>,
  found: readonly Found[],
  tallies: Tallies,
  say: Say = () => undefined,
): void {
  const keyOf = ({ start, end }: { start: number; end: number }) => `${start}:${end}`;
  const at = new Map(found.map((one) => [keyOf(one), one]));
  const right = new Set<Found>();
  for (const mark of marks) {
    const { labels, start, end } = mark;
    const hit = at.get(keyOf(mark));
    if (!hit || !labels.includes(hit.label)) {
      count(tallies, labels[0]!, 'missed');
      say(`missed ${labels.join('/')}${hit ? `, found ${hit.label}` : ''}`, start, end);
      continue;
    }
    right.add(hit);
    count(tallies, labels[0]!, 'right');
    if (!hit.number || !isAsked(mark.value)) continue;
    const value = [hit.number.value, hit.number.unit].filter((part) => part !== undefined).join(' ');
    if (isSameValue(mark.value, value)) count(tallies, 'values', 'right');
    else {
      count(tallies, 'values', 'wrong');
      say(`value ${mark.value}, found ${value}`, start, end);
    }
  }
  const marked = new Set(marks.map(keyOf));
  for (const one of found) {
    if (right.has(one)) continue;
    count(tallies, one.label, 'wrong');
    if (!marked.has(keyOf(one))) say(`false ${one.label}`, one.start, one.end);
  }
}

/** Scores where articles start, and which of them repeat which. */
export function scoreArticles(
  { articles: wanted }: Pick<MarkedText, 'articles'>,
  articles: readonly { readonly start: number }[],
  repeats: readonly Repeat[],
  tallies: Tallies,
  say: Say,
): void {
  const sourceOf = new Map(repeats.map((one) => [articles[one.article]!.start, articles[one.of]!.start]));
  const compare = (what: string, right: ReadonlySet<string>, found: ReadonlySet<string>) => {
    for (const key of found) {
      count(tallies, what, right.has(key) ? 'right' : 'wrong');
      if (!right.has(key)) say(`false ${what}`, parseInt(key), parseInt(key) + 60);
    }
    for (const key of right) {
      if (found.has(key)) continue;
      count(tallies, what, 'missed');
      say(`missed ${what}`, parseInt(key), parseInt(key) + 60);
    }
  };
  const starts = (list: readonly { start: number }[]) => new Set(list.map(({ start }) => String(start)));
  compare('articles', starts(wanted), starts(articles));
  compare(
    'repeats',
    new Set(
      wanted.flatMap(({ start, repeats: of }) => (of > 0 ? [`${start} of ${wanted[of - 1]!.start}`] : [])),
    ),
    new Set([...sourceOf].map(([start, of]) => `${start} of ${of}`)),
  );
}

/** Values that no text can settle by itself are not asked for. */
function isAsked(value: string | undefined): value is string {
  return value !== undefined && value !== '' && !/REF|^XXXX-WXX|^PX|^XXXX$/.test(value);
}

/** The same but for rounding, and for how a range is written. */
function isSameValue(wanted: string, found: string): boolean {
  const plain = (value: string) =>
    value
      .trim()
      .replace(/\s*%$/, '')
      .replace(/(?<=[\dA-Z])\.\.(?=[\dA-Z])/, '-')
      .toLowerCase();
  const [a, b] = [plain(wanted), plain(found)];
  if (a === b) return true;
  const [[x = '', unit = ''], [y = '', otherUnit = '']] = [a.split(' '), b.split(' ')];
  if (unit !== otherUnit || x === '' || y === '') return false;
  return Math.abs(Number(x) - Number(y)) <= 1e-4 * Math.max(1e-9, Math.abs(Number(x)));
}

export function f1({ right, wrong, missed }: Tally): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}

export function total(tallies: Tallies, labels: readonly string[] = entityLabels): Tally {
  const sum = { right: 0, wrong: 0, missed: 0 };
  for (const label of labels) {
    const { right, wrong, missed } = tallies.get(label) ?? { right: 0, wrong: 0, missed: 0 };
    sum.right += right;
    sum.wrong += wrong;
    sum.missed += missed;
  }
  return sum;
}

/** A line for each label and each group of labels that occurs, with precision, recall and F1 in percent. */
export function table(tallies: Tallies): string[] {
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['names', entityLabels],
    ...entityLabels.map((label) => [label, [label]] as const),
    ['numbers', numberLabels],
    ...numberLabels.map((label) => [label, [label]] as const),
    ['articles', ['articles']],
    ['repeats', ['repeats']],
  ];
  const lines = groups.flatMap(([title, labels]) => {
    const tally = total(tallies, labels);
    const { right, wrong, missed } = tally;
    if (right + wrong + missed === 0) return [];
    const percent = (share: number) => (100 * share).toFixed(1).padStart(5);
    const [p, r] = [right / Math.max(1, right + wrong), right / Math.max(1, right + missed)];
    const counts = `${right} right, ${wrong} false, ${missed} missed`;
    return `  ${title.padEnd(9)} P ${percent(p)}  R ${percent(r)}  F1 ${percent(f1(tally))}   ${counts}`;
  });
  const values = tallies.get('values');
  if (!values) return lines;
  const { right, wrong } = values;
  return [
    ...lines,
    `  values    ${((100 * right) / (right + wrong)).toFixed(1)} right of ${right + wrong} numbers found`,
  ];
}

function count(tallies: Tallies, what: string, how: keyof Tally): void {
  let tally = tallies.get(what);
  if (!tally) tallies.set(what, (tally = { right: 0, wrong: 0, missed: 0 }));
  tally[how]++;
}
