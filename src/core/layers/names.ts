/** What is added to a text file's name, or to a text's and an annotator's. */
const ending = '.ann.yaml';
/** In bytes: most file systems take 255 for the whole name, with that of the text and its ending. */
const longest = 100;

/**
 * A person's name as the part of a file name that tells their layer from others: `Ada Quill` is `ada_quill`. Letters and
 * digits of any script, `-` and `_` (for a space) stay; everything else is written as `%` and the hexadecimal digits of
 * its UTF-8. Case does not count, since there are file systems that don't tell it: “Anna” and “anna” are one person.
 * `undefined` where nothing is left of the name, or it is too long.
 */
export function layerName(annotator: string): string | undefined {
  const folded = annotator.normalize('NFC').toLowerCase().normalize('NFC').trim().replace(/\s+/gu, ' ');
  const encoded = Array.from(folded, encode).join('');
  return encoded !== '' && bytesOf(encoded) <= longest ? encoded : undefined;
}

/** The name that such a part of a file name stands for, in lower case. What is no encoding stands for itself. */
export function annotatorOf(layer: string): string {
  const words = layer.normalize('NFC').replaceAll('_', ' ');
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

/** The file name of a person's layer on a text: `paper.txt` and `anna` are `paper.txt.anna.ann.yaml`. */
export function layerFileName(text: string, layer: string): string {
  return `${text}.${layer}${ending}`;
}

/** The layer that a file name says it is on a text, in NFC; `undefined` where it is no layer of that text. */
export function layerIn(fileName: string, text: string): string | undefined {
  if (!fileName.startsWith(`${text}.`) || !fileName.endsWith(ending)) return undefined;
  const layer = fileName.slice(text.length + 1, -ending.length);
  return layer !== '' && !/[./\\]/.test(layer) ? layer.normalize('NFC') : undefined;
}

function encode(character: string): string {
  if (character === ' ') return '_';
  if (/[\p{L}\p{M}\p{N}-]/u.test(character)) return character;
  return encodeByte(character);
}

/** A lone surrogate has no UTF-8 and is written as the replacement character. */
function encodeByte(character: string): string {
  const encoded = encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character);
  if (encoded !== character) return encoded.toLowerCase();
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** The length in UTF-8. */
function bytesOf(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}
