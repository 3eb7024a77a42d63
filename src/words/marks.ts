import { relationsOf } from '../core/annotate/relations';
import type { Mark } from '../core/marks';
import type { Comment, Decisions, Reason } from '../core/model';
import { labelName } from './labels';
import { normalForm, numberWords } from './numbers';
import type { Translate } from './translate';
import { visible } from './visible';

/** What a mark is and how far it is decided: `company · accepted by editor on 2026-11-22`. */
export function markState(mark: Mark, t: Translate): string {
  return `${labelName(mark.label, t)} · ${decisionState(mark, t)}`;
}

/** Whether somebody decided on a mark, who and when. */
export function decisionState({ state, annotation, suggestion }: Mark, t: Translate): string {
  if (state === 'suggested') return t('suggestion, score {0}', (suggestion?.score ?? 0).toFixed(2));
  const decided = state === 'accepted' ? t('accepted') : t('rejected');
  const by = annotation?.by && t('by {0}', visible(annotation.by));
  const on = annotation?.on && t('on {0}', visible(annotation.on));
  const sure = [decided, by, on].filter(Boolean).join(' ');
  return annotation?.unsure ? t('{0}, unsure', sure) : sure;
}

/** The value of a mark's number, in plain words and in normal form: `1.1 billion US dollars = 1100000000 USD`. */
export function markValue({ label, number }: Mark, t: Translate): string | undefined {
  if (!number) return undefined;
  const words = numberWords(label, number, t);
  const normal = normalForm(number);
  return words === undefined || words === normal ? normal : `${words} = ${normal}`;
}

/** Why a recogniser suggests it. */
export function reasonWords(reason: Reason, t: Translate): string {
  switch (reason.kind) {
    case 'grammar':
      return t('Found by the grammar of numbers.');
    case 'model':
      return t('Found by the name tagger.');
    case 'accepted':
      return reason.by
        ? t(
            'Because {0} accepted it in {1}, line {2}.',
            visible(reason.by),
            visible(reason.file),
            reason.line,
          )
        : t('Because it was accepted in {0}, line {1}.', visible(reason.file), reason.line);
    case 'register':
      return t('Because the register in corpus.yaml names it ({0}).', visible(reason.entity));
  }
}

export function commentWords({ by, on, text, resolved }: Comment, t: Translate): string {
  const who = [by && visible(by), on && visible(on)].filter(Boolean).join(', ');
  const said = who ? t('{0}: {1}', who, visible(text)) : visible(text);
  return resolved ? t('{0} (resolved)', said) : said;
}

/** What a mark's annotation is linked to: `raised → “$1.1 billion”`. */
export function relationWords(
  { annotation }: Mark,
  { annotations, relations }: Pick<Decisions, 'annotations' | 'relations'>,
  t: Translate,
): readonly string[] {
  if (!annotation) return [];
  const words = (id: string): string => visible(annotations.find((each) => each.id === id)?.text ?? id);
  return relationsOf({ relations }, annotation.id).map(({ type, from, to }) =>
    from === annotation.id
      ? t('{0} → “{1}”', visible(type), words(to))
      : t('{0} ← “{1}”', visible(type), words(from)),
  );
}
