import type { Span } from '../span';

/**
 * The sentences of a text in order, without the blanks around them: UTF-16 offsets. A line end always ends a
 * sentence, as a paragraph of news is one line; so `from` and `to` may be the ends of a line. Abbreviations, initials and decimal points end none. Linear.
 */
export function splitSentences(text: string, from = 0, to = text.length): Span[] {
  const sentences: Span[] = [];
  let start = from;
  const cut = (end: number): void => {
    const span = trimmed(text, start, end);
    if (span) sentences.push(span);
    start = end;
  };
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    // Nearly every character is a letter or a blank.
    if (code === 32 || (code > lastAsciiStop && code < firstOtherStop)) continue;
    if (code === LF || code === CR) cut(i);
    else if (wideStops.has(code)) cut(skipClosers(text, (i = skipStops(text, i)) + 1));
    else if (stops.has(code)) {
      const stop = i;
      i = skipStops(text, i);
      const behind = skipClosers(text, i + 1);
      if (endsSentence(text, stop, i, behind)) cut(behind);
      i = behind - 1;
    }
  }
  cut(to);
  return sentences;
}

/** The index of the sentence that holds `offset`; of the one before it where `offset` is between two; -1 before the first. */
export function sentenceAt(sentences: readonly Span[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sentences[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const LF = 10;
const CR = 13;
const stops = codes('.!?…');
/** Stops that need no blank behind them. */
const wideStops = codes('。！？');
const lastAsciiStop = '?'.charCodeAt(0);
const firstOtherStop = '…'.charCodeAt(0);
const closers = codes('"\'”’»)]}」』');
/** The longest word looked at before a full stop; longer ones are no abbreviations. */
const longestAbbreviation = 12;

/** Words after which a full stop never ends a sentence, as a name or number follows. */
const leading = words(
  'mr mrs ms dr prof sen rep gov gen col maj capt cmdr lt sgt adm rev hon pres st mt ft messrs mme mlle vs no nos fig vol pp cf eg ie approx est',
);
/** Words after which a full stop ends a sentence only where the next word usually begins one. */
const trailing = words(
  'inc corp co ltd llc plc bros cos jr sr etc al dept univ assn jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'ala ariz ark calif colo conn del fla ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ave blvd rd',
);
/** Words that usually begin a sentence, so that a full stop before them is one. */
const openers = words(
  'the a an it its he she his her they their we our i you your this that these those there here in on at by for from with after before but and or so yet as if when while although though however meanwhile since until not no what who why how both some many most all one another last next earlier now then still also asked shares analysts investors officials',
);

function endsSentence(text: string, stop: number, lastStop: number, behind: number): boolean {
  if (behind >= text.length) return true;
  if (!isBlank(text.charCodeAt(behind))) return false;
  const next = nextWord(text, behind);
  if (next.first === '' || /\p{Ll}/u.test(next.first)) return false;
  const single = stop === lastStop && text.charCodeAt(stop) === 46 && behind === lastStop + 1;
  if (!single) return true;
  const before = wordBefore(text, stop);
  if (before === '') return true;
  const lower = before.toLowerCase();
  if (leading.has(lower)) return false;
  const doubtful = trailing.has(lower) || /^(?:\p{L}\.)*\p{L}$/u.test(before);
  // The pronoun is no initial: `So did I. Then …`
  return !doubtful || before === 'I' || openers.has(next.word.toLowerCase());
}

/** The letters and dots right before a full stop: `U.S` of `U.S.`; empty where they are too many to be an abbreviation. */
function wordBefore(text: string, stop: number): string {
  let start = stop;
  while (start > 0 && stop - start <= longestAbbreviation && /[\p{L}.]/u.test(text[start - 1]!)) start--;
  return stop - start > longestAbbreviation ? '' : text.slice(start, stop);
}

/** The next word on the same line, and its first letter or digit; opening quotes and brackets are passed over. */
function nextWord(text: string, from: number): { first: string; word: string } {
  let i = from;
  while (i < text.length && /[ \t\u00a0"'“‘«([]/.test(text[i]!)) i++;
  const first = text[i] === '\n' || text[i] === '\r' ? 'X' : String.fromCodePoint(text.codePointAt(i) ?? 88);
  let end = i;
  while (end < text.length && end - i <= longestAbbreviation && /\p{L}/u.test(text[end]!)) end++;
  return { first, word: text.slice(i, end) };
}

function skipStops(text: string, at: number): number {
  let i = at;
  while (i + 1 < text.length && (stops.has(text.charCodeAt(i + 1)) || wideStops.has(text.charCodeAt(i + 1))))
    i++;
  return i;
}

function skipClosers(text: string, at: number): number {
  let i = at;
  while (i < text.length && closers.has(text.charCodeAt(i))) i++;
  return i;
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return from < to ? { start: from, end: to } : undefined;
}

function isBlank(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

function codes(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
