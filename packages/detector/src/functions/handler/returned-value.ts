import type { TSESTree } from '@typescript-eslint/types';

import type { FunctionNode } from '../../syntax/function-node.js';
import { calleeName, matchPropertyName } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { insideSameFunction, someNode } from '../../syntax/search.js';
import { unwrap } from '../../syntax/unwrap.js';
import type { VisitorKeys } from '../../syntax/visitor-keys.js';
import { hasRole } from '../../vocabulary/vocabulary.js';

/**
 * Whether a function returns a value that its caller may read, as a hook does: `return true`, `return load().then(...)`.
 *
 * Limit: `return render(page)` does not count, since it is a usual way to leave a callback; only calls that visibly make a promise do.
 */
export function returnsValue(fn: FunctionNode, keys: VisitorKeys): boolean {
  return returns(fn, keys, { isRead: isPromise, isForEffect });
}

/**
 * Whether a function may return a value that its caller reads. Wider than `returnsValue`: any call counts, since it may return a promise,
 * except calls of a callback or a log, `return done()`.
 *
 * @param isWithoutValue whether a call is known to return nothing of use, since its outcome is passed to a callback
 */
export function mayReturnValue(fn: FunctionNode, keys: VisitorKeys, isWithoutValue: (call: TSESTree.CallExpression) => boolean): boolean {
  const isMadeForEffect = (call: TSESTree.CallExpression): boolean => isForEffect(call) || isWithoutValue(call);
  if (fn.body.type === 'Literal' && fn.body.value === false && fn.params.length === 0) return false; // `() => false` is a short form of a function that does nothing
  return fn.async || returns(fn, keys, { isRead: (call) => !isMadeForEffect(call), isForEffect: isMadeForEffect });
}

/** Which calls count as values where they are returned. */
interface ReturnedCalls {
  readonly isRead: (call: TSESTree.CallExpression) => boolean;
  /** A call that makes the whole condition around it one for effects: `return cb ? cb() : false`. */
  readonly isForEffect: (call: TSESTree.CallExpression) => boolean;
}

function returns({ body }: FunctionNode, keys: VisitorKeys, calls: ReturnedCalls): boolean {
  if (body.type !== 'BlockStatement') return isValue(body, calls);
  const isReturned = (node: TSESTree.Node): boolean => node.type === 'ReturnStatement' && node.argument !== null && isValue(node.argument, calls);
  return someNode(body, keys, isReturned, insideSameFunction);
}

function isValue(node: TSESTree.Node, calls: ReturnedCalls): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'CallExpression':
      return calls.isRead(value);
    case 'LogicalExpression':
      return isValue(value.right, calls);
    case 'ConditionalExpression': {
      const branches = [value.consequent, value.alternate];
      return !branches.some((each) => hasEffect(each, calls)) && branches.some((each) => isValue(each, calls));
    }
    case 'SequenceExpression':
      return isValue(value.expressions.at(-1)!, calls);
    case 'AssignmentExpression':
    case 'UpdateExpression':
      // `() => isReady = true` is written for its side effect
      return false;
    case 'UnaryExpression':
      return value.operator !== 'void';
    default:
      return !isNullish(value);
  }
}

/** Whether the branch of a condition is written for the effect of a call, in one of its own branches too: `done()`, `isOpen && done()`. */
function hasEffect(node: TSESTree.Node, calls: ReturnedCalls): boolean {
  const value = unwrap(node);
  if (value.type === 'LogicalExpression') return hasEffect(value.right, calls);
  if (value.type === 'ConditionalExpression') return hasEffect(value.consequent, calls) || hasEffect(value.alternate, calls);
  return value.type === 'CallExpression' && calls.isForEffect(value);
}

/** Whether a call visibly returns a promise: `Promise.all(...)`, `load().then(...)`. */
export function isPromise({ callee }: TSESTree.CallExpression): boolean {
  const member = unwrap(callee);
  if (member.type !== 'MemberExpression') return false;
  return hasRole(matchPropertyName(member) ?? '', 'chains-promise') || (member.object.type === 'Identifier' && hasRole(member.object.name, 'promise-class'));
}

/**
 * Whether a call is made for its side effect, so that its value does not matter: `done()`, `callback.apply(this, all)`,
 * `console.log(x)`, `t.end()`.
 */
export function isForEffect(call: TSESTree.CallExpression): boolean {
  if (isPromise(call)) return false;
  const callee = unwrap(call.callee);
  const isInvoked = callee.type === 'MemberExpression' && hasRole(matchPropertyName(callee) ?? '', 'invokes-function');
  const target = isInvoked ? unwrap(callee.object) : callee;
  const name = isInvoked && target.type === 'Identifier' ? target.name : calleeName(call);
  return hasRole(name, 'callback') || hasRole(name, 'tells') || hasRole(name, 'ends-test');
}
