import assert from 'node:assert/strict';
import fc from 'fast-check';
import { moveBorder } from '../../../src/core/annotate/borders';
import { noHistory, redo, redoBulk, remember, undo, undoBulk } from '../../../src/core/annotate/history';
import { freePlaces, occurrencesOf } from '../../../src/core/annotate/occurrences';
import {
  accept,
  acceptMarks,
  decideArticle,
  reject,
  relabel,
  remove,
  setStatus,
  type Author,
} from '../../../src/core/annotate/operations';
import { link, unlink } from '../../../src/core/annotate/relations';
import { addComment, resolveComments, setUnsure } from '../../../src/core/annotate/remarks';
import { joinPieces, merge, reshape, split, wordsOf } from '../../../src/core/annotate/spans';
import { noDecisions, type Decisions } from '../../../src/core/model';
import { bind } from '../../../src/core/sidecar/bind';
import { textFacts } from '../../../src/core/sidecar/facts';
import { newId } from '../../../src/core/sidecar/ids';
import { readSidecar } from '../../../src/core/sidecar/read';
import { writeSidecar } from '../../../src/core/sidecar/write';

const text =
  'Orvane raises $5 million\n\nOrvane Metals of Graz raised $5 million, said Mira Tan 😀 of Orvane.\r\n' +
  'Its shares rose 4.5% on Monday. Graz: cheers.\n';
const facts = textFacts('orvane.txt', text);

type Step = (decisions: Decisions, author: Author) => Decisions;
const nth = ({ annotations }: Decisions, n: number): string =>
  annotations[n % Math.max(1, annotations.length)]?.id ?? '';
