import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shiftByEdits, shiftSpan, track, type Edit, type Tracked } from '../../../src/core/annotate/edits';
import { noDecisions, type Annotation } from '../../../src/core/model';
import type { Span } from '../../../src/core/span';

suite('edits', () => {
  test('typing at the borders stays outside, typing inside belongs to it', () => {
    assert.equal(typed('The «Tarn Motors» plant', 4, 0, 'big '), 'The big «Tarn Motors» plant');
    assert.equal(typed('The «Tarn Motors» plant', 15, 0, '’s'), 'The «Tarn Motors»’s plant');
    assert.equal(typed('The «Tran» plant', 5, 2, 'ar'), 'The «Tarn» plant');
    assert.equal(typed('The «Tarn Motors» plant', 9, 6, ''), 'The «Tarn » plant');
    assert.equal(typed('The «Tarn Motors» plant', 0, 9, ''), '«Motors» plant');
  });

  test('deleting all of it makes an orphan, which undo brings back', () => {
    const tracked = marked('The «Tarn Motors» plant');
    const gone = apply(tracked, { start: 0, end: 20, text: '' });
    assert.deepEqual(
      gone.tracked.decisions.orphans.map(({ at, annotation }) => [at, annotation.text]),
      [['1:5-1:16', 'Tarn Motors']],
    );
    const back = apply(gone, { start: 0, end: 0, text: 'The Tarn Motors plan' });
    assert.equal(shown(back), 'The «Tarn Motors» plant');
    assert.deepEqual(back.tracked.decisions, tracked.tracked.decisions);
  });

  test('letters deleted one by one and put back one by one, too', () => {
    let state = marked('The «Tarn» plant');
    for (let end = 8; end > 4; end--) state = apply(state, { start: end - 1, end, text: '' });
    assert.equal(state.tracked.decisions.orphans.length, 1);
    for (const [i, text] of ['T', 'a', 'r', 'n'].entries())
      state = apply(state, { start: 4 + i, end: 4 + i, text });
    assert.equal(shown(state), 'The «Tarn» plant');
  });

  test('what a person decided meanwhile stays decided', () => {
    const start = marked('The «Tarn» Motors plant');
    const there = apply(start, { start: 5, end: 6, text: '' });
    const back = apply(there, { start: 5, end: 5, text: 'a' });
    const [annotation] = back.tracked.decisions.annotations;
    const wider = { ...annotation!, pieces: [{ start: 4, end: 15 }], text: 'Tarn Motors' };
    const decided = { ...back.tracked, decisions: { ...back.tracked.decisions, annotations: [wider] } };
    const typing = apply({ ...back, tracked: decided }, { start: 0, end: 0, text: 'x' });
    assert.equal(shown(apply(typing, { start: 0, end: 1, text: '' })), 'The «Tarn Motors» plant');
  });

  test('words replaced by others are not the same words', () => {
    const state = apply(marked('The «Tarn» plant'), { start: 4, end: 8, text: 'Oslo' });
    assert.equal(state.tracked.decisions.orphans.length, 1);
    assert.equal(shown(apply(state, { start: 4, end: 8, text: 'Tarn' })), 'The «Tarn» plant');
    assert.equal(typed('The «Tarn» plant', 0, 14, 'Our Tarn plant'), 'Our «Tarn» plant');
  });

  test('a line’s decision stays with its line and is told in its words', () => {
    const structure = [{ start: 6, text: 'Beyond', kind: 'heading' as const }];
    const state = {
      text: 'First\nBeyond\nLast',
      tracked: track({ ...noDecisions, structure }),
    };
    const below = apply(state, { start: 6, end: 6, text: 'New\n' });
    assert.deepEqual(below.tracked.decisions.structure, [{ ...structure[0]!, start: 10 }]);
    const edited = apply(below, { start: 16, end: 16, text: ' us' });
    assert.deepEqual(edited.tracked.decisions.structure, [
      { ...structure[0]!, start: 10, text: 'Beyond us' },
    ]);
    const gone = apply(edited, { start: 10, end: 20, text: '' });
    assert.deepEqual(gone.tracked.decisions.structure, []);
    const back = apply(gone, { start: 10, end: 10, text: 'Beyond us\n' });
    assert.deepEqual(back.tracked.decisions.structure, edited.tracked.decisions.structure);
  });

  test('a span keeps just the characters that were its own and what was typed between them', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(3), (a, b, c, d, inserted) => {
        const span = { start: Math.min(a, b), end: Math.max(a, b) + 1 };
        const edit = { start: Math.min(c, d), end: Math.max(c, d), inserted };
        // Without a replacement the outcome is plain: each character goes where it goes.
        fc.pre(edit.start === edit.end || inserted === 0);
        const own = Array.from({ length: span.end - span.start }, (_, i) => span.start + i)
          .filter((at) => at < edit.start || at >= edit.end)
          .map((at) => (at < edit.start ? at : at + inserted - (edit.end - edit.start)));
        const moved = shiftSpan(span, edit);
        if (own.length === 0) assert.equal(moved.start, moved.end);
        else assert.deepEqual(moved, { start: own[0]!, end: own.at(-1)! + 1 });
      }),
    );
  });

  test('undone in reverse, edits leave every mark where it was', () => {
    fc.assert(
      fc.property(texts, fc.array(changes, { maxLength: 6 }), (source, list) => {
        const start = marked(source);
        let state = start;
        const undo: Change[] = [];
        for (const { at, take, text } of list) {
          const from = Math.min(at, state.text.length);
          const to = Math.min(from + take, state.text.length);
          undo.push({ start: from, end: from + text.length, text: state.text.slice(from, to) });
          state = apply(state, { start: from, end: to, text });
          for (const { pieces } of state.tracked.decisions.annotations) {
            for (const piece of pieces) {
              assert.ok(0 <= piece.start && piece.start < piece.end && piece.end <= state.text.length);
            }
          }
        }
        for (const change of undo.reverse()) state = apply(state, change);
        assert.equal(shown(state), source);
        assert.deepEqual(state.tracked.decisions, start.tracked.decisions);
      }),
      { numRuns: 1000 },
    );
  });
});

