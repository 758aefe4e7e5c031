import type { TSESTree } from '@typescript-eslint/types';

import { exits } from './exits.js';
import { isNullish } from './node-tests.js';
import { unwrap } from './unwrap.js';

type IsError = (node: TSESTree.Node) => boolean;

/**
 * Whether a node is reached only where an error is not set: behind `if (err) return cb(err);`, in the `else` of `if (err || !row)`, in `if (!err && row)`.
 *
 * @param isError whether a node is a mention of the error, which nothing assigns to
 * @param callback where to stop looking: the function that has the error
 */
export function isReachedWithoutError(start: TSESTree.Node, isError: IsError, callback: TSESTree.Node | undefined): boolean {
  for (let node = start; node.parent && node !== callback; node = node.parent) {
    const parent: TSESTree.Node = node.parent;
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (parent.alternate === node && isTakenWith(parent.test, isError)) return true;
      if (parent.consequent === node && isTakenWithout(parent.test, isError)) return true;
    }
    if (parent.type === 'LogicalExpression' && parent.right === node) {
      if (parent.operator === '&&' ? isTakenWithout(parent.left, isError) : parent.operator === '||' && isTakenWith(parent.left, isError)) return true;
    }
    if (parent.type !== 'BlockStatement') continue;
    const before = parent.body.slice(0, parent.body.indexOf(node as TSESTree.Statement));
    if (before.some((each: TSESTree.Statement) => each.type === 'IfStatement' && isTakenWith(each.test, isError) && exits(each.consequent))) return true;
  }
  return false;
}

/** Whether a test is certainly true if there is an error: `err`, `err != null`, `err || !row`. */
function isTakenWith(node: TSESTree.Node, isError: IsError): boolean {
  const test = unwrap(node);
  if (test.type === 'LogicalExpression') {
    const [left, right] = [isTakenWith(test.left, isError), isTakenWith(test.right, isError)];
    return test.operator === '||' ? left || right : test.operator === '&&' && left && right;
  }
  if (test.type === 'UnaryExpression') return test.operator === '!' && isTakenWithout(test.argument, isError);
  return isError(test) || isComparedWithNothing(test, '!=', isError);
}

/** Whether a test is true only if there is no error: `!err`, `err == null`, `!err && row`. */
function isTakenWithout(node: TSESTree.Node, isError: IsError): boolean {
  const test = unwrap(node);
  if (test.type === 'LogicalExpression') {
    const [left, right] = [isTakenWithout(test.left, isError), isTakenWithout(test.right, isError)];
    return test.operator === '&&' ? left || right : test.operator === '||' && left && right;
  }
  if (test.type === 'UnaryExpression') return test.operator === '!' && isTakenWith(test.argument, isError);
  return isComparedWithNothing(test, '==', isError);
}

/** Whether a test compares the error loosely with `null` or `undefined`. */
function isComparedWithNothing(test: TSESTree.Node, operator: '==' | '!=', isError: IsError): boolean {
  if (test.type !== 'BinaryExpression' || test.operator !== operator) return false;
  return (isError(unwrap(test.left)) && isNullish(test.right)) || (isError(unwrap(test.right)) && isNullish(test.left));
}
