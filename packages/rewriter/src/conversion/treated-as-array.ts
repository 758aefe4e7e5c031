// Whether code that certainly runs before a variable is mentioned treats its value as an array.

import { type Scope, changesArray, contains, exits, hasRole, hostOf, isFunction, isLoop } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether the value of a variable is treated as an array before a mention, `rows.sort(byName);`, `if (rows.length === 0) return;`: nothing and null
 * would have thrown there, and an object without a length has no such methods.
 */
export function isTreatedAsArray({ references }: Scope.Variable, mention: TSESTree.Node): boolean {
  const writes = references.filter((reference) => reference.isWrite() && reference.init !== true);
  return references.some(({ identifier }) => {
    const use = arrayUseOf(identifier);
    return use !== null && runsBefore(use, mention) && writes.every((write) => write.identifier.range[1] <= use.range[0] && hostOf(write.identifier) === hostOf(use) && !isAgain(write.identifier, use, mention));
  });
}

/** `rows.length`, `rows.push(row)`, `rows.forEach(function (row) {})`; null for another use, and for one that expects that there may be nothing. */
function arrayUseOf(identifier: TSESTree.Node): TSESTree.Node | null {
  const member = identifier.parent;
  if (member?.type !== 'MemberExpression' || member.object !== identifier || member.computed || member.optional || member.property.type !== 'Identifier') return null;
  const { parent: call, property: { name } } = member;
  if (name === 'length') return call.type === 'AssignmentExpression' && call.left === member ? null : member;
  if (call.type !== 'CallExpression' || call.callee !== member) return null;
  const [first] = call.arguments;
  return changesArray(name) || (hasRole(name, 'iterates-arrays') && first && isFunction(first)) ? call : null;
}

/** Whether an assignment of another value may run between the use and the mention: both are in a loop with it. */
function isAgain(write: TSESTree.Node, use: TSESTree.Node, mention: TSESTree.Node): boolean {
  for (let outer = mention.parent; outer; outer = outer.parent) if (isLoop(outer) && contains(outer, write)) return !contains(outer, use);
  return false;
}

/** Whether code certainly has run when a node is reached. */
function runsBefore(code: TSESTree.Node, mention: TSESTree.Node): boolean {
  // How far a part of a condition is evaluated: `!rows || rows.length === 0` as a whole where it is false, `rows && rows.length` where it is true.
  let evaluated: 'always' | 'where-false' | 'where-true' = 'always';
  for (let node = code; node.parent; node = node.parent) {
    const { parent }: { parent?: TSESTree.Node } = node;
    if (!parent) return false;
    if (contains(parent, mention)) return isReachedBehind(node, parent, mention, evaluated);
    switch (parent.type) {
      case 'LogicalExpression': {
        const needed = parent.operator === '||' ? 'where-false' : parent.operator === '&&' ? 'where-true' : null;
        if (parent.left === node) break;
        if (needed === null || (evaluated !== 'always' && evaluated !== needed)) return false;
        evaluated = needed;
        break;
      }
      case 'IfStatement':
        if (parent.test !== node || evaluated === 'where-true') return false;
        if (evaluated === 'where-false' && (parent.alternate !== null || !exits(parent.consequent))) return false;
        evaluated = 'always';
        break;
      case 'ForStatement':
        if (parent.init !== node && parent.test !== node) return false;
        break;
      case 'ForOfStatement':
      case 'ForInStatement':
        if (parent.right !== node) return false;
        break;
      case 'WhileStatement':
        if (parent.test !== node) return false;
        break;
      case 'ConditionalExpression':
        if (parent.test !== node) return false;
        break;
      case 'TryStatement':
      case 'SwitchCase':
      case 'CatchClause':
        return false;
      default:
        if (isFunction(parent) || evaluated !== 'always') return false;
    }
  }
  return false;
}

/** @param outer the innermost node around both */
function isReachedBehind(node: TSESTree.Node, outer: TSESTree.Node, mention: TSESTree.Node, evaluated: 'always' | 'where-false' | 'where-true'): boolean {
  if (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') {
    const isTest = outer.test === node;
    if (evaluated === 'where-true') return isTest && contains(outer.consequent, mention);
    return isTest && (evaluated === 'always' || (outer.alternate !== null && contains(outer.alternate, mention)));
  }
  if (outer.type === 'LogicalExpression') return outer.left === node && (evaluated === 'always' || (evaluated === 'where-true' && outer.operator === '&&'));
  if (evaluated !== 'always' || node.range[1] > mention.range[0]) return false;
  return outer.type === 'BlockStatement' || outer.type === 'Program' || outer.type === 'VariableDeclaration' || outer.type === 'CallExpression';
}
