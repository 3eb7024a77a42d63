import { kindBit, type Kind, type Lexicon } from '../../src/core/recognize/names/lexicon';

/** Kinds of whole names: those that new texts are full of and that no list can hold all of. */
const forgettable: readonly Kind[] = [
  'given-names',
  'surnames',
  'countries',
  'regions',
  'cities',
  'landmarks',
  'companies',
  'media',
  'organisations',
  'teams',
  'products',
  'events',
];

/**
 * A lexicon that has forgotten a share of the names. Articles read with it teach the model to go by the
 * words around a name where the lists fail, as they will in texts that it has not seen.
 */
export function forgetful(lexicon: Lexicon, percent: number): Lexicon {
  const kept = ~forgettable.reduce((mask, kind) => mask | kindBit(kind), 0);
  return {
    ...lexicon,
    kindsOf(phraseHash) {
      const kinds = lexicon.kindsOf(phraseHash);
      return (phraseHash >>> 7) % 100 < percent ? kinds & kept : kinds;
    },
  };
}
