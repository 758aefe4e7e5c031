import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../syntax/function-node.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { isCalled } from '../syntax/surroundings.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { Bindings } from './bindings.js';

/** Whether a parameter is called: `next()`, `next.call(this)`, `process.nextTick(next)`. */
export function isCalledAnywhere(name: TSESTree.Identifier, bindings: Bindings): boolean {
  return (bindings.variableOf(name)?.references ?? []).some(({ identifier }) => isUsedAsFunction(identifier, identifier.parent!));
}

/** Whether a mention of a parameter is a call of it: `p(false)`, `p.call(this)`, `process.nextTick(p)`. */
export function isUsedAsFunction(name: TSESTree.Node, parent: TSESTree.Node): boolean {
  if (parent.type === 'CallExpression') return parent.callee === name || (parent.arguments[0] === name && hasRole(calleeName(parent), 'timer'));
  return parent.type === 'MemberExpression' && parent.object === name && isCalled(parent) && hasRole(matchPropertyName(parent) ?? '', 'invokes-function');
}

/** Whether a mention of a parameter is only reached if it is set: in the branch of `if (p)`, or behind `p &&`. */
export function isGuardedBy(node: TSESTree.Node, name: string): boolean {
  for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
    const { parent } = current;
    if (parent.type === 'IfStatement' && parent.consequent === current && requires(parent.test, name)) return true;
    if (
      parent.type === 'LogicalExpression' &&
      parent.operator === '&&' &&
      parent.right === current &&
      requires(parent.left, name)
    )
      return true;
  }
  return false;
}

/** Whether a mention is in a branch that only runs if `p` is set, as `isGuardedBy`, or in the `else` of `if (!p)`. */
export function isInBranchWith(node: TSESTree.Node, name: string): boolean {
  if (isGuardedBy(node, name)) return true;
  for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
    const { parent } = current;
    if (parent.type === 'IfStatement' && parent.alternate === current && isAbsence(parent.test, name)) return true;
  }
  return false;
}

/** Whether a mention is only reached if `p` is set, as `isInBranchWith`, or behind `if (!p) return;`. */
export function isReachedOnlyWith(node: TSESTree.Node, name: string): boolean {
  if (isInBranchWith(node, name)) return true;
  for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
    const { parent } = current;
    if (parent.type !== 'BlockStatement') continue;
    const before = parent.body.slice(0, parent.body.indexOf(current as TSESTree.Statement));
    if (before.some((statement) => statement.type === 'IfStatement' && isAbsence(statement.test, name) && leaves(statement.consequent))) return true;
  }
  return false;
}

/** `!p` */
function isAbsence(test: TSESTree.Expression, name: string): boolean {
  return test.type === 'UnaryExpression' && test.operator === '!' && test.argument.type === 'Identifier' && test.argument.name === name;
}

/** Whether a branch ends with `return` or `throw`. */
export function leaves(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** Whether a condition implies that `p` is truthy: `p`, `p && ...`. */
export function requires(test: TSESTree.Expression, name: string): boolean {
  if (test.type === 'LogicalExpression' && test.operator === '&&') return requires(test.left, name) || requires(test.right, name);
  return test.type === 'Identifier' && test.name === name;
}
