import type { Format } from '../core/exchange/format';
import { labelNameSets, type LabelMap, type LabelNames } from '../core/exchange/labels';
import { stringOf, UsageError, type Options } from './commandLine';

/** The options that say what labels are called elsewhere. */
export const labelOptions = {
  labels: { type: 'string' },
  label: { type: 'string', multiple: true },
} as const;

/** Whose names `--labels` asks for; what the format's tools expect where it is left out. */
export function labelNamesAsked(options: Options, format: Format): LabelNames {
  const asked = stringOf(options, 'labels') ?? format.labelNames ?? 'own';
  const names = labelNameSets.find((one) => one === asked);
  if (names) return names;
  throw new UsageError(`--labels is one of ${labelNameSets.join(', ')}, not ${asked}.`);
}

/** What each `--label FROM=TO` says; without TO the label's marks are left out. */
export function labelsAsked(options: Options): LabelMap {
  const given = Array.isArray(options.label) ? options.label.map(String) : [];
  return Object.fromEntries(
    given.map((pair): [string, string | null] => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--label is FROM=TO, not ${pair}.`);
      return [pair.slice(0, at), pair.slice(at + 1) || null];
    }),
  );
}
