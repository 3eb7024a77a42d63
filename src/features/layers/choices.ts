import * as vscode from 'vscode';
import type { Choice } from '../../core/layers/adjudicate';
import { acceptedReadings, type Comparison, type Item } from '../../core/layers/compare';
import { readingWords } from '../../words/layers';
import { visible } from '../../words/visible';

/** What a lens or a row names: a text, and an item of its comparison. */
export interface ItemArgument {
  readonly document: vscode.TextDocument;
  readonly item: Item;
}

/** One thing that can be decided on an item. */
export interface OfferedChoice {
  readonly choice: Choice;
  /** Short: `anna: company “Tarn Motors”`. */
  readonly label: string;
  readonly detail?: string;
}

/** What can be decided: each different reading once, with those who say so; all of them; none. */
export function choicesOf(comparison: Comparison, item: Item): readonly OfferedChoice[] {
  const byWords = new Map<string, { layer: number; annotators: string[] }>();
  comparison.layers.forEach(({ annotator }, layer) => {
    const words = readingWords(item, layer, vscode.l10n.t);
    const known = byWords.get(words) ?? { layer, annotators: [] };
    known.annotators.push(visible(annotator));
    byWords.set(words, known);
  });
  const readings = Array.from(byWords, ([words, { layer, annotators }]): OfferedChoice => ({
    choice: { layer },
    label: `${annotators.join(', ')}: ${words}`,
  }));
  if (item.kind === 'link') return readings;
  const places = new Set(acceptedReadings(item).map(({ reading }) => `${reading.label} ${reading.text}`));
  const all: OfferedChoice = {
    choice: 'all',
    label: vscode.l10n.t('All'),
    detail: vscode.l10n.t('They are marks of their own: one within the other, say.'),
  };
  const none: OfferedChoice = {
    choice: 'none',
    label: vscode.l10n.t('None'),
    detail: vscode.l10n.t('Each is recorded as rejected.'),
  };
  const isMissing = item.differences.includes('missing');
  return [...readings, ...(places.size > 1 ? [all] : []), ...(isMissing ? [] : [none])];
}
