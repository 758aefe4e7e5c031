import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isCallbackName } from '../vocabulary/parameter-names.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** Whether a call only logs its arguments: `console.error(err)`, `logger.warn(err)`, `debug(err)`. Decided by names. */
export function isLogging(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = unwrap(call.callee);
  if (hasRole(calleeName(call), 'logs')) return true;
  if (callee.type !== 'MemberExpression') return false;
  const object = unwrap(callee.object);
  const name =
    object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? matchPropertyName(object) : null;
  return hasRole(name ?? '', 'logger');
}

/** Whether a call invokes a callback: `cb(err)`, `this.callback(err)`, `next.call(this)`. Decided by names. */
export function isCallbackCall(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const name = calleeName(call);
  if (isCallbackName(name)) return true;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || !hasRole(name, 'invokes-function')) return false;
  const object = unwrap(callee.object);
  if (object.type === 'Identifier') return isCallbackName(object.name);
  return object.type === 'MemberExpression' && isCallbackName(matchPropertyName(object) ?? '');
}

/**
 * Whether a call completes the work without reporting an error: it invokes a callback without one, `next()`, `cb(null, data)`, or
 * forwards the callback, `load(path, cb)`. Only calls whose value is not used count.
 */
export function completesWithoutError(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const around = call.parent.type === 'ChainExpression' ? call.parent.parent : call.parent;
  if (!/^(?:ExpressionStatement|ReturnStatement|ArrowFunctionExpression)$/.test(around.type)) return false;
  const last = call.arguments.at(-1);
  if (last?.type === 'Identifier' && isCallbackName(last.name)) return true;
  if (!isCallbackCall(call) || unwrap(call.callee).type !== 'Identifier') return false;
  const [first] = call.arguments;
  return !first || (first.type === 'Literal' && first.value === null) || (first.type === 'Identifier' && first.name === 'undefined');
}

/**
 * Whether no code after a call runs: `process.exit()`, `assert.fail()`, `die(err)`, or a call of a function in this file whose last
 * statement is a `throw` or another call that never returns.
 *
 * @param depth how many functions of this file are between the call that was asked about and this one; four are followed
 */
export function neverReturns(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  bindings: Bindings,
  depth = 0,
): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression') {
    const name = matchPropertyName(callee) ?? '';
    // `grunt.fail.warn(err)`
    const owner = callee.object.type === 'MemberExpression' && matchPropertyName(callee.object) === 'fail' ? callee.object.object : callee.object;
    if (owner.type !== 'Identifier') return false;
    // `assert.fail()`, `t.fail(err)`, `grunt.fatal(err)` and `grunt.warn(err)` throw or exit; `runner.fail(test, err)` may not.
    if (hasRole(name, 'fails-task') && hasRole(owner.name, 'task-runner')) return true;
    if (callee.object.type !== 'Identifier') return false;
    if (hasRole(name, 'fails-test')) return hasRole(callee.object.name, 'assertion-library');
    return callee.object.name === 'process' && hasRole(name, 'ends-process');
  }
  const body = bindings.functionOf(callee)?.body;
  if (!body && callee.type === 'Identifier') return hasRole(callee.name, 'ends-program') && !isParameter(callee, bindings);
  if (body?.type !== 'BlockStatement' || depth > 3) return false;
  const last = body.body.at(-1);
  if (last?.type === 'ThrowStatement') return true;
  if (last?.type !== 'ExpressionStatement' || last.expression.type !== 'CallExpression') return false;
  return neverReturns(last.expression, bindings, depth + 1) && !body.body.some((statement) => hasReturn(statement));
}

/** Whether a name is a parameter. `fail` in `function load(done, fail)` is a callback, not a function that ends the program. */
function isParameter(name: TSESTree.Identifier, bindings: Bindings): boolean {
  return bindings.variableOf(name)?.defs.some(({ type }) => type === 'Parameter') ?? false;
}

function hasReturn(statement: TSESTree.Statement): boolean {
  if (statement.type === 'ReturnStatement') return true;
  if (statement.type === 'BlockStatement') return statement.body.some(hasReturn);
  if (statement.type !== 'IfStatement') return false;
  return (
    hasReturn(statement.consequent) ||
    (statement.alternate !== null && statement.alternate !== undefined && hasReturn(statement.alternate))
  );
}
