import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noHistory, redo, remember, undo, type History } from '../../../src/core/annotate/history';
import {
  accept,
  decideArticle,
  decideLine,
  place,
  reject,
  relabel,
  remove,
  setStatus,
  spanOfSelection,
  type Author,
} from '../../../src/core/annotate/operations';
import { noDecisions, type Decisions } from '../../../src/core/model';

let ids = 0;
const author: Author = { by: 'editor', on: '2026-11-22', newId: () => `id${++ids}` };
const graz = { pieces: [{ start: 4, end: 8 }], label: 'LOC', text: 'Graz' };
const summary = ({ annotations }: Decisions): string[] =>
  annotations.map(({ status, label, text, by }) => `${status} ${label} ${text} by ${by}`);

suite('operations on annotations', () => {
  test('accepting the same words twice marks them once', () => {
    const once = accept(noDecisions, graz, author);
    assert.equal(accept(once, graz, author), once);
    assert.deepEqual(summary(once), ['accepted LOC Graz by editor']);
  });
  test('a rejection is a record, and accepting takes it back', () => {
    const rejected = reject(noDecisions, graz, author);
    assert.deepEqual(summary(rejected), ['rejected LOC Graz by editor']);
    assert.deepEqual(summary(accept(rejected, graz, author)), ['accepted LOC Graz by editor']);
  });
  test('relabelling keeps the words and the id, and drops the value and the entity of the old label', () => {
    const first = accept(noDecisions, { ...graz, entity: 'graz' }, author);
    const [old] = first.annotations;
    const [changed] = relabel(first, old!.id, 'ORG', undefined, author).annotations;
    assert.deepEqual(changed, { ...old, label: 'ORG', entity: undefined, number: undefined });
  });
  test('removing an annotation removes the relations that hang on it', () => {
    const first = accept(noDecisions, graz, author);
    const { id } = first.annotations[0]!;
    const linked = { ...first, relations: [{ id: 'r1', type: 'in', from: id, to: 'other' }] };
    assert.deepEqual(remove(linked, id), noDecisions);
  });
  test('a lost annotation is placed with the words of its new place; what else is known of it stays', () => {
    const lost = { id: 'aaa111', label: 'MONEY', text: '$5', status: 'rejected', unsure: true } as const;
    const orphan = { annotation: { ...lost, number: { value: 5, unit: 'USD' } }, at: '1:1-1:3' };
    const pieces = [{ start: 9, end: 11 }];
    const placed = (text: string) =>
      place({ ...noDecisions, orphans: [orphan] }, 'aaa111', { pieces, text }, author);
    const by = { by: 'editor', on: '2026-11-22' };
    assert.deepEqual(placed('$6'), {
      ...noDecisions,
      annotations: [{ ...lost, pieces, text: '$6', number: undefined, ...by }],
    });
    assert.deepEqual(placed('$5').annotations[0]!.number, { value: 5, unit: 'USD' });
  });
  test('a decision on what was in question settles the conflict; one on something else does not', () => {
    const disputed = (key: string): Decisions => {
      const first = accept(noDecisions, graz, author);
      const conflict = {
        theirs: [
          { key, value: 'x' },
          { key: 'by', value: 'ben' },
        ],
      };
      return { ...first, annotations: [{ ...first.annotations[0]!, conflict }] };
    };
    const isOpen = (decisions: Decisions): boolean => decisions.annotations[0]!.conflict !== undefined;
    const decided = (key: string): readonly boolean[] => {
      const decisions = disputed(key);
      const { id } = decisions.annotations[0]!;
      return [
        isOpen(relabel(decisions, id, 'ORG', undefined, author)),
        isOpen(setStatus(decisions, id, 'accepted', author)),
      ];
    };
    assert.deepEqual(['label', 'status', 'at'].map(decided), [
      [false, true],
      [false, false],
      [true, true],
    ]);
  });
  test('decisions on one article are joined', () => {
    const confirmed = decideArticle(noDecisions, 10, 'Title', { starts: true }, author);
    const { articles } = decideArticle(confirmed, 10, 'Title', { status: 'done' }, author);
    assert.deepEqual(articles, [
      { start: 10, title: 'Title', starts: true, status: 'done', by: 'editor', on: '2026-11-22' },
    ]);
  });

  const articles = [
    { start: 0, end: 20 },
    { start: 20, end: 40 },
  ];
  test('a selection loses the blanks at its ends', () => {
    assert.deepEqual(
      spanOfSelection('a  Graz \n and more of it, and so on and on', { start: 1, end: 9 }, articles),
      { start: 3, end: 7 },
    );
  });
  test('a selection of blanks alone, or across articles, is refused', () => {
    const text = ' '.repeat(10) + 'x'.repeat(30);
    assert.equal(spanOfSelection(text, { start: 2, end: 9 }, articles), 'nothing selected');
    assert.equal(spanOfSelection(text, { start: 15, end: 25 }, articles), 'across articles');
  });
  test('a selection never cuts a surrogate pair', () => {
    assert.deepEqual(spanOfSelection('a🚀b', { start: 2, end: 4 }, [{ start: 0, end: 4 }]), {
      start: 1,
      end: 4,
    });
  });
});

