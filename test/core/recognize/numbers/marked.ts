import type { Found } from '../../../../src/core/recognize/numbers/match';
import { findNumbers } from '../../../../src/core/recognize/numbers/numbers';
import { tokenize } from '../../../../src/core/recognize/tokens';

export function find(text: string): Found[] {
  return findNumbers(text, tokenize(text));
}

/** The text with «marks» around what is found. */
export function marked(text: string): string {
  let out = '';
  let last = 0;
  for (const { start, end } of find(text)) {
    out += `${text.slice(last, start)}«${text.slice(start, end)}»`;
    last = end;
  }
  return out + text.slice(last);
}

/** What is found, each as `LABEL value unit`. */
export function values(text: string): string[] {
  return find(text).map(({ label, number }) =>
    [label, number.value, number.unit].filter((part) => part !== undefined).join(' '),
  );
}

/** A text with «marks», and what each of them means, as `LABEL value unit`. */
export type Example = readonly [text: string, ...values: string[]];

/** What the recogniser makes of an example's text: to be deeply equal to the example. */
export function read([text]: Example): string[] {
  const plain = text.replace(/[«»]/g, '');
  return [marked(plain), ...values(plain)];
}
