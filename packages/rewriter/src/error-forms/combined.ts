import { type Scope, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isReference } from '../callback/error-test.js';
import type { FormOf } from '../plan/types.js';
import type { ErrorFormRecord } from './record.js';
import { listOf, statementOf, wholePath } from './statements.js';
import { type ErrorSubject, isReadInside } from './subject.js';

/**
 * The callback starts with a guard that tests the error together with something else, `if (err || !row) return handle(err);`. Its branch is
 * short and is written twice, for an error and for the rest of the test:
 *
 *     try { row = await ...; } catch (err) { return handle(err); }
 *     if (!row) return handle(null);
 */
export const combined: ErrorFormRecord<FormOf<'combined'>> = {
  form: 'combined',
  match: (subject) => {
    const { combinedGuard: guard } = subject;
    return guard && isShort(subject, guard.branch) ? { form: 'combined', ...guard } : null;
  },

  catchesThrows: true,
  endsWithError: () => true,
  handler: ({ branch }) => branch,
  knownTest: ({ operand }) => operand,

  paths: ({ branch }, body) => [listOf(branch), wholePath(body)],
  mayBeSetIn: ({ operand }) => operand.left,
  withOutcome: (error, variable, completions) => {
    const [only] = listOf(error.branch);
    const completion = completions.find((candidate) => statementOf(candidate) === only);
    const passed = errorIn(completion?.passed[0]);
    const forwards = passed !== undefined && variable != null && isReference(passed, variable);
    return forwards ? { form: 'combined-rejection', operand: error.operand } : error;
  },

  keepsErrorIn: ({ operand }) => [operand.left],
  render: (unit, { branch }) => {
    const names = unit.isErrorRead(branch) ? unit.caught(unit.errorName(), branch) : null;
    const statements = listOf(branch).map((statement) => unit.textWithError(statement));
    return unit.inTry(unit.continuation(), {
      parameter: names?.parameter ?? null,
      body: [names?.firstLine, ...statements].filter(Boolean).join('\n'),
      ends: true,
    });
  },
};

/** The rest of a `combined` whose error is thrown by the awaited call: `row = await ...; if (!row) return;` */
export const combinedRejection: ErrorFormRecord<FormOf<'combined-rejection'>> = {
  form: 'combined-rejection',
  rejects: true,
  endsWithError: () => true,
  onlyForwardsError: () => true,
  knownTest: ({ operand }) => operand,
  paths: (_, body) => [wholePath(body)],
  mayBeSetIn: ({ operand }) => operand.left,
  keepsErrorIn: ({ operand }) => [operand.left],
  render: (unit) => ({ ...unit.plain(), ...unit.returnedAtOnce(unit.continuation()) }),
};

/**
 * Whether a branch is short enough to be written twice: `return;`, `return false;`, `return done(err);` or `res.end(); return;`. A call gets the error
 * as its only argument or not at all, since that argument differs between the two.
 */
function isShort({ plainError: error, facts: { callsWithCallback } }: ErrorSubject, branch: TSESTree.Statement): boolean {
  const [first, second, ...others] = listOf(branch);
  if (!error || !first || others.length > 0) return false;
  const isShortCall = (node: TSESTree.Expression): boolean => node.type === 'CallExpression' && !callsWithCallback.has(node) && hasShortArguments(node, error);
  if (second) return second.type === 'ReturnStatement' && second.argument === null && first.type === 'ExpressionStatement' && isShortCall(first.expression);
  if (first.type !== 'ReturnStatement') return false;
  const { argument } = first;
  return argument === null || argument.type === 'Literal' || (argument.type === 'Identifier' && !isReadInside(error, first)) || isShortCall(argument);
}

function hasShortArguments(call: TSESTree.CallExpression, error: Scope.Variable): boolean {
  const [first, ...rest] = call.arguments;
  if (first && isReadInside(error, first)) return rest.length === 0 && isErrorOrOther(first, error);
  return !isReadInside(error, call) && call.arguments.every(({ type }) => type === 'Literal' || type === 'Identifier' || type === 'MemberExpression');
}

/** Whether an argument is the error, or `err || new Error('gone')`, which is one of two values by whether there is an error. */
function isErrorOrOther(argument: TSESTree.Node, error: Scope.Variable): boolean {
  if (argument.type !== 'LogicalExpression') return isReference(argument, error);
  return argument.operator === '||' && isReference(argument.left, error) && !isReadInside(error, argument.right) && !isFunction(argument.right);
}

/** The error of an argument that is the error, or the error or another value. */
function errorIn(argument: TSESTree.Node | undefined): TSESTree.Node | undefined {
  return argument?.type === 'LogicalExpression' ? argument.left : argument;
}
