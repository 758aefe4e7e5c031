import { expect, it } from 'vitest';

import { parse } from '../../test/nodes.js';
import { fileContextOf } from '../classify/file-context.js';
import { nodesOf } from '../source/file-nodes.js';
import { answersOf } from './node-answers.js';

/** The answers about a function `f`, and its statements. */
function read(body: string) {
  const source = parse(`function f(a, fail) {\n${body}\n}`);
  const context = fileContextOf(source, {});
  const [fn] = nodesOf(source).functions;
  return { source, context, answers: answersOf(context, source), statements: fn!.body.type === 'BlockStatement' ? fn!.body.body : [] };
}

it.each([
  ['a.b + c[d];', true],
  ['use(a, [b, { c }]);', true],
  ['use(function () { a = 1; });', true],
  ['a = 1;', false],
  ['use(a++);', false],
  ['var b = a;', false],
  ['use(b ? c : (d = 1));', false],
  ['process.exit(1);', false],
  ['use(fail(a));', false],
  ['use(cb());', false],
])('%s has no effect on a path: %s', (body, expected) => {
  const { answers, statements } = read(body);
  expect(answers.isInert(statements[0]!)).toBe(expected);
  expect(answers.isInert(statements[0]!)).toBe(expected);
});

it('reads a condition once', () => {
  const { answers, statements } = read('if (a === 1) return; if (a = 1) use();');
  const [first, second] = statements.flatMap((statement) => (statement.type === 'IfStatement' ? [statement] : []));
  expect(answers.conditionOf(first!.test)?.literal).toBe('1');
  expect(answers.conditionOf(first!.test)).toBe(answers.conditionOf(first!.test));
  expect(answers.conditionOf(second!.test)).toBeNull();
});

it('finds what may end a statement early', () => {
  const { answers, statements } = read('if (a) return; if (a) use();');
  expect(statements.map((statement) => answers.mayExitEarly(statement))).toEqual([true, false]);
});

it('is shared by the callbacks of a file', () => {
  const { answers, context, source } = read('use(a);');
  expect(answersOf(context, source)).toBe(answers);
});
