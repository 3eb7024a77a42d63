import type { Difference, Item, MarkItem } from '../core/layers/compare';
import type { Annotation } from '../core/model';
import { labelName } from './labels';
import { normalForm } from './numbers';
import type { Translate } from './translate';
import { visible } from './visible';

/** In what layers differ, in a few words: `border, label`. */
export function differenceWords(differences: readonly Difference[], t: Translate): string {
  return differences.map((difference) => differenceName(difference, t)).join(', ');
}

/** What one layer says of a place: `company “Tarn Motors”`. */
export function readingWords(item: Item, layer: number, t: Translate): string {
  if (item.kind === 'link')
    return item.readings[layer] ? linkWords(item.type, item.from, item.to, t) : t('no relation');
  const reading = item.readings[layer];
  if (!reading) return t('no mark');
  const mark = markWords(reading, item, t);
  return reading.status === 'rejected' ? t('rejected: {0}', mark) : mark;
}

/** The words that an item is about. */
export function itemWords(item: Item, t: Translate): string {
  if (item.kind === 'link') return linkWords(item.type, item.from, item.to, t);
  return visible(wordsOf(item));
}

function differenceName(difference: Difference, t: Translate): string {
  switch (difference) {
    case 'missing':
      return t('missing');
    case 'border':
      return t('border');
    case 'label':
      return t('label');
    case 'value':
      return t('value');
    case 'link':
      return t('link');
  }
}

function markWords(
  { label, text, number, entity }: Annotation,
  { differences }: MarkItem,
  t: Translate,
): string {
  const parts = [`${labelName(label, t)} “${visible(text)}”`];
  if (differences.includes('value')) parts.push(number ? `= ${normalForm(number)}` : t('without a value'));
  if (differences.includes('link')) parts.push(entity ? `→ ${visible(entity)}` : t('without a link'));
  return parts.join(' ');
}

function linkWords(type: string, from: MarkItem, to: MarkItem, t: Translate): string {
  return t('{0}: “{1}” → “{2}”', visible(type), visible(wordsOf(from)), visible(wordsOf(to)));
}

/** The longest of the readings. */
function wordsOf({ readings }: MarkItem): string {
  return readings.reduce(
    (longest, reading) => (reading && reading.text.length > longest.length ? reading.text : longest),
    '',
  );
}
