import type { ProjectFinding } from '../core/project/read';
import { findingTitles, findingWords } from './findings';
import type { Translate } from './translate';
import { visible } from './visible';

/** What is wrong with a corpus.yaml and what to do about it. */
export function projectFindingWords(finding: ProjectFinding, t: Translate): string {
  switch (finding.code) {
    case 'not-a-mapping':
      return t('This is not a corpus.yaml: it must have keys such as “files”, “labels” or “entities”.');
    case 'unknown-key':
      return t('“{0}” means nothing in corpus.yaml. Check its spelling.', visible(finding.key));
    case 'shared-key':
      return t(
        '{1} and {2} are both on the key “{0}”. Give one of them another.',
        finding.key,
        ...finding.labels.map(visible),
      );
    case 'bad-label-key':
      return t('“{0}” is no key for a label: it must be one letter or digit.', visible(finding.found));
    case 'unknown-label':
      return t('“{0}” is not among the labels.', visible(finding.label));
    case 'outside-corpus':
      return t('“{0}” leads out of the corpus. Name texts below this file.', visible(finding.found));
    default:
      return findingWords(finding, t);
  }
}

/** What findings of one code have in common, in a few words. */
export const projectFindingTitles: Readonly<Record<ProjectFinding['code'], string>> = {
  ...findingTitles,
  'unknown-key': 'Unknown key',
  'shared-key': 'Key of two labels',
  'bad-label-key': 'Key of a label not one character',
  'outside-corpus': 'Path out of the corpus',
};
