import { isFunction } from '@uncallback/detector';
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

/**
 * Whether nothing of the surrounding function runs after a statement that completes: it is the last one of its block,
 * and so are the blocks around it, up to the function or to one that ends with `return;`.
 */
export function isLastInFunction(statement: TSESTree.Node): boolean {
  let node = statement;
  for (let parent = node.parent; parent; node = parent, parent = node.parent) {
    if (isFunction(parent)) return true;
    switch (parent.type) {
      case 'BlockStatement':
        if (!isLastOf(parent.body, node)) return false;
        if (isBeforeReturn(parent.body, node)) return !isBeforeFinally(node);
        break;
      case 'IfStatement':
      case 'LabeledStatement':
        break;
      case 'CatchClause':
        if (parent.parent.finalizer) return false;
        break;
      case 'TryStatement':
        if (parent.handler !== node) return false;
        break;
      case 'SwitchCase':
        if (!isLastOf(parent.consequent, node) || !leavesSwitch(parent)) return false;
        if (isBeforeReturn(parent.consequent, node)) return !isBeforeFinally(node);
        break;
      case 'SwitchStatement':
        break;
      default:
        return false;
    }
  }
  return false;
}

function isLastOf(list: readonly TSESTree.Node[], node: TSESTree.Node): boolean {
  return list.slice(list.indexOf(node) + 1).every(doesNothing);
}

function isBeforeReturn(list: readonly TSESTree.Node[], node: TSESTree.Node): boolean {
  return list.slice(list.indexOf(node) + 1).some(({ type }) => type === 'ReturnStatement');
}

/** What may stand behind the last statement: hoisted functions, `;`, `return;`, a `break` out of a switch. */
function doesNothing(node: TSESTree.Node): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'EmptyStatement' ||
    (node.type === 'ReturnStatement' && node.argument === null) ||
    (node.type === 'BreakStatement' && node.label === null && isOfCase(node.parent))
  );
}

function isOfCase(node: TSESTree.Node): boolean {
  return node.type === 'SwitchCase' || (node.type === 'BlockStatement' && node.parent.type === 'SwitchCase');
}

/** A case must not fall through into the next one. */
function leavesSwitch(node: TSESTree.SwitchCase): boolean {
  let last = node.consequent.at(-1);
  while (last?.type === 'BlockStatement') last = last.body.at(-1);
  return (
    last?.type === 'BreakStatement' || last?.type === 'ReturnStatement' || node.parent.cases.at(-1) === node
  );
}

/** Whether a `finally` runs behind a statement that returns. */
export function isBeforeFinally(statement: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = statement; node && !isFunction(node); node = node.parent) {
    if (node.parent?.type === 'TryStatement' && node.parent.finalizer && node !== node.parent.finalizer) return true;
  }
  return false;
}
