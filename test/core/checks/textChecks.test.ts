import assert from 'node:assert/strict';
import { findArticles } from '../../../src/core/articles/articles';
import { applyFix, fixesOf } from '../../../src/core/checks/fixes';
import { checkText, type TextFinding } from '../../../src/core/checks/textChecks';
import { findRepeats } from '../../../src/core/repeat/repeats';
import { noDecisions, type Annotation, type ArticleDecision, type Decisions } from '../../../src/core/model';
import { newsLabels } from '../../../src/core/project/project';
import { findNumbers, readValue } from '../../../src/core/recognize/numbers/numbers';
import { tokenize } from '../../../src/core/recognize/tokens';
import { indexLines } from '../../../src/core/text';
import { findingWords } from '../../../src/words/findings';
import { fixWords } from '../../../src/words/fixes';
import { inEnglish } from '../../../src/words/translate';

const labels = new Set(newsLabels.map(({ name }) => name));
const author = { by: 'ann', on: '2026-11-22', newId: (taken: (id: string) => boolean) => freeId(taken) };

suite('checks of a text', () => {
  test('a label that the scheme lacks; the likeliest are offered', () => {
    const found = checked('Tarn Motors opened.', mark('Tarn Motors', 'COMPNAY'));
    assert.deepEqual(found, [
      'Tarn Motors | The corpus has no label “COMPNAY”. Correct it, or add it to corpus.yaml. | Relabel as company',
    ]);
  });

  test('the same words labelled differently', () => {
    const text = 'Brevane rose.\nBrevane fell.\nBrevane sells well.\n';
    assert.deepEqual(
      checked(text, mark('Brevane', 'COMPANY'), mark('Brevane', 'COMPANY', 2), mark('Brevane', 'PRODUCT', 3)),
      [
        'Brevane | “Brevane” is PRODUCT here, but mostly COMPANY in this text, as on line 1. | Relabel as company, Relabel the Other 2 as product',
      ],
    );
  });

  suite('a name left unmarked', () => {
    const text =
      'Oslo is cold.\n\nTarn Motors left Oslo. Tarn Motors went to Turku. It paid $5 million.\n\nOslo is far.\n';

    test('is one that somebody passed by', () => {
      assert.deepEqual(checked(text, mark('Oslo', 'LOC', 2), mark('$5 million', 'MONEY')), [
        'Oslo | “Oslo” is marked as LOC on line 3, but not here. | Mark as place, Not Oslo Here',
      ]);
    });
    test('or that stands in an article that is done', () => {
      const done: ArticleDecision = { start: 0, title: 'Oslo is cold.', status: 'done' };
      const found = findingsIn(text, {
        ...noDecisions,
        articles: [done],
        annotations: marks(text, mark('Oslo', 'LOC')),
      });
      assert.deepEqual(
        found.map(({ start }) => start),
        [text.indexOf('Oslo', 5)],
      );
    });
    test('not one that is still ahead, nor one that was rejected, nor part of a longer name', () => {
      const ahead = 'Oslo is cold.\n\nOslo is far.\n';
      assert.deepEqual(checked(ahead, mark('Oslo', 'LOC')), []);
      const rejected = { ...mark('Oslo', 'LOC', 2), status: 'rejected' } as const;
      assert.deepEqual(
        checked(`${ahead}It is 5 pm.`, mark('Oslo', 'LOC'), rejected, mark('5 pm', 'TIME')),
        [],
      );
      const longer = 'Oslo is cold.\n\nThe Oslo Fjord is deep. It is 5 pm.\n';
      assert.deepEqual(checked(longer, mark('Oslo', 'LOC'), mark('5 pm', 'TIME')), []);
    });
    test('is told once, and can be marked everywhere with one fix', () => {
      const many = 'Oslo is cold. Yes, in Oslo; then in Oslo. It is 5 pm.\n';
      const decisions = {
        ...noDecisions,
        annotations: marks(many, mark('Oslo', 'LOC'), mark('5 pm', 'TIME')),
      };
      const [found, ...others] = findingsIn(many, decisions);
      assert.deepEqual(others, []);
      const all = fixesOf(found!, decisions, labels)[1]!;
      assert.equal(fixWords(all, inEnglish), 'Mark All 2 as place');
      const after = applyFix(decisions, all, many, author);
      assert.deepEqual(findingsIn(many, after), []);
      assert.equal(after.annotations.filter(({ text }) => text === 'Oslo').length, 3);
    });
  });

  test('a value that does not follow from the words; what words leave open may be said', () => {
    const text = 'It paid $5 million and 12 crowns.\n';
    const wrong = { ...mark('$5 million', 'MONEY'), number: { value: 5000, unit: 'USD' } };
    const danish = { ...mark('12 crowns', 'MONEY'), number: { value: 12, unit: 'DKK' } };
    assert.deepEqual(checked(text, wrong, danish), [
      '$5 million | The words say 5000000 USD, not 5000 USD. Correct “value” and “unit”. | Set the Value to 5000000 USD',
    ]);
  });

  suite('a number in brackets', () => {
    for (const [text, message] of [
      ['It ran 10 miles (16 km) on.', undefined],
      ['It ran a mile (1.6 km) on.', undefined],
      [
        'It ran 10 miles (160 km) on.',
        '“160 km” in brackets cannot be “10 miles”, which comes to about 16.1 km.',
      ],
      ['It paid 2.44 billion yuan ($350 million).', undefined],
      [
        'It paid 2.44 billion yuan ($350 billion).',
        '“$350 billion” in brackets cannot be “2.44 billion yuan”, which comes to 290,000,000 to 410,000,000 USD.',
      ],
      ['It was 30 degrees Celsius (86 Fahrenheit).', undefined],
      ['It paid 5 million crowns ($480,000).', undefined],
    ] as const) {
      test(`${text}: ${message ?? 'fits'}`, () => {
        assert.deepEqual(
          findingsIn(text, noDecisions).map((finding) => findingWords(finding, inEnglish)),
          message ? [message] : [],
        );
      });
    }
    test('is left alone once somebody flagged it', () => {
      const text = 'It ran 10 miles (160 km) on.';
      const [found] = findingsIn(text, noDecisions);
      const [flag] = fixesOf(found!, noDecisions, labels);
      const after = applyFix(noDecisions, flag!, text, author);
      assert.deepEqual(
        after.annotations.map(({ text: words, unsure }) => [words, unsure]),
        [['160 km', true]],
      );
      assert.deepEqual(findingsIn(text, after), []);
    });
  });

  test('every fix settles what it is offered for', () => {
    const text =
      'Brevane rose. Brevane fell. Then Brevane paid $5 million.\nIn Oslo it ran 10 miles (160 km). In Oslo, it is 5 pm.\n';
    const decisions: Decisions = {
      ...noDecisions,
      annotations: marks(
        text,
        mark('Brevane', 'COMPANY'),
        mark('Brevane', 'COMPANY', 2),
        mark('Brevane', 'PRODUCT', 3),
        mark('Oslo', 'LOC', 2),
        mark('5 pm', 'TIMING'),
        { ...mark('$5 million', 'MONEY'), number: { value: 5, unit: 'USD' } },
      ),
    };
    const found = findingsIn(text, decisions);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['labelled-differently', 'value-differs', 'left-unmarked', 'conversion-differs', 'unknown-label'],
    );
    for (const finding of found) {
      for (const fix of fixesOf(finding, decisions, labels)) {
        const left = findingsIn(text, applyFix(decisions, fix, text, author));
        assert.ok(
          left.every(({ code, start }) => code !== finding.code || start !== finding.start),
          fix.kind,
        );
      }
    }
  });

  test('a fix whose words are no longer there does nothing', () => {
    const fix = { kind: 'mark', places: [{ start: 0, end: 4 }], words: 'Oslo', label: 'LOC' } as const;
    assert.equal(applyFix(noDecisions, fix, 'Turku', author), noDecisions);
  });
});

