import { sameWords } from './compare';
import type { Wording } from './fingerprint';

/**
 * How a telling differs from the first one: `same`: in nothing but quote marks, capitals and line ends; `retitled`: in its
 * title, byline or captions alone; `cut`: it leaves things out; `extended`: it adds things; `updated`: it says some
 * things in other words.
 */
export type RepeatKind = 'same' | 'retitled' | 'cut' | 'extended' | 'updated';

/** Of what one telling says, so much is in the other word for word where nothing was changed but at its end. */
const nearlyAll = 0.97;

export function kindOfRepeat(first: Wording, again: Wording): RepeatKind {
  if (sameWords(first, again)) return 'same';
  const shared = sharedShingles(first, again);
  const inFirst = shared / Math.max(1, again.shingles.length);
  const inAgain = shared / Math.max(1, first.shingles.length);
  if (inFirst === 1 && inAgain === 1) return 'retitled';
  if (inFirst >= nearlyAll && inAgain < inFirst) return 'cut';
  if (inAgain >= nearlyAll) return 'extended';
  return 'updated';
}

function sharedShingles({ shingles: a }: Wording, { shingles: b }: Wording): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}
