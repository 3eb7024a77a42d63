import type { Label } from '../model';
import { newsLabels, type LabelDefinition } from './project';

/** What a label's key can be: the keys of the keyboard that stand for one character in every layout. */
export const labelKeyPattern = /^[a-z0-9]$/i;

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/**
 * The label of each key, lower case. Labels that say their key have it, of two that say the same the first; the
 * others have the key of the news scheme, or the next digit that is free.
 */
export function labelsByKey(labels: readonly LabelDefinition[]): ReadonlyMap<string, Label> {
  const byKey = new Map<string, Label>();
  const keyless: LabelDefinition[] = [];
  for (const label of labels) {
    const key = label.key?.toLowerCase();
    if (key === undefined) keyless.push(label);
    else if (!byKey.has(key)) byKey.set(key, label.name);
  }
  for (const { name } of keyless) {
    const usual = newsLabels.find((label) => label.name === name)?.key;
    const key = usual !== undefined && !byKey.has(usual) ? usual : digits.find((digit) => !byKey.has(digit));
    if (key !== undefined) byKey.set(key, name);
  }
  return byKey;
}

/** The key of each label that has one. */
export function keysByLabel(labels: readonly LabelDefinition[]): ReadonlyMap<Label, string> {
  return new Map(Array.from(labelsByKey(labels), ([key, label]) => [label, key]));
}