suite('undo and redo', () => {
  type Step = (decisions: Decisions) => Decisions;
  const nth = (decisions: Decisions, n: number): string =>
    decisions.annotations[n % Math.max(1, decisions.annotations.length)]?.id ?? '';
  const mark = fc.record({
    pieces: fc.integer({ min: 0, max: 50 }).map((start) => [{ start, end: start + 3 }]),
    label: fc.constantFrom('LOC', 'ORG', 'MONEY'),
    text: fc.constant('abc'),
  });
  const step: fc.Arbitrary<Step> = fc.oneof(
    mark.map(
      (made): Step =>
        (decisions) =>
          accept(decisions, made, author),
    ),
    mark.map(
      (made): Step =>
        (decisions) =>
          reject(decisions, made, author),
    ),
    fc.nat(9).map(
      (n): Step =>
        (decisions) =>
          remove(decisions, nth(decisions, n)),
    ),
    fc.nat(9).map(
      (n): Step =>
        (decisions) =>
          relabel(decisions, nth(decisions, n), 'EVENT', undefined, author),
    ),
    fc.nat(9).map(
      (n): Step =>
        (decisions) =>
          setStatus(decisions, nth(decisions, n), 'rejected', author),
    ),
    fc.nat(50).map(
      (start): Step =>
        (decisions) =>
          decideArticle(decisions, start, 'T', { status: 'done' }, author),
    ),
    fc.nat(50).map(
      (start): Step =>
        (decisions) =>
          decideLine(decisions, start, 'T', 'caption', author),
    ),
  );

  test('any sequence of operations undone gives the first state, redone the last', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let state = noDecisions;
        let history: History = noHistory;
        for (const act of steps) {
          const next = act(state);
          history = remember(history, state, next);
          state = next;
        }
        const last = state;
        for (let back = undo(history, state); back; back = undo(history, state))
          ({ history, decisions: state } = back);
        assert.deepEqual(state, noDecisions);
        for (let forth = redo(history, state); forth; forth = redo(history, state))
          ({ history, decisions: state } = forth);
        assert.deepEqual(state, last);
      }),
    );
  });
  test('undoing leaves alone what came from elsewhere in between', () => {
    const first = accept(noDecisions, graz, author);
    const history = remember(noHistory, noDecisions, first);
    const merged = accept(
      first,
      { pieces: [{ start: 20, end: 24 }], label: 'ORG', text: 'Tarn' },
      { on: '2026-11-22', newId: () => 'theirs' },
    );
    assert.deepEqual(
      undo(history, merged)!.decisions.annotations.map(({ id }) => id),
      ['theirs'],
    );
  });
});
