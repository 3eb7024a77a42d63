import type { Annotation, Decisions } from '../model';
import { replace, type Author } from './operations';

/** Adds a person's remark to an annotation. Its white space is folded; one of white space alone is none. */
export function addComment(decisions: Decisions, id: string, text: string, author: Author): Decisions {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words === '') return decisions;
  const comment = { ...(author.by !== undefined && { by: author.by }), on: author.on, text: words };
  return replace(decisions, id, (old) => ({ ...old, comments: [...(old.comments ?? []), comment] }));
}

/** Closes all open comments of an annotation. */
export function resolveComments(decisions: Decisions, id: string): Decisions {
  return replace(decisions, id, (old) =>
    hasOpenComments(old)
      ? { ...old, comments: old.comments?.map((comment) => ({ ...comment, resolved: true })) }
      : old,
  );
}

export function hasOpenComments({ comments }: Pick<Annotation, 'comments'>): boolean {
  return comments?.some(({ resolved }) => !resolved) === true;
}

/** Says whether the person was sure. */
export function setUnsure(decisions: Decisions, id: string, unsure: boolean, author: Author): Decisions {
  return replace(decisions, id, (old) =>
    (old.unsure ?? false) === unsure
      ? old
      : { ...old, unsure: unsure || undefined, by: author.by, on: author.on },
  );
}
