import { readFileSync } from 'node:fs';

/** A mark of a gold text; offsets in UTF-16 units. */
export interface GoldSpan {
  readonly start: number;
  readonly end: number;
  /** Best first; any of them is right. */
  readonly labels: readonly string[];
  readonly text: string;
  readonly value: string;
}

export interface GoldText {
  readonly plain: string;
  readonly spans: readonly GoldSpan[];
  /** `repeats`: number of the article told again, from 1; 0 for none. */
  readonly articles: readonly { readonly start: number; readonly repeats: number }[];
  readonly marks: readonly { readonly kind: string; readonly start: number }[];
}

/** Reads a marked-up gold text: `⟦LABEL/ALTERNATIVE|surface|value⟧` and `⟪ARTICLE repeats N⟫` lines. */
export function readGold(file: string): GoldText {
  const marked = readFileSync(file, 'utf8');
  const spans: GoldSpan[] = [];
  const articles: { start: number; repeats: number }[] = [];
  const marks: { kind: string; start: number }[] = [];
  let plain = '';
  let last = 0;
  for (const match of marked.matchAll(
    /^⟪([A-Z]+)(?: repeats (\d+))?⟫\r?\n|⟦([A-Z/]+)\|([^|⟧]*)(?:\|([^⟧]*))?⟧/gm,
  )) {
    plain += marked.slice(last, match.index);
    last = match.index + match[0].length;
    const [, kind, repeats, labels, text = '', value = ''] = match;
    if (kind === 'ARTICLE') articles.push({ start: plain.length, repeats: Number(repeats ?? 0) });
    else if (kind) marks.push({ kind, start: plain.length });
    else {
      const start = plain.length;
      plain += text;
      spans.push({ start, end: plain.length, labels: labels!.split('/'), text, value });
    }
  }
  plain += marked.slice(last);
  return { plain, spans, articles, marks };
}
