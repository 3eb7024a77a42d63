import { accept, acceptAll, reject, relabel, type Author } from '../annotate/operations';
import type { Annotation, Decisions, Label, NumberValue } from '../model';
import { readValue } from '../recognize/numbers/numbers';
import type { Span } from '../span';
import type { TextFinding } from './textChecks';

/** What may be done about a finding in a text: plain data, applied to the decisions as they are by then. */
export type Fix =
  /** Gives annotations another label. */
  | {
      readonly kind: 'relabel';
      readonly ids: readonly string[];
      readonly label: Label;
      readonly others: boolean;
    }
  | { readonly kind: 'set-value'; readonly id: string; readonly number: NumberValue }
  /** Marks words that were passed by, in one place or in all of them. */
  | {
      readonly kind: 'mark';
      readonly places: readonly Span[];
      readonly words: string;
      readonly label: Label;
    }
  | { readonly kind: 'reject'; readonly place: Span; readonly words: string; readonly label: Label }
  /** Says that somebody saw it and is not sure; the words are marked for that where they are not yet. */
  | {
      readonly kind: 'flag';
      readonly id: string | undefined;
      readonly place: Span;
      readonly words: string;
      readonly label: Label;
      readonly number: NumberValue;
    };

/** The likeliest first. */
export function fixesOf(
  finding: TextFinding,
  { annotations }: Pick<Decisions, 'annotations'>,
  labels: ReadonlySet<Label>,
): readonly Fix[] {
  const { start, end } = finding;
  const place = { start, end };
  switch (finding.code) {
    case 'unknown-label': {
      const ids = annotations.filter(({ label }) => label === finding.label).map(({ id }) => id);
      return likest(finding.label, labels).flatMap((label): Fix[] => {
        const here: Fix = { kind: 'relabel', ids: [finding.id!], label, others: false };
        return ids.length > 1 ? [here, { kind: 'relabel', ids, label, others: false }] : [here];
      });
    }
    case 'value-differs':
      return [{ kind: 'set-value', id: finding.id!, number: finding.expected }];
    case 'labelled-differently': {
      const { words, label, other } = finding;
      const others = annotations.filter((one) => isAccepted(one, words, other)).map(({ id }) => id);
      return [
        { kind: 'relabel', ids: [finding.id!], label: other, others: false },
        { kind: 'relabel', ids: others, label, others: true },
      ];
    }
    case 'left-unmarked': {
      const { words, label, places } = finding;
      const here: Fix[] = [{ kind: 'mark', places: [place], words, label }];
      if (places.length > 1) here.push({ kind: 'mark', places, words, label });
      return [...here, { kind: 'reject', place, words, label }];
    }
    case 'conversion-differs': {
      const { id, words, number } = finding;
      const label = annotations.find((one) => one.id === id)?.label ?? labelOf(number);
      return [{ kind: 'flag', id, place, words, label, number }];
    }
  }
}

/** The decisions with a fix done; what is not as the fix expects it any more stays as it is. */
export function applyFix(decisions: Decisions, fix: Fix, text: string, author: Author): Decisions {
  const standsAt = ({ start, end }: Span, words: string): boolean => text.slice(start, end) === words;
  switch (fix.kind) {
    case 'relabel':
      return fix.ids.reduce(
        (now, id) => relabel(now, id, fix.label, valueOf(now, id, fix.label), author),
        decisions,
      );
    case 'set-value':
      return withNumber(decisions, fix.id, fix.number, author);
    case 'mark': {
      const { words, label } = fix;
      const left = fix.places.filter((place) => standsAt(place, words) && !isDecided(decisions, place));
      const reason = { kind: 'grammar' } as const;
      return acceptAll(
        decisions,
        left.map(({ start, end }) => ({ start, end, label, text: words, score: 1, reason })),
        author,
      );
    }
    case 'reject':
      if (!standsAt(fix.place, fix.words)) return decisions;
      return reject(decisions, { pieces: [fix.place], label: fix.label, text: fix.words }, author);
    case 'flag': {
      const { id, place, words, label, number } = fix;
      if (id !== undefined) return flagged(decisions, id);
      if (!standsAt(place, words)) return decisions;
      const marked = accept(decisions, { pieces: [place], label, text: words, number }, author);
      const added = marked.annotations.find((one) => !decisions.annotations.includes(one));
      return added ? flagged(marked, added.id) : decisions;
    }
  }
}

/** How many labels are offered in place of one that the scheme lacks. */
const mostLabels = 3;

/** The labels that are written most like this one. */
function likest(wanted: Label, labels: ReadonlySet<Label>): readonly Label[] {
  const pairs = (label: Label): Set<string> =>
    new Set(Array.from(label.toUpperCase(), (letter, i) => letter + (label.toUpperCase()[i + 1] ?? '')));
  const own = pairs(wanted);
  const likeness = (label: Label): number => {
    const others = pairs(label);
    return (2 * [...others].filter((pair) => own.has(pair)).length) / (own.size + others.size);
  };
  const best = Math.max(...[...labels].map(likeness));
  const alike = [...labels].filter((label) => likeness(label) >= best / 2);
  return alike.sort((a, b) => likeness(b) - likeness(a)).slice(0, mostLabels);
}

function withNumber(decisions: Decisions, id: string, number: NumberValue, author: Author): Decisions {
  const old = decisions.annotations.find((annotation) => annotation.id === id);
  return old ? relabel(decisions, id, old.label, number, author) : decisions;
}

function flagged(decisions: Decisions, id: string): Decisions {
  const annotations = decisions.annotations.map((one) => (one.id === id ? { ...one, unsure: true } : one));
  return { ...decisions, annotations };
}

function isDecided({ annotations }: Decisions, { start, end }: Span): boolean {
  return annotations.some(({ pieces }) => pieces.some((piece) => piece.start === start && piece.end === end));
}

function isAccepted({ status, text, label }: Annotation, words: string, wanted: Label): boolean {
  return status === 'accepted' && text === words && label === wanted;
}

function valueOf({ annotations }: Decisions, id: string, label: Label): NumberValue | undefined {
  const text = annotations.find((annotation) => annotation.id === id)?.text;
  return text === undefined ? undefined : readValue(label, text);
}

/** A conversion is of money or of a measure. */
function labelOf({ unit }: NumberValue): Label {
  return unit !== undefined && /^[A-Z]{3}$/.test(unit) ? 'MONEY' : 'QUANTITY';
}