interface Change extends Span {
  readonly text: string;
}

interface State {
  readonly text: string;
  readonly tracked: Tracked;
}

const texts = fc.constantFrom(
  'The «Tarn» of «Tarn Motors» in «Oslo».',
  '«Ada»«Quill»',
  '«Oslo» and «Oslo» and «Oslo»',
  'ab «abab» ab',
);
const changes = fc.record({
  at: fc.nat(30),
  take: fc.nat(12),
  text: fc.constantFrom('', '', 'x', 'ab', 'Oslo', 'a b c'),
});

function marked(source: string): State {
  const annotations: Annotation[] = [];
  let text = '';
  for (const [i, part] of source.split(/[«»]/).entries()) {
    if (i % 2 === 1) {
      const pieces = [{ start: text.length, end: text.length + part.length }];
      annotations.push({ id: `id${i}`, pieces, label: 'ORG', text: part, status: 'accepted' });
    }
    text += part;
  }
  return { text, tracked: track({ ...noDecisions, annotations }) };
}

function apply({ text, tracked }: State, { start, end, text: inserted }: Change): State {
  const after = text.slice(0, start) + inserted + text.slice(end);
  const edit: Edit = { start, end, inserted: inserted.length };
  return { text: after, tracked: shiftByEdits(tracked, [edit], text, after) };
}

function shown({ text, tracked }: State): string {
  let result = '';
  let at = 0;
  for (const { pieces } of tracked.decisions.annotations) {
    for (const { start, end } of pieces) {
      result += `${text.slice(at, start)}«${text.slice(start, end)}»`;
      at = end;
    }
  }
  return result + text.slice(at);
}

function typed(source: string, at: number, take: number, text: string): string {
  return shown(apply(marked(source), { start: at, end: at + take, text }));
}
