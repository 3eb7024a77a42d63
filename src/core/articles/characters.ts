/** What a UTF-16 unit is to the reading of lines and words. */
export const CharacterKind = { space: 0, lower: 1, upper: 2, digit: 3, mark: 4, lineEnd: 5 } as const;

const table = kindTable();

/** The kind of a UTF-16 unit. Letters without case (and their combining marks) count as lower case. */
export function characterKind(code: number): number {
  return table[code]!;
}

export function isLetter(kind: number): boolean {
  return kind === CharacterKind.lower || kind === CharacterKind.upper;
}

/** 64 KB, filled once. Behind U+2FFF nearly everything is a letter without case. */
function kindTable(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(CharacterKind.mark);
  const letter = /[\p{L}\p{M}]/u;
  const blank = /[\s\u0000\u200b\u2060]/u;
  for (let code = 0; code < 0x3000; code++) {
    const character = String.fromCharCode(code);
    if (code === 10 || code === 13) kinds[code] = CharacterKind.lineEnd;
    else if (code >= 48 && code <= 57) kinds[code] = CharacterKind.digit;
    else if (blank.test(character)) kinds[code] = CharacterKind.space;
    else if (letter.test(character)) {
      const upper = character.toLowerCase() !== character;
      kinds[code] = upper ? CharacterKind.upper : CharacterKind.lower;
    }
  }
  kinds.fill(CharacterKind.lower, 0x3040, 0xd800);
  kinds.fill(CharacterKind.lower, 0xf900, 0xfe00);
  kinds[0x3000] = CharacterKind.space;
  kinds[0xfeff] = CharacterKind.space;
  return kinds;
}
