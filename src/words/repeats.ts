import type { RepeatKind } from '../core/repeat/kinds';
import type { RepeatedTelling } from '../core/repeat/stories';
import type { Translate } from './translate';

/** How a telling differs from the first one, in a few words. */
export function kindWords(kind: RepeatKind, t: Translate): string {
  switch (kind) {
    case 'same':
      return t('same words');
    case 'retitled':
      return t('other title or byline');
    case 'cut':
      return t('cut');
    case 'extended':
      return t('extended');
    case 'updated':
      return t('changed');
  }
}

/** Never rounded up to 100, which says that the words are the same. */
export function percentOf({ similarity }: Pick<RepeatedTelling, 'similarity'>): number {
  return Math.floor(similarity * 100);
}
