import type { Span } from '../span';
import { splitsPair } from '../text';

export type Border = 'start' | 'end';
export type Step = 'word' | 'character';

/** Words, with what joins their parts (`O’Neill`, `1,250.5`), and signs that belong to numbers. */
const words = /[\p{L}\p{M}\p{N}]+(?:(?:['’&.-]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{M}\p{N}]+)*|[\p{Sc}%‰°]/gu;

/**
 * A span with one border moved to the next word or character, leaving out the white space there. `undefined` where
 * nothing is left of the span, or nothing more of what it must stay within.
 *
 * @param direction 1 to move the border towards the text's end
 */
export function moveBorder(
  text: string,
  span: Span,
  border: Border,
  direction: 1 | -1,
  step: Step,
  within: Span,
): Span | undefined {
  const offset =
    step === 'word'
      ? nextWord(text, span[border], border, direction, within)
      : nextCharacter(text, span[border], border, direction, within);
  if (offset === undefined) return undefined;
  const moved = { ...span, [border]: offset };
  return moved.start < moved.end ? moved : undefined;
}

/** The nearest end of a word (for an end), or start of one (for a start), in that direction. */
function nextWord(
  text: string,
  from: number,
  border: Border,
  direction: 1 | -1,
  within: Span,
): number | undefined {
  const offsets = Array.from(text.slice(within.start, within.end).matchAll(words), ({ index, 0: word }) => {
    const start = within.start + index;
    return border === 'start' ? start : start + word.length;
  });
  return direction === 1
    ? offsets.find((offset) => offset > from)
    : offsets.findLast((offset) => offset < from);
}

/** The nearest place that has no white space on the span's side and is inside no character. */
function nextCharacter(
  text: string,
  from: number,
  border: Border,
  direction: 1 | -1,
  within: Span,
): number | undefined {
  const isEdge = (offset: number): boolean => {
    const inside = text[border === 'start' ? offset : offset - 1];
    return inside !== undefined && !/\s/.test(inside) && !isInCharacter(text, offset);
  };
  let offset = from + direction;
  while (within.start <= offset && offset <= within.end && !isEdge(offset)) offset += direction;
  return within.start <= offset && offset <= within.end ? offset : undefined;
}

/** Whether an offset is inside a surrogate pair, or between a letter and a mark that is written on it. */
function isInCharacter(text: string, offset: number): boolean {
  return splitsPair(text, offset) || /^[\p{M}\u200d]/u.test(text.slice(offset, offset + 2));
}
