import type { CheckProblem } from '../core/check';
import { normalForm } from './numbers';
import type { Translate } from './translate';
import { visible } from './visible';

/** What is wrong with a sidecar, or between it and its text, and what to do about it. */
export function findingWords(finding: CheckProblem, t: Translate): string {
  switch (finding.code) {
    case 'too-large':
      return t(
        'This file is too large to read ({0} characters at most). Nothing will be written over it.',
        finding.limit,
      );
    case 'unreadable':
      return t('This cannot be read: {0} Nothing will be written over it.', visible(finding.reason));
    case 'not-text':
      return t(
        'This is not a text file in UTF-8: it holds the control character {0}. Save it in UTF-8.',
        finding.character,
      );
    case 'conflict-marker':
      return t('Git left a merge conflict here. Settle it, or run `corpus-annotator merge`.');
    case 'not-yaml':
      return t('This is not valid YAML ({0}). Mend this line.', finding.reason);
    case 'too-deep':
      return t(
        'This is nested deeper than {0} levels, which no annotations file needs. Mend this line.',
        finding.limit,
      );
    case 'refused-yaml':
      return t('An annotations file has no YAML {0}s. Write the value out.', finding.what);
    case 'duplicate-key':
      return t('“{0}” is here twice. Remove one of them.', visible(finding.key));
    case 'not-a-mapping':
      return t('This is not an annotations file: it must start with “format: corpus-annotator/1”.');
    case 'no-format':
      return t('This is not an annotations file: the line “format: corpus-annotator/1” is missing.');
    case 'unknown-format':
      return t(
        '“{0}” is not a format of annotations files; “corpus-annotator/1” is.',
        visible(finding.found),
      );
    case 'newer-format':
      return t(
        'This file is of a newer format, “{0}”. Update Corpus Annotator to annotate this text.',
        visible(finding.found),
      );
    case 'wrong-type':
      return t('“{0}” must be {1}.', visible(finding.key), t(finding.expected));
    case 'unsafe-file':
      return t('“{0}” is not the plain name of a text file. It is not followed.', visible(finding.found));
    case 'other-file':
      return t(
        'This file is about “{0}”, but it stands beside “{1}”. Set text.file right.',
        visible(finding.found),
        visible(finding.expected),
      );
    case 'missing-key':
      return t('“{0}” is missing here.', visible(finding.key));
    case 'bad-value':
      return t('“{1}” is no value for “{0}”.', visible(finding.key), visible(finding.found));
    case 'duplicate-id':
      return t('Another item has the id “{0}” already. Give this one another.', visible(finding.id));
    case 'outside-text':
      return t('The text has no place {0}.', visible(finding.at));
    case 'words-differ':
      return t('The text says “{1}” here, not “{0}”.', visible(finding.expected), visible(finding.found));
    case 'line-not-found':
      return t('No line of the text is “{0}” (line {1} was).', visible(finding.expected), finding.line);
    case 'orphan':
      return t('These words were not found again in the changed text. The annotation is kept here.');
    case 'undecided-conflict':
      if (finding.removedBy === 'theirs')
        return t(
          'Here this was changed, elsewhere it was taken out. Keep one reading and remove “conflict”.',
        );
      if (finding.removedBy === 'ours')
        return t(
          'Here this was taken out, elsewhere it was changed. Keep one reading and remove “conflict”.',
        );
      return t(
        'Two people decided differently on: {0}. Keep one reading and remove “conflict”.',
        finding.keys.map(visible).join(', '),
      );
    case 'dangling-relation':
      return t('There is no annotation with the id “{0}”.', visible(finding.id));
    case 'text-missing':
      return t('The text “{0}” is not here. Bring it back, or remove this file.', visible(finding.file));
    case 'text-unreadable':
      return t('“{0}” cannot be read as a text in UTF-8.', visible(finding.file));
    case 'text-changed':
      return t(
        'The text has changed: {0} annotations moved with their words, {1} were not found again. Look at them and save.',
        finding.moved,
        finding.orphans,
      );
    case 'moved':
      return t('These words stand at {0} in the changed text.', finding.to);
    case 'unknown-label':
      return t(
        'The corpus has no label “{0}”. Correct it, or add it to corpus.yaml.',
        visible(finding.label),
      );
    case 'unknown-entity':
      return t(
        'Neither this file nor corpus.yaml has an entity “{0}”. Correct it, or add it there.',
        visible(finding.entity),
      );
    case 'unknown-relation':
      return t(
        'The corpus has no relation “{0}”. Correct it, or add it to corpus.yaml.',
        visible(finding.type),
      );
    case 'relation-ends':
      return t(
        '“{0}” does not go from {1} to {2}. Correct it, or allow it in corpus.yaml.',
        visible(finding.type),
        visible(finding.from),
        visible(finding.to),
      );
    case 'value-differs':
      return t(
        'The words say {0}, not {1}. Correct “value” and “unit”.',
        visible(normalForm(finding.expected)),
        visible(normalForm(finding.found)),
      );
    case 'labelled-differently':
      return t(
        '“{0}” is {1} here, but mostly {2} in this text, as on line {3}.',
        visible(finding.words),
        visible(finding.label),
        visible(finding.other),
        finding.line,
      );
    case 'left-unmarked':
      if (finding.places.length === 1)
        return t(
          '“{0}” is marked as {1} on line {2}, but not here.',
          visible(finding.words),
          visible(finding.label),
          finding.line,
        );
      return t(
        '“{0}” is marked as {1} on line {2}, but not here nor in {3} more places.',
        visible(finding.words),
        visible(finding.label),
        finding.line,
        finding.places.length - 1,
      );
    case 'conversion-differs':
      return t(
        '“{0}” in brackets cannot be “{1}”, which comes to {2}.',
        visible(finding.words),
        visible(finding.of),
        visible(conversionWords(finding, t)),
      );
    case 'repeated-article':
      return t(
        'This article repeats the one at line {0} ({1} % the same).',
        finding.line,
        Math.floor(finding.similarity * 100),
      );
  }
}

