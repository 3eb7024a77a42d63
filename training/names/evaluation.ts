import { entityLabels } from '../../src/core/model';
import type { Suggestion } from '../../src/core/model';
import type { Example } from '../corpus';

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export type Tallies = Map<string, Tally>;

/** Scores names as found against an article's marks: borders and label must be right, any alternative label will do. */
export function score(
  example: Example,
  found: readonly Pick<Suggestion, 'start' | 'end' | 'label'>[],
  tallies: Tallies,
  errors?: string[],
): void {
  const isName = (label: string) => (entityLabels as readonly string[]).includes(label);
  const at = new Map(found.map((one) => [`${one.start}:${one.end}`, one]));
  const right = new Set<string>();
  const say = (kind: string, start: number, end: number) => {
    const { text } = example;
    const from = Math.max(0, start - 40);
    errors?.push(
      `${kind}  ${oneLine(text.slice(from, start))}«${oneLine(text.slice(start, end))}»${oneLine(text.slice(end, end + 30))}`,
    );
  };
  for (const mark of example.marks) {
    if (!isName(mark.labels[0]!)) continue;
    const key = `${mark.start}:${mark.end}`;
    const hit = at.get(key);
    const ok = hit !== undefined && mark.labels.includes(hit.label);
    count(tallies, mark.labels[0]!, ok ? 'right' : 'missed');
    if (ok) right.add(key);
    else say(`missed ${mark.labels.join('/')}${hit ? ` as ${hit.label}` : ''}`, mark.start, mark.end);
  }
  for (const [key, one] of at) {
    if (right.has(key)) continue;
    count(tallies, one.label, 'wrong');
    if (!example.marks.some((mark) => `${mark.start}:${mark.end}` === key && isName(mark.labels[0]!)))
      say(`false ${one.label}`, one.start, one.end);
  }
}

export function f1({ right, wrong, missed }: Tally): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}

export function total(tallies: Tallies): Tally {
  const sum = { right: 0, wrong: 0, missed: 0 };
  for (const tally of tallies.values()) {
    sum.right += tally.right;
    sum.wrong += tally.wrong;
    sum.missed += tally.missed;
  }
  return sum;
}

/** One line: F1 of all, then of each label. */
export function summary(tallies: Tallies): string {
  const all = total(tallies);
  const percent = (value: number) => (100 * value).toFixed(1);
  const labels = entityLabels.map(
    (label) => `${label} ${percent(f1(tallies.get(label) ?? { right: 0, wrong: 0, missed: 0 }))}`,
  );
  const precision = all.right / Math.max(1, all.right + all.wrong);
  const recall = all.right / Math.max(1, all.right + all.missed);
  return `F1 ${percent(f1(all))}  P ${percent(precision)}  R ${percent(recall)}   ${labels.join('  ')}`;
}

function count(tallies: Tallies, label: string, what: keyof Tally): void {
  let tally = tallies.get(label);
  if (!tally) tallies.set(label, (tally = { right: 0, wrong: 0, missed: 0 }));
  tally[what]++;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
