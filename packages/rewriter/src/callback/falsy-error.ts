// Recognizes callbacks to which it matters whether "no error" is null or undefined.

import type { Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isReference, matchErrorTest } from './error-test.js';

/**
 * Whether a callback distinguishes null from undefined as "no error": it passes its error to other code where there may be none,
 * `done(err)`, or compares it strictly, `err === null`. A rewritten callback always has null there, whatever the callee passes.
 *
 * @param error the error parameter's variable
 */
export function distinguishesFalsyErrors(error: Scope.Variable): boolean {
  return error.references.some(({ identifier }) => isExactValueUsed(identifier, error));
}

/** Whether a callback compares its error strictly with a missing value, `err === null`, `err !== undefined`, so that the one is not the other. */
export function comparesErrorStrictly(error: Scope.Variable): boolean {
  return error.references.some(({ identifier: { parent } }) => parent?.type === 'BinaryExpression' && /^[!=]==$/.test(parent.operator));
}

/** Whether the code around a mention depends on which falsy value the error is: `done(err)`, but not `if (err)`. */
function isExactValueUsed(identifier: TSESTree.Node, error: Scope.Variable): boolean {
  let node = identifier;
  for (let parent = node.parent; parent; node = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'LogicalExpression':
        if (parent.left !== node) return !isOnErrorPath(identifier, error);
        // The value of `err || other` is never a falsy error; the value of `err && other` may be.
        if (parent.operator !== '&&') return false;
        continue;
      case 'IfStatement':
        return false;
      case 'ConditionalExpression':
        return parent.test !== node && !isOnErrorPath(identifier, error);
      case 'UnaryExpression':
        return parent.operator !== '!';
      case 'BinaryExpression':
        return /^[!=]==$/.test(parent.operator);
      case 'MemberExpression':
      case 'ExpressionStatement':
        return false;
      default:
        return !isOnErrorPath(identifier, error);
    }
  }
  return false;
}

/** Whether a node is only reached with an error: `if (err) ...`, `err && ...`, `!err ? ... : ...`. */
function isOnErrorPath(node: TSESTree.Node, error: Scope.Variable): boolean {
  for (let child = node, parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (parent.consequent === child && isSetIf(parent.test, error)) return true;
      if (parent.alternate === child && matchErrorTest(parent.test, error) === false) return true;
    }
    if (parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === child && isSetIf(parent.left, error)) {
      return true;
    }
  }
  return false;
}

/** Whether a test passes only with an error: `err`, `err && ...`, `err instanceof Failure`. */
function isSetIf(test: TSESTree.Expression, error: Scope.Variable): boolean {
  if (test.type === 'LogicalExpression' && test.operator === '&&') return isSetIf(test.left, error) || isSetIf(test.right, error);
  if (test.type === 'BinaryExpression' && test.operator === 'instanceof') return isReference(test.left, error);
  return matchErrorTest(test, error) === true;
}
