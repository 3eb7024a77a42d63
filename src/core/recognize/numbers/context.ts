import { sharedNames, sharedParts } from './currencies';
import type { Found } from './match';

/** What the text around an amount says about it. Facts about the whole text are looked up once, when first asked. */
export interface Context {
  /**
   * The currency that a shared name (`pesos`, `kroner`) stands for in this text, or behind words that name one of its
   * places: `In Kampala the shilling`.
   */
  currencyOf(name: string, behind?: string): string;
  /** Whether lines start with marks of time that are no times of day: `27:00`. */
  countsMinutes(): boolean;
  /** Whether the text holds the words; asked for few and short words only. */
  mentions(words: string): boolean;
  /** The last number of any kind read. */
  last: Found | undefined;
  /** The last amount read that is no date, share or rank. */
  lastAmount: Found | undefined;
  /** The last amount of money read; `part` is how many of the written unit make one of the currency. */
  lastMoney: { found: Found; code: string; part: number; rate: boolean } | undefined;
  /** Whether a bare dollar sign was read as the US one. */
  countsInUsDollars: boolean;
}

/** Only the beginning of a very long text is searched for places and topics. */
const searched = 200_000;

export function contextOf(whole: string): Context {
  const text = whole.length > searched ? whole.slice(0, searched) : whole;
  const known = new Map<string, boolean>();
  const codes = new Map<string, string>();
  const mentions = (words: string): boolean => {
    let answer = known.get(words);
    if (answer === undefined) {
      answer = text.includes(words);
      known.set(words, answer);
    }
    return answer;
  };
  let minutes: boolean | undefined;
  return {
    lastMoney: undefined,
    countsInUsDollars: false,
    last: undefined,
    lastAmount: undefined,
    mentions,
    countsMinutes: () => (minutes ??= /(?:^|[\r\n])(?:2[5-9]|[3-9]\d|1\d\d):[0-5]\d(?![\d:])/.test(text)),
    currencyOf(name, behind = '') {
      const [usual, ...places] = sharedNames[name] ?? sharedParts[name] ?? ['USD'];
      const here =
        behind === ''
          ? undefined
          : places.find(([, words]) => words.split('|').some((word) => behind.includes(word)));
      if (here) return here[0];
      let code = codes.get(name);
      if (code === undefined) {
        code = mostNamed(text, usual, places);
        codes.set(name, code);
      }
      return code;
    },
  };
}

/** How many mentions a dateline outweighs. */
const dateline = 10;

/** Whether a report is filed there: a line starts with the place, in capitals or with a sign behind it. */
function isDateline(text: string, place: string): boolean {
  return opensLine(text, place.toUpperCase(), /^/) || opensLine(text, place, /^(?:, |:| ?[—–|(]| - )/);
}

function opensLine(text: string, words: string, behind: RegExp): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    if (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') continue;
    if (behind.test(text.slice(at + words.length, at + words.length + 3))) return true;
  }
  return false;
}

/** The code whose places the text names most often, its datelines first; the usual one where none is ahead of it. */
function mostNamed(text: string, usual: string, others: readonly (readonly [string, string])[]): string {
  const counts = new Map<string, number>([[usual, 0]]);
  for (const [code, places] of others) {
    let count = counts.get(code) ?? 0;
    for (const place of places.split('|')) {
      for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + place.length)) count++;
      if (isDateline(text, place)) count += dateline;
    }
    counts.set(code, count);
  }
  let best = usual;
  for (const [code, count] of counts) if (count > counts.get(best)!) best = code;
  return best;
}
