import assert from 'node:assert/strict';
import { accept, type Author } from '../../../src/core/annotate/operations';
import { addComment } from '../../../src/core/annotate/remarks';
import { link, mayLink } from '../../../src/core/annotate/relations';
import { joinPieces, merge, reshape, split } from '../../../src/core/annotate/spans';
import { noDecisions, type Annotation, type Decisions } from '../../../src/core/model';

const text = 'Orvane Metals paid $5 million to Mira Tan.';
let ids = 0;
const author: Author = { by: 'editor', on: '2026-11-22', newId: () => `id${++ids}` };
const mark = (decisions: Decisions, words: string, label = 'COMPANY'): Decisions => {
  const start = text.indexOf(words);
  return accept(decisions, { pieces: [{ start, end: start + words.length }], label, text: words }, author);
};
const idOf = ({ annotations }: Decisions, words: string): string =>
  annotations.find((each) => each.text === words)!.id;
const summary = ({ annotations }: Decisions): string[] =>
  annotations.map(({ label, text: words, number }) =>
    [label, words, number?.value].filter(Boolean).join(' '),
  );

suite('pieces of annotations', () => {
  test('other words are worth something else', () => {
    const paid = mark(noDecisions, '$5', 'MONEY');
    const start = text.indexOf('$5');
    const reshaped = reshape(paid, idOf(paid, '$5'), [{ start, end: start + 10 }], text, author);
    assert.deepEqual(summary(reshaped), ['MONEY $5 million 5000000']);
  });
  test('words that have that label already are left to it', () => {
    const both = mark(mark(noDecisions, 'Orvane'), 'Orvane Metals');
    assert.equal(reshape(both, idOf(both, 'Orvane'), [{ start: 0, end: 13 }], text, author), both);
  });
  test('split at a place: the first keeps the id and the comments', () => {
    const whole = addComment(mark(noDecisions, 'Orvane Metals'), `id${ids}`, 'two?', author);
    const id = idOf(whole, 'Orvane Metals');
    const halves = split(whole, id, 6, text, author);
    assert.deepEqual(summary(halves), ['COMPANY Orvane', 'COMPANY Metals']);
    assert.deepEqual(
      halves.annotations.map(({ comments }) => comments?.length),
      [1, undefined],
    );
    assert.equal(halves.annotations[0]!.id, id);
    for (const edge of [0, 13, 30]) assert.equal(split(whole, id, edge, text, author), whole);
  });
  test('merge joins comments and relations', () => {
    const three = mark(mark(mark(noDecisions, 'Orvane'), 'Metals'), 'Mira Tan', 'PERSON');
    const [orvane, metals, tan] = ['Orvane', 'Metals', 'Mira Tan'].map((words) => idOf(three, words));
    let linked = link(three, { type: 'leads', from: tan!, to: metals! }, author);
    linked = link(linked, { type: 'owns', from: orvane!, to: metals! }, author);
    const merged = merge(addComment(linked, metals!, 'whole name', author), orvane!, metals!, text, author);
    assert.deepEqual(summary(merged), ['COMPANY Orvane Metals', 'PERSON Mira Tan']);
    assert.deepEqual(
      merged.relations.map(({ type, from, to }) => [type, from, to]),
      [['leads', tan, orvane]],
    );
    assert.equal(merged.annotations[0]!.comments![0]!.text, 'whole name');
  });
  test('several pieces are one annotation', () => {
    const one = mark(noDecisions, 'Orvane');
    const pieces = joinPieces([
      { start: 33, end: 41 },
      { start: 0, end: 6 },
      { start: 5, end: 8 },
    ]);
    assert.deepEqual(pieces, [
      { start: 0, end: 8 },
      { start: 33, end: 41 },
    ]);
    const two = [{ start: 0, end: 6 }, pieces[1]!];
    assert.deepEqual(summary(reshape(one, idOf(one, 'Orvane'), two, text, author)), [
      'COMPANY Orvane … Mira Tan',
    ]);
  });
});

suite('remarks and relations', () => {
  test('a comment is kept on one line, however it was typed; one of blanks is none', () => {
    const one = mark(noDecisions, 'Orvane');
    const id = idOf(one, 'Orvane');
    assert.equal(addComment(one, id, ' \n ', author), one);
    const [annotation] = addComment(one, id, '- {x: "y"}: #z\n& *a', author).annotations as [Annotation];
    assert.deepEqual(annotation.comments, [{ by: 'editor', on: '2026-11-22', text: '- {x: "y"}: #z & *a' }]);
  });
  test('the same link is made once, and none to itself', () => {
    const two = mark(mark(noDecisions, 'Orvane'), 'Metals');
    const [from, to] = two.annotations.map(({ id }) => id) as [string, string];
    const linked = link(two, { type: 'owns', from, to }, author);
    assert.equal(link(linked, { type: 'owns', from, to }, author), linked);
    assert.equal(link(linked, { type: 'owns', from, to: from }, author), linked);
  });
  test('the scheme says what may be linked; where it says nothing, anything may', () => {
    const raised = { type: 'raised', from: ['COMPANY'], to: ['MONEY'] };
    assert.deepEqual(
      [
        mayLink(raised, 'COMPANY', 'MONEY'),
        mayLink(raised, 'MONEY', 'COMPANY'),
        mayLink({ ...raised, to: [] }, 'COMPANY', 'LOC'),
      ],
      [true, false, true],
    );
  });
});
