import type { TSESTree } from '@typescript-eslint/types';

import { outerExpression } from './expressions.js';

/** Where a call is, so that its statement can be replaced. */
export type Position =
  /** `callee(...);` */
  | { readonly form: 'statement'; readonly statement: TSESTree.Statement }
  /** `return callee(...);` */
  | { readonly form: 'return'; readonly statement: TSESTree.ReturnStatement }
  /** `() => callee(...)` */
  | { readonly form: 'arrow'; readonly statement: TSESTree.Expression; readonly arrow: TSESTree.ArrowFunctionExpression }
  /**
   * A condition written as an expression: `test && callee(...)`, `test ? a(...) : b(...)`, also behind `return` or as the body of an
   * arrow function.
   */
  | {
      readonly form: 'branch';
      readonly statement: TSESTree.Statement | TSESTree.Expression;
      readonly returns: boolean;
      readonly arrow: TSESTree.ArrowFunctionExpression | null;
    };

/**
 * Finds the position of a call.
 *
 * @returns null where an expression uses the value of the call: `const job = load(cb);`
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

/** The arrow function whose expression body the call is or is part of; null for a call in a statement. */
export function arrowOf(position: Position): TSESTree.ArrowFunctionExpression | null {
  return position.form === 'arrow' || position.form === 'branch' ? position.arrow : null;
}

/** Whether the call is in a `return` statement, or in a condition as the body of an arrow function. */
export function returnsFrom(position: Position): boolean {
  return position.form === 'return' || (position.form === 'branch' && position.returns);
}
