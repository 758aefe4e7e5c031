// Recognizes a call that is made even after an error of the callback around it.

import { type Source, contains, exits, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchErrorTest } from './error-test.js';

/**
 * Whether a call uses a result of the callback around it although that callback may have got an error, since its guard does not return:
 * `if (err) cb(err); fs.write(fd, data, callback);`. With `fd` undefined the call throws, and a `catch` around it must not take that
 * exception for the error of the call.
 *
 * @param argument the callback of the call, whose own mentions of results do not count
 */
export function isCalledDespiteError({ scopeManager }: Source, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node): boolean {
  const host = hostOf(call);
  if (!isFunction(host) || host.body.type !== 'BlockStatement') return false;
  const variables = scopeManager.getDeclaredVariables(host).filter(({ identifiers }) => host.params.includes(identifiers[0] as TSESTree.Parameter));
  const [errorVariable, ...results] = variables;
  if (!errorVariable || errorVariable.identifiers[0] !== host.params[0]) return false;
  const isUsed = results.some(({ references }) =>
    references.some(({ identifier }) => contains(call, identifier) && !contains(argument, identifier)),
  );
  // `if (err) data = [];` makes up for the missing result.
  const isReplaced = results.some(({ references }) => references.some((reference) => reference.isWrite()));
  return isUsed && !isReplaced && host.body.body.some((statement) =>
    statement.type === 'IfStatement' &&
    statement.range[1] <= call.range[0] &&
    matchErrorTest(statement.test, errorVariable) === true &&
    !exits(statement.consequent),
  );
}
