import type { Label } from '../core/model';
import type { Translate } from './translate';

/** What a label is called in a sentence; a corpus's own labels are called by their id. */
export function labelName(label: Label, t: Translate): string {
  switch (label) {
    case 'PERSON':
      return t('person');
    case 'COMPANY':
      return t('company');
    case 'ORG':
      return t('organisation');
    case 'LOC':
      return t('place');
    case 'PRODUCT':
      return t('product');
    case 'EVENT':
      return t('event');
    case 'MONEY':
      return t('amount of money');
    case 'PERCENT':
      return t('percentage');
    case 'QUANTITY':
      return t('quantity');
    case 'ORDINAL':
      return t('ordinal number');
    case 'CARDINAL':
      return t('number');
    case 'DATE':
      return t('date');
    case 'TIME':
      return t('time');
    default:
      return label;
  }
}
