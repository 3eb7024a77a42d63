import type { Loss, Refusal } from '../core/exchange/export';
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
