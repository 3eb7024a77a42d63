import type { Decisions } from '../model';
import type { Lesson } from '../recognize/knowledge';
import type { LineIndex } from '../text';
import { itemsOf, type SidecarDocument } from './document';
import { readAnnotation } from './records';

/** What the decisions on an open text teach. */
export function lessonsOf(
  { annotations }: Pick<Decisions, 'annotations'>,
  file: string,
  lines: Pick<LineIndex, 'place'>,
): readonly Lesson[] {
  return annotations.map(({ text, label, status, entity, by, pieces }) => ({
    name: text,
    label,
    status,
    entity,
    by,
    file,
    line: lines.place(pieces[0]!.start).line,
  }));
}

/** What a sidecar teaches, without its text at hand. What cannot be read teaches nothing; it is reported elsewhere. */
export function lessonsOfSidecar(document: SidecarDocument, file: string): readonly Lesson[] {
  const lessons: Lesson[] = [];
  for (const { fields } of itemsOf(document, 'annotations')) {
    const record = fields && readAnnotation(fields, () => undefined);
    if (!record) continue;
    const { text, label, status, entity, by } = record.annotation;
    lessons.push({ name: text, label, status, entity, by, file, line: record.at[0]!.from.line });
  }
  return lessons;
}
