import { isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether no code of the function runs after a statement: it is the last of its block, and so is each block around it, up to the
 * function. `return;`, hoisted functions and a `break` out of a `switch` may follow. In a loop nothing is last, since the next round
 * follows.
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

/** Whether a statement behind another one runs nothing: a hoisted function, `;`, `return;`, a `break` out of a `switch`. */
function doesNothing(node: TSESTree.Node): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'EmptyStatement' ||
    (node.type === 'ReturnStatement' && node.argument === null) ||
    (node.type === 'BreakStatement' && node.label === null && isOfCase(node.parent))
  );
}

/** Whether a node is a `case`, or the block of one: `case 1: { ... }`. */
function isOfCase(node: TSESTree.Node): boolean {
  return node.type === 'SwitchCase' || (node.type === 'BlockStatement' && node.parent.type === 'SwitchCase');
}

/** Whether a `case` ends the `switch`: by `break`, by `return`, or as the last one. Any other falls through. */
function leavesSwitch(node: TSESTree.SwitchCase): boolean {
  let last = node.consequent.at(-1);
  while (last?.type === 'BlockStatement') last = last.body.at(-1);
  return (
    last?.type === 'BreakStatement' || last?.type === 'ReturnStatement' || node.parent.cases.at(-1) === node
  );
}

/** Whether a `finally` block runs after a statement even if that returns. */
export function isBeforeFinally(statement: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = statement; node && !isFunction(node); node = node.parent) {
    if (node.parent?.type === 'TryStatement' && node.parent.finalizer && node !== node.parent.finalizer) return true;
  }
  return false;
}
