import type { Rule } from './match';

/**
 * How often a rule's marks are right (place and label), counted on the project's gold texts and rounded. A rule
 * that fired fewer than twenty times takes the value of its nearest relative.
 */
export const confidence: Readonly<Record<Rule, number>> = {
  'money.sign': 0.99,
  'money.word': 0.97,
  'money.carried': 0.8,
  percent: 0.99,
  quantity: 0.97,
  'quantity.carried': 0.8,
  ordinal: 0.95,
  'cardinal.digits': 0.95,
  'cardinal.words': 0.96,
  'cardinal.one': 0.85,
  'cardinal.fraction': 0.95,
  'cardinal.ratio': 0.95,
  'cardinal.score': 0.95,
  'date.calendar': 0.99,
  'date.month': 0.97,
  'date.weekday': 0.98,
  'date.year': 0.98,
  'date.period': 0.97,
  'date.season': 0.95,
  'date.festival': 0.95,
  'date.deixis': 0.97,
  'date.set': 0.97,
  duration: 0.97,
  'duration.article': 0.9,
  'time.clock': 0.98,
  'time.words': 0.95,
  'time.part': 0.95,
  'time.duration': 0.98,
};
