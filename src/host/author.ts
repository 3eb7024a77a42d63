import type { ConfigurationScope } from 'vscode';
import type { Author } from '../core/annotate/operations';
import { newId } from '../core/sidecar/ids';
import { readSettings } from './settings';

/** Who decides at this keyboard, today. */
export function authorOf(scope: ConfigurationScope): Author {
  const { annotator } = readSettings(scope);
  return {
    ...(annotator && { by: annotator }),
    on: today(),
    newId: (taken) => newId(Math.random, taken),
  };
}

/** The day in the person's own time zone. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
