import { type Source, contains, exits, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchErrorTest } from './error-test.js';

/**
 * Whether a call is made with a result of the callback around it even after an error, as no `return` keeps it from that:
 * `if (err) cb(err); fs.write(fd, ...)`. What it throws then must not be taken for its own error.
 */
export function isMadeWithoutResult({ scopeManager }: Source, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node): boolean {
  const host = hostOf(call);
  if (!isFunction(host) || host.body.type !== 'BlockStatement') return false;
  const variables = scopeManager.getDeclaredVariables(host).filter(({ identifiers }) => host.params.includes(identifiers[0] as TSESTree.Parameter));
  const [errorVariable, ...results] = variables;
  if (!errorVariable || errorVariable.identifiers[0] !== host.params[0]) return false;
  const isUsed = results.some(({ references }) =>
    references.some(({ identifier }) => contains(call, identifier) && !contains(argument, identifier)),
  );
  // `if (err) data = [];`
  const isReplaced = results.some(({ references }) => references.some((reference) => reference.isWrite()));
  return isUsed && !isReplaced && host.body.body.some((statement) =>
    statement.type === 'IfStatement' &&
    statement.range[1] <= call.range[0] &&
    matchErrorTest(statement.test, errorVariable) === true &&
    !exits(statement.consequent),
  );
}
