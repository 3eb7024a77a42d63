import type { Loss, Refusal } from '../core/exchange/export';
import type { LossCode, ReadProblem } from '../core/exchange/format';
import type { Arrival } from '../core/exchange/importing';
import type { LabelNames } from '../core/exchange/labels';
import type { Translate } from './translate';
import { visible } from './visible';

/** What an export lost, how often, and an example. */
export function lossWords({ code, count, text }: Loss, t: Translate): string {
  return t('Lost: {0} ({1}), such as “{2}”.', lossName(code, t), count, visible(text));
}

/** What a format may lose, in a few words. */
export function lossName(code: LossCode, t: Translate): string {
  switch (code) {
    case 'overlap':
      return t('marks that overlap others');
    case 'pieces':
      return t('marks of several pieces');
    case 'line breaks':
      return t('marks across line ends');
    case 'relations':
      return t('relations');
    case 'comments':
      return t('comments');
    case 'values':
      return t('values of numbers');
    case 'entity links':
      return t('links to entities');
    case 'entities':
      return t('entities with their names');
    case 'articles':
      return t('decisions about articles');
    case 'rejected':
      return t('rejected marks');
    case 'suggestions':
      return t('suggestions');
    case 'authors':
      return t('who decided, and when');
    case 'unsure':
      return t('flags “unsure”');
    case 'orphans':
      return t('annotations whose words were not found again');
    case 'token boundaries':
      return t('exact borders, widened to whole words or characters');
    case 'labels':
      return t('labels that had to be written differently');
    case 'characters':
      return t('characters that had to be replaced');
    case 'line ends':
      return t('CRLF line ends, written as LF');
    case 'suggestion status':
      return t('that these were suggestions only');
    case 'article ends':
      return t('marks across the end of an article');
    case 'text':
      return t('the text as it was');
  }
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

/** So many of something: `1 text`, `2 texts`. */
export function counted(
  count: number,
  what: 'texts' | 'new texts' | 'marks' | 'annotations' | 'new annotations' | 'lines' | 'conflicts',
  t: Translate,
): string {
  switch (what) {
    case 'texts':
      return count === 1 ? t('1 text') : t('{0} texts', count);
    case 'new texts':
      return count === 1 ? t('1 new text') : t('{0} new texts', count);
    case 'marks':
      return count === 1 ? t('1 mark') : t('{0} marks', count);
    case 'annotations':
      return count === 1 ? t('1 annotation') : t('{0} annotations', count);
    case 'new annotations':
      return count === 1 ? t('1 new annotation') : t('{0} new annotations', count);
    case 'lines':
      return count === 1 ? t('1 line') : t('{0} lines', count);
    case 'conflicts':
      return count === 1 ? t('1 conflict') : t('{0} conflicts', count);
  }
}

/** Whose names labels go by. */
export function labelNamesWords(names: LabelNames, t: Translate): string {
  switch (names) {
    case 'own':
      return t('As in the scheme');
    case 'conll':
      return t('As in CoNLL-2003');
    case 'ontonotes':
      return t('As in OntoNotes and spaCy’s models');
  }
}

/** What came for one text. */
export function arrivalWords({ name, annotations, added, newText }: Arrival, t: Translate): string {
  const many = counted(annotations, 'annotations', t);
  return newText === undefined
    ? t('{0}: {1}, {2} of them new', visible(name), many, added)
    : t('{0}: {1}, {2} of them new; its text too', visible(name), many, added);
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
    case 'undecided':
      return t('Nobody accepted “{0}” there. Its marks are not read.', shown);
  }
}
