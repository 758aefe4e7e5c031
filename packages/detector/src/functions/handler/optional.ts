import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../../scope/scope.js';
import type { Source } from '../../source/source.js';
import { exits } from '../../syntax/exits.js';
import { hostOf } from '../../syntax/host-of.js';
import { verbOf } from '../../syntax/names.js';
import { insideSameFunction, someNode } from '../../syntax/search.js';
import { reachesArgument } from '../../syntax/surroundings.js';
import { hasRole } from '../../vocabulary/vocabulary.js';

/**
 * Whether a callback parameter is optional: it has a default, or the function tests it, as in `if (cb) cb()`, `cb = cb || noop` or
 * `typeof cb === 'function'`.
 */
export function isOptional({ references, identifiers: [name] }: Scope.Variable): boolean {
  const hasDefault = name?.parent.type === 'AssignmentPattern' && name.parent.left === name;
  return hasDefault || name?.optional === true || references.some(({ identifier }) => isPresenceTest(identifier));
}

function isPresenceTest(name: TSESTree.Node): boolean {
  const { parent } = name;
  switch (parent?.type) {
    case 'LogicalExpression':
      return parent.left === name;
    case 'UnaryExpression':
    case 'BinaryExpression':
      return true;
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === name;
    default:
      return false;
  }
}

/**
 * Whether a function returns a value if it is called without a callback: `if (!callback) return value;`. A call that only logs or
 * reports, `return log(x)`, is no value, and the test does not count inside a function that is passed as an argument.
 */
export function returnsWithoutCallback({ visitorKeys }: Source, callback: Scope.Variable): boolean {
  return callback.references.some(({ identifier }) => {
    const branch = branchOf(identifier)?.without ?? null;
    return branch !== null && !reachesArgument(hostOf(branch)) && someNode(branch, visitorKeys, returnsValue, insideSameFunction);
  });
}

/** The statements that run only if there is no callback: the branch of `if (!callback)`, and all after `if (callback) return ...;`. */
export function partsWithoutCallback(callback: Scope.Variable): readonly TSESTree.Node[] {
  return callback.references.flatMap(({ identifier }): readonly TSESTree.Node[] => {
    const branch = branchOf(identifier);
    if (!branch) return [];
    const { statement, without } = branch;
    if (without) return [without];
    const { parent } = statement;
    return exits(statement.consequent) && parent.type === 'BlockStatement' ? parent.body.slice(parent.body.indexOf(statement) + 1) : [];
  });
}

function returnsValue(node: TSESTree.Node): boolean {
  if (node.type !== 'ReturnStatement' || node.argument === null) return false;
  return node.argument.type !== 'CallExpression' || !hasRole(verbOf(node.argument.callee) ?? '', 'tells');
}

/** The `if` that tests a callback, and its branch without one: `if (!cb)`, `if (typeof cb !== 'function')`, `if (cb) {} else`. */
function branchOf(name: TSESTree.Node): { readonly statement: TSESTree.IfStatement; readonly without: TSESTree.Statement | null } | null {
  let test = name;
  let isMissing = false;
  for (let { parent } = test; parent && parent.type !== 'IfStatement'; test = parent, parent = test.parent) {
    if (parent.type === 'BinaryExpression') {
      if (isTrueIfMissing(parent, test)) isMissing = !isMissing;
    } else if (parent.type !== 'UnaryExpression') return null;
    else if (parent.operator === '!') isMissing = !isMissing;
  }
  const { parent } = test;
  if (parent?.type !== 'IfStatement' || parent.test !== test) return null;
  return { statement: parent, without: isMissing ? parent.consequent : parent.alternate };
}

/** Whether a comparison is true if a callback is missing: `cb === undefined`, `cb == null`, `typeof cb !== 'function'`. */
function isTrueIfMissing({ operator, left, right }: TSESTree.BinaryExpression, side: TSESTree.Node): boolean {
  const other = left === side ? right : left;
  const isNothing =
    (other.type === 'Literal' && (other.value === null || other.value === 'undefined')) ||
    (other.type === 'Identifier' && other.name === 'undefined');
  return operator.startsWith('!') ? !isNothing : isNothing;
}
