import type { Rule } from './match';

/**
 * How often a rule's marks are right (place and label), counted on the project's gold texts, rounded down towards
 * what it had on texts it was not written on. A rule that fired fewer than twenty times takes a careful guess.
 */
export const confidence: Readonly<Record<Rule, number>> = {
  'money.sign': 0.99,
  'money.word': 0.98,
  'money.carried': 0.9,
  percent: 0.99,
  quantity: 0.98,
  'quantity.carried': 0.8,
  ordinal: 0.97,
  'cardinal.digits': 0.95,
  'cardinal.words': 0.97,
  'cardinal.tally': 0.98,
  'cardinal.one': 0.92,
  'cardinal.fraction': 0.97,
  'cardinal.ratio': 0.98,
  'cardinal.score': 0.97,
  'date.calendar': 0.99,
  'date.month': 0.98,
  'date.weekday': 0.98,
  'date.year': 0.99,
  'date.period': 0.98,
  'date.season': 0.97,
  'date.festival': 0.98,
  'date.deixis': 0.98,
  'date.set': 0.98,
  duration: 0.99,
  'duration.article': 0.96,
  'time.clock': 0.99,
  'time.words': 0.95,
  'time.part': 0.96,
  'time.duration': 0.99,
};
