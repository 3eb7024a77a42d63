/** Control characters, lone surrogates, and marks that turn the direction of the text round: unseen, they deceive. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** The text with characters that cannot be seen written as `\u{202e}`, and its white space folded. */
export function visible(text: string): string {
  return text
    .replace(/[\t\r\n ]+/g, ' ')
    .replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
