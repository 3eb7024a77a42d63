import type { Agreement, LabelAgreement, LeftOut, PairAgreement } from '../core/agreement/agreement';
import type { Translate } from './translate';
import { visible } from './visible';

/** The report on how well annotators agree, as a Markdown document. */
export function agreementReport({ pairs, alone }: Agreement, t: Translate): string {
  const parts = [`# ${t('Agreement')}`];
  if (pairs.length === 0)
    parts.push(t('No text has the layers of two annotators, so that there is nothing to compare.'));
  else if (alone > 0)
    parts.push(
      alone === 1
        ? t('One text has one layer only, and is left out.')
        : t('{0} texts have one layer only, and are left out.', alone),
    );
  for (const pair of pairs) parts.push(...pairParts(pair, t));
  if (pairs.length > 0) parts.push(...explanations(t));
  return `${parts.join('\n\n')}\n`;
}

/** One line that says it all of a pair: `anna and ben: F1 0.83 exact, 0.91 overlapping; kappa 0.87; alpha 0.85`. */
export function agreementLine({ annotators, all, kappa }: PairAgreement, t: Translate): string {
  return t(
    '{0} and {1}: F1 {2} exact, {3} overlapping; kappa {4}; alpha {5}',
    visible(annotators[0]),
    visible(annotators[1]),
    figure(all.exact),
    figure(all.overlap),
    figure(kappa.value),
    figure(all.alpha),
  );
}

function pairParts(
  { annotators, texts, labels, all, kappa, leftOut }: PairAgreement,
  t: Translate,
): string[] {
  const [first, second] = annotators.map(cell) as [string, string];
  const header = [t('label'), first, second, t('F1, exact'), t('F1, overlap'), t('alpha')];
  const rows = [
    ...labels.map((label) => rowOf(cell(label.label), label)),
    rowOf(`**${t('all labels')}**`, all),
  ];
  const percent = (share: number): string => (share * 100).toFixed(1);
  const overTokens =
    kappa.value === undefined
      ? kappa.items === 0
        ? t('Cohen’s kappa is not defined: there are no tokens to compare.')
        : t('Cohen’s kappa is not defined: both give all {0} tokens the same label, or none.', kappa.items)
      : t(
          'Cohen’s kappa over tokens: **{0}**. Of {1} tokens, {2} % have the same label, or none; by chance it would be {3} %.',
          figure(kappa.value),
          kappa.items,
          percent(kappa.observed),
          percent(kappa.expected),
        );
  const missing = leftOutWords(leftOut, t);
  return [
    `## ${t('{0} and {1}', first, second)}`,
    texts === 1 ? t('One text.') : t('{0} texts.', texts),
    tableOf(header, rows),
    ...(all.exact === undefined ? [t('Neither marked anything, so that F1 and alpha are not defined.')] : []),
    overTokens,
    ...(missing.length > 0
      ? [`${t('Not in these figures:')}\n\n${missing.map((each) => `- ${each}`).join('\n')}`]
      : []),
  ];
}

function rowOf(
  name: string,
  { marks, exact, overlap, alpha }: Omit<LabelAgreement, 'label'>,
): readonly string[] {
  return [name, String(marks[0]), String(marks[1]), figure(exact), figure(overlap), figure(alpha)];
}

/** In columns, so that it can be read as it is. All but the first hold figures. */
function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, i) => Math.max(3, ...[header, ...rows].map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((each, i) => (i === 0 ? each.padEnd(widths[i]!) : each.padStart(widths[i]!)));
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

function explanations(t: Translate): string[] {
  const points = [
    t(
      '**F1** is the harmonic mean of the shares of marks that the other set too: 1 where all are the same. Exact: the same words and label. Overlap: a character in common, and the same label.',
    ),
    t(
      '**Cohen’s kappa** compares the label of each word, number and punctuation mark, less what chance would give. Most tokens have no label, which makes agreement by chance high.',
    ),
    t(
      '**Alpha** is Krippendorff’s alpha for unitizing (1995), over characters: how far apart borders are counts, squared, less what chance would give. 0 is chance; below 0 is worse than chance.',
    ),
    t('**–** is not defined: neither set such a mark, or there is nothing to tell apart.'),
  ];
  return [`## ${t('What the figures say')}`, points.map((point) => `- ${point}`).join('\n')];
}

/** What the figures do not see, a sentence each. */
export function leftOutWords(leftOut: LeftOut, t: Translate): string[] {
  const { unfinishedArticles, marksInThem, rejected, orphans, underLonger, overlappingOwnLabel, inPieces } =
    leftOut;
  const said: string[] = [];
  if (unfinishedArticles > 0)
    said.push(
      t(
        'articles that one of the two has not done yet: {0}, with {1} marks',
        unfinishedArticles,
        marksInThem,
      ),
    );
  if (rejected > 0) said.push(t('rejections, which count as no mark: {0}', rejected));
  if (orphans > 0) said.push(t('annotations whose words were not found again: {0}', orphans));
  if (underLonger > 0)
    said.push(
      t('in kappa, words of a mark under a longer one, whose label they have: {0} marks', underLonger),
    );
  if (overlappingOwnLabel > 0)
    said.push(t('in alpha, pieces that overlap another of the same label: {0}', overlappingOwnLabel));
  if (inPieces > 0)
    said.push(
      t('in kappa and alpha, that the pieces of an interrupted mark belong together: {0} marks', inPieces),
    );
  return said;
}

/** Two decimals say all that such figures can. */
function figure(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2).replace('-', '−');
}

/** Text that Markdown shows as it is, in a cell of a table. */
function cell(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]|#~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
}
