import type { Format } from './format';
import { jsonl } from './jsonl';

/** All formats. Adding one is its file and its row here. */
export const formats: readonly Format[] = [jsonl];

export function formatOf(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
