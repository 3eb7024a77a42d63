import type { SidecarFinding } from '../core/sidecar/findings';
import type { Translate } from './translate';
import { visible } from './visible';

/** What is wrong with a sidecar and what to do about it. */
export function findingWords(finding: SidecarFinding, t: Translate): string {
  switch (finding.code) {
    case 'too-large':
      return t(
        'This file is too large to read ({0} characters at most). Nothing will be written over it.',
        finding.limit,
      );
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
  }
}
