import type { TSESTree } from '@typescript-eslint/types';

import { outerExpression } from './expressions.js';

/** Where the call is in its statement. */
export type Position =
  /** `callee(...);` */
  | { readonly form: 'statement'; readonly statement: TSESTree.Statement }
  /** `return callee(...);` */
  | { readonly form: 'return'; readonly statement: TSESTree.ReturnStatement }
  /** `() => callee(...)` */
  | { readonly form: 'arrow'; readonly statement: TSESTree.Expression; readonly arrow: TSESTree.ArrowFunctionExpression }
  /** `if (...) ...` written as an expression: `test && callee(...)`, `test ? a(...) : b(...)`, `return test ? ...`, `() => test ? ...` */
  | {
      readonly form: 'branch';
      readonly statement: TSESTree.Statement | TSESTree.Expression;
      readonly returns: boolean;
      readonly arrow: TSESTree.ArrowFunctionExpression | null;
    };

/**
 * Tells where a call stands, if it stands where its value is not used by an expression.
 *
 * @returns null where the value of the call is used
 */
export function matchPosition(call: TSESTree.Node): Position | null {
  let node = outerExpression(call);
  if (node.parent?.type === 'UnaryExpression' && node.parent.operator === 'void') node = node.parent;
  let branches = false;
  for (let parent = node.parent; parent; node = parent, parent = node.parent) {
    if (parent.type === 'LogicalExpression' && parent.right === node && parent.operator !== '??') branches = true;
    else if (parent.type === 'ConditionalExpression' && parent.test !== node) branches = true;
    else break;
  }
  const parent = node.parent;
  if (parent?.type === 'ExpressionStatement') {
    return branches
      ? { form: 'branch', statement: parent, returns: false, arrow: null }
      : { form: 'statement', statement: parent };
  }
  if (parent?.type === 'ReturnStatement') {
    return branches ? { form: 'branch', statement: parent, returns: true, arrow: null } : { form: 'return', statement: parent };
  }
  if (parent?.type === 'ArrowFunctionExpression' && parent.body === node) {
    const statement = node as TSESTree.Expression;
    return branches ? { form: 'branch', statement, returns: true, arrow: parent } : { form: 'arrow', statement, arrow: parent };
  }
  return null;
}

/** The arrow function whose expression body is the statement, or null. */
export function arrowOf(position: Position): TSESTree.ArrowFunctionExpression | null {
  return position.form === 'arrow' || position.form === 'branch' ? position.arrow : null;
}

/** Whether control leaves the function with this statement: `return`. */
export function returnsFrom(position: Position): boolean {
  return position.form === 'return' || (position.form === 'branch' && position.returns);
}
