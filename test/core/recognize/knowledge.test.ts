import assert from 'node:assert/strict';
import { knowledgeOf, type Lesson } from '../../../src/core/recognize/knowledge';

const lesson = (name: string, label: string, status: Lesson['status'], line: number): Lesson => ({
  name,
  label,
  status,
  line,
  file: 'a.txt',
});
const known = (...lessons: Lesson[]): string[] =>
  knowledgeOf(lessons, []).names.map(
    ({ name, label, rejected, reason }) =>
      `${rejected ? 'not ' : ''}${label} ${name} ${reason.kind === 'accepted' ? reason.line : ''}`,
  );

suite('what people have taught', () => {
  test('a name accepted anywhere is known, from the first place', () => {
    assert.deepEqual(
      known(lesson('Orvane', 'COMPANY', 'accepted', 3), lesson('Orvane', 'COMPANY', 'accepted', 9)),
      ['COMPANY Orvane 3'],
    );
  });
  test('the more frequent decision counts, and acceptance in a tie', () => {
    const accepted = lesson('Graz', 'LOC', 'accepted', 2);
    const rejected = lesson('Graz', 'LOC', 'rejected', 1);
    assert.deepEqual(known(rejected), ['not LOC Graz 1']);
    assert.deepEqual(known(rejected, accepted), ['LOC Graz 2']);
    assert.deepEqual(known(rejected, accepted, rejected), ['not LOC Graz 2']);
  });
  test('numbers teach nothing', () => {
    assert.deepEqual(known(lesson('$5', 'MONEY', 'accepted', 1)), []);
  });
  test('the register outranks decisions, with every alias', () => {
    const register = [{ id: 'orvane', label: 'COMPANY', name: 'Orvane Metals', aliases: ['Orvane'] }];
    const { names } = knowledgeOf([lesson('Orvane', 'COMPANY', 'rejected', 1)], register);
    assert.deepEqual(
      names.map(({ name, reason }) => [name, reason.kind]),
      [
        ['Orvane Metals', 'register'],
        ['Orvane', 'register'],
      ],
    );
  });
});
