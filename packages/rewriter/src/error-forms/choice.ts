import { isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchErrorTest } from '../callback/error-test.js';
import type { FormOf } from '../plan/types.js';
import { isLastInFunction } from '../syntax/last-in-function.js';
import type { ErrorFormRecord } from './record.js';
import { isRejection } from './statements.js';
import { isReadInside } from './subject.js';

/** The callback is only `err ? onError(err) : onSuccess(value)`: the first call moves into the `catch`, the second one behind the `try`. */
export const choice: ErrorFormRecord<FormOf<'choice'>> = {
  form: 'choice',
  match: (subject) => {
    const { plainError: error, only, facts: { callsWithCallback } } = subject;
    if (!error || only?.type !== 'ConditionalExpression') return null;
    const truth = matchErrorTest(only.test, error);
    if (truth === null) return null;
    const { consequent, alternate } = only;
    const [onError, onSuccess] = truth ? [consequent, alternate] : [alternate, consequent];
    if (!isPlainCall(onError, callsWithCallback) || !isPlainCall(onSuccess, callsWithCallback)) return null;
    return isReadInside(error, onSuccess) || subject.readsResult(onError) ? null : { form: 'choice', onError, onSuccess };
  },

  catchesThrows: true,
  handler: ({ onError }) => onError,
  onlyForwardsError: ({ onError }) => onError === null,

  paths: ({ onError, onSuccess }) => (onError ? [onError, onSuccess] : [onSuccess]),
  withOutcome: (error, variable, completions) => {
    const completion = completions.find(({ call }) => call === error.onError);
    return isRejection(completion, variable) ? { ...error, onError: null } : error;
  },

  replacesBody: true,
  endsWithReturn: ({ onSuccess }, completes) => completes(onSuccess),
  render: (unit, { onError, onSuccess }) => {
    const { semicolon, rewrite } = unit;
    const [first] = unit.continuation();
    const returns = first?.statement?.type !== 'ExpressionStatement';
    const success = [returned(unit.textOf(onSuccess), returns) + semicolon, first?.trail].filter(Boolean).join(' ');
    // A `return;` at the end of the function is left out.
    const isNeeded = success !== `return${semicolon}` || !isLastInFunction(rewrite.position.statement);
    const after = [unit.line([first?.lead, isNeeded ? success : ''].filter(Boolean).join('\n'))];
    if (!onError) return { ...unit.plain(), ...unit.returnedAtOnce(after) };
    const names = unit.isErrorRead(onError) ? unit.caught(unit.errorName(), onError) : null;
    const failure = returned(unit.textOf(onError), true) + semicolon;
    return unit.inTry(after, {
      parameter: names?.parameter ?? null,
      body: [names?.firstLine, failure].filter(Boolean).join('\n'),
      ends: true,
    });
  },
};

/** Whether an expression is a call without a function among its arguments, so that it can be moved as it is. */
function isPlainCall(node: TSESTree.Expression, callsWithCallback: ReadonlySet<TSESTree.Node>): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && !callsWithCallback.has(node) && !node.arguments.some((argument) => isFunction(argument));
}

/** Puts `return` in front of a call where the value is returned, unless an outcome replaces the call: `return value`, `throw err`. */
function returned(text: string, returns: boolean): string {
  return !returns || /^(?:return|throw)\b/.test(text) ? text : `return ${text}`;
}
