import type { ProjectFinding } from '../core/project/read';
import { findingWords } from './findings';
import type { Translate } from './translate';
import { visible } from './visible';

/** What is wrong with a corpus.yaml and what to do about it. */
export function projectFindingWords(finding: ProjectFinding, t: Translate): string {
  switch (finding.code) {
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