const pieces = fc
  .array(
    fc.constantFrom(
      ...Array.from(text.matchAll(/[\p{L}\p{N}$.%]+|😀/gu), ({ index, 0: word }) => ({
        start: index,
        end: index + word.length,
      })),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map(joinPieces);
const label = fc.constantFrom('COMPANY', 'MONEY', 'PERCENT', 'LOC');
const remark = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('- a: [b]', '# no', 'x: "y', "it's {", '!!tag', '*a &b'),
);

/** Everything that a key of annotate mode does to the decisions. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(pieces, label, fc.boolean()).map(
    ([at, name, isAccepted]): Step =>
      (decisions, author) =>
        (isAccepted ? accept : reject)(
          decisions,
          { pieces: at, label: name, text: wordsOf(text, at) },
          author,
        ),
  ),
  fc.tuple(fc.nat(9), label).map(
    ([n, name]): Step =>
      (decisions, author) =>
        relabel(decisions, nth(decisions, n), name, undefined, author),
  ),
  fc.tuple(fc.nat(9), fc.constantFrom<'accepted' | 'rejected'>('accepted', 'rejected')).map(
    ([n, status]): Step =>
      (decisions, author) =>
        setStatus(decisions, nth(decisions, n), status, author),
  ),
  fc.nat(9).map(
    (n): Step =>
      (decisions) =>
        remove(decisions, nth(decisions, n)),
  ),
  fc
    .tuple(fc.nat(9), fc.constantFrom<'start' | 'end'>('start', 'end'), fc.constantFrom<1 | -1>(1, -1))
    .map(([n, border, direction]): Step => (decisions, author) => {
      const old = decisions.annotations.find(({ id }) => id === nth(decisions, n));
      const [first, ...others] = old?.pieces ?? [];
      const within = { start: 0, end: others[0]?.start ?? text.length };
      const moved = first && moveBorder(text, first, border, direction, 'word', within);
      return moved ? reshape(decisions, old!.id, joinPieces([moved, ...others]), text, author) : decisions;
    }),
  fc.tuple(fc.nat(9), fc.nat(text.length)).map(
    ([n, at]): Step =>
      (decisions, author) =>
        split(decisions, nth(decisions, n), at, text, author),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(
    ([one, other]): Step =>
      (decisions, author) =>
        merge(decisions, nth(decisions, one), nth(decisions, other), text, author),
  ),
  fc.tuple(fc.nat(9), pieces).map(([n, more]): Step => (decisions, author) => {
    const old = decisions.annotations.find(({ id }) => id === nth(decisions, n));
    return old ? reshape(decisions, old.id, joinPieces([...old.pieces, ...more]), text, author) : decisions;
  }),
  fc.tuple(fc.nat(9), remark).map(
    ([n, words]): Step =>
      (decisions, author) =>
        addComment(decisions, nth(decisions, n), words, author),
  ),
  fc.nat(9).map(
    (n): Step =>
      (decisions) =>
        resolveComments(decisions, nth(decisions, n)),
  ),
  fc.tuple(fc.nat(9), fc.boolean()).map(
    ([n, unsure]): Step =>
      (decisions, author) =>
        setUnsure(decisions, nth(decisions, n), unsure, author),
  ),
  fc.tuple(fc.nat(9), fc.nat(9)).map(
    ([from, to]): Step =>
      (decisions, author) =>
        decisions.annotations.length < 2
          ? decisions
          : link(decisions, { type: 'raised', from: nth(decisions, from), to: nth(decisions, to) }, author),
  ),
  fc.nat(9).map(
    (n): Step =>
      (decisions) =>
        unlink(decisions, decisions.relations[n]?.id ?? ''),
  ),
  fc.constantFrom('Orvane', 'Graz', '$5 million').map((words): Step => (decisions, author) => {
    const places = freePlaces(occurrencesOf(text, words), decisions.annotations, [], 'COMPANY');
    const marks = places.map((place) => ({ pieces: [place], label: 'COMPANY', text: words }));
    return acceptMarks(decisions, marks, author);
  }),
  fc.constantFrom<'to do' | 'in progress' | 'done'>('to do', 'in progress', 'done').map(
    (status): Step =>
      (decisions, author) =>
        decideArticle(decisions, 0, 'Orvane raises $5 million', { status }, author),
  ),
);
const session = fc.tuple(
  fc.array(step, { maxLength: 25 }),
  fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
);

function authorOf(random: Iterator<number>): Author {
  const next = (): number => random.next().value as number;
  return { by: 'editor', on: '2026-11-22', newId: (taken) => newId(next, taken) };
}

suite('sessions', () => {
  test('any sequence of operations undone gives the first state, redone the last', () => {
    fc.assert(
      fc.property(session, ([steps, random]) => {
        const author = authorOf(random);
        let [state, history] = [noDecisions, noHistory];
        for (const act of steps) {
          const next = act(state, author);
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
      { numRuns: 60 },
    );
  });
  test('any sequence of operations and saves reloads equal', () => {
    fc.assert(
      fc.property(session, ([steps, random]) => {
        const author = authorOf(random);
        let state = noDecisions;
        let saved: ReturnType<typeof bind> | undefined;
        for (const [i, act] of steps.entries()) {
          state = act(state, author);
          if (i % 4 !== 3 && i < steps.length - 1) continue;
          const reading = readSidecar(writeSidecar(saved, state, facts));
          assert.deepEqual(reading.findings, []);
          saved = bind(reading.document!, facts);
          assert.deepEqual(saved.findings, []);
          assert.deepEqual(plain(saved.decisions), plain(state));
          state = saved.decisions;
        }
      }),
      { numRuns: 60 },
    );
  });
  test('an action on many texts is taken back in each, and what was decided on it since stays', () => {
    const author = authorOf(
      [0.1, 0.2, 0.3, 0.4].flatMap((n) => Array.from({ length: 6 }, () => n))[Symbol.iterator](),
    );
    const marks = occurrencesOf(text, 'Graz').map((place) => ({
      pieces: [place],
      label: 'LOC',
      text: 'Graz',
    }));
    const all = acceptMarks(noDecisions, marks, author);
    let history = remember(noHistory, noDecisions, all, 'bulk');
    const [first] = all.annotations;
    const changed = relabel(all, first!.id, 'ORG', undefined, author);
    history = remember(history, all, changed);
    const back = undoBulk(history, changed, 'bulk')!;
    assert.deepEqual(
      back.decisions.annotations.map((annotation) => annotation.label),
      ['ORG'],
    );
    assert.deepEqual(plain(redoBulk(back.history, back.decisions, 'bulk')!.decisions), plain(changed));
    assert.equal(undoBulk(history, changed, 'another'), undefined);
  });
});

/** Without keys that hold nothing. */
function plain(decisions: Decisions): unknown {
  return JSON.parse(JSON.stringify(decisions));
}
