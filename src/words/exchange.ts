import type { Loss, Refusal } from '../core/exchange/export';
import type { ReadProblem } from '../core/exchange/format';
import type { Translate } from './translate';
import { visible } from './visible';

/** What an export lost, with an example. */
export function lossWords({ code, count, text }: Loss, t: Translate): string {
  return t('Lost: {0} of “{1}”, such as “{2}”.', count, t(code), visible(text));
}

/** Why a text was not exported. */
export function refusalWords({ file, mark, expected, found }: Refusal, t: Translate): string {
  return t(
    '{0}: annotation {1} says “{2}”, but “{3}” stands there. Place it again or remove it.',
    visible(file),
    mark,
    visible(expected),
    visible(found),
  );
}

/** What could not be read of another tool's file. */
export function readProblemWords({ code, about }: ReadProblem, t: Translate): string {
  const shown = visible(about);
  switch (code) {
    case 'syntax':
      return t('This is not of the format: “{0}”.', shown);
    case 'no text':
      return t('The text of “{0}” is neither in this file nor in the corpus.', shown);
    case 'text differs':
      return t('The corpus has another text by the name “{0}”. Nothing is marked in it.', shown);
    case 'span':
      return t('“{0}” has a place that the text does not have.', shown);
    case 'quote':
      return t('“{0}” does not stand where it is marked.', shown);
    case 'label':
      return t('“{0}” has no label.', shown);
    case 'relation':
      return t('The relation “{0}” joins marks that are not there.', shown);
    case 'value':
      return t('The value “{0}” cannot be read.', shown);
  }
}
