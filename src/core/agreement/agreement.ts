import type { Layer } from '../layers/layer';
import type { Annotation, Decisions, Label } from '../model';
import { tokenize, TokenKind } from '../recognize/tokens';
import { compareSpans, overlaps, shifted, type Span } from '../span';
import { alphaOf, unitizingDisagreement, type Disagreement } from './alpha';
import { cohensKappa, count, type Kappa } from './kappa';
import { addMatches, exactMatches, f1Of, noMatches, overlapMatches, type Matches } from './matches';

/** A text and the layers on it. */
export interface LayeredText {
  readonly text: string;
  /** Sorted, not overlapping each other. */
  readonly articles: readonly Span[];
  readonly layers: readonly Layer[];
}

/** How well the annotators of some texts agree. */
export interface Agreement {
  readonly pairs: readonly PairAgreement[];
  /** How many texts have fewer than two layers, and are left out. */
  readonly alone: number;
}

/** How well two annotators agree, over all texts that both have a layer on. */
export interface PairAgreement {
  readonly annotators: readonly [string, string];
  readonly texts: number;
  /** By label, in the order of their names. */
  readonly labels: readonly LabelAgreement[];
  readonly all: Omit<LabelAgreement, 'label'>;
  /** Over tokens: words, numbers and punctuation marks; those outside all marks have a category of their own. */
  readonly kappa: Kappa;
  readonly leftOut: LeftOut;
}

/** Agreement on the marks of one label. A figure is `undefined` where nobody set such a mark. */
export interface LabelAgreement {
  readonly label: Label;
  /** How many marks each has set. */
  readonly marks: readonly [number, number];
  /** Marks agree where their places are the same. */
  readonly exact: number | undefined;
  /** Marks agree where their places overlap. */
  readonly overlap: number | undefined;
  /** Krippendorff's alpha for unitizing, over characters. */
  readonly alpha: number | undefined;
}

/** What the figures do not see. */
export interface LeftOut {
  /** Articles that one of the two has not done yet. */
  readonly unfinishedArticles: number;
  /** Marks in them. */
  readonly marksInThem: number;
  /** Rejections: they count as no mark. */
  readonly rejected: number;
  /** Annotations whose words were not found again. */
  readonly orphans: number;
  /** Marks that share words with a longer one: for kappa, a token has the longest mark's label. */
  readonly underLonger: number;
  /** Marks that overlap another of the same label: for alpha, the first (of those, the longest) counts. */
  readonly overlappingOwnLabel: number;
  /** Marks of several pieces: kappa and alpha take each piece for itself. */
  readonly inPieces: number;
}

/** Measures every pair of annotators, in the order in which they first occur. */
export function agreementOf(texts: readonly LayeredText[]): Agreement {
  const annotators = [...new Set(texts.flatMap(({ layers }) => layers.map(({ annotator }) => annotator)))];
  const pairs = annotators.flatMap((first, i) =>
    annotators.slice(i + 1).flatMap((second) => pairAgreement(texts, first, second) ?? []),
  );
  return { pairs, alone: texts.filter(({ layers }) => layers.length < 2).length };
}

/** Two layers of one text, cut down to what counts, and moved to where the text lies in the continuum of all texts. */
interface Cut {
  readonly marks: readonly [readonly Annotation[], readonly Annotation[]];
  readonly outside: readonly Span[];
  readonly leftOut: LeftOut;
}

const nobody = '';

function pairAgreement(
  texts: readonly LayeredText[],
  first: string,
  second: string,
): PairAgreement | undefined {
  const confusion = new Map<string, Map<string, number>>();
  const exact = new Map<Label, Matches>();
  const overlap = new Map<Label, Matches>();
  const units = new Map<Label, [Span[], Span[]]>();
  let leftOut: LeftOut = nothingLeftOut;
  let length = 0;
  let textCount = 0;
  for (const { text, articles, layers } of texts) {
    const a = layers.find(({ annotator }) => annotator === first);
    const b = layers.find(({ annotator }) => annotator === second);
    if (!a || !b) continue;
    textCount++;
    const cut = cutDown(articles, a.decisions, b.decisions);
    const kappa = compareTokens(text, cut, confusion);
    let overlappingOwnLabel = 0;
    for (const label of labelsIn(cut)) {
      const marks = cut.marks.map((each) => each.filter((mark) => mark.label === label));
      const [ofFirst, ofSecond] = [marks[0]!, marks[1]!];
      exact.set(label, addMatches(exact.get(label) ?? noMatches, exactMatches(ofFirst, ofSecond)));
      overlap.set(label, addMatches(overlap.get(label) ?? noMatches, overlapMatches(ofFirst, ofSecond)));
      const known = units.get(label) ?? [[], []];
      units.set(label, known);
      marks.forEach((each, side) => {
        const found = unitsOf(each, cut.outside);
        overlappingOwnLabel += found.overlapping;
        for (const unit of found.units) known[side]!.push(shifted(unit, length));
      });
    }
    length += text.length - lengthOf(cut.outside);
    leftOut = addLeftOut(leftOut, { ...cut.leftOut, underLonger: kappa.underLonger, overlappingOwnLabel });
  }
  if (textCount === 0) return undefined;
  const disagreements = new Map<Label, Disagreement>();
  for (const [label, each] of units) disagreements.set(label, unitizingDisagreement(each, length));
  const labels = [...exact.keys()].sort().map((label): LabelAgreement => ({
    label,
    marks: exact.get(label)!.marks,
    exact: f1Of(exact.get(label)!),
    overlap: f1Of(overlap.get(label)!),
    alpha: alphaOf([disagreements.get(label)!]),
  }));
  const allExact = [...exact.values()].reduce(addMatches, noMatches);
  return {
    annotators: [first, second],
    texts: textCount,
    labels,
    all: {
      marks: allExact.marks,
      exact: f1Of(allExact),
      overlap: f1Of([...overlap.values()].reduce(addMatches, noMatches)),
      alpha: alphaOf([...disagreements.values()]),
    },
    kappa: cohensKappa(confusion),
    leftOut,
  };
}

