import { isName, type Mark } from '../marks';
import {
  foldName,
  isAcronym,
  kindOf,
  plainName,
  withoutPossessive,
  type FoldedName,
  type NameKind,
} from './names';
import type { Span } from '../span';
import { isPause, type Steps } from '../steps';

/** The part of an article that names are told apart by. */
export interface ArticleSpan extends Span {
  readonly title?: Span;
}

/** All marks with the same folded name. */
export interface Node {
  readonly kind: NameKind;
  readonly folded: FoldedName;
  /** The letters of a name written as an acronym. */
  readonly acronym: string | undefined;
}

/** One way to write a name. */
export interface Form {
  readonly node: number;
  /** The marked words on one line … */
  readonly plain: string;
  /** … and without an `’s`. */
  readonly bare: string;
}

/**
 * The names among the marks of a text, in columns: each is one occurrence, known by its number. Nodes are known by
 * their numbers too.
 */
export interface Names {
  readonly marks: readonly Mark[];
  readonly nodes: readonly Node[];
  readonly forms: readonly Form[];
  readonly count: number;
  /** Index into the marks. */
  readonly at: Int32Array;
  readonly form: Int32Array;
  readonly node: Int32Array;
  readonly article: Int32Array;
  /** The node of the fuller name that an occurrence stands for. */
  readonly target: Int32Array;
  /** The first occurrence of each article that has any; behind them, the number of occurrences. */
  readonly firsts: readonly number[];
  /** Whether any mark says itself what it names. */
  readonly hasDecided: boolean;
}

/** The id that people or the register gave a node, as it is meant in one article. */
export type Ids = (node: number, article: number) => string | undefined;

/** Gathers the names of a text; both lists are sorted by start. Pauses often. */
export function* foldMarks(marks: readonly Mark[], articles: readonly ArticleSpan[]): Steps<Names> {
  const book = emptyBook();
  const at = new Int32Array(marks.length);
  const formColumn = new Int32Array(marks.length);
  const nodeColumn = new Int32Array(marks.length);
  const articleColumn = new Int32Array(marks.length);
  const firsts: number[] = [];
  let count = 0;
  let article = -1;
  let hasDecided = false;
  for (let i = 0; i < marks.length; i++) {
    if (isPause(i)) yield;
    const mark = marks[i]!;
    while (article + 1 < articles.length && articles[article + 1]!.start <= mark.start) article++;
    if (!isName(mark)) continue;
    const form = formOf(book, mark);
    if (mark.entity !== undefined) hasDecided = true;
    if (count === 0 || articleColumn[count - 1] !== article) firsts.push(count);
    at[count] = i;
    formColumn[count] = form;
    nodeColumn[count] = book.forms[form]!.node;
    articleColumn[count++] = article;
  }
  firsts.push(count);
  const node = nodeColumn.subarray(0, count);
  return {
    marks,
    nodes: book.nodes,
    forms: book.forms,
    count,
    at,
    form: formColumn,
    node,
    article: articleColumn,
    target: node.slice(),
    firsts,
    hasDecided,
  };
}

/** Whether an occurrence stands in the title of its article. */
export function isInTitle(
  { marks, at, article }: Names,
  articles: readonly ArticleSpan[],
  i: number,
): boolean {
  const title = articles[article[i]!]?.title;
  return title !== undefined && marks[at[i]!]!.start < title.end;
}

/** The nodes and forms found so far, by kind, folded name and words. */
interface Book {
  readonly nodes: Node[];
  readonly forms: Form[];
  readonly nodeOf: Readonly<Record<NameKind, Map<string, number>>>;
  readonly formOf: Readonly<Record<NameKind, Map<string, number>>>;
}

function emptyBook(): Book {
  const maps = () => ({
    person: new Map<string, number>(),
    place: new Map<string, number>(),
    thing: new Map<string, number>(),
  });
  return { nodes: [], forms: [], nodeOf: maps(), formOf: maps() };
}

function formOf(book: Book, { label, text }: Mark): number {
  const kind = kindOf(label);
  const known = book.formOf[kind].get(text);
  if (known !== undefined) return known;
  const plain = plainName(text);
  const bare = withoutPossessive(plain);
  const folded = foldName(text, kind);
  let node = book.nodeOf[kind].get(folded.key);
  if (node === undefined) {
    const acronym =
      kind !== 'person' && isAcronym(bare) ? folded.key.replace(/[^\p{L}\p{N}]/gu, '') : undefined;
    node = book.nodes.push({ kind, folded, acronym }) - 1;
    book.nodeOf[kind].set(folded.key, node);
  }
  const form = book.forms.push({ node, plain, bare }) - 1;
  book.formOf[kind].set(text, form);
  return form;
}
