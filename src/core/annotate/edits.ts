import type { Annotation, ArticleDecision, Decisions, LineDecision } from '../model';
import type { Span } from '../span';
import { indexLinesLater, type LineIndex } from '../text';
import { compareAnnotations } from './operations';

/** One change of a text: the characters from `start` to `end` became `inserted` others (UTF-16 units). */
export interface Edit extends Span {
  readonly inserted: number;
}

/** Decisions on a text that is being edited, with the memory of what edits took away. */
export interface Tracked {
  readonly decisions: Decisions;
  readonly cuts: readonly Cut[];
  /** Texts that edits took something from, the newest last. */
  readonly seen: readonly SeenText[];
  /** The annotations as the last edit left them: those that are others now were decided by people since. */
  readonly left: readonly Annotation[];
}

/**
 * Decisions at the start of editing. Decisions that people make while they edit are put in by
 * `{ ...tracked, decisions }`.
 */
export function track(decisions: Decisions): Tracked {
  return { decisions, cuts: [], seen: [], left: decisions.annotations };
}

/** A text that an edit took something from, and what was decided in it: when undo brings it back, so are they. */
export interface SeenText {
  readonly length: number;
  readonly hash: number;
  readonly cuts: readonly Cut[];
  readonly decisions: Decisions;
  /** Annotations that people decided on since: they stay as decided. */
  readonly decided: ReadonlySet<string>;
}

/**
 * Words that an edit took, wholly or in part. The window starts as the place they were taken from and grows
 * with whatever is put there; when the words stand again where they stood in it, they are marked again.
 */
export interface Cut {
  readonly words: string;
  readonly window: Span;
  /**
   * Where the words stood, counted from the window's start. Several where something was put right in front:
   * nobody knows whether that belongs in front of the words or was there before.
   */
  readonly offsets: readonly number[];
  readonly of:
    | { readonly kind: 'piece'; readonly annotation: Annotation }
    | { readonly kind: 'article'; readonly decision: ArticleDecision }
    | { readonly kind: 'line'; readonly decision: LineDecision };
}

/**
 * Moves decisions along with edits of their text, as VS Code moves decorations that do not grow at their
 * edges: typing at a border stays outside, typing inside belongs to it, deleting inside shrinks it.
 * An annotation whose words are all deleted, or replaced by others, becomes an orphan. When undo brings an
 * earlier text back, everything stands as it stood in it; when only the words are put back where they were,
 * the annotation is back too.
 *
 * @param edits of one event of the editor. Each counts in the text that the ones before it left; VS Code's
 *   `contentChanges`, which come last place first, can be given as they are
 * @param before the text in front of all edits
 * @param after the text behind all edits
 */
export function shiftByEdits(
  tracked: Tracked,
  edits: readonly Edit[],
  before: string,
  after: string,
): Tracked {
  if (edits.length === 0) return tracked;
  const { decisions } = tracked;
  const earlier = withDecided(tracked);
  const taken: Cut[] = [];
  const linesBefore = indexLinesLater(before);
  const linesAfter = indexLinesLater(after);

  const annotations: Annotation[] = [];
  const orphans = [...decisions.orphans];
  let isChanged = false;
  for (const annotation of decisions.annotations) {
    const moved = shiftAnnotation(annotation, edits, before, after, taken);
    if (moved?.text !== annotation.text) isChanged = true;
    if (moved) annotations.push(moved);
    else orphans.push({ annotation: withoutPieces(annotation), at: placeOf(annotation, linesBefore) });
  }
  const line = lineShifter(edits, before, after, linesBefore, linesAfter, taken);
  const articles = decisions.articles.flatMap((decision) => line.article(decision));
  const structure = decisions.structure.flatMap((decision) => line.line(decision));

  const cuts = [...tracked.cuts.map((cut) => shiftCut(cut, edits)), ...taken];
  const seen =
    taken.length > 0 || isChanged || line.isRetold() ? remember(tracked, earlier, before) : earlier;
  const shifted = sorted({ ...decisions, articles, structure, annotations, orphans });
  const known = seen.length > 0 ? findSeen(seen, after) : undefined;
  const state = { decisions: shifted, cuts, seen, left: [] };
  const result = known ? bringBack(state, known) : restore(state, after);
  return { ...result, left: result.decisions.annotations };
}

