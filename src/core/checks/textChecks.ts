import { isName } from '../marks';
import type { Annotation, Article, Decisions, Label, NumberValue, Repeat, Suggestion } from '../model';
import { agrees } from '../recognize/numbers/agreement';
import { readValue } from '../recognize/numbers/numbers';
import type { Span } from '../span';
import type { LineIndex } from '../text';
import { convert, mayConvert, type Conversion } from './conversions';
import { namesLeftOut } from './leftOut';

/** What a person may want to look at again in a text and the decisions on it. */
export type TextProblem =
  /** A label that the corpus's scheme does not have. */
  | { readonly code: 'unknown-label'; readonly label: Label }
  /** The words are a number, and another one than the annotation says. */
  | { readonly code: 'value-differs'; readonly found: NumberValue; readonly expected: NumberValue }
  /** The same words have another label more often in this text, first on `line` (from 1). */
  | {
      readonly code: 'labelled-differently';
      readonly words: string;
      readonly label: Label;
      readonly other: Label;
      readonly line: number;
    }
  /** A name that was accepted on `line` (from 1) was passed by in `places`, of which this is the first. */
  | {
      readonly code: 'left-unmarked';
      readonly words: string;
      readonly label: Label;
      readonly line: number;
      readonly places: readonly Span[];
    }
  /** The amount in brackets cannot be what the one in front of them, `of`, comes to. */
  | {
      readonly code: 'conversion-differs';
      readonly words: string;
      readonly of: string;
      readonly number: NumberValue;
      readonly expected: Conversion;
    };

export type TextCheck = TextProblem['code'];

export const textChecks: readonly TextCheck[] = [
  'unknown-label',
  'value-differs',
  'labelled-differently',
  'left-unmarked',
  'conversion-differs',
];

/** A problem at its words; offsets into the text. */
export type TextFinding = Span &
  TextProblem & {
    readonly severity: 'error' | 'warning' | 'information';
    /** The annotation that it is about; `undefined` where there is none. */
    readonly id?: string;
  };

/** A text as the checks see it. */
export interface CheckedText {
  readonly text: string;
  readonly lines: LineIndex;
  readonly articles: readonly Article[];
  readonly repeats: readonly Repeat[];
  readonly decisions: Decisions;
  /** What the grammar of numbers finds; other suggestions do not count. */
  readonly numbers: readonly Pick<Suggestion, 'start' | 'end' | 'label' | 'number' | 'converts'>[];
  /** The labels of the corpus. */
  readonly labels: ReadonlySet<Label>;
}

/** More of one kind than this, and nobody reads them: the rest shows when these are settled. */
const mostOfAKind = 100;

/** Checks the decisions on a text, pausing now and then. Findings are in the order of the text. */
export function* checkText(checked: CheckedText): Generator<void, readonly TextFinding[]> {
  const findings: TextFinding[] = [...unknownLabels(checked), ...labelProblems(checked)];
  findings.push(...(yield* valueProblems(checked)));
  findings.push(...(yield* leftOutProblems(checked)));
  findings.push(...conversionProblems(checked));
  return findings.sort((a, b) => a.start - b.start);
}

function unknownLabels({ decisions, labels }: CheckedText): readonly TextFinding[] {
  const unknown = decisions.annotations.filter(({ label }) => !labels.has(label));
  return unknown.slice(0, mostOfAKind).map((annotation) => {
    const { id, label } = annotation;
    return { ...placeOf(annotation), id, code: 'unknown-label', label, severity: 'error' };
  });
}

/**
 * Names whose words have another label more often in the text. That may be meant: a firm and its product share a
 * name. Numbers mean what their sentence says.
 */
function labelProblems({ decisions, lines }: CheckedText): readonly TextFinding[] {
  const byWords = new Map<string, Annotation[]>();
  for (const annotation of decisions.annotations) {
    if (annotation.status !== 'accepted' || !isName(annotation)) continue;
    const same = byWords.get(annotation.text);
    if (same) same.push(annotation);
    else byWords.set(annotation.text, [annotation]);
  }
  const findings: TextFinding[] = [];
  for (const [words, annotations] of byWords) {
    const usual = mostFrequentLabel(annotations);
    for (const annotation of annotations) {
      const { id, label } = annotation;
      if (label === usual || findings.length >= mostOfAKind) continue;
      const first = annotations.find((other) => other.label === usual)!;
      const { line } = lines.place(first.pieces[0]!.start);
      const problem = { code: 'labelled-differently', words, label, other: usual, line } as const;
      findings.push({ ...placeOf(annotation), id, ...problem, severity: 'information' });
    }
  }
  return findings;
}

