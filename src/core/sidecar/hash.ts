import { sha256 } from '@noble/hashes/sha2.js';

/**
 * The SHA-256 of a text, in lower-case hexadecimal: of its UTF-8 bytes, without a byte order mark, every
 * line end as LF. A lone surrogate, which UTF-8 cannot say, counts as U+FFFD.
 */
export function textHash(text: string): string {
  const hash = sha256.create();
  const bytes = new Uint8Array(chunk * 3 + 4);
  let at = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  while (at < text.length) {
    let used = 0;
    for (const end = Math.min(text.length, at + chunk); at < end; at++) {
      let code = text.charCodeAt(at);
      if (code < 0x80) {
        if (code === 0x0d) {
          if (text.charCodeAt(at + 1) === 0x0a) continue;
          code = 0x0a;
        }
        bytes[used++] = code;
        continue;
      }
      if (code < 0x800) {
        bytes[used++] = 0xc0 | (code >> 6);
        bytes[used++] = 0x80 | (code & 63);
        continue;
      }
      if (code >= 0xd800 && code <= 0xdfff) {
        const low = text.charCodeAt(at + 1);
        if (code <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
          const point = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          bytes[used++] = 0xf0 | (point >> 18);
          bytes[used++] = 0x80 | ((point >> 12) & 63);
          bytes[used++] = 0x80 | ((point >> 6) & 63);
          bytes[used++] = 0x80 | (point & 63);
          at++;
          continue;
        }
        code = 0xfffd;
      }
      bytes[used++] = 0xe0 | (code >> 12);
      bytes[used++] = 0x80 | ((code >> 6) & 63);
      bytes[used++] = 0x80 | (code & 63);
    }
    hash.update(bytes.subarray(0, used));
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Ten hexadecimal digits that tell versions of a text apart, line ends included; much quicker than `textHash`. */
export function textMark(text: string): string {
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 15);
  }
  low = Math.imul(low ^ (low >>> 16) ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16) ^ (low >>> 11), 0x27d4eb2f);
  const digits = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
  return digits(low ^ (low >>> 15)) + digits(high ^ (high >>> 14)).slice(0, 2);
}

const chunk = 1 << 15;
const byteOrderMark = 0xfeff;