/** A span after one edit, as VS Code has it for a decoration that never grows; it may become empty. */
export function shiftSpan(span: Span, edit: Edit): Span {
  if (span.end < edit.start) return span;
  const start = shiftBorder(span.start, edit, false);
  return { start, end: Math.max(start, shiftBorder(span.end, edit, true)) };
}

/** A border after one edit; one that `staysBehind` keeps to the character in front of it. */
function shiftBorder(offset: number, { start, end, inserted }: Edit, staysBehind: boolean): number {
  const deleted = end - start;
  const common = start + Math.min(deleted, inserted);
  if (offset < start || (offset === start && (deleted > 0 || staysBehind))) return offset;
  if (common > start) {
    // What is replaced by as many characters keeps its borders.
    if (offset < common || (offset === common && (deleted > inserted || staysBehind))) return offset;
  }
  if (offset < end || (offset === end && staysBehind)) return start + inserted;
  return offset + inserted - deleted;
}

function touches(span: Span, { start, end }: Edit): boolean {
  return span.start < end && start < span.end;
}

/** Whether an edit is inside a span, or takes some of it. */
function changes(span: Span, edit: Edit): boolean {
  return touches(span, edit) || (edit.inserted > 0 && span.start < edit.start && edit.end < span.end);
}

/** The annotation after the edits, itself where nothing changed, `undefined` where nothing is left of it. */
function shiftAnnotation(
  annotation: Annotation,
  edits: readonly Edit[],
  before: string,
  after: string,
  taken: Cut[],
): Annotation | undefined {
  if (edits.every((edit) => annotation.pieces.at(-1)!.end < edit.start)) return annotation;
  let isChanged = false;
  const pieces: Span[] = [];
  for (const piece of annotation.pieces) {
    const words = before.slice(piece.start, piece.end);
    const path = follow(piece, edits);
    if (path.isChanged) isChanged = true;
    const kept = path.isReplaced ? foundAgain(words, path, before, after) : path.span;
    if (kept && kept.start < kept.end) pieces.push(kept);
    if (path.isCut && !(kept && after.slice(kept.start, kept.end) === words)) {
      taken.push({ words, window: path.window, offsets: path.offsets, of: { kind: 'piece', annotation } });
    }
  }
  if (pieces.length === 0) return undefined;
  if (!isChanged) return { ...annotation, pieces };
  return { ...annotation, pieces, text: wordsOf(pieces, after) };
}

interface Path {
  readonly span: Span;
  /** Whether anything was taken or put inside. */
  readonly isChanged: boolean;
  /** Whether anything was taken. */
  readonly isCut: boolean;
  /** Whether all of it was taken by an edit that put something else there. */
  readonly isReplaced: boolean;
  readonly window: Span;
  readonly offsets: readonly number[];
  /** The edit that replaced it, in the text before. */
  readonly replaced: Span | undefined;
}

function follow(piece: Span, edits: readonly Edit[]): Path {
  let span = piece;
  let window = piece;
  let offsets: readonly number[] = [0];
  let isChanged = false;
  let isCut = false;
  let replaced: Span | undefined;
  for (const edit of edits) {
    if (touches(span, edit)) {
      isCut = true;
      if (edit.inserted > 0 && edit.start <= span.start && span.end <= edit.end) {
        replaced = { start: piece.start + edit.start - span.start, end: piece.end + edit.end - span.end };
      }
    }
    if (changes(span, edit)) isChanged = true;
    ({ window, offsets } = shiftWindow(window, offsets, edit));
    span = shiftSpan(span, edit);
  }
  return { span, isChanged, isCut, isReplaced: replaced !== undefined, window, offsets, replaced };
}

/** Words that an edit replaced by a stretch that has them again, once as before: they are still the ones. */
function foundAgain(
  words: string,
  { window, span, replaced }: Path,
  before: string,
  after: string,
): Span | undefined {
  if (after.slice(span.start, span.end) === words) return span;
  const now = after.slice(window.start, window.end);
  const at = now.indexOf(words);
  if (at < 0 || now.includes(words, at + 1)) return undefined;
  const old = before.slice(replaced!.start, replaced!.end);
  if (old.indexOf(words) !== old.lastIndexOf(words)) return undefined;
  return { start: window.start + at, end: window.start + at + words.length };
}

