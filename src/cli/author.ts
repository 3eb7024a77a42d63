import type { Author } from '../core/annotate/operations';
import { newId } from '../core/sidecar/ids';

/** Who decides on the command line: today, in the time zone of this machine. */
export function authorOf(by: string | undefined): Author {
  return { ...(by !== undefined && { by }), on: today(), newId: (taken) => newId(Math.random, taken) };
}

function today(): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
