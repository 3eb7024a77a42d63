import type { MergeConflict } from '../core/sidecar/merge';
import type { Translate } from './translate';
import { visible } from './visible';

/** What two sides decided differently. */
export function conflictWords({ list, id, keys, removedBy }: MergeConflict, t: Translate): string {
  const what = list === 'file' ? visible(id) : `${list} ${visible(id)}`;
  switch (removedBy) {
    case 'ours':
      return t('{0}: we took it out, they changed it.', what);
    case 'theirs':
      return t('{0}: they took it out, we changed it.', what);
    case undefined:
      return t('{0}: both changed {1}.', what, keys.map(visible).join(', '));
  }
}