/** The window grows with what is put at its edges, and takes in a deletion that reaches beyond it. */
function shiftWindow(
  window: Span,
  offsets: readonly number[],
  edit: Edit,
): { window: Span; offsets: readonly number[] } {
  const { start, end, inserted } = edit;
  const by = inserted - (end - start);
  if (end < window.start || (end === window.start && start < end)) {
    return { window: { start: window.start + by, end: window.end + by }, offsets };
  }
  if (start > window.end || (start === window.end && start < end)) return { window, offsets };
  const from = Math.min(window.start, start);
  const grown = { start: from, end: Math.max(window.end, end) + by };
  if (start === end && start === window.start) {
    return {
      window: grown,
      offsets: [...new Set([...offsets, ...offsets.map((at) => at + inserted)])].slice(0, mostOffsets),
    };
  }
  return {
    window: grown,
    offsets: from < window.start ? offsets.map((at) => at + window.start - from) : offsets,
  };
}

const mostOffsets = 16;

function shiftCut(cut: Cut, edits: readonly Edit[]): Cut {
  let { window, offsets } = cut;
  for (const edit of edits) ({ window, offsets } = shiftWindow(window, offsets, edit));
  return { ...cut, window, offsets };
}

function remember({ decisions, cuts }: Tracked, seen: readonly SeenText[], text: string): SeenText[] {
  const now = { length: text.length, hash: hashOf(text), cuts, decisions, decided: new Set<string>() };
  return [...seen, now].slice(-mostSeen);
}

/** The texts seen, with what people decided since the last edit left out of their say. */
function withDecided({ decisions, seen, left }: Tracked): readonly SeenText[] {
  if (seen.length === 0 || decisions.annotations === left) return seen;
  const known = new Set(left);
  const decided = decisions.annotations.filter((annotation) => !known.has(annotation)).map(({ id }) => id);
  if (decided.length === 0) return seen;
  return seen.map((text) => ({ ...text, decided: new Set([...text.decided, ...decided]) }));
}

const mostSeen = 500;

function findSeen(seen: readonly SeenText[], text: string): SeenText | undefined {
  if (!seen.some(({ length }) => length === text.length)) return undefined;
  const hash = hashOf(text);
  return seen.findLast((known) => known.length === text.length && known.hash === hash);
}

/** The text is one that was there before: whatever edits took from it since is there again. */
function bringBack({ decisions, seen, left }: Tracked, known: SeenText): Tracked {
  const annotations = new Map(decisions.annotations.map((annotation) => [annotation.id, annotation]));
  const orphans = new Map(decisions.orphans.map((orphan) => [orphan.annotation.id, orphan]));
  for (const old of known.decisions.annotations) {
    const current = annotations.get(old.id) ?? orphans.get(old.id)?.annotation;
    // A person may have taken it away in the meantime, or decided otherwise.
    if (!current || known.decided.has(old.id)) continue;
    annotations.set(old.id, { ...current, pieces: old.pieces, text: old.text });
    orphans.delete(old.id);
  }
  const articles = withBack(decisions.articles, known.decisions.articles);
  const structure = withBack(decisions.structure, known.decisions.structure);
  return {
    decisions: sorted({
      ...decisions,
      annotations: [...annotations.values()],
      orphans: [...orphans.values()],
      articles,
      structure,
    }),
    cuts: known.cuts,
    seen,
    left,
  };
}

/** Decisions on lines, with those added that were lost; what was decided since stays. */
function withBack<T extends { readonly start: number }>(now: readonly T[], before: readonly T[]): T[] {
  const starts = new Set(now.map(({ start }) => start));
  return [...now, ...before.filter(({ start }) => !starts.has(start))];
}

/** 52 bits over the UTF-16 units. */
function hashOf(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 0x100000 + ((b >>> 0) & 0xfffff);
}

