import { emitFields } from '../sidecar/emit';
import { numeric, type Value } from '../sidecar/value';
import type { ExportReport } from './export';
import type { LabelMap } from './labels';

/** What an export was and what it lost, as the file that lies beside it. */
export const lossesName = 'losses.yaml';

/** The report as YAML, one loss or refusal a line. `labels`: what they were written as, where it is another name. */
export function lossesFile(
  { format, documents, marks, leftOut, losses, refused }: ExportReport,
  labels: LabelMap = {},
): string {
  const renamed = Object.entries(labels).filter(([label, other]) => label !== other);
  const list = (key: string, items: readonly ReadonlyMap<string, Value>[]): string =>
    items.length === 0
      ? `${key}: []\n`
      : `${key}:\n${items.map((item) => `- ${emitFields(item)}\n`).join('')}`;
  return [
    `format: ${format}\ntexts: ${documents}\nmarks: ${marks}\n`,
    leftOut > 0 ? `left out: ${leftOut}\n` : '',
    renamed.length > 0
      ? `labels: ${emitFields(new Map(renamed.map(([label, other]) => [label, other ?? 'O'])))}\n`
      : '',
    list(
      'losses',
      losses.map(({ code, count, file, text }) => fields({ code, count: numeric(count), file, text })),
    ),
    list(
      'refused',
      refused.map(({ file, code, mark, expected, found }) => fields({ file, code, mark, expected, found })),
    ),
  ].join('');
}

function fields(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values));
}
