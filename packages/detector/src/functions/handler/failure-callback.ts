import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { isCalledAnywhere, isGuardedBy } from '../../bindings/parameter-uses.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, parametersOf } from '../../syntax/function-node.js';
import { calleeName, matchParameterName } from '../../syntax/names.js';
import { isErrorLike } from '../../vocabulary/error-values.js';
import { hasRole } from '../../vocabulary/vocabulary.js';

/**
 * Whether a parameter of a function is a callback for failures alone: `function get(url, ok, fail)` which calls `fail(err)` where
 * there is an error, and `ok(page)` else. It never learns that all went well, so that no `await` can stand for it.
 *
 * Limit: it is called in sight each time. What hands it on may show less than is true.
 */
export function isForFailures(fn: FunctionNode, variable: Scope.Variable, bindings: Bindings): boolean {
  const isOtherCalled = parametersOf(fn).some((parameter) => {
    const name = matchParameterName(parameter);
    return name !== null && bindings.variableOf(name) !== variable && isCalledAnywhere(name, bindings);
  });
  return isOtherCalled && variable.references.every(({ identifier }) => isForFailure(identifier, bindings));
}

/** The variable of a `catch`. */
export function isCaught(variable: Scope.Variable | null): boolean {
  return variable?.defs[0]?.type === 'CatchClause';
}

/** `fail(new Error())`, `if (err) fail(err)`, `catch (e) { fail(e); }`, `loading.catch(fail)`; or a question if there is a `fail`. */
function isForFailure(name: TSESTree.Node, bindings: Bindings): boolean {
  const { parent } = name;
  if (!parent) return false;
  if (parent.type !== 'CallExpression') return isQuestion(name);
  if (parent.callee === name) return parent.arguments.length === 1 && isCertainError(parent.arguments[0]!, bindings);
  const index = parent.arguments.indexOf(name as TSESTree.Expression);
  const callee = calleeName(parent);
  return (callee === 'then' && index === 1) || (index === 0 && hasRole(callee, 'reacts'));
}

/** `if (err && fail)`, `if (typeof fail === 'function')`, `fail && fail(err);`; not `end = fail || none`, which is another name for it. */
function isQuestion(name: TSESTree.Node): boolean {
  let node = name;
  while (/^(?:Unary|Binary|Logical)Expression$/.test(node.parent?.type ?? '')) node = node.parent!;
  const { parent } = node;
  if (parent?.type === 'ExpressionStatement') return node !== name;
  return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node;
}

function isCertainError(argument: TSESTree.Node, bindings: Bindings): boolean {
  if (argument.type !== 'Identifier') return (argument.type === 'NewExpression' || argument.type === 'CallExpression') && isErrorLike(argument);
  return isCaught(bindings.variableOf(argument)) || isGuardedBy(argument, argument.name);
}
