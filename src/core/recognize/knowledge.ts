import { isEntityLabel, type Annotation, type Entity, type Label } from '../model';
import type { Knowledge, KnownName } from './recognizer';

/** One decision on a name, wherever in the corpus it was made. */
export interface Lesson {
  readonly name: string;
  readonly label: Label;
  readonly status: Annotation['status'];
  readonly entity?: string;
  readonly by?: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * What people have taught: the names of the register, and the names they accepted or rejected. Where they decided
 * differently on the same name and label, the more frequent decision counts, and acceptance in a tie. The register
 * outranks decisions.
 */
export function knowledgeOf(lessons: Iterable<Lesson>, register: readonly Entity[]): Knowledge {
  const names = new Map<string, KnownName>();
  for (const entity of register) {
    for (const name of [entity.name, ...(entity.aliases ?? [])]) {
      const known = {
        name,
        label: entity.label,
        entity: entity.id,
        reason: { kind: 'register', entity: entity.id },
      } as const;
      names.set(keyOf(known), known);
    }
  }
  const votes = new Map<string, { first: Lesson; accepted: number; rejected: number }>();
  for (const lesson of lessons) {
    if (!isEntityLabel(lesson.label)) continue;
    const vote = votes.get(keyOf(lesson)) ?? { first: lesson, accepted: 0, rejected: 0 };
    vote[lesson.status]++;
    if (vote.first.status === 'rejected' && lesson.status === 'accepted') vote.first = lesson;
    votes.set(keyOf(lesson), vote);
  }
  for (const [key, { first, accepted, rejected }] of votes) {
    if (names.has(key)) continue;
    const { name, label, entity, by, file, line } = first;
    const reason = { kind: 'accepted', file, line, ...(by !== undefined && { by }) } as const;
    names.set(key, { name, label, entity, reason, ...(rejected > accepted && { rejected: true }) });
  }
  return { names: [...names.values()] };
}

function keyOf({ name, label }: { readonly name: string; readonly label: Label }): string {
  return `${label}\n${name}`;
}
