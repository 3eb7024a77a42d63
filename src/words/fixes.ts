import type { Fix } from '../core/checks/fixes';
import { labelName } from './labels';
import { normalForm } from './numbers';
import type { Translate } from './translate';
import { visible } from './visible';

/** What a quick fix is called in the list of them. */
export function fixWords(fix: Fix, t: Translate): string {
  switch (fix.kind) {
    case 'relabel':
      if (fix.ids.length === 1 && !fix.others) return t('Relabel as {0}', visible(labelName(fix.label, t)));
      if (!fix.others) return t('Relabel All {0} as {1}', fix.ids.length, visible(labelName(fix.label, t)));
      if (fix.ids.length === 1) return t('Relabel the Other as {0}', visible(labelName(fix.label, t)));
      return t('Relabel the Other {0} as {1}', fix.ids.length, visible(labelName(fix.label, t)));
    case 'set-value':
      return t('Set the Value to {0}', visible(normalForm(fix.number)));
    case 'mark':
      if (fix.places.length === 1) return t('Mark as {0}', visible(labelName(fix.label, t)));
      return t('Mark All {0} as {1}', fix.places.length, visible(labelName(fix.label, t)));
    case 'reject':
      return t('Not {0} Here', visible(fix.words));
    case 'flag':
      return t('Flag as Unsure');
  }
}
