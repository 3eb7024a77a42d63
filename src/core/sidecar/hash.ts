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

const chunk = 1 << 15;
const byteOrderMark = 0xfeff;
