import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNumberLabel } from '../../../../src/core/model';
import { find } from './marked';

/** The texts with marks by hand lie beside the checkout; without them these tests are skipped. */
const folder = join(process.cwd(), '../shared/corpus/train');

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly labels: readonly string[];
  readonly value: string;
}

/** Reads `⟦LABEL/OTHER|words|value⟧` and the lines `⟪ARTICLE⟫`; one entry an article. */
function articlesOf(marked: string): { text: string; marks: Mark[] }[] {
  return marked.split(/^⟪ARTICLE[^⟫]*⟫\r?\n/m).map((article) => {
    const marks: Mark[] = [];
    let text = '';
    let last = 0;
    for (const piece of article.matchAll(/^⟪[^⟫]*⟫\r?\n|⟦([A-Z/]+)\|([^|⟧]*)(?:\|([^⟧]*))?⟧/gm)) {
      text += article.slice(last, piece.index);
      last = piece.index + piece[0].length;
      const [, labels, words = '', value = ''] = piece;
      if (labels && labels.split('/').some(isNumberLabel)) {
        marks.push({ start: text.length, end: text.length + words.length, labels: labels.split('/'), value });
      }
      text += words;
    }
    return { text: text + article.slice(last), marks };
  });
}

/** Values that follow from the words alone. */
function isAsked(value: string): boolean {
  return value !== '' && !/REF|^XXXX-WXX|^XXXX$/.test(value);
}

function isSame(gold: string, value: string | number, unit = ''): boolean {
  const found = [String(value).replace('..', '-'), unit === '%' ? '' : unit].join(' ').trim();
  if (gold === found) return true;
  const [a, b] = [gold.split(' '), found.split(' ')];
  return a[1] === b[1] && Math.abs(Number(a[0]) - Number(b[0])) <= 1e-4 * Math.abs(Number(a[0]));
}

suite('numbers: texts marked by hand', () => {
  test('nearly all marks and values are right', function () {
    if (!existsSync(folder)) return this.skip();
    let [right, found, wanted, values, asked] = [0, 0, 0, 0, 0];
    for (const file of readdirSync(folder)) {
      for (const { text, marks } of articlesOf(readFileSync(join(folder, file), 'utf8'))) {
        const at = new Map(marks.map((mark) => [`${mark.start}-${mark.end}`, mark]));
        const all = find(text);
        found += all.length;
        wanted += marks.length;
        for (const { start, end, label, number } of all) {
          const mark = at.get(`${start}-${end}`);
          if (!mark?.labels.includes(label)) continue;
          right++;
          if (!isAsked(mark.value)) continue;
          asked++;
          if (isSame(mark.value, number.value, number.unit)) values++;
        }
      }
    }
    const f1 = (2 * right) / (found + wanted);
    assert.ok(f1 >= 0.985, `F1 of marks is ${f1.toFixed(4)}`);
    assert.ok(values / asked >= 0.99, `of the values ${(values / asked).toFixed(4)} are right`);
  });
});
