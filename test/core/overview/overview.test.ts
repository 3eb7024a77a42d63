import assert from 'node:assert/strict';
import { overviewOf } from '../../../src/core/overview/overview';
import { columnsOf, isIn } from '../../../src/core/overview/periods';
import { wordingOf } from '../../../src/core/repeat/fingerprint';

suite('overview', () => {
  test('counts articles, marks by label and decision, companies, repeats', () => {
    const marks = (label: string, suggested: number, accepted = 0, rejected = 0) => ({
      label,
      suggested,
      accepted,
      rejected,
    });
    const texts = [
      {
        articles: [
          { counts: [marks('COMPANY', 2, 1), marks('DATE', 1)], date: '2026-03-01', status: 'done' as const },
        ],
      },
      { articles: [{ counts: [marks('COMPANY', 1, 0, 4)] }, { counts: [] }] },
    ];
    const company = (name: string, mentions: number) => ({
      id: name,
      name,
      mentions,
      decided: 0,
      articles: 1,
    });
    const article = { start: 0, end: 4, line: 1, title: 'Rain', wording: wordingOf('Rain') };
    const telling = { file: 'b.txt', article };
    const overview = overviewOf({
      texts,
      companies: [company('Tarn', 1), company('Quill', 3)],
      stories: [
        { first: telling, repeats: [{ ...telling, similarity: 1, kind: 'same', isConfirmed: true }] },
      ],
    });
    assert.deepEqual(overview, {
      texts: 2,
      articles: 3,
      marks: { suggested: 4, accepted: 1, rejected: 4 },
      labels: [marks('COMPANY', 3, 1, 4), marks('DATE', 1)],
      companies: 2,
      topCompanies: [company('Quill', 3), company('Tarn', 1)],
      statuses: [
        { status: 'to do', articles: 2 },
        { status: 'in progress', articles: 0 },
        { status: 'done', articles: 1 },
      ],
      dated: 1,
      periods: [{ name: '2026-03-01', articles: 1, mentions: 3 }],
      stories: 1,
      repeats: [{ kind: 'same', count: 1, confirmed: 1 }],
    });
  });
});

suite('periods', () => {
  const names = (...days: string[]) =>
    columnsOf(days.map((day) => ({ day, mentions: 1 }))).map(({ name }) => name);

  test('days, months or years without gaps, whichever are few enough', () => {
    assert.deepEqual(names('2020-03-01', '2020-02-28'), ['2020-02-28', '2020-02-29', '2020-03-01']);
    assert.deepEqual(names('2019-12-30', '2020-03-02'), ['2019-12', '2020-01', '2020-02', '2020-03']);
    assert.deepEqual(names('2012-05-05', '2015-06-05'), ['2012', '2013', '2014', '2015']);
    assert.deepEqual(names(), []);
  });
  test('of centuries the last years are shown, and the first one holds what was before', () => {
    const periods = columnsOf([
      { day: '1066-10-14', mentions: 2 },
      { day: '2020-01-01', mentions: 3 },
    ]);
    assert.equal(periods.length, 36);
    assert.deepEqual(periods[0], { name: '1985', isOpen: true, articles: 1, mentions: 2 });
    assert.ok(isIn('1066-10-14', periods[0]) && !isIn('1066-10-14', periods[1]!));
  });
});