/** Marks again what stands again where it was taken from. */
function restore({ decisions, cuts, seen, left: before }: Tracked, after: string): Tracked {
  const left: Cut[] = [];
  const restored: { cut: Cut; span: Span }[] = [];
  for (const cut of cuts) {
    const { start, end } = cut.window;
    const { length } = cut.words;
    const found = cut.offsets.find(
      (at) => start + at + length <= end && after.startsWith(cut.words, start + at),
    );
    if (found === undefined) left.push(cut);
    else restored.push({ cut, span: { start: start + found, end: start + found + length } });
  }
  if (restored.length === 0) return { decisions, cuts: left, seen, left: before };

  const annotations = new Map(decisions.annotations.map((annotation) => [annotation.id, annotation]));
  const orphans = new Map(decisions.orphans.map((orphan) => [orphan.annotation.id, orphan]));
  const articles = [...decisions.articles];
  const structure = [...decisions.structure];
  for (const { cut, span } of restored) {
    if (cut.of.kind === 'article') {
      if (!articles.some(({ start }) => start === span.start))
        articles.push({ ...cut.of.decision, start: span.start });
      continue;
    }
    if (cut.of.kind === 'line') {
      if (!structure.some(({ start }) => start === span.start))
        structure.push({ ...cut.of.decision, start: span.start });
      continue;
    }
    const { id } = cut.of.annotation;
    const current = annotations.get(id) ?? orphans.get(id)?.annotation;
    // Taken away by a person in the meantime.
    if (!current) continue;
    const pieces = 'pieces' in current ? (current as Annotation).pieces : [];
    const others = pieces.filter((piece) => piece.end <= span.start || piece.start >= span.end);
    const now = [...others, span].sort((a, b) => a.start - b.start);
    annotations.set(id, { ...current, pieces: now, text: wordsOf(now, after) });
    orphans.delete(id);
  }
  return {
    decisions: sorted({
      ...decisions,
      annotations: [...annotations.values()],
      orphans: [...orphans.values()],
      articles,
      structure,
    }),
    cuts: left,
    seen,
    left: before,
  };
}

/** Moves decisions on lines: they stay with their line, whose words they repeat. */
function lineShifter(
  edits: readonly Edit[],
  before: string,
  after: string,
  linesBefore: LineIndex,
  linesAfter: LineIndex,
  taken: Cut[],
) {
  const follows = (start: number): { start: number; words: string; now: string } | Path => {
    const { line } = linesBefore.place(start);
    const span = { start: linesBefore.lineStart(line), end: linesBefore.lineEnd(line) };
    const words = before.slice(span.start, span.end);
    const path = follow(span, edits);
    if (words !== '' && path.isCut && path.span.start === path.span.end) return path;
    const place = linesAfter.place(words === '' ? path.span.start : path.span.end).line;
    const now = linesAfter.lineStart(place);
    return { start: now, words, now: after.slice(now, linesAfter.lineEnd(place)) };
  };
  let isRetold = false;
  const retold = (said: string, words: string, now: string): string => {
    if (said !== words.trim() || said === now.trim()) return said;
    isRetold = true;
    return now.trim();
  };
  const lineAt = (start: number): string => {
    const { line } = linesBefore.place(start);
    return before.slice(linesBefore.lineStart(line), linesBefore.lineEnd(line));
  };
  return {
    isRetold: () => isRetold,
    article(decision: ArticleDecision): ArticleDecision[] {
      const now = follows(decision.start);
      if ('window' in now) {
        const { window, offsets } = now;
        taken.push({ words: lineAt(decision.start), window, offsets, of: { kind: 'article', decision } });
        return [];
      }
      const title = retold(decision.title, now.words, now.now);
      const target = decision.repeats === undefined ? undefined : follows(decision.repeats);
      const repeats = target && ('window' in target ? target.window.start : target.start);
      if (now.start === decision.start && title === decision.title && repeats === decision.repeats)
        return [decision];
      return [{ ...decision, start: now.start, title, ...(repeats === undefined ? {} : { repeats }) }];
    },
    line(decision: LineDecision): LineDecision[] {
      const now = follows(decision.start);
      if ('window' in now) {
        const { window, offsets } = now;
        taken.push({ words: lineAt(decision.start), window, offsets, of: { kind: 'line', decision } });
        return [];
      }
      const text = retold(decision.text, now.words, now.now);
      if (now.start === decision.start && text === decision.text) return [decision];
      return [{ ...decision, start: now.start, text }];
    },
  };
}

function sorted(decisions: Decisions): Decisions {
  return {
    ...decisions,
    articles: [...decisions.articles].sort((a, b) => a.start - b.start),
    structure: [...decisions.structure].sort((a, b) => a.start - b.start),
    annotations: [...decisions.annotations].sort(compareAnnotations),
  };
}

function withoutPieces(annotation: Annotation): Omit<Annotation, 'pieces'> {
  const rest: Omit<Annotation, 'pieces'> & { pieces?: Annotation['pieces'] } = { ...annotation };
  delete rest.pieces;
  return rest;
}

function placeOf({ pieces }: Annotation, lines: LineIndex): string {
  return pieces
    .map(({ start, end }) => {
      const [from, to] = [lines.place(start), lines.place(end)];
      return `${from.line}:${from.column}-${to.line}:${to.column}`;
    })
    .join(', ');
}

function wordsOf(pieces: readonly Span[], text: string): string {
  return pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
}
