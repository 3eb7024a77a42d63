import type { NumberLabel } from '../../model';
import { sharedNames } from './currencies';

/** What the text around an amount says about it. Facts about the whole text are looked up once, when first asked. */
export interface Context {
  /** The currency that a shared name (`pesos`, `kroner`) stands for in this text. */
  currencyOf(name: string): string;
  /** Whether the text holds the words; asked for few and short words only. */
  mentions(words: string): boolean;
  /** The last amount of money read. */
  lastMoney: { code: string; end: number } | undefined;
  /** The last amount read that is no date, share or rank. */
  lastAmount: { label: NumberLabel; unit: string | undefined; end: number; scaled: boolean } | undefined;
  /** The last number of any kind read. */
  last: { label: NumberLabel; unit: string | undefined; end: number; scaled: boolean } | undefined;
}

export function contextOf(text: string): Context {
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
  return {
    lastMoney: undefined,
    last: undefined,
    lastAmount: undefined,
    mentions,
    currencyOf(name) {
      let code = codes.get(name);
      if (code === undefined) {
        const [usual, ...others] = sharedNames[name] ?? ['USD'];
        code = others.find(([, places]) => places.split('|').some(mentions))?.[0] ?? usual;
        codes.set(name, code);
      }
      return code;
    },
  };
}
