import { hashText } from './hash';

/** Hash under which lexicons and features know a word. */
export function foldedKey(text: string): number {
  return text.length >= 2 && text.length <= 5 && isCaps(text) ? hashText('^' + text) : hashText(fold(text));
}

/** Lower case without accents; ASCII goes the short way. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  for (let i = 0; i < lower.length; i++) {
    if (lower.charCodeAt(i) > 127) return lower.normalize('NFD').replace(/\p{M}/gu, '');
  }
  return lower;
}

function isCaps(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}
