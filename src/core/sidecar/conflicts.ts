import { compareAnnotations, remove } from '../annotate/operations';
import type { Annotation, Conflict, Decisions, Orphan } from '../model';
import type { TextFacts } from './facts';
import type { DecidedItem } from './findings';
import { formatSpan, formatStretches, positionValue, spanOfStretch } from './position';
import {
  annotationFields,
  articleFields,
  entityFields,
  lineFields,
  readAnnotation,
  readArticle,
  readEntity,
  readLine,
  readRelation,
  relationFields,
} from './records';
import type { Fields, Value } from './value';
import { readYaml } from './yaml';

/**
 * Decides a conflict that a merge left: one reading stays as it is, signed as it was, and the other goes. Decisions
 * without such a conflict, and readings that make no sense, are left as they are.
 *
 * @param facts of the text that the offsets in `decisions` count in
 */
export function decideConflict(
  decisions: Decisions,
  { list, id }: DecidedItem,
  reading: 'ours' | 'theirs',
  facts: TextFacts,
): Decisions {
  const decide = <T extends { readonly conflict?: Conflict }>(
    items: readonly T[],
    isMeant: (item: T) => boolean,
    fieldsOf: (item: T) => Map<string, Value>,
    read: (fields: Fields, item: T) => T | undefined,
  ): readonly T[] =>
    items.flatMap((item) => {
      const { conflict } = item;
      if (!conflict || !isMeant(item)) return [item];
      if (isRemoval(conflict, reading)) return [];
      if (reading === 'ours' || conflict.removedBy) return [{ ...item, conflict: undefined }];
      return [read(theirFields(fieldsOf(item), conflict), item) ?? item];
    });

  const hasId = (item: { readonly id: string }): boolean => item.id === id;
  const hasStart = (item: { readonly start: number }): boolean => String(item.start) === id;
  const lineAt = (start: number): number => facts.lines.place(start).line;
  switch (list) {
    case 'annotations':
      return decideAnnotation(decisions, id, reading, facts);
    case 'entities':
      return {
        ...decisions,
        entities: decide(decisions.entities, hasId, entityFields, (fields) => readEntity(fields, ignore)),
      };
    case 'relations':
      return {
        ...decisions,
        relations: decide(decisions.relations, hasId, relationFields, (fields) =>
          readRelation(fields, ignore),
        ),
      };
    case 'articles':
      return {
        ...decisions,
        articles: decide(
          decisions.articles,
          hasStart,
          (article) =>
            articleFields(
              article,
              lineAt(article.start),
              article.repeats === undefined ? undefined : lineAt(article.repeats),
              undefined,
            ),
          (fields, { start }) => {
            const record = readArticle(fields, ignore);
            if (!record) return undefined;
            const { repeatsLine } = record;
            const repeats = repeatsLine === undefined ? {} : { repeats: facts.lines.lineStart(repeatsLine) };
            return { start, ...record.decision, ...repeats };
          },
        ),
      };
    case 'structure':
      return {
        ...decisions,
        structure: decide(
          decisions.structure,
          hasStart,
          (line) => lineFields(line, lineAt(line.start)),
          (fields, { start }) => {
            const record = readLine(fields, ignore);
            return record && { start, ...record.decision };
          },
        ),
      };
  }
}

function decideAnnotation(
  decisions: Decisions,
  id: string,
  reading: 'ours' | 'theirs',
  facts: TextFacts,
): Decisions {
  const placed = decisions.annotations.find((annotation) => annotation.id === id);
  const lost = decisions.orphans.find(({ annotation }) => annotation.id === id);
  const conflict = (placed ?? lost?.annotation)?.conflict;
  if (!conflict) return decisions;
  if (isRemoval(conflict, reading)) return remove(decisions, id);
  const others = {
    ...decisions,
    annotations: decisions.annotations.filter((annotation) => annotation !== placed),
    orphans: decisions.orphans.filter((orphan) => orphan !== lost),
  };
  const put = (annotation: Annotation): Decisions => ({
    ...others,
    annotations: [...others.annotations, annotation].sort(compareAnnotations),
  });
  const keep = (orphan: Orphan): Decisions => ({ ...others, orphans: [...others.orphans, orphan] });

  if (reading === 'ours' || conflict.removedBy) {
    if (placed) return put({ ...placed, conflict: undefined });
    return keep({ ...lost!, annotation: { ...lost!.annotation, conflict: undefined } });
  }
  const at = placed ? placed.pieces.map((piece) => formatSpan(piece, facts.lines)).join(', ') : lost!.at;
  const ours = annotationFields(placed ?? lost!.annotation, positionValue(at), lost?.of, undefined);
  const record = readAnnotation(theirFields(ours, conflict), ignore);
  if (!record) return decisions;
  const pieces = record.at.map((stretch) => spanOfStretch(stretch, facts.text, facts.lines));
  const words = pieces.map((piece) => piece && facts.text.slice(piece.start, piece.end)).join(' … ');
  if (record.orphan === undefined && words.replaceAll('\r\n', '\n') === record.annotation.text) {
    return put({ ...record.annotation, pieces: pieces.map((piece) => piece!) });
  }
  const { orphan } = record;
  return keep({
    annotation: record.annotation,
    at: formatStretches(record.at),
    ...(orphan !== undefined && { of: orphan }),
  });
}

/** Whether the reading that is chosen is that there should be no such thing. */
function isRemoval({ removedBy }: Conflict, reading: 'ours' | 'theirs'): boolean {
  return removedBy === reading;
}

/** Our fields with theirs over them, and no conflict. */
function theirFields(ours: Map<string, Value>, { theirs }: Conflict): Fields {
  for (const { key, value } of theirs) {
    const read = value === undefined ? undefined : readYaml(`v: ${value}`, 0).root?.pairs?.[0]?.node.value;
    if (read === undefined) ours.delete(key);
    else ours.set(key, read);
  }
  return ours;
}

/** What makes no sense was reported when the file was read. */
function ignore(): void {
  // Nothing is left to say.
}