/** Of equally frequent ones, the first. */
function mostFrequentLabel(annotations: readonly Annotation[]): Label {
  const counts = new Map<Label, number>();
  for (const { label } of annotations) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

/**
 * Values that do not follow from their words, neither from the words alone nor as the text has them, where a
 * currency may be named far off.
 */
function* valueProblems({ decisions, numbers }: CheckedText): Generator<void, readonly TextFinding[]> {
  const inContext = new Map(numbers.map((number) => [placeKey(number), number.number]));
  const alone = new Map<string, NumberValue | undefined>();
  const findings: TextFinding[] = [];
  for (const annotation of decisions.annotations) {
    const { id, number: found, label, text: words, status, pieces } = annotation;
    if (!found || status !== 'accepted' || pieces.length > 1 || findings.length >= mostOfAKind) continue;
    const read = inContext.get(placeKey({ ...pieces[0]!, label }));
    if (read && agrees(found, read, words)) continue;
    const key = `${label} ${words}`;
    if (!alone.has(key)) {
      alone.set(key, readValue(label, words));
      yield;
    }
    const expected = alone.get(key);
    if (!expected || agrees(found, expected, words)) continue;
    const problem = { code: 'value-differs', found, expected: read ?? expected } as const;
    findings.push({ ...placeOf(annotation), id, ...problem, severity: 'warning' });
  }
  return findings;
}

/** Nobody marks a repeated article again. */
function* leftOutProblems({
  text,
  articles,
  repeats,
  decisions,
  lines,
}: CheckedText): Generator<void, readonly TextFinding[]> {
  const repeated = new Set(repeats.map(({ article }) => article));
  const told = articles.filter((_, index) => !repeated.has(index));
  const leftOut = yield* namesLeftOut(text, told, decisions, lines);
  return leftOut.slice(0, mostOfAKind).map(({ places, ...name }) => {
    return { ...places[0]!, code: 'left-unmarked', ...name, places, severity: 'information' };
  });
}

/** Amounts in brackets that the ones in front of them cannot come to, as people decided on them or else as they are read. */
function conversionProblems({ text, decisions, numbers }: CheckedText): readonly TextFinding[] {
  const decided = new Map<string, Annotation>();
  for (const annotation of decisions.annotations) {
    if (annotation.pieces.length === 1)
      decided.set(placeKey({ ...annotation.pieces[0]!, label: annotation.label }), annotation);
  }
  const read = new Map(numbers.map((number) => [placeKey(number), number.number]));
  const findings: TextFinding[] = [];
  for (const { start, end, label, converts } of numbers) {
    if (!converts || findings.length >= mostOfAKind) continue;
    const [from, to] = [
      { ...converts, label },
      { start, end, label },
    ].map(placeKey);
    const [first, second] = [decided.get(from!), decided.get(to!)];
    // What somebody rejected is no amount; what somebody is unsure of is known to want a look.
    if ([first, second].some((known) => known?.status === 'rejected' || known?.unsure)) continue;
    const [amount, number] = [first?.number ?? read.get(from!), second?.number ?? read.get(to!)];
    if (!amount || !number || mayConvert(amount, number)) continue;
    const expected = convert(amount, number.unit ?? '');
    if (!expected) continue;
    const words = { words: text.slice(start, end), of: text.slice(converts.start, converts.end) };
    const problem = { code: 'conversion-differs', ...words, number, expected } as const;
    findings.push({ start, end, ...(second && { id: second.id }), ...problem, severity: 'warning' });
  }
  return findings;
}

function placeOf({ pieces }: Annotation): Span {
  return { start: pieces[0]!.start, end: pieces.at(-1)!.end };
}

function placeKey({ start, end, label }: Span & { readonly label: Label }): string {
  return `${start}-${end} ${label}`;
}
