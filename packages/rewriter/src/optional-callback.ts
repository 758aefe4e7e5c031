import { type Scope, type Source, hasRole } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { reachesArgument } from './function-shape.js';
import { hostOf, insideSameFunction, someNode } from './tree.js';

/** Whether a function returns its outcome where it is given no callback: `if (!callback) return value;` */
export function returnsWithout({ visitorKeys }: Source, callback: Scope.Variable): boolean {
  return callback.references.some(({ identifier }) => {
    const branch = branchWithout(identifier);
    return branch !== null && !reachesArgument(hostOf(branch)) && someNode(branch, visitorKeys, returnsValue, insideSameFunction);
  });
}

function returnsValue(node: TSESTree.Node): boolean {
  if (node.type !== T.ReturnStatement || node.argument === null) return false;
  return node.argument.type !== T.CallExpression || !hasRole(calleeName(node.argument.callee) ?? '', 'tells');
}

/** What runs where the callback of a test is missing: `if (!cb)`, `if (typeof cb !== 'function')`, `if (cb) {} else`. */
function branchWithout(identifier: TSESTree.Node): TSESTree.Statement | null {
  let test = identifier;
  let isMissing = false;
  for (let { parent } = test; parent && parent.type !== T.IfStatement; test = parent, parent = test.parent) {
    if (parent.type === T.UnaryExpression && parent.operator === '!') isMissing = !isMissing;
    else if (parent.type === T.BinaryExpression && /^!==?$/.test(parent.operator)) isMissing = !isMissing;
    else if (parent.type !== T.BinaryExpression && parent.type !== T.UnaryExpression) return null;
  }
  const { parent } = test;
  if (parent?.type !== T.IfStatement || parent.test !== test) return null;
  return isMissing ? parent.consequent : parent.alternate;
}
