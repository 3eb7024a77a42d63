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

/** The part of an article that names are told apart by. */
export interface ArticleSpan extends Span {
  readonly title?: Span;
}

/** All marks with the same folded name. */
export interface Node {
  readonly index: number;
  readonly kind: NameKind;
  readonly folded: FoldedName;
  /** The letters of a name written as an acronym. */
  readonly acronym?: string;
}

export interface Occurrence {
  /** Index into the marks as given. */
  readonly at: number;
  readonly mark: Mark;
  readonly node: Node;
  /** The marked words on one line. */
  readonly plain: string;
  readonly article: number;
  readonly inTitle: boolean;
  /** The fuller name that this one stands for. */
  target: Node;
}

export interface Names {
  readonly count: number;
  readonly nodes: readonly Node[];
  /** How each name is written: `formKey` of its node and its words on one line. */
  readonly forms: ReadonlySet<string>;
  readonly occurrences: readonly Occurrence[];
  /** The occurrences of each article that has any, in order. */
  readonly byArticle: readonly (readonly Occurrence[])[];
}

export function formKey(node: Node, plain: string): string {
  return `${node.index} ${plain}`;
}

/** The id that people or the register gave a name, as it is meant in one article. */
export type Ids = (node: Node, article: number) => string | undefined;

/** One way to write a name. */
interface Form {
  readonly node: Node;
  readonly plain: string;
}

/** Gathers the names of a text; both lists are sorted by start. */
export function foldMarks(marks: readonly Mark[], articles: readonly ArticleSpan[]): Names {
  const nodes: Node[] = [];
  const nodeOf = new Map<string, Node>();
  const formsOf: Readonly<Record<NameKind, Map<string, Form>>> = {
    person: new Map(),
    place: new Map(),
    thing: new Map(),
  };
  const forms = new Set<string>();
  const occurrences: Occurrence[] = [];
  const byArticle = new Map<number, Occurrence[]>();
  let article = -1;
  marks.forEach((mark, at) => {
    while (article + 1 < articles.length && articles[article + 1]!.start <= mark.start) article++;
    if (!isName(mark)) return;
    const kind = kindOf(mark.label);
    let form = formsOf[kind].get(mark.text);
    if (!form) {
      const plain = plainName(mark.text);
      const folded = foldName(mark.text, kind);
      const key = `${kind}\n${folded.key}`;
      let node = nodeOf.get(key);
      if (!node) {
        const acronym =
          kind !== 'person' && isAcronym(withoutPossessive(plain))
            ? folded.key.replace(/[^\p{L}\p{N}]/gu, '')
            : undefined;
        node = { index: nodes.length, kind, folded, acronym };
        nodes.push(node);
        nodeOf.set(key, node);
      }
      formsOf[kind].set(mark.text, (form = { node, plain }));
      forms.add(formKey(node, plain));
    }
    const { node, plain } = form;
    const title = articles[article]?.title;
    const inTitle = title !== undefined && mark.start < title.end;
    const occurrence = { at, mark, node, plain, article, inTitle, target: node };
    occurrences.push(occurrence);
    const siblings = byArticle.get(article);
    if (siblings) siblings.push(occurrence);
    else byArticle.set(article, [occurrence]);
  });
  return { count: marks.length, nodes, forms, occurrences, byArticle: [...byArticle.values()] };
}