/** What findings of one code have in common, in a few words. */
export const findingTitles: Readonly<Record<CheckProblem['code'], string>> = {
  'too-large': 'Annotations file too large',
  unreadable: 'Annotations file not readable',
  'not-text': 'Not a text file in UTF-8',
  'conflict-marker': 'Merge conflict left by git',
  'not-yaml': 'Not valid YAML',
  'too-deep': 'Nested too deep',
  'refused-yaml': 'YAML that annotations files do without',
  'duplicate-key': 'Key given twice',
  'not-a-mapping': 'Not an annotations file',
  'no-format': 'Format missing',
  'unknown-format': 'Unknown format',
  'newer-format': 'Format of a newer version',
  'wrong-type': 'Value of the wrong type',
  'unsafe-file': 'Text not named by a plain file name',
  'other-file': 'Annotations of another text',
  'missing-key': 'Key missing',
  'bad-value': 'Value not allowed',
  'duplicate-id': 'Id given twice',
  'outside-text': 'Place outside the text',
  'words-differ': 'Other words at this place',
  'line-not-found': 'Line not found in the text',
  orphan: 'Words not found again',
  'undecided-conflict': 'Conflict not decided',
  'dangling-relation': 'Relation to a missing annotation',
  'text-missing': 'Text missing',
  'text-unreadable': 'Text not readable',
  'text-changed': 'Text changed under its annotations',
  moved: 'Annotation moved with its words',
  'unknown-label': 'Label not in the scheme',
  'unknown-entity': 'Unknown entity',
  'unknown-relation': 'Relation not in the scheme',
  'relation-ends': 'Relation between labels that it does not join',
  'value-differs': 'Value does not follow from the words',
  'labelled-differently': 'Same words labelled differently',
  'left-unmarked': 'Name marked elsewhere, not here',
  'conversion-differs': 'Number in brackets contradicts its conversion',
  'repeated-article': 'Repeated article',
};

/** What an amount comes to, in the unit of the one in brackets: `about 42 km`, `300 million to 410 million USD`. */
function conversionWords(
  { number: { unit }, expected: { least, most } }: Extract<CheckProblem, { code: 'conversion-differs' }>,
  t: Translate,
): string {
  const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: least === most ? 3 : 2 });
  if (least === most) return t('about {0} {1}', plain.format(least), unit ?? '');
  return t('{0} to {1} {2}', plain.format(least), plain.format(most), unit ?? '');
}