/** Leaves out what is no mark, and articles that either has not done. */
function cutDown(articles: readonly Span[], a: Decisions, b: Decisions): Cut {
  const unfinished = new Set(
    [...a.articles, ...b.articles]
      .filter(({ status }) => status === 'to do' || status === 'in progress')
      .map(({ start }) => start),
  );
  const outside = articles.filter(({ start }) => unfinished.has(start));
  let marksInThem = 0;
  const marksOf = ({ annotations }: Decisions): Annotation[] => {
    const accepted = annotations.filter(({ status }) => status === 'accepted');
    const counted = accepted.filter(({ pieces }) => !pieces.some((piece) => meetsAny(piece, outside)));
    marksInThem += accepted.length - counted.length;
    return counted;
  };
  const marks = [marksOf(a), marksOf(b)] as const;
  const both = [a, b];
  return {
    marks,
    outside,
    leftOut: {
      ...nothingLeftOut,
      unfinishedArticles: outside.length,
      marksInThem,
      rejected: sum(
        both,
        ({ annotations }) => annotations.filter((each) => each.status === 'rejected').length,
      ),
      orphans: sum(both, ({ orphans }) => orphans.length),
      inPieces: sum(marks, (each) => each.filter(({ pieces }) => pieces.length > 1).length),
    },
  };
}

/** Counts the labels of each token. */
function compareTokens(
  text: string,
  { marks, outside }: Cut,
  confusion: Map<string, Map<string, number>>,
): { underLonger: number } {
  const tokens = tokenize(text);
  const [first, second] = marks.map((each) => labelsOfTokens(tokens, each));
  let out = 0;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kinds[i] === TokenKind.lineEnd) continue;
    const start = tokens.starts[i]!;
    while (out < outside.length && outside[out]!.end <= start) out++;
    if (out < outside.length && outside[out]!.start <= start) continue;
    count(confusion, first!.labels[i] ?? nobody, second!.labels[i] ?? nobody);
  }
  return { underLonger: first!.underLonger + second!.underLonger };
}

/** Longer marks come first; what they leave of shorter ones counts. Each token is visited once. */
function labelsOfTokens(
  tokens: ReturnType<typeof tokenize>,
  marks: readonly Annotation[],
): { labels: (Label | undefined)[]; underLonger: number } {
  const labels: (Label | undefined)[] = new Array<Label | undefined>(tokens.count);
  /** The next token that has no label yet, with shortcuts over those that have. */
  const next = Uint32Array.from({ length: tokens.count + 1 }, (_, i) => i);
  const free = (from: number): number => {
    let at = from;
    while (next[at] !== at) at = next[at] = next[next[at]!]!;
    return at;
  };
  let underLonger = 0;
  const longestFirst = marks.toSorted((a, b) => lengthOf(b.pieces) - lengthOf(a.pieces));
  for (const { pieces, label } of longestFirst) {
    let isUnder = false;
    for (const { start, end } of pieces) {
      const from = firstTokenBehind(tokens, start);
      let reached = from;
      for (let i = free(from); i < tokens.count && tokens.starts[i]! < end; i = free(i)) {
        if (i !== reached) isUnder = true;
        labels[i] = label;
        next[i] = i + 1;
        reached = i + 1;
      }
      if (reached < tokens.count && tokens.starts[reached]! < end) isUnder = true;
    }
    if (isUnder) underLonger++;
  }
  return { labels, underLonger };
}

/** The first token that ends behind an offset. */
function firstTokenBehind({ ends, count: tokenCount }: ReturnType<typeof tokenize>, offset: number): number {
  let low = 0;
  let high = tokenCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The pieces of marks of one label as units that do not overlap, with what is left out of the text cut out. */
function unitsOf(
  marks: readonly Annotation[],
  outside: readonly Span[],
): { units: Span[]; overlapping: number } {
  const units: Span[] = [];
  let overlapping = 0;
  let end = 0;
  let cut = 0;
  let out = 0;
  for (const piece of marks.flatMap(({ pieces }) => pieces).sort(compareSpans)) {
    if (piece.start < end) {
      overlapping++;
      continue;
    }
    for (; out < outside.length && outside[out]!.end <= piece.start; out++) {
      cut += outside[out]!.end - outside[out]!.start;
    }
    end = piece.end;
    units.push({ start: piece.start - cut, end: piece.end - cut });
  }
  return { units, overlapping };
}

function labelsIn({ marks }: Cut): ReadonlySet<Label> {
  return new Set([...marks[0], ...marks[1]].map(({ label }) => label));
}

function meetsAny(span: Span, others: readonly Span[]): boolean {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (others[middle]!.end > span.start) high = middle;
    else low = middle + 1;
  }
  return low < others.length && overlaps(span, others[low]!);
}

const nothingLeftOut: LeftOut = {
  unfinishedArticles: 0,
  marksInThem: 0,
  rejected: 0,
  orphans: 0,
  underLonger: 0,
  overlappingOwnLabel: 0,
  inPieces: 0,
};

function addLeftOut(a: LeftOut, b: LeftOut): LeftOut {
  const keys = Object.keys(nothingLeftOut) as (keyof LeftOut)[];
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as LeftOut;
}

function lengthOf(spans: readonly Span[]): number {
  return sum(spans, ({ start, end }) => end - start);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