type Wanted = Omit<Annotation, 'id' | 'pieces'> & { readonly nth: number };

/** The nth of these words. */
function mark(text: string, label: string, nth = 1): Wanted {
  return {
    text,
    label,
    status: 'accepted',
    nth,
    ...(readValue(label, text) && { number: readValue(label, text)! }),
  };
}

function marks(text: string, ...wanted: readonly Wanted[]): Annotation[] {
  const annotations = wanted.map(({ nth, ...annotation }, i): Annotation => {
    let start = -1;
    for (let n = 0; n < nth; n++) start = text.indexOf(annotation.text, start + 1);
    return { id: `id${i}`, pieces: [{ start, end: start + annotation.text.length }], ...annotation };
  });
  return annotations.sort((a, b) => a.pieces[0]!.start - b.pieces[0]!.start);
}

function findingsIn(text: string, decisions: Decisions): readonly TextFinding[] {
  const articles = findArticles(text, decisions);
  const repeats = findRepeats(text, articles, decisions);
  const numbers = findNumbers(text, tokenize(text));
  const steps = checkText({ text, lines: indexLines(text), articles, repeats, decisions, numbers, labels });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Each finding as its words, its message and its fixes. */
function checked(text: string, ...wanted: readonly Wanted[]): readonly string[] {
  const decisions = { ...noDecisions, annotations: marks(text, ...wanted) };
  return findingsIn(text, decisions).map((finding) => {
    const fixes = fixesOf(finding, decisions, labels).map((fix) => fixWords(fix, inEnglish));
    return [text.slice(finding.start, finding.end), findingWords(finding, inEnglish), fixes.join(', ')].join(
      ' | ',
    );
  });
}

let ids = 0;
function freeId(taken: (id: string) => boolean): string {
  let id = `new${ids++}`;
  while (taken(id)) id = `new${ids++}`;
  return id;
}
