import type { Topic } from '../core/companies/facts';
import type { Translate } from './translate';

/** What an amount is about, beside the amount. */
export function topicWords(topic: Topic, t: Translate): string {
  switch (topic) {
    case 'raised':
      return t('money raised');
    case 'revenue':
      return t('revenue');
    case 'profit':
      return t('profit');
    case 'loss':
      return t('loss');
    case 'valuation':
      return t('valuation');
    case 'shares':
      return t('shares');
    case 'stake':
      return t('stake');
    case 'deal':
      return t('deal');
    case 'debt':
      return t('debt');
    case 'fine':
      return t('fine');
    case 'staff':
      return t('staff');
    case 'customers':
      return t('customers');
    case 'price':
      return t('price');
  }
}
