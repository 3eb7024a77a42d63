import type { Label, NumberValue } from '../../../src/core/model';
import type { Mark } from '../../../src/core/marks';
import { isNumberLabel } from '../../../src/core/model';

/** Reads `«COMPANY Corvane Bank» rose`: the text without its marks, and the marks. `«COMPANY=id …»` names the entity. */
export function marked(source: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  let text = '';
  let last = 0;
  for (const match of source.matchAll(/«([A-Z]+)(?:=([\w-]+))? ([^»]*)»/g)) {
    text += source.slice(last, match.index);
    const [, label, entity, words] = match as unknown as [string, Label, string | undefined, string];
    const number: NumberValue | undefined = isNumberLabel(label) ? { value: words } : undefined;
    const span = { start: text.length, end: text.length + words.length };
    marks.push({
      ...span,
      pieces: [span],
      label,
      text: words,
      state: entity === undefined ? 'suggested' : 'accepted',
      entity,
      number,
    });
    text += words;
    last = match.index + match[0].length;
  }
  return { text: text + source.slice(last), marks };
}

/** Articles of a text that are parted by a line of `---`; their first line is the title. */
export function articlesOf(
  text: string,
): { start: number; end: number; title: { start: number; end: number } }[] {
  const starts = [0, ...[...text.matchAll(/---\n/g)].map((match) => match.index + 4)];
  return starts.map((start, i) => {
    const line = text.indexOf('\n', start);
    return { start, end: starts[i + 1] ?? text.length, title: { start, end: line < 0 ? text.length : line } };
  });
}
