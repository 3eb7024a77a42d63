import { emitString } from './emit';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
const length = 6;
const attempts = 100;

/**
 * A new id: six characters of a–z and 0–9, none of the `taken` ones, and never one that a YAML reader
 * takes for a number (`1e5`, `0o17`). Short and random, so that two branches do not mint the same.
 *
 * @param random gives numbers in [0, 1)
 */
export function newId(random: () => number, taken: (id: string) => boolean): string {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const id = Array.from({ length }, () => digit(random() * 36)).join('');
    if (isFree(id, taken)) return id;
  }
  // A source of numbers that repeats itself must not hang us: count on from where it stopped.
  const first = Math.floor(random() * 36 ** (length - 1));
  for (let count = 0; ; count++) {
    const id = 'a' + ((first + count) % 36 ** length).toString(36).padStart(length - 1, '0');
    if (isFree(id, taken)) return id;
  }
}

function isFree(id: string, taken: (id: string) => boolean): boolean {
  return emitString(id) === id && !taken(id);
}

function digit(value: number): string {
  return alphabet[Math.min(Math.max(Math.floor(value), 0), 35)] ?? '0';
}
