import type { ProjectProblem } from '../core/project/read';
import { findingTitles, findingWords } from './findings';
import type { Translate } from './translate';
import { visible } from './visible';

/** What is wrong with a corpus.yaml and what to do about it. */
export function projectFindingWords(finding: ProjectProblem, t: Translate): string {
  switch (finding.code) {
    case 'not-a-mapping':
      return t('This is not a corpus.yaml: it must have keys such as “files”, “labels” or “entities”.');
    case 'unknown-key':
      return t('corpus.yaml has no key “{0}”. It is left alone.', visible(finding.key));
    case 'shared-key':
      return t(
        'The key “{0}” is that of {1} already. Give {2} another.',
        visible(finding.key),
        visible(finding.labels[0]),
        visible(finding.labels[1]),
      );
    case 'bad-label-key':
      return t('“{0}” is no key: a label’s key is one character.', visible(finding.found));
    case 'outside-corpus':
      return t('“{0}” leads out of the folder of corpus.yaml. It is not followed.', visible(finding.found));
    case 'unknown-label':
      return t('“labels” has no “{0}”. Correct it, or add it there.', visible(finding.label));
    case 'too-large':
    case 'not-text':
    case 'not-yaml':
    case 'too-deep':
    case 'refused-yaml':
    case 'duplicate-key':
    case 'missing-key':
    case 'wrong-type':
    case 'duplicate-id':
      return findingWords(finding, t);
  }
}

/** What findings of one code have in common, in a few words. */
export const projectFindingTitles: Readonly<Record<ProjectProblem['code'], string>> = {
  ...findingTitles,
  'unknown-key': 'Unknown key',
  'shared-key': 'Key of two labels',
  'bad-label-key': 'Key of a label not one character',
  'outside-corpus': 'Path out of the corpus',
};
